//! HTML as text: escaping, and fragments with holes that are filled once the site is known.

use std::borrow::Cow;

use crate::view::Html;

pub mod markdown;

mod text;

pub use text::text_of;

/// HTML in which some things are still open, each marked by its number between two control
/// characters that no text holds: see [`Fragment::mark`]. Where nothing is open, pages show this
/// very text, so that it is in memory once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment(pub Html);

pub(crate) const OPEN: char = '\u{1}';
pub(crate) const CLOSE: char = '\u{2}';

impl Fragment {
    /// The mark of the hole with that number.
    pub fn mark(hole: usize) -> String {
        format!("{OPEN}{hole}{CLOSE}")
    }

    /// This HTML and more behind it.
    pub fn and(&self, more: &str) -> Fragment {
        match self.0.is_empty() {
            true => Fragment(more.into()),
            false => Fragment([&*self.0, more].concat().into()),
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Whether there may be holes in it.
    pub fn is_open(&self) -> bool {
        memchr::memchr(OPEN as u8, self.0.as_bytes()).is_some()
    }

    /// The HTML between holes and the holes' numbers, in order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut rest: &str = &self.0;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            if let Some(after) = rest.strip_prefix(OPEN)
                && let Some(end) = after.find(CLOSE)
            {
                let number = after[..end].parse().ok();
                rest = &after[end + 1..];
                // Raw HTML could forge a mark; one that is no number shows nothing.
                return Some(number.map_or(Piece::Html(""), Piece::Hole));
            }
            let skip = rest.chars().next().map_or(0, char::len_utf8);
            let end = memchr::memchr(OPEN as u8, &rest.as_bytes()[skip..])
                .map_or(rest.len(), |at| at + skip);
            let (html, after) = rest.split_at(end);
            rest = after;
            Some(Piece::Html(html))
        })
    }
}

/// A piece of a [`Fragment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// HTML without holes.
    Html(&'a str),
    /// The number of a hole.
    Hole(usize),
}

/// Text without the control characters that mark holes, and without null characters, which HTML
/// does not allow; nearly always the text itself.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if memchr::memchr3(0, 1, 2, text.as_bytes()).is_some() {
        // A space is as long as what it replaces, so that places in the file stay true.
        Cow::Owned(text.replace(['\0', OPEN, CLOSE], " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Text as it stands in HTML, in an element or in a quoted attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 1 | 2)) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            OPEN | CLOSE => html.push(' '),
            other => html.push(other),
        }
    }
    Cow::Owned(html)
}

/// An address on a page as it is anywhere, by RFC 3986: under the site's scheme and host, or beside the
/// page.
pub fn whole_address(address: &str, origin: &str, page: &str) -> String {
    let mut whole = String::with_capacity(origin.len() + address.len());
    add_whole_address(address, (origin, page), &mut whole);
    whole
}

fn add_whole_address(address: &str, (origin, page): (&str, &str), whole: &mut String) {
    match address.as_bytes() {
        [b'/', b'/', ..] | [] => {}
        [b'/', ..] => whole.push_str(origin),
        [b'#', ..] => whole.push_str(page),
        _ if has_scheme(address) || page.is_empty() => {}
        [b'?', ..] => whole.push_str(page.split(['?', '#']).next().unwrap_or(page)),
        _ => return add_beside(address, page, whole),
    }
    whole.push_str(address);
}

/// Whether an address says by which scheme it is reached, which a path has to hide its first colon for.
fn has_scheme(address: &str) -> bool {
    let end = address.find([':', '/', '?', '#']);
    end.is_some_and(|end| address.as_bytes()[end] == b':')
}

/// Adds the address of `path`, which begins neither with a slash nor with a query, beside a page.
fn add_beside(path: &str, page: &str, whole: &mut String) {
    let page = page.split(['?', '#']).next().unwrap_or(page);
    let host = page.find("://").map_or(0, |at| at + 3);
    let root = page[host..].find('/').map_or(page.len(), |at| host + at);
    let (path, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    let mut folders: Vec<&str> = page[root..].split('/').skip(1).collect();
    // The last one is the page itself, or nothing.
    folders.pop();
    let mut names = path.split('/').peekable();
    let mut last = "";
    while let Some(name) = names.next() {
        match (name, names.peek()) {
            ("..", _) => drop(folders.pop()),
            (".", _) => {}
            (name, Some(_)) => folders.push(name),
            (name, None) => last = name,
        }
    }
    whole.push_str(&page[..root]);
    folders.iter().for_each(|folder| whole.extend(["/", folder]));
    whole.extend(["/", last, rest]);
}

/// The same HTML with [whole addresses](whole_address), so that it can be shown anywhere.
pub fn with_whole_addresses(html: &str, origin: &str, page: &str) -> String {
    const SINGLE: [&str; 5] = ["href", "src", "poster", "cite", "action"];
    let place = (origin, page);
    let mut whole = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()) {
        let (read, after) = rest.split_at(start + tag_length(&rest[start..]));
        rest = after;
        let (before, mut tag) = read.split_at(start);
        whole.push_str(before);
        while let Some(quote) = value_start(tag) {
            let (name, value) = tag.split_at(quote);
            let end = memchr::memchr(b'"', value.as_bytes()).unwrap_or(value.len());
            let address = &value[..end];
            whole.push_str(name);
            let name = name[..name.len() - 2].rsplit(|c: char| c.is_ascii_whitespace()).next();
            let name = name.unwrap_or_default();
            if SINGLE.contains(&name) {
                add_whole_address(address, place, &mut whole);
            } else if name == "srcset" {
                let one = |one: &str| whole_address(one.trim(), origin, page);
                let all: Vec<String> = address.split(", ").map(one).collect();
                whole.push_str(&all.join(", "));
            } else {
                whole.push_str(address);
            }
            tag = &value[end..];
        }
        whole.push_str(tag);
    }
    whole.push_str(rest);
    whole
}

/// Where in a tag the next value of an attribute starts, behind `="`.
fn value_start(tag: &str) -> Option<usize> {
    let bytes = tag.as_bytes();
    let quotes = memchr::memchr_iter(b'"', bytes);
    quotes.filter(|at| *at > 0 && bytes[at - 1] == b'=').map(|at| at + 1).next()
}

/// How long a tag is, with what stands in quotation marks in it.
pub fn tag_length(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// A paragraph or two of plain text as HTML.
pub fn paragraphs(text: &str) -> String {
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>\n", escaped(paragraph.trim()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_html_and_holes_in_order() {
        let fragment = format!("<a href=\"{}\">x</a>{}", Fragment::mark(3), Fragment::mark(0));
        let fragment = Fragment(fragment.into());
        let pieces: Vec<_> = fragment.pieces().collect();
        assert_eq!(
            pieces,
            [Piece::Html("<a href=\""), Piece::Hole(3), Piece::Html("\">x</a>"), Piece::Hole(0),]
        );
    }

    #[test]
    fn addresses_in_html_become_whole_and_all_else_stays() {
        for (html, whole) in [
            ("a < b <p class=\"x\">\"/c\"</p>", "a < b <p class=\"x\">\"/c\"</p>"),
            (
                "<a href=\"/b?c=\" title=\"/d\">/e</a><a href=\"#n\">",
                "<a href=\"https://a.example/b?c=\" title=\"/d\">/e</a><a href=\"https://a.example/p/#n\">",
            ),
            (
                "<img alt=\"\" src=\"/f\" srcset=\"/f 1w, //b.example/g 2w\">",
                "<img alt=\"\" src=\"https://a.example/f\" srcset=\"https://a.example/f 1w, //b.example/g 2w\">",
            ),
            ("<a href=\"/unended", "<a href=\"https://a.example/unended"),
            ("<a href=\"mailto:x\">", "<a href=\"mailto:x\">"),
            ("<a href=\"?q=1\">", "<a href=\"https://a.example/p/?q=1\">"),
            ("<a href=\"\">", "<a href=\"\">"),
        ] {
            let made = with_whole_addresses(html, "https://a.example", "https://a.example/p/");
            assert_eq!(made, whole);
        }
    }

    #[test]
    fn addresses_beside_a_page_become_whole_as_browsers_make_them() {
        let page = "https://a.example/paper/2026/fog/";
        for (address, whole) in [
            ("b", "https://a.example/paper/2026/fog/b"),
            ("./b/?c=../d#e", "https://a.example/paper/2026/fog/b/?c=../d#e"),
            ("../gale/", "https://a.example/paper/2026/gale/"),
            ("..", "https://a.example/paper/2026/"),
            ("../../../../../b", "https://a.example/b"),
            ("b/../c/.", "https://a.example/paper/2026/fog/c/"),
            ("b/:c", "https://a.example/paper/2026/fog/b/:c"),
            ("tel:1", "tel:1"),
        ] {
            assert_eq!(whole_address(address, "https://a.example", page), whole, "{address}");
        }
        assert_eq!(
            whole_address("b", "https://a.example", "https://a.example"),
            "https://a.example/b"
        );
        // Where the page is not known, nothing is beside it.
        assert_eq!(whole_address("../b", "https://a.example", ""), "../b");
    }

    #[test]
    fn forged_marks_show_nothing_and_do_not_panic() {
        for text in ["\u{1}", "\u{1}x\u{2}y", "a\u{1}9", "\u{1}\u{1}2\u{2}"] {
            let _ = Fragment(text.into()).pieces().count();
        }
    }
}
