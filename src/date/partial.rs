//! Dates that may be known only to the month or the year.

use std::fmt;

use jiff::civil::Date;

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

impl Precision {
    /// The word that views use: `day`, `month` or `year`.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// A day, a month or a year. It sorts by time, and a whole year before its months, a whole month
/// before its days.
///
/// The fields are read by the methods alone, so that a day never stands without a month and no
/// value is a date that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// A whole year, 0 to 9999.
    pub fn of_year(year: i16) -> Option<PartialDate> {
        (0..=9999).contains(&year).then_some(PartialDate { year, month: None, day: None })
    }

    /// A whole month, 1 to 12.
    pub fn of_month(year: i16, month: i8) -> Option<PartialDate> {
        let whole = PartialDate::of_year(year)?;
        (1..=12).contains(&month).then_some(PartialDate { month: Some(month), ..whole })
    }

    /// A day that exists.
    pub fn of_day(year: i16, month: i8, day: i8) -> Option<PartialDate> {
        let whole = PartialDate::of_month(year, month)?;
        Date::new(year, month, day).ok()?;
        Some(PartialDate { day: Some(day), ..whole })
    }

    /// The date that `text` spells: `2026-01-29`, `2026-01` or `2026`, and nothing else.
    pub fn of_iso(text: &str) -> Option<PartialDate> {
        let mut fields = text.split('-');
        let mut number = |width: usize| -> Option<Option<i16>> {
            let Some(field) = fields.next() else { return Some(None) };
            let digits = field.len() == width && field.bytes().all(|b| b.is_ascii_digit());
            if digits { Some(field.parse().ok()) } else { None }
        };
        let year = number(4)??;
        let month = number(2)?.and_then(|month| i8::try_from(month).ok());
        let day = number(2)?.and_then(|day| i8::try_from(day).ok());
        if fields.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, _) => PartialDate::of_year(year),
            (Some(month), None) => PartialDate::of_month(year, month),
            (Some(month), Some(day)) => PartialDate::of_day(year, month, day),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, where it is known.
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// How exactly the date is known.
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        }
    }

    /// The first day that the date may mean.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(Date::constant(self.year, 1, 1))
    }

    /// The last day that the date may mean.
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (None, _) => Date::constant(self.year, 12, 31),
            (Some(_), None) => self.first_day().last_of_month(),
            (Some(_), Some(_)) => self.first_day(),
        }
    }

    /// For machines: `2026-01-29`, `2026-01` or `2026`.
    pub fn iso(self) -> String {
        self.to_string()
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> PartialDate {
        PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_text_round_trips_at_every_precision() {
        for text in ["2026-01-29", "2026-01", "2026", "2024-02-29", "0987-12"] {
            assert_eq!(PartialDate::of_iso(text).map(PartialDate::iso).as_deref(), Some(text));
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in [
            "2026-02-30",
            "2025-02-29",
            "2026-13",
            "2026-00",
            "2026-1",
            "26",
            "",
            "2026-01-29-1",
            "2026-01-",
            "2026-+1",
            "-2026",
            "2026-01-29T00",
        ] {
            assert_eq!(PartialDate::of_iso(text), None, "{text}");
        }
    }

    #[test]
    fn dates_sort_by_time_and_wholes_before_their_parts() {
        let mut dates = ["2026-02", "2026-01-29", "2025-12-31", "2026", "2026-01"];
        dates.sort_by_key(|text| PartialDate::of_iso(text));
        assert_eq!(dates, ["2025-12-31", "2026", "2026-01", "2026-01-29", "2026-02"]);
    }

    #[test]
    fn precision_names_the_smallest_known_field() {
        let precision = |text| PartialDate::of_iso(text).map(|date| date.precision().as_str());
        assert_eq!(precision("2026-01-29"), Some("day"));
        assert_eq!(precision("2026-01"), Some("month"));
        assert_eq!(precision("2026"), Some("year"));
    }

    #[test]
    fn a_date_spans_all_days_that_it_may_mean() {
        for (text, first, last) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-01-29", "2026-01-29", "2026-01-29"),
        ] {
            let date = PartialDate::of_iso(text).expect("the date exists");
            assert_eq!(
                (date.first_day().to_string(), date.last_day().to_string()),
                (first.to_owned(), last.to_owned())
            );
        }
    }
}
