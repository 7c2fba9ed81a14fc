//! Moments read from front matter, and what is wrong with those that do not exist.

use proptest::prelude::*;

use super::*;

fn new_york() -> Zone {
    Zone::named("America/New_York").expect("the zone is built in")
}

/// The moment in ISO form, read as TOML and as text, which must agree.
fn iso(text: &str) -> String {
    let read = moment_in_text(text, &new_york()).map(|(moment, caution)| (moment.iso(), caution));
    if let Ok(value) = text.parse::<toml::value::Datetime>() {
        let other = moment(&value, &new_york()).map(|(moment, caution)| (moment.iso(), caution));
        assert_eq!(read, other, "{text}");
    }
    match read {
        Ok((iso, None)) => iso,
        Ok((iso, Some(caution))) => format!("{iso} {caution:?}"),
        Err(error) => error,
    }
}

#[test]
fn moments_are_shown_in_the_zone_of_the_site() {
    assert_eq!(iso("2026-01-28T20:07:00-05:00"), "2026-01-28T20:07:00-05:00");
    assert_eq!(iso("2026-01-29T01:07:00Z"), "2026-01-28T20:07:00-05:00");
    assert_eq!(iso("2026-01-29T02:07:00+01:00"), "2026-01-28T20:07:00-05:00");
    assert_eq!(iso("2026-07-28T20:07:00"), "2026-07-28T20:07:00-04:00");
    assert_eq!(iso("2026-07-28 20:07"), "2026-07-28T20:07:00-04:00");
    assert_eq!(iso("2026-07-28t20:07:08.9z"), "2026-07-28T16:07:08-04:00");
    assert_eq!(iso("2026-07-28T20:07 +0200"), "2026-07-28T14:07:00-04:00");
    assert_eq!(iso(" 2026-01-28 "), "2026-01-28");
    assert_eq!(iso("2016-12-31T23:59:60Z"), "2016-12-31T18:59:59-05:00");
}

#[test]
fn what_does_not_exist_is_told() {
    for (text, expected) in [
        ("2026-02-30", "there is no day 30 in February 2026, which has 28 days"),
        ("2024-02-30", "there is no day 30 in February 2024, which has 29 days"),
        ("2026-00-10", "there is no month 00; months go from 01 to 12"),
        ("2026-13-10", "there is no month 13; months go from 01 to 12"),
        ("2026-01-28T24:00", "there is no hour 24; hours go from 00 to 23"),
        ("2026-01-28T20:60", "there is no minute 60; minutes go from 00 to 59"),
        ("2026-01-28T20:07:61", "there is no second 61; seconds go from 00 to 59"),
        ("2026-01-28T20:07+25:00", "an offset of 25 hours is not possible"),
    ] {
        assert_eq!(iso(text), expected);
    }
    for text in [
        "",
        "tomorrow",
        "28.01.2026",
        "2026-1-2",
        "2026-01-28T",
        "2026-01-28T20",
        "2026-01-28x20:07",
        "2026-01-28T20:07:00.",
        "2026-01-28T20:07+05:60",
        "2026-01-28T20:07 noon",
        "２026-01-28",
    ] {
        assert!(iso(text).contains("is not a date; write `2026-01-28`"), "{text}");
    }
    let time: toml::value::Datetime = "20:07:00".parse().expect("a TOML time");
    assert_eq!(
        moment(&time, &new_york()).map(|_| ()),
        Err("`20:07:00` is a time without a day".into())
    );
}

#[test]
fn skipped_and_repeated_hours_are_told() {
    assert_eq!(
        iso("2026-03-08T02:30:00"),
        "2026-03-08T03:30:00-04:00 Skipped { taken: \"2026-03-08T03:30:00-04:00\" }"
    );
    assert_eq!(
        iso("2026-11-01T01:30:00"),
        "2026-11-01T01:30:00-04:00 Repeated { taken: \"2026-11-01T01:30:00-04:00\" }"
    );
    // An offset leaves nothing open.
    assert_eq!(iso("2026-11-01T01:30:00-05:00"), "2026-11-01T01:30:00-05:00");
    assert_eq!(iso("2026-03-08T03:30:00"), "2026-03-08T03:30:00-04:00");
}

#[test]
fn a_day_whose_midnight_is_skipped_keeps_its_date() {
    let zone = Zone::named("America/Havana").expect("the zone is built in");
    let (day, caution) = moment_in_text("2026-03-08", &zone).expect("the day exists");
    assert_eq!((day.iso().as_str(), caution), ("2026-03-08", None));
    assert_eq!(day.time(), None);
    assert_eq!(day.timestamp().to_string(), "2026-03-08T05:00:00Z");
    // The clocks went from 0:00 to 1:00, and feeds say the same moment.
    assert_eq!(day.rfc3339(), "2026-03-08T00:00:00-05:00");
    let (first, _) = moment_in_text("2026-03-08T01:00:00", &zone).expect("the moment exists");
    assert!(day < first && day.timestamp() == first.timestamp());
}

#[test]
fn moments_sort_by_time_across_offsets() {
    let mut texts =
        ["2026-01-28T20:07:00", "2026-01-28T20:07:00Z", "2026-01-28", "2026-01-28T00:00:00"];
    texts.sort_by_key(|text| moment_in_text(text, &new_york()).map(|(moment, _)| moment).ok());
    assert_eq!(
        texts,
        ["2026-01-28", "2026-01-28T00:00:00", "2026-01-28T20:07:00Z", "2026-01-28T20:07:00"]
    );
}

#[test]
fn feeds_get_a_time_even_of_a_day() {
    let read = |text| moment_in_text(text, &new_york()).map(|(moment, _)| moment);
    let day = read("2026-01-28").expect("the day exists");
    assert_eq!(day.rfc3339(), "2026-01-28T00:00:00-05:00");
    assert_eq!(day.rfc2822(), "Wed, 28 Jan 2026 00:00:00 -0500");
    let moment = read("2026-07-05T09:07:03").expect("the moment exists");
    assert_eq!(moment.rfc2822(), "Sun, 05 Jul 2026 09:07:03 -0400");
    assert_eq!(moment.day().iso(), "2026-07-05");
}

#[test]
fn arguments_are_read_in_the_zone_of_the_site() {
    let at = |text| time_argument(text, &new_york()).map(|time| time.to_string());
    assert_eq!(at("2026-01-28T20:07:00"), Ok("2026-01-29T01:07:00Z".into()));
    assert_eq!(at("2026-01-28"), Ok("2026-01-28T05:00:00Z".into()));
    assert_eq!(at("2026-01-28T20:07:00Z"), Ok("2026-01-28T20:07:00Z".into()));
    assert!(at("1769648820").is_err());
    assert_eq!(
        unix_seconds("1769648820\n").map(|t| t.to_string()),
        Ok("2026-01-29T01:07:00Z".into())
    );
    for text in ["", "@1769648820", "1.5", "99999999999999999999", "999999999999999"] {
        assert!(unix_seconds(text).is_err(), "{text}");
    }
}

#[test]
fn zones_are_named_by_their_iana_names() {
    assert_eq!(Zone::named("america/new_york").as_ref().map(Zone::name), Some("America/New_York"));
    assert_eq!(Zone::named("UTC").as_ref().map(Zone::name), Some("UTC"));
    for name in ["America/Harbor_City", "", "../etc/passwd", "EST5EDT,M3.2.0"] {
        assert_eq!(Zone::named(name), None, "{name}");
    }
    let names = Zone::names();
    assert!(names.len() > 400 && names.iter().any(|name| name == "Europe/Berlin"));
}

#[test]
fn themes_may_format_a_date_themselves() {
    assert_eq!(
        formatted("2026-01-28T20:07:00-05:00", "%d.%m.%Y %H:%M %:z"),
        Ok("28.01.2026 20:07 -05:00".into())
    );
    assert_eq!(formatted("2026-01-28", "%A"), Ok("Wednesday".into()));
    assert!(formatted("2026-01-28", "%!").is_err());
    assert!(formatted("soon", "%Y").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_moment_or_an_error(text in r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?(Z|[+-][0-9]{2}:[0-9]{2})?|\PC{0,24}") {
        if let Ok((moment, _)) = moment_in_text(&text, &new_york()) {
            let again = moment_in_text(&moment.rfc3339(), &new_york()).map(|(moment, _)| moment.rfc3339());
            // Before standard zones, offsets had seconds, which RFC 3339 cannot say.
            if moment.date().year() > 1900 {
                prop_assert_eq!(again, Ok(moment.rfc3339()));
            }
        }
        let _ = formatted(&text, &text);
    }
}
