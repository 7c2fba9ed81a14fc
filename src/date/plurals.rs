//! Which form of a word a count asks for, in each language.

use std::sync::Arc;

use icu_locale_core::Locale as Tag;
use icu_plurals::{PluralCategory, PluralRules};

/// The rules of a language for the plural of counted things, as CLDR has them.
#[derive(Clone, Default)]
pub struct Plurals(Option<Arc<PluralRules>>);

impl Plurals {
    /// The rules of a language tag such as `uk` or `pt-BR`; those of English where it is malformed.
    pub fn of(tag: &str) -> Plurals {
        let rules = tag.parse::<Tag>().ok();
        let rules = rules.and_then(|tag| PluralRules::try_new_cardinal((&tag).into()).ok());
        Plurals(rules.map(Arc::new))
    }

    /// The form for a count: `zero`, `one`, `two`, `few`, `many` or `other`.
    pub fn form(&self, count: i64) -> &'static str {
        let Some(rules) = &self.0 else {
            return if count == 1 { "one" } else { "other" };
        };
        match rules.category_for(count) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }
}

impl std::fmt::Debug for Plurals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Plurals")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_asks_for_the_form_of_the_language() {
        let forms =
            |tag: &str| [0, 1, 2, 3, 5, 11, 21, 101].map(|count| Plurals::of(tag).form(count));
        let (one, two, few, many, other) = ("one", "two", "few", "many", "other");
        assert_eq!(forms("en"), [other, one, other, other, other, other, other, other]);
        assert_eq!(forms("fr-CA"), [one, one, other, other, other, other, other, other]);
        assert_eq!(forms("uk"), [many, one, few, few, many, many, one, one]);
        assert_eq!(forms("pl"), [many, one, few, few, many, many, many, many]);
        assert_eq!(forms("ar"), ["zero", one, two, few, few, many, many, other]);
        assert_eq!(forms("ja"), [other; 8]);
        assert_eq!(forms("no such tag"), forms("en"));
    }
}
