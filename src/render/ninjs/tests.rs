//! Stories for partners and what others are told to show, of words that try to break out.

use std::sync::Arc;

use serde_json::Value;

use crate::edition::{Edition, Machine, Needs};
use crate::options::Options;
use crate::proof::Proof;
use crate::render::render;
use crate::source::{SourceFile, SourceTree, Text};

const HOSTILE: &str =
    "]]> </script> \"two\" 'one' & &amp; <b>\u{7}\u{1} 🚢 \u{202e}ab\u{2066} \u{2028}%zz";

/// A newspaper of which a story, its author, its place and the speaker of its quote are called so.
fn edition(words: &str) -> Arc<Edition> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tree: SourceTree = crate::disk::read(root).0;
    tree.files.retain(|path, _| path.starts_with("themes/broadsheet/"));
    // What JSON escapes in a text, TOML escapes in the same way.
    let toml = Value::from(words).to_string();
    let story = format!(
        "+++\ntitle = {toml}\ndek = {toml}\ndate = 2026-01-02\nauthors = [{toml}]\n\
         place = {toml}\ntopics = [\"fog\"]\nimage = {{ src = \"https://a.example/b c?d=1&e=[2]#f#g\", \
         alt = {toml}, credit = {toml} }}\n+++\nA [link](/players/) & more.\n\n\
         > It is late, and we are tired of it.\n>\n> — Ida Sund (https://a.example/b%20c?d=1&e=[2]#f#g)\n"
    );
    let player = "+++\nname = \"Ida Sund\"\nkind = \"person\"\n+++\n".to_owned();
    let settings = format!(
        "title = {toml}\nbase_url = \"https://fog.example/paper/\"\n[outputs]\nninjs = true\n"
    );
    for (path, text) in [
        ("site.toml", settings),
        ("content/stories/fog.md", story),
        ("content/players/ida-sund.md", player),
    ] {
        tree.files.insert(path.into(), SourceFile::Text(Text::new(path, &text)));
    }
    let options = Options::at("2026-02-01T00:00:00Z".parse().expect("a moment"));
    let proof = crate::proof(&tree, &options, &Proof::default());
    proof.edition.unwrap_or_else(|| panic!("{:?}", proof.problems))
}

/// Everything of the edition that this is about, read as JSON.
fn outputs(edition: &Edition) -> Vec<(&Machine, Value)> {
    let pages = edition.pages.iter().filter_map(|page| match &page.needs {
        Needs::Machine(machine) => Some((machine, page)),
        _ => None,
    });
    let wanted = |machine: &Machine| matches!(machine.kind(), "ninjs" | "ninjs-feed" | "oembed");
    let pages = pages.filter(|(machine, _)| wanted(machine));
    let read = pages.map(|(machine, page)| {
        let bytes = render(edition, page).expect("an output");
        (machine, serde_json::from_slice(&bytes).expect("JSON"))
    });
    read.collect()
}

/// Every text below a value, with the name of its property.
fn texts<'v>(name: &'v str, value: &'v Value, found: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::String(text) => found.push((name, text)),
        Value::Array(all) => {
            assert!(!all.is_empty(), "{name} is empty");
            all.iter().for_each(|value| texts(name, value, found));
        }
        Value::Object(all) => all.iter().for_each(|(name, value)| texts(name, value, found)),
        Value::Null => panic!("{name} is null"),
        _ => {}
    }
}

#[test]
fn hostile_words_stay_words_and_addresses_are_whole() {
    let long = "word ".repeat(2_000) + HOSTILE;
    for words in [HOSTILE, &long] {
        let edition = edition(words);
        let title = &*edition.site.stories[0].document.title;
        let outputs = outputs(&edition);
        assert_eq!(outputs.len(), 4, "a story, the newest, and oEmbed of the story and the quote");
        for (machine, value) in &outputs {
            match machine {
                Machine::Ninjs(_) => assert_eq!(value["headlines"][0]["value"], title),
                Machine::NinjsFeed => assert_eq!(value["associations"][0]["name"], title),
                Machine::StoryOembed(_) => assert_eq!(value["title"], title),
                _ => assert_eq!(value["type"], "rich"),
            }
            let mut found = Vec::new();
            texts("", value, &mut found);
            for (name, text) in found {
                assert!(!text.trim().is_empty(), "{name} is blank");
                if matches!(name, "uri" | "href" | "provider_url" | "author_url") {
                    let allowed = |c: char| c.is_ascii_graphic() && !"<>\"[]{}|\\^`".contains(c);
                    assert!(text.contains(':') && text.chars().all(allowed), "{name}: {text}");
                    assert!(text.matches('#').count() < 2, "{name}: {text}");
                }
            }
        }
    }
}

#[test]
fn the_html_for_partners_leads_to_whole_addresses() {
    let edition = edition("Fog");
    let outputs = outputs(&edition);
    let ninjs = outputs.iter().find(|(machine, _)| matches!(machine, Machine::Ninjs(_)));
    let bodies = &ninjs.expect("a story").1["bodies"];
    let html = bodies[0]["value"].as_str().expect("HTML");
    assert!(html.contains("href=\"https://fog.example/paper/players/\""), "{html}");
    assert!(!html.contains("href=\"/") && !html.contains("href=\"#"), "{html}");
    let plain = bodies[1]["value"].as_str().expect("plain text");
    assert!(plain.starts_with("A link & more.\n\nIt is late"), "{plain}");
}
