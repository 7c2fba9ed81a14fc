//! `newsprint serve` as a program: where it says that it is, what it says of a busy port, and how
//! it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};

use crate::press::Paper;
use crate::serve::desk::{Answer, PATIENCE};

/// A program that serves, and where. It is killed when the test is over.
struct Serving {
    child: Child,
    address: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(paper: &Paper, arguments: &[&str]) -> Serving {
    let arguments: Vec<&str> = ["serve", "--port", "0"].iter().chain(arguments).copied().collect();
    let mut command = paper.command(&arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("serving http://").unwrap_or_else(|| panic!("{line}"));
    let address = address.trim_end_matches('/').to_owned();
    Serving { child, address }
}

fn get(address: &str, path: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    Answer::of(&answer)
}

#[test]
fn it_says_where_it_is_and_writes_nothing() {
    let paper = Paper::small();
    let serving = serve(&paper, &["--at", crate::press::NOW]);
    assert!(serving.address.starts_with("127.0.0.1:"), "{}", serving.address);
    assert_eq!(get(&serving.address, "/2026/01/fog/").status, 200);
    assert!(!paper.path("public").exists());
}

#[test]
fn its_options_say_what_is_shown() {
    let paper = Paper::small();
    let serving = serve(&paper, &["--at", "2026-01-01"]);
    assert_eq!(get(&serving.address, "/2026/01/fog/").status, 404);
    let serving = serve(&paper, &["--at", "2026-01-01", "--future"]);
    assert_eq!(get(&serving.address, "/2026/01/fog/").status, 200);
}

#[test]
fn a_busy_port_is_an_error_with_a_way_out() {
    let paper = Paper::small();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = paper.run(&["serve", "--port", &port]);
    assert_eq!(run.code, Some(2));
    let said = format!("error: port {port} is in use by another program\n  hint: ");
    assert!(run.err.starts_with(&said), "{}", run.err);
    assert!(run.err.contains("`--port 0`"), "{}", run.err);
    assert_eq!(run.out, "");
}

#[test]
fn a_host_that_is_not_this_machine_is_an_error() {
    let paper = Paper::small();
    for host in ["192.0.2.1", "no such host"] {
        let run = paper.run(&["serve", "--port", "0", "--host", host]);
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains("cannot listen at "), "{}", run.err);
        assert!(run.err.contains("hint: `--host` takes an address"), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_ends_well_even_with_tabs_and_requests_open() {
    for signal in ["-INT", "-TERM"] {
        let paper = Paper::small();
        let mut serving = serve(&paper, &[]);
        let mut half = TcpStream::connect(&serving.address).unwrap();
        half.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
        let mut kept = TcpStream::connect(&serving.address).unwrap();
        kept.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        assert_eq!(kept.read(&mut [0; 16]).unwrap(), 16);
        let pid = serving.child.id().to_string();
        let sent = std::process::Command::new("kill").args([signal, &pid]).status().unwrap();
        assert!(sent.success());
        assert_eq!(serving.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}
