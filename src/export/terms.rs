//! The rows of terms.

use hashbrown::HashSet;

use crate::export::Model;
use crate::export::tables::TermRow;
use crate::plan::term_link;
use crate::site::Languages;
use crate::term::TermId;

/// All terms that something printed carries, and those with a page, by taxonomy and id.
pub(super) fn terms<'m>(model: &'m Model<'_>) -> impl Iterator<Item = TermRow<'m>> {
    let edition = model.edition;
    let site = &*edition.site;
    // A topic that quotes alone are about has no page; one of hidden quotes alone is in the site too.
    let of_quotes: HashSet<TermId> =
        site.quotes.iter().flat_map(|quote| quote.topics.iter().copied()).collect();
    let terms = site.terms.iter().enumerate();
    let terms = terms.map(|(index, term)| (TermId(index as u32), term));
    terms.filter_map(move |(id, term)| {
        let has_page = term.languages != Languages::default();
        let url = || {
            let link = term_link(site, &edition.paths, &edition.codes, (id, 0));
            model.printed(&link.url)
        };
        (has_page || of_quotes.contains(&id)).then(|| TermRow {
            taxonomy: &site.config.taxonomies[term.taxonomy].id,
            id: &term.id,
            name: &term.name,
            summary: term.document.as_ref().and_then(|document| document.summary.as_deref()),
            url: has_page.then(url),
        })
    })
}
