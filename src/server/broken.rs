//! The page that stands in for one that cannot be shown: what is wrong, as the terminal shows it.

use xxhash_rust::xxh3::xxh3_64;

use crate::html::escaped;
use crate::server::client;

/// What the version of such a page begins with, so that a tab that shows one is known by it.
pub(super) const VERSION_PREFIX: &str = "broken-";

/// A page with a text on it, and its version.
pub(super) fn page(title: &str, text: &str) -> (Vec<u8>, String) {
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }} \
         body {{ margin: 2rem }} pre {{ overflow-x: auto }}</style>\n</head>\n<body>\n\
         <h1>{title}</h1>\n<pre>{}</pre>\n</body>\n</html>\n",
        escaped(text)
    );
    let version = version(text);
    (client::with_client(html.into_bytes(), &version), version)
}

/// The version of a page with that text.
pub(super) fn version(text: &str) -> String {
    format!("{VERSION_PREFIX}{:016x}", xxh3_64(text.as_bytes()))
}
