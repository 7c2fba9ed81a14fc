//! What came of which page: by a page's fingerprint, a build knows the bytes that it would print, and
//! renders none that stand in the output folder already.
//!
//! A page is a pure function of what its fingerprint covers, so that what is noted here is true
//! whatever has become of the output folder since. Whether the bytes are still there is looked at
//! each time. Where the notes are gone, or another program made them, everything is rendered.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use rayon::prelude::*;

use super::manifest::{Record, file_of_line, write_line};
use super::output::{OWN, OutputFolder, io_error};
use super::{Attempt, WriteError};

/// The first words of the notes, before the program that they are of.
const START: &str = "newsprint fingerprints 1";

/// The pages that a program printed.
///
/// As text: a first line that names the program, then for each page its fingerprint before the line
/// that the manifest has for the file, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    /// What tells the program from one that would print other bytes of the same page.
    pub program: u128,
    /// By the path within the output folder the page's fingerprint, and the bytes that came of it.
    pub pages: BTreeMap<String, (u64, Record)>,
}

impl Fingerprints {
    /// What a program noted; nothing where another one did. A line that cannot be one is passed over.
    fn parse(text: &str, program: u128) -> Fingerprints {
        if text.lines().next() != Some(&start(program)) {
            return Fingerprints { program, pages: BTreeMap::new() };
        }
        let page = |line: &str| {
            let (fingerprint, file) = line.split_once(' ')?;
            let fingerprint = u64::from_str_radix(fingerprint, 16).ok()?;
            let (path, record) = file_of_line(file)?;
            Some((path.to_owned(), (fingerprint, record)))
        };
        let pages: Vec<(String, (u64, Record))> = text.par_lines().filter_map(page).collect();
        Fingerprints { program, pages: pages.into_iter().collect() }
    }

    /// Whether these are the notes on just these pages, given in the order of their paths.
    pub fn are_of(&self, pages: &[PrintedPage<'_>]) -> bool {
        let noted =
            self.pages.iter().map(|(path, (fingerprint, record))| (&**path, *fingerprint, *record));
        noted.eq(pages.iter().copied())
    }
}

/// A page that was printed: its path within the output folder, its fingerprint, and the bytes that came
/// of it.
pub type PrintedPage<'p> = (&'p str, u64, Record);

/// Writes the notes on pages in the order of their paths.
fn write(to: &mut impl Write, program: u128, pages: &[PrintedPage<'_>]) -> io::Result<()> {
    writeln!(to, "{}", start(program))?;
    for (path, fingerprint, record) in pages {
        write!(to, "{fingerprint:016x} ")?;
        write_line(to, path, record)?;
    }
    Ok(())
}

/// The first line of what a program notes.
fn start(program: u128) -> String {
    format!("{START} {program:032x}")
}

impl OutputFolder {
    /// What a program noted when it printed to this folder last; nothing where it cannot be read.
    pub fn fingerprints(&self, program: u128) -> Fingerprints {
        let text = fs::read(self.fingerprints_path()).unwrap_or_default();
        Fingerprints::parse(&String::from_utf8_lossy(&text), program)
    }

    /// Notes what came of all pages that a program printed, given in the order of their paths, for the
    /// next build.
    ///
    /// # Errors
    /// The notes cannot be written. What is printed is whole without them.
    pub fn note(&self, program: u128, pages: &[PrintedPage<'_>]) -> Result<(), WriteError> {
        let to = self.fingerprints_path();
        let (stage, steps) = (self.stage(), &self.steps);
        let new = stage.join("fingerprints");
        let noted = steps
            .create_folder(&stage)
            .and_then(|()| steps.write_by(&new, |to| write(to, program, pages)))
            .and_then(|()| steps.rename(&new, &to));
        // What is left of the stage is cleared by the next run if it cannot be cleared now.
        let _ = steps.remove_tree(&stage);
        noted.map_err(|error| io_error(Attempt::Write, to, error))
    }

    /// Whether a file of ours stands at a path within the folder with just these bytes.
    pub fn holds(&self, path: &str, record: &Record) -> bool {
        let at = self.path.join(path);
        let is_as_long = fs::symlink_metadata(&at)
            .is_ok_and(|there| there.is_file() && there.len() == record.length);
        is_as_long && Record::of_file(&at).is_ok_and(|found| found == *record)
    }

    fn fingerprints_path(&self) -> PathBuf {
        self.path.join(OWN).join("fingerprints")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::steps::fault::{Fault, Plan};
    use proptest::prelude::*;

    fn of_page(fingerprint: u64) -> [PrintedPage<'static>; 1] {
        [("a/index.html", fingerprint, Record::of(b"a"))]
    }

    #[test]
    fn notes_that_are_not_finished_leave_the_last_ones() {
        let root = tempfile::tempdir().unwrap();
        let open = |plan| {
            let mut folder = OutputFolder::open(root.path(), &root.path().join("public")).unwrap();
            folder.steps.fault = Fault::planned(plan);
            folder
        };
        // A folder that nothing was printed to is deleted when it is let go.
        let kept = open(Plan::None);
        kept.write(&[], |_| Ok(super::super::Body::from(Vec::new()))).unwrap();
        kept.note(7, &of_page(1)).unwrap();
        let steps = kept.steps.fault.taken();
        drop(kept);
        for at in 0..steps {
            let killed = open(Plan::KilledAt(at));
            let last = killed.fingerprints(7);
            let new = of_page(at as u64 + 2);
            let noted = killed.note(7, &new);
            let now = killed.fingerprints(7);
            assert!(now.are_of(&new) || now == last && noted.is_err(), "at step {at}: {now:?}");
            drop(killed);
            assert_eq!(open(Plan::None).fingerprints(7), now);
            assert_eq!(open(Plan::None).fingerprints(8).pages, BTreeMap::new());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in any::<String>(), rest in any::<String>()) {
            Fingerprints::parse(&text, 1);
            Fingerprints::parse(&format!("{}\n{rest}", start(1)), 1);
        }

        #[test]
        fn text_and_back_is_the_same(
            program in any::<u128>(),
            pages in proptest::collection::btree_map(
                "[a-zé .-]{1,4}[a-z](/[a-z ]{0,3}[a-z]){0,3}", any::<(u64, (u64, u128))>(), 0..9),
        ) {
            let printed = pages.iter().map(|(path, (fingerprint, (length, hash)))| {
                (&**path, *fingerprint, Record { length: *length, hash: *hash })
            });
            let printed: Vec<PrintedPage<'_>> = printed.collect();
            let mut text = Vec::new();
            write(&mut text, program, &printed).expect("memory takes everything");
            let text = String::from_utf8(text).expect("text");
            prop_assert!(Fingerprints::parse(&text, program).are_of(&printed));
            // Another program would print other bytes.
            let other = Fingerprints::parse(&text, program.wrapping_add(1));
            prop_assert!(other.pages.is_empty());
        }
    }
}
