//! The text of one paragraph, heading or cell as Markdown (CommonMark 0.31 with strikethrough).

use std::borrow::Cow;

use super::flanking;
use crate::url::{encoded, scheme};

/// A paragraph that is being written.
#[derive(Default)]
pub(super) struct Inline {
    text: String,
    /// What is marked, from the outside in.
    marks: Vec<(Mark, Written)>,
    /// Marks that end here, from the inside out, and where they start. How they are written depends
    /// on what follows.
    ended: Vec<(Mark, usize)>,
    gap: Gap,
    /// Where the last piece of code between backticks ends.
    code_ends: usize,
}

/// What a stretch of text is marked as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Deleted,
    /// A link to that address.
    Link(String),
}

/// Whether the start of a mark stands in the text, and where. It waits for the first word: nothing
/// may be marked, and no mark may begin with a space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Not,
    At(usize),
}

/// What stands between the text and the next word.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
}

impl Inline {
    /// Adds plain text.
    pub(super) fn words(&mut self, words: &str) {
        for (number, word) in words.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if number > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            if let Some(first) = word.chars().next() {
                self.begin(first);
                add_escaped(word, &mut self.text);
            }
        }
    }

    /// Ends the line.
    pub(super) fn line(&mut self) {
        self.gap = Gap::Line;
    }

    /// Adds text as code.
    pub(super) fn code(&mut self, code: &str) {
        let code = code.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if code.is_empty() {
            return;
        }
        // Two pieces of code side by side would be one.
        if self.gap == Gap::Nothing
            && self.code_ends == self.text.len()
            && !self.text.is_empty()
            && self.ended.is_empty()
        {
            self.begin('<');
            self.text.push_str("<code>");
            add_escaped(&code, &mut self.text);
            self.text.push_str("</code>");
            return;
        }
        self.begin('`');
        let ticks = "`".repeat(longest_run(&code) + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        for piece in [&ticks, pad, &code, pad, &ticks] {
            self.text.push_str(piece);
        }
        self.code_ends = self.text.len();
    }

    /// Adds a picture with the words for those who do not see it.
    pub(super) fn picture(&mut self, alt: &str, address: &str) {
        self.begin('!');
        self.text.push_str("![");
        add_escaped(&alt.split_ascii_whitespace().collect::<Vec<_>>().join(" "), &mut self.text);
        self.text.push_str("](");
        self.text.push_str(&destination(address));
        self.text.push(')');
    }

    /// Marks what follows. What is marked so already stays as it is.
    pub(super) fn open(&mut self, mark: Mark) {
        self.marks.push((mark, Written::Not));
    }

    /// Ends the innermost mark.
    pub(super) fn close(&mut self) {
        if let Some((mark, Written::At(start))) = self.marks.pop() {
            self.ended.push((mark, start));
        }
    }

    /// The text so far, if there is any; marks that are open go on in what follows.
    pub(super) fn take(&mut self) -> Option<String> {
        for (mark, written) in self.marks.iter_mut().rev() {
            if let Written::At(start) = std::mem::replace(written, Written::Not) {
                self.ended.push((mark.clone(), start));
            }
        }
        self.end(None);
        self.gap = Gap::Nothing;
        // The room stays for the next paragraph.
        let text = (!self.text.is_empty()).then(|| self.text.clone());
        self.text.clear();
        self.code_ends = 0;
        text
    }

    /// The same in one line.
    pub(super) fn take_line(&mut self) -> Option<String> {
        Some(self.take()?.replace("\\\n", " "))
    }

    /// Writes ends of marks, the gap and starts of marks before something that begins so.
    fn begin(&mut self, first: char) {
        if !self.ended.is_empty() {
            let opened = self.marks.iter().find(|(_, written)| *written == Written::Not);
            let next = opened.and_then(|(mark, _)| mark.sign().chars().next()).unwrap_or(first);
            self.end(Some(if self.gap == Gap::Nothing { next } else { ' ' }));
        }
        match std::mem::take(&mut self.gap) {
            _ if self.text.is_empty() => {}
            Gap::Nothing => {}
            Gap::Space => self.text.push(' '),
            Gap::Line => self.text.push_str("\\\n"),
        }
        for at in 0..self.marks.len() {
            if self.marks[at].1 != Written::Not {
                continue;
            }
            let (outer, rest) = self.marks.split_at(at);
            let mark = &rest[0].0;
            // Twice strong would be four stars, which mean something else; a link holds no link.
            let is_double = outer.iter().any(|(other, _)| match mark {
                Mark::Link(_) => matches!(other, Mark::Link(_)),
                _ => other == mark,
            });
            if is_double {
                continue;
            }
            let start = self.text.len();
            self.text.push_str(mark.sign());
            self.marks[at].1 = Written::At(start);
        }
    }

    /// Writes the ends of marks before a character, if one follows.
    fn end(&mut self, next: Option<char>) {
        for (mark, start) in std::mem::take(&mut self.ended) {
            match mark {
                Mark::Link(address) if self.shows(&address, start) => {
                    self.text.truncate(start);
                    self.text.push_str(&format!("<{address}>"));
                }
                Mark::Link(address) => {
                    self.text.push_str("](");
                    self.text.push_str(&destination(&address));
                    self.text.push(')');
                }
                Mark::Strong => self.end_mark("**", "strong", (start, next)),
                Mark::Emphasis => self.end_mark("*", "em", (start, next)),
                Mark::Deleted => self.end_mark("~~", "del", (start, next)),
            }
        }
    }

    /// Ends a mark that starts there, as HTML where Markdown has no way to say it.
    fn end_mark(&mut self, sign: &str, tag: &str, (start, next): (usize, Option<char>)) {
        // A mark just within or around another one is one row of signs with it.
        let one = sign.chars().next().unwrap_or_default();
        let before = self.text[..start].trim_end_matches(one).chars().next_back();
        let inside = self.text[start..].trim_matches(one);
        let is_beside = next == Some(one);
        if !is_beside && flanking::marks(before, inside, next) {
            return self.text.push_str(sign);
        }
        self.text.replace_range(start..start + sign.len(), &format!("<{tag}>"));
        self.text.push_str(&format!("</{tag}>"));
    }

    /// Whether a link that starts there shows its own address, which is whole and has nothing that
    /// an address in angle brackets may not have.
    fn shows(&self, address: &str, start: usize) -> bool {
        // Nearly all links have other words.
        if !self.text[start..].starts_with("[http") {
            return false;
        }
        let mut words = String::new();
        add_escaped(address, &mut words);
        self.text[start..].strip_prefix('[') == Some(&words)
            && matches!(scheme(address).as_deref(), Some("https" | "http"))
            && encoded(address) == address
    }
}

impl Mark {
    /// What is written before what is marked.
    fn sign(&self) -> &'static str {
        match self {
            Mark::Strong => "**",
            Mark::Emphasis => "*",
            Mark::Deleted => "~~",
            Mark::Link(_) => "[",
        }
    }
}

impl Gap {
    fn max(self, other: Gap) -> Gap {
        if self == Gap::Line { self } else { other }
    }
}

/// Adds a word in which nothing is Markdown. What would mean something only at the start of a line
/// is left to [`line_start`].
fn add_escaped(word: &str, text: &mut String) {
    // Whatever means something is one byte, and a control character is at most two.
    let bytes = word.as_bytes();
    let mut written = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        let (sign, length) = match byte {
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'~' => ("\\", 0),
            // A reference such as `&copy;`.
            b'&' if next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'#') => {
                ("\\", 0)
            }
            // Before a link it would make a picture of it.
            b'!' if next.is_none_or(|next| *next == b'[') => ("\\", 0),
            // No text holds them, and editors and terminals may obey them.
            0..=0x1f | 0x7f => ("\u{fffd}", 1),
            0xc2 if next.is_some_and(|next| *next < 0xa0) => ("\u{fffd}", 2),
            _ => continue,
        };
        text.push_str(&word[written..at]);
        text.push_str(sign);
        written = at + length;
    }
    text.push_str(&word[written..]);
}

/// A line of a paragraph, which must not begin as a heading, a list, a quote or a table does.
pub(super) fn line_start(line: &str) -> Cow<'_, str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]).into();
    }
    match line.starts_with(['#', '>', '+', '-', '=', ':', '|']) {
        true => format!("\\{line}").into(),
        false => line.into(),
    }
}

/// An address as the target of a link: without spaces and brackets that would end it.
fn destination(address: &str) -> String {
    let plain = encoded(address);
    if !plain.bytes().any(|byte| matches!(byte, b'(' | b')' | b'&')) {
        return plain;
    }
    let plain = plain.replace('(', "%28").replace(')', "%29");
    // `&copy;` is a reference here too, while `&copy=1` is none.
    let mut parts = plain.split('&');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.split(';').next().unwrap_or_default();
        let is_reference = name.len() < part.len()
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
        whole.push_str(if is_reference { "\\&" } else { "&" });
        whole.push_str(part);
    }
    whole
}

/// The longest run of backticks in a text.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
