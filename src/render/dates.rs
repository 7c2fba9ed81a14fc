//! Dates as views show them.

use crate::date::{Locale, Moment, PartialDate};
use crate::view::{DateView, PartialDateView};

/// A moment in a language.
pub fn date_view(moment: &Moment, locale: &Locale) -> DateView {
    let day = moment.date();
    let written = locale.written(day);
    DateView {
        iso: moment.iso().into(),
        day: written.day,
        time: moment.time().map(|time| locale.time(time).into()),
        short: written.short,
        weekday: written.weekday,
        year: usize::try_from(day.year()).unwrap_or(0),
        month: usize::try_from(day.month()).unwrap_or(0),
    }
}

/// A partial date in a language.
pub fn partial_date_view(date: PartialDate, locale: &Locale) -> PartialDateView {
    PartialDateView {
        iso: date.iso().into(),
        precision: date.precision().as_str().into(),
        text: locale.partial(date),
    }
}
