//! Moments in the site's time zone.

use std::cmp::Ordering;
use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

use super::partial::PartialDate;
use super::text::{self, Parts};

/// A time zone of the database that is built into newsprint.
///
/// Only that database is asked, so that a build gives the same bytes on every machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of an IANA name such as `America/New_York`, ignoring case.
    pub fn named(iana: &str) -> Option<Zone> {
        TimeZoneDatabase::bundled().get(iana).ok().map(Zone)
    }

    /// The first moment of a day in the zone; not always midnight.
    pub fn start_of_day(&self, day: Date) -> Option<Timestamp> {
        let zoned = day.to_zoned(self.0.clone()).ok()?;
        Some(zoned.start_of_day().ok()?.timestamp())
    }

    /// Coordinated Universal Time.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// The names of all zones, for "did you mean".
    pub fn names() -> Vec<String> {
        TimeZoneDatabase::bundled().available().map(|name| name.as_str().to_owned()).collect()
    }

    /// The zone's own name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }
}

/// A moment, or a day, as the site's zone shows it. Moments sort by time.
///
/// A newspaper has several for each story and quote, so that the moment itself is not kept beside what
/// the clocks show: one follows from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// What the clocks show; of a day alone, midnight, also where they skip it.
    local: DateTime,
    /// The zone's offset; at a midnight that the clocks skip, the one before it.
    offset: Offset,
    has_time: bool,
}

/// What was decided about a local time that daylight saving skips or repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caution {
    /// The clocks never showed that time. The moment as long after the change of clocks as the
    /// time was meant to be was taken, as calendars do: `02:30` becomes `03:30`.
    Skipped {
        /// The moment that was taken, as `2026-03-08T03:30:00-04:00`.
        taken: String,
    },
    /// The clocks showed that time twice; the first was taken.
    Repeated {
        /// The moment that was taken, as `2026-11-01T01:30:00-04:00`.
        taken: String,
    },
}

impl Caution {
    /// The moment that was taken.
    pub fn taken(&self) -> &str {
        match self {
            Caution::Skipped { taken } | Caution::Repeated { taken } => taken,
        }
    }
}

/// The moment of a TOML date-time: with an offset, local to the zone, or a day alone, which is
/// midnight in the zone.
///
/// The error says what is wrong, in lower case and without a final period.
pub fn moment(
    value: &toml::value::Datetime,
    zone: &Zone,
) -> Result<(Moment, Option<Caution>), String> {
    text::parts_of_toml(value).and_then(|parts| of_parts(parts, zone))
}

/// The moment that a text spells, in the same forms as [`moment`] takes.
pub fn moment_in_text(text: &str, zone: &Zone) -> Result<(Moment, Option<Caution>), String> {
    text::parts(text).and_then(|parts| of_parts(parts, zone))
}

/// The moment of a `--at` argument, in the same forms as [`moment_in_text`] takes.
pub fn time_argument(text: &str, zone: &Zone) -> Result<Timestamp, String> {
    moment_in_text(text, zone).map(|(moment, _)| moment.timestamp())
}

/// The moment of a count of seconds since 1970, as in `SOURCE_DATE_EPOCH`.
pub fn unix_seconds(text: &str) -> Result<Timestamp, String> {
    let seconds = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    seconds.ok_or_else(|| format!("`{}` is not a count of seconds since 1970", text.trim()))
}

/// The date of `iso` in the words of a format such as `%d.%m.%Y`; `iso` is what [`Moment::iso`]
/// gives. Names of months and weekdays are English, whatever the page's language.
pub fn formatted(iso: &str, format: &str) -> Result<String, String> {
    let parts = text::parts(iso)?;
    let local = parts.date.to_datetime(parts.time.unwrap_or(Time::midnight()));
    let offset = Offset::from_seconds(parts.offset.unwrap_or(0) * 60).map_err(|e| e.to_string())?;
    let zoned = local.to_zoned(TimeZone::fixed(offset)).map_err(|e| e.to_string())?;
    let broken_down = jiff::fmt::strtime::BrokenDownTime::from(&zoned);
    broken_down.to_string(format).map_err(|e| e.to_string())
}

fn of_parts(parts: Parts, zone: &Zone) -> Result<(Moment, Option<Caution>), String> {
    // What the library says of its own limits tells an editor nothing.
    let out_of_range = |_: jiff::Error| "this moment lies beyond the years 0 to 9999".to_owned();
    let local = parts.date.to_datetime(parts.time.unwrap_or(Time::midnight()));
    if let Some(minutes) = parts.offset {
        let offset = Offset::from_seconds(minutes * 60).map_err(out_of_range)?;
        let timestamp = offset.to_timestamp(local).map_err(out_of_range)?;
        return Ok((Moment::at(timestamp, zone), None));
    }
    let ambiguous = zone.0.to_ambiguous_timestamp(local);
    let kind = ambiguous.offset();
    let timestamp = ambiguous.compatible().map_err(out_of_range)?;
    if parts.time.is_none() {
        // A day begins when it begins: that some zones skip its midnight is nobody's mistake.
        let offset = match kind {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
        };
        return Ok((Moment { local, offset, has_time: false }, None));
    }
    let moment = Moment::at(timestamp, zone);
    let caution = match kind {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => Some(Caution::Skipped { taken: moment.iso() }),
        AmbiguousOffset::Fold { .. } => Some(Caution::Repeated { taken: moment.iso() }),
    };
    Ok((moment, caution))
}

impl Moment {
    /// A moment as a zone shows it.
    pub fn at(timestamp: Timestamp, zone: &Zone) -> Moment {
        let offset = zone.0.to_offset(timestamp);
        Moment { local: offset.to_datetime(timestamp), offset, has_time: true }
    }

    /// The moment itself; of a day alone, when the day begins.
    pub fn timestamp(&self) -> Timestamp {
        // Whoever makes a moment has looked whether it lies within the years that there are.
        self.offset.to_timestamp(self.local).unwrap_or_default()
    }

    /// Which of two moments is later, whatever else they say.
    pub fn by_time(&self, other: &Moment) -> Ordering {
        // Clocks that are as far from UTC, as nearly all are, can be compared themselves.
        match self.offset == other.offset {
            true => self.local.cmp(&other.local),
            false => self.timestamp().cmp(&other.timestamp()),
        }
    }

    /// The day in the site's zone.
    pub fn date(&self) -> Date {
        self.local.date()
    }

    /// The time in the site's zone, where one was given.
    pub fn time(&self) -> Option<Time> {
        self.has_time.then(|| self.local.time())
    }

    /// The day as a date that is known to the day.
    pub fn day(&self) -> PartialDate {
        PartialDate::from(self.date())
    }

    /// The zone's offset from UTC at that moment.
    pub fn offset(&self) -> Offset {
        self.offset
    }

    /// For machines: `2026-01-28T20:07:00-05:00`, or `2026-01-28` where no time was given.
    pub fn iso(&self) -> String {
        if self.has_time { self.rfc3339() } else { day(self.date()) }
    }

    /// With time and offset even where only a day was given, as feeds require:
    /// `2026-01-28T00:00:00-05:00`.
    pub fn rfc3339(&self) -> String {
        let mut out = String::with_capacity(25);
        out.push_str(&day(self.date()));
        let time = self.local.time();
        let (sign, minutes) = self.offset_minutes();
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second(),
            minutes / 60,
            minutes % 60
        );
        out
    }

    /// As RSS requires: `Wed, 28 Jan 2026 20:07:00 -0500`.
    pub fn rfc2822(&self) -> String {
        const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (date, time) = (self.local.date(), self.local.time());
        let (sign, minutes) = self.offset_minutes();
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
        format!(
            "{}, {:02} {} {:04} {:02}:{:02}:{:02} {sign}{:02}{:02}",
            DAYS.get(weekday).unwrap_or(&""),
            date.day(),
            MONTHS.get(month).unwrap_or(&""),
            date.year(),
            time.hour(),
            time.minute(),
            time.second(),
            minutes / 60,
            minutes % 60
        )
    }

    /// The offset's sign and minutes. Local mean times before standard zones have seconds too,
    /// for which RFC 3339 has no room.
    fn offset_minutes(&self) -> (char, i32) {
        let seconds = self.offset.seconds();
        (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60)
    }
}

/// A day for machines: `2026-01-28`.
fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// By time; of two equal times, a day alone comes first.
impl Ord for Moment {
    fn cmp(&self, other: &Moment) -> Ordering {
        let rest = |m: &Moment| (m.has_time, m.local, m.offset);
        self.by_time(other).then_with(|| rest(self).cmp(&rest(other)))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Moment) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
