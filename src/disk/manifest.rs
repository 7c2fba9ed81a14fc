//! The manifest: which files of the output folder newsprint wrote.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::Path;

use jiff::Timestamp;
use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use super::names::is_portable;
use super::stage;

/// The first line of a manifest whose files are all in place.
const FINISHED: &str = "newsprint manifest 1";

/// The first word of the line that says from what the files were printed.
const IMPRINT: &str = "edition";

/// The first line of a manifest that was written before its files were put in place.
const UNFINISHED: &str = "newsprint manifest 1 unfinished";

/// What was written under one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The length in bytes.
    pub length: u64,
    /// XXH3 (128 bits) of the bytes.
    pub hash: u128,
}

impl Record {
    /// The record of some bytes.
    pub fn of(bytes: &[u8]) -> Record {
        Record { length: bytes.len() as u64, hash: xxh3_128(bytes) }
    }

    /// The record of a file's bytes.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Record> {
        let mut file = File::open(path)?;
        let mut recorder = Recorder::default();
        let mut buffer = [0; 32 << 10];
        loop {
            match stage::read(&mut file, &mut buffer)? {
                0 => return Ok(recorder.record()),
                count => recorder.add(&buffer[..count]),
            }
        }
    }
}

/// From what an output was printed: enough to know that printing again would give the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// A digest of everything that was read and of all options but the clock.
    pub digest: u128,
    /// The moment for which it was printed.
    pub from: Timestamp,
    /// The moment from which on another edition would be printed of the same; none if that never
    /// comes.
    pub until: Option<Timestamp>,
    /// How many pages there are.
    pub pages: usize,
}

impl Imprint {
    /// Whether an output printed so is that of the same sources at another moment.
    pub fn covers(&self, digest: u128, now: Timestamp) -> bool {
        self.digest == digest && self.from <= now && self.until.is_none_or(|until| now < until)
    }

    /// `edition DIGEST FROM UNTIL PAGES`
    fn line(&self) -> String {
        let until = self.until.map_or_else(|| "-".to_owned(), |until| until.to_string());
        format!("{IMPRINT} {:032x} {} {until} {}", self.digest, self.from, self.pages)
    }

    fn parse(line: &str) -> Option<Imprint> {
        let mut parts = line.split(' ');
        if parts.next()? != IMPRINT {
            return None;
        }
        let digest = u128::from_str_radix(parts.next()?, 16).ok()?;
        let from = parts.next()?.parse().ok()?;
        let until = match parts.next()? {
            "-" => None,
            moment => Some(moment.parse().ok()?),
        };
        let pages = parts.next()?.parse().ok()?;
        parts.next().is_none().then_some(Imprint { digest, from, until, pages })
    }
}

/// Records bytes that go by.
#[derive(Default)]
pub(super) struct Recorder {
    length: u64,
    hash: Xxh3Default,
}

impl Recorder {
    /// Takes further bytes in.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.hash.update(bytes);
    }

    /// The record of all bytes so far.
    pub(super) fn record(&self) -> Record {
        Record { length: self.length, hash: self.hash.digest128() }
    }
}

/// All files that newsprint wrote to an output folder.
///
/// As text: a first line, where it is known a line of what was printed, then for each file a line
/// of hash, length and path, sorted by path. The path comes last, so that spaces in it need no
/// escape; line breaks cannot be in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest<'p> {
    /// The files by path within the output folder, with forward slashes.
    pub files: BTreeMap<Cow<'p, str>, Record>,
    /// Whether all files are in place as recorded. Where not, a build was interrupted: every file
    /// that it may have written is listed, but may have the bytes of before, or be missing.
    pub finished: bool,
    /// From what all files were printed, where that was noted.
    pub imprint: Option<Imprint>,
}

impl Default for Manifest<'_> {
    fn default() -> Self {
        Manifest { files: BTreeMap::new(), finished: true, imprint: None }
    }
}

impl<'p> Manifest<'p> {
    /// Reads a manifest. A line that cannot be one is passed over: the file that it named is then
    /// taken as not ours, which costs a question to the user and never a file.
    pub fn parse(text: &'p str) -> Manifest<'p> {
        let files: Vec<(&str, Record)> = text.par_lines().filter_map(file_of_line).collect();
        let files = files.into_iter().map(|(path, record)| (path.into(), record)).collect();
        let (finished, imprint) = Manifest::head(text);
        Manifest { files, finished, imprint }
    }

    /// The same without the text that it was read from.
    pub fn into_owned(self) -> Manifest<'static> {
        let own = |(path, record): (Cow<'_, str>, Record)| (path.into_owned().into(), record);
        let Manifest { files, finished, imprint } = self;
        Manifest { files: files.into_iter().map(own).collect(), finished, imprint }
    }

    /// What a manifest says before its files, which may be left away: whether it is finished, and from
    /// what the files were printed.
    pub(super) fn head(text: &str) -> (bool, Option<Imprint>) {
        let mut lines = text.lines();
        (lines.next() == Some(FINISHED), lines.next().and_then(Imprint::parse))
    }

    /// Writes the text of the manifest, which may be as long as a book, line by line.
    pub(super) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        writeln!(to, "{}", if self.finished { FINISHED } else { UNFINISHED })?;
        if let Some(imprint) = &self.imprint {
            writeln!(to, "{}", imprint.line())?;
        }
        self.files.iter().try_for_each(|(path, record)| write_line(to, path, record))
    }

    /// Writes the text of the manifest that stands while the files of `after` are put in the place of
    /// this one's: all files of both, unfinished.
    pub(super) fn write_between(
        &self,
        after: &Manifest<'_>,
        to: &mut impl Write,
    ) -> io::Result<()> {
        writeln!(to, "{UNFINISHED}")?;
        let gone = self.files.iter().filter(|(path, _)| !after.files.contains_key(*path));
        after.files.iter().chain(gone).try_for_each(|(path, record)| write_line(to, path, record))
    }
}

/// The file that a line tells of: `HASH LENGTH PATH`.
pub(super) fn file_of_line(line: &str) -> Option<(&str, Record)> {
    let mut parts = line.splitn(3, ' ');
    let hash = u128::from_str_radix(parts.next()?, 16).ok()?;
    let length = parts.next()?.parse().ok()?;
    let path = parts.next().filter(|path| is_output_path(path))?;
    Some((path, Record { length, hash }))
}

/// Writes the line that tells of a file.
pub(super) fn write_line(to: &mut impl Write, path: &str, record: &Record) -> io::Result<()> {
    writeln!(to, "{:032x} {} {path}", record.hash, record.length)
}

/// Whether a manifest says of itself that all files are in place; only its start is read.
pub(super) fn is_finished(manifest: impl std::io::Read) -> bool {
    let mut start = Vec::with_capacity(FINISHED.len() + 1);
    let read = manifest.take(FINISHED.len() as u64 + 1).read_to_end(&mut start);
    read.is_ok() && start.strip_suffix(b"\n") == Some(FINISHED.as_bytes())
}

/// Whether a path can be that of a file in the output folder: relative, plain, and not ours to
/// keep house in. A manifest may come from anywhere, and must not make us delete anything else.
pub(super) fn is_output_path(path: &str) -> bool {
    is_portable(path)
        && !path.split('/').any(|part| matches!(part, "" | "." | ".."))
        && path.split('/').next() != Some(super::output::OWN)
        && (!cfg!(windows) || !path.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is written, read again.
    fn read_again(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Manifest<'static> {
        let mut text = Vec::new();
        write(&mut text).expect("memory takes everything");
        Manifest::parse(str::from_utf8(&text).expect("text")).into_owned()
    }

    #[test]
    fn paths_out_of_the_folder_are_passed_over() {
        let text = "newsprint manifest 1\n\
            0a 1 ../secret\n0a 1 /etc/passwd\n0a 1 a/../../b\n0a 1 .newsprint/lock\n\
            0a 1 a b.txt\nnonsense\n<<<<<<< HEAD\n";
        let manifest = Manifest::parse(text);
        assert_eq!(manifest.files.keys().collect::<Vec<_>>(), ["a b.txt"]);
        assert!(manifest.finished);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in any::<String>()) {
            Manifest::parse(&text);
        }

        #[test]
        fn text_and_back_is_the_same(
            paths in proptest::collection::btree_map(
                "[a-zé .-]{1,4}[a-z](/[a-z ]{0,3}[a-z]){0,3}", any::<(u64, u128)>(), 0..9),
            finished in any::<bool>(),
            imprint in proptest::option::of((any::<u128>(), 0i64..1 << 40, 0i64..1 << 40, 0..9usize)),
        ) {
            let imprint = imprint.map(|(digest, from, until, pages)| {
                let moment = |at| Timestamp::from_millisecond(at).expect("in this age");
                let until = (until % 2 == 0).then(|| moment(until));
                Imprint { digest, from: moment(from), until, pages }
            });
            let files = paths
                .into_iter()
                .map(|(path, (length, hash))| (path.into(), Record { length, hash }))
                .collect();
            let manifest = Manifest { files, finished, imprint };
            prop_assert_eq!(read_again(|to| manifest.write(to)), manifest.clone());
            // Between two of them, every file of either is ours.
            let mut other = Manifest { imprint: None, finished: true, ..manifest.clone() };
            other.files.pop_first();
            other.files.insert("new/page.html".into(), Record { length: 1, hash: 2 });
            let mut both = manifest.files.clone();
            both.extend(other.files.clone());
            let between = Manifest { files: both, finished: false, imprint: None };
            prop_assert_eq!(read_again(|to| manifest.write_between(&other, to)), between);
        }
    }
}
