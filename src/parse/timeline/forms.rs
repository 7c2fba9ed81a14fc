//! The forms that a date is written in, from its first to its last character.

use crate::date::PartialDate;

use super::cursor::{Cursor, is_digit};
use super::ideographs;
use super::months::{WEEKDAYS_BEHIND, begins_month, is_weekday, month};

/// A date, or all dates from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The date; of a range, the first.
    pub(super) date: PartialDate,
    /// The last date of a range.
    pub(super) until: Option<PartialDate>,
    /// Whether the text says more than these two do: `January 3 and 9, 2026`.
    pub(super) is_more: bool,
}

impl When {
    fn one(date: PartialDate) -> When {
        When { date, until: None, is_more: false }
    }

    /// Two dates, of which the second may not exist.
    pub(super) fn two(date: PartialDate, joint: Joint, second: Option<PartialDate>) -> When {
        let is_next =
            |until: PartialDate| date.last_day().tomorrow().ok() == Some(until.first_day());
        let until = second
            .filter(|until| *until > date)
            .filter(|until| joint == Joint::Through || is_next(*until));
        When { date, until, is_more: until.is_none() && second != Some(date) }
    }
}

/// What stands between two dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// All that lies between them is meant too.
    Through,
    /// The two alone.
    And,
}

type Found<'a> = (When, Cursor<'a>);

/// A date that begins right here, and what follows it.
pub(super) fn date(at: Cursor<'_>) -> Option<Found<'_>> {
    let one = |(date, after)| (When::one(date), after);
    let found = if is_digit(at.next()?) {
        iso(at)
            .or_else(|| year_first(at))
            .or_else(|| ideographs::date(at))
            .or_else(|| numeric(at))
            .map(one)
            .or_else(|| day_first(at))
            .or_else(|| {
                let (year, after) = at.year()?;
                Some(one((PartialDate::of_year(year)?, after)))
            })
    } else {
        month_first(at)
    };
    found.map(|(when, after)| (when, after_year_word(after)))
}

/// After the word for `year` and the weekday that some languages set behind a date: `2026 р.`,
/// `2026 roku`, `2026 Perşembe`.
fn after_year_word(end: Cursor<'_>) -> Cursor<'_> {
    let word = end.after_spaces();
    if word.at == end.at {
        return end;
    }
    let short = word.after_word(&["р", "r"]).and_then(|after| after.after(|c| c == '.'));
    let year = short.or_else(|| word.after_word(&["року", "roku", "yılı"]));
    year.or_else(|| word.after_word(WEEKDAYS_BEHIND)).unwrap_or(end)
}

/// After a weekday with its comma or period: `Thursday, `.
pub(super) fn after_weekday(at: Cursor<'_>) -> Option<Cursor<'_>> {
    // `יום חמישי`, `segunda-feira`
    let at = at.after_word(&["יום"]).map_or(at, Cursor::after_spaces);
    let hebrew = ["ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי"];
    let named = at.word().filter(|(word, _)| is_weekday(word)).map(|(_, after)| after);
    let after = named.or_else(|| at.after_word(&hebrew))?;
    let feira = after.after(|c| c == '-').and_then(|after| after.after_word(&["feira"]));
    let after = feira.unwrap_or(after);
    Some(after.after_all(|c| matches!(c, '.' | ',' | '،')).after_spaces())
}

/// After a sign or a word between two dates.
pub(super) fn joint(at: Cursor<'_>) -> Option<(Joint, Cursor<'_>)> {
    const THROUGH: &[&str] = &[
        "to", "through", "thru", "until", "bis", "au", "al", "a", "tot", "do", "до", "по", "إلى",
        "עד", "से",
    ];
    const AND: &[&str] = &["and", "und", "et", "y", "e", "en", "i", "та", "و", "और"];
    let at = at.after_spaces();
    let through = at
        .after(|c| matches!(c, '–' | '—' | '-' | '/' | '～' | '〜' | '至' | '到'))
        .or_else(|| at.after_word(THROUGH));
    let and = || at.after(|c| c == '&').or_else(|| at.after_word(AND));
    let (joint, after) = match through {
        Some(after) => (Joint::Through, after),
        None => (Joint::And, and()?),
    };
    Some((joint, after.after_spaces()))
}

/// `2026-01-29` or `2026-01`.
fn iso(at: Cursor<'_>) -> Option<(PartialDate, Cursor<'_>)> {
    let (year, after) = at.year()?;
    let (month, after) = after.after(|c| c == '-')?.two_digits()?;
    let ends = |after: Cursor<'_>| {
        let digit_follows = after.after(|c| c == '-').and_then(Cursor::next);
        !digit_follows.is_some_and(|c| c.is_ascii_digit())
    };
    let Some((day, after)) = after.after(|c| c == '-').and_then(Cursor::two_digits) else {
        let whole = ends(after) && !after.next().is_some_and(char::is_alphanumeric);
        return PartialDate::of_month(year, month).filter(|_| whole).map(|date| (date, after));
    };
    // `2026-01-29T20:07` begins with a date too.
    let clock = after.after(|c| c == 'T' || c == 't').and_then(Cursor::two_digits).is_some();
    let whole = clock || !after.next().is_some_and(char::is_alphanumeric);
    PartialDate::of_day(year, month, day).filter(|_| whole && ends(after)).map(|date| (date, after))
}

/// `2026/1/29` or `2026.1.29`, as China and Japan write it: with the year first, the day is last.
fn year_first(at: Cursor<'_>) -> Option<(PartialDate, Cursor<'_>)> {
    let (year, after) = at.year()?;
    let sign = after.next().filter(|c| matches!(c, '/' | '.' | '／'))?;
    let (month, after) = after.after(|c| c == sign)?.small_number()?;
    let (day, after) = after.after(|c| c == sign)?.small_number()?;
    let ends = !after.next().is_some_and(|c| c.is_alphanumeric() || c == sign);
    PartialDate::of_day(year, month, day).filter(|_| ends).map(|date| (date, after))
}

/// `29.1.2026` or `29.01.2026`. With slashes nobody can tell the day from the month.
fn numeric(at: Cursor<'_>) -> Option<(PartialDate, Cursor<'_>)> {
    let (day, after) = at.small_number()?;
    let (month, after) = after.after(|c| c == '.')?.after_spaces().small_number()?;
    let (year, after) = after.after(|c| c == '.')?.after_spaces().year()?;
    Some((PartialDate::of_day(year, month, day)?, after))
}

/// `29 January 2026`, `29. Januar 2026`, `29 de enero de 2026`, `3–5 January 2026`.
fn day_first(at: Cursor<'_>) -> Option<Found<'_>> {
    let (day, after) = day(at)?;
    let (first, mut after) = match month_word(after) {
        Some((month, after)) => (Some(month), after),
        None => (None, after),
    };
    let second = joint(after)
        .and_then(|(joint, after)| Some((joint, self::day(after)?)))
        .and_then(|(joint, (day, after))| Some((joint, day, month_word(after)?)))
        .filter(|_| year_after(after).is_none());
    let mut last = None;
    if let Some((joint, day, (month, end))) = second {
        last = Some((joint, (month, day)));
        after = end;
    }
    let first = first.or(last.map(|(_, (month, _))| month))?;
    let (year, after) = year_after(after)?;
    Some((days(year, (first, day), last)?, after))
}

/// `January 29, 2026`, `Jan. 3–5, 2026`, `January 29 – February 2, 2026`, `January 2026` or
/// `January–March 2026`.
fn month_first(at: Cursor<'_>) -> Option<Found<'_>> {
    let (first, after_month) = month_word(at)?;
    if let Some((year, after)) = year_after(after_month) {
        return Some((When::one(PartialDate::of_month(year, first)?), after));
    }
    let Some((day, mut after)) = day(after_month) else { return months(first, after_month) };
    let mut last = None;
    if let Some((joint, second)) = joint(after) {
        let named = month_word(second);
        let from = named.map_or(second, |(_, after)| after);
        if let Some((day, end)) = self::day(from) {
            last = Some((joint, (named.map_or(first, |(month, _)| month), day)));
            after = end;
        }
    }
    let (year, after) = year_after(after)?;
    Some((days(year, (first, day), last)?, after))
}

/// `–March 2026` behind a month.
fn months(first: i8, after_month: Cursor<'_>) -> Option<Found<'_>> {
    let (joint, second) = joint(after_month)?;
    let (last, after) = month_word(second)?;
    let (year, after) = year_after(after)?;
    // What runs over New Year began a year earlier.
    let from = PartialDate::of_month(if first > last { year - 1 } else { year }, first)?;
    Some((When::two(from, joint, PartialDate::of_month(year, last)), after))
}

/// The days of a year, each as month and day, with what stands between them.
fn days(year: i16, first: (i8, i8), last: Option<(Joint, (i8, i8))>) -> Option<When> {
    let of = |year, (month, day)| PartialDate::of_day(year, month, day);
    let Some((joint, last)) = last else { return of(year, first).map(When::one) };
    // What runs over New Year began a year earlier.
    let date = of(if first.0 > last.0 { year - 1 } else { year }, first)?;
    Some(When::two(date, joint, of(year, last)))
}

/// A day of the month, with its ordinal ending, and the spaces after it.
fn day(at: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    let (day, after) = at.small_number()?;
    let after = after.after_word(&["st", "nd", "rd", "th", "er", "e"]).unwrap_or(after);
    let after = after.after(|c| matches!(c, '.' | 'º' | 'ª' | '°')).unwrap_or(after);
    Some((day, after.after_spaces()))
}

/// The name of a month, with the period of an abbreviation, `of` or `de` before it, and the spaces
/// after it.
fn month_word(at: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    let at = at.after_word(&["of", "de"]).map_or(at, Cursor::after_spaces);
    let (word, mut after) = at.word()?;
    let month = if begins_month(word) {
        let (_, end) = after.after_spaces().word()?;
        after = end;
        month(&at.text[at.at..end.at])?
    } else {
        month(word)?
    };
    Some((month, after.after(|c| c == '.').unwrap_or(after).after_spaces()))
}

/// The year after a day or a month: `, 2026`, ` 2026`, ` de 2026`.
fn year_after(at: Cursor<'_>) -> Option<(i16, Cursor<'_>)> {
    let at = at.after(|c| matches!(c, ',' | '،')).unwrap_or(at).after_spaces();
    at.after_word(&["of", "de", "del"]).map_or(at, Cursor::after_spaces).year()
}
