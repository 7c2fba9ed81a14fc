//! Builds what a page's template is given, from what the page needs.

use std::sync::Arc;

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, Needs, Page};
use crate::render::draw::Drawing;
use crate::render::queries;
use crate::view::{Free, PageView, View, digest_of, table};

mod front;
mod lists;
mod page_view;
mod player;
mod quote;
mod story;
mod terms;

/// Everything that one page shows beside the site's own view.
pub struct Shown {
    /// The page at hand.
    pub page: PageView,
    /// The answers to named queries.
    pub queries: Free,
    /// The main view.
    pub main: Value,
    /// The digest of the main view.
    pub digest: u64,
}

/// Builds the views of a page.
///
/// # Errors
/// What went wrong in a component that the page shows.
pub fn shown(edition: &Edition, page: &Page) -> Result<Shown, Diagnostic> {
    let view = page_view::page_view(edition, page);
    let builder = Builder { edition, page, view: &view };
    let (main, digest) = builder.main()?;
    Ok(Shown { queries: answers(edition, page), page: view, main, digest })
}

/// The answers that every page of the language is given, and those that only this page wants.
fn answers(edition: &Edition, page: &Page) -> Free {
    let shared = &edition.answers[page.language];
    let own = match &page.needs {
        Needs::Story(id) => &edition.site.story(*id).document.queries,
        Needs::Free(index) => &edition.site.pages[*index].document.queries,
        _ => return shared.clone(),
    };
    if own.is_empty() {
        return shared.clone();
    }
    let own = queries::answers(edition, page.language, own.iter());
    let both = [shared, &own].into_iter().filter_map(|answers| answers.0.as_map());
    let entries = both
        .flatten()
        .map(|(name, answer)| (Arc::from(name.as_str().unwrap_or_default()), answer.clone()));
    Free(table(entries))
}

/// What the builders of all kinds share.
struct Builder<'a> {
    edition: &'a Edition,
    page: &'a Page,
    view: &'a PageView,
}

impl Builder<'_> {
    fn main(&self) -> Result<(Value, u64), Diagnostic> {
        Ok(match &self.page.needs {
            Needs::Front => both(&self.front()),
            Needs::Story(id) => both(&self.story(*id)?),
            Needs::Stories(number) => both(&self.stories(*number)),
            Needs::Year(year) => both(&self.year(*year)),
            Needs::Month(year, month, number) => both(&self.month(*year, *month, *number)),
            Needs::Players => both(&self.players()),
            Needs::Player(id) => both(&self.player(*id)?),
            Needs::Quotes(which, number) => both(&self.quotes(which, *number)),
            Needs::QuoteIndex(by) => both(&self.quote_index(*by)),
            Needs::Quote(id) => both(&self.quote(*id)),
            Needs::Terms(taxonomy) => both(&self.terms(*taxonomy)),
            Needs::Term(id, number) => both(&self.term(*id, *number)?),
            Needs::Sources => both(&self.sources()),
            Needs::Source(index, number) => both(&self.source(*index, *number)),
            Needs::Corrections => both(&self.corrections()),
            Needs::Free(index) => both(&self.free(*index)?),
            Needs::NotFound => both(&self.not_found()),
            Needs::Redirect(target) => both(&self.redirect(target)),
        })
    }

    /// The page's title without a page number.
    fn title(&self) -> Arc<str> {
        page_view::plain_title(self.edition, self.page)
    }

    fn drawing(&self) -> Drawing<'_> {
        Drawing { edition: self.edition, language: self.page.language, page: self.view }
    }

    fn code(&self) -> &Arc<str> {
        &self.edition.languages[self.page.language].code
    }

    /// The printed path of a page in the page's language.
    fn url(&self, path: &str) -> Arc<str> {
        let base = self.edition.site.config.base_path();
        self.edition.paths.page(self.code(), path).under(base)
    }
}

fn both(view: &impl View) -> (Value, u64) {
    (view.value(), digest_of(view))
}
