//! What there is in a site's folder, as far as it is of interest for what changes in it.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::ops::Bound::{Excluded, Included, Unbounded};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::ears::Reach;
use crate::disk::{self, FOLDERS, MAX_TEXT, SETTINGS, Stamp, is_passed_over, is_portable};

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A file. Where its stamp may hide a change, its bytes are told apart by their hash.
    File(Stamp, Option<u64>),
    /// A folder.
    Folder,
    /// Something else: a link, a pipe, a folder that cannot be listed, a name that is no text.
    Odd(Option<Stamp>),
}

impl Entry {
    /// Whether what was there before is still there, with the same bytes.
    pub(super) fn is_same(&self, before: &Entry) -> bool {
        match (self, before) {
            (Entry::File(stamp, hash), Entry::File(old, old_hash)) => {
                let is_same_hash = hash.is_none() || old_hash.is_none() || hash == old_hash;
                stamp == old && is_same_hash
            }
            _ => self == before,
        }
    }
}

/// Whether files whose stamp may hide a change are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Young {
    /// They are: nobody tells of a change.
    Read,
    /// They are not.
    Trusted,
}

/// What there is, by path within the site.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: BTreeMap<String, Entry>,
}

impl Index {
    /// What is at a path.
    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// Notes what is at a path; `None` if nothing is.
    pub(super) fn set(&mut self, path: String, entry: Option<Entry>) {
        match entry {
            Some(entry) => self.entries.insert(path, entry),
            None => self.entries.remove(&path),
        };
    }

    /// What is below a folder, at any depth; everything, where its path is empty.
    pub(super) fn below<'a>(
        &'a self,
        folder: &str,
    ) -> impl Iterator<Item = (&'a String, &'a Entry)> + use<'a> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from = self.entries.range::<str, _>((Included(start.as_str()), Unbounded));
        from.take_while(move |(path, _)| path.starts_with(&start))
    }

    /// The files from the one after a path on.
    pub(super) fn files_after<'a>(
        &'a self,
        path: &str,
    ) -> impl Iterator<Item = (&'a String, &'a Entry)> + use<'a> {
        let after = self.entries.range::<str, _>((Excluded(path), Unbounded));
        after.filter(|(_, entry)| matches!(entry, Entry::File(..)))
    }

    /// Looks at what a path is; `None` where it is nothing. A file that the index knows as young is
    /// read a last time when it has grown old: what came after the former look shows then.
    pub(super) fn look(&self, at: &Path, path: &str, young: Young) -> std::io::Result<Entry> {
        let metadata = fs::symlink_metadata(at)?;
        Ok(self.entry(at, path, (&metadata, young)))
    }

    fn entry(&self, at: &Path, path: &str, (metadata, young): (&Metadata, Young)) -> Entry {
        let stamp = Stamp::of(metadata);
        let is_file = metadata.is_file();
        let is_top = !path.contains('/');
        let is_misplaced = is_top && metadata.is_dir() == (path == SETTINGS);
        if is_misplaced || !is_portable(path) || (!is_file && !metadata.is_dir()) {
            return Entry::Odd(Some(stamp));
        }
        if !is_file {
            return Entry::Folder;
        }
        let was_young = matches!(self.get(path), Some(Entry::File(_, Some(_))));
        let is_young = was_young || stamp.may_hide_a_change(disk::now());
        let is_read = young == Young::Read && is_young && stamp.length <= MAX_TEXT;
        let bytes = if is_read { fs::read(at).ok() } else { None };
        Entry::File(stamp, bytes.map(|bytes| xxh3_64(&bytes)))
    }
}

/// A look through a site's folder, or a part of it.
pub(super) struct Scan<'a> {
    root: &'a Path,
    /// What was there before.
    index: &'a Index,
    young: Young,
    /// What was found.
    pub(super) found: Index,
    /// The symbolic links that were found.
    pub(super) links: Vec<PathBuf>,
}

impl<'a> Scan<'a> {
    /// A look that has found nothing yet.
    pub(super) fn new(root: &'a Path, index: &'a Index, young: Young) -> Scan<'a> {
        Scan { root, index, young, found: Index::default(), links: Vec::new() }
    }

    /// Looks through everything. `hear` is called for each folder before it is listed, so that what
    /// is put into it is either listed or heard of.
    pub(super) fn all(&mut self, hear: &mut dyn FnMut(&Path, Reach)) {
        hear(self.root, Reach::Entries);
        for name in FOLDERS.into_iter().chain([SETTINGS]) {
            let at = self.root.join(name);
            if let Ok(metadata) = fs::symlink_metadata(&at) {
                self.take(name.to_owned(), (&at, &metadata), hear);
            }
        }
    }

    /// Looks through a folder and all below it.
    pub(super) fn below(&mut self, folder: &str, hear: &mut dyn FnMut(&Path, Reach)) {
        let at = self.root.join(folder);
        hear(&at, if folder.contains('/') { Reach::OfTree } else { Reach::Tree });
        let entries = match fs::read_dir(&at) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return,
            Err(_) => return self.found.set(folder.to_owned(), Some(Entry::Odd(None))),
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let path = format!("{folder}/{}", name.to_string_lossy());
            if is_passed_over(&path) {
                continue;
            }
            // What went meanwhile is told by whoever heard of it.
            let Ok(metadata) = entry.metadata() else { continue };
            if name.to_str().is_none() {
                self.found.set(path, Some(Entry::Odd(Some(Stamp::of(&metadata)))));
            } else {
                self.take(path, (&entry.path(), &metadata), hear);
            }
        }
    }

    /// Takes in what is at a path.
    fn take(
        &mut self,
        path: String,
        (at, metadata): (&Path, &Metadata),
        hear: &mut dyn FnMut(&Path, Reach),
    ) {
        let entry = self.index.entry(at, &path, (metadata, self.young));
        if metadata.is_symlink() {
            self.links.push(at.to_path_buf());
        }
        self.found.set(path.clone(), Some(entry));
        if entry == Entry::Folder {
            self.below(&path, hear);
        }
    }
}
