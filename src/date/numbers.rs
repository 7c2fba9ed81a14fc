//! How a language writes whole numbers: its digits, and how it groups them.

use std::sync::Arc;

use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::Locale as Tag;

/// The customs of a language for whole numbers, as CLDR has them: `12,345` in English, `12.345` in
/// German, `12 345` in Polish, `१२,३४५` where the digits are those of Devanagari.
#[derive(Clone, Default)]
pub struct Numbers(Option<Arc<Formatters>>);

struct Formatters {
    grouped: DecimalFormatter,
    plain: DecimalFormatter,
    /// Whether the digits are those of ASCII, which most numbers need no formatter for.
    ascii: bool,
}

impl Numbers {
    /// The customs of a language tag such as `uk` or `pt-BR`; none where it is malformed.
    pub fn of(tag: &str) -> Numbers {
        let formatter = |grouping| {
            let tag: Tag = tag.parse().ok()?;
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            DecimalFormatter::try_new((&tag).into(), options).ok()
        };
        let formatters = || {
            let plain = formatter(GroupingStrategy::Never)?;
            let ascii = plain.format(&Decimal::from(0)).to_string() == "0";
            Some(Formatters { grouped: formatter(GroupingStrategy::Auto)?, plain, ascii })
        };
        Numbers(formatters().map(Arc::new))
    }

    /// A count: `12,345`. The space that some languages group with is a no-break space, since many
    /// fonts lack the narrow one.
    pub fn count(&self, number: i64) -> String {
        match &self.0 {
            Some(formatters) if !formatters.ascii || !(-999..=999).contains(&number) => {
                let written = formatters.grouped.format(&Decimal::from(number)).to_string();
                written.replace('\u{202f}', "\u{a0}")
            }
            _ => number.to_string(),
        }
    }

    /// A number that is no count, such as a year: the digits of the language, not grouped.
    pub fn plain(&self, number: i64) -> String {
        match &self.0 {
            Some(formatters) if !formatters.ascii => {
                formatters.plain.format(&Decimal::from(number)).to_string()
            }
            _ => number.to_string(),
        }
    }
}

impl std::fmt::Debug for Numbers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Numbers")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_as_the_language_groups_them() {
        for (tag, thousands, lakhs) in [
            ("en", "1,234", "1,234,567"),
            ("de", "1.234", "1.234.567"),
            ("fr", "1\u{a0}234", "1\u{a0}234\u{a0}567"),
            ("es", "1234", "1.234.567"),
            ("pl", "1234", "1\u{a0}234\u{a0}567"),
            ("uk", "1\u{a0}234", "1\u{a0}234\u{a0}567"),
            ("hi", "1,234", "12,34,567"),
            ("ar-EG", "١٬٢٣٤", "١٬٢٣٤٬٥٦٧"),
            ("no such tag", "1234", "1234567"),
        ] {
            let numbers = Numbers::of(tag);
            assert_eq!(
                (numbers.count(1234), numbers.count(1_234_567)),
                (thousands.to_owned(), lakhs.to_owned()),
                "{tag}"
            );
        }
        assert_eq!(Numbers::of("en").count(-1234), "-1,234");
        assert_eq!(Numbers::of("en").count(999), "999");
    }

    #[test]
    fn years_have_the_digits_of_the_language_and_no_groups() {
        assert_eq!(Numbers::of("en").plain(2026), "2026");
        assert_eq!(Numbers::of("ar-EG").plain(2026), "٢٠٢٦");
        assert_eq!(Numbers::default().plain(2026), "2026");
    }
}
