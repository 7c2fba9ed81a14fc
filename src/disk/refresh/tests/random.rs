//! Random changes to a site's folder: whatever happens to it, a refresh gives what a fresh read gives.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use proptest::prelude::*;

use super::changes::{cases, change};
use super::*;

/// Everything in a folder, by path: what `Seen::Files` has to name is what differs in it.
fn everything(root: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1) {
        let entry = entry.unwrap();
        let metadata = entry.metadata().unwrap();
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        let bytes = if metadata.is_file() && metadata.len() < 100 {
            fs::read(entry.path()).unwrap()
        } else {
            Vec::new()
        };
        let kind = metadata.file_type();
        let times = (metadata.mtime_nsec(), metadata.ctime(), metadata.ctime_nsec());
        let what = match kind.is_dir() {
            true => format!("{kind:?}"),
            false => format!("{kind:?} {} {times:?} {bytes:?}", metadata.len()),
        };
        all.insert(path, what);
    }
    all
}

/// The paths that differ between two states of a folder.
fn touched(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> BTreeSet<String> {
    let paths = before.keys().chain(after.keys());
    paths.filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

/// How a random refresh learns of the changes before it.
#[derive(Clone, Copy, Debug)]
enum Told {
    All,
    Each,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(64), ..ProptestConfig::default() })]

    #[test]
    fn a_refresh_gives_what_a_fresh_read_gives(
        steps in prop::collection::vec(
            (prop::collection::vec(change(), 1..5), prop_oneof![Just(Told::All), Just(Told::Each)]),
            1..8,
        ),
    ) {
        let root = site();
        let mut files = SiteFiles::read(root.path());
        let mut before = read(root.path());
        for (changes, told) in steps {
            let was = everything(root.path());
            let held = files.tree().clone();
            for change in &changes {
                // What the folder does not allow is no change.
                let _ = change.make(root.path());
            }
            let touched = touched(&was, &everything(root.path()));
            let changed = match told {
                Told::All => files.refresh(&Seen::All),
                Told::Each => files.refresh(&Seen::Files(touched.clone())),
            };
            let fresh = read(root.path());
            prop_assert_eq!(difference(&files, &fresh), None, "after {:?} named {:?}", changes, touched);
            for (path, file) in &files.tree().files {
                let (SourceFile::Text(new), Some(SourceFile::Text(old))) = (file, held.files.get(path)) else {
                    continue;
                };
                let is_kept = Arc::ptr_eq(&old.text, &new.text);
                prop_assert_eq!(is_kept, old.hash == new.hash, "{} keeps its place", path);
            }
            let mut expected = differing(&before.0, &fresh.0);
            let by_path = |problems: &[Diagnostic]| {
                let mut told: BTreeMap<Arc<str>, Vec<Diagnostic>> = BTreeMap::new();
                for problem in problems {
                    let path = problem.place.as_ref().map_or(SETTINGS.into(), |place| place.file.clone());
                    told.entry(path).or_default().push(problem.clone());
                }
                told
            };
            expected.extend(differing_problems(&by_path(&before.1), &by_path(&fresh.1)));
            let expected: Vec<_> = expected.into_iter().collect();
            prop_assert_eq!(changed, expected);
            before = fresh;
        }
    }
}
