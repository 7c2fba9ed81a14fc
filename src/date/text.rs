//! Dates and times as they are written in front matter and on the command line, field by field, so
//! that an error can say which field is wrong.

use jiff::civil::{Date, Time};

/// What a text says before any time zone is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub date: Date,
    /// The time of day, where one is given.
    pub time: Option<Time>,
    /// Minutes east of UTC, where an offset is given.
    pub offset: Option<i32>,
}

/// A day, a day and a time, or a day, a time and an offset: `2026-01-28`, `2026-01-28T20:07`,
/// `2026-01-28 20:07:00.5`, `2026-01-28T20:07:00-05:00`, `2026-01-29T01:07Z`.
pub(super) fn parts(text: &str) -> Result<Parts, String> {
    let text = text.trim();
    let unreadable = || {
        format!(
            "`{text}` is not a date; write `2026-01-28`, `2026-01-28T20:07:00` or `2026-01-28T20:07:00-05:00`"
        )
    };
    let mut rest = Fields { rest: text };
    let year = rest.number(4).ok_or_else(unreadable)?;
    let month = rest.after('-').and_then(|()| rest.number(2)).ok_or_else(unreadable)?;
    let day = rest.after('-').and_then(|()| rest.number(2)).ok_or_else(unreadable)?;
    let date = date(year, month, day)?;
    if rest.rest.is_empty() {
        return Ok(Parts { date, time: None, offset: None });
    }
    let marked = ['T', 't', ' '].into_iter().any(|mark| rest.after(mark).is_some());
    if !marked {
        return Err(unreadable());
    }
    let hour = rest.number(2).ok_or_else(unreadable)?;
    let minute = rest.after(':').and_then(|()| rest.number(2)).ok_or_else(unreadable)?;
    let second = match rest.after(':') {
        Some(()) => rest.number(2).ok_or_else(unreadable)?,
        None => 0,
    };
    if rest.after('.').is_some() {
        rest.digits().ok_or_else(unreadable)?;
    }
    let time = Some(time(hour, minute, second)?);
    let offset = match rest.rest.trim_start() {
        "" => None,
        "Z" | "z" => Some(0),
        offset => Some(minutes(offset).ok_or_else(unreadable)?),
    };
    Ok(Parts { date, time, offset: offset.map(in_range).transpose()? })
}

/// The parts of a TOML date-time, which may lack any of its fields.
pub(super) fn parts_of_toml(text: &toml::value::Datetime) -> Result<Parts, String> {
    let Some(day) = &text.date else {
        return Err(format!("`{text}` is a time without a day"));
    };
    let date = date(i32::from(day.year), i32::from(day.month), i32::from(day.day))?;
    let time = match &text.time {
        Some(clock) => {
            let second = i32::from(clock.second.unwrap_or(0));
            Some(time(i32::from(clock.hour), i32::from(clock.minute), second)?)
        }
        None => None,
    };
    let offset = text.offset.map(|offset| match offset {
        toml::value::Offset::Z => 0,
        toml::value::Offset::Custom { minutes } => i32::from(minutes),
    });
    Ok(Parts { date, time, offset: offset.map(in_range).transpose()? })
}

/// What is left of a text.
struct Fields<'a> {
    rest: &'a str,
}

impl Fields<'_> {
    /// A number of exactly `width` digits.
    fn number(&mut self, width: usize) -> Option<i32> {
        let field = self.rest.get(..width)?;
        if !field.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.rest = &self.rest[width..];
        field.parse().ok()
    }

    /// One or more digits.
    fn digits(&mut self) -> Option<()> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let some = rest.len() < self.rest.len();
        self.rest = rest;
        some.then_some(())
    }

    /// One given character.
    fn after(&mut self, mark: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(mark)?;
        Some(())
    }
}

/// `+05:30` or `-0500` in minutes.
fn minutes(text: &str) -> Option<i32> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let mut rest = Fields { rest: text.strip_prefix(['+', '-', '−'])? };
    let hours = rest.number(2)?;
    // `-0500` is common enough in what other programs print.
    let _ = rest.after(':');
    let minutes = rest.number(2)?;
    (rest.rest.is_empty() && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn in_range(minutes: i32) -> Result<i32, String> {
    if minutes.abs() < 24 * 60 {
        return Ok(minutes);
    }
    Err(format!("an offset of {} hours is not possible", minutes / 60))
}

/// A day that exists, or why it does not.
fn date(year: i32, month: i32, day: i32) -> Result<Date, String> {
    let fields = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    let found = fields.and_then(|((y, m), d)| Date::new(y, m, d).ok());
    found.ok_or_else(|| {
        let first = i16::try_from(year)
            .ok()
            .zip(i8::try_from(month).ok())
            .and_then(|(year, month)| Date::new(year, month, 1).ok());
        match first {
            None => format!("there is no month {month:02}; months go from 01 to 12"),
            Some(first) => {
                let month = first.strftime("%B %Y");
                format!(
                    "there is no day {day:02} in {month}, which has {} days",
                    first.days_in_month()
                )
            }
        }
    })
}

/// A time that exists, or why it does not. A leap second is the second before it.
fn time(hour: i32, minute: i32, second: i32) -> Result<Time, String> {
    let field = |value: i32, below: i32| i8::try_from(value).ok().filter(|_| value < below);
    let wrong = |what: &str, value: i32, last: i32| {
        format!("there is no {what} {value:02}; {what}s go from 00 to {last}")
    };
    let hour = field(hour, 24).ok_or_else(|| wrong("hour", hour, 23))?;
    let minute = field(minute, 60).ok_or_else(|| wrong("minute", minute, 59))?;
    let second = if second == 60 { 59 } else { second };
    let second = field(second, 60).ok_or_else(|| wrong("second", second, 59))?;
    Time::new(hour, minute, second, 0).map_err(|error| error.to_string())
}
