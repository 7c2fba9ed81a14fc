//! Times of day and their zones as people type them, read from tokens.

use jiff::civil::Time;
use jiff::tz::Offset;

use crate::import::date::{Read, Token, Walk};

/// The zone that stands behind a time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// `UTC`, `Z`, `+02:00`: exact.
    Offset(Offset),
    /// `ET`, `Eastern`: taken to be the site's own.
    Named(String),
}

/// The time of day that starts at the first token.
pub(crate) fn time(tokens: &[Token]) -> Option<Read<Time>> {
    let mut walk = Walk { tokens, at: 0 };
    if walk.peek() == "12" && tokens.get(1).is_some_and(|next| word_time(next.text).is_some()) {
        walk.at += 1;
    }
    if let Some((hour, note)) = word_time(walk.peek()) {
        let note = note.map(str::to_owned);
        return Some(Read { value: Time::new(hour, 0, 0, 0).ok()?, taken: walk.at + 1, note });
    }
    let hour = i8::try_from(walk.number(1..=2)?).ok()?;
    let after_hour = walk.at;
    let mut minute = None;
    if walk.mark(&[":", ".", "h"]) {
        minute = walk.number(2..=2).and_then(|minute| i8::try_from(minute).ok());
        if minute.is_none() {
            walk.at = after_hour + usize::from(walk.tokens.get(after_hour)?.text == "h");
        }
    }
    let clock = minute.is_some() || walk.at > after_hour;
    let mut second = 0;
    let after_minute = walk.at;
    if minute.is_some() && walk.mark(&[":"]) {
        match walk.number(2..=2).and_then(|second| i8::try_from(second).ok()) {
            Some(found) => second = found,
            None => walk.at = after_minute,
        }
    }
    let half = half_of_day(&mut walk);
    if !clock && half.is_none() {
        return None;
    }
    let hour = match half {
        Some('a') if hour == 12 => 0,
        Some('p') if hour < 12 => hour + 12,
        _ => hour,
    };
    let value = Time::new(hour, minute.unwrap_or(0), second, 0).ok()?;
    let unclear = half.is_none() && (1..=11).contains(&hour) && tokens[0].text.len() == 1;
    let note =
        unclear.then(|| format!("{}:{:02} read as a time before noon", hour, value.minute()));
    Some(Read { value, taken: walk.at, note })
}

fn word_time(word: &str) -> Option<(i8, Option<&'static str>)> {
    match word.to_lowercase().as_str() {
        "noon" | "midday" => Some((12, None)),
        "midnight" => Some((0, Some("midnight read as the start of the day"))),
        _ => None,
    }
}

/// `am`, `p.m.`, `P. M.`: its first letter in lower case.
fn half_of_day(walk: &mut Walk) -> Option<char> {
    let start = walk.at;
    if walk.mark(&["am"]) {
        walk.mark(&["."]);
        return Some('a');
    }
    if walk.mark(&["pm"]) {
        walk.mark(&["."]);
        return Some('p');
    }
    let half = walk.peek().chars().next().map(|c| c.to_ascii_lowercase());
    if walk.mark(&["a", "p"]) {
        walk.mark(&["."]);
        if walk.mark(&["m"]) {
            walk.mark(&["."]);
            return half;
        }
    }
    walk.at = start;
    None
}

const ZONES: [&str; 27] = [
    "ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "AKST", "AKDT",
    "HST", "AST", "ADT", "NST", "BST", "IST", "CET", "CEST", "EET", "EEST", "JST", "AEST", "AEDT",
];

/// The zone that starts at the first token.
pub(crate) fn zone(tokens: &[Token]) -> Option<Read<Zone>> {
    let mut walk = Walk { tokens, at: 0 };
    let bracket = walk.mark(&["("]);
    let word = walk.peek();
    let value = if walk.mark(&["UTC", "GMT", "Z"]) {
        let after = walk.at;
        Zone::Offset(offset(&mut walk).unwrap_or_else(|| {
            walk.at = after;
            Offset::UTC
        }))
    } else if ZONES.iter().any(|zone| zone.eq_ignore_ascii_case(word)) {
        walk.at += 1;
        Zone::Named(word.to_owned())
    } else if walk.mark(&["Eastern", "Central", "Mountain", "Pacific", "Atlantic", "local"]) {
        let kind = walk.mark(&["Standard", "Daylight"]);
        let time = walk.mark(&["time"]);
        // "local" alone is a word like any other.
        (time || (!kind && word != "local")).then(|| Zone::Named(word.to_owned()))?
    } else {
        Zone::Offset(offset(&mut walk)?)
    };
    if bracket && !walk.mark(&[")"]) {
        return None;
    }
    Some(Read { value, taken: walk.at, note: None })
}

/// `+02:00`, `-0500`, `+2`
fn offset(walk: &mut Walk) -> Option<Offset> {
    let negative = matches!(walk.peek(), "-" | "−");
    if !walk.mark(&["+", "-", "−"]) {
        return None;
    }
    let digits = walk.peek();
    let (hours, minutes) = if digits.len() == 4 {
        let both = walk.number(4..=4)?;
        (both / 100, both % 100)
    } else {
        let hours = walk.number(1..=2)?;
        let minutes = if walk.mark(&[":"]) { walk.number(2..=2)? } else { 0 };
        (hours, minutes)
    };
    if minutes > 59 {
        return None;
    }
    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    Offset::from_seconds(if negative { -seconds } else { seconds }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::date::tokens;

    fn clock(text: &str) -> Option<String> {
        time(&tokens(text)).map(|read| read.value.strftime("%H:%M").to_string())
    }

    #[test]
    fn a_time_is_read_in_every_common_form() {
        for form in ["8:07pm", "8:07 p.m.", "8:07 P. M.", "20:07", "8.07 PM", "20h07", "20:07:33"] {
            assert_eq!(clock(form).as_deref(), Some("20:07"), "{form}");
        }
        assert_eq!(clock("8 p.m.").as_deref(), Some("20:00"));
        assert_eq!(clock("noon").as_deref(), Some("12:00"));
        assert_eq!(clock("12 midnight").as_deref(), Some("00:00"));
        assert_eq!(clock("12:05 a.m.").as_deref(), Some("00:05"));
        assert_eq!(clock("8"), None);
        assert_eq!(clock("25:00"), None);
    }

    #[test]
    fn only_an_exact_zone_is_an_offset() {
        let read = |text: &str| zone(&tokens(text)).map(|read| read.value);
        assert_eq!(read("ET"), Some(Zone::Named("ET".into())));
        assert_eq!(read("Eastern Time"), Some(Zone::Named("Eastern".into())));
        assert_eq!(read("Z"), Some(Zone::Offset(Offset::UTC)));
        assert_eq!(read("-05:00"), Offset::from_seconds(-18000).ok().map(Zone::Offset));
        assert_eq!(read("local"), None);
    }
}
