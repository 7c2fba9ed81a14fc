//! Keeps an allow-list of raw HTML and drops the rest. Only text that holds raw HTML comes here.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

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
        .filter_style_properties(["text-align"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// The HTML without what is not allowed. Marks of holes pass through.
pub(super) fn sanitized(html: &str) -> String {
    ALLOWED.clean(html).to_string()
}

/// Raw HTML whose headings of the first level are of the second, where it has such: a page has one
/// headline.
pub(super) fn lowered(html: &str) -> Option<String> {
    let mut lowered = None;
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let name = at + 1 + usize::from(html[at + 1..].starts_with('/'));
        let is_first = html.get(name..name + 2).is_some_and(|word| word.eq_ignore_ascii_case("h1"));
        let ends = html[name..].chars().nth(2).is_none_or(|c| !c.is_ascii_alphanumeric());
        if is_first && ends {
            lowered.get_or_insert_with(|| html.to_owned()).replace_range(name + 1..name + 2, "2");
        }
    }
    lowered
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
    memchr::memchr_iter(b'<', html.as_bytes()).fold(open, |open, at| {
        let tag = &html[at + 1..];
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match AROUND_BLOCKS.iter().any(|around| name.eq_ignore_ascii_case(around)) {
            false => open,
            true if tag.starts_with('/') => open.saturating_sub(1),
            true => open + 1,
        }
    })
}

/// How deep elements may be nested; the time of the sanitizer grows with the square of it.
const DEEPEST: usize = 256;

/// Whether elements are nested deeper than anybody means.
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut depth = 0usize;
    let bytes = html.as_bytes();
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            // Elements without content, and those that close one another, nest nothing.
            Some(first) if first.is_ascii_alphabetic() => {
                let name = html[at + 1..].split(|c: char| !c.is_ascii_alphanumeric()).next();
                let void = ["br", "hr", "img", "input", "source", "wbr", "p", "li"];
                if !void.iter().any(|void| name.is_some_and(|name| name.eq_ignore_ascii_case(void)))
                {
                    depth += 1;
                }
            }
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}
