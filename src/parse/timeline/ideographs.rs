//! Dates as Chinese and Japanese write them: `2026年1月29日`, `2026年1月` or `2026年`.

use crate::date::PartialDate;

use super::cursor::Cursor;

/// A date with a sign behind each number, with the weekday that may stand behind the day.
pub(super) fn date(at: Cursor<'_>) -> Option<(PartialDate, Cursor<'_>)> {
    let (year, after) = at.year()?;
    let year_end = after_sign(after, &['年'])?;
    let month = year_end.after_spaces().small_number();
    let Some((month, month_end)) =
        month.and_then(|(month, after)| Some((month, after_sign(after, &['月'])?)))
    else {
        return Some((PartialDate::of_year(year)?, year_end));
    };
    let day = month_end.after_spaces().small_number();
    let Some((day, day_end)) =
        day.and_then(|(day, after)| Some((day, after_sign(after, &['日', '号', '號'])?)))
    else {
        return Some((PartialDate::of_month(year, month)?, month_end));
    };
    Some((PartialDate::of_day(year, month, day)?, after_weekday(day_end).unwrap_or(day_end)))
}

fn after_sign<'a>(at: Cursor<'a>, signs: &[char]) -> Option<Cursor<'a>> {
    at.after_spaces().after(|c| signs.contains(&c))
}

/// After `（木）`, `(木曜日)`, `木曜日` or `星期四`.
fn after_weekday(end: Cursor<'_>) -> Option<Cursor<'_>> {
    let word = end.after_spaces();
    match word.after(|c| matches!(c, '（' | '(')) {
        Some(open) => named(open)
            .or_else(|| open.after(is_day))
            .and_then(|named| named.after(|c| matches!(c, '）' | ')'))),
        None => named(word),
    }
}

/// After a weekday that is named in full.
fn named(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let chinese = ["星期", "周", "週", "礼拜", "禮拜"];
    let chinese = chinese.iter().find_map(|prefix| at.after_text(prefix));
    chinese.and_then(|at| at.after(is_day)).or_else(|| {
        let day = at.after(is_day)?;
        day.after_text("曜日").or_else(|| day.after_text("曜"))
    })
}

fn is_day(c: char) -> bool {
    "一二三四五六日天月火水木金土".contains(c)
}
