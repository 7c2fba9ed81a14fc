//! Days as people type them, read from tokens.

use jiff::civil::{Date, Weekday};

/// A piece of a line: letters, digits, or one other character, with its place in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub text: &'a str,
    pub start: usize,
}

/// A line cut into letters, digits and single marks; space separates and is left out.
pub(crate) fn tokens(line: &str) -> Vec<Token<'_>> {
    let class = |c: char| match c {
        c if c.is_ascii_digit() => 0,
        c if c.is_alphabetic() => 1,
        c if c.is_whitespace() => 2,
        _ => 3,
    };
    let mut found: Vec<Token> = Vec::new();
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let goes_on = chars.peek().is_some_and(|(_, next)| class(*next) == class(c));
        if goes_on && class(c) < 2 {
            continue;
        }
        if class(c) != 2 {
            found.push(Token { text: &line[start..end], start });
        }
        start = end;
    }
    found
}

/// What was read at a place, how many tokens it took, and what had to be guessed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Read<T> {
    pub value: T,
    pub taken: usize,
    pub note: Option<String>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month that a word names, from 1, in full or shortened to three or four letters.
pub(crate) fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|month| {
        *month == word
            || (word.len() == 3 && month.starts_with(&word))
            || (word == "sept" && *month == "september")
    })?;
    i8::try_from(at + 1).ok()
}

/// The day of the week that a word names, in full or shortened.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.to_lowercase().as_str() {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" | "weds" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// A date, and what had to be guessed about it.
type Noted = Option<(Date, Option<String>)>;

/// A walk over tokens that only ever goes forward when something fits.
pub(crate) struct Walk<'t, 'a> {
    pub tokens: &'t [Token<'a>],
    pub at: usize,
}

impl<'a> Walk<'_, 'a> {
    pub(crate) fn peek(&self) -> &'a str {
        self.tokens.get(self.at).map_or("", |token| token.text)
    }

    pub(crate) fn mark(&mut self, marks: &[&str]) -> bool {
        let fits = marks.iter().any(|mark| mark.eq_ignore_ascii_case(self.peek()));
        self.at += usize::from(fits);
        fits
    }

    /// A number with so many digits.
    pub(crate) fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let text = self.peek();
        let fits = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let value = if fits {
            text.parse().ok()?
        } else {
            return None;
        };
        self.at += 1;
        Some(value)
    }

    fn month(&mut self) -> Option<i8> {
        let found = month(self.peek())?;
        self.at += 1;
        self.mark(&["."]);
        Some(found)
    }

    fn day(&mut self) -> Option<i8> {
        let day = i8::try_from(self.number(1..=2)?).ok()?;
        self.mark(&["st", "nd", "rd", "th"]);
        Some(day)
    }

    fn year(&mut self) -> Option<i16> {
        self.mark(&[","]);
        self.number(4..=4)
    }
}

/// The date that starts at the first token, with its weekday if one is in front.
pub(crate) fn date(tokens: &[Token]) -> Option<Read<Date>> {
    let mut walk = Walk { tokens, at: 0 };
    let named = weekday(walk.peek());
    if named.is_some() {
        walk.at += 1;
        walk.mark(&["."]);
        walk.mark(&[","]);
        walk.mark(&["the"]);
    }
    let start = walk.at;
    let mut from = |read: fn(&mut Walk) -> Noted| {
        walk.at = start;
        read(&mut walk)
    };
    let (value, mut note) = from(month_first)
        .or_else(|| from(day_first))
        .or_else(|| from(year_first))
        .or_else(|| from(all_numbers))?;
    if named.is_some_and(|named| named != value.weekday()) {
        note = Some(format!(
            "{value} is a {:?}, not the day of the week that is given",
            value.weekday()
        ));
    }
    Some(Read { value, taken: walk.at, note })
}

/// `Jan. 28th, 2026`
fn month_first(walk: &mut Walk) -> Noted {
    let (month, day, year) = (walk.month()?, walk.day()?, walk.year()?);
    Some((Date::new(year, month, day).ok()?, None))
}

/// `28 January 2026`, `the 28th of January, 2026`
fn day_first(walk: &mut Walk) -> Noted {
    let day = walk.day()?;
    walk.mark(&["."]);
    walk.mark(&["of"]);
    let (month, year) = (walk.month()?, walk.year()?);
    Some((Date::new(year, month, day).ok()?, None))
}

/// `2026-01-28`, `2026/01/28`
fn year_first(walk: &mut Walk) -> Noted {
    let year = walk.number(4..=4)?;
    let mark = walk.peek();
    let sound = walk.mark(&["-", "/", "."]);
    let month = walk.number(1..=2).filter(|_| sound)?;
    let day = Some(()).filter(|()| walk.mark(&[mark])).and_then(|()| walk.number(1..=2))?;
    Some((Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?, None))
}

/// `1/28/2026`, month first unless that cannot be; `28.1.2026`, day first. Years of two digits are
/// those after 2000.
fn all_numbers(walk: &mut Walk) -> Noted {
    let from = walk.at;
    let first = i8::try_from(walk.number(1..=2)?).ok()?;
    let mark = walk.peek();
    let sound = walk.mark(&["-", "/", "."]);
    let second = i8::try_from(walk.number(1..=2).filter(|_| sound)?).ok()?;
    let start = walk.at + 1;
    let year = Some(()).filter(|()| walk.mark(&[mark])).and_then(|()| walk.number(2..=4))?;
    let written = walk.tokens.get(start).map_or("", |token| token.text);
    let year = match written.len() {
        2 => 2000 + year,
        4 => year,
        _ => return None,
    };
    let day_first = mark == "." || first > 12;
    let (month, day) = if day_first { (second, first) } else { (first, second) };
    let value = Date::new(year, month, day).ok()?;
    let order = if day_first { "day, month, year" } else { "month, day, year" };
    // With full stops the day comes first wherever people write so.
    let clear = mark == "." && written.len() == 4 && (first > 12 || first == second);
    let note = (!clear).then(|| {
        let typed: String = walk.tokens[from..walk.at].iter().map(|token| token.text).collect();
        format!("\"{typed}\" read as {order}: {value}")
    });
    Some((value, note))
}

/// A month and a day that no year follows; how many tokens it takes.
pub(crate) fn yearless(tokens: &[Token]) -> Option<usize> {
    let mut walk = Walk { tokens, at: 0 };
    if weekday(walk.peek()).is_some() {
        walk.at += 1;
        walk.mark(&["."]);
        walk.mark(&[","]);
    }
    let start = walk.at;
    if walk.month().and_then(|_| walk.day()).is_none() {
        walk.at = start;
        walk.day()?;
        walk.month()?;
    }
    Some(walk.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        date(&tokens(text)).map(|read| read.value.to_string())
    }

    #[test]
    fn a_day_is_read_in_every_common_form() {
        let forms = [
            "Jan. 28, 2026",
            "January 28th, 2026",
            "28 January 2026",
            "28. Jan 2026",
            "JAN 28 2026",
            "2026-01-28",
            "2026/1/28",
            "1/28/2026",
            "01/28/26",
            "28.1.26",
            "28/1/2026",
            "28.01.2026",
            "Wed., Jan. 28, 2026",
            "Wednesday the 28th of January, 2026",
        ];
        for form in forms {
            assert_eq!(day(form).as_deref(), Some("2026-01-28"), "{form}");
        }
        assert_eq!(day("Sept. 3, 2026").as_deref(), Some("2026-09-03"));
        assert_eq!(day("Feb. 30, 2026"), None);
        assert_eq!(day("Jan. 28"), None);
        assert_eq!(yearless(&tokens("Wed. Jan. 28")), Some(5));
    }

    #[test]
    fn what_is_unclear_about_a_day_is_told() {
        let note = |text: &str| date(&tokens(text)).and_then(|read| read.note);
        assert_eq!(
            note("1/2/26").as_deref(),
            Some("\"1/2/26\" read as month, day, year: 2026-01-02")
        );
        assert_eq!(
            note("1/28/2026").as_deref(),
            Some("\"1/28/2026\" read as month, day, year: 2026-01-28")
        );
        assert_eq!(
            note("28/1/2026").as_deref(),
            Some("\"28/1/2026\" read as day, month, year: 2026-01-28")
        );
        assert!(note("Monday, January 28, 2026").is_some_and(|note| note.contains("Wednesday")));
        assert_eq!(note("28.01.2026"), None);
    }
}
