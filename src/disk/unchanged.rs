//! Whether what was printed last stands as it was: then printing it again would change nothing.

use jiff::Timestamp;
use rayon::prelude::*;

use super::output::OutputFolder;

/// An output that is as it would be printed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unchanged {
    /// How many pages there are.
    pub pages: usize,
    /// How many files there are beside them.
    pub files: usize,
}

impl OutputFolder {
    /// What the last run printed, if it was made of the same (`digest` is that of everything read)
    /// for a span of time that holds `now`, and if every file of it still has the same bytes.
    ///
    /// The bytes are read and not only their times, so that a file that somebody has edited or
    /// lost is printed again. `None` also where something cannot be read: printing then tells why.
    pub fn unchanged(&self, digest: u128, now: Timestamp) -> Option<Unchanged> {
        let manifest = self.manifest().ok().filter(|manifest| manifest.finished)?;
        let imprint = manifest.imprint.as_ref().filter(|imprint| imprint.covers(digest, now))?;
        let is_whole = manifest.files.par_iter().all(|(path, record)| self.holds(path, record));
        let files = manifest.files.len().checked_sub(imprint.pages)?;
        is_whole.then_some(Unchanged { pages: imprint.pages, files })
    }
}
