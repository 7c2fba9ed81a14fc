//! What attributions say, and what is wrong with those that say nothing.

use proptest::prelude::*;

use super::*;

mod languages;

/// An attribution in one line: name | part | part @ source name <url> #id.
fn told(raw: &str) -> String {
    match attribution(raw) {
        Ok(found) => {
            let mut out = found.name.text.into_owned();
            for part in &found.parts {
                out += &format!(" | {}", part.text);
            }
            if let Some(source) = &found.source {
                out += &format!(" @ {}", source.name.as_deref().unwrap_or("-"));
                out += &format!(" <{}>", source.url.as_deref().unwrap_or("-"));
            }
            if let Some(id) = &found.id {
                out += &format!(" #{}", id.text);
            }
            out
        }
        Err((Problem::WithoutName, _)) => "without a name".to_owned(),
        Err((Problem::Bad(reason), _)) => format!("bad: {reason}"),
    }
}

fn assert_told(cases: &[(&str, &str)]) {
    for (raw, expected) in cases {
        assert_eq!(told(raw), *expected, "{raw}");
    }
}

#[test]
fn a_dash_and_text_start_an_attribution() {
    for line in [
        "— Ida Sund",
        "  –Ida Sund",
        "― Ida Sund",
        "-- Ida Sund",
        "--Ida Sund",
        "—— Ida Sund",
        "&mdash; Ida Sund",
        "*— Ida Sund*",
        "— [[Ida Sund]]",
        "—, mayor",
    ] {
        assert!(starts_attribution(line), "{line}");
    }
    for line in [
        "",
        "—",
        " -- ",
        "---",
        "--- Ida",
        "- Ida Sund",
        "-- --",
        "— — —",
        "--verbose",
        "-->",
        "Ida — Sund",
        "* — Ida",
        "--5",
        "___",
    ] {
        assert!(!starts_attribution(line), "{line}");
    }
}

#[test]
fn names_and_parts_are_split_at_commas() {
    assert_told(&[
        ("— Ida Sund", "Ida Sund"),
        ("-- Ida Sund, president", "Ida Sund | president"),
        (
            "– Ida Sund, president, Dock Workers' Union",
            "Ida Sund | president | Dock Workers' Union",
        ),
        (
            "— Ida Sund, head of robots, boats and nets",
            "Ida Sund | head of robots | boats and nets",
        ),
        ("— Ida Sund, the dock workers’ president", "Ida Sund | the dock workers’ president"),
        (
            "— Ida Sund, director, 1,000 Friends of the Harbor",
            "Ida Sund | director | 1,000 Friends of the Harbor",
        ),
        ("— Ida Sund, author of “Nets, Boats”, poet", "Ida Sund | author of “Nets, Boats” | poet"),
        ("— Ida Sund, author of \"Nets, Boats\"", "Ida Sund | author of \"Nets, Boats\""),
        ("— Ida Sund, 6' 2\" tall, sailor", "Ida Sund | 6' 2\" tall | sailor"),
        ("— Ida Sund, chair (boats, nets), union", "Ida Sund | chair (boats, nets) | union"),
        ("— Zoë Ångström-O’Neil, Kranführerin", "Zoë Ångström-O’Neil | Kranführerin"),
        ("— إيدا سوند، رئيسة", "إيدا سوند | رئيسة"),
    ]);
}

#[test]
fn suffixes_belong_to_the_name() {
    assert_told(&[
        ("— Hollis Grady Jr., owner", "Hollis Grady Jr. | owner"),
        ("— Hollis Grady, Jr., owner, Grady Packing", "Hollis Grady Jr. | owner | Grady Packing"),
        ("— Hollis Grady, III", "Hollis Grady III"),
        ("— Sam Okafor, M.D., chief of surgery", "Sam Okafor, M.D. | chief of surgery"),
        ("— Sam Okafor, Jr., MD, Ph.D., chief", "Sam Okafor Jr., MD, Ph.D. | chief"),
        ("— Sam Okafor, R.N. CPA", "Sam Okafor, R.N. CPA"),
        ("— Sam Okafor, Esq.", "Sam Okafor, Esq."),
        (
            "— Ida Sund, president, Grady Packing, Inc.",
            "Ida Sund | president | Grady Packing, Inc.",
        ),
        ("— Grady Packing, LLC", "Grady Packing, LLC"),
        // A title that looks like a degree only when it is written in lower case.
        ("— Ida Sund, president, MD", "Ida Sund | president | MD"),
    ]);
}

#[test]
fn the_last_parenthesis_is_the_source() {
    assert_told(&[
        (
            "— Ida Sund, president, Dock Workers' Union (radio.example)",
            "Ida Sund | president | Dock Workers' Union @ radio.example <https://radio.example/>",
        ),
        (
            "— Ida Sund (www.radio.example/a/b?c=d).",
            "Ida Sund @ radio.example <https://www.radio.example/a/b?c=d>",
        ),
        (
            "— Ida Sund (https://www.radio.example/123)",
            "Ida Sund @ radio.example <https://www.radio.example/123>",
        ),
        (
            "— Ida Sund (<https://radio.example/1,2>)",
            "Ida Sund @ radio.example <https://radio.example/1,2>",
        ),
        (
            "— Ida Sund, mayor ([Harbor Radio](https://radio.example/123 \"Morning, live\"))",
            "Ida Sund | mayor @ Harbor Radio <https://radio.example/123>",
        ),
        (
            "— Ida Sund ([Harbor, *Radio*](https://radio.example/a_(b)_c))",
            "Ida Sund @ Harbor, Radio <https://radio.example/a_(b)_c>",
        ),
        (
            "— Ida Sund (https://radio.example/a_(b))",
            "Ida Sund @ radio.example <https://radio.example/a_(b)>",
        ),
        ("— Ida Sund ([Radio](</a b>))", "Ida Sund @ Radio </a b>"),
        ("— Ida Sund, president (press release)", "Ida Sund | president @ press release <->"),
        ("— Ida Sund (press release)", "Ida Sund @ press release <->"),
        ("— Ida Sund (via radio.example)", "Ida Sund @ radio.example <https://radio.example/>"),
        (
            "— Ida Sund (Harbor Radio, https://radio.example/1)",
            "Ida Sund @ Harbor Radio <https://radio.example/1>",
        ),
        (
            "— Ida Sund (Harbor Radio, radio.example)",
            "Ida Sund @ Harbor Radio <https://radio.example/>",
        ),
        ("— Ida Sund ([[Harbor Radio]])", "Ida Sund @ Harbor Radio <->"),
        ("— Ida Sund (радио.пример)", "Ida Sund @ радио.пример <https://радио.пример/>"),
    ]);
}

#[test]
fn other_parentheses_belong_to_what_stands_before_them() {
    assert_told(&[
        (
            "— Ida Sund (Ind.), mayor (radio.example)",
            "Ida Sund (Ind.) | mayor @ radio.example <https://radio.example/>",
        ),
        ("— Ida Sund (D-Calif.)", "Ida Sund (D-Calif.)"),
        ("— Ida Sund, senator (D-Calif.)", "Ida Sund | senator (D-Calif.)"),
        ("— Ida Sund (she/her), mayor", "Ida Sund (she/her) | mayor"),
        ("— Ida Sund (42)", "Ida Sund (42)"),
        ("— Ida Sund (née Lind)", "Ida Sund (née Lind)"),
        ("— Ida Sund (Republican)", "Ida Sund (Republican)"),
        ("— Ida Sund (Ret.), captain", "Ida Sund (Ret.) | captain"),
        ("— Ida Sund (Harbor Radio)", "Ida Sund @ Harbor Radio <->"),
        ("— Ida Sund (AP)", "Ida Sund @ AP <->"),
        ("— Ida Sund (letter to the editor)", "Ida Sund @ letter to the editor <->"),
        ("— Ida Sund (court documents)", "Ida Sund @ court documents <->"),
        ("— Ida Sund (B.Sc)", "Ida Sund (B.Sc)"),
        (
            "— Ida Sund, president, Dock Workers' Union (DWU)",
            "Ida Sund | president | Dock Workers' Union (DWU)",
        ),
        (
            "— Ida Sund, president, Dock Workers' Union (AP)",
            "Ida Sund | president | Dock Workers' Union @ AP <->",
        ),
        ("— Ida Sund (a sailor (retired)), poet", "Ida Sund (a sailor (retired)) | poet"),
        ("— Ida Sund, clerk (minutes.pdf)", "Ida Sund | clerk @ minutes.pdf <->"),
    ]);
}

#[test]
fn a_link_after_a_preposition_is_the_source() {
    assert_told(&[
        (
            "— Dana Whitlock via [Harbor Radio](https://radio.example/1)",
            "Dana Whitlock @ Harbor Radio <https://radio.example/1>",
        ),
        (
            "— Dana Whitlock, sorter, on [X](https://x.example/(1))",
            "Dana Whitlock | sorter @ X <https://x.example/(1)>",
        ),
        (
            "— Dana Whitlock, sorter in <https://www.radio.example/1>.",
            "Dana Whitlock | sorter @ radio.example <https://www.radio.example/1>",
        ),
        (
            "— Dana Whitlock to https://radio.example/1, 2",
            "Dana Whitlock to https://radio.example/1 | 2",
        ),
        (
            "— Dana Whitlock to https://radio.example/1",
            "Dana Whitlock @ radio.example <https://radio.example/1>",
        ),
        (
            "— Dana Whitlock on radio.example.",
            "Dana Whitlock @ radio.example <https://radio.example/>",
        ),
        (
            "— Dana Whitlock, https://radio.example/1",
            "Dana Whitlock @ radio.example <https://radio.example/1>",
        ),
        // Without a link the words are words.
        ("— Dana Whitlock, in charge", "Dana Whitlock | in charge"),
        ("— Dana Whitlock, assistant to the mayor", "Dana Whitlock | assistant to the mayor"),
        ("— Martin Via", "Martin Via"),
        // A link in the place of a part is that part.
        (
            "— Dana Whitlock, sorter, [Grady Packing](https://grady.example)",
            "Dana Whitlock | sorter | Grady Packing",
        ),
        ("— Dana Whitlock of radio.example", "Dana Whitlock of radio.example"),
    ]);
}

#[test]
fn links_around_the_name_mean_the_name() {
    assert_told(&[
        ("— [[Ida Sund]], president", "Ida Sund | president"),
        ("— [[Ida Sund|the boss, herself]], president", "Ida Sund | president"),
        ("— [Ida Sund](/players/ida-sund/), president", "Ida Sund | president"),
        ("— [Ida Sund][ida], president", "Ida Sund | president"),
        ("— **Ida Sund**, *president*, `Dock`", "Ida Sund | president | Dock"),
        ("*— Ida Sund, president*", "Ida Sund | president"),
        ("— <cite>Ida Sund</cite>", "Ida Sund"),
        ("— Ida\u{a0} \\*Sund, AT&amp;T &#x26; co_op", "Ida *Sund | AT&T & co_op"),
    ]);
}

#[test]
fn ids_stand_at_the_end_in_braces() {
    assert_told(&[
        ("— Ida Sund {#still-2}", "Ida Sund #still-2"),
        (
            "— Ida Sund, mayor (radio.example) {#a}",
            "Ida Sund | mayor @ radio.example <https://radio.example/> #a",
        ),
        ("— Ida Sund on [X](https://x.example) {#a}", "Ida Sund @ X <https://x.example> #a"),
        ("— Ida Sund {#still fix}", "bad: an id is made of letters a to z, digits and hyphens"),
        ("— Ida Sund {#}", "bad: an id is made of letters a to z, digits and hyphens"),
        ("— Ida Sund {#ü}", "bad: an id is made of letters a to z, digits and hyphens"),
        ("— Ida Sund {#a", "bad: the brace of the id is not closed"),
        ("— Ida Sund {#a} (radio.example)", "bad: an id in braces has to stand at the end"),
        ("— {#a}", "without a name"),
    ]);
}

#[test]
fn punctuation_at_the_ends_goes_and_abbreviations_stay() {
    assert_told(&[
        ("— Ida Sund, president.", "Ida Sund | president"),
        ("— Ida Sund, president; ", "Ida Sund | president"),
        ("— Ida Sund,", "Ida Sund"),
        ("— Ida Sund, , president", "Ida Sund | president"),
        ("— Ida S.", "Ida S."),
        ("— Ida Sund, Grady Co.", "Ida Sund | Grady Co."),
        ("— Ida Sund, ambassador to the U.S.", "Ida Sund | ambassador to the U.S."),
    ]);
}

#[test]
fn an_attribution_without_a_name_is_told_from_a_broken_one() {
    for raw in [
        "—",
        "-- ",
        "—, mayor",
        "— (radio.example)",
        "— (Ind.) Ida Sund",
        "— on [X](https://x.example)",
        "— https://x.example/1",
        "— …",
        "— \"\"",
    ] {
        assert_eq!(told(raw), "without a name", "{raw}");
    }
    assert_told(&[
        ("— Ida Sund (radio.example", "bad: a parenthesis is not closed"),
        ("— Ida Sund ()", "bad: the parentheses of the source are empty"),
        (
            "— Ida Sund ([X](javascript:alert))",
            "bad: a source's address begins with https:// or http://",
        ),
        (
            "— Ida Sund on [X](java\u{1}script:alert)",
            "bad: the source's address holds control characters",
        ),
        ("Ida Sund", "bad: it does not begin with a dash"),
    ]);
    assert!(told(&format!("— {}", "a ".repeat(3000))).starts_with("bad: it is too long"));
}

#[test]
fn what_a_backslash_escapes_is_text() {
    assert_told(&[
        (
            "— J. T. Lind, \\*cook\\* \\{#x} (tides.example)",
            "J. T. Lind | *cook* {#x} @ tides.example <https://tides.example/>",
        ),
        ("— Ida Sund \\{#a", "Ida Sund {#a"),
        ("— Ida Sund \\{#a} {#b}", "Ida Sund {#a} #b"),
        ("— Ida Sund, \\(mayor", "Ida Sund | (mayor"),
        ("— Ida Sund, mayor \\(press release\\)", "Ida Sund | mayor (press release)"),
        ("— Ida Sund, \\[mayor](x.example)", "Ida Sund | [mayor] @ x.example <https://x.example/>"),
        ("— Ida Sund \\\\", "Ida Sund \\"),
    ]);
}

#[test]
fn a_parenthesis_that_nothing_opened_is_text() {
    assert_told(&[
        ("— Ida Sund, clerk, Harbor Ci)y Library", "Ida Sund | clerk | Harbor Ci)y Library"),
        ("— Ida Sund, radio.example)", "Ida Sund | radio.example)"),
        (
            "— Ida Sund), mayor (radio.example)",
            "Ida Sund) | mayor @ radio.example <https://radio.example/>",
        ),
    ]);
}

#[test]
fn words_that_lead_to_the_source_are_not_its_name() {
    assert_told(&[
        (
            "— Ida Sund, mayor (told radio.example)",
            "Ida Sund | mayor @ radio.example <https://radio.example/>",
        ),
        (
            "— Ida Sund (in an interview with [Harbor Radio](https://radio.example))",
            "Ida Sund @ Harbor Radio <https://radio.example>",
        ),
        ("— Ida Sund (told Harbor Radio)", "Ida Sund @ Harbor Radio <->"),
        ("— Ida Sund (via Harbor Radio)", "Ida Sund @ Harbor Radio <->"),
        ("— Ida Sund (on leave)", "Ida Sund (on leave)"),
    ]);
}

#[test]
fn several_lines_are_read_as_one() {
    assert_told(&[(
        "— Ida Sund,\n> president,\r\n>> Dock Workers'\\\n  Union\n> (radio.example)",
        "Ida Sund | president | Dock Workers' Union @ radio.example <https://radio.example/>",
    )]);
}

#[test]
fn spans_point_into_the_source() {
    let raw = "— **Idä Sund**,\n> president of\n> *docks* ([R](https://r.example)) {#own}";
    let found = attribution(raw).expect("it is well formed");
    let at = |span: &std::ops::Range<usize>| raw[span.clone()].to_owned();
    assert_eq!(at(&found.name.span), "Idä Sund");
    assert_eq!(at(&found.parts[0].span), "president of\n> *docks");
    assert_eq!(at(&found.source.expect("it has a source").span), "[R](https://r.example)");
    assert_eq!(at(&found.id.expect("it has an id").span), "own");

    let raw = "— Ida,\n> sund (x";
    let (_, span) = attribution(raw).expect_err("the parenthesis is open");
    assert_eq!(at_raw(raw, &span), "(");
}

fn at_raw<'a>(raw: &'a str, span: &std::ops::Range<usize>) -> &'a str {
    &raw[span.clone()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_text_gives_spans_within_it(
        body in r#"(— |-- |)([\\\[\](){}#<>*_"“”«»„`~&;:.,|/@ \n>é—]|http://|https://a|\{#|on |Jr\.|a|Z){0,30}"#,
    ) {
        check_spans(&body)?;
    }

    #[test]
    fn any_characters_are_read(body in "— \\PC{0,60}") {
        check_spans(&body)?;
    }

    #[test]
    fn what_is_written_in_the_form_is_found_again(
        name in "[A-Z][a-z]{1,8} [A-Z][a-z]{4,8}",
        parts in proptest::collection::vec("[a-z]{5,9}( [a-z]{5,9})?", 0..3),
        host in "[a-z]{3,8}\\.example",
    ) {
        let mut raw = format!("— {name}");
        for part in &parts {
            raw += &format!(", {part}");
        }
        raw += &format!(" ({host})");
        let found = attribution(&raw).expect("the form is right");
        prop_assert_eq!(found.name.text.as_ref(), name);
        let texts: Vec<&str> = found.parts.iter().map(|part| part.text.as_ref()).collect();
        prop_assert_eq!(texts, parts);
        prop_assert_eq!(found.source.and_then(|source| source.name), Some(host));
    }
}

fn check_spans(raw: &str) -> Result<(), TestCaseError> {
    match attribution(raw) {
        Ok(found) => {
            for piece in std::iter::once(&found.name).chain(&found.parts).chain(&found.id) {
                prop_assert!(raw.get(piece.span.clone()).is_some_and(|at| !at.is_empty()));
                prop_assert_eq!(piece.text.trim(), piece.text.as_ref());
                prop_assert!(!piece.text.is_empty());
            }
            if let Some(source) = found.source {
                prop_assert!(raw.get(source.span).is_some());
                prop_assert!(source.name.is_some() || source.url.is_some());
            }
        }
        Err((_, span)) => prop_assert!(raw.get(span).is_some()),
    }
    Ok(())
}
