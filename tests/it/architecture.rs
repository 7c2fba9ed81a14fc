//! What the source code promises about itself: only the edges touch the world, every file says
//! what it is for, and no file grows beyond what one can read.

use std::fs;
use std::path::{Path, PathBuf};

/// The files and folders of `src/` that may touch files, clock and environment.
const EDGES: [&str; 5] = ["disk", "watch", "server", "remote", "cli"];

/// What reaches out of the program.
const WORLD: [&str; 14] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "println!",
    "dbg!",
];

/// The most lines that a file may have.
const LONGEST: usize = 450;

/// All Rust files of `src/` with their paths in it and their texts.
fn sources() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                found.push((within(&root, &path), text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "only {} files were found", found.len());
    found
}

fn within(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).expect("a path below the root");
    path.to_string_lossy().replace('\\', "/")
}

/// Whether a file is an edge, the program itself, or only tests.
fn may_touch_the_world(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    first == "main"
        || EDGES.contains(&first)
        || path.ends_with("tests.rs")
        || path.contains("/tests/")
}

/// The lines of a file that are compiled into the program: no comments, and no tests at its end.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    let lines = lines.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// What a line uses of the world, if anything. Imports in braces count as well:
/// `use std::{env, fs}`.
fn touched(line: &str) -> Option<&'static str> {
    let braced = line.split_once("std::{").map_or("", |(_, names)| names);
    let names = braced.split([',', '}', ' ', ':']);
    let in_braces = names.clone().any(|name| matches!(name, "fs" | "env" | "net" | "process"));
    if in_braces {
        return Some("std::{...}");
    }
    WORLD.into_iter().find(|word| line.contains(word))
}

#[test]
fn only_the_edges_touch_files_clock_and_environment() {
    let mut wrong = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !may_touch_the_world(path)) {
        for (number, line) in code(text) {
            if let Some(word) = touched(line) {
                wrong.push(format!("src/{path}:{number}: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "the pure core touches the world:\n{}", wrong.join("\n"));
}

#[test]
fn the_search_for_the_world_finds_it() {
    for line in ["use std::fs::File;", "use std::{env, sync::Arc};", "let n = Timestamp::now();"] {
        assert!(touched(line).is_some(), "{line}");
    }
    assert_eq!(touched("use std::{fmt, sync::Arc};"), None);
    let text = "//! std::fs\nlet x = 1; // fine\n#[cfg(test)]\nuse std::fs;\n";
    assert!(code(text).all(|(_, line)| touched(line).is_none()));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top of {silent:?}");
}

#[test]
fn no_file_is_too_long_to_be_read() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path} has {lines} lines"))
        .collect();
    assert!(long.is_empty(), "more than {LONGEST} lines: {long:?}");
}

#[test]
fn no_heading_of_a_text_has_an_id_that_the_built_in_themes_use_around_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for theme in ["broadsheet", "wire"] {
        for template in ["base.html", "page.html", "player.html", "story.html", "term.html"] {
            let path = root.join("themes").join(theme).join("templates").join(template);
            let text = fs::read_to_string(&path).expect("a template");
            let ids = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
            for id in ids.filter(|id| !id.contains('{')) {
                let is_kept = newsprint::parse::markdown::anchors::OF_PAGES.contains(&id);
                assert!(is_kept, "{}: add `{id}` to OF_PAGES", path.display());
            }
        }
    }
}
