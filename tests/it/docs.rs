//! The documentation says what the program does: codes, keys, views and links are compared with
//! the code.
//!
//! `docs/views.md` is made from the views themselves, and the tables of `docs/export.md` from those
//! of the export; `BLESS=1` writes them anew. All else is written by hand, and these tests say what
//! is missing in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use newsprint::diagnostic::Code;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use walkdir::WalkDir;

mod keys;
mod tables;
mod views;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every page of the documentation, by its path in the repository.
fn pages() -> BTreeMap<String, String> {
    let entries = fs::read_dir(root().join("docs")).expect("the folder docs/");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    let mut paths: Vec<String> =
        names.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")).collect();
    paths.extend(
        ["README", "CONTRIBUTING", "ARCHITECTURE", "CHANGELOG"].map(|name| format!("{name}.md")),
    );
    paths.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

/// A source file, or all of those in a folder of the repository; none where there is neither.
fn sources(path: &str) -> Vec<PathBuf> {
    let files = WalkDir::new(root().join(path)).into_iter().filter_map(Result::ok);
    let files = files.map(|entry| entry.into_path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

/// The names of the source files right in a folder below `src/`.
fn children(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join("src").join(folder)).expect("a folder of sources");
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| name.ends_with(".rs")).collect()
}

fn events(text: &str) -> Vec<Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_TABLES).collect()
}

/// Words on one line with single spaces, so that a wrapped sentence is found.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_code_is_documented_with_its_sentence_and_severity() {
    let text = read("docs/diagnostics.md");
    let sections: BTreeMap<&str, String> = text
        .split("\n### ")
        .skip(1)
        .filter_map(|section| section.split_once('\n'))
        .map(|(heading, words)| (heading.trim().trim_matches('`'), on_one_line(words)))
        .collect();
    let mut missing = Vec::new();
    for code in Code::ALL {
        let words = sections.get(code.as_str()).map_or("", String::as_str);
        let severity = format!("*{}*", code.severity());
        if !words.contains(&on_one_line(code.documentation())) || !words.contains(&severity) {
            missing.push(format!(
                "### `{code}`\n\n*{}* {}\n",
                code.severity(),
                code.documentation()
            ));
        }
    }
    assert!(missing.is_empty(), "docs/diagnostics.md lacks:\n\n{}", missing.join("\n"));
    let unknown: Vec<&&str> = sections.keys().filter(|code| Code::named(code).is_none()).collect();
    assert!(unknown.is_empty(), "docs/diagnostics.md has codes that are gone: {unknown:?}");
}

#[test]
fn every_view_and_field_is_documented() {
    let path = root().join("docs/views.md");
    let expected = views::markdown();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &expected).expect("docs/views.md can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let first = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
    assert!(
        found == expected,
        "docs/views.md is not what the views are ({first:?}); BLESS=1 writes it"
    );
}

#[test]
fn every_table_of_the_export_is_documented() {
    let path = root().join("docs/export.md");
    let page = read("docs/export.md");
    let (by_hand, found) = page.split_once(tables::HEADING).expect("the heading of the tables");
    let expected = tables::markdown();
    if std::env::var_os("BLESS").is_some() {
        let page = [by_hand, tables::HEADING, &expected].concat();
        fs::write(&path, page).expect("docs/export.md can be written");
        return;
    }
    assert!(
        found == expected,
        "docs/export.md does not say of the tables what they are; BLESS=1 writes it"
    );
}

#[test]
fn every_key_is_documented_on_its_page() {
    let mut missing = Vec::new();
    for (page, names) in keys::KEYS {
        let text = read(page);
        for name in *names {
            let found = [format!("`{name}`"), format!("`[{name}]`"), format!("`[[{name}]]`")];
            if !found.iter().any(|written| text.contains(written)) {
                missing.push(format!("{page}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "keys without a word about them:\n{}", missing.join("\n"));
}

/// The list of keys above is kept by hand, so this finds keys that were added to the code alone.
#[test]
fn the_list_of_keys_is_that_of_the_code() {
    let listed: BTreeSet<&str> = keys::KEYS.iter().flat_map(|(_, names)| *names).copied().collect();
    let mut unlisted = Vec::new();
    let files: Vec<PathBuf> = keys::READERS.iter().flat_map(|path| sources(path)).collect();
    assert!(files.len() > 20, "only {} files read keys", files.len());
    for file in files {
        let text = fs::read_to_string(&file).expect("UTF-8");
        for key in keys::read_by(&text) {
            if !listed.contains(key.as_str()) {
                unlisted.push(format!("{}: {key}", file.display()));
            }
        }
    }
    assert!(unlisted.is_empty(), "keys that tests/it/docs/keys.rs lacks:\n{}", unlisted.join("\n"));
    for key in newsprint::parse::story::KEYS {
        assert!(listed.contains(key), "{key}");
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let pages = pages();
    let mut dead = Vec::new();
    for (path, text) in &pages {
        for target in targets(text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = if file.is_empty() { path.clone() } else { joined(path, file) };
            if !root().join(&file).exists() {
                dead.push(format!("{path}: {target}"));
            } else if !anchor.is_empty()
                && pages.get(&file).is_some_and(|text| !anchors(text).contains(anchor))
            {
                dead.push(format!("{path}: {target} (no such heading)"));
            }
        }
    }
    assert!(dead.is_empty(), "dead links:\n{}", dead.join("\n"));
}

/// Paths below `src/` may be written without it: `link/fill.rs`.
#[test]
fn files_that_the_architecture_names_exist_and_none_is_left_out() {
    let text = read("ARCHITECTURE.md");
    let path = |c: char| c.is_ascii_alphanumeric() || "/_.-".contains(c);
    let mut gone = Vec::new();
    for name in text.split(|c| !path(c)).filter(|word| word.ends_with(".rs") && word.contains('/'))
    {
        if !["", "src/"].iter().any(|folder| root().join(format!("{folder}{name}")).exists()) {
            gone.push(name);
        }
    }
    assert!(gone.is_empty(), "ARCHITECTURE.md names files that are gone: {gone:?}");
    let (_, tree) = text.split_once("## The source, file by file").unwrap_or_default();
    let tree = tree.split("\n## ").next().unwrap_or_default();
    let folders = ["", "link", "plan", "check", "config", "disk"];
    for file in folders.iter().flat_map(|folder| children(folder)) {
        let known = tree.split(|c| !path(c)).any(|word| word.rsplit('/').next() == Some(&file));
        assert!(known || file.ends_with("tests.rs"), "ARCHITECTURE.md says nothing of {file}");
    }
}

#[test]
fn the_index_leads_to_every_page() {
    let index = read("docs/README.md");
    let missing: Vec<String> = pages()
        .into_keys()
        .filter_map(|path| path.strip_prefix("docs/").map(str::to_owned))
        .filter(|name| name != "README.md" && !index.contains(&format!("({name})")))
        .collect();
    assert!(missing.is_empty(), "docs/README.md does not lead to {missing:?}");
}

#[test]
fn every_example_in_toml_is_toml() {
    let mut count = 0;
    for (path, text) in pages() {
        for (kind, example) in fences(&text) {
            let toml = match kind.as_str() {
                "toml" => example.as_str(),
                "markdown" if example.starts_with("+++\n") => {
                    example[4..].split("\n+++").next().unwrap_or_default()
                }
                _ => continue,
            };
            count += 1;
            let parsed = toml.parse::<toml::Table>();
            assert!(parsed.is_ok(), "{path}: {}\n{example}", parsed.unwrap_err());
        }
    }
    assert!(count > 30, "only {count} examples were found");
}

/// The targets of all links and pictures.
fn targets(text: &str) -> Vec<String> {
    let events = events(text).into_iter();
    let targets = events.filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    });
    targets.collect()
}

/// The anchors that a forge gives to headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let words = heading.take().unwrap_or_default().to_lowercase();
                let kept = words.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
                anchors.insert(kept.map(|c| if c == ' ' { '-' } else { c }).collect());
            }
            _ => {}
        }
    }
    anchors
}

/// All fenced blocks with the words behind their fences.
fn fences(text: &str) -> Vec<(String, String)> {
    let mut fences = Vec::new();
    let mut open: Option<(String, String)> = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                open = Some((kind.to_string(), String::new()));
            }
            Event::Text(words) => {
                if let Some((_, block)) = &mut open {
                    block.push_str(&words);
                }
            }
            Event::End(TagEnd::CodeBlock) => fences.extend(open.take()),
            _ => {}
        }
    }
    fences
}

/// A path relative to the page that names it.
fn joined(page: &str, path: &str) -> String {
    let mut parts: Vec<&str> =
        Path::new(page).parent().and_then(Path::to_str).unwrap_or("").split('/').collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            other => parts.push(other),
        }
    }
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}
