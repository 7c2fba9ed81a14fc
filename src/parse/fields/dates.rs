//! Dates in TOML: moments with their zone, and dates known only in part.

use toml::de::DeValue;

use crate::date::{self, Caution, Moment, Zone};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{At, Fields};
use crate::parse::timeline::PartialDate;

impl<'t> Fields<'t, '_> {
    /// A moment: an RFC 3339 date-time, or a local one in the site's zone.
    pub fn moment(&mut self, key: &'t str, zone: &Zone) -> Option<At<Moment>> {
        let (value, span) = self.value(key)?;
        let read = match value {
            DeValue::Datetime(datetime) => date::moment(datetime, zone),
            DeValue::String(text) => date::moment_in_text(text, zone),
            other => {
                self.wrong_type(key, span, "a date such as 2026-01-28T20:07:00", other);
                return None;
            }
        };
        match read {
            Ok((moment, caution)) => {
                if let Some(caution) = caution {
                    let problem = match caution {
                        Caution::Skipped { taken } => Diagnostic::new(
                            Code::SkippedHour,
                            format!("daylight saving skips this hour; `{taken}` is taken"),
                        ),
                        Caution::Repeated { taken } => Diagnostic::new(
                            Code::RepeatedHour,
                            format!("daylight saving repeats this hour; `{taken}` is taken"),
                        ),
                    };
                    self.problems.push(
                        problem
                            .at(self.place(span.clone()))
                            .hint("write the offset as well to say which moment is meant"),
                    );
                }
                Some(At::new(moment, self.shift(span)))
            }
            Err(reason) => {
                self.problems
                    .push(Diagnostic::new(Code::BadDate, reason).at(self.place(span)).hint(
                    "write it like 2026-01-28, 2026-01-28T20:07:00 or 2026-01-28T20:07:00-05:00",
                ));
                None
            }
        }
    }

    /// A day, a month (`"2026-01"`) or a year (`2026`).
    pub fn partial_date(&mut self, key: &'t str) -> Option<At<PartialDate>> {
        let (value, span) = self.value(key)?;
        let text = match value {
            DeValue::Datetime(datetime) => datetime.date.map(|date| date.to_string()),
            DeValue::String(text) => Some(text.trim().to_owned()),
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            other => {
                self.wrong_type(key, span, "a date such as 2026-01-28 or \"2026-01\"", other);
                return None;
            }
        };
        match text.as_deref().and_then(PartialDate::of_iso) {
            Some(date) => Some(At::new(date, self.shift(span))),
            None => {
                self.problems.push(
                    Diagnostic::new(Code::BadDate, format!("`{key}` is no date"))
                        .at(self.place(span))
                        .hint("write it like 2026-01-28, \"2026-01\" or 2026"),
                );
                None
            }
        }
    }
}
