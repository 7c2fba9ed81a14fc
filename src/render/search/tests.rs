//! The index as a whole: what stands in it, and that it does not matter how it was made.

use std::collections::BTreeMap;

use super::recount::Anew;
use super::shards::Shard;
use super::*;
use crate::options::Options;
use crate::proof::Proof;
use crate::source::{SourceFile, SourceTree, Text};

/// A newspaper of so many stories and a few more things, in two languages.
fn tree(stories: usize) -> SourceTree {
    let theme = crate::disk::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    let mut tree = SourceTree::default();
    tree.files.extend(theme.files.into_iter().filter(|(path, _)| path.starts_with("themes/")));
    put(&mut tree, "site.toml", "title = \"The Bell\"\n[languages.de]\n");
    put(
        &mut tree,
        "content/players/ida-sund.md",
        "+++\nname = \"Ida Sund\"\nkind = \"person\"\n+++\nSails.\n",
    );
    for number in 0..stories {
        let body = format!("Word{} and word{} came. Ida Sund waved.", number % 7, number % 90);
        write_story(&mut tree, number, &body);
    }
    write_german(&mut tree, "Grüße.");
    tree
}

fn put(tree: &mut SourceTree, path: &str, text: &str) {
    tree.files.insert(path.into(), SourceFile::Text(Text::new(path, text)));
}

fn write_story(tree: &mut SourceTree, number: usize, body: &str) {
    let quote = format!("> Number {number} it is.\n>\n> — Ida Sund, mayor\n");
    let (year, day) = (2020 + number / 300, number % 300 / 11 + 1);
    let text = format!(
        "+++\ntitle = \"Fog {number}\"\ndate = {year}-01-{day:02}\ntopics = [\"fog\"]\ndek = \"Fog.\"\n+++\n{body}\n\n{quote}"
    );
    put(tree, &format!("content/stories/s{number}.md"), &text);
}

fn write_german(tree: &mut SourceTree, body: &str) {
    let text =
        format!("+++\ntitle = \"Nebel\"\ndek = \"Nebel.\"\ndate = 2026-01-01\n+++\n{body}\n");
    put(tree, "content/stories/s0.de.md", &text);
}

/// What a newspaper is printed from after another run.
fn proof(tree: &SourceTree, old: &Proof) -> Proof {
    let now = "2026-02-01T00:00:00Z".parse().expect("a moment");
    let proof = crate::proof(tree, &Options::at(now), old);
    assert!(!crate::diagnostic::has_errors(&proof.problems), "{:?}", proof.problems);
    proof
}

fn edition_of(proof: Proof) -> std::sync::Arc<Edition> {
    proof.edition.expect("an edition")
}

fn edition(stories: usize) -> std::sync::Arc<Edition> {
    edition_of(proof(&tree(stories), &Proof::default()))
}

/// What a file of words holds: for each word and kind how many documents say it, and the strength and
/// the number of those that are listed.
type Read = BTreeMap<String, BTreeMap<u8, (usize, Vec<(u8, usize)>)>>;

/// Reads files of words as `docs/search.md` tells.
fn read(shards: &[Shard]) -> Read {
    let mut all = Read::new();
    for shard in shards {
        let (mut rest, mut word) = (&shard.bytes[..], Vec::new());
        while !rest.is_empty() {
            let (shared, length) = (number(&mut rest), number(&mut rest));
            word.truncate(shared);
            word.extend_from_slice(taken(&mut rest, length));
            let size = number(&mut rest);
            let mut documents = taken(&mut rest, size);
            let kinds = taken(&mut documents, 1)[0];
            let text = String::from_utf8(word.clone()).expect("UTF-8");
            assert!(
                text >= shard.first,
                "{text} stands in a file that begins with {}",
                shard.first
            );
            let by_kind = all.entry(text).or_default();
            for kind in (0..3).filter(|kind| kinds >> kind & 1 == 1) {
                let count = number(&mut documents) / 2;
                let mut listed = Vec::new();
                loop {
                    let head = taken(&mut documents, 1)[0];
                    let group = number(&mut documents);
                    let mut last = number(&mut documents);
                    listed.push((head & 15, last));
                    for _ in 1..group {
                        last -= number(&mut documents);
                        listed.push((head & 15, last));
                    }
                    if head & 16 != 0 {
                        break;
                    }
                }
                assert!(by_kind.insert(kind, (count, listed)).is_none(), "a word stands twice");
            }
            assert!(documents.is_empty());
        }
    }
    all
}

fn taken<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, after) = rest.split_at(length);
    *rest = after;
    taken
}

fn number(rest: &mut &[u8]) -> usize {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = taken(rest, 1)[0];
        value |= usize::from(byte & 127) << shift;
        shift += 7;
        if byte < 128 {
            return value;
        }
    }
}

/// The files of all words of 200 stories.
fn written(parts: &[Sorted], files: usize) -> Vec<Shard> {
    shards::written((parts, &Anew::default()), files, [200, 1, 200]).shards
}

#[test]
fn every_word_leads_to_what_says_it() {
    let edition = edition(20);
    let read = read(&edition.search_index(0).written.shards);
    let numbers = |word: &str, kind: u8| {
        let (count, listed) = read.get(word).and_then(|kinds| kinds.get(&kind)).expect("the word");
        assert_eq!(*count, listed.len());
        let mut numbers: Vec<usize> = listed.iter().map(|(_, number)| *number).collect();
        numbers.sort_unstable();
        numbers
    };
    let all: Vec<usize> = (0..20).collect();
    assert_eq!(numbers("fog", 0), all);
    assert_eq!(numbers("#fog", 0), all);
    assert_eq!(numbers("#fog", 2), all);
    assert_eq!(numbers("sund", 1), [0]);
    assert_eq!(numbers("word13", 0).len(), 1);
    assert_eq!(numbers("it", 2), all);
    let (_, headline) = &read["fog"][&0];
    let (_, text) = &read["word13"][&0];
    assert!(headline[0].0 > text[0].0, "a headline says more than a text");
    // The other language has its own.
    assert!(!read.contains_key("nebel"));
    assert!(self::read(&edition.search_index(1).written.shards).contains_key("grusse"));
}

#[test]
fn the_index_is_the_same_however_many_make_it() {
    let edition = edition(600);
    let gatherer = Gatherer { edition: &edition, language: 0 };
    let one = Index::made(gatherer, 1);
    assert!(one.written.shards.iter().all(|shard| !shard.bytes.is_empty()));
    assert_eq!(
        one.written.common,
        ["and", "came", "fog", "ida", "is", "it", "number", "sund", "waved"]
    );
    for threads in [2, 3, 7] {
        let many = Index::made(gatherer, threads);
        assert_eq!(many.written.shards, one.written.shards);
        assert_eq!(many.written.common, one.written.common);
    }
}

#[test]
fn words_are_the_same_in_however_many_files_they_lie() {
    let edition = edition(200);
    let gatherer = Gatherer { edition: &edition, language: 0 };
    let parts = [part(gatherer, 0, 2), part(gatherer, 1, 2)];
    let one = read(&written(&parts, 1));
    assert!(one.len() > 300, "{}", one.len());
    for count in [2, 8, 64, 1024] {
        let shards = written(&parts, count);
        assert_eq!(shards.len(), count);
        assert!(shards.is_sorted_by(|one, other| one.first <= other.first));
        assert_eq!(read(&shards), one);
    }
}

#[test]
fn of_a_word_that_all_say_the_strongest_are_listed() {
    let mut counter = Counter::default();
    for at in 0..9_000 {
        match at {
            0 => counter.point("the", 8.0),
            _ => counter.text("the"),
        }
        counter.end(Kind::Stories, at, count::Body { most: 4.0, usual: 400.0 });
    }
    let read = read(&written(&[counter.sorted()], 1));
    let (count, listed) = &read["the"][&0];
    assert_eq!((*count, listed.len()), (9_000, 4_096));
    assert_eq!((listed[0], listed[1]), ((8, 0), (3, 8_999)));
}

#[test]
fn an_index_of_nothing_is_a_file_of_nothing() {
    let shards = written(&[Counter::default().sorted()], 1);
    assert_eq!(shards, [Shard { first: String::new(), bytes: Vec::new() }]);
}

#[test]
fn after_edits_the_index_is_the_one_that_is_made_afresh() {
    let mut tree = tree(600);
    let mut last = proof(&tree, &Proof::default());
    for language in [0, 1] {
        last.edition.as_ref().expect("an edition").search_index(language);
    }
    let index = |proof: &Proof, language: usize| {
        let edition = proof.edition.as_ref().expect("an edition");
        edition.indexes[language].index.get().cloned()
    };
    for (number, body, is_asked) in [
        // Nobody else says these words, and after the next edit nobody does.
        (7, "A zebra and another zebra came. Ida Sund waved.", true),
        (7, "A yacht came. Ida Sund waved.", false),
        (599, "Ida Sund waved.", false),
        (0, "Word1 and words of its own. Ida Sund waved.", true),
        (7, "A zebra came. Ida Sund waved.", true),
    ] {
        write_story(&mut tree, number, body);
        last = proof(&tree, &last);
        let warm = last.edition.clone().expect("an edition");
        assert!(warm.indexes[0].before.is_some(), "{body}: what was counted is known");
        if !is_asked {
            continue;
        }
        let cold = edition_of(proof(&tree, &Proof::default()));
        let (warm, cold) = (&warm.search_index(0).written, &cold.search_index(0).written);
        assert_eq!(read(&warm.shards), read(&cold.shards), "{body}");
        assert_eq!(warm.shards, cold.shards, "{body}");
        assert_eq!(warm.common, cold.common, "{body}");
    }
    // An edit in one language leaves the index of the other as it is.
    let english = index(&last, 0).expect("an index");
    write_german(&mut tree, "Viele Grüße.");
    last = proof(&tree, &last);
    let kept = index(&last, 0).expect("an index");
    assert!(std::sync::Arc::ptr_eq(&english, &kept) && index(&last, 1).is_none());
}

#[test]
fn what_was_counted_is_kept_for_a_next_edition_alone() {
    let tree = tree(20);
    let followed = edition_of(proof(&tree, &Proof::default()));
    assert!(followed.search_index(0).counted.is_some());
    let mut alone = Edition::clone(&followed);
    alone.is_followed = false;
    alone.indexes = std::sync::Arc::new([Slot::default(), Slot::default()]);
    assert!(alone.search_index(0).counted.is_none());
}
