//! Closed doors: foreign hosts and origins, methods and bodies, heads without end.

use crate::serve::desk::{Answer, Desk, small};

const FOG: &str = "/2026/01/fog/";

#[test]
fn only_hosts_that_mean_this_machine_are_answered() {
    let desk = Desk::small();
    for host in ["localhost", "fog.localhost:1111", "127.0.0.1", "[::1]:99", "192.0.2.1:1111"] {
        assert_eq!(desk.ask("GET", FOG, &[&format!("Host: {host}")]).status, 200, "{host}");
    }
    for host in ["evil.example", "localhost.evil.example:1111", "127.0.0.1.evil.example", ""] {
        for path in [FOG, "/harbor.svg", "/.newsprint/live.js", "/nowhere/", "/.newsprint/live"] {
            let answer = desk.ask("GET", path, &[&format!("Host: {host}")]);
            assert_eq!(answer.status, 403, "{host} {path}");
            assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
            assert!(!answer.text().contains("harbor"), "{}", answer.text());
        }
    }
    let answer = desk.ask("GET", FOG, &["Host: desk.example:1111"]);
    assert!(answer.text().contains("newsprint serve --host desk.example`"), "{}", answer.text());
}

#[test]
fn a_name_that_was_given_is_answered() {
    let desk = Desk::of(&small(), |settings| settings.host = Some("localhost".to_owned()));
    desk.publish();
    assert_eq!(desk.ask("GET", FOG, &["Host: localhost:1111"]).status, 200);
    assert_eq!(desk.ask("GET", FOG, &["Host: other.example"]).status, 403);
}

#[test]
fn a_request_has_to_name_one_host() {
    let desk = Desk::small();
    for head in [
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n",
        "GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n",
    ] {
        let answer = Answer::of(&desk.raw(format!("{head}Connection: close\r\n\r\n").as_bytes()));
        assert!(matches!(answer.status, 400 | 403), "{head}: {}", answer.status);
    }
}

#[test]
fn a_request_from_a_strangers_page_is_refused() {
    let desk = Desk::small();
    let from = |origin: &str| desk.ask("GET", FOG, &[&format!("Origin: {origin}")]).status;
    assert_eq!(from(&format!("http://{}", desk.host())), 200);
    let port = desk.server().address().port();
    for origin in [
        "http://evil.example".to_owned(),
        format!("http://evil.example:{port}"),
        // Another server on this machine is a stranger too.
        format!("http://127.0.0.1:{}", port.wrapping_add(1)),
        format!("http://localhost:{port}"),
        "null".to_owned(),
    ] {
        assert_eq!(from(&origin), 403, "{origin}");
    }
    let twice = [format!("Origin: http://{}", desk.host()), "Origin: http://evil.example".into()];
    assert_eq!(desk.ask("GET", FOG, &[&twice[0], &twice[1]]).status, 403);
}

/// The lines with which a browser asks for a WebSocket, but for `Host` and `Origin`.
const WEBSOCKET: [&str; 4] = [
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];

/// What comes back to a request for a WebSocket; the connection may stay open, so only its head.
fn knock(desk: &Desk, lines: &[&str]) -> Answer {
    use std::io::{Read, Write};
    let mut stream = desk.connect();
    let head = format!("GET /.newsprint/live HTTP/1.1\r\n{}\r\n\r\n", lines.join("\r\n"));
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let mut byte = [0];
    while !answer.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
        answer.push(byte[0]);
    }
    Answer::of(&answer)
}

#[test]
fn only_pages_of_the_preview_get_a_websocket() {
    let desk = Desk::small();
    let host = format!("Host: {}", desk.host());
    let own = format!("Origin: http://{}", desk.host());
    let with = |more: &[&str]| {
        let lines: Vec<&str> = WEBSOCKET.iter().chain(more).copied().collect();
        knock(&desk, &lines)
    };
    let welcome = with(&[&host, &own]);
    assert_eq!(welcome.status, 101);
    assert_eq!(welcome.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assert_eq!(with(&[&host]).status, 403);
    assert_eq!(with(&[&host, "Origin: http://evil.example"]).status, 403);
    assert_eq!(with(&["Host: evil.example", "Origin: http://evil.example"]).status, 403);
    assert_eq!(knock(&desk, &[&host, &own]).status, 426);
    assert_eq!(knock(&desk, &[&host, &own, WEBSOCKET[0], WEBSOCKET[1]]).status, 426);
}

#[test]
fn a_preview_is_only_read() {
    let desk = Desk::small();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        let answer = desk.ask(method, FOG, &["Content-Length: 0"]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    for lines in [&["Content-Length: 999999999999"], &["Transfer-Encoding: chunked"]] {
        let answer = desk.ask("GET", FOG, lines);
        assert_eq!((answer.status, answer.header("connection")), (413, "close"));
    }
}

#[test]
fn a_head_without_end_is_refused_and_the_next_request_answered() {
    let desk = Desk::small();
    let host = desk.host();
    let long = "a".repeat(1 << 20);
    let many: String = (0..5000).map(|number| format!("X-{number}: a\r\n")).collect();
    for head in [
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\n{many}\r\n"),
        format!("GET /{long} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\n{long}"),
        format!("{long}\r\n\r\n"),
    ] {
        let answer = desk.raw(head.as_bytes());
        // Where it is still sending when it is refused, the sender may see no more than the end.
        if !answer.is_empty() {
            let status = Answer::of(&answer).status;
            assert!(matches!(status, 400 | 414 | 431), "{status}");
        }
        assert_eq!(desk.get(FOG).status, 200);
    }
}

#[test]
fn what_is_no_http_is_refused() {
    let desk = Desk::small();
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"hello\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
    ] {
        let answer = desk.raw(bytes);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400 "), "{answer:?}");
    }
    assert_eq!(desk.get(FOG).status, 200);
}
