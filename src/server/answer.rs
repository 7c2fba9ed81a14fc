//! A request and its answer.

use std::sync::Arc;

use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::http::response::Builder;
use hyper::{Method, Request, Response, StatusCode};
use xxhash_rust::xxh3::xxh3_64;

use crate::edition::{CopiedFile, Page};
use crate::server::cache::Rendered;
use crate::server::client::{self, SCRIPT_VERSION};
use crate::server::conditional::{Thing, head};
use crate::server::connections::{Busy, House};
use crate::server::files::{self, Opened};
use crate::server::preview::{Now, Preview};
use crate::server::sent::Sent;
use crate::server::served::{Found, decoded};
use crate::server::trail::Key;
use crate::server::{broken, tabs, types};

/// Answers a request.
pub(super) async fn answer(
    house: &Arc<House>,
    request: Request<Incoming>,
    busy: Busy,
) -> Response<Sent> {
    let is_head = request.method() == Method::HEAD;
    let mut answer = match refusal(house, &request) {
        Some(refusal) => refusal,
        None if request.uri().path() == client::LIVE_PATH => {
            tabs::welcome(house, request, busy.again())
        }
        None => found(&house.preview, &request).await,
    };
    if is_head {
        answer = without_body(answer);
    }
    let always = [
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Pages of strangers may link here, but not show what is here as a part of their own.
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in always {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer.body_mut().busy = Some(busy);
    answer
}

/// The answer to what is not even looked at.
fn refusal(house: &House, request: &Request<Incoming>) -> Option<Response<Sent>> {
    let closing = || Response::builder().header(header::CONNECTION, "close");
    if let Err(refused) = house.doors.check(request) {
        return Some(said(closing().status(StatusCode::FORBIDDEN), &refused.words()));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let answer = closing().status(StatusCode::METHOD_NOT_ALLOWED);
        return Some(said(answer.header(header::ALLOW, "GET, HEAD"), "a preview is only read\n"));
    }
    if !request.body().is_end_stream() {
        let answer = closing().status(StatusCode::PAYLOAD_TOO_LARGE);
        return Some(said(answer, "a preview takes nothing in\n"));
    }
    None
}

/// The answer to a request for a page or a file.
async fn found(preview: &Preview, request: &Request<Incoming>) -> Response<Sent> {
    let path = request.uri().path();
    if path == client::SCRIPT_PATH {
        let tag = format!("\"{}\"", *SCRIPT_VERSION);
        let script = Bytes::from_static(client::SCRIPT.as_bytes());
        return in_memory(request, &types::of(path), &tag, script);
    }
    if path.starts_with(client::FOLDER) {
        return text(StatusCode::NOT_FOUND, "there is nothing here\n");
    }
    let Some(path) = decoded(path) else {
        return text(StatusCode::BAD_REQUEST, "this is no path of any page\n");
    };
    let now = preview.first().await;
    let Some(served) = &now.served else {
        return broken_page("The site cannot be shown", &now.told.text());
    };
    match served.find(&path) {
        Found::Page(found) => {
            preview.trail().note(Key::Address(found.url.to_string()), served, found);
            match preview.cache.page(served, found).await {
                Rendered { copy: Some(copy), .. } => {
                    let tag = format!("\"{}-{}\"", copy.version, *SCRIPT_VERSION);
                    in_memory(request, &kind_of(found), &tag, copy.html.clone())
                }
                Rendered { problem, .. } => unrendered(&now, problem),
            }
        }
        Found::File(found) => file(preview, found, request).await,
        Found::Elsewhere(to) => elsewhere(to, request.uri().query()),
        Found::Nothing(None) => text(StatusCode::NOT_FOUND, "there is no such page\n"),
        // The page for it is never taken for known or sent in parts: it stands for something else.
        Found::Nothing(Some(found)) => match preview.cache.page(served, found).await {
            Rendered { copy: Some(copy), .. } => {
                let answer = Response::builder().status(StatusCode::NOT_FOUND);
                sent(answer.header(header::CONTENT_TYPE, kind_of(found)), copy.html.clone())
            }
            Rendered { problem, .. } => unrendered(&now, problem),
        },
    }
}

/// The type of a page.
fn kind_of(page: &Page) -> String {
    types::of(&page.url.output())
}

/// Something in memory, as far as the request wants it.
fn in_memory(request: &Request<Incoming>, kind: &str, tag: &str, bytes: Bytes) -> Response<Sent> {
    let (answer, part) = head(request, &Thing { kind, tag, length: bytes.len() as u64 });
    // The part is one of bytes that are in memory, so its ends are numbers of this machine's size.
    let part = part.map(|part| part.start as usize..part.end as usize);
    sent(answer, part.map_or_else(Bytes::new, |part| bytes.slice(part)))
}

/// A copied file, as far as the request wants it.
async fn file(preview: &Preview, file: &CopiedFile, request: &Request<Incoming>) -> Response<Sent> {
    let kind = types::of(&file.output);
    match files::open(&preview.root, file).await {
        Some(Opened::Memory(bytes)) => {
            in_memory(request, &kind, &format!("\"{:016x}\"", xxh3_64(&bytes)), bytes)
        }
        Some(Opened::File { mut file, length, tag }) => {
            let (answer, part) = head(request, &Thing { kind: &kind, tag: &tag, length });
            let Some(part) = part else { return sent(answer, Bytes::new()) };
            match files::move_to(&mut file, part.start).await {
                Ok(()) => with_body(answer, Sent::file(file, part.end - part.start)),
                Err(_) => text(StatusCode::INTERNAL_SERVER_ERROR, "this file cannot be read\n"),
            }
        }
        None => text(StatusCode::NOT_FOUND, "this file is not there any more\n"),
    }
}

/// The answer that sends on to another path. It holds for now, and not for ever.
fn elsewhere(mut to: String, query: Option<&str>) -> Response<Sent> {
    if let Some(query) = query {
        to.push('?');
        to.push_str(query);
    }
    let answer = Response::builder().status(StatusCode::TEMPORARY_REDIRECT);
    sent(answer.header(header::LOCATION, to), Bytes::new())
}

/// What stands in for a page that fails.
fn unrendered(now: &Now, problem: Option<crate::diagnostic::Diagnostic>) -> Response<Sent> {
    let words = problem.map(|problem| now.told.text_of(&problem)).unwrap_or_default();
    broken_page("This page cannot be shown", &words)
}

fn broken_page(title: &str, words: &str) -> Response<Sent> {
    let answer = Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR);
    let (html, _) = broken::page(title, words);
    sent(answer.header(header::CONTENT_TYPE, types::HTML), html.into())
}

/// Words for people.
pub(super) fn text(status: StatusCode, words: &str) -> Response<Sent> {
    said(Response::builder().status(status), words)
}

fn said(answer: Builder, words: &str) -> Response<Sent> {
    sent(answer.header(header::CONTENT_TYPE, types::TEXT), Bytes::copy_from_slice(words.as_bytes()))
}

fn sent(answer: Builder, bytes: Bytes) -> Response<Sent> {
    with_body(answer, Sent::bytes(bytes))
}

/// The answer with a body. What makes it impossible is a header that cannot be sent: a path that
/// no browser could have asked for.
pub(super) fn with_body(answer: Builder, body: Sent) -> Response<Sent> {
    answer.body(body).unwrap_or_else(|_| {
        let mut failed = Response::new(Sent::bytes(Bytes::new()));
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        failed
    })
}

/// The same answer without its body, and with the length that the body has.
fn without_body(answer: Response<Sent>) -> Response<Sent> {
    let length = answer.body().size_hint().exact().unwrap_or(0);
    let mut answer = answer.map(|_| Sent::bytes(Bytes::new()));
    if answer.status() != StatusCode::NOT_MODIFIED {
        answer.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    answer
}
