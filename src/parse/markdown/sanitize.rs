//! Keeps an allow-list of raw HTML and drops the rest. Only text that holds raw HTML comes here.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::html::{CLOSE, OPEN};

/// What stays: the usual elements of text, tables, figures and lists, without scripts, styles,
/// frames, forms or handlers of events.
static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags([
            "figure",
            "figcaption",
            "section",
            "input",
            "audio",
            "video",
            "source",
            "picture",
        ])
        .add_generic_attributes(["id", "class", "lang", "dir", "title", "role"])
        .add_generic_attribute_prefixes(["aria-"])
        .add_tag_attributes("a", ["href", "hreflang"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("img", ["src", "alt", "width", "height", "loading"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("video", ["src", "controls", "preload", "poster", "width", "height"])
        .add_tag_attributes("source", ["src", "type", "media", "srcset"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tag_attributes("input", ["disabled", "checked"])
        .add_tag_attributes("td", ["style"])
        .add_tag_attributes("th", ["style"])
        .attribute_filter(marked)
        .filter_style_properties(["text-align"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// The HTML without what is not allowed. Marks of holes pass through, in texts and where an address is
/// one; what is filled into a hole would otherwise end the attribute that it stands in.
pub(super) fn sanitized(html: &str) -> String {
    ALLOWED.clean(&without_controls(html)).to_string()
}

/// HTML without references to control characters (`&#1;`), which would forge the marks of holes when
/// the sanitizer reads them, and which no HTML may have.
fn without_controls(html: &str) -> Cow<'_, str> {
    let mut clean = String::new();
    let mut copied = 0;
    for at in memchr::memmem::find_iter(html.as_bytes(), b"&#") {
        let number = &html[at + 2..];
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        let count = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let code = u32::from_str_radix(digits[..count].trim_start_matches('0'), radix);
        // No digits but zeros are a null character, and too many are none at all.
        let is_control = match code {
            Ok(code) => {
                (code < 0x20 && !matches!(code, 9 | 10 | 13)) || (0x7f..0xa0).contains(&code)
            }
            Err(_) => count > 0 && digits[..count].bytes().all(|byte| byte == b'0'),
        };
        if is_control {
            // Without anything in its place, what is around it could become another one.
            clean.push_str(&html[copied..at]);
            clean.push('\u{fffd}');
            let end = at + 2 + usize::from(radix == 16) + count;
            copied = end + usize::from(html[end..].starts_with(';'));
        }
    }
    match copied {
        0 => html.into(),
        _ => (clean + &html[copied..]).into(),
    }
}

/// An attribute without marks of holes, unless it is an address and all of it is one mark.
fn marked<'u>(_: &str, attribute: &str, value: &'u str) -> Option<Cow<'u, str>> {
    if !value.contains(OPEN) {
        return Some(value.into());
    }
    let is_one = |value: &str| {
        let number = value.strip_prefix(OPEN).and_then(|value| value.strip_suffix(CLOSE));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_fine = match attribute {
        "href" | "cite" | "src" | "poster" => is_one(value),
        // `/a.png 1x, /b.png 2x`
        "srcset" => value
            .split(|c: char| c == ',' || c.is_whitespace())
            .all(|word| !word.contains(OPEN) || is_one(word)),
        _ => false,
    };
    is_fine.then(|| value.into())
}

/// Raw HTML whose headings of the first level are of the second, where it has such: a page has one
/// headline.
pub(super) fn lowered(html: &str) -> Option<String> {
    let mut lowered = None;
    for tag in tags(html).filter(|tag| tag.is_among(&["h1"])) {
        let level = tag.at + 1;
        lowered.get_or_insert_with(|| html.to_owned()).replace_range(level..level + 1, "2");
    }
    lowered
}

/// A tag of raw HTML.
struct Tag<'h> {
    name: &'h str,
    /// Where the name stands.
    at: usize,
    is_end: bool,
}

impl Tag<'_> {
    fn is_among(&self, names: &[&str]) -> bool {
        names.iter().any(|name| name.eq_ignore_ascii_case(self.name))
    }
}

/// All tags in their order, and what only looks like one.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    memchr::memchr_iter(b'<', html.as_bytes()).map(|start| {
        let is_end = html[start + 1..].starts_with('/');
        let at = start + 1 + usize::from(is_end);
        let end = html[at..].find(|c: char| !c.is_ascii_alphanumeric());
        Tag { name: &html[at..end.map_or(html.len(), |end| at + end)], at, is_end }
    })
}

/// Elements that hold blocks and have to be closed.
const AROUND_BLOCKS: [&str; 12] = [
    "details",
    "div",
    "section",
    "article",
    "aside",
    "figure",
    "blockquote",
    "header",
    "footer",
    "main",
    "nav",
    "center",
];

/// How many elements that hold blocks are open behind some raw HTML, of which so many were open before.
pub(super) fn open_after(html: &str, open: usize) -> usize {
    let around = tags(html).filter(|tag| tag.is_among(&AROUND_BLOCKS));
    around.fold(open, |open, tag| match tag.is_end {
        true => open.saturating_sub(1),
        false => open + 1,
    })
}

/// How deep elements may be nested; the time of the sanitizer grows with the square of it.
const DEEPEST: usize = 256;

/// Elements that are opened again, with their attributes, in every block until they are closed, and
/// how many of them may be open.
const MARKS: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
const MOST_MARKS: usize = 24;

/// How many bytes of them may be written again in all.
const MOST_AGAIN: usize = 4 << 20;

/// Elements without content, and those that close one another.
const FLAT: [&str; 18] = [
    "br", "col", "dd", "dt", "hr", "img", "input", "li", "p", "source", "tbody", "td", "tfoot",
    "th", "thead", "tr", "track", "wbr",
];

/// Whether elements are nested deeper than anybody means, or marks are open over more blocks.
pub(super) fn is_too_deep(html: &str) -> bool {
    // The names that are open. What is closed in another order than it was opened counts as open:
    // the sanitizer moves it about, which takes as long.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut again = 0usize;
    for tag in tags(html) {
        let Tag { name, at, is_end } = tag;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let is_mark = tag.is_among(&MARKS);
        if !is_mark {
            again += open.iter().map(|(_, bytes)| bytes).sum::<usize>();
        }
        if again > MOST_AGAIN {
            return true;
        }
        if tag.is_among(&FLAT) {
            continue;
        }
        if !is_end {
            let rest = &html[at..];
            let bytes = memchr::memchr(b'>', rest.as_bytes()).unwrap_or(rest.len());
            open.push((name, if is_mark { bytes } else { 0 }));
        } else if open.last().is_some_and(|(last, _)| last.eq_ignore_ascii_case(name)) {
            open.pop();
        }
        let marks = open.iter().filter(|(_, bytes)| *bytes > 0).count();
        if open.len() > DEEPEST || marks > MOST_MARKS {
            return true;
        }
    }
    false
}

#[test]
fn what_takes_the_sanitizer_long_is_too_deep() {
    for (piece, count) in [
        ("<div>", 300),
        ("<b></i>", 300),
        ("<div><object></div></object>", 300),
        ("<div><p>a</p>", 300),
        ("<b id=x><p>a", 100),
    ] {
        assert!(is_too_deep(&piece.repeat(count)), "{piece}");
    }
    let wide = format!("<b title=\"{}\">{}", "x".repeat(10_000), "<p>a".repeat(1_000));
    assert!(is_too_deep(&wide));
    assert!(!is_too_deep(&"<div><p>a <b>b</b><br><ul><li>c<li>d</ul></div>".repeat(5_000)));
}

#[test]
fn no_reference_forges_the_mark_of_a_hole() {
    for (html, clean) in [
        (
            // What has no scheme leads to this site.
            "<a href=\"java&#1;x&#2;script:alert(1)\">a</a>",
            "<a href=\"java\u{fffd}x\u{fffd}script:alert(1)\">a</a>",
        ),
        (
            "<b title=\"&#01;0&#x0002;\">&#1;0&#2</b>",
            "<b title=\"\u{fffd}0\u{fffd}\">\u{fffd}0\u{fffd}</b>",
        ),
        ("&#&#1;1;0&#&#1;2;", "&#\u{fffd}1;0&#\u{fffd}2;"),
        ("&#0;&#x00;&#127;&#9;&#65;", "\u{fffd}\u{fffd}\u{fffd}&#9;&#65;"),
        ("&#; &#x; &#99999999999;", "&#; &#x; &#99999999999;"),
    ] {
        match html.starts_with('<') {
            true => assert_eq!(sanitized(html), clean),
            false => assert_eq!(without_controls(html), clean),
        }
    }
    let forged = "<div title=\"\n\u{1}0\u{2}\n\" cite=\"\u{1}1\u{2}\">a</div>";
    assert_eq!(sanitized(forged), "<div>a</div>");
    let many = "<source srcset=\"\u{1}0\u{2} 1x, \u{1}1\u{2} 2x\">";
    assert_eq!(sanitized(many), many);
    let open = "<a href=\"\u{1}0\u{2}\">\u{1}1\u{2}</a>";
    assert_eq!(sanitized(open), open);
}
