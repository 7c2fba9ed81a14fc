//! A place in a text from which the pieces of a date are read.

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

    /// After one of some words in lower case, which may begin with a capital.
    pub fn after_word(self, words: &[&str]) -> Option<Cursor<'a>> {
        let (word, after) = self.word()?;
        words.iter().any(|known| known.eq_ignore_ascii_case(word)).then_some(after)
    }

    /// The letters here, and what follows them.
    pub fn word(self) -> Option<(&'a str, Cursor<'a>)> {
        let after = self.after_all(char::is_alphabetic);
        (after.at > self.at).then(|| (&self.text[self.at..after.at], after))
    }

    /// A number of one or two digits, and what follows it.
    pub fn small_number(self) -> Option<(i8, Cursor<'a>)> {
        let after = self.after_digits();
        let digits = &self.text[self.at..after.at];
        (digits.len() <= 2).then_some(())?;
        Some((digits.parse().ok()?, after))
    }

    /// A number of exactly two digits.
    pub fn two_digits(self) -> Option<(i8, Cursor<'a>)> {
        self.small_number().filter(|(_, after)| after.at == self.at + 2)
    }

    /// A year of four digits that ends there, 1000 to 2999. Other numbers of four digits are more
    /// likely counts.
    pub fn year(self) -> Option<(i16, Cursor<'a>)> {
        let after = self.after_digits();
        let digits = &self.text[self.at..after.at];
        let year = (digits.len() == 4).then(|| digits.parse::<i16>().ok())??;
        let ends = !after.next().is_some_and(char::is_alphabetic);
        ((1000..3000).contains(&year) && ends).then_some((year, after))
    }

    fn after_digits(self) -> Cursor<'a> {
        self.after_all(|c| c.is_ascii_digit())
    }

    fn forward(self, bytes: usize) -> Cursor<'a> {
        Cursor { at: self.at + bytes, ..self }
    }
}
