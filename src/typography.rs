//! Straight marks as typed, and the marks that a text of a language is set with.
//!
//! In Markdown the parser tells which mark opens and which closes; in the plain texts of front matter
//! that is told here, by what stands before a mark. Which marks a language has follows CLDR's
//! delimiters, and where these leave a choice, what its newspapers use.

use std::borrow::Cow;
use std::sync::Arc;

/// The marks of a language: around what is said, and around what is said within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    double: [&'static str; 2],
    single: [&'static str; 2],
    /// What stands within a word for its last letters, as in צה״ל; none where that is no mark of its own.
    within: Option<[&'static str; 2]>,
}

/// What is between letters, and behind them where nothing was opened.
const APOSTROPHE: &str = "’";

const ENGLISH: Marks = Marks { double: ["“", "”"], single: ["‘", "’"], within: None };
const LOW: Marks = Marks { double: ["„", "“"], single: ["‚", "‘"], within: None };
const ANGLES: Marks = Marks { double: ["«", "»"], single: ["“", "”"], within: None };
const HIGH: Marks = Marks { double: ["”", "”"], single: ["’", "’"], within: None };

impl Marks {
    /// The marks of a language, by its code; those of English where nothing is known of it.
    pub fn of(language: &str) -> Marks {
        let language = language.to_ascii_lowercase();
        match language.as_str() {
            "de-ch" | "de-li" => return Marks { single: ["‹", "›"], ..ANGLES },
            "pt-pt" => return ANGLES,
            "zh-hant" | "zh-tw" | "zh-hk" => return Marks::of("ja"),
            _ => {}
        }
        match language.split('-').next().unwrap_or_default() {
            "de" | "cs" | "sk" | "sl" | "lt" | "et" | "is" | "bg" => LOW,
            "fr" => Marks { double: ["«\u{202f}", "\u{202f}»"], ..ANGLES },
            "es" | "it" | "el" | "ca" | "nb" | "no" | "ar" | "fa" => ANGLES,
            "uk" | "ru" | "be" => Marks { single: ["„", "“"], ..ANGLES },
            "pl" | "ro" => Marks { double: ["„", "”"], single: ["«", "»"], within: None },
            "hu" => Marks { double: ["„", "”"], single: ["»", "«"], within: None },
            "nl" => Marks { double: ["‘", "’"], single: ["“", "”"], within: None },
            "sv" | "fi" => HIGH,
            "he" => Marks { within: Some(["״", "׳"]), ..ENGLISH },
            "ja" => Marks { double: ["「", "」"], single: ["『", "』"], within: None },
            _ => ENGLISH,
        }
    }

    /// What a straight mark becomes between two characters. `is_single_open` tells whether a single mark waits to be closed,
    /// and is kept up to date.
    pub fn set(
        self,
        straight: u8,
        opens: bool,
        (before, after): (Option<char>, Option<char>),
        is_single_open: &mut bool,
    ) -> &'static str {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_within = is_letter(before) && is_letter(after);
        match (self.within, straight) {
            (Some([double, _]), b'"') if is_within => return double,
            (Some([_, single]), b'\'') if is_within => return single,
            _ => {}
        }
        // In '90s something is left out, and 10" are inches.
        let is_year = straight == b'\'' && after.is_some_and(char::is_numeric);
        let is_inches = before.is_some_and(char::is_numeric) && !is_letter(after);
        let opens = opens && !is_year && !is_inches;
        match (straight, opens) {
            (b'"', true) => self.double[0],
            (b'"', false) => self.double[1],
            (_, true) => {
                *is_single_open = true;
                self.single[0]
            }
            _ if *is_single_open && !is_letter(after) => {
                *is_single_open = false;
                self.single[1]
            }
            _ => APOSTROPHE,
        }
    }
}

/// A plain text as it is set: with the marks of its language, dashes for hyphens in twos and threes,
/// and an ellipsis for three dots.
pub fn typeset(text: &Arc<str>, marks: Marks) -> Arc<str> {
    match set(text, marks) {
        Cow::Borrowed(_) => text.clone(),
        Cow::Owned(set) => set.into(),
    }
}

/// The same of a borrowed text.
pub fn set(text: &str, marks: Marks) -> Cow<'_, str> {
    let is_plain = |at: usize| match text.as_bytes()[at] {
        b'"' | b'\'' => false,
        b'-' => !text[at..].starts_with("--"),
        b'.' => !text[at..].starts_with("..."),
        _ => true,
    };
    let Some(first) = (0..text.len()).find(|at| !is_plain(*at)) else { return text.into() };
    let mut set = text[..first].to_owned();
    let mut is_single_open = false;
    let mut at = first;
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        let (typed, mark) = match next {
            '"' | '\'' => {
                let (before, after) = (set.chars().next_back(), rest[1..].chars().next());
                let opens = after.is_some_and(|after| !after.is_whitespace())
                    && before.is_none_or(|c| c.is_whitespace() || "([{—–-/“‘„‚«‹「『".contains(c));
                let straight = rest.as_bytes()[0];
                (1, marks.set(straight, opens, (before, after), &mut is_single_open))
            }
            '-' if rest.starts_with("---") => (3, "—"),
            '-' if rest.starts_with("--") => (2, "–"),
            '.' if rest.starts_with("...") => (3, "…"),
            other => {
                set.push(other);
                at += other.len_utf8();
                continue;
            }
        };
        set.push_str(mark);
        at += typed;
    }
    set.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, language: &str) -> String {
        set(text, Marks::of(language)).into_owned()
    }

    #[test]
    fn each_language_has_marks_of_its_own() {
        let text = "\"She said 'no', and that's it\"...";
        for (language, expected) in [
            ("en", "“She said ‘no’, and that’s it”…"),
            ("de", "„She said ‚no‘, and that’s it“…"),
            ("de-CH", "«She said ‹no›, and that’s it»…"),
            ("fr", "«\u{202f}She said “no”, and that’s it\u{202f}»…"),
            ("pl", "„She said «no», and that’s it”…"),
            ("uk", "«She said „no“, and that’s it»…"),
            ("ja", "「She said 『no』, and that’s it」…"),
            ("tlh", "“She said ‘no’, and that’s it”…"),
        ] {
            assert_eq!(plain(text, language), expected, "{language}");
        }
    }

    #[test]
    fn apostrophes_close_nothing() {
        assert_eq!(plain("Dock Workers' Union", "de"), "Dock Workers’ Union");
        assert_eq!(plain("the '90s", "en"), "the ’90s");
        let set = |straight, beside| Marks::of("en").set(straight, true, beside, &mut false);
        assert_eq!(set(b'"', (Some('0'), Some(' '))), "”");
        assert_eq!(set(b'"', (Some(' '), Some('1'))), "“");
        assert_eq!(plain("l'été d'Ida", "fr"), "l’été d’Ida");
        assert_eq!(plain("צה\"ל וג'ירפה", "he"), "צה״ל וג׳ירפה");
    }

    #[test]
    fn what_is_set_already_stays() {
        for text in ["„Nein“, sagt sie – 4-1", "1.5 a.m.", "", "\u{1F980}"] {
            assert!(matches!(set(text, Marks::of("de")), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(plain("4--1, then --- nothing", "en"), "4–1, then — nothing");
    }

    #[test]
    fn what_is_set_is_set() {
        for language in ["en", "de", "fr", "he", "ja"] {
            let once = plain("\"It's 'so' -- so ...\" \"", language);
            assert_eq!(plain(&once, language), once);
        }
    }
}
