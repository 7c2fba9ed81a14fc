//! The server edge: shows an edition to browsers on this machine, and keeps their tabs up to date.
//!
//! A page is rendered when it is asked for. After each update every open tab learns whether *its*
//! page has changed, by a WebSocket; nothing is done for pages that nobody looks at.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::runtime::{Builder, Runtime};
use tokio::time::{sleep, timeout};

use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use crate::source::SourceTree;
use connections::House;
use doors::Doors;
use preview::Preview;

mod answer;
mod bar;
mod broken;
mod cache;
mod client;
mod conditional;
mod connections;
mod doors;
mod error;
mod files;
mod look;
mod patient;
mod preview;
mod range;
mod sent;
mod served;
mod tabs;
mod told;
mod trail;
mod types;

pub use crate::config::{Bar, Editor};
pub use error::ServerError;

/// How long all connections together may take to end.
const FAREWELL: Duration = Duration::from_millis(1500);

/// How a server is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address or name to listen at; without one only this machine can connect.
    pub host: Option<String>,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// The site's folder. No file outside it is sent.
    pub root: PathBuf,
    /// Whether pages carry the preview bar; where they do, `site.toml` may still say no.
    pub bar: Bar,
    /// The editor that opens places in files, unless `site.toml` names one.
    pub editor: Option<Editor>,
    /// The moment that counts as now, where it is not the present one.
    pub clock: Option<Timestamp>,
    /// How long a client may take to send a request, and to take an answer.
    pub patience: Duration,
}

impl Settings {
    /// The usual settings for a site: loopback only, port 1111.
    pub fn of(root: impl Into<PathBuf>) -> Settings {
        Settings {
            host: None,
            port: 1111,
            root: root.into(),
            bar: Bar::Shown,
            editor: None,
            clock: None,
            patience: Duration::from_secs(30),
        }
    }
}

/// What has become of the site.
pub struct Update {
    /// The edition; none where the settings or the theme cannot be read at all.
    pub edition: Option<Arc<Edition>>,
    /// Everything that is wrong. With an error among them, the last edition without stays.
    pub problems: Vec<Diagnostic>,
    /// The files that the edition was made from.
    pub tree: Arc<SourceTree>,
}

/// A server that runs. Dropping it stops it without a farewell.
pub struct Server {
    runtime: Runtime,
    house: Arc<House>,
    address: SocketAddr,
}

impl Server {
    /// Starts to listen. Requests wait until something is published.
    ///
    /// # Errors
    /// The port is taken or not allowed, or the host is none of this machine's.
    pub fn bind(settings: Settings) -> Result<Server, ServerError> {
        let listeners = listeners(&settings)?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(64)
            .thread_name("newsprint-serve")
            .enable_all()
            .build();
        let failed = |cause| ServerError::Failed { cause };
        let runtime = runtime.map_err(failed)?;
        let address = match listeners.first() {
            Some(first) => first.local_addr().map_err(failed)?,
            None => return Err(failed(io::ErrorKind::AddrNotAvailable.into())),
        };
        let preview = Arc::new(Preview::new(&settings));
        let doors = Doors::of(settings.host.as_deref());
        let house = Arc::new(House::new(preview, doors, settings.patience));
        let _inside = runtime.enter();
        for listener in listeners {
            listener.set_nonblocking(true).map_err(failed)?;
            let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
            runtime.spawn(house.clone().open(listener));
        }
        drop(_inside);
        Ok(Server { runtime, house, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where a browser on this machine finds it: `http://127.0.0.1:1111/`.
    pub fn url(&self) -> String {
        let mut address = self.address;
        if address.ip().is_unspecified() {
            address.set_ip(match address.ip() {
                IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
                IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
            });
        }
        format!("http://{address}/")
    }

    /// Shows an update. From then on pages are those of its edition, if it has one without errors,
    /// and tabs hear of what concerns them.
    pub fn publish(&self, update: Update) {
        let former = self.house.preview.publish(update);
        // The last one to let go of a large edition has work to do.
        self.runtime.spawn_blocking(move || drop(former));
    }

    /// Tells tabs of problems that a check found in the newest update, in place of those that the
    /// last check found.
    pub fn publish_checked(&self, more: Vec<Diagnostic>) {
        self.house.preview.publish_checked(more);
    }

    /// Calls a function when the program is told to stop: by Ctrl-C, or by the system.
    pub fn when_told_to_stop(&self, then: impl FnOnce() + Send + 'static) {
        let _inside = self.runtime.enter();
        let told = told_to_stop();
        self.runtime.spawn(async move {
            told.await;
            then();
        });
    }

    /// Stops: tells tabs goodbye, lets requests that run come to their end, but not for long.
    pub fn shut_down(self) {
        let Server { runtime, house, .. } = self;
        house.stopping.send_replace(true);
        let empty = async {
            while !house.is_empty() {
                sleep(Duration::from_millis(5)).await;
            }
        };
        runtime.block_on(async {
            let _ = timeout(FAREWELL, empty).await;
        });
        runtime.shutdown_timeout(Duration::from_millis(500));
    }
}

/// Waits for Ctrl-C, or for what the system says when it wants a program to end.
fn told_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    async move {
        let interrupted = tokio::signal::ctrl_c();
        #[cfg(unix)]
        if let Ok(mut terminated) = terminated {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
        let _ = interrupted.await;
    }
}

/// Listens at every address that the settings mean.
fn listeners(settings: &Settings) -> Result<Vec<TcpListener>, ServerError> {
    let Some(host) = &settings.host else {
        let first = listener(SocketAddr::from((Ipv4Addr::LOCALHOST, settings.port)))?;
        // Browsers try `localhost` in both ways. Where there is no IPv6, one is enough.
        let port = first.local_addr().map_or(settings.port, |address| address.port());
        let second = listener(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).ok();
        return Ok(std::iter::once(first).chain(second).collect());
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = (bare, settings.port).to_socket_addrs();
    let found = found.map_err(|cause| ServerError::UnknownHost { host: host.clone(), cause })?;
    let mut failure = None;
    for address in found {
        match listener(address) {
            Ok(listener) => return Ok(vec![listener]),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    let none = || ServerError::UnknownHost {
        host: host.clone(),
        cause: io::ErrorKind::AddrNotAvailable.into(),
    };
    Err(failure.unwrap_or_else(none))
}

fn listener(address: SocketAddr) -> Result<TcpListener, ServerError> {
    TcpListener::bind(address).map_err(|cause| ServerError::Listen { address, cause })
}
