//! Bad weather: clients that do nothing, take nothing or are too many, and updates without pause.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use crate::serve::desk::{Answer, Desk, small, story};

const FOG: &str = "/2026/01/fog/";

/// A desk whose server soon loses patience.
fn impatient() -> Desk {
    let desk = Desk::of(&small(), |settings| settings.patience = Duration::from_millis(300));
    desk.publish();
    desk
}

/// Waits until the other end has closed, or the test has waited too long.
fn is_closed(stream: &mut TcpStream) -> bool {
    let mut rest = Vec::new();
    match stream.read_to_end(&mut rest) {
        Ok(_) => true,
        Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
    }
}

#[test]
fn a_thousand_idle_connections_keep_nobody_out() {
    let desk = Desk::small();
    let mut tab = desk.tab(FOG);
    tab.first_state();
    let idle: Vec<TcpStream> = (0..1000).map(|_| desk.connect()).collect();
    for _ in 0..20 {
        assert_eq!(desk.get(FOG).status, 200);
    }
    // Half a request is idle too.
    let started = (0..200).map(|_| {
        let mut stream = desk.connect();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
        stream
    });
    let started: Vec<TcpStream> = started.collect();
    assert_eq!(desk.get(FOG).status, 200);
    // Those who were there first had to go; a tab did not.
    assert!(desk.news(&mut tab).0.is_empty());
    drop((idle, started));
}

#[test]
fn who_is_being_answered_is_not_sent_away_for_others() {
    let desk = Desk::small();
    let bytes: Vec<u8> = (0..4_000_000_u32).flat_map(u32::to_le_bytes).collect();
    desk.put("static/tape.bin", &bytes);
    desk.publish();
    let mut first = desk.connect();
    first
        .write_all(b"GET /tape.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut taken = vec![0; 1000];
    first.read_exact(&mut taken).unwrap();
    // Far more than fit in; the first of all is the one that was quiet longest.
    let idle: Vec<TcpStream> = (0..600).map(|_| desk.connect()).collect();
    assert_eq!(desk.get(FOG).status, 200);
    first.read_to_end(&mut taken).unwrap();
    assert!(Answer::of(&taken).body == bytes, "{} bytes came", taken.len());
    drop(idle);
}

#[test]
fn who_says_nothing_is_let_go() {
    let desk = impatient();
    let mut silent = desk.connect();
    let mut slow = desk.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: localh").unwrap();
    let mut kept = desk.connect();
    kept.write_all(b"GET /harbor.svg HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    for stream in [&mut silent, &mut slow, &mut kept] {
        assert!(is_closed(stream));
    }
}

#[test]
fn who_sends_a_head_byte_by_byte_is_let_go() {
    let desk = impatient();
    let mut slow = desk.connect();
    slow.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".bytes().chain(std::iter::repeat(b'a'));
    let mut byte = [0];
    for next in head.take(20_000) {
        let gone = slow.write_all(&[next]).is_err() || matches!(slow.read(&mut byte), Ok(0));
        if gone {
            return;
        }
    }
    panic!("a head of twenty thousand bytes was waited for");
}

#[test]
fn who_takes_nothing_is_let_go() {
    let desk = impatient();
    // More than all buffers between the two ends hold.
    desk.put("static/tape.bin", vec![7; 64 << 20]);
    desk.publish();
    let mut slow = desk.connect();
    slow.write_all(b"GET /tape.bin HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    thread::sleep(Duration::from_millis(900));
    assert_eq!(desk.get(FOG).status, 200);
    let mut taken = Vec::new();
    let _ = slow.read_to_end(&mut taken);
    assert!(taken.len() < 64 << 20, "all of it was sent");
}

#[test]
fn who_takes_it_slowly_gets_all_of_it() {
    let desk = impatient();
    let bytes: Vec<u8> = (0..2_000_000_u32).flat_map(u32::to_le_bytes).collect();
    desk.put("static/tape.bin", &bytes);
    desk.publish();
    let mut slow = desk.connect();
    slow.write_all(b"GET /tape.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut taken = Vec::new();
    let mut piece = vec![0; 1 << 20];
    loop {
        match slow.read(&mut piece).unwrap() {
            0 => break,
            read => taken.extend_from_slice(&piece[..read]),
        }
        thread::sleep(Duration::from_millis(100));
    }
    assert!(Answer::of(&taken).body == bytes, "{} bytes came", taken.len());
}

#[test]
fn requests_on_one_connection_are_answered_in_turn() {
    let desk = Desk::small();
    let one =
        |path: &str, last: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{last}\r\n");
    let all =
        one("/harbor.svg", "") + &one("/about", "") + &one("/harbor.svg", "Connection: close\r\n");
    let answers = String::from_utf8(desk.raw(all.as_bytes())).unwrap();
    let statuses: Vec<&str> = answers.split("HTTP/1.1 ").skip(1).map(|rest| &rest[..3]).collect();
    assert_eq!(statuses, ["200", "307", "200"]);
}

#[test]
fn a_page_that_exists_is_there_whole_however_fast_it_changes() {
    let desk = Desk::small();
    let address = desk.server().address();
    let reader = thread::spawn(move || {
        let mut seen = 0;
        for _ in 0..150 {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(crate::serve::desk::PATIENCE)).unwrap();
            let head =
                format!("GET {FOG} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            stream.write_all(head.as_bytes()).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            let answer = Answer::of(&answer);
            assert_eq!(answer.status, 200);
            assert!(answer.text().trim_end().ends_with("</html>"));
            assert_eq!(answer.header("content-length"), answer.body.len().to_string());
            seen += 1;
        }
        seen
    });
    let mut tab = desk.tab(FOG);
    for turn in 0..40 {
        let text = match turn % 4 {
            3 => "+++\ntitle = \n+++\n".to_owned(),
            _ => story("Fog comes in", &format!("The harbor is gone, {turn}.")),
        };
        desk.put("content/stories/fog.md", text);
        if turn % 8 == 5 {
            desk.put("templates/story.html", "{% block main %}");
        } else if turn % 8 == 7 {
            desk.remove("templates/story.html");
        }
        desk.publish();
    }
    desk.put("content/stories/fog.md", story("Fog comes in", "The harbor is back."));
    desk.publish();
    assert_eq!(reader.join().unwrap(), 150);
    let last = desk.get(FOG);
    assert!(last.text().contains("The harbor is back."));
    // Whatever the tab was told of all this, the last thing is the last page.
    let (news, state) = desk.news(&mut tab);
    let page = news.iter().rfind(|told| told["kind"] == "page");
    assert_eq!(page.unwrap()["version"], last.version());
    assert_eq!(state["problems"], serde_json::json!([]));
}
