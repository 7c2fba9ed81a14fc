//! Writing a site in two phases: everything is made beside the site, then put in place by renames.
//!
//! **Stage.** Every entry is produced and compared with what is there; what differs is written to
//! `.newsprint/stage`. Any failure ends here, with the site as it was.
//!
//! **Commit.** New files come first, then changed ones, then deletions, each in the order of their
//! rank, so that at no moment a link leads to a page that is not there yet.
//!
//! What a kill leaves, point by point:
//! - while staging: the stage, which the next run clears away;
//! - then a manifest of all old and all new paths takes the place of the old one, by a rename: from
//!   here on every file that may appear is known as ours;
//! - while renaming: some files new, some old, none half; the next run compares all of them by
//!   their bytes and puts the rest in place;
//! - while deleting: stale files that the manifest still lists, which the next run deletes;
//! - before the last rename: all files in place and a manifest that lists too much, which the next
//!   run replaces; after it: an empty stage.
//!
//! No file is synced to the disk: the promise is about kills, not about power cuts, and a sync per
//! file would make a build of ten thousand pages take minutes. After a power cut, delete the
//! output folder and build again.

use std::borrow::Cow;
use std::path::Path;

use super::commit;
use super::error::WriteError;
use super::manifest::{Imprint, Record};
use super::output::OutputFolder;
use super::stage;
use super::survey::{Scope, Survey};
use crate::diagnostic::Diagnostic;
use crate::source::AssetBytes;

/// One file of the output.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its path within the output folder, with forward slashes: `2026/01/fog/index.html`.
    pub path: &'a str,
    /// When it is put in place.
    pub rank: Rank,
}

/// The order in which files are put in place: what is linked to before what links to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Styles, pictures, fonts: every page needs them.
    Asset,
    /// Pages of one thing.
    Page,
    /// Lists, feeds, sitemaps, the front page: what leads readers to new pages.
    Listing,
}

/// The bytes of one file of the output.
#[derive(Clone, Debug)]
pub enum Body<'a> {
    /// In memory.
    Bytes(Cow<'a, [u8]>),
    /// The bytes of another file, copied without holding them in memory.
    File(Cow<'a, Path>),
}

impl From<Vec<u8>> for Body<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Body::Bytes(Cow::Owned(bytes))
    }
}

impl From<String> for Body<'_> {
    fn from(text: String) -> Self {
        Body::from(text.into_bytes())
    }
}

impl<'a> From<&'a [u8]> for Body<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Body::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a> From<&'a AssetBytes> for Body<'a> {
    fn from(asset: &'a AssetBytes) -> Self {
        match asset {
            AssetBytes::File { path, .. } => Body::File(Cow::Borrowed(path)),
            AssetBytes::Memory(bytes) => Body::Bytes(Cow::Borrowed(bytes)),
        }
    }
}

/// What there is to be written of one entry.
#[derive(Clone, Debug)]
pub enum Produced<'a> {
    /// These bytes.
    Made(Body<'a>),
    /// Nothing: the folder [holds](OutputFolder::holds) bytes with this record already.
    There(Record),
}

impl<'a> From<Body<'a>> for Produced<'a> {
    fn from(body: Body<'a>) -> Produced<'a> {
        Produced::Made(body)
    }
}

/// What a run did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files the output now has.
    pub printed: usize,
    /// The indexes of the entries that are new or have other bytes than before, ascending.
    pub changed: Vec<usize>,
    /// Of each entry the record of its bytes.
    pub records: Vec<Record>,
    /// The paths of files that were deleted, sorted.
    pub deleted: Vec<String>,
}

/// Why nothing was written, or not everything.
#[derive(Debug)]
pub enum Stopped {
    /// Entries could not be produced: all their problems. Nothing was written.
    Content(Vec<Diagnostic>),
    /// The output folder could not be written.
    Output(WriteError),
}

impl From<WriteError> for Stopped {
    fn from(error: WriteError) -> Stopped {
        Stopped::Output(error)
    }
}

impl OutputFolder {
    /// Makes the folder hold these entries: writes what is new or differs, deletes what an earlier
    /// run wrote and is no entry any more, and touches nothing else.
    ///
    /// `produce` makes the bytes of the entry with an index; it is called once for each, from many
    /// threads, and the bytes are let go before the next. Where it fails for any entry, all
    /// problems are returned and nothing is written. Where nothing differs, not a byte and not a
    /// time of the folder changes.
    pub fn write<'a, F, P>(&self, entries: &[Entry<'_>], produce: F) -> Result<Written, Stopped>
    where
        F: Fn(usize) -> Result<P, Vec<Diagnostic>> + Sync,
        P: Into<Produced<'a>>,
    {
        self.write_imprinted(entries, None, produce)
    }

    /// Does the same and notes from what the entries were made, where that is known, for
    /// [`unchanged`](OutputFolder::unchanged).
    pub fn write_imprinted<'a, F, P>(
        &self,
        entries: &[Entry<'_>],
        imprint: Option<Imprint>,
        produce: F,
    ) -> Result<Written, Stopped>
    where
        F: Fn(usize) -> Result<P, Vec<Diagnostic>> + Sync,
        P: Into<Produced<'a>>,
    {
        self.write_scope(entries, Scope::Whole, imprint, produce)
    }

    /// Does the same for a part of the output: writes the entries, which are new or may differ,
    /// deletes those of the paths `gone` that an earlier run wrote, and leaves everything else as
    /// it is. It is the work of one edit, and does not look at the files of other pages.
    ///
    /// Only right where [`is_whole`](OutputFolder::is_whole) and what was written last is otherwise
    /// what is wanted; else [`write`](OutputFolder::write) everything.
    pub fn amend<'a, F, P>(
        &self,
        entries: &[Entry<'_>],
        gone: &[String],
        produce: F,
    ) -> Result<Written, Stopped>
    where
        F: Fn(usize) -> Result<P, Vec<Diagnostic>> + Sync,
        P: Into<Produced<'a>>,
    {
        self.write_scope(entries, Scope::Part(gone), None, produce)
    }

    fn write_scope<'a, F, P>(
        &self,
        entries: &[Entry<'_>],
        scope: Scope<'_>,
        imprint: Option<Imprint>,
        produce: F,
    ) -> Result<Written, Stopped>
    where
        F: Fn(usize) -> Result<P, Vec<Diagnostic>> + Sync,
        P: Into<Produced<'a>>,
    {
        let survey = Survey::of(self, entries, scope)?;
        let staged = stage::stage(self, &survey, produce);
        let written =
            staged.and_then(|staged| Ok(commit::commit(self, &survey, &staged, imprint)?));
        // What is left of the stage is cleared by the next run if it cannot be cleared now.
        let _ = self.steps.remove_tree(&self.stage());
        written
    }
}
