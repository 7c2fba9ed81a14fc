//! Who may knock: requests that name this preview as their host, from pages of this preview.
//!
//! A page of a stranger can make a browser send requests here, and with a name that it points at
//! this machine (DNS rebinding) it could even read the answers. Such a request has the stranger's
//! name in `Host`, and one from a stranger's script has it in `Origin`.

use std::net::IpAddr;

use hyper::header::{self, HeaderMap};
use hyper::http::uri::Authority;
use hyper::{Request, Version};

/// The names that this preview answers to.
#[derive(Clone, Debug)]
pub(super) struct Doors {
    /// The name that `--host` gave, where it is a name.
    given: Option<String>,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It does not say which host it wants, or in two ways.
    NoHost,
    /// It wants another host.
    Host(String),
    /// It comes from a page of another host.
    Origin(String),
}

impl Doors {
    /// Doors that also open to a name.
    pub fn of(given: Option<&str>) -> Doors {
        Doors { given: given.map(str::to_ascii_lowercase) }
    }

    /// Lets a request in, or says why not.
    ///
    /// # Errors
    /// The host or the origin is foreign.
    pub fn check<B>(&self, request: &Request<B>) -> Result<(), Refused> {
        let host = host(request)?;
        if !self.is_ours(host.host()) {
            return Err(Refused::Host(host.to_string()));
        }
        match origin(request.headers()) {
            None => Ok(()),
            Some(origin) if is_same(&origin, &host) => Ok(()),
            Some(origin) => Err(Refused::Origin(origin)),
        }
    }

    /// Whether a name means this preview. A name that is an address cannot have been pointed here.
    fn is_ours(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let bare = host.strip_suffix('.').unwrap_or(&host);
        let literal = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        literal.unwrap_or(bare).parse::<IpAddr>().is_ok()
            || bare == "localhost"
            || bare.ends_with(".localhost")
            || self.given.as_deref() == Some(bare)
    }
}

/// Whether a request says which page it comes from, as every one for a WebSocket does.
pub(super) fn has_origin(headers: &HeaderMap) -> bool {
    headers.contains_key(header::ORIGIN)
}

impl Refused {
    /// What the one who asked is told.
    pub fn words(&self) -> String {
        match self {
            Refused::NoHost => "the request does not say which host it wants\n".to_owned(),
            Refused::Host(host) => {
                let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
                format!(
                    "this preview answers to localhost and to addresses in numbers, not to {name}\n\
                     hint: `newsprint serve --host {name}` makes it answer to that name\n"
                )
            }
            Refused::Origin(origin) => {
                format!("this preview answers only to its own pages, not to those of {origin}\n")
            }
        }
    }
}

/// The host that a request wants.
fn host<B>(request: &Request<B>) -> Result<Authority, Refused> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let one = match (named.next(), named.next()) {
        (Some(one), None) => one.to_str().ok().and_then(|one| one.parse::<Authority>().ok()),
        // Before HTTP/1.1 a request need not name a host; then the line itself may.
        (None, None) if request.version() < Version::HTTP_11 => request.uri().authority().cloned(),
        _ => None,
    };
    let host = one.filter(|host| !host.as_str().contains('@')).ok_or(Refused::NoHost)?;
    // A request through a proxy names the host in its first line, and that is what counts.
    match request.uri().authority() {
        Some(line) if line.as_str() != host.as_str() => Err(Refused::Host(line.to_string())),
        _ => Ok(host),
    }
}

/// The origin that a request names; several, or one that is no text, are none of ours.
fn origin(headers: &HeaderMap) -> Option<String> {
    let mut named = headers.get_all(header::ORIGIN).iter();
    let one = named.next()?;
    let one = one.to_str().ok().filter(|_| named.next().is_none());
    Some(one.unwrap_or("several hosts").to_owned())
}

/// Whether an origin is that of the host. The port may be left out where it is the scheme's own.
fn is_same(origin: &str, host: &Authority) -> bool {
    let (authority, port) = match origin.split_once("://") {
        Some(("http", authority)) => (authority, 80),
        Some(("https", authority)) => (authority, 443),
        _ => return false,
    };
    let Ok(origin) = authority.parse::<Authority>() else { return false };
    let key = |authority: &Authority| {
        (authority.host().to_ascii_lowercase(), authority.port_u16().unwrap_or(port))
    };
    !origin.as_str().contains('@') && key(&origin) == key(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(doors: &Doors, headers: &[(&str, &str)]) -> Result<(), Refused> {
        let mut request = Request::builder().uri("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        doors.check(&request.body(()).unwrap())
    }

    #[test]
    fn localhost_addresses_and_the_given_name_are_ours() {
        let doors = Doors::of(Some("Desk.Example"));
        for host in [
            "localhost:1111",
            "LOCALHOST",
            "localhost.:1111",
            "ledger.localhost:1111",
            "127.0.0.1:1111",
            "192.0.2.7",
            "[::1]:1111",
            "desk.example:1111",
        ] {
            assert_eq!(check(&doors, &[("host", host)]), Ok(()), "{host}");
        }
    }

    #[test]
    fn every_other_name_is_foreign() {
        let doors = Doors::of(None);
        for host in [
            "desk.example",
            "evil.example:1111",
            "localhost.evil.example",
            "notlocalhost",
            "127.0.0.1.evil.example",
            "0x7f.1",
        ] {
            let refused = check(&doors, &[("host", host)]);
            assert_eq!(refused, Err(Refused::Host(host.to_owned())), "{host}");
        }
        for hosts in [&[][..], &[("host", "localhost"), ("host", "localhost")]] {
            assert_eq!(check(&doors, hosts), Err(Refused::NoHost));
        }
        for host in ["", "localhost@evil.example", "user@localhost", "local host"] {
            assert_eq!(check(&doors, &[("host", host)]), Err(Refused::NoHost), "{host}");
        }
    }

    #[test]
    fn an_origin_has_to_be_the_host() {
        let doors = Doors::of(None);
        let from = |origin, host| check(&doors, &[("host", host), ("origin", origin)]).is_ok();
        assert!(from("http://localhost:1111", "localhost:1111"));
        assert!(from("http://LocalHost", "localhost:80"));
        assert!(from("https://localhost", "localhost"));
        for origin in [
            "http://localhost:1112",
            "http://127.0.0.1:1111",
            "http://evil.example:1111",
            "http://evil.example@localhost:1111",
            "file://localhost:1111",
            "null",
            "",
            "localhost:1111",
        ] {
            assert!(!from(origin, "localhost:1111"), "{origin}");
        }
    }

    #[test]
    fn the_host_in_the_first_line_counts_too() {
        let request = Request::builder().uri("http://evil.example/").header("host", "localhost");
        let refused = Doors::of(None).check(&request.body(()).unwrap());
        assert_eq!(refused, Err(Refused::Host("evil.example".to_owned())));
    }
}
