//! Plain-text briefs from end to end: imported into a fresh newspaper, built, listed and read on
//! the printed page. One brief in many forms has to mean the same each time, and no word is lost.

use std::collections::HashMap;
use std::fs;
use std::process::Stdio;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::press::{NOW, Paper};

/// A brief of the usual shape.
const BRIEF: &str = "Gullwing, Tidemark Blame Robots for Cuts at Two Yards

Harbor employers let hundreds go as machines learn to weld

Jan. 28, 2026 at 8:07pm by Nora Quill

Gullwing is cutting 1,600 jobs, while Port Ellery-based Tidemark is cutting 60, and both name machines as the reason. The machines weld by night, particularly at Gullwing's dry dock, though somebody has to oil them.

Why it matters

The cuts at Gullwing and Tidemark show how fast the yards change. Half of the town has welded for a living.

The details

Gullwing's letter named the robots in its first line, while Tidemark wrote of a 15% gain. Foremen say that repairs, paint and poetry are safe for now.

  • Gullwing pinned 1,600 names to the gate on January 29, 2026.
  • Tidemark read out its 60 that evening, January 29, 2026.

The players

Gullwing

A company that builds ferries, cranes and, by mistake, a lighthouse.

Tidemark

A shipyard platform that lets anglers rent out their sheds.

Ada Brisk

The CEO of Weld Squared, a company that rents out robots.

Mab Carrow

A careers adviser who teaches welders to write poetry.

Got photos? Send us your pictures. ›

What they’re saying

“The robots never hum at work.”

— Ada Brisk, CEO, Weld Squared (ellerynews.example)

“We're renting out robots as fast as they dry, and somebody has to oil them. It takes a whole dock to keep them polite and pointed away from the gulls.”

— Ada Brisk, CEO, Weld Squared (ellerynews.example)

“They say that there's other work some day. Some day doesn't buy fish, and my whole street lies awake over it.”

— Mab Carrow, Careers Adviser (ellerynews.example)

The takeaway

The yards will be quieter, and not everybody is glad. Whoever learns to oil a robot will be asked to dinner.
";

const HEADLINE: &str = "Gullwing, Tidemark Blame Robots for Cuts at Two Yards";
const DEK: &str = "Harbor employers let hundreds go as machines learn to weld";
const BYLINE: &str = "Jan. 28, 2026 at 8:07pm by Nora Quill";
const NAMES: [&str; 4] = ["Gullwing", "Tidemark", "Ada Brisk", "Mab Carrow"];
const CALL_OUT: &str = "Got photos? Send us your pictures. ›\n\n";
const HEADINGS: [&str; 5] =
    ["Why it matters", "The details", "The players", "What they’re saying", "The takeaway"];

/// What the usual brief says.
fn usual() -> Value {
    let quote = |title: &str, organization: Option<&str>, speaker: &str| {
        json!([speaker, title, organization, "ellerynews.example"])
    };
    json!({
        "title": HEADLINE,
        "dek": DEK,
        "date": "2026-01-28T20:07:00-05:00",
        "authors": ["nora-quill"],
        "sections": ["why-it-matters", "the-details", "the-players", "callout", "what-theyre-saying", "the-takeaway"],
        "timeline": [["2026-01-29", "day"], ["2026-01-29", "day"]],
        "players": [
            ["gullwing", "organization"], ["tidemark", "organization"],
            ["ada-brisk", "person"], ["mab-carrow", "person"],
        ],
        "quotes": [
            quote("CEO", Some("Weld Squared"), "Ada Brisk"),
            quote("CEO", Some("Weld Squared"), "Ada Brisk"),
            quote("Careers Adviser", None, "Mab Carrow"),
        ],
    })
}

/// The usual meaning with some keys changed.
fn but(changes: Value) -> Value {
    let mut meaning = usual();
    for (key, value) in changes.as_object().expect("changes") {
        meaning[key] = value.clone();
    }
    meaning
}

/// A form of the brief and what it has to mean.
struct Form {
    name: &'static str,
    text: String,
    meaning: Value,
}

fn form(name: &'static str, text: impl Into<String>, meaning: Value) -> Form {
    Form { name, text: text.into(), meaning }
}

/// The brief with one thing changed, which has to be there.
fn with(from: &str, to: &str) -> String {
    assert!(BRIEF.contains(from), "{from}");
    BRIEF.replace(from, to)
}

/// The brief with every name of a player and its description put together.
fn players_as(pattern: &str) -> String {
    NAMES.iter().fold(BRIEF.to_owned(), |text, name| {
        text.replace(&format!("\n{name}\n\n"), &format!("\n{}", pattern.replace("NAME", name)))
    })
}

/// The brief with every heading in another dress.
fn headings_as(dress: impl Fn(&str) -> String) -> String {
    HEADINGS.iter().fold(BRIEF.to_owned(), |text, heading| {
        text.replace(&format!("\n{heading}\n"), &format!("\n{}\n", dress(heading)))
    })
}

/// Imports a form into a fresh newspaper and builds it: what differs from its meaning.
fn wrong_with(form: &Form) -> String {
    let paper = Paper::starter();
    paper.put("inbox/brief.txt", &form.text);
    let told = paper.run(&["import", "inbox/brief.txt", "--at", NOW]);
    let built = paper.build();
    if told.code != Some(0) || built.code != Some(0) {
        return format!("--- {}: import and build say\n{}{}\n", form.name, told.err, built.err);
    }
    let mut wrong = String::new();
    let found = meaning(&paper);
    for (key, expected) in form.meaning.as_object().expect("a meaning") {
        if found[key] != *expected {
            wrong += &format!("{key}: expected {expected}\n{key}: but it is {}\n", found[key]);
        }
    }
    let page = format!("public{}index.html", found["url"].as_str().expect("a URL"));
    let page = fs::read_to_string(paper.path(&page)).expect("the story's page");
    let lost = lost(&form.text, &page, &told.out);
    if !lost.is_empty() {
        wrong += &format!("lost: {lost:?}\n");
    }
    for player in found["players"].as_array().expect("players") {
        let profile = format!("public/players/{}/index.html", player[0].as_str().expect("an id"));
        if !paper.path(&profile).is_file() {
            wrong += &format!("there is no {profile}\n");
        }
    }
    if wrong.is_empty() {
        wrong
    } else {
        format!("--- {}\n{wrong}it told:\n{}\n", form.name, told.out)
    }
}

/// The imported story of a newspaper, as `list` tells it.
fn meaning(paper: &Paper) -> Value {
    let stories = paper.list("stories");
    let (players, quotes) = (paper.list("players"), paper.list("quotes"));
    let named = |all: &[Value], id: &Value| all.iter().find(|one| one["id"] == *id).cloned();
    let is_imported = |story: &&Value| {
        story["title"].as_str().is_some_and(|it| it.to_lowercase().starts_with("gullwing"))
    };
    let mut story = stories.iter().find(is_imported).expect("the imported story").clone();
    let ids = |key: &str| story[key].as_array().expect("a list").clone();
    let cast = |id: &Value| {
        let player = named(&players, id).expect("a player");
        json!([player["id"], player["kind"]])
    };
    let said = |id: &Value| {
        let quote = named(&quotes, id).expect("a quote");
        json!([quote["speaker_name"], quote["title"], quote["organization"], quote["source_name"]])
    };
    let cast: Vec<Value> = ids("players").iter().map(cast).collect();
    let said: Vec<Value> = ids("quotes").iter().map(said).collect();
    let sections: Vec<Value> =
        ids("sections").iter().map(|section| section["id"].clone()).collect();
    let timeline: Vec<Value> =
        ids("timeline").iter().map(|event| json!([event["date"], event["precision"]])).collect();
    story["players"] = cast.into();
    story["quotes"] = said.into();
    story["sections"] = sections.into();
    story["timeline"] = timeline.into();
    story
}

/// How often each word stands in a text.
fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    let all = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in all {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// The text of a page's main part, with the addresses of its links.
fn page_text(html: &str) -> String {
    let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    let mut text = String::new();
    for piece in main.expect("a main part").split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        let address = tag.strip_prefix("a href=\"").and_then(|rest| rest.split('"').next());
        text.push(' ');
        text.push_str(words);
        text.push_str(
            address.map_or("", |address| if address.contains("//") { " https " } else { "" }),
        );
    }
    let text = text.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">")
}

/// The words of a brief that stand neither on its page nor in what was told of lines without a
/// place. The line with date and author becomes data, and is left out.
fn lost(brief: &str, page: &str, told: &str) -> Vec<String> {
    let there = words(&page_text(page));
    let unplaced: String = told.lines().filter(|line| line.contains("no place found")).collect();
    let unplaced = words(&unplaced);
    let is_byline = |line: &&str| {
        let line = line.to_lowercase();
        ["8:07", "20:07", "jan. 28", "by nora"].iter().any(|sign| line.contains(sign))
    };
    // The number of a list's item is the browser's to print.
    let unnumbered = |line: &'_ str| -> String {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.strip_prefix(". ").unwrap_or(line).to_owned()
    };
    let text: Vec<String> = brief.lines().filter(|line| !is_byline(line)).map(unnumbered).collect();
    let mut lost: Vec<String> = words(&text.join("\n"))
        .into_iter()
        .filter(|(word, count)| {
            there.get(word).unwrap_or(&0) + unplaced.get(word).unwrap_or(&0) < *count
        })
        .map(|(word, _)| word)
        .collect();
    lost.sort();
    lost
}

#[track_caller]
fn all_mean_what_they_say(forms: &[Form]) {
    let wrong: Vec<String> = forms.par_iter().map(wrong_with).collect();
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_usual_brief_in_other_types() {
    let plain = BRIEF.replace(['“', '”'], "\"").replace('’', "'");
    let pasted: Vec<&str> = BRIEF.lines().filter(|line| !line.is_empty()).collect();
    all_mean_what_they_say(&[
        form("as it is", BRIEF, usual()),
        form("straight marks", plain.clone(), usual()),
        form("CRLF", BRIEF.replace('\n', "\r\n"), usual()),
        form(
            "a byte-order mark and spaces",
            format!("\u{feff}\n{}", BRIEF.replace('\n', " \t\n")),
            usual(),
        ),
        form("no empty lines", pasted.join("\n"), usual()),
        form(
            "no empty lines, straight marks, hyphens",
            pasted.join("\n").replace(['“', '”'], "\"").replace('—', "-"),
            usual(),
        ),
        form("hyphens for dashes", BRIEF.replace('—', "-"), usual()),
        form("two hyphens", plain.replace('—', "--"), usual()),
        form("en dashes", BRIEF.replace('—', "–"), usual()),
        form("dashes without space", BRIEF.replace("— ", "—"), usual()),
        form("indented", BRIEF.replace("\n\n", "\n\n   "), usual()),
        form("unbroken spaces", BRIEF.replace(' ', "\u{a0}"), usual()),
    ]);
}

#[test]
fn dates_and_authors_in_other_words() {
    let line = |text: &str| with(BYLINE, text);
    let authors = |names: &[&str]| but(json!({ "authors": names }));
    all_mean_what_they_say(&[
        form("lower case", line("jan. 28, 2026 at 8:07pm by Nora Quill"), usual()),
        form("the whole month", line("January 28, 2026 at 8:07 p.m. by Nora Quill"), usual()),
        form("24 hours", line("Jan. 28, 2026 at 20:07 by Nora Quill"), usual()),
        form("ISO", line("2026-01-28 20:07 by Nora Quill"), usual()),
        form("day first", line("28 January 2026, 8:07 PM by Nora Quill"), usual()),
        form(
            "weekday and zone",
            line("Wednesday, January 28, 2026 at 8:07 p.m. ET by Nora Quill"),
            usual(),
        ),
        form("author first", line("By Nora Quill | Jan. 28, 2026 | 8:07 p.m."), usual()),
        form("two lines", line("By Nora Quill\n\nJan. 28, 2026 at 8:07pm"), usual()),
        form(
            "no hour",
            line("Jan. 28, 2026 by Nora Quill"),
            but(json!({ "date": "2026-01-28T00:00:00-05:00" })),
        ),
        form("no author", line("Jan. 28, 2026 at 8:07pm"), authors(&[])),
        form(
            "two authors",
            line("Jan. 28, 2026 at 8:07pm by Nora Quill and Sam Orr"),
            authors(&["nora-quill", "sam-orr"]),
        ),
        form(
            "three authors",
            line("Jan. 28, 2026 at 8:07pm by Nora Quill, Sam Orr, and Ira Vane Jr."),
            authors(&["nora-quill", "sam-orr", "ira-vane-jr"]),
        ),
        form("no dek", with(&format!("{DEK}\n\n"), ""), but(json!({ "dek": null }))),
    ]);
}

#[test]
fn players_and_bullets_in_other_forms() {
    all_mean_what_they_say(&[
        form("name and colon", players_as("NAME: "), usual()),
        form("name and dash", players_as("NAME — "), usual()),
        form("name above its line", players_as("NAME\n"), usual()),
        form("bullets", players_as("• NAME: "), usual()),
        form("bold names", players_as("- **NAME**: "), usual()),
        form("hyphens as bullets", with("  • ", "- "), usual()),
        form("stars as bullets", with("  • ", "* "), usual()),
        form("plus signs as bullets", with("  • ", "+ "), usual()),
        form(
            "numbers",
            with("  • Gullwing", "1. Gullwing").replace("  • Tide", "2. Tide"),
            usual(),
        ),
    ]);
}

#[test]
fn quotes_in_other_forms() {
    let without = |part: usize| {
        let mut meaning = usual();
        for quote in meaning["quotes"].as_array_mut().expect("quotes") {
            quote[part] = Value::Null;
        }
        meaning
    };
    all_mean_what_they_say(&[
        form("no source", with(" (ellerynews.example)", ""), without(3)),
        form("no organization", with(", Weld Squared", ""), without(2)),
        form(
            "a full address",
            with("(ellerynews.example)", "(https://ellerynews.example)"),
            usual(),
        ),
        form("several paragraphs", with("oil them. It", "oil them.\n\n“It"), usual()),
        form("the name on the same line", with("”\n\n—", "” —"), usual()),
        form("the name on the next line", with("”\n\n—", "”\n—"), usual()),
        form("German marks", BRIEF.replace('”', "»").replace('“', "«"), usual()),
    ]);
}

#[test]
fn sections_in_another_order_missing_or_unknown() {
    let moved =
        with(CALL_OUT, "").replace("Why it matters\n", &format!("{CALL_OUT}Why it matters\n"));
    let without_players = {
        let start = BRIEF.find("The players").expect("a heading");
        let end = BRIEF.find("Got photos").expect("a call-out");
        format!("{}{}", &BRIEF[..start], &BRIEF[end..])
    };
    let swapped = {
        let start = BRIEF.find("What they’re saying").expect("a heading");
        let end = BRIEF.find("The takeaway").expect("a heading");
        let (quotes, rest) = (&BRIEF[start..end], format!("{}{}", &BRIEF[..start], &BRIEF[end..]));
        rest.replace("Why it matters\n", &format!("{quotes}Why it matters\n"))
    };
    let sections = |ids: &[&str]| but(json!({ "sections": ids }));
    all_mean_what_they_say(&[
        form("capitals", headings_as(str::to_uppercase), usual()),
        form("colons", headings_as(|heading| format!("{heading}:")), usual()),
        form("Markdown", headings_as(|heading| format!("## {heading}")), usual()),
        form("bold", headings_as(|heading| format!("**{heading}**")), usual()),
        form(
            "no call-out",
            with(CALL_OUT, ""),
            sections(&[
                "why-it-matters",
                "the-details",
                "the-players",
                "what-theyre-saying",
                "the-takeaway",
            ]),
        ),
        form(
            "the call-out first",
            moved,
            sections(&[
                "callout",
                "why-it-matters",
                "the-details",
                "the-players",
                "what-theyre-saying",
                "the-takeaway",
            ]),
        ),
        form(
            "no players",
            without_players,
            but(json!({
                "sections": ["why-it-matters", "the-details", "callout", "what-theyre-saying", "the-takeaway"],
                "players": [["ada-brisk", "person"], ["mab-carrow", "person"]],
            })),
        ),
        form(
            "quotes first",
            swapped,
            but(json!({
                "sections": ["what-theyre-saying", "why-it-matters", "the-details", "the-players", "callout", "the-takeaway"],
                "players": usual()["players"],
            })),
        ),
        form(
            "an unknown section",
            with(
                "The takeaway\n",
                "A word from the gulls\n\nThey were not asked.\n\nThe takeaway\n",
            ),
            sections(&[
                "why-it-matters",
                "the-details",
                "the-players",
                "callout",
                "what-theyre-saying",
                "a-word-from-the-gulls",
                "the-takeaway",
            ]),
        ),
        form(
            "a timeline of its own",
            with("  • Gullwing pin", "Timeline\n\n  • Gullwing pin"),
            sections(&[
                "why-it-matters",
                "the-details",
                "timeline",
                "the-players",
                "callout",
                "what-theyre-saying",
                "the-takeaway",
            ]),
        ),
    ]);
}

#[test]
fn standard_input_folders_and_repetition() {
    let paper = Paper::starter();
    paper.put("inbox/one.txt", BRIEF);
    paper.put("inbox/two.txt", with(HEADLINE, "Gulls Ask for a Say in the Robots"));
    let told = paper.run(&["import", "inbox", "--at", NOW]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert_eq!(paper.list("stories").len(), 3 + 2);
    assert_eq!(paper.build().code, Some(0));
    let before = paper.fine_build();
    let again = paper.run(&["import", "inbox/one.txt", "inbox", "--at", NOW]);
    assert_eq!(again.code, Some(0), "{}", again.err);
    assert_eq!(paper.list("stories").len(), 3 + 2, "{}{}", again.out, again.err);
    assert_eq!(paper.fine_build(), before);

    let other = Paper::starter();
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), BRIEF).unwrap();
    let mut command = other.command(&["import", "-", "--at", NOW]);
    command.stdin(Stdio::from(fs::File::open(file.path()).unwrap()));
    let told = crate::press::ended(command);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert_eq!(other.build().code, Some(0));
    let found = meaning(&other);
    for (key, expected) in usual().as_object().unwrap() {
        assert_eq!(found[key], *expected, "{key}");
    }
}

#[test]
fn briefs_that_are_none_are_told_and_write_nothing() {
    let paper = Paper::starter();
    let before = crate::press::printed(paper.root());
    let outside = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = outside.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    };
    let bad = [
        put("empty.txt", b""),
        put("blank.txt", b"\n \n\t\n"),
        put("bytes.txt", b"A headline\n\n\xff\xfe\n"),
        put("huge.txt", &b"word ".repeat(10_500_000)),
        outside.path().join("missing.txt").to_string_lossy().into_owned(),
    ];
    for path in &bad {
        let told = paper.run(&["import", path]);
        assert!(
            matches!(told.code, Some(1 | 2)),
            "{path}: {:?} {}{}",
            told.code,
            told.out,
            told.err
        );
        assert!(
            told.err.lines().filter(|line| line.starts_with("error")).count() == 1,
            "{path}: {}",
            told.err
        );
        assert!(!told.err.contains("panicked"), "{}", told.err);
        assert_eq!(crate::press::printed(paper.root()), before, "{path}");
    }
}
