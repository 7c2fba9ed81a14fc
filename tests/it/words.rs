//! The words of the built-in themes: every language says everything that English says, in the
//! forms that its plurals ask for, with the same names in braces.
//!
//! A theme that is given a new word in `en.toml` fails here until all languages have it; the
//! message lists what is missing, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The languages that both themes speak.
const LANGUAGES: [&str; 15] =
    ["ar", "de", "en", "es", "fr", "he", "hi", "it", "ja", "nl", "pl", "pt", "tr", "uk", "zh"];

const THEMES: [&str; 2] = ["broadsheet", "wire"];

/// What a file says, by key: one text, or one for each plural form.
type Words = BTreeMap<String, BTreeMap<String, String>>;

fn path(theme: &str, language: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("themes").join(theme).join("i18n").join(format!("{language}.toml"))
}

/// A text that is no plural stands under the empty form.
fn words(theme: &str, language: &str) -> Words {
    let path = path(theme, language);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let table: toml::Table =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let forms = |value: toml::Value| match value {
        toml::Value::Table(forms) => {
            forms.into_iter().map(|(form, text)| (form, plain(text))).collect()
        }
        text => BTreeMap::from([(String::new(), plain(text))]),
    };
    table.into_iter().map(|(key, value)| (key, forms(value))).collect()
}

fn plain(value: toml::Value) -> String {
    value.as_str().map(str::to_owned).unwrap_or_default()
}

/// The languages that a theme has files for.
fn languages(theme: &str) -> BTreeSet<String> {
    let files = fs::read_dir(path(theme, "en").with_file_name("")).expect("the folder of words");
    let names = files.map(|file| file.expect("a file of words").path());
    names.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

fn form(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The forms of a language's plurals, and with each whether it is that of a single number. Such a
/// form may say the number in words: `مقالان`, two articles.
fn plural_forms(language: &str) -> BTreeMap<&'static str, bool> {
    let tag: Locale = language.parse().expect("a language tag");
    let rules = PluralRules::try_new_cardinal((&tag).into()).expect("the rules of the language");
    let counted = |category| (0..2000).filter(|n: &u32| rules.category_for(*n) == category).count();
    rules.categories().map(|category| (form(category), counted(category) == 1)).collect()
}

/// The names in braces.
fn names(text: &str) -> BTreeSet<&str> {
    let opened = text.split('{').skip(1);
    opened.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// What is wrong with one key of a file, against the same key in English.
fn problems_of_key(
    english: &BTreeMap<String, String>,
    own: &BTreeMap<String, String>,
    plural: &BTreeMap<&'static str, bool>,
) -> Vec<String> {
    if english.contains_key("") != own.contains_key("") {
        return vec![
            "is a text in one of the two languages and has plural forms in the other".into(),
        ];
    }
    let mut problems = Vec::new();
    let expected: BTreeSet<&str> = english.values().flat_map(|text| names(text)).collect();
    for (form, text) in own {
        if text.is_empty() {
            problems.push(format!("says nothing {form}"));
        }
        let mut found = names(text);
        if plural.get(&**form).is_some_and(|single| *single) && expected.contains("count") {
            found.insert("count");
        }
        if found != expected {
            problems.push(format!("has {found:?} in braces for {expected:?}: {text:?}"));
        }
    }
    if !own.contains_key("") {
        for form in plural.keys().filter(|form| !own.contains_key(**form)) {
            problems.push(format!("lacks the plural form `{form}`"));
        }
        for form in own.keys().filter(|form| !plural.contains_key(&***form)) {
            problems.push(format!("has the plural form `{form}`, which no count asks for"));
        }
    }
    problems
}

#[test]
fn every_language_says_what_english_says() {
    let mut report = String::new();
    for theme in THEMES {
        let english = words(theme, "en");
        for language in languages(theme) {
            let own = words(theme, &language);
            let mut problems = Vec::new();
            // A regional file such as `pt-PT` holds only what differs from its language.
            let whole = !language.contains('-');
            for key in english.keys().filter(|key| whole && !own.contains_key(*key)) {
                problems.push(format!("`{key}` is missing"));
            }
            for key in own.keys().filter(|key| !english.contains_key(*key)) {
                problems.push(format!("`{key}` is not in en.toml"));
            }
            let plural = plural_forms(&language);
            for (key, own) in &own {
                let Some(english) = english.get(key) else { continue };
                let found = problems_of_key(english, own, &plural);
                problems.extend(found.into_iter().map(|problem| format!("`{key}` {problem}")));
            }
            for problem in problems {
                let _ = writeln!(report, "themes/{theme}/i18n/{language}.toml: {problem}");
            }
        }
    }
    assert!(report.is_empty(), "the languages of the themes differ:\n{report}");
}

#[test]
fn both_themes_speak_fifteen_languages() {
    for theme in THEMES {
        let spoken = languages(theme);
        let missing: Vec<&str> =
            LANGUAGES.into_iter().filter(|language| !spoken.contains(*language)).collect();
        assert!(missing.is_empty(), "{theme} lacks {missing:?}");
    }
}

/// The marks of a typewriter have no place in a newspaper, and French sets off its high ones.
#[test]
fn words_are_set_with_the_marks_of_their_language() {
    for theme in THEMES {
        for language in languages(theme) {
            for (key, forms) in words(theme, &language) {
                for text in forms.values() {
                    let at = format!("themes/{theme}/i18n/{language}.toml: {key} = {text:?}");
                    assert!(!text.contains(['"', '\'']), "typewriter marks in {at}");
                    assert!(!text.contains("..."), "three periods for an ellipsis in {at}");
                    let crowded = [':', ';', '!', '?', '»']
                        .iter()
                        .flat_map(|mark| text.match_indices(*mark))
                        .any(|(at, _)| !text[..at].ends_with('\u{202f}'));
                    assert!(language != "fr" || !crowded, "no narrow space before a mark in {at}");
                }
            }
        }
    }
}
