//! Whether what was printed last stands as it was: then printing it again would change nothing.

use jiff::Timestamp;
use rayon::prelude::*;

use super::manifest::Manifest;
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
        let text = std::fs::read(self.manifest_path()).ok()?;
        let text = String::from_utf8_lossy(&text);
        // Mostly that tells enough, and there are as many lines as files.
        let (finished, imprint) = Manifest::head(&text);
        let imprint = imprint.filter(|imprint| finished && imprint.covers(digest, now))?;
        let manifest = Manifest::parse(&text);
        let is_whole = manifest.files.par_iter().all(|(path, record)| self.holds(path, record));
        let files = manifest.files.len().checked_sub(imprint.pages)?;
        is_whole.then_some(Unchanged { pages: imprint.pages, files })
    }
}
