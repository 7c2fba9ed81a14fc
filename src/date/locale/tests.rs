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
    assert_eq!(
        written("ar"),
        "28 يناير 2026|28\u{200f}/01\u{200f}/2026|8:07\u{a0}م|الأربعاء|يناير|يناير 2026|28 يناير 2026|يناير 2026|2026"
    );
    assert_eq!(
        written("he"),
        "28 בינואר 2026|28 בינו׳ 2026|20:07|יום רביעי|ינואר|ינואר 2026|28 בינואר 2026|ינואר 2026|2026"
    );
    assert_eq!(
        written("hi"),
        "28 जनवरी, 2026|28 जन॰ 2026|8:07\u{a0}pm|बुधवार|जनवरी|जनवरी 2026|28 जनवरी, 2026|जनवरी 2026|2026"
    );
    assert_eq!(
        written("ja"),
        "2026年1月28日|2026/01/28|20:07|水曜日|1月|2026年1月|2026年1月28日|2026年1月|2026年"
    );
    assert_eq!(
        written("zh"),
        "2026年1月28日|2026年1月28日|20:07|星期三|一月|2026年1月|2026年1月28日|2026年1月|2026年"
    );
    assert_eq!(
        written("it"),
        "28 gennaio 2026|28 gen 2026|20:07|mercoledì|gennaio|gennaio 2026|28 gennaio 2026|gennaio 2026|2026"
    );
    assert_eq!(
        written("nl"),
        "28 januari 2026|28 jan 2026|20:07|woensdag|januari|januari 2026|28 januari 2026|januari 2026|2026"
    );
    assert_eq!(
        written("pl"),
        "28 stycznia 2026|28 sty 2026|20:07|środa|styczeń|styczeń 2026|28 stycznia 2026|styczeń 2026|2026"
    );
    assert_eq!(
        written("pt"),
        "28 de janeiro de 2026|28 de jan. de 2026|20:07|quarta-feira|janeiro|janeiro de 2026|28 de janeiro de 2026|janeiro de 2026|2026"
    );
    assert_eq!(
        written("tr"),
        "28 Ocak 2026|28 Oca 2026|20:07|Çarşamba|Ocak|Ocak 2026|28 Ocak 2026|Ocak 2026|2026"
    );
    assert_eq!(
        written("uk"),
        "28 січня 2026\u{a0}р.|28 січ. 2026\u{a0}р.|20:07|середа|січень|січень 2026\u{a0}р.|28 січня 2026\u{a0}р.|січень 2026\u{a0}р.|2026"
    );
    // Thai has a calendar of its own, but the site's days are Gregorian.
    assert!(written("th").contains("2026"));
}

#[test]
fn the_first_of_a_month_is_an_ordinal_where_the_language_counts_it() {
    let first = date(2026, 1, 1);
    for (tag, day) in [
        ("fr", "1er janvier 2026"),
        ("fr-CA", "1er janvier 2026"),
        ("it", "1º gennaio 2026"),
        ("pt-BR", "1º de janeiro de 2026"),
        ("pt-PT", "1 de janeiro de 2026"),
        ("es", "1 de enero de 2026"),
        ("nl", "1 januari 2026"),
    ] {
        assert_eq!(Locale::new(tag).day(first), day);
    }
    assert_eq!(Locale::new("fr").day(date(2026, 1, 11)), "11 janvier 2026");
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
        ("zh", "重庆", "C"),
        ("zh", "Ida Sund", "I"),
        ("zh-Hant", "陳美", "C"),
        ("ja", "あきら", "あ"),
        ("ja", "がっこう", "か"),
        ("ja", "ｻﾄｳ", "さ"),
        ("ja", "ヴァイオリン", "あ"),
        ("ja", "ゃま", "や"),
        ("ja", "をかもと", "わ"),
        ("ja", "佐藤", "他"),
        ("ja", "Ida", "I"),
        ("tr", "ipek", "İ"),
        ("tr", "Işık", "I"),
        ("tr", "ışık", "I"),
        ("tr", "İpek", "İ"),
        ("uk", "Ґалаґан", "Ґ"),
        ("uk", "Їжак", "Ї"),
        ("uk", "Йосип", "Й"),
        ("he", "\"דוד\"", "ד"),
        ("hi", "ज़ोया", "ज"),
        ("hi", "क्षमा", "क"),
        ("ar", "آمال", "ا"),
        ("ar", "أحمد", "ا"),
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
    let latin =
        ["en", "de", "sv", "da", "nb", "fi", "es", "pl", "cs", "tr", "hu", "hr", "et", "is"];
    let own: [(&str, &[&str]); 8] = [
        ("uk", &["Гончар", "Ґалаґан", "Євген", "Еней", "Іваненко", "Їжак", "Йосип", "Яна", "Zed"]),
        ("tr", &["Işık", "ipek", "İpek", "ışık", "Çelik", "Ceylan", "Şahin", "Sarp", "Jale"]),
        ("ar", &["إيدا", "أحمد", "آمال", "ابن", "الميناء", "بسام", "يوسف", "عمر", "Ida"]),
        ("he", &["אברהם", "שרה", "\"דוד\"", "בן", "כהן", "Ida", "3M"]),
        ("hi", &["अमित", "आशा", "क्षमा", "कविता", "ज़ोया", "जया", "ज्ञान", "श्री", "शांति", "ओम"]),
        (
            "zh",
            &["北京", "Bo", "重庆", "陈", "張偉", "张", "Ida", "艾伦", "Ada", "单田", "Сава", "3M"],
        ),
        ("zh-Hant", &["陳", "重慶", "王", "北", "Bo", "林", "李", "黃", "吳", "許", "鄭", "Ada"]),
        (
            "ja",
            &[
                "あきら",
                "イ",
                "がっこう",
                "かとう",
                "サトウ",
                "佐藤",
                "山田",
                "Ida",
                "ンダ",
                "をの",
            ],
        ),
    ];
    let all = latin.map(|tag| (tag, names.as_slice())).into_iter().chain(own);
    for (tag, names) in all {
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

/// The table of first characters has to fit the order that the collator has.
#[test]
fn an_index_by_pinyin_agrees_with_how_names_are_spelled() {
    let locale = Locale::new("zh");
    for name in [
        "安", "白", "蔡", "邓", "鄂", "冯", "高", "黄", "贾", "孔", "林", "马", "倪", "欧", "潘",
        "钱", "饶", "宋", "唐", "吴", "谢", "杨", "周",
    ] {
        let sound = deunicode::deunicode(name).to_uppercase();
        assert!(sound.starts_with(&locale.letter(name)), "{name}: {sound}");
    }
}

#[test]
fn a_locale_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Locale>();
}
