//! HTML as plain text.

use std::borrow::Cow;

use crate::html::tag_length;

/// HTML as plain text: without tags and comments, and without what scripts and styles hold. Entities
/// are the letters that they stand for. White space is one space, as pages show it, but in `pre`;
/// after a block stands an empty line, after an item of a list, a row or a `br` a line break, after a
/// cell a tab. The number of a footnote is in brackets.
pub fn text_of(html: &str) -> String {
    let mut text = Flow { text: String::with_capacity(html.len()), due: Gap::None };
    let (mut kept, mut is_note) = (0, false);
    let mut rest = html;
    while !rest.is_empty() {
        let start = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        text.add(&rest[..start], kept > 0);
        rest = &rest[start..];
        if rest.is_empty() {
            break;
        }
        let is_end = rest.as_bytes().get(1) == Some(&b'/');
        let name = &rest[1 + usize::from(is_end)..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
            // No tag starts so: the sign itself.
            text.add("<", kept > 0);
            rest = &rest[1..];
            continue;
        }
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = lower_case(&name[..end]);
        let (tag, after) = rest.split_at(tag_length(rest));
        rest = after;
        match (&*name, is_end) {
            // The number of a footnote is no part of the word before it, and its way back is no word.
            ("a", false) if tag.contains("role=\"doc-noteref\"") => {
                text.add("[", true);
                is_note = true;
            }
            ("a", false) if tag.contains("role=\"doc-backlink\"") => {
                rest = after_end_tag(rest, "a");
            }
            ("a", true) if std::mem::take(&mut is_note) => text.add("]", true),
            // No reader sees what stands in these.
            ("script" | "style" | "svg" | "template" | "noscript", false) => {
                rest = after_end_tag(rest, &name)
            }
            ("pre", false) => kept += 1,
            ("pre", true) => kept = usize::saturating_sub(kept, 1),
            _ => {}
        }
        text.end(gap(&name, is_end));
    }
    text.text.truncate(text.text.trim_end_matches('\n').len());
    text.text
}

/// What stands between two words; the later, the wider.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Cell,
    Line,
    Block,
}

/// Text that is written with the gaps that are due before its next word.
struct Flow {
    text: String,
    due: Gap,
}

impl Flow {
    /// Adds what stands between two tags, with its white space or with spaces for it.
    fn add(&mut self, html: &str, keeps_space: bool) {
        let words = decoded(html);
        if keeps_space {
            if !words.is_empty() {
                self.open_gap();
                self.text.push_str(&words);
            }
            return;
        }
        // What has single spaces only, as nearly all prose between two tags, stays in one piece.
        if is_evenly_spaced(&words) {
            self.open_gap();
            self.text.push_str(&words);
            return;
        }
        // A space that may not be broken is a letter.
        for (index, word) in words.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if index > 0 {
                self.end(Gap::Space);
            }
            if !word.is_empty() {
                self.open_gap();
                self.text.push_str(word);
            }
        }
    }

    /// Something has ended behind which a gap is due; of several the widest counts.
    fn end(&mut self, gap: Gap) {
        self.due = self.due.max(gap);
    }

    fn open_gap(&mut self) {
        let due = std::mem::replace(&mut self.due, Gap::None);
        if due == Gap::Block {
            // What is shown as written ends with a line break of its own.
            self.text.truncate(self.text.trim_end_matches('\n').len());
        }
        if !self.text.is_empty() {
            self.text.push_str(match due {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Cell => "\t",
                Gap::Line => "\n",
                Gap::Block => "\n\n",
            });
        }
    }
}

/// Whether a text has words with one space between each two, and none around them.
fn is_evenly_spaced(text: &str) -> bool {
    let mut last = b' ';
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() && (byte != b' ' || last == b' ') {
            return false;
        }
        last = byte;
    }
    last != b' '
}

/// The gap at a tag. A block makes one before itself as well.
fn gap(name: &str, is_end: bool) -> Gap {
    match name {
        "br" | "li" | "tr" | "dt" | "dd" | "option" | "summary" => Gap::Line,
        "td" | "th" if is_end => Gap::Cell,
        "address" | "article" | "aside" | "blockquote" | "caption" | "details" | "div" | "dl"
        | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "header" | "hr" | "main" | "nav" | "ol" | "p" | "pre" | "section"
        | "table" | "ul" => Gap::Block,
        _ => Gap::None,
    }
}

/// A name in lower case, which nearly every name is.
fn lower_case(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

/// What follows the end tag of an element whose text is no text of the page.
fn after_end_tag<'a>(html: &'a str, name: &str) -> &'a str {
    let is_end = |at: &usize| {
        let (start, end) = (at + 2, at + 2 + name.len());
        html.as_bytes()[*at..].starts_with(b"</")
            && html.get(start..end).is_some_and(|tag| tag.eq_ignore_ascii_case(name))
            && !html.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric)
    };
    let end = memchr::memchr_iter(b'<', html.as_bytes()).find(is_end);
    end.map_or("", |at| &html[at + tag_length(&html[at..])..])
}

/// Whether what stands from `&` to `;` can be an entity.
fn is_entity(text: &str) -> bool {
    let inside = text.strip_prefix('&').and_then(|text| text.strip_suffix(';'));
    inside.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
}

/// Text between tags with its entities decoded.
fn decoded(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = memchr::memchr(b'&', rest.as_bytes()) {
        words.push_str(&rest[..start]);
        rest = &rest[start..];
        // The longest name of an entity has 31 letters.
        let end = rest.bytes().take(33).position(|byte| byte == b';').map_or(1, |end| end + 1);
        let (entity, after) = rest.split_at(end);
        rest = after;
        match entity {
            "&amp;" => words.push('&'),
            "&lt;" => words.push('<'),
            "&gt;" => words.push('>'),
            "&quot;" => words.push('"'),
            "&#39;" => words.push('\''),
            other if !is_entity(other) => words.push_str(other),
            // Markdown has the same entities, and its parser knows them all.
            other => pulldown_cmark::Parser::new(other).for_each(|event| {
                if let pulldown_cmark::Event::Text(letters) = event {
                    words.push_str(&letters);
                }
            }),
        }
    }
    words.push_str(rest);
    Cow::Owned(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_a_reader_reads() {
        let cases = [
            ("<p>One <em>wo</em>rd.</p>\n<p>Two\n  more.</p>", "One word.\n\nTwo more."),
            ("<h2>Head</h2><ul>\n<li>a</li>\n<li><p>b</p></li></ul>c", "Head\n\na\n\nb\n\nc"),
            ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
            ("<table><tr><th>x</th><td>1</td></tr><tr><th>y</th></tr></table>", "x\t1\ny"),
            (
                "a<sup><a href=\"#n\" role=\"doc-noteref\">1</a></sup> <a>b</a> <a role=\"doc-backlink\">x</abbr></a>",
                "a[1] b",
            ),
            ("one<br>two<br/>three", "one\ntwo\nthree"),
            ("<pre><code>a\n  b\n</code></pre><p>c</p>", "a\n  b\n\nc"),
            ("a<script>if (1 < 2) { \"</p>\" }</script>b<STYLE>p{}</Style >c", "abc"),
            ("a<!-- <p> -- > -->b<!doctype html>c", "abc"),
            ("<a title=\"1 > 0\" href='>'>link</a>", "link"),
            (
                "&lt;b&gt; &amp;amp; &#39;&eacute;&#x2019;&nbsp;&nosuch; AT&T; 1 & 2 & *a*; &",
                "<b> &amp; 'é’\u{a0}&nosuch; AT&T; 1 & 2 & *a*; &",
            ),
            ("5 < 6 <3 </ a", "5 < 6 <3 </ a"),
            ("  <div> <p> </p> </div>  ", ""),
        ];
        for (html, text) in cases {
            assert_eq!(text_of(html), text, "{html}");
        }
    }

    #[test]
    fn text_of_anything_is_found_without_a_panic() {
        for html in
            ["<", "<p", "<!--", "</", "<script>", "<script></scri", "&", "&#;", "é<é>é", "<a b=\"é"]
        {
            let _ = text_of(html);
        }
        assert_eq!(text_of("a<script>b"), "a");
    }
}
