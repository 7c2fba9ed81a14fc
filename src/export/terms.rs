//! The rows of terms.

use crate::export::Model;
use crate::export::tables::TermRow;
use crate::plan::term_link;
use crate::site::Languages;
use crate::term::TermId;

/// All terms, by taxonomy and id.
pub(super) fn terms<'m>(model: &'m Model<'_>) -> impl Iterator<Item = TermRow<'m>> {
    let edition = model.edition;
    let site = &*edition.site;
    site.terms.iter().enumerate().map(move |(index, term)| {
        let link = || {
            let id = (TermId(index as u32), 0);
            model.printed(&term_link(site, &edition.paths, &edition.codes, id).url)
        };
        TermRow {
            taxonomy: &site.config.taxonomies[term.taxonomy].id,
            id: &term.id,
            name: &term.name,
            summary: term.document.as_ref().and_then(|document| document.summary.as_deref()),
            // A topic that quotes alone are about has no page.
            url: (term.languages != Languages::default()).then(link),
        }
    })
}
