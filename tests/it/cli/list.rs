//! `newsprint list`: the JSON that other programs read, and the tables that people do.

use super::*;

fn keys(row: &Value) -> Vec<&str> {
    row.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn json_has_every_key_of_every_list() {
    let site = starter();
    let first = |what: &str| json(site.path(), &["list", what, "--format", "json"])[0].clone();
    assert_eq!(
        keys(&first("stories")),
        [
            "id", "title", "dek", "date", "updated", "authors", "place", "topics", "players",
            "quotes", "timeline", "sections", "url", "path"
        ]
    );
    assert_eq!(
        keys(&first("players")),
        ["id", "name", "kind", "summary", "aliases", "stories", "quotes", "url", "described_in"]
    );
    assert_eq!(
        keys(&first("quotes")),
        [
            "id",
            "text",
            "speaker",
            "speaker_name",
            "title",
            "organization",
            "source_url",
            "source_name",
            "said",
            "stories",
            "url"
        ]
    );
    assert_eq!(keys(&first("topics")), ["id", "name", "summary", "stories", "url"]);
    assert_eq!(keys(&first("pages")), ["url", "kind", "template"]);
}

#[test]
fn relations_are_ids_and_urls_are_under_the_base_path() {
    let site = starter();
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    put(site.path(), "site.toml", settings.replace("ledger.example/", "town.example/ledger/"));
    let stories = json(site.path(), &["list", "stories", "--format", "json"]);
    let plants = &stories[0];
    assert_eq!(plants["id"], "plants-cut-night-shifts");
    assert_eq!(plants["place"], "north-point");
    assert_eq!(plants["url"], "/ledger/2025/05/plants-cut-night-shifts/");
    assert_eq!(plants["path"], "content/stories/plants-cut-night-shifts.md");
    let event = serde_json::json!({
        "date": "2025-05-05", "precision": "day",
        "text": "Grady Packing announced the cuts on May 5, 2025.",
    });
    assert_eq!(plants["timeline"][0], event);
    let section = serde_json::json!({
        "id": "the-players", "heading": "The players", "kind": "players",
    });
    assert!(plants["sections"].as_array().unwrap().contains(&section), "{plants:#}");
    let players = json(site.path(), &["list", "players", "--format", "json"]);
    let ida = players.as_array().unwrap().iter().find(|one| one["id"] == "ida-sund").unwrap();
    assert_eq!(ida["url"], "/ledger/players/ida-sund/");
    assert_eq!(ida["described_in"], serde_json::json!(["plants-cut-night-shifts"]));
    let quotes = json(site.path(), &["list", "quotes", "--format", "json"]);
    let fines =
        quotes.as_array().unwrap().iter().find(|one| one["id"] == "marsh-no-fines").unwrap();
    assert_eq!(fines["said"], "2025-01-13");
    assert_eq!(fines["title"], "director");
    assert_eq!(fines["stories"], serde_json::json!(["overdue-book"]));
    let topics = json(site.path(), &["list", "topics", "--format", "json"]);
    assert_eq!(topics[1]["url"], "/ledger/topics/labor/");
    let pages = json(site.path(), &["list", "pages", "--format", "json"]);
    let front = serde_json::json!({ "url": "/ledger/", "kind": "front", "template": "front.html" });
    assert_eq!(pages[0], front);
}

#[test]
fn a_table_has_aligned_columns() {
    let site = starter();
    let table = fine(site.path(), &["list", "topics"]);
    assert_eq!(table, "ID       NAME     STORIES\nculture  Culture  2\nlabor    Labor    1\n");
}

#[test]
fn with_errors_what_is_there_is_listed_all_the_same() {
    let broken = "+++\ntitle = \"Mist\"\n+++\n";
    let site = site(&[("content/stories/fog.md", FOG), ("content/stories/mist.md", broken)]);
    let (out, err) = ended(1, run(site.path(), &["list", "stories", "--format", "json"]));
    let stories: Value = serde_json::from_str(&out).unwrap();
    assert!(stories.as_array().unwrap().iter().any(|story| story["id"] == "fog"), "{out}");
    assert!(err.contains("error[missing-key]"), "{err}");
    put(site.path(), "site.toml", "title = \"X\"\ntheme = \"none\"\n");
    let (out, err) = ended(1, run(site.path(), &["list", "stories", "--format", "json"]));
    assert_eq!(out, "[]\n");
    assert!(err.contains("error[unknown-theme]"), "{err}");
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let site = starter();
    let mut child = program(site.path());
    let mut child = child.args(["theme", "views"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
