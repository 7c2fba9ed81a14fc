//! A place in a text from which the pieces of a date are read.

use std::ops::RangeInclusive;

use crate::script::{is_letter, is_spaceless};

use super::months::same;

/// A place in a text. It is copied to look ahead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub text: &'a str,
    /// The byte; always on a character's boundary.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn rest(self) -> &'a str {
        &self.text[self.at..]
    }

    pub fn next(self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn before(self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// After one character that `accepted` takes.
    pub fn after(self, accepted: impl Fn(char) -> bool) -> Option<Cursor<'a>> {
        self.next().filter(|c| accepted(*c)).map(|c| self.forward(c.len_utf8()))
    }

    /// After any number of characters that `accepted` takes.
    pub fn after_all(self, accepted: impl Fn(char) -> bool) -> Cursor<'a> {
        let rest = self.rest();
        self.forward(rest.len() - rest.trim_start_matches(accepted).len())
    }

    pub fn after_spaces(self) -> Cursor<'a> {
        self.after_all(char::is_whitespace)
    }

    /// After these very characters.
    pub fn after_text(self, text: &str) -> Option<Cursor<'a>> {
        self.rest().starts_with(text).then(|| self.forward(text.len()))
    }

    /// After one of some words in lower case, which may begin with a capital.
    pub fn after_word(self, words: &[&str]) -> Option<Cursor<'a>> {
        let (word, after) = self.word()?;
        words.iter().any(|known| same(known, word)).then_some(after)
    }

    /// The letters here, and what follows them.
    pub fn word(self) -> Option<(&'a str, Cursor<'a>)> {
        let after = self.after_all(is_letter);
        (after.at > self.at).then(|| (&self.text[self.at..after.at], after))
    }

    /// A number of one or two digits, and what follows it.
    pub fn small_number(self) -> Option<(i8, Cursor<'a>)> {
        let after = self.after_digits();
        let digits = &self.text[self.at..after.at];
        Some((value(digits, 1..=2)?.try_into().ok()?, after))
    }

    /// A number of exactly two digits.
    pub fn two_digits(self) -> Option<(i8, Cursor<'a>)> {
        self.small_number()
            .filter(|(_, after)| value(&self.text[self.at..after.at], 2..=2).is_some())
    }

    /// A year of four digits that ends there, 1000 to 2999. Other numbers of four digits are more
    /// likely counts.
    pub fn year(self) -> Option<(i16, Cursor<'a>)> {
        let after = self.after_digits();
        let digits = &self.text[self.at..after.at];
        let year = value(digits, 4..=4)?;
        let ends = !after.next().is_some_and(|c| c.is_alphabetic() && !is_spaceless(c));
        ((1000..3000).contains(&year) && ends).then_some((year, after))
    }

    fn after_digits(self) -> Cursor<'a> {
        self.after_all(is_digit)
    }

    fn forward(self, bytes: usize) -> Cursor<'a> {
        Cursor { at: self.at + bytes, ..self }
    }
}

/// Whether a character is a digit of those that dates are written with: ours, those of Arabic,
/// Persian and Hindi, and the wide ones of Japanese.
pub(super) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

fn digit(c: char) -> Option<i16> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    i16::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// The number that some digits spell, where they are as many as a caller wants: at most four.
fn value(digits: &str, length: RangeInclusive<usize>) -> Option<i16> {
    if !length.contains(&digits.chars().take(5).count()) {
        return None;
    }
    digits.chars().try_fold(0, |number: i16, c| Some(number.checked_mul(10)? + digit(c)?))
}
