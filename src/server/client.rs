//! The script that pages of the preview carry, and how they get it.

use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

/// Where everything of the preview's own is. No file of a site lies here: a folder of that name is
/// passed over when a site is read.
pub(super) const FOLDER: &str = "/.newsprint/";

/// Where the script is.
pub(super) const SCRIPT_PATH: &str = "/.newsprint/live.js";

/// Where tabs connect.
pub(super) const LIVE_PATH: &str = "/.newsprint/live";

/// The script: the library that morphs pages, then our own parts, each after those that it uses.
pub(super) static SCRIPT: &str = concat!(
    include_str!("client/idiomorph.js"),
    "\n",
    include_str!("client/look.js"),
    "\n",
    include_str!("client/surface.js"),
    "\n",
    include_str!("client/diagnostic.js"),
    "\n",
    include_str!("client/overlay.js"),
    "\n",
    include_str!("client/bar.js"),
    "\n",
    include_str!("client/notice.js"),
    "\n",
    include_str!("client/files.js"),
    "\n",
    include_str!("client/head.js"),
    "\n",
    include_str!("client/page.js"),
    "\n",
    include_str!("client/live.js"),
    "\n",
);

/// The script's version, which is part of the version of every page that carries it.
pub(super) static SCRIPT_VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{:016x}", xxh3_64(SCRIPT.as_bytes())));

/// A page with the script in it, before the end of its body or else at its end. `version` is that
/// of the page without.
pub(super) fn with_client(html: Vec<u8>, version: &str) -> Vec<u8> {
    let end = b"</body";
    let at = html.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end));
    let at = at.unwrap_or(html.len());
    let script =
        format!("<script src=\"{SCRIPT_PATH}\" data-version=\"{version}\" defer></script>");
    let mut with = Vec::with_capacity(html.len() + script.len());
    with.extend_from_slice(&html[..at]);
    with.extend_from_slice(script.as_bytes());
    with.extend_from_slice(&html[at..]);
    with
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(html: &str) -> String {
        String::from_utf8(with_client(html.into(), "12ab")).unwrap()
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let script = "<script src=\"/.newsprint/live.js\" data-version=\"12ab\" defer></script>";
        assert_eq!(
            with("<body>a</body>b</BODY></html>"),
            format!("<body>a</body>b{script}</BODY></html>")
        );
        assert_eq!(with("a"), format!("a{script}"));
        assert_eq!(with(""), script);
    }
}
