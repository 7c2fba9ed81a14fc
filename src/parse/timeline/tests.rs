//! Which dates are found, and what is cut off.

use proptest::prelude::*;

use super::*;

/// The date in ISO form, and the words that are left after cutting.
fn cut(found: Option<Dated>, text: &str) -> Option<(String, String)> {
    found.map(|found| {
        let rest = found.lead.map_or(text, |lead| &text[lead.end..]);
        (found.date.iso(), rest.to_owned())
    })
}

fn leading(text: &str) -> Option<(String, String)> {
    cut(leading_date(text), text)
}

fn assert_leading(cases: &[(&str, &str, &str)]) {
    for (text, date, rest) in cases {
        assert_eq!(leading(text), Some(((*date).to_owned(), (*rest).to_owned())), "{text}");
    }
}

#[test]
fn a_leading_date_is_cut_off_with_its_separator() {
    assert_leading(&[
        ("2026-01-29: The yard closed.", "2026-01-29", "The yard closed."),
        ("2026-01-29 the yard closed", "2026-01-29", "the yard closed"),
        ("January 29, 2026: the yard closed", "2026-01-29", "the yard closed"),
        ("Jan. 29, 2026 — the yard closed", "2026-01-29", "the yard closed"),
        ("Jan 29 2026 - the yard closed", "2026-01-29", "the yard closed"),
        ("JANUARY 29th, 2026 – the yard", "2026-01-29", "the yard"),
        ("29 January 2026 | the yard", "2026-01-29", "the yard"),
        ("29th of January, 2026: the yard", "2026-01-29", "the yard"),
        ("Thursday, January 29, 2026: the yard", "2026-01-29", "the yard"),
        ("On Thursday, Jan. 29, 2026: the yard", "2026-01-29", "the yard"),
        ("January 29, 2026 The yard closed", "2026-01-29", "The yard closed"),
        ("January 29, 2026 600 jobs went", "2026-01-29", "600 jobs went"),
        ("January 29, 2026. The yard closed", "2026-01-29", "The yard closed"),
        ("January 29, 2026—the yard", "2026-01-29", "the yard"),
        ("(January 29, 2026) the yard", "2026-01-29", "the yard"),
        ("[2026-01-29] the yard", "2026-01-29", "the yard"),
        ("January 29, 2026", "2026-01-29", ""),
    ]);
}

#[test]
fn other_languages_name_their_months() {
    assert_leading(&[
        ("29. Januar 2026: die Werft", "2026-01-29", "die Werft"),
        ("Am 1. März 2026: die Werft", "2026-03-01", "die Werft"),
        ("1. MÄRZ 2026: die Werft", "2026-03-01", "die Werft"),
        ("Donnerstag, 29. Jan. 2026 – die Werft", "2026-01-29", "die Werft"),
        ("29.01.2026: die Werft", "2026-01-29", "die Werft"),
        ("29. 1. 2026: die Werft", "2026-01-29", "die Werft"),
        ("3.–5. Mai 2026: die Werft", "2026-05-03", "die Werft"),
        ("Le 1er août 2026 : le port", "2026-08-01", "le port"),
        ("El 29 de enero de 2026: el puerto", "2026-01-29", "el puerto"),
        ("Miércoles, 2 de septiembre del 2026: el puerto", "2026-09-02", "el puerto"),
    ]);
}

#[test]
fn dates_are_read_in_the_languages_of_the_themes() {
    assert_leading(&[
        ("29 de janeiro de 2026: o porto", "2026-01-29", "o porto"),
        ("Quinta-feira, 29 de janeiro de 2026: o porto", "2026-01-29", "o porto"),
        ("1º de março de 2026: o porto", "2026-03-01", "o porto"),
        ("1º gennaio 2026: il porto", "2026-01-01", "il porto"),
        ("Giovedì 29 gennaio 2026 – il porto", "2026-01-29", "il porto"),
        ("29 januari 2026: de haven", "2026-01-29", "de haven"),
        ("Donderdag 5 mei 2026: de haven", "2026-05-05", "de haven"),
        ("29 stycznia 2026 r.: port", "2026-01-29", "port"),
        ("29 stycznia 2026 roku – port", "2026-01-29", "port"),
        ("Styczeń 2026: port", "2026-01", "port"),
        ("29 січня 2026 р.: порт", "2026-01-29", "порт"),
        ("29 Січня 2026 року: порт", "2026-01-29", "порт"),
        ("29 січня 2026: порт", "2026-01-29", "порт"),
        ("29 Ocak 2026: liman", "2026-01-29", "liman"),
        ("29 Ağustos 2026 Cumartesi: liman", "2026-08-29", "liman"),
        ("29 KASIM 2026: liman", "2026-11-29", "liman"),
        ("29 NİSAN 2026: liman", "2026-04-29", "liman"),
        ("29 يناير 2026: الميناء", "2026-01-29", "الميناء"),
        ("٢٩ يناير ٢٠٢٦: الميناء", "2026-01-29", "الميناء"),
        ("الخميس، 29 يناير 2026: الميناء", "2026-01-29", "الميناء"),
        ("29 كانون الثاني 2026: الميناء", "2026-01-29", "الميناء"),
        ("29 בינואר 2026: הנמל", "2026-01-29", "הנמל"),
        ("יום חמישי, 29 בינואר 2026: הנמל", "2026-01-29", "הנמל"),
        ("ינואר 2026: הנמל", "2026-01", "הנמל"),
        ("29 जनवरी 2026: बंदरगाह", "2026-01-29", "बंदरगाह"),
        ("29 अक्टूबर, 2026: बंदरगाह", "2026-10-29", "बंदरगाह"),
        ("२९ फ़रवरी २०२४: बंदरगाह", "2024-02-29", "बंदरगाह"),
        ("2026年1月29日：港口关闭", "2026-01-29", "港口关闭"),
        ("2026 年 1 月 29 日 港口关闭", "2026-01-29", "港口关闭"),
        ("2026年1月29日星期四：港口关闭", "2026-01-29", "港口关闭"),
        ("2026年1月29日（木） 港が閉鎖された", "2026-01-29", "港が閉鎖された"),
        ("２０２６年１月２９日：港", "2026-01-29", "港"),
        ("2026年1月：港口关闭", "2026-01", "港口关闭"),
        ("2026年：港口关闭", "2026", "港口关闭"),
        ("2026/1/29：港", "2026-01-29", "港"),
    ]);
}

#[test]
fn dates_within_sentences_of_other_languages_are_found() {
    for (text, date, words) in [
        ("Rada zebrała się 29 stycznia 2026 r. w porcie.", "2026-01-29", "29 stycznia 2026 r."),
        ("Рада зібралася 29 січня 2026 року.", "2026-01-29", "29 січня 2026 року"),
        ("اجتمع المجلس في 29 يناير 2026.", "2026-01-29", "29 يناير 2026"),
        ("המועצה התכנסה ב־29 בינואר 2026.", "2026-01-29", "29 בינואר 2026"),
        ("परिषद 29 जनवरी 2026 को मिली।", "2026-01-29", "29 जनवरी 2026"),
        ("市议会于2026年1月29日开会。", "2026-01-29", "2026年1月29日"),
        ("市議会は2026年1月29日（木）に開かれた。", "2026-01-29", "2026年1月29日（木）"),
        ("Meclis 29 Ocak 2026 Perşembe toplandı.", "2026-01-29", "29 Ocak 2026 Perşembe"),
    ] {
        let found = date_in(text).unwrap_or_else(|| panic!("{text} has a date"));
        assert_eq!((found.date.iso().as_str(), &text[found.span]), (date, words));
    }
    for text in ["2026年は良い年だった", "2026年13月1日に", "Версія 2026.1.29.4", "第20260129号"]
    {
        assert_eq!(date_in(text), None, "{text}");
    }
}

#[test]
fn a_range_has_its_first_date_and_its_last() {
    for (text, date, until) in [
        ("Jan. 3–5, 2026: the fair", "2026-01-03", "2026-01-05"),
        ("Jan. 3 to 5, 2026: the fair", "2026-01-03", "2026-01-05"),
        ("**January 3-5, 2026** the fair", "2026-01-03", "2026-01-05"),
        ("January 29 – February 2, 2026: the fair", "2026-01-29", "2026-02-02"),
        ("Jan. 29 to Feb. 3, 2026: the fair", "2026-01-29", "2026-02-03"),
        ("Dec. 30 – Jan. 2, 2026: the fair", "2025-12-30", "2026-01-02"),
        ("29 January – 2 February 2026: the fair", "2026-01-29", "2026-02-02"),
        ("3–5 January 2026: the fair", "2026-01-03", "2026-01-05"),
        ("3. bis 5. Januar 2026: the fair", "2026-01-03", "2026-01-05"),
        ("2026-01-03 – 2026-01-05: the fair", "2026-01-03", "2026-01-05"),
        ("January 3, 2026 – January 5, 2026: the fair", "2026-01-03", "2026-01-05"),
        ("January 3 and 4, 2026: the fair", "2026-01-03", "2026-01-04"),
        ("January–March 2026: the fair", "2026-01", "2026-03"),
        ("November to January 2026: the fair", "2025-11", "2026-01"),
        ("2024–2026: the fair", "2024", "2026"),
    ] {
        let dated = leading_date(text).unwrap_or_else(|| panic!("{text} has a date"));
        let last = dated.until.map(PartialDate::iso);
        assert_eq!((dated.date.iso().as_str(), last.as_deref()), (date, Some(until)), "{text}");
        assert!(dated.lead.is_some_and(|lead| text[lead.end..].starts_with("the fair")), "{text}");
    }
}

#[test]
fn what_two_dates_do_not_say_stays_in_the_text() {
    for text in [
        "January 3 and 9, 2026: the fairs",
        "3 und 9 January 2026: the fairs",
        "January 5–3, 2026: the fair",
        "January 3–55, 2026: the fair",
    ] {
        let dated = leading_date(text).unwrap_or_else(|| panic!("{text} has a date"));
        assert_eq!((dated.until, dated.lead), (None, None), "{text}");
    }
    let dated = leading_date("2026-01-03 – 2026-01-03: the fair").expect("a date");
    assert_eq!((dated.until, dated.lead.is_some()), (None, true));
}

#[test]
fn a_month_or_a_year_alone_needs_a_separator() {
    assert_leading(&[
        ("May 2026: the works", "2026-05", "the works"),
        ("In May 2026: the works", "2026-05", "the works"),
        ("2026-05: the works", "2026-05", "the works"),
        ("2026: the works", "2026", "the works"),
        ("2026 – the works", "2026", "the works"),
        ("**2026** the works", "2026", "the works"),
        ("**May 2026.** the works", "2026-05", "the works"),
    ]);
    for text in [
        "2026 was a good year",
        "2026 Olympics",
        "2026",
        "May 2026 was wet",
        "2026-01 was wet",
        "2026-based works",
        "**2026 works** and more",
        "**2026**, the works",
    ] {
        assert_eq!(leading(text), None, "{text}");
    }
}

#[test]
fn emphasis_around_the_date_is_cut_off_with_it() {
    assert_leading(&[
        ("**January 29, 2026:** the yard", "2026-01-29", "the yard"),
        ("**January 29, 2026**: the yard", "2026-01-29", "the yard"),
        ("**January 29, 2026** the yard", "2026-01-29", "the yard"),
        ("__2026-01-29__ — the yard", "2026-01-29", "the yard"),
        ("*Jan. 29, 2026.* The yard", "2026-01-29", "The yard"),
        // What the emphasis takes in besides the date stays whole.
        ("**January 29, 2026: closing** day", "2026-01-29", "**January 29, 2026: closing** day"),
    ]);
}

#[test]
fn a_date_that_is_part_of_a_sentence_stays() {
    for text in [
        "On January 29, 2026, the union met.",
        "On January 29, 2026 Harbor Robotics met the union.",
        "January 29, 2026 was cold.",
        "January 29, 2026, was cold.",
        "Am 29. Januar 2026 tagte der Rat.",
        "2026-01-29 20:07 the alarm rang",
        "2026-01-29T20:07 the alarm rang",
        "January 29, 2026-style works",
    ] {
        assert_eq!(leading(text), Some(("2026-01-29".to_owned(), text.to_owned())), "{text}");
    }
}

#[test]
fn dates_that_do_not_exist_are_not_dates() {
    for text in [
        "February 30, 2026: the yard",
        "30. Februar 2026: die Werft",
        "2026-02-30: the yard",
        "2026-13: the yard",
        "31.04.2026: die Werft",
        "January 29: the yard",
        "January 29, 16,000 jobs",
        "12026-01-29: the yard",
        "2026-01-299: the yard",
        "Marching 29, 2026: the yard",
        "1/29/2026: the yard",
        "",
        "2026",
    ] {
        assert_eq!(date_in(text), None, "{text}");
    }
}

#[test]
fn the_first_full_date_of_a_text_is_found() {
    for (text, date, words) in [
        ("The union met on January 29, 2026.", "2026-01-29", "January 29, 2026"),
        ("The union met on Jan. 3–5, 2026, in vain", "2026-01-03", "Jan. 3–5, 2026"),
        ("Der Rat tagte am 29. Januar 2026.", "2026-01-29", "29. Januar 2026"),
        ("In 2025 and May 2026 nothing; 2026-06-01 rain", "2026-06-01", "2026-06-01"),
        ("2026 was dry until (June 1, 2026)", "2026-06-01", "June 1, 2026"),
        ("See /notes/2026-01-29/ of 30 January 2026", "2026-01-30", "30 January 2026"),
        ("Überall—am 1.2.2026", "2026-02-01", "1.2.2026"),
        ("February 30, 2026 or March 1, 2026", "2026-03-01", "March 1, 2026"),
    ] {
        let found = date_in(text).unwrap_or_else(|| panic!("{text} has a date"));
        assert_eq!((found.date.iso().as_str(), &text[found.span], found.lead), (date, words, None));
    }
    assert_eq!(date_in("The union met in May 2026."), None);
    assert_eq!(date_in("Call 555-2026-01-29-1"), None);
}

#[test]
fn a_bold_date_may_be_a_month_or_a_year() {
    let bold = |text| cut(bold_date(text), text).map(|(date, rest)| format!("{date}|{rest}"));
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(bold("2026 The yard closed"), is("2026|The yard closed"));
    assert_eq!(bold("May 2026 600 jobs"), is("2026-05|600 jobs"));
    assert_eq!(bold("2026"), is("2026|"));
    assert_eq!(bold("2026: the yard"), is("2026|the yard"));
    assert_eq!(bold("January 29, 2026 the yard"), is("2026-01-29|the yard"));
    assert_eq!(
        bold("On January 29, 2026, the yard"),
        is("2026-01-29|On January 29, 2026, the yard")
    );
    assert_eq!(bold("2026 was good"), None);
    assert_eq!(bold("The yard in 2026"), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_text_gives_spans_within_it(
        text in r"([*_(\[\])]|On |am |Thursday, |January|Jan\.|29|2026|-|–|\.|,| |:|é|01|th|de | bis | р\.|年|月|日|（木）|يناير|٢٠٢٦|\PC){0,16}",
    ) {
        for found in [leading_date(&text), bold_date(&text), date_in(&text)].into_iter().flatten() {
            prop_assert!(text.get(found.span.clone()).is_some_and(|words| words.ends_with(|c: char| c.is_numeric() || c.is_alphabetic() || ".)）".contains(c))));
            if let Some(lead) = found.lead {
                prop_assert!(text.get(lead.clone()).is_some());
                prop_assert!(lead.start == 0 && lead.end >= found.span.end);
            }
        }
    }

    #[test]
    fn every_day_is_read_in_every_form(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=31) {
        let Some(date) = PartialDate::of_day(year, month, day) else { return Ok(()) };
        let civil = date.first_day();
        for form in ["%Y-%m-%d", "%B %-d, %Y", "%b. %-d, %Y", "%-d %B %Y", "%A, %B %d, %Y", "%-d.%-m.%Y"] {
            let text = format!("{}: the yard", civil.strftime(form));
            let found = date_in(&text).map(|found| (found.date, found.lead.map(|lead| lead.end)));
            prop_assert_eq!(found, Some((date, Some(text.len() - 8))), "{}", text);
        }
    }
}
