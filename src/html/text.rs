//! HTML as the text that a reader sees.

use crate::html::tag_length;

/// Elements of which no reader sees the text.
const UNSEEN: [&str; 5] = ["script", "style", "svg", "template", "noscript"];

/// Elements that are part of a line.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong",
    "sub", "sup", "time", "u", "var",
];

/// The text of HTML: paragraphs and the like with an empty line between them, the lines of lists and
/// tables below one another, control characters and pictures left out.
pub fn text(html: &str) -> String {
    let mut text = Text { text: String::with_capacity(html.len()), gap: Gap::None };
    let mut rest = html;
    let mut preformatted = 0_usize;
    while !rest.is_empty() {
        let start = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        text.words(&rest[..start], preformatted > 0);
        rest = &rest[start..];
        if rest.is_empty() {
            break;
        }
        if rest.starts_with("<!--") {
            // A comment may hold what looks like a tag.
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let (tag, after) = rest.split_at(tag_length(rest));
        rest = after;
        let (name, closes) = named(tag);
        match &*name {
            "pre" if closes => preformatted = preformatted.saturating_sub(1),
            "pre" => preformatted += 1,
            unseen if !closes && UNSEEN.contains(&unseen) => rest = behind(after, unseen),
            _ => {}
        }
        match &*name {
            "br" | "li" | "tr" | "dd" => text.gap(Gap::Line),
            "td" | "th" => text.gap(Gap::Space),
            "" => {}
            inline if INLINE.contains(&inline) => {}
            _ => text.gap(Gap::Paragraph),
        }
    }
    text.text
}

/// The name of a tag in lower case, and whether it closes an element; none for a doctype.
fn named(tag: &str) -> (String, bool) {
    let inner = tag.trim_start_matches('<');
    let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    (name.to_ascii_lowercase(), closes)
}

/// What stands behind the end of an element.
fn behind<'a>(html: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(start) = memchr::memmem::find(&html.as_bytes()[from..], b"</") {
        let start = from + start;
        let (found, _) = named(&html[start..]);
        if found == name {
            return &html[start + tag_length(&html[start..])..];
        }
        from = start + 2;
    }
    ""
}

/// What has to stand before the next words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

struct Text {
    text: String,
    gap: Gap,
}

impl Text {
    fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn words(&mut self, html: &str, preformatted: bool) {
        let mut rest = html;
        while let Some(first) = rest.chars().next() {
            let (c, length) = match first {
                '&' => entity(rest).unwrap_or(('&', 1)),
                other => (other, other.len_utf8()),
            };
            rest = &rest[length..];
            match c {
                '\n' if preformatted => self.gap(Gap::Line),
                // A space that must not be broken is a space all the same.
                c if c.is_whitespace() && !preformatted => self.gap(Gap::Space),
                '\t' => self.push(' '),
                c if c.is_control() => {}
                c => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
        self.text.push(c);
    }
}

/// The character that a reference at the start of some HTML means, and how long the reference is.
fn entity(html: &str) -> Option<(char, usize)> {
    let end = html.bytes().take(12).position(|byte| byte == b';')?;
    let name = &html[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lists_and_lines_stay_apart() {
        let html = "<h2>Why  it\nmatters</h2>\n<p>One &amp; <em>two</em>.<br>Three.</p>\n\
                    <ul>\n<li>a</li>\n<li>b</li>\n</ul><p>End</p>";
        assert_eq!(text(html), "Why it matters\n\nOne & two.\nThree.\n\na\nb\n\nEnd");
    }

    #[test]
    fn what_readers_do_not_see_is_left_out() {
        let html = "a<script>if (a < b) x()</script>b<svg><title>t</title></svg>\
                    <img alt=\"a > b\" src=\"x\">c<!-- it's > no -->\u{7}d<style>p{}</style>";
        assert_eq!(text(html).replace('\n', ""), "abcd");
    }

    #[test]
    fn references_are_read_and_half_ones_stay() {
        assert_eq!(
            text("&lt;b&gt; &#39;&#x1F6A2; &nope; & &#xFFFFFFF;"),
            "<b> '🚢 &nope; & &#xFFFFFFF;"
        );
        assert_eq!(text("a &amp;lt; b"), "a &lt; b");
    }

    #[test]
    fn lines_of_preformatted_text_stay() {
        assert_eq!(text("<pre>a  b\nc</pre> d  e"), "a  b\nc\n\nd e");
    }

    #[test]
    fn broken_html_gives_some_text() {
        for html in ["<", "<p", "</", "<script>", "&", "&#", "<a href=\"", "x<pre></pre></pre>y\n"]
        {
            let _ = text(html);
        }
        assert_eq!(text("a < b"), "a");
    }
}
