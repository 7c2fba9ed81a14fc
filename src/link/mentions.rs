//! Finds players' names in prose and links them.
//!
//! One automaton holds the names of all players, so that the work grows with the text and not with
//! the number of names.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};

use crate::player::PlayerId;
use crate::script::{is_han, is_letter, is_spaceless};

/// How many letters all names together may have for the quick automaton.
const QUICK: usize = 32 << 10;

/// All names that are looked for in prose.
#[derive(Debug)]
pub struct Mentions {
    automaton: Option<AhoCorasick>,
    players: Vec<PlayerId>,
}

impl Mentions {
    /// The automaton of these names.
    pub fn of<'a>(names: impl IntoIterator<Item = (&'a str, PlayerId)>) -> Mentions {
        let mut patterns = Vec::new();
        let mut players = Vec::new();
        for (name, player) in names {
            // One or two letters are found everywhere; nobody means them as a name.
            let letters = name.chars().count();
            if letters < 2 || letters == 2 && !name.chars().all(is_han) {
                continue;
            }
            let html = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let curly = html.replace('\'', "\u{2019}");
            let straight = html.replace('\u{2019}', "'");
            if curly != straight {
                patterns.push(straight);
                players.push(player);
            }
            patterns.push(curly);
            players.push(player);
        }
        // The quick kind of automaton has a row for each letter of each name. Where there are so
        // many that the rows would fill the caches, the small kind is the quicker one.
        let letters: usize = patterns.iter().map(String::len).sum();
        let kind = (letters <= QUICK).then_some(AhoCorasickKind::DFA);
        let mut builder = AhoCorasick::builder();
        let automaton = builder.match_kind(MatchKind::LeftmostLongest).kind(kind).build(&patterns);
        Mentions { automaton: automaton.ok(), players }
    }

    /// Scans `html`, hands every mention in plain text to `link`, and writes the HTML with what
    /// `link` answers: `Some(url)` makes a link of the mention. Where there is none to make, which
    /// is so for most texts, it writes nothing and answers `false`.
    pub fn linked(
        &self,
        html: &str,
        state: &mut Scan,
        out: &mut String,
        mut link: impl FnMut(PlayerId) -> Option<String>,
    ) -> bool {
        let mut copied = 0;
        let mut scanned = 0;
        let mut from = 0;
        while let Some(automaton) = &self.automaton
            && let Some(found) = automaton.find(Input::new(html).range(from..))
        {
            let range = found.range();
            state.advance(&html[scanned..range.start]);
            scanned = range.start;
            if !state.is_prose() || !stands_alone(html, &range) {
                // A longer word may hide a name that starts within it, so go on one letter later.
                from = range.start + html[range.start..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            from = range.end;
            if let Some(url) = link(self.players[found.pattern().as_usize()]) {
                out.push_str(&html[copied..range.start]);
                out.push_str("<a href=\"");
                out.push_str(&crate::html::escaped(&url));
                out.push_str("\">");
                out.push_str(&html[range.clone()]);
                out.push_str("</a>");
                copied = range.end;
            }
        }
        state.advance(&html[scanned..]);
        if copied == 0 {
            return false;
        }
        out.push_str(&html[copied..]);
        true
    }
}

/// Whether a hyphen makes a match a part of another name: *Ann Lee-Smith* is not *Ann Lee*, while
/// *New York-based* is *New York* all the same.
fn is_in_double_name(html: &str, range: &std::ops::Range<usize>) -> bool {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let after = html[range.end..].strip_prefix(is_hyphen);
    let before = html[..range.start].strip_suffix(is_hyphen);
    let is_name = |first: Option<char>| first.is_some_and(char::is_uppercase);
    let word = |text: &str| {
        let start = text.trim_end_matches(|c: char| is_letter(c) || c == '\'' || c == '’').len();
        text[start..].chars().next()
    };
    after.is_some_and(|after| is_name(after.chars().next()))
        || before.is_some_and(|before| is_name(word(before)))
}

/// Whether a match is a word of its own. Where no spaces are set, any name of three characters
/// counts as one, and one of two where no further Chinese character could belong to it.
fn stands_alone(html: &str, range: &std::ops::Range<usize>) -> bool {
    let name = &html[range.clone()];
    let before = html[..range.start].chars().next_back();
    let after = html[range.end..].chars().next();
    let joins = |edge: Option<char>, beside: Option<char>| {
        let (Some(edge), Some(beside)) = (edge, beside) else { return false };
        let word = is_letter(beside) || beside.is_numeric() || beside == '_';
        // `カトウ` is no part of `サカトウ`, whose characters spell one word.
        let katakana = |c: char| ('\u{30a1}'..='\u{30ff}').contains(&c);
        let apart =
            (is_spaceless(edge) || is_spaceless(beside)) && !(katakana(edge) && katakana(beside));
        word && !apart
    };
    let short = name.len() <= 8 && name.chars().count() == 2;
    let is_part = joins(name.chars().next(), before)
        || joins(name.chars().next_back(), after)
        || (short && after.is_some_and(is_han))
        || is_in_double_name(html, range);
    !is_part
}

/// Where in HTML a scan stands; carried over the holes between pieces of HTML.
#[derive(Debug, Default)]
pub struct Scan {
    /// The tag that is open, as far as it was read; `None` between tags.
    tag: Option<Tag>,
    /// The quotation mark of the attribute that is open.
    quote: Option<u8>,
    /// How many elements are open in which names are never linked.
    closed_off: usize,
}

/// A tag as far as it was read: the name is all that is needed of it, and a slash at its end.
#[derive(Debug, Default)]
struct Tag {
    start: [u8; Tag::LENGTH],
    length: usize,
    ends_with_slash: bool,
}

impl Tag {
    /// No element in which names are never linked has a longer name.
    const LENGTH: usize = 16;

    fn push(&mut self, byte: u8) {
        if let Some(free) = self.start.get_mut(self.length) {
            *free = byte;
            self.length += 1;
            self.ends_with_slash = byte == b'/';
        } else if byte == b'/' {
            self.ends_with_slash = true;
        }
    }
}

/// Elements in which names are never linked.
const CLOSED_OFF: &[&str] = &[
    "a",
    "code",
    "pre",
    "kbd",
    "samp",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "script",
    "style",
    "button",
    "summary",
    "textarea",
    "svg",
    "math",
    "figcaption",
];

impl Scan {
    fn is_prose(&self) -> bool {
        self.tag.is_none() && self.closed_off == 0
    }

    fn advance(&mut self, html: &str) {
        let mut rest = html.as_bytes();
        loop {
            if self.tag.is_none() {
                let Some(at) = memchr::memchr(b'<', rest) else { return };
                self.tag = Some(Tag::default());
                rest = &rest[at + 1..];
            }
            let Some((byte, after)) = rest.split_first() else { return };
            rest = after;
            let Some(tag) = &mut self.tag else { continue };
            match (self.quote, *byte) {
                (Some(quote), byte) if byte == quote => self.quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => self.quote = Some(*byte),
                (None, b'>') => {
                    let tag = std::mem::take(tag);
                    self.tag = None;
                    self.close_tag(&tag);
                }
                (None, byte) => tag.push(byte),
            }
        }
    }

    fn close_tag(&mut self, tag: &Tag) {
        let (end, name) = match tag.start[..tag.length].strip_prefix(b"/") {
            Some(name) => (true, name),
            None => (false, &tag.start[..tag.length]),
        };
        if !end && tag.ends_with_slash {
            return;
        }
        let name = name.split(|byte| !byte.is_ascii_alphanumeric()).next().unwrap_or_default();
        if CLOSED_OFF.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes())) {
            self.closed_off =
                if end { self.closed_off.saturating_sub(1) } else { self.closed_off + 1 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(html: &str) -> String {
        let names = [
            ("Ida Sund", PlayerId(0)),
            ("Dock Workers' Union", PlayerId(1)),
            ("Port", PlayerId(2)),
        ];
        let mentions = Mentions::of(names);
        let mut out = String::new();
        let link = |player: PlayerId| Some(format!("/{}/", player.0));
        match mentions.linked(html, &mut Scan::default(), &mut out, link) {
            true => out,
            false => html.to_owned(),
        }
    }

    #[test]
    fn names_in_prose_are_linked() {
        assert_eq!(linked("<p>Ida Sund’s boat</p>"), "<p><a href=\"/0/\">Ida Sund</a>’s boat</p>");
        assert_eq!(linked("Ida Sund-Lee"), "Ida Sund-Lee");
        assert_eq!(linked("Mary-Ida Sund"), "Mary-Ida Sund");
        assert_eq!(linked("pro-Ida Sund-led"), "pro-<a href=\"/0/\">Ida Sund</a>-led");
        assert_eq!(linked("Dock Workers’ Union"), "<a href=\"/1/\">Dock Workers’ Union</a>");
    }

    #[test]
    fn names_are_found_where_no_spaces_are_set() {
        let names = [
            ("佐藤花子", PlayerId(0)),
            ("李明", PlayerId(1)),
            ("サトウ", PlayerId(2)),
            ("इडा सुंड", PlayerId(3)),
        ];
        let mentions = Mentions::of(names);
        let found = |html: &str| {
            let mut out = String::new();
            let mut all = Vec::new();
            mentions.linked(html, &mut Scan::default(), &mut out, |player| {
                all.push(player.0);
                None
            });
            all
        };
        assert_eq!(found("市長の佐藤花子氏は港にいた。"), [0]);
        assert_eq!(found("工会主席李明，在港口。李明珠不在。"), [1]);
        assert_eq!(found("サトウは来た。カサトウは来ない。"), [2]);
        assert_eq!(found("कल इडा सुंड आईं।"), [3]);
    }

    #[test]
    fn names_within_words_links_headings_and_attributes_are_not() {
        for html in [
            "Portland",
            "<a href=\"/x/\">Ida Sund</a>",
            "<h3>Ida Sund</h3>",
            "<img alt=\"Ida Sund > Port\">",
            "<code>Port</code>",
        ] {
            assert_eq!(linked(html), html);
        }
        assert_eq!(linked("<code>Port</code> Port"), "<code>Port</code> <a href=\"/2/\">Port</a>");
    }
}
