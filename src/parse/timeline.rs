//! Dates in the items of a list: what makes a list a timeline.
//!
//! Everything here is called on every list item of a site, so each function first looks for four
//! digits in a row, without which there is no year and thus no date.

use std::ops::Range;

mod cursor;
mod forms;
mod ideographs;
mod months;

#[cfg(test)]
mod tests;

pub use crate::date::{PartialDate, Precision};

use crate::script::{is_letter, is_spaceless};

use cursor::{Cursor, is_digit};
use forms::When;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The date; of a range, the first.
    pub date: PartialDate,
    /// The last date of a range.
    pub until: Option<PartialDate>,
    /// What to cut off where the date leads the text: from the start of the text to where the
    /// words begin, with weekday, emphasis marks, colon or dash. `None` where the date is part of
    /// a sentence and stays.
    pub lead: Option<Range<usize>>,
    /// Where the date stands, without prepositions and weekdays.
    pub span: Range<usize>,
}

/// The date that a text begins with.
///
/// It is cut off where a colon, a dash or a period follows, where it is emphasized, or where it
/// stands before a capital; `On January 29, 2026, the union met` is left as it is. A month or a
/// year alone is a date only where it is cut off: `2026 was a good year` has none. `text` may hold
/// Markdown emphasis around the date or not.
pub fn leading_date(text: &str) -> Option<Dated> {
    if !has_year(text) {
        return None;
    }
    let start = Cursor { text, at: 0 }.after_spaces();
    let marked = start.after_all(is_emphasis);
    let emphasis = &text[start.at..marked.at];
    let bracket = marked.after(|c| matches!(c, '(' | '[' | '（' | '【'));
    let (first, preposition) = introduced(bracket.unwrap_or(marked));
    let (When { date, until, is_more }, end) = with_range_end(forms::date(first)?);
    let span = first.at..end.at;
    let found = |lead| Some(Dated { date, until, lead, span: span.clone() });

    let words = match bracket {
        Some(open) => end.after(|c| closes(open, c)).map(|closed| {
            let closed = closed.after_all(is_emphasis);
            separated(closed).unwrap_or(closed.after_spaces())
        }),
        None if emphasis.is_empty() => separated(end).or_else(|| {
            let follows = spaced_words(end, date.precision())?;
            (!preposition).then_some(follows)
        }),
        None => emphasized(end, emphasis),
    };
    match words {
        Some(words) => found((!is_more).then_some(0..words.at)),
        None if date.precision() == Precision::Day => found(None),
        None => None,
    }
}

/// The date that a text begins with, or else the first full date in it.
pub fn date_in(text: &str) -> Option<Dated> {
    if !has_year(text) {
        return None;
    }
    leading_date(text).or_else(|| {
        let mut at = Cursor { text, at: 0 };
        while at.next().is_some() {
            at = at.after_all(|c| !c.is_alphanumeric());
            let end = word_end(at);
            if begins_day(at, end) {
                let found =
                    forms::date(at).filter(|(when, _)| when.date.precision() == Precision::Day);
                if let Some((When { date, until, .. }, end)) = found {
                    return Some(Dated { date, until, lead: None, span: at.at..end.at });
                }
            }
            at = end;
        }
        None
    })
}

/// The date that a text begins with, where the caller knows that its first words are emphasized
/// and the text has no marks itself: `2026 The yard closed` of `**2026** The yard closed`.
///
/// Here a month or a year alone will do without a colon, unless the words go on in lower case. A
/// day is always cut off, unless a comma follows.
pub fn bold_date(text: &str) -> Option<Dated> {
    if !has_year(text) {
        return None;
    }
    let (first, _) = introduced(Cursor { text, at: 0 }.after_spaces());
    let (When { date, until, is_more }, end) = with_range_end(forms::date(first)?);
    let words = separated(end).or_else(|| {
        let words = end.after_spaces();
        let apart = words.at > end.at || words.next().is_none();
        let begins = date.precision() == Precision::Day
            || !words.next().is_some_and(|c| c.is_lowercase() || c == ',');
        (apart && begins).then_some(words)
    });
    let lead = words.map(|words| 0..words.at);
    let dated = lead.is_some() || date.precision() == Precision::Day;
    let lead = lead.filter(|_| !is_more);
    dated.then_some(Dated { date, until, lead, span: first.at..end.at })
}

/// Past a word or a number. Where no spaces are set, a number is a word of its own.
fn word_end(at: Cursor<'_>) -> Cursor<'_> {
    let mut end = at;
    let mut last = None;
    while let Some(c) = end.next().filter(|c| is_letter(*c) || c.is_numeric()) {
        if is_digit(c) && last.is_some_and(is_spaceless) {
            break;
        }
        last = Some(c);
        end = Cursor { at: end.at + c.len_utf8(), ..end };
    }
    end
}

/// Whether four digits stand in a row.
fn has_year(text: &str) -> bool {
    has_ascii_year(text) || (!text.is_ascii() && has_other_year(text))
}

/// The same for digits of other scripts than ours.
fn has_other_year(text: &str) -> bool {
    let mut row = 0;
    text.chars().any(|c| {
        row = if is_digit(c) { row + 1 } else { 0 };
        row == 4
    })
}

fn has_ascii_year(text: &str) -> bool {
    // Every fourth byte decides: of any four in a row, one is looked at.
    let bytes = text.as_bytes();
    let digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    (3..bytes.len()).step_by(4).chain([bytes.len().wrapping_sub(1)]).any(|index| {
        digit(index) && {
            let before = (1..4).take_while(|n| *n <= index && digit(index - n)).count();
            let after = (1..4).take_while(|n| digit(index + n)).count();
            before + after >= 3
        }
    })
}

fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

fn closes(open: Cursor<'_>, c: char) -> bool {
    matches!(
        (open.before(), c),
        (Some('('), ')') | (Some('['), ']') | (Some('（'), '）') | (Some('【'), '】')
    )
}

/// After prepositions and weekdays, and whether there was a preposition.
fn introduced(at: Cursor<'_>) -> (Cursor<'_>, bool) {
    const PREPOSITIONS: &[&str] = &[
        "on", "in", "the", "since", "am", "im", "den", "vom", "seit", "le", "en", "depuis", "el",
        "desde", "em", "no", "il", "nel", "dal", "op", "sinds", "w", "dnia", "od", "у", "в", "від",
        "з", "في", "يوم", "منذ", "于", "在",
    ];
    let mut at = at;
    let mut preposition = false;
    for _ in 0..3 {
        if let Some(after) = at.after_word(&["ב"]) {
            // `ב־29 בינואר`
            preposition = true;
            at = after.after(|c| matches!(c, '־' | '-')).unwrap_or(after);
        } else if let Some(after) = at.after_word(PREPOSITIONS) {
            preposition = true;
            at = after.after_spaces();
        } else if let Some(after) = forms::after_weekday(at) {
            at = after;
        } else {
            break;
        }
    }
    (at, preposition)
}

/// Takes in the second date of a range: `2026-01-03 – 2026-01-05`, `2024–2026`.
fn with_range_end(found: (When, Cursor<'_>)) -> (When, Cursor<'_>) {
    let (When { date, until, is_more }, end) = found;
    if until.is_some() || is_more {
        return found;
    }
    let is_end = |second: &When| {
        let When { date: last, until, is_more } = *second;
        last.precision() == date.precision() && last >= date && until.is_none() && !is_more
    };
    let second = forms::joint(end)
        .and_then(|(joint, after)| Some((joint, forms::date(after)?)))
        .filter(|(_, (second, _))| is_end(second));
    match second {
        Some((joint, (second, end))) => (When::two(date, joint, Some(second.date)), end),
        None => found,
    }
}

/// Past a colon, a dash, a bar or a period that separates the date from the words.
fn separated(end: Cursor<'_>) -> Option<Cursor<'_>> {
    let sign = end.after_spaces();
    let spaced = sign.at > end.at;
    let after = if let Some(after) = sign.after(|c| matches!(c, ':' | '：' | '|' | '·' | '•')) {
        after
    } else if let Some(after) = sign.after(|c| matches!(c, '–' | '—' | '―')) {
        // `2026–28` is no separator.
        if !spaced && after.next().is_some_and(is_digit) {
            return None;
        }
        after
    } else if let Some(after) = sign.after(|c| c == '-') {
        // A hyphen needs a space, since it also joins words and numbers.
        let after = after.after(|c| c == '-').unwrap_or(after);
        if !spaced && !after.next().is_some_and(char::is_whitespace) {
            return None;
        }
        after
    } else {
        let after = end.after(|c| c == '.')?;
        after.next().is_none_or(char::is_whitespace).then_some(after)?
    };
    Some(after.after_spaces())
}

/// The words after a day that only spaces set off: they begin with a capital, a number or an
/// opening mark, or there are none.
fn spaced_words(end: Cursor<'_>, precision: Precision) -> Option<Cursor<'_>> {
    let words = end.after_spaces();
    let begins = match words.next() {
        None => true,
        Some(_) if words.at == end.at => false,
        Some(c) if is_digit(c) => !is_clock(words),
        Some(c) => {
            c.is_uppercase()
                || is_spaceless(c)
                || matches!(c, '"' | '“' | '„' | '«' | '「' | '『' | '[' | '*' | '_')
        }
    };
    // `2026-01-29` is how logs are written, never sentences.
    let iso = end.text[..end.at].ends_with(|c: char| c.is_ascii_digit())
        && end.text[..end.at].bytes().rev().nth(2) == Some(b'-')
        && words.at > end.at
        && !is_clock(words)
        && words.next().is_some_and(char::is_alphanumeric);
    (precision == Precision::Day && (begins || iso)).then_some(words)
}

/// Whether a time of day such as `20:07` begins here.
fn is_clock(at: Cursor<'_>) -> bool {
    at.small_number()
        .and_then(|(_, after)| after.after(|c| c == ':'))
        .and_then(Cursor::two_digits)
        .is_some()
}

/// The words after an emphasized date, where the emphasis closes right behind it, before or after
/// the separator.
fn emphasized<'a>(end: Cursor<'a>, marks: &str) -> Option<Cursor<'a>> {
    let close = |at: Cursor<'a>| {
        // Emphasis closes with the marks it opened with, in reverse.
        let closing: String = marks.chars().rev().collect();
        at.rest().strip_prefix(&closing).map(|rest| Cursor { at: at.text.len() - rest.len(), ..at })
    };
    if let Some(closed) = close(end) {
        let words = separated(closed).unwrap_or(closed.after_spaces());
        // A comma goes on with the sentence.
        return (words.next() != Some(',')).then_some(words);
    }
    let sign = end.after_spaces().after_all(|c| matches!(c, ':' | '：' | '.' | '–' | '—' | '-'));
    let closed = close(sign.after_spaces()).or_else(|| close(sign))?;
    Some(separated(closed).unwrap_or(closed.after_spaces()))
}

/// Whether a day may begin with the word between two places: a number that is not within a path,
/// an address or a longer number, or a word with a number behind it. This spares most words the
/// look at all names of months.
fn begins_day(word: Cursor<'_>, end: Cursor<'_>) -> bool {
    let digit = |at: Cursor<'_>| at.next().is_some_and(is_digit);
    if digit(word) {
        return !word.before().is_some_and(|c| "/.-=&?#%+$€£".contains(c));
    }
    digit(end.after(|c| c == '.').unwrap_or(end).after_spaces())
}
