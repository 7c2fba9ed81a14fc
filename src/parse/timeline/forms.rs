//! The forms that a date is written in, from its first to its last character.

use crate::date::PartialDate;

use super::cursor::{Cursor, is_digit};
use super::ideographs;
use super::months::{WEEKDAYS_BEHIND, begins_month, is_weekday, month};

type Found<'a> = (PartialDate, Cursor<'a>);

/// A date that begins right here, and what follows it. Of a range, the first day.
pub(super) fn date(at: Cursor<'_>) -> Option<Found<'_>> {
    let found = if is_digit(at.next()?) {
        iso(at)
            .or_else(|| year_first(at))
            .or_else(|| ideographs::date(at))
            .or_else(|| numeric(at))
            .or_else(|| day_first(at))
            .or_else(|| {
                let (year, after) = at.year()?;
                Some((PartialDate::of_year(year)?, after))
            })
    } else {
        month_first(at)
    };
    found.map(|(date, after)| (date, after_year_word(after)))
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

/// After a sign or a word between the two ends of a range.
pub(super) fn after_range_sign(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = at.after_spaces();
    let sign = at.after(|c| matches!(c, '–' | '—' | '-' | '/' | '&' | '～' | '〜' | '至' | '到'));
    const WORDS: &[&str] = &[
        "to", "through", "and", "bis", "und", "au", "et", "al", "y", "a", "e", "tot", "en", "do",
        "i", "до", "по", "та", "إلى", "و", "עד", "से", "और",
    ];
    let word = || at.after_word(WORDS);
    sign.or_else(word).map(Cursor::after_spaces)
}

/// `2026-01-29` or `2026-01`.
fn iso(at: Cursor<'_>) -> Option<Found<'_>> {
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
fn year_first(at: Cursor<'_>) -> Option<Found<'_>> {
    let (year, after) = at.year()?;
    let sign = after.next().filter(|c| matches!(c, '/' | '.' | '／'))?;
    let (month, after) = after.after(|c| c == sign)?.small_number()?;
    let (day, after) = after.after(|c| c == sign)?.small_number()?;
    let ends = !after.next().is_some_and(|c| c.is_alphanumeric() || c == sign);
    PartialDate::of_day(year, month, day).filter(|_| ends).map(|date| (date, after))
}

/// `29.1.2026` or `29.01.2026`. With slashes nobody can tell the day from the month.
fn numeric(at: Cursor<'_>) -> Option<Found<'_>> {
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
    let mut last = first;
    let second = after_range_sign(after)
        .and_then(self::day)
        .and_then(|(_, after)| month_word(after))
        .filter(|_| year_after(after).is_none());
    if let Some((month, end)) = second {
        last = Some(month);
        after = end;
    }
    let (last, first) = (last?, first.or(last)?);
    let (year, after) = year_after(after)?;
    // A range that runs over New Year began a year earlier.
    let year = if first > last { year - 1 } else { year };
    Some((PartialDate::of_day(year, first, day)?, after))
}

/// `January 29, 2026`, `Jan. 3–5, 2026`, `January 29 – February 2, 2026`, or `January 2026`.
fn month_first(at: Cursor<'_>) -> Option<Found<'_>> {
    let (first, after_month) = month_word(at)?;
    if let Some((year, after)) = year_after(after_month) {
        return Some((PartialDate::of_month(year, first)?, after));
    }
    let (day, mut after) = day(after_month)?;
    let mut last = first;
    if let Some(second) = after_range_sign(after) {
        let named = month_word(second);
        let from = named.map_or(second, |(_, after)| after);
        if let Some((_, end)) = self::day(from) {
            last = named.map_or(first, |(month, _)| month);
            after = end;
        }
    }
    let (year, after) = year_after(after)?;
    let year = if first > last { year - 1 } else { year };
    Some((PartialDate::of_day(year, first, day)?, after))
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
