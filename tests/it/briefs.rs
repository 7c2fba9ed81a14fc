//! Plain-text briefs and what `import` makes of them.
//!
//! Every `tests/fixtures/briefs/NAME.txt` has the story that it becomes in `NAME.md` and what
//! is said about it in `NAME.report`. Adding a brief needs no Rust; `BLESS=1` rewrites both.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use newsprint::diagnostic::Severity;
use newsprint::import::{Brief, Vocabulary, brief, markdown, players, slug};
use newsprint::source::{SourceFile, SourceTree, Text};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/briefs")
}

/// All fixtures: name and text.
fn fixtures() -> Vec<(String, String)> {
    let files = fs::read_dir(folder()).expect("the folder of briefs");
    let mut found: Vec<(String, String)> = files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let name = path.file_stem().expect("a stem").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("UTF-8"))
        })
        .collect();
    found.sort();
    found
}

fn read(text: &str) -> Brief {
    brief(text, &Vocabulary::default())
}

/// What an editor is told about a brief, and the players that it brings.
fn report(brief: &Brief) -> String {
    let mut report = format!("file {}.md\n", slug(&brief.headline));
    for player in players(brief) {
        let _ = writeln!(
            report,
            "player {} ({}): {}",
            player.id,
            player.kind.as_str(),
            player.summary.unwrap_or_default()
        );
    }
    for guess in &brief.guesses {
        let _ = writeln!(report, "line {}: {}", guess.line, guess.what);
    }
    for line in &brief.unplaced {
        let _ = writeln!(report, "line {}: no place for \"{}\"", line.number, line.text);
    }
    report
}

#[test]
fn every_brief_becomes_the_story_beside_it() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let all = fixtures();
    assert!(all.len() >= 20, "only {} briefs were found", all.len());
    for (name, text) in all {
        let brief = read(&text);
        for (extension, made) in [("md", markdown(&brief)), ("report", report(&brief))] {
            let path = folder().join(format!("{name}.{extension}"));
            if bless {
                fs::write(&path, &made).expect("a writable fixture");
            } else if fs::read_to_string(&path).ok().as_deref() != Some(made.as_str()) {
                wrong.push(format!("--- {name}.{extension} is now:\n{made}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    for (name, text) in fixtures() {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let expected = markdown(&read(&unix));
        assert_eq!(markdown(&read(&unix.replace('\n', "\r\n"))), expected, "{name} with CRLF");
        assert_eq!(markdown(&read(&unix.replace('\n', "\r"))), expected, "{name} with CR");
        assert_eq!(
            markdown(&read(&format!("\u{FEFF}\n\n{unix}\n\n"))),
            expected,
            "{name} with a mark"
        );
        assert_eq!(
            markdown(&read(&unix.replace('\n', " \t\n"))),
            expected,
            "{name} with space at line ends"
        );
        let doubled = unix.replace("\n\n", "\n\n \n\n");
        assert_eq!(markdown(&read(&doubled)), expected, "{name} with more empty lines");
    }
}

#[test]
fn no_fixture_loses_a_word() {
    for (name, text) in fixtures() {
        assert_eq!(lost(&text), Vec::<String>::new(), "{name}");
        let pasted: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(lost(&pasted.join("\n")), Vec::<String>::new(), "{name} without empty lines");
    }
}

/// Counts of all runs of letters and digits, in lower case.
fn words(text: &str) -> HashMap<String, usize> {
    let invisible = |c: &char| !matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{AD}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(invisible).collect();
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// The words of a text that are neither on the printed page nor among the lines without a place.
/// The lines of the byline are left out, for their words became a date, and so is `by`, which
/// becomes a dash.
fn lost(text: &str) -> Vec<String> {
    let brief = read(text);
    let file = markdown(&brief);
    let body = file.split_once("\n+++\n").expect("front matter").1.to_owned();
    let mut options = Options::all();
    options.remove(Options::ENABLE_MATH | Options::ENABLE_SUPERSCRIPT | Options::ENABLE_SUBSCRIPT);
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    let mut printed = String::new();
    for event in Parser::new_ext(&body, options) {
        match event {
            Event::Text(words) => printed.push_str(&words),
            Event::Start(_) | Event::End(_) => printed.push('\n'),
            other => panic!("{other:?} in {body}"),
        }
    }
    // The numbers of a list are printed by the reader of Markdown.
    for line in body.lines() {
        let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
        if line[digits.len()..].starts_with(['.', ')']) {
            let _ = write!(printed, " {digits} ");
        }
    }
    let _ = write!(printed, "\n{} {}", brief.headline, brief.dek.clone().unwrap_or_default());
    for line in &brief.unplaced {
        let _ = write!(printed, "\n{}", line.text);
    }
    // Among players, numbers are no more than bullets; that they went is told.
    for guess in brief.guesses.iter().filter(|guess| guess.what.starts_with("number ")) {
        let _ = write!(printed, "\n{}", guess.what);
    }
    let mut byline: HashMap<String, usize> = HashMap::new();
    for line in &brief.byline {
        for (word, count) in words(&line.text) {
            *byline.entry(word).or_default() += count;
        }
    }
    let there = words(&printed);
    let mut lost: Vec<String> = words(text)
        .into_iter()
        .filter(|(word, count)| {
            let placed = there.get(word).unwrap_or(&0) + byline.get(word).unwrap_or(&0);
            placed < *count && word != "by"
        })
        .map(|(word, _)| word)
        .collect();
    lost.sort();
    lost
}

/// Lines that mean something to the reader, and some that look as if they did.
fn line() -> impl Strategy<Value = String> {
    const LINES: [&str; 54] = [
        "",
        "",
        "",
        "",
        "Robots arrive at the port",
        "Jan. 28, 2026 at 8:07pm by Nora Quill",
        "By Nora Quill and Sam Ortega",
        "Updated Jan. 30, 2026",
        "HARBOR CITY — The port is closed.",
        "Why it matters",
        "**The details:** It rained.",
        "The players",
        "What they’re saying",
        "Timeline",
        "The takeaway",
        "Got photos? Send them here. ›",
        "Got photos?",
        "Want to help? Join in. ›",
        "Harbor Robotics",
        "A maker of machines that lift crates.",
        "Ida Sund",
        "Ida Sund, president of the union.",
        "Ida Sund: Leads the union.",
        "“Somebody has to fix the machines.”",
        "“One.",
        "Two.”",
        "\"Straight.\"",
        "— Ida Sund, president, Dock Workers' Union (radio.example)",
        "-- Ida Sund via radio.example",
        "- Ida Sund",
        "by Ida Sund",
        "• First",
        "  continued here",
        "1. One",
        "2. Two",
        "01. Zero",
        "January 29, 2026",
        "The road ahead",
        "## A heading {#x} #",
        "+++",
        "---",
        "> said",
        "    code `a` [b](c) <d> &amp; *e*",
        "***",
        "Updated Jan. 2, 2026 at 5:07pm PT",
        "01/28/26 at 8:07pm by Ben Lind",
        "8:07pm ET",
        "BUSINESS",
        "+ Plus",
        "How we got here",
        "— Ida Sund, CEO, Harbor Robotics told radio.example",
        "— J. T. Lind, *cook* {#x} (tides.example)",
        "— Ida Sund, clerk, Harbor Ci)y Library (",
        "Harbor Robotics, A maker of machines.",
    ];
    prop_oneof![
        6 => proptest::sample::select(&LINES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,60}",
        1 => "[ -~]{0,40}",
        1 => "[ \\t•—“”\"'A-Ca-c.,:?0-9#>*_-]{0,30}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let ends = proptest::sample::select(&["\n", "\n", "\n\n", "\r\n", "\r"][..]);
    proptest::collection::vec((line(), ends), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

/// The default theme.
static THEME: LazyLock<SourceTree> = LazyLock::new(|| {
    let (mut tree, _) = newsprint::disk::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    tree.files.retain(|path, _| path.starts_with("themes/broadsheet/"));
    tree
});

/// A site with the story and the players that a brief becomes.
fn site(brief: &Brief) -> SourceTree {
    let file = |path: String, text: &str| {
        let text = Text::new(&path, text);
        (text.path.clone(), SourceFile::Text(text))
    };
    let settings = "title = \"The Bell\"\nbase_url = \"https://bell.example/\"\ntimezone = \"America/Chicago\"\n";
    let story = format!("content/stories/{}.md", slug(&brief.headline));
    let mut files = vec![file("site.toml".to_owned(), settings), file(story, &markdown(brief))];
    for player in players(brief) {
        files.push(file(format!("content/players/{}.md", player.id), &player.text));
    }
    files.extend(THEME.files.clone());
    SourceTree { files: files.into_iter().collect() }
}

/// The errors of a build right after an import. A brief without a date gets one, as from the clock.
fn errors(text: &str) -> Vec<String> {
    let mut brief = read(text);
    if brief.headline.is_empty() {
        return Vec::new();
    }
    let now = newsprint::import::Moment {
        local: "2026-02-03T12:00:00".parse().expect("a date-time"),
        offset: None,
    };
    brief.date.get_or_insert(now);
    let options = newsprint::options::Options {
        future: true,
        drafts: true,
        ..newsprint::options::Options::at("2026-11-20T12:00:00Z".parse().expect("a moment"))
    };
    let (_, problems) = newsprint::edition(&site(&brief), &options);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| format!("{problem:?}")).collect()
}

#[test]
fn every_brief_builds_right_after_its_import() {
    for (name, text) in fixtures() {
        assert_eq!(errors(&text), Vec::<String>::new(), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_brief_builds_right_after_its_import(text in text()) {
        prop_assert_eq!(errors(&text), Vec::<String>::new(), "{}", markdown(&read(&text)));
    }

    #[test]
    fn any_attribution_builds_right_after_its_import(
        name in "(Ida Sund|J\\. T\\. Lind|Al)",
        rest in r"[ ,()\[\]{}#*_\\<>&;:~`'“”a-cA-C./-]{0,24}",
        end in "(| \\(radio\\.example\\)| told radio\\.example|, via https://radio\\.example/a\\(b| \\{#x\\}|\\))",
    ) {
        let text = format!("Head\n\nWhat they're saying\n\n“Words.”\n\n— {name}{rest}{end}\n");
        prop_assert_eq!(errors(&text), Vec::<String>::new(), "{}", markdown(&read(&text)));
        prop_assert_eq!(lost(&text), Vec::<String>::new(), "{}", markdown(&read(&text)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_loses_a_word(text in text()) {
        prop_assert_eq!(lost(&text), Vec::<String>::new(), "{}", markdown(&read(&text)));
    }

    #[test]
    fn front_matter_is_toml_with_what_was_read(text in text()) {
        let brief = read(&text);
        let file = markdown(&brief);
        let rest = file.strip_prefix("+++\n").expect("an opening line");
        let (front, _) = rest.split_once("\n+++\n").expect("a closing line");
        let table: toml::Table = toml::from_str(front).expect("TOML");
        prop_assert_eq!(table["title"].as_str(), Some(brief.headline.as_str()));
        prop_assert_eq!(table.get("dek").and_then(|dek| dek.as_str()), brief.dek.as_deref());
        prop_assert_eq!(table.contains_key("date"), brief.date.is_some());
        for player in players(&brief) {
            let front = player.text.trim_start_matches("+++\n").trim_end_matches("+++\n");
            let table: toml::Table = toml::from_str(front).expect("TOML");
            prop_assert_eq!(table["name"].as_str(), Some(player.name.as_str()));
        }
    }

    #[test]
    fn any_text_at_all_is_a_brief(text in any::<String>()) {
        prop_assert_eq!(lost(&text), Vec::<String>::new());
    }
}
