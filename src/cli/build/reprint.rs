//! Printing again: pages that stand in the output folder as they would be printed are not rendered.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::build::sources;
use crate::diagnostic::Diagnostic;
use crate::disk::{Body, Fingerprints, OutputFolder, PrintedPage, Produced, Record};
use crate::edition::Edition;
use crate::render;

/// After which part of all pages it is told whether asking for fingerprints pays: one of so many. The
/// archives come first, and a new story moves on all that are as old or older.
const TRIED: usize = 8;

/// What was printed to a folder before, and what is now.
pub struct Reprint<'f> {
    folder: &'f OutputFolder,
    last: Fingerprints,
    /// By the page's place in the edition its fingerprint; none for what is for machines.
    fingerprints: Vec<OnceLock<u64>>,
    asked: AtomicUsize,
    missed: AtomicUsize,
}

impl<'f> Reprint<'f> {
    /// What this program printed to a folder before, for an edition with that many pages. `None`
    /// where nobody can tell which program this is.
    pub fn of(folder: &'f OutputFolder, pages: usize) -> Option<Reprint<'f>> {
        let last = folder.fingerprints(sources::program()?);
        let fingerprints = vec![OnceLock::new(); pages];
        let (asked, missed) = Default::default();
        Some(Reprint { folder, last, fingerprints, asked, missed })
    }

    /// What there is to be written of a page for readers at a path in the folder.
    ///
    /// # Errors
    /// Those of [`render::render`].
    pub fn page(
        &self,
        edition: &Edition,
        index: usize,
        path: &str,
    ) -> Result<Produced<'static>, Diagnostic> {
        let page = &edition.pages[index];
        let note = |fingerprint| {
            self.fingerprints[index].get_or_init(|| fingerprint);
        };
        let Some((last, record)) = self.last.pages.get(path).filter(|_| self.pays()) else {
            let (html, fingerprint) = render::print(edition, page)?;
            note(fingerprint);
            return Ok(Body::from(html).into());
        };
        let fingerprint = render::fingerprint(edition, page)?;
        note(fingerprint);
        self.asked.fetch_add(1, Ordering::Relaxed);
        if fingerprint == *last && self.folder.holds(path, record) {
            return Ok(Produced::There(*record));
        }
        self.missed.fetch_add(1, Ordering::Relaxed);
        render::render(edition, page).map(|html| Body::from(html).into())
    }

    /// Whether pages are still likely to stand as they are. After an edit that all pages show, to
    /// gather what each shows once more for its fingerprint would be in vain.
    fn pays(&self) -> bool {
        let asked = self.asked.load(Ordering::Relaxed);
        asked < self.fingerprints.len() / TRIED || self.missed.load(Ordering::Relaxed) < asked / 2
    }

    /// Notes what came of all pages, which start the list of paths, for the next build. That build only
    /// takes longer where this fails.
    pub fn note(self, paths: &[String], records: &[Record]) {
        let printed = self.fingerprints.iter().zip(paths.iter().zip(records));
        let printed = printed.filter_map(|(fingerprint, (path, record))| {
            Some((path.as_str(), *fingerprint.get()?, *record))
        });
        let mut pages: Vec<PrintedPage<'_>> = printed.collect();
        pages.sort_unstable_by_key(|(path, ..)| *path);
        if !self.last.are_of(&pages) {
            let _ = self.folder.note(self.last.program, &pages);
        }
    }
}
