//! Text as the words that can be searched: lower-case, without accents, the same as
//! `static/words.js` of the theme *broadsheet* makes of what a reader types. Both are held to
//! `tests/search/words.json`.
//!
//! - Compatibility forms are the letters that they stand for (NFKD), and accents go: `Café` is
//!   `cafe`. Letters of their own that people type as others follow: `ß` is `ss`, `ø` is `o`.
//! - A word is a run of letters, marks and digits; whatever else there is divides. An apostrophe
//!   divides too, and a single Latin letter is no word: `mayor's` is `mayor`, `l'avion` is `avion`.
//! - Scripts without spaces between words (Han, kana, Thai, Lao, Burmese, Khmer) become pairs of
//!   letters: `新聞社` is `新聞` and `聞社`. The last letter of a run is a word as well, so that each
//!   letter begins one and can be searched by itself.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::html::{tag_length, text_of};

/// How many letters of a word count; no language has a longer one that differs only behind them.
pub const LONGEST: usize = 32;

/// For each byte what it becomes in a word: a small letter or a digit, 0 for what divides, and
/// [`FURTHER`] for a part of a letter beyond ASCII.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match byte as u8 {
            0x80.. => FURTHER,
            ascii if ascii.is_ascii_alphanumeric() => ascii.to_ascii_lowercase(),
            _ => 0,
        };
        byte += 1;
    }
    letters
};
/// See [`LETTERS`].
const FURTHER: u8 = 0xff;

/// Gives each word of a text in order.
pub fn words(text: &str, each: &mut impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut letters = [0; LONGEST];
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut further = false;
        while let Some(letter) = bytes.get(at).map(|byte| LETTERS[usize::from(*byte)])
            && letter != 0
        {
            further |= letter == FURTHER;
            if let Some(place) = letters.get_mut(at - start) {
                *place = letter;
            }
            at += 1;
        }
        if further {
            // Nothing but ASCII divides here, so that no letter is cut in two.
            folded(&text[start..at], each);
        } else {
            plain(&letters[..(at - start).min(LONGEST)], each);
        }
        at += 1;
    }
}

/// Gives each word of the text that HTML shows.
pub fn html_words(html: &str, each: &mut impl FnMut(&str)) {
    if memchr::memchr_iter(b'&', html.as_bytes()).any(|at| escape(&html[at..]).is_none()) {
        return words(&text_of(html), each);
    }
    let mut rest = html;
    while !rest.is_empty() {
        let end = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        words(&rest[..end], each);
        rest = &rest[end..];
        if let Some(escape) = escape(rest) {
            rest = &rest[escape.len()..];
        } else if !rest.is_empty() {
            if is_unseen(rest) {
                return words(&text_of(rest), each);
            }
            rest = &rest[tag_length(rest)..];
        }
    }
}

/// The escape that a text starts with, of those that stand for no part of a word.
fn escape(html: &str) -> Option<&'static str> {
    let escapes = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
    escapes.into_iter().find(|escape| html.starts_with(escape))
}

/// Whether the text of an element that starts here, or a comment, is not what a reader sees.
fn is_unseen(tag: &str) -> bool {
    let name = tag.as_bytes().get(1..).unwrap_or_default();
    let is = |word: &str| {
        name.get(..word.len()).is_some_and(|name| name.eq_ignore_ascii_case(word.as_bytes()))
    };
    match name.first().map(u8::to_ascii_lowercase) {
        Some(b'!') => true,
        Some(b's') => is("script") || is("style") || is("svg"),
        Some(b't') => is("template"),
        Some(b'n') => is("noscript"),
        // A sign that starts no tag.
        Some(letter) => !(letter.is_ascii_alphabetic() || letter == b'/'),
        None => true,
    }
}

/// A word of small letters and digits of ASCII.
fn plain(word: &[u8], each: &mut impl FnMut(&str)) {
    if !matches!(word, [] | [b'a'..=b'z']) {
        each(str::from_utf8(word).unwrap_or_default());
    }
}

/// The words of a text with letters beyond ASCII.
fn folded(text: &str, each: &mut impl FnMut(&str)) {
    let mut letters = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_dropped(*c)).flat_map(char::to_lowercase) {
        match plainer(c) {
            Some(plainer) => letters.push_str(plainer),
            None => letters.push(c),
        }
    }
    let letters: String = letters.nfc().collect();
    let mut run = Run::default();
    for (at, c) in letters.char_indices() {
        let script = script(c).unwrap_or(run.script);
        if !(c.is_alphanumeric() || is_combining_mark(c)) {
            run.end(&letters[run.start..at], each);
            run = Run { start: at + c.len_utf8(), ..Run::default() };
        } else if script != run.script {
            run.end(&letters[run.start..at], each);
            run = Run { start: at, script };
        }
    }
    run.end(&letters[run.start..], each);
}

/// How a script divides words.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Script {
    /// By spaces.
    #[default]
    Spaced,
    /// Not at all.
    Dense,
}

/// The script of a letter; none for a mark, which belongs to the letter before it.
fn script(c: char) -> Option<Script> {
    let is_dense = matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}');
    match is_combining_mark(c) {
        true => None,
        false if is_dense => Some(Script::Dense),
        false => Some(Script::Spaced),
    }
}

/// A run of letters of one kind of script.
#[derive(Clone, Copy, Default)]
struct Run {
    start: usize,
    script: Script,
}

impl Run {
    /// Gives the words of the run.
    fn end(self, letters: &str, each: &mut impl FnMut(&str)) {
        match self.script {
            _ if letters.is_empty() => {}
            Script::Spaced => {
                let end = letters.char_indices().nth(LONGEST).map_or(letters.len(), |(at, _)| at);
                match letters.is_ascii() {
                    true => plain(&letters.as_bytes()[..end], each),
                    false => each(&letters[..end]),
                }
            }
            Script::Dense => pairs(letters, each),
        }
    }
}

/// All pairs of neighboring letters, each with its marks, and the last letter.
fn pairs(letters: &str, each: &mut impl FnMut(&str)) {
    let (mut before, mut last) = (None, 0);
    for (at, c) in letters.char_indices().skip(1) {
        if is_combining_mark(c) {
            continue;
        }
        if let Some(before) = before {
            each(&letters[before..at]);
        }
        (before, last) = (Some(last), at);
    }
    if let Some(before) = before {
        each(&letters[before..]);
    }
    each(&letters[last..]);
}

/// Accents, points of vowels in Hebrew and Arabic, and what only says how letters are set. Marks of
/// other scripts are part of their words.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05bd}' | '\u{05bf}' | '\u{05c1}' | '\u{05c2}'
        | '\u{05c4}' | '\u{05c5}' | '\u{05c7}' | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}'
        | '\u{0670}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{00ad}' | '\u{0640}' | '\u{200c}' | '\u{200d}')
}

/// What people type in place of a letter that has no accent to lose.
fn plainer(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        // Apostrophes that count as letters.
        '\u{02b9}'..='\u{02bf}' => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
