//! Tabs: each open page of the preview has a WebSocket, and hears what concerns it and nothing else.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap};
use hyper::upgrade::Upgraded;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::json;
use tokio::time::{Instant, interval_at, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::server::answer::{text, with_body};
use crate::server::broken;
use crate::server::connections::{Busy, House};
use crate::server::doors;
use crate::server::look::{Standing, look};
use crate::server::preview::Now;
use crate::server::sent::Sent;
use crate::server::served::decoded;

/// How often a tab is asked whether it is still there.
const PING: Duration = Duration::from_secs(20);

/// How long a tab may take to say goodbye.
const GOODBYE: Duration = Duration::from_millis(500);

/// How long a message of a tab may be, in bytes. It holds a path and a version.
const LONGEST: usize = 16 << 10;

/// What a tab says: what it shows.
#[derive(Deserialize)]
struct Hello {
    /// The path of its page, as the browser writes it.
    page: String,
    /// The version of the page, empty where it has none.
    #[serde(default)]
    version: String,
    /// The `at` of the last state that it was told, where it lost its connection since.
    #[serde(default)]
    at: Option<String>,
}

/// An open tab.
struct Tab {
    number: u64,
    house: Arc<House>,
    socket: WebSocketStream<TokioIo<Upgraded>>,
    /// The decoded path of its page; none before it has said so.
    page: Option<String>,
    /// The version that it shows, or has been told to show.
    version: Arc<str>,
    /// What it was last told of where its page is.
    whereabouts: Whereabouts,
    /// The state that it was last told.
    state: String,
    /// The count of the preview up to which it knows which files have changed.
    seen: u64,
    /// Whether it has been heard of since the last ping.
    is_heard: bool,
    _busy: Busy,
}

/// What a tab was told of where its page is.
#[derive(PartialEq, Eq)]
enum Whereabouts {
    /// Where it says.
    There,
    /// At another address.
    Moved(String),
    /// Nowhere any more.
    Gone,
    /// There never was one: the tab shows the page that says so.
    Missing,
}

/// Answers the request for a WebSocket, and keeps it company from then on.
pub(super) fn welcome(
    house: &Arc<House>,
    request: Request<Incoming>,
    busy: Busy,
) -> Response<Sent> {
    let headers = request.headers();
    if !doors::has_origin(headers) {
        return text(StatusCode::FORBIDDEN, "only pages of this preview connect here\n");
    }
    let Some(accept) = accepted(headers) else {
        let mut answer = text(StatusCode::UPGRADE_REQUIRED, "only WebSockets connect here\n");
        let websocket = header::HeaderValue::from_static("websocket");
        answer.headers_mut().insert(header::UPGRADE, websocket);
        return answer;
    };
    let house = house.clone();
    tokio::spawn(async move {
        let Ok(upgraded) = hyper::upgrade::on(request).await else { return };
        let config = WebSocketConfig::default()
            .read_buffer_size(4 << 10)
            .max_message_size(Some(LONGEST))
            .max_frame_size(Some(LONGEST));
        let upgraded = TokioIo::new(upgraded);
        let socket = WebSocketStream::from_raw_socket(upgraded, Role::Server, Some(config)).await;
        let tab = Tab {
            number: house.number(),
            seen: house.preview.now().count,
            house,
            socket,
            page: None,
            version: "".into(),
            whereabouts: Whereabouts::There,
            state: String::new(),
            is_heard: true,
            _busy: busy,
        };
        tab.live().await;
    });
    let answer = Response::builder()
        .status(StatusCode::SWITCHING_PROTOCOLS)
        .header(header::CONNECTION, "upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_ACCEPT, accept);
    with_body(answer, Sent::bytes(Bytes::new()))
}

/// The proof that a handshake was understood; `None` where there is none.
fn accepted(headers: &HeaderMap) -> Option<String> {
    let value = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let upgrade = value(header::UPGRADE)?.trim().eq_ignore_ascii_case("websocket");
    let mut connection = value(header::CONNECTION)?.split(',').map(str::trim);
    let connects = connection.any(|word| word.eq_ignore_ascii_case("upgrade"));
    let version = value(header::SEC_WEBSOCKET_VERSION)?.trim() == "13";
    let key = headers.get(header::SEC_WEBSOCKET_KEY)?;
    (upgrade && connects && version).then(|| derive_accept_key(key.as_bytes()))
}

impl Tab {
    /// Lives until either end has enough.
    async fn live(mut self) {
        // What fails here is the connection, and then there is nobody left to tell.
        let _ = self.converse().await;
        self.house.preview.trail().forget(self.number);
    }

    async fn converse(&mut self) -> Result<(), Error> {
        let house = self.house.clone();
        let mut changed = house.preview.subscribe();
        let mut ping = interval_at(Instant::now() + PING, PING);
        let mut stopped = std::pin::pin!(house.stopped());
        loop {
            tokio::select! {
                () = stopped.as_mut() => return self.leave().await,
                said = self.socket.next() => match said {
                    Some(said) => self.hear(said?).await?,
                    None => return Ok(()),
                },
                _ = changed.changed() => self.catch_up().await?,
                _ = ping.tick() => {
                    if !std::mem::replace(&mut self.is_heard, false) {
                        return Ok(());
                    }
                    self.socket.send(Message::Ping(Bytes::new())).await?;
                }
            }
        }
    }

    /// Says goodbye, and waits a little for the answer.
    async fn leave(&mut self) -> Result<(), Error> {
        let reason = "the preview was stopped".into();
        self.socket.close(Some(CloseFrame { code: CloseCode::Away, reason })).await?;
        let last_words = async { while let Some(Ok(_)) = self.socket.next().await {} };
        let _ = timeout(GOODBYE, last_words).await;
        Ok(())
    }

    /// Takes in what the tab says.
    async fn hear(&mut self, message: Message) -> Result<(), Error> {
        self.is_heard = true;
        let Message::Text(said) = message else { return Ok(()) };
        // What cannot be understood comes from no tab of ours.
        let Ok(hello) = serde_json::from_str::<Hello>(&said) else { return Ok(()) };
        let Some(path) = decoded(&hello.page) else { return Ok(()) };
        let preview = &self.house.preview;
        if let Some(seen) = hello.at.and_then(|at| preview.count_of(&at)) {
            self.seen = self.seen.min(seen);
        }
        if self.page.as_ref() != Some(&path) {
            let now = preview.now();
            let within = now.served.as_ref().and_then(|served| served.within(&path));
            preview.trail().take_over(self.number, within.unwrap_or_default());
        }
        self.page = Some(path);
        self.version = hello.version.into();
        self.whereabouts = Whereabouts::There;
        self.state.clear();
        self.catch_up().await
    }

    /// Tells the tab what it does not know yet.
    async fn catch_up(&mut self) -> Result<(), Error> {
        let now = self.house.preview.now();
        let Some(path) = self.page.clone().filter(|_| now.count > 0) else { return Ok(()) };
        self.tell_files(&now).await?;
        let look = look(&self.house.preview, &now, self.number, &path).await;
        self.tell_standing(look.standing).await?;
        if look.state != self.state {
            let at = self.house.preview.at(now.count);
            let state = format!("{{\"kind\":\"state\",{},\"at\":\"{at}\"}}", look.state);
            self.state = look.state;
            self.socket.send(Message::text(state)).await?;
        }
        Ok(())
    }

    async fn tell_files(&mut self, now: &Now) -> Result<(), Error> {
        let seen = std::mem::replace(&mut self.seen, now.count);
        if now.files_count <= seen {
            return Ok(());
        }
        let new = now.files.iter().filter(|(_, count)| **count > seen);
        let mut paths: Vec<&str> = new.map(|(path, _)| &**path).collect();
        paths.sort_unstable();
        let message = json!({ "kind": "files", "paths": paths });
        self.socket.send(Message::text(message.to_string())).await
    }

    async fn tell_standing(&mut self, standing: Standing) -> Result<(), Error> {
        let is_broken = self.version.starts_with(broken::VERSION_PREFIX);
        let (version, whereabouts) = match standing {
            Standing::Unknown => return Ok(()),
            // The last good page stays in a tab that shows one.
            Standing::Failing(_) if !is_broken => return Ok(()),
            Standing::There(version) | Standing::Failing(version) => {
                (Some(version), Whereabouts::There)
            }
            Standing::Moved(to) => (None, Whereabouts::Moved(to)),
            Standing::Missing(version) => {
                let shows_so = self.whereabouts == Whereabouts::Missing
                    || is_broken
                    || version.as_ref() == Some(&self.version);
                match shows_so {
                    true => (version, Whereabouts::Missing),
                    false => (None, Whereabouts::Gone),
                }
            }
        };
        let comes_back = self.whereabouts == Whereabouts::Gone && version.is_some();
        let is_news = self.whereabouts != whereabouts;
        self.whereabouts = whereabouts;
        let message = match (version, &self.whereabouts) {
            (Some(version), _) if version != self.version || comes_back => {
                self.version = version.clone();
                json!({ "kind": "page", "version": &*version })
            }
            (None, Whereabouts::Moved(to)) if is_news => json!({ "kind": "moved", "to": to }),
            (None, Whereabouts::Gone) if is_news => json!({ "kind": "gone" }),
            _ => return Ok(()),
        };
        self.socket.send(Message::text(message.to_string())).await
    }
}
