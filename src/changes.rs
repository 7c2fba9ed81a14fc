//! Changes: what an edition prints otherwise than the one before it, page by page and file by file.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::TURN;
use crate::edition::{CopiedFile, Edition, Page};
use crate::link::Touched;
use crate::render;

/// What was printed of an edition: the fingerprint of every page.
#[derive(Clone)]
pub struct Prints {
    edition: Arc<Edition>,
    /// In the order of the edition's pages; none for a page that cannot be drawn.
    fingerprints: Vec<Option<u64>>,
}

/// What has to be done to get from one edition's output to another's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The pages that are new or show something else, by their place in the edition, ascending.
    pub pages: Vec<usize>,
    /// The copied files that are new or have other bytes, by their place in the edition, ascending.
    pub files: Vec<usize>,
    /// The outputs that are no more, by their paths in the output folder, sorted.
    pub gone: Vec<String>,
}

impl Prints {
    /// What was printed of the first edition of a run.
    pub fn of(edition: &Arc<Edition>) -> Prints {
        let pages = edition.pages.par_iter().with_max_len(TURN);
        let fingerprints = pages.map(|page| fingerprint(edition, page));
        Prints { edition: edition.clone(), fingerprints: fingerprints.collect() }
    }

    /// The fingerprints in the order of the edition's pages; none for a page that cannot be drawn.
    pub fn fingerprints(&self) -> &[Option<u64>] {
        &self.fingerprints
    }

    /// What another edition prints otherwise, where only what was `touched` since can differ.
    pub fn changes(&self, edition: &Arc<Edition>, touched: &Touched) -> (Prints, Changes) {
        let old = self.by_page(edition);
        let may_differ = |index: usize, page: &Page| old[index].is_none() || touched.shows(page);
        let fingerprints: Vec<Option<u64>> = edition
            .pages
            .par_iter()
            .with_max_len(TURN)
            .enumerate()
            .map(|(index, page)| match may_differ(index, page) {
                true => fingerprint(edition, page),
                false => old[index],
            })
            .collect();
        let changed = fingerprints.iter().zip(&old).enumerate();
        let changed = changed.filter(|(_, (new, old))| new.is_none() || new != old);
        let changes = Changes {
            pages: changed.map(|(index, _)| index).collect(),
            files: files(&self.edition, edition),
            gone: gone(&self.edition, edition),
        };
        (Prints { edition: edition.clone(), fingerprints }, changes)
    }

    /// The fingerprints of this edition's pages in the order of another's; none for a new page.
    fn by_page(&self, edition: &Edition) -> Vec<Option<u64>> {
        if Arc::ptr_eq(&self.edition.pages, &edition.pages) {
            return self.fingerprints.clone();
        }
        // Both lists are in the order of URLs, so that one walk along them finds all pairs. Pages
        // that share a URL are never printed.
        let mut old = self.edition.pages.iter().zip(&self.fingerprints).peekable();
        let of_page = |page: &Page| {
            while old.next_if(|(old, _)| old.url < page.url).is_some() {}
            old.next_if(|(old, _)| old.url == page.url).and_then(|(_, fingerprint)| *fingerprint)
        };
        edition.pages.iter().map(of_page).collect()
    }
}

fn fingerprint(edition: &Edition, page: &Page) -> Option<u64> {
    // Why a page cannot be drawn is told when it is rendered.
    render::fingerprint(edition, page).ok()
}

/// The copied files of the new edition that are new or have other bytes, by their place in it.
pub fn files(old: &Edition, new: &Edition) -> Vec<usize> {
    if Arc::ptr_eq(&old.files, &new.files) {
        return Vec::new();
    }
    let known = old.files.iter().map(|file| (file.output.as_str(), file));
    let known: HashMap<&str, &CopiedFile> = known.collect();
    let changed = new.files.iter().enumerate().filter(|(_, file)| {
        known.get(file.output.as_str()).is_none_or(|known| known.bytes != file.bytes)
    });
    changed.map(|(index, _)| index).collect()
}

/// The outputs that are no more.
fn gone(old: &Edition, new: &Edition) -> Vec<String> {
    if Arc::ptr_eq(&old.outputs, &new.outputs) {
        return Vec::new();
    }
    let gone = old.outputs.keys().filter(|output| !new.outputs.contains_key(*output));
    let mut gone: Vec<String> = gone.cloned().collect();
    gone.sort_unstable();
    gone
}
