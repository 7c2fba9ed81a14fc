//! Whether a thing is sent at all, whole, or in part: what a request says that it has already.

use std::ops::Range;

use hyper::http::response::Builder;
use hyper::{Method, Request, Response, StatusCode, header};

use crate::server::range::{Wanted, wanted};

/// Something that can be sent.
pub(super) struct Thing<'a> {
    /// Its media type.
    pub kind: &'a str,
    /// Its entity tag, with quotation marks.
    pub tag: &'a str,
    /// How many bytes it has.
    pub length: u64,
}

/// The head of the answer to a request for a thing, and the bytes of it that follow.
pub(super) fn head<B>(request: &Request<B>, thing: &Thing<'_>) -> (Builder, Option<Range<u64>>) {
    let value = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let answer = Response::builder().header(header::ETAG, thing.tag);
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter();
    if known.filter_map(|value| value.to_str().ok()).any(|known| names(known, thing.tag)) {
        return (answer.status(StatusCode::NOT_MODIFIED), None);
    }
    let answer =
        answer.header(header::CONTENT_TYPE, thing.kind).header(header::ACCEPT_RANGES, "bytes");
    // A part is of no use to who has the other parts of something else.
    let is_the_same = value(header::IF_RANGE).is_none_or(|tag| tag.trim() == thing.tag);
    let range = value(header::RANGE).filter(|_| is_the_same && request.method() == Method::GET);
    match wanted(range, thing.length) {
        Wanted::Whole => (answer, Some(0..thing.length)),
        Wanted::Part(part) => {
            let told = format!("bytes {}-{}/{}", part.start, part.end - 1, thing.length);
            let answer = answer.status(StatusCode::PARTIAL_CONTENT);
            (answer.header(header::CONTENT_RANGE, told), Some(part))
        }
        Wanted::Beyond => {
            let told = format!("bytes */{}", thing.length);
            let answer = answer.status(StatusCode::RANGE_NOT_SATISFIABLE);
            (answer.header(header::CONTENT_RANGE, told), None)
        }
    }
}

/// Whether the value of `If-None-Match` names a tag.
fn names(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(&str, &str)]) -> (StatusCode, Option<Range<u64>>) {
        let mut request = Request::builder();
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let thing = Thing { kind: "text/plain", tag: "\"a\"", length: 10 };
        let (answer, part) = head(&request.body(()).unwrap(), &thing);
        (answer.body(()).unwrap().status(), part)
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        for known in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert_eq!(asked(&[("if-none-match", known)]), (StatusCode::NOT_MODIFIED, None));
        }
        let known = [("if-none-match", "\"a\""), ("range", "bytes=0-1")];
        assert_eq!(asked(&known).0, StatusCode::NOT_MODIFIED);
        for other in ["\"b\"", "a", ""] {
            assert_eq!(asked(&[("if-none-match", other)]), (StatusCode::OK, Some(0..10)));
        }
    }

    #[test]
    fn a_part_is_sent_only_of_the_thing_that_is_meant() {
        let part = |tag| asked(&[("range", "bytes=2-3"), ("if-range", tag)]).0;
        assert_eq!(part("\"a\""), StatusCode::PARTIAL_CONTENT);
        for other in ["\"b\"", "W/\"a\"", "Wed, 28 Jan 2026 20:07:00 GMT"] {
            assert_eq!(part(other), StatusCode::OK, "{other}");
        }
    }
}
