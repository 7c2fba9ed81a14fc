//! Proofs by exhaustion: a build is stopped at every single step, and the next one completes it.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use proptest::prelude::*;

use super::steps::fault::{Fault, Plan};
use super::{Body, Entry, OutputFolder, Rank, Stopped, WriteError, Written};

/// A site by path.
type Files = BTreeMap<String, String>;

fn files(of: &[(&str, &str)]) -> Files {
    of.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

fn rank(path: &str) -> Rank {
    match path {
        "index.html" => Rank::Listing,
        _ if path.ends_with(".html") => Rank::Page,
        _ => Rank::Asset,
    }
}

/// Prints a site with a fault planned; also says how many steps were asked for.
fn print(root: &Path, site: &Files, plan: Plan) -> (Result<Written, Stopped>, usize) {
    let mut output = OutputFolder::open(root, &root.join("public")).unwrap();
    output.steps.fault = Fault::planned(plan);
    let entries: Vec<Entry<'_>> =
        site.keys().map(|path| Entry { path, rank: rank(path) }).collect();
    let written =
        output.write(&entries, |index| Ok(Body::from(site[entries[index].path].as_bytes())));
    let taken = output.steps.fault.taken();
    (written, taken)
}

/// All files below the output folder without those of `.newsprint`; folders end with a slash.
fn printed(root: &Path) -> Files {
    let public = root.join("public");
    let mut found = Files::new();
    for entry in walkdir::WalkDir::new(&public).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&public).unwrap().to_str().unwrap().to_string();
        if path.starts_with(".newsprint") {
            continue;
        }
        if entry.file_type().is_dir() {
            found.insert(format!("{path}/"), String::new());
        } else {
            found.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

/// A site with its folders, as `printed` finds it.
fn whole(site: &Files) -> Files {
    let mut all = site.clone();
    for path in site.keys() {
        for (slash, _) in path.match_indices('/') {
            all.insert(path[..=slash].to_string(), String::new());
        }
    }
    all
}

/// Every file under a final name is whole: as it was, or as it comes.
fn assert_no_half_file(root: &Path, before: &Files, after: &Files) {
    for (path, text) in printed(root).iter().filter(|(path, _)| !path.ends_with('/')) {
        let is_whole = before.get(path) == Some(text) || after.get(path) == Some(text);
        assert!(is_whole, "{path} holds {text:?}");
    }
}

/// Two sites between which everything happens that can: new, changed, same and stale files, a file
/// that becomes a folder, a folder that becomes a file, a folder that is left empty.
fn two_sites() -> (Files, Files) {
    let before = files(&[
        ("index.html", "front page, first edition"),
        ("same/index.html", "fog again"),
        ("same/more/index.html", "and again"),
        ("gone/deep/index.html", "withdrawn"),
        ("gone/deep/picture.jpg", "withdrawn too"),
        ("becomes", "a file that becomes a folder"),
        ("folder/one/a.html", "a folder that becomes a file"),
        ("folder/two/b.html", "a folder that becomes a file"),
        ("style.css", "a { color: red }"),
    ]);
    let after = files(&[
        ("index.html", "front page, second edition"),
        ("same/index.html", "fog again"),
        ("same/more/index.html", "and no more"),
        ("same/other/index.html", "sun"),
        ("becomes/index.html", "now a folder"),
        ("becomes/below/index.html", "with another in it"),
        ("folder", "now a file"),
        ("style.css", "a { color: blue }"),
        ("script.js", "1"),
    ]);
    (before, after)
}

#[test]
fn a_kill_at_any_step_leaves_what_the_next_build_completes() {
    let (before, after) = two_sites();
    let steps = {
        let root = tempfile::tempdir().unwrap();
        print(root.path(), &before, Plan::None).0.unwrap();
        print(root.path(), &after, Plan::None).1
    };
    assert!(steps > 25, "the sites are to differ in many ways, not in {steps} steps");
    for at in 0..steps {
        // The next build may print what was coming, what was there, or something else.
        for next in [&after, &before, &files(&[("index.html", "a third edition")])] {
            let root = tempfile::tempdir().unwrap();
            print(root.path(), &before, Plan::None).0.unwrap();
            fs::write(root.path().join("public/CNAME"), "town.example").unwrap();
            let _ = print(root.path(), &after, Plan::KilledAt(at));
            fs::remove_file(root.path().join("public/CNAME")).expect("CNAME is not ours");
            assert_no_half_file(root.path(), &before, &after);
            print(root.path(), next, Plan::None).0.unwrap();
            assert_eq!(printed(root.path()), whole(next), "killed at step {at}");
            let again = print(root.path(), next, Plan::None).0.unwrap();
            assert_eq!((again.changed.len(), again.deleted.len()), (0, 0));
        }
    }
}

#[test]
fn a_kill_at_any_step_of_the_first_build_is_completed() {
    let (site, next) = two_sites();
    let steps = print(tempfile::tempdir().unwrap().path(), &site, Plan::None).1;
    for at in 0..steps {
        let root = tempfile::tempdir().unwrap();
        let _ = print(root.path(), &site, Plan::KilledAt(at));
        assert_no_half_file(root.path(), &site, &site);
        print(root.path(), &next, Plan::None).0.unwrap();
        assert_eq!(printed(root.path()), whole(&next), "killed at step {at}");
    }
}

#[test]
fn a_refusal_at_any_step_changes_nothing_or_says_that_it_has() {
    let (before, after) = two_sites();
    for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied] {
        for at in 0.. {
            let root = tempfile::tempdir().unwrap();
            print(root.path(), &before, Plan::None).0.unwrap();
            let (written, taken) = print(root.path(), &after, Plan::FailsAt(at, kind));
            match written {
                Ok(_) => assert_eq!(printed(root.path()), whole(&after)),
                Err(Stopped::Output(error @ WriteError::Io { begun, .. })) => {
                    if !begun {
                        assert_eq!(printed(root.path()), whole(&before), "refused at step {at}");
                    }
                    assert_no_half_file(root.path(), &before, &after);
                    let said = error.to_string();
                    assert!(said.contains("public") && !said.contains("stage"), "{said}");
                    assert_eq!(error.hints().len(), 2, "{error:?}");
                    assert!(!root.path().join("public/.newsprint/stage").exists());
                }
                Err(other) => panic!("{other:?}"),
            }
            print(root.path(), &after, Plan::None).0.unwrap();
            assert_eq!(printed(root.path()), whole(&after));
            if at > taken {
                break;
            }
        }
    }
}

#[test]
fn files_are_placed_in_the_order_of_links() {
    // With a kill after each rename, what is there never lists what is not there yet.
    let site = files(&[
        ("a.css", "style"),
        ("story.html", "links to a.css"),
        ("index.html", "links to story.html"),
    ]);
    let later = files(&[
        ("a.css", "style 2"),
        ("new.css", "style 3"),
        ("story.html", "links to new.css"),
        ("new.html", "links to story.html"),
        ("index.html", "links to new.html"),
    ]);
    let steps = {
        let root = tempfile::tempdir().unwrap();
        print(root.path(), &site, Plan::None).0.unwrap();
        print(root.path(), &later, Plan::None).1
    };
    for at in 0..steps {
        let root = tempfile::tempdir().unwrap();
        print(root.path(), &site, Plan::None).0.unwrap();
        let _ = print(root.path(), &later, Plan::KilledAt(at));
        let there = printed(root.path());
        for text in there.values() {
            if let Some(target) = text.strip_prefix("links to ") {
                assert!(there.contains_key(target), "{target} is missing after step {at}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sequence_of_sites_and_kills_ends_as_a_cold_build(
        sites in proptest::collection::vec(site(), 1..6),
        kills in proptest::collection::vec(proptest::option::of(0usize..40), 6),
    ) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("public")).unwrap();
        fs::write(root.path().join("public/CNAME"), "town.example").unwrap();
        for (site, kill) in sites.iter().zip(kills) {
            let plan = kill.map_or(Plan::None, Plan::KilledAt);
            let _ = print(root.path(), site, plan);
        }
        let last = sites.last().unwrap();
        print(root.path(), last, Plan::None).0.unwrap();
        let mut expected = whole(last);
        expected.insert("CNAME".to_string(), "town.example".to_string());
        prop_assert_eq!(printed(root.path()), expected);
    }
}

/// Turns what was printed of one site into another by writing only what differs.
fn amend(
    root: &Path,
    before: &Files,
    after: &Files,
    plan: Plan,
) -> (Result<Written, Stopped>, usize) {
    let mut output = OutputFolder::open(root, &root.join("public")).unwrap();
    assert!(output.is_whole());
    output.steps.fault = Fault::planned(plan);
    let differs = |(path, text): &(&String, &String)| before.get(*path) != Some(text);
    let entries: Vec<Entry<'_>> =
        after.iter().filter(differs).map(|(path, _)| Entry { path, rank: rank(path) }).collect();
    let gone: Vec<String> =
        before.keys().filter(|path| !after.contains_key(*path)).cloned().collect();
    let produce = |index: usize| Ok(Body::from(after[entries[index].path].as_bytes()));
    let written = output.amend(&entries, &gone, produce);
    let whole = written.is_ok() && output.is_whole();
    assert!(whole || written.is_err());
    let taken = output.steps.fault.taken();
    (written, taken)
}

#[test]
fn a_part_is_written_as_the_whole_would_be_and_completed_after_a_kill() {
    let (before, after) = two_sites();
    let steps = {
        let root = tempfile::tempdir().unwrap();
        print(root.path(), &before, Plan::None).0.unwrap();
        let (written, steps) = amend(root.path(), &before, &after, Plan::None);
        assert_eq!(written.unwrap().printed, after.len());
        assert_eq!(printed(root.path()), whole(&after));
        let again = print(root.path(), &after, Plan::None).0.unwrap();
        assert_eq!((again.changed.len(), again.deleted.len()), (0, 0), "the manifest is true");
        steps
    };
    for at in 0..steps {
        let root = tempfile::tempdir().unwrap();
        print(root.path(), &before, Plan::None).0.unwrap();
        let _ = amend(root.path(), &before, &after, Plan::KilledAt(at));
        assert_no_half_file(root.path(), &before, &after);
        print(root.path(), &after, Plan::None).0.unwrap();
        assert_eq!(printed(root.path()), whole(&after), "killed at step {at}");
    }
}

#[test]
fn an_output_folder_that_somebody_deleted_is_not_whole() {
    let root = tempfile::tempdir().unwrap();
    let site = files(&[("index.html", "fog")]);
    print(root.path(), &site, Plan::None).0.unwrap();
    let output = OutputFolder::open(root.path(), &root.path().join("public")).unwrap();
    assert!(output.is_whole());
    fs::remove_dir_all(root.path().join("public")).unwrap();
    assert!(!output.is_whole());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sequence_of_parts_ends_as_a_cold_build(
        mut sites in proptest::collection::vec(site(), 2..7),
    ) {
        // A site of nothing leaves no manifest, and is nothing to write a part of.
        for site in &mut sites {
            site.insert("z".to_string(), "always".to_string());
        }
        let root = tempfile::tempdir().unwrap();
        print(root.path(), &sites[0], Plan::None).0.unwrap();
        for pair in sites.windows(2) {
            amend(root.path(), &pair[0], &pair[1], Plan::None).0.unwrap();
            prop_assert_eq!(printed(root.path()), whole(&pair[1]));
        }
    }
}

/// Small sites over few names, so that files and folders take each other's places.
fn site() -> impl Strategy<Value = Files> {
    proptest::collection::btree_map("[ab](/[ab]){0,2}", "[xy]{0,2}", 0..6).prop_map(|site| {
        let taken: Vec<String> = site.keys().map(|path| format!("{path}/")).collect();
        site.into_iter()
            .filter(|(path, _)| !taken.iter().any(|folder| path.starts_with(folder)))
            .collect()
    })
}
