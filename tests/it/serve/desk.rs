//! A newspaper in a folder, its preview, and the raw requests and tabs that tests talk to it with.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use newsprint::diagnostic::{Code, Diagnostic, Place};
use newsprint::disk;
use newsprint::options::Options;
use newsprint::server::{Server, Settings, Update};
use serde_json::Value;
use tempfile::TempDir;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message, WebSocket, client};

/// How long a test waits for an answer before it fails. Generous: a debug build on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A site and its preview.
pub struct Desk {
    _folder: TempDir,
    /// The site's folder, which is not the temporary folder itself: something can lie beside it.
    pub root: PathBuf,
    pub server: Option<Server>,
    pub options: Options,
    marks: Cell<u64>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// The headers, by their names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

/// An open tab.
pub struct Tab {
    socket: WebSocket<TcpStream>,
    pub page: String,
    pub version: String,
}

/// A story with a headline and a body.
pub fn story(title: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = 2026-01-05T06:00:00\n+++\n\n{body}\n")
}

/// A newspaper of two stories, a free page and a picture.
pub fn small() -> Vec<(&'static str, String)> {
    vec![
        ("site.toml", "title = \"The Fog Post\"\nbase_url = \"https://fog.example/\"\n".to_owned()),
        ("content/stories/fog.md", story("Fog comes in", "The harbor is gone.")),
        ("content/stories/tide.md", story("The tide is out", "The boats lie on their sides.")),
        ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n\nA post about fog.\n".to_owned()),
        ("static/harbor.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned()),
    ]
}

impl Desk {
    /// A site of these files, not yet shown.
    pub fn of(files: &[(&str, String)], settings: impl FnOnce(&mut Settings)) -> Desk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("site");
        fs::create_dir(&root).expect("a folder in it");
        let mut with = Settings { port: 0, ..Settings::of(&root) };
        settings(&mut with);
        let server = Server::bind(with).expect("a free port");
        let now = "2030-01-01T00:00:00Z".parse().expect("a moment");
        let desk = Desk {
            _folder: folder,
            root,
            server: Some(server),
            options: Options::at(now),
            marks: Cell::new(0),
        };
        for (path, text) in files {
            desk.put(path, text);
        }
        desk
    }

    /// The small newspaper, shown.
    pub fn small() -> Desk {
        let desk = Desk::of(&small(), |_| {});
        desk.publish();
        desk
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("a file that was there");
    }

    pub fn rename(&self, from: &str, to: &str) {
        let to = self.path(to);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder can be made");
        fs::rename(self.path(from), to).expect("a file that was there");
    }

    pub fn server(&self) -> &Server {
        self.server.as_ref().expect("a server that runs")
    }

    /// Reads the site and shows it; what was wrong with it.
    pub fn publish(&self) -> Vec<Diagnostic> {
        let (tree, mut problems) = disk::read(&self.root);
        let (edition, more) = newsprint::edition(&tree, &self.options);
        problems.extend(more);
        let update = Update { edition, problems: problems.clone(), tree: Arc::new(tree) };
        self.server().publish(update);
        problems
    }

    /// `127.0.0.1:4711`, as a browser puts it into `Host`.
    pub fn host(&self) -> String {
        self.server().address().to_string()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.server().address()).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// Sends raw bytes on a connection of their own; everything that comes back.
    pub fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // The server may close in the middle of what it refuses.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// A request with a method, a path and further header lines.
    pub fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|line| line.starts_with("Host:")) {
            request.push_str(&format!("Host: {}\r\n", self.host()));
        }
        for line in headers {
            request.push_str(&format!("{line}\r\n"));
        }
        request.push_str("\r\n");
        Answer::of(&self.raw(request.as_bytes()))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// What a tab has been told up to now and has not read yet, beside states, and its last state.
    ///
    /// A mark is published as a problem. A tab is told things in their order, so what it hears
    /// before a state with the mark is all that it was to hear, even where that is nothing.
    #[track_caller]
    pub fn news(&self, tab: &mut Tab) -> (Vec<Value>, Value) {
        self.marks.set(self.marks.get() + 1);
        let mark = format!("mark {}", self.marks.get());
        let problem = Diagnostic::new(Code::StrayFile, &mark).at(Place::file(&"~".into()));
        self.server().publish_checked(vec![problem]);
        let mut news = Vec::new();
        loop {
            let mut told = tab.told();
            if told["kind"] != "state" {
                news.push(told);
                continue;
            }
            // The mark comes last, since files are sorted by name.
            let problems = told["problems"].as_array_mut().expect("a list");
            if problems.pop_if(|problem| problem["message"] == mark).is_some() {
                return (news, told);
            }
        }
    }

    /// A tab that has loaded a page and says so.
    pub fn tab(&self, page: &str) -> Tab {
        let version = self.get(page).version();
        self.tab_that_shows(page, &version)
    }

    /// A tab that says that it shows some version of a page.
    pub fn tab_that_shows(&self, page: &str, version: &str) -> Tab {
        let url = format!("ws://{}/.newsprint/live", self.host());
        let mut request = url.into_client_request().expect("a request");
        let origin = format!("http://{}", self.host()).parse().expect("an origin");
        request.headers_mut().insert("origin", origin);
        let (socket, _) = client(request, self.connect()).expect("a WebSocket");
        let mut tab = Tab { socket, page: page.to_owned(), version: version.to_owned() };
        tab.hello(None);
        tab
    }
}

impl Answer {
    /// Takes an answer apart.
    #[track_caller]
    pub fn of(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(bytes)));
        let head = std::str::from_utf8(&bytes[..end]).expect("headers of ASCII");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        Answer {
            status: status.and_then(|status| status.parse().ok()).expect("a status"),
            headers: headers.collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The version that the page says it has.
    #[track_caller]
    pub fn version(&self) -> String {
        let text = self.text();
        let (_, after) = text.split_once("data-version=\"").expect("a page with the client");
        after.split('"').next().unwrap_or_default().to_owned()
    }
}

impl Tab {
    /// Says what it shows.
    pub fn hello(&mut self, at: Option<&str>) {
        let hello = serde_json::json!({ "page": self.page, "version": self.version, "at": at });
        self.say(&hello.to_string());
    }

    pub fn say(&mut self, text: &str) {
        self.socket.send(Message::text(text)).expect("the tab can speak");
    }

    /// The next message, whatever it is.
    #[track_caller]
    pub fn message(&mut self) -> Message {
        loop {
            match self.socket.read().expect("a message") {
                Message::Ping(_) | Message::Pong(_) => {}
                message => return message,
            }
        }
    }

    /// Waits for the end of the connection; whether it came before the test lost patience.
    pub fn ended(&mut self) -> bool {
        loop {
            match self.socket.read() {
                Ok(Message::Close(_)) => return true,
                Ok(_) => {}
                Err(Error::Io(error)) => return error.kind() != std::io::ErrorKind::WouldBlock,
                Err(_) => return true,
            }
        }
    }

    /// What it is told next.
    #[track_caller]
    pub fn told(&mut self) -> Value {
        match self.message() {
            Message::Text(text) => serde_json::from_str(&text).expect("JSON"),
            other => panic!("{other:?}"),
        }
    }

    /// What it is told before the next state, and that state.
    #[track_caller]
    pub fn first_state(&mut self) -> (Vec<Value>, Value) {
        let mut before = Vec::new();
        loop {
            let told = self.told();
            if told["kind"] == "state" {
                return (before, told);
            }
            before.push(told);
        }
    }
}
