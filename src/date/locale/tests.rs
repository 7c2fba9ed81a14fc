//! How languages write, sort and list.

use jiff::civil::{date, time};

use super::*;

#[test]
fn dates_are_written_as_the_language_writes_them() {
    let day = date(2026, 1, 28);
    let written = |tag: &str| {
        let locale = Locale::new(tag);
        let time = locale.time(time(20, 7, 59, 0));
        let partial = |text| PartialDate::of_iso(text).map(|date| locale.partial(date).to_string());
        [
            locale.day(day),
            locale.short(day),
            time,
            locale.weekday(day).to_owned(),
            locale.month(1).to_owned(),
            locale.month_year(day),
            partial("2026-01-28").unwrap_or_default(),
            partial("2026-01").unwrap_or_default(),
            partial("2026").unwrap_or_default(),
        ]
        .join("|")
    };
    assert_eq!(
        written("en"),
        "January 28, 2026|Jan 28, 2026|8:07\u{a0}PM|Wednesday|January|January 2026|January 28, 2026|January 2026|2026"
    );
    assert_eq!(
        written("de"),
        "28. Januar 2026|28.01.2026|20:07|Mittwoch|Januar|Januar 2026|28. Januar 2026|Januar 2026|2026"
    );
    assert_eq!(
        written("fr"),
        "28 janvier 2026|28 janv. 2026|20:07|mercredi|janvier|janvier 2026|28 janvier 2026|janvier 2026|2026"
    );
    assert_eq!(
        written("es"),
        "28 de enero de 2026|28 ene 2026|20:07|miércoles|enero|enero de 2026|28 de enero de 2026|enero de 2026|2026"
    );
    // Thai has a calendar of its own, but the site's days are Gregorian.
    assert!(written("th").contains("2026"));
}

#[test]
fn every_month_and_weekday_has_its_name() {
    let locale = Locale::new("en");
    let months: Vec<&str> = (1..=12).map(|month| locale.month(month)).collect();
    assert_eq!(months[0], "January");
    assert_eq!(months[11], "December");
    let days: Vec<&str> = (5..=11).map(|day| locale.weekday(date(2026, 1, day))).collect();
    assert_eq!(
        days,
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    );
    assert_eq!((locale.month(0), locale.month(13)), ("", ""));
}

/// The data of some languages lack the formatter of numbers for a month with its year.
#[test]
fn a_month_has_its_year_in_every_language() {
    let day = Date::constant(2026, 5, 28);
    for (tag, month) in [("pt-br", "maio de 2026"), ("pt", "maio de 2026"), ("es", "mayo de 2026")]
    {
        assert_eq!(Locale::new(tag).month_year(day), month);
    }
    let further = ["fr-CA", "it", "nl", "pl", "ru", "uk", "ja", "zh-Hant", "ko", "tr", "vi", "sw"];
    for tag in further {
        let month = Locale::new(tag).month_year(day);
        assert!(month.contains("2026"), "{tag}: {month}");
    }
}

#[test]
fn unknown_languages_write_as_english_and_keep_their_tag() {
    for tag in ["qtx", "not a tag", "", "english", "de_", "tlh-x"] {
        let locale = Locale::new(tag);
        assert_eq!(locale.day(date(2026, 1, 28)), "January 28, 2026", "{tag}");
        assert_eq!(locale.tag(), tag);
        assert_eq!(locale.direction(), Direction::Ltr);
    }
    assert_eq!(Locale::new("qtx").language_name(), "qtx");
}

#[test]
fn languages_have_their_own_names_and_directions() {
    let told = |tag| {
        let locale = Locale::new(tag);
        (locale.language_name().to_owned(), locale.direction().as_str())
    };
    for (tag, name, direction) in [
        ("en-US", "English", "ltr"),
        ("de", "Deutsch", "ltr"),
        ("pt-BR", "Português (Brasil)", "ltr"),
        ("pt-PT", "Português", "ltr"),
        ("zh-Hant-TW", "繁體中文", "ltr"),
        ("fil", "Filipino", "ltr"),
        ("ar", "العربية", "rtl"),
        ("he-IL", "עברית", "rtl"),
        ("az-Arab", "az-Arab", "rtl"),
        ("ur-Latn", "اردو", "ltr"),
    ] {
        assert_eq!(told(tag), (name.to_owned(), direction), "{tag}");
    }
}

fn sorted<'a>(tag: &str, mut names: Vec<&'a str>) -> Vec<&'a str> {
    let locale = Locale::new(tag);
    names.sort_by(|a, b| locale.compare(a, b));
    names
}

#[test]
fn names_sort_by_the_customs_of_the_language() {
    let names = vec!["Zorn", "Östlund", "Oster", "“Doc” Abel", "aber", "Äber", "3 Friends", "Abel"];
    assert_eq!(
        sorted("de", names.clone()),
        ["3 Friends", "Abel", "aber", "Äber", "“Doc” Abel", "Oster", "Östlund", "Zorn"]
    );
    assert_eq!(
        sorted("sv", names),
        ["3 Friends", "Abel", "aber", "“Doc” Abel", "Oster", "Zorn", "Äber", "Östlund"]
    );
    // Words come before longer words, and digits are not counted as numbers.
    assert_eq!(
        sorted("en", vec!["Stable", "St John", "Pier 10", "Pier 9"]),
        ["Pier 10", "Pier 9", "St John", "Stable"]
    );
}

#[test]
fn equal_names_have_one_order() {
    let locale = Locale::new("en");
    assert_eq!(locale.compare("Ida", "Ida"), Ordering::Equal);
    assert_ne!(locale.compare("Ida", "Ida\u{200b}"), Ordering::Equal);
    assert_eq!(locale.compare("'Ida", "Ida"), locale.compare("Ida", "'Ida").reverse());
}

#[test]
fn an_index_lists_names_under_the_letters_of_its_language() {
    for (tag, name, letter) in [
        ("en", "ida sund", "I"),
        ("en", "Émile", "E"),
        ("en", "Łukasz", "L"),
        ("en", "Øre", "O"),
        ("en", "Æthel", "A"),
        ("en", "“Doc” Abel", "D"),
        ("en", "3 Friends", "#"),
        ("en", "…", "#"),
        ("en", "", "#"),
        ("de", "Östlund", "O"),
        ("de", "ßen", "S"),
        ("sv", "Östlund", "Ö"),
        ("sv", "ångström", "Å"),
        ("sv", "Émile", "E"),
        ("da", "Ærø", "Æ"),
        ("da", "Øre", "Ø"),
        ("nb", "Øre", "Ø"),
        ("es", "Ñandú", "Ñ"),
        ("es", "Ángel", "A"),
        ("pl", "Łukasz", "Ł"),
        ("cs", "Čapek", "Č"),
        ("tr", "Çelik", "Ç"),
        ("el", "Άρης", "Α"),
        ("ru", "Йорк", "Й"),
        ("en", "Жуков", "Ж"),
        ("zh", "北京", "B"),
        ("ar", "إيدا", "ا"),
        ("sv", "Ünal", "Y"),
        ("sv", "Øre", "Ö"),
        ("da", "Österlund", "Ø"),
    ] {
        assert_eq!(Locale::new(tag).letter(name), letter, "{tag}: {name}");
    }
}

#[test]
fn equal_letters_stand_side_by_side() {
    let names = [
        "Zebra", "Ärlig", "Arbor", "Ödman", "Oslo", "Östlund", "Æble", "Øre", "Ünal", "Unger",
        "Éclair", "Eden", "Ñandú", "Noon", "Šimek", "Stone", "Łukasz", "Lund", "ßen", "Þór",
        "'Quoted'", "9 Lives", "Đorđe", "Drake", "İnci", "Ire", "Ctibor", "Čapek", "Žižka",
    ];
    for tag in ["en", "de", "sv", "da", "nb", "fi", "es", "pl", "cs", "tr", "hu", "hr", "et", "is"]
    {
        let locale = Locale::new(tag);
        let mut letters: Vec<String> =
            sorted(tag, names.to_vec()).into_iter().map(|name| locale.letter(name)).collect();
        letters.dedup();
        let mut once = letters.clone();
        once.sort();
        once.dedup();
        assert_eq!(letters.len(), once.len(), "{tag}: {letters:?}");
    }
}

#[test]
fn a_locale_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Locale>();
}
