//! Bad stories, players, quotes and pages.

use super::{BAD, all_are_told, body, case, front};

const STORY: &str = "+++\ntitle = \"Bad\"\ndate = 2026-01-06\n";

#[test]
fn broken_front_matter() {
    all_are_told(&[
        case(
            BAD,
            "+++\ntitle = \"T\ndate = 2026-01-01\n+++\n",
            ("toml-syntax", "content/stories/bad.md:2"),
        ),
        case(
            BAD,
            "+++\ntitle = \ndate = 2026-01-01\n+++\n",
            ("toml-syntax", "content/stories/bad.md:2"),
        ),
        case(BAD, front("title = \"again\""), ("toml-syntax", "content/stories/bad.md:4:1")),
        case(
            BAD,
            front(&format!("x = {}{}", "[".repeat(10_000), "]".repeat(10_000))),
            ("toml-syntax", "content/stories/bad.md:4"),
        ),
        case(
            BAD,
            front(&format!("x = {}1{}", "{a=".repeat(10_000), "}".repeat(10_000))),
            ("toml-syntax", "content/stories/bad.md:4"),
        ),
        case(
            BAD,
            "+++\ntitle = \"a\0b\"\ndate = 2026-01-01\n+++\n",
            ("toml-syntax", "content/stories/bad.md:2"),
        ),
        case(
            BAD,
            format!("{STORY}\nWords.\n"),
            ("unclosed-front-matter", "content/stories/bad.md:1:1"),
        ),
        case(BAD, "+++", ("unclosed-front-matter", "content/stories/bad.md:1:1")),
        case(
            BAD,
            "---\ntitle: Bad\ndate: 2026-01-01\n---\n\nWords.\n",
            ("unclosed-front-matter", "content/stories/bad.md:1:1"),
        ),
    ]);
}

#[test]
fn wrong_types_and_unknown_keys() {
    let at = "content/stories/bad.md:4";
    all_are_told(&[
        case(
            BAD,
            "+++\ntitle = 3\ndate = 2026-01-06\n+++\n",
            ("wrong-type", "content/stories/bad.md:2:9"),
        ),
        case(BAD, front("authors = [3]"), ("wrong-type", at)),
        case(BAD, front("draft = \"yes\""), ("wrong-type", "content/stories/bad.md:4:9")),
        case(BAD, front("corrections = \"x\""), ("wrong-type", at)),
        case(BAD, front("extra = 3"), ("wrong-type", at)),
        case(BAD, front("weight = 1.5"), ("wrong-type", "content/stories/bad.md:4:10")),
        case(BAD, front("weight = 99999999999999999999999"), ("wrong-type", at)),
        case(BAD, front("topics = { a = 1 }"), ("wrong-type", at)),
        case(BAD, front("titel = \"x\""), ("unknown-key", "content/stories/bad.md:4:1")),
        case(
            BAD,
            front("[image]\nsrc = \"/images/fog.svg\"\nalt = \"\"\naltt = \"x\""),
            ("unknown-key", "content/stories/bad.md:7:1"),
        ),
        case(
            "content/players/bo.md",
            "+++\nname = \"Bo\"\nkind = \"robot\"\n+++\n",
            ("bad-value", "content/players/bo.md:3:8"),
        ),
        case("content/pages/x.md", "", ("missing-key", "content/pages/x.md")),
    ]);
}

#[test]
fn bad_dates() {
    let dated = |date: &str| format!("+++\ntitle = \"Bad\"\ndate = {date}\n+++\n\nWords.\n");
    let at = "content/stories/bad.md:3:8";
    all_are_told(&[
        case(BAD, dated("\"yesterday\""), ("bad-date", at)),
        case(BAD, dated("20260101"), ("wrong-type", at)),
        case(BAD, dated("10:00:00"), ("bad-date", at)),
        case(BAD, dated("9999-12-31T23:59:59"), ("bad-date", at)),
        case(BAD, dated("\"2026-02-30\""), ("bad-date", at)),
        case(BAD, dated("\"2026-13-01T25:00:00\""), ("bad-date", at)),
        case(BAD, "+++\ntitle = \"Bad\"\n+++\n", ("missing-key", "content/stories/bad.md")),
    ]);
}

/// TOML has dates of its own, and one that does not exist may be told as its syntax.
#[test]
fn a_day_that_no_calendar_has() {
    for date in ["2026-02-30", "2026-13-01", "2026-01-01T10:00:00+99:99"] {
        let paper = crate::press::Paper::small();
        paper.put(BAD, format!("+++\ntitle = \"Bad\"\ndate = {date}\n+++\n"));
        let run = paper.build();
        assert_eq!(super::ends_badly(&run, 1), "", "{}", run.err);
        assert!(run.err.contains("--> content/stories/bad.md:3:8"), "{}", run.err);
        assert_eq!(run.err.matches("error[").count(), 1, "{}", run.err);
    }
}

#[test]
fn names_that_mean_two_or_nobody() {
    let twin = |name: &str| {
        format!("+++\nname = \"{name}\"\nkind = \"person\"\naliases = [\"Zed\"]\n+++\n")
    };
    all_are_told(&[
        case(
            "content/players/bo.md",
            twin("Bo Bly"),
            ("duplicate-name", "content/players/cy.md:4"),
        )
        .and("content/players/cy.md", twin("Cy Dorn")),
        case(BAD, front("players = [\"Nobody\"]"), ("unknown-player", "content/stories/bad.md:4")),
        case(BAD, body("See [[Nobody Here]]."), ("unknown-name", "content/stories/bad.md:6:5")),
        case(
            "content/quotes/q.md",
            "+++\nspeaker = \"Nobody\"\n+++\n\nWords.\n",
            ("unknown-player", "content/quotes/q.md:2"),
        ),
        case(
            "content/quotes/q.md",
            "+++\nspeaker = \"Ida Sund\"\nstories = [\"none\"]\n+++\n\nWords.\n",
            ("unknown-story", "content/quotes/q.md:3"),
        ),
        case(
            "content/quotes/q.md",
            "+++\nspeaker = \"Ida Sund\"\n+++\n",
            ("missing-key", "content/quotes/q.md"),
        ),
    ]);
}

#[test]
fn bad_quotes() {
    let at = "content/stories/bad.md:8";
    all_are_told(&[
        case(BAD, body("> Words.\n>\n> — (https://a.example)"), ("attribution-without-name", at)),
        case(BAD, body("> Words.\n>\n> — , president"), ("attribution-without-name", at)),
        case(BAD, body("> Words.\n>\n> — Ida Sund (https://a.example"), ("bad-attribution", at)),
        case(BAD, body("> @quotes/nothing"), ("unknown-quote", "content/stories/bad.md:6")),
        case(
            BAD,
            body("> One.\n>\n> — Ida Sund {#x}\n\n> Two.\n>\n> — Ida Sund {#x}"),
            ("duplicate-id", "content/stories/bad.md:12"),
        ),
    ]);
}

#[test]
fn links_that_lead_nowhere_or_run_scripts() {
    let at = "content/stories/bad.md:6:3";
    all_are_told(&[
        case(BAD, body("A [link](/nowhere/)."), ("dead-link", at)),
        case(BAD, body("A [link](nowhere.md)."), ("dead-link", at)),
        case(BAD, body("A [link](#nope)."), ("dead-anchor", at)),
        case(BAD, body("A [link](/about/#nope)."), ("dead-anchor", at)),
        case(BAD, body("A [link](javascript:alert(1))."), ("script-url", at)),
        case(BAD, body("A [link](data:text/html,x)."), ("script-url", at)),
        case(
            BAD,
            body("![A picture](/images/none.png)"),
            ("missing-image", "content/stories/bad.md:6:1"),
        ),
        case(
            BAD,
            front("[image]\nsrc = \"../../../etc/passwd\"\nalt = \"\""),
            ("missing-image", "content/stories/bad.md:5"),
        ),
        case(
            BAD,
            front("[image]\nsrc = \"javascript:alert(1)\"\nalt = \"\""),
            ("script-url", "content/stories/bad.md:5"),
        ),
        case(
            "content/quotes/q.md",
            "+++\nspeaker = \"Ida Sund\"\nsource = \"javascript:alert(1)\"\n+++\n\nWords.\n",
            ("script-url", "content/quotes/q.md:3"),
        ),
        case(
            "content/quotes/q.md",
            "+++\nspeaker = \"Ida Sund\"\nsource = { url = \"data:text/html,x\", name = \"x\" }\n+++\n\nWords.\n",
            ("script-url", "content/quotes/q.md:3"),
        ),
        case(
            "content/players/bo.md",
            "+++\nname = \"Bo Bly\"\nkind = \"person\"\nsame_as = [\"javascript:alert(1)\"]\n+++\n",
            ("script-url", "content/players/bo.md:4"),
        ),
    ]);
}

#[test]
fn two_things_at_one_url() {
    let other = "content/stories/other.md";
    let about = "content/stories/bad.md";
    all_are_told(&[
        case(BAD, front("slug = \"same\""), ("url-collision", "content/stories/other.md"))
            .and(other, front("slug = \"same\"")),
        case(BAD, front("aliases = [\"/x/\"]"), ("url-collision", "content/stories/other.md"))
            .and(other, front("aliases = [\"/x/\"]")),
        case("static/about/index.html", "x", ("url-collision", "static/about/index.html")),
        case("static/index.html", "x", ("url-collision", "static/index.html")),
        case(
            "content/pages/stories.md",
            "+++\ntitle = \"Stories\"\n+++\n",
            ("url-collision", "content/pages/stories.md"),
        ),
        case(BAD, front("aliases = [\"/../../x/\"]"), ("bad-value", about)),
        case(BAD, front("slug = \"../../../tmp/x\""), ("bad-value", about)),
        case(BAD, front("slug = \"a\\u0000b\""), ("bad-value", about)),
        case(BAD, front("slug = \"\""), ("bad-value", about)),
        case(BAD, front(&format!("slug = \"{}\"", "a".repeat(400))), ("bad-value", about)),
    ]);
}

#[test]
fn bad_data_and_components() {
    let at = "content/stories/bad.md:6";
    let table = body("```{table src=\"data/x.csv\"}\n```");
    all_are_told(&[
        case("data/x.csv", "a,b\n1,2,3\n4\n", ("bad-data", "data/x.csv")).and(BAD, table.clone()),
        case("data/x.csv", "a,b\n1,2,3\n4\n", ("bad-data", "data/x.csv")),
        case("data/x.csv", b"a,b\n\xff,2\n", ("not-utf8", "data/x.csv")),
        case("data/x.json", "{\"a\":", ("bad-data", "data/x.json:1")),
        case("data/x.json", "[".repeat(100_000), ("bad-data", "data/x.json:1")),
        case("data/x.toml", "a = ", ("toml-syntax", "data/x.toml:1")),
        case(BAD, table, ("bad-data", at)),
        case(BAD, body("```{table src=\"../../../etc/passwd\"}\n```"), ("bad-data", at)),
        case(BAD, body("```{nothing}\n```"), ("unknown-component", at)),
        case(BAD, body("```{table src=\"}\n```"), ("component-argument", at)),
        case(BAD, body("```{video src=\"javascript:alert(1)\"}\n```"), ("script-url", at)),
    ]);
}
