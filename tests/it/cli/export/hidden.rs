//! What is not published yet, or no more, is in no byte of an export.

use super::formats::agreed;
use super::*;

/// The moment of `tests/sites/hidden`.
const AT: [&str; 2] = ["--at", "2026-06-01T00:00:00Z"];

/// That site, with a theme of the program.
fn hidden() -> TempDir {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/hidden");
    let site = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&golden.join("content")) {
        put(&site.path().join("content"), path.to_str().unwrap(), bytes);
    }
    let settings = fs::read_to_string(golden.join("site.toml")).unwrap();
    put(site.path(), "site.toml", settings.replace("\"dump\"", "\"broadsheet\""));
    site
}

/// Which of some words are somewhere in an export.
fn found<'w>(folder: &Path, words: &[&'w str]) -> Vec<&'w str> {
    let files = files(folder);
    let is_in = |word: &&&str| {
        let word = word.as_bytes();
        files.iter().any(|(_, bytes)| bytes.windows(word.len()).any(|part| part == word))
    };
    words.iter().filter(is_in).copied().collect()
}

/// Words that only hidden content has.
const DRAFTS: [&str; 8] = [
    "Draft words",
    "draft.example",
    "draft topic",
    "Draft Author",
    "Draft Place",
    "hidden correction",
    "A draft by itself",
    "drafty-person",
];
const FUTURE: [&str; 9] = [
    "Future words",
    "future.example",
    "future topic",
    "future-person",
    "Embargoed",
    "embargo.example",
    "embargo topic",
    "not out yet",
    "quote topic",
];
const GONE: [&str; 4] = ["Expired words", "gone.example", "gone topic", "gone-person"];

#[test]
fn nothing_that_is_hidden_is_exported() {
    let folder = exported(hidden().path(), &AT);
    let rows = agreed(folder.path());
    assert_eq!(rows["stories"].len(), 2);
    let all = [&DRAFTS[..], &FUTURE, &GONE].concat();
    assert_eq!(found(folder.path(), &all), [""; 0]);
    // The search finds what is there.
    assert_eq!(found(folder.path(), &["Still here"]), ["Still here"]);
}

#[test]
fn the_options_of_a_build_show_what_they_show_there() {
    let folder = exported(hidden().path(), &[&AT[..], &["--drafts"]].concat());
    assert_eq!(found(folder.path(), &DRAFTS), DRAFTS);
    assert_eq!(found(folder.path(), &[&FUTURE[..], &GONE].concat()), [""; 0]);
    let rows = agreed(folder.path());
    let drafts = rows["stories"].iter().filter(|row| row[9] == "1");
    assert_eq!(drafts.map(|row| &*row[0]).collect::<Vec<_>>(), ["draft"]);
    let folder = exported(hidden().path(), &[&AT[..], &["--future"]].concat());
    assert_eq!(found(folder.path(), &FUTURE), FUTURE);
    assert_eq!(found(folder.path(), &[&DRAFTS[..], &GONE].concat()), [""; 0]);
}
