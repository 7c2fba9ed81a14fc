//! Builds what a page's template is given, from what the page needs.

use std::sync::Arc;

use tera::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::edition::{Edition, Needs, Page};
use crate::render::draw::Drawing;
use crate::render::queries;
use crate::story::{Prose, StoryId};
use crate::url::Url;
use crate::view::{Free, Html, PageView, Reads, View, digest_of, table};

mod by_year;
mod content;
mod front;
mod lists;
mod page_view;
mod player;
mod quote;
mod related;
mod story;
mod terms;

pub use lists::month_title;
pub use page_view::{titles, versions, word};

/// Everything that one page shows beside the site's own view.
pub struct Shown<M> {
    /// The page at hand.
    pub page: PageView,
    /// The answers to named queries.
    pub queries: Free,
    /// What was made of the main view.
    pub main: M,
}

impl<M> Shown<M> {
    /// The same with something else made of the main view.
    pub fn map<N>(self, make: impl FnOnce(M) -> N) -> Shown<N> {
        Shown { page: self.page, queries: self.queries, main: make(self.main) }
    }
}

/// What is made of a page's main view: a template reads its value, and a fingerprint its digest.
pub trait Use {
    /// What comes of it.
    type Made;
    /// Makes it.
    fn of(view: &impl View, reads: &Reads) -> Self::Made;
}

/// The value, for a template.
pub struct ForTemplate;

impl Use for ForTemplate {
    type Made = Value;
    fn of(view: &impl View, reads: &Reads) -> Value {
        view.value(reads)
    }
}

/// The digest, for a fingerprint.
pub struct ForFingerprint;

impl Use for ForFingerprint {
    type Made = u64;
    fn of(view: &impl View, _: &Reads) -> u64 {
        digest_of(view)
    }
}

/// Both, for a page that is printed with its fingerprint noted.
pub struct ForPrint;

impl Use for ForPrint {
    type Made = (Value, u64);
    fn of(view: &impl View, reads: &Reads) -> (Value, u64) {
        (view.value(reads), digest_of(view))
    }
}

/// Builds the views of a page.
///
/// # Errors
/// What went wrong in a component that the page shows.
pub fn shown<U: Use>(edition: &Edition, page: &Page) -> Result<Shown<U::Made>, Diagnostic> {
    let view = page_view::page_view(edition, page);
    let main = Builder { edition, page, view: &view }.main::<U>()?;
    Ok(Shown { queries: answers(edition, page), page: view, main })
}

/// A story's whole text in one piece, as its own page would show it.
///
/// # Errors
/// What went wrong in a component that the story shows.
pub fn story_content(edition: &Edition, id: StoryId) -> Result<Html, Diagnostic> {
    let story = edition.site.story(id);
    let Some(page) = edition.page(story.url.as_str()) else { return Ok(Html::default()) };
    let view = page_view::headless(edition, page);
    Builder { edition, page, view: &view }.content(story)
}

/// A story's footnotes as its own page would show them, where it has any.
///
/// # Errors
/// What went wrong in a component that they show.
pub fn story_notes(edition: &Edition, id: StoryId) -> Result<Option<Html>, Diagnostic> {
    let story = edition.site.story(id);
    let Some(notes) = &story.footnotes else { return Ok(None) };
    drawn(edition, &story.url, notes).map(Some)
}

/// A free page's text, as the page itself would show it.
///
/// # Errors
/// What went wrong in a component that it shows.
pub fn free_content(edition: &Edition, index: usize) -> Result<Html, Diagnostic> {
    let free = &edition.site.pages[index];
    drawn(edition, &free.url, &free.html)
}

/// Prose as the page at a URL would show it.
fn drawn(edition: &Edition, url: &Url, prose: &Prose) -> Result<Html, Diagnostic> {
    let Some(page) = edition.page(url.as_str()) else { return Ok(Html::default()) };
    let view = page_view::headless(edition, page);
    Builder { edition, page, view: &view }.drawing().html(prose)
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
    fn main<U: Use>(&self) -> Result<U::Made, Diagnostic> {
        let reads = &self.edition.theme.reads;
        Ok(match &self.page.needs {
            Needs::Front => U::of(&self.front(), reads),
            Needs::Story(id) => U::of(&self.story(*id)?, reads),
            Needs::Stories(number) => U::of(&self.stories(*number), reads),
            Needs::Year(year) => U::of(&self.year(*year), reads),
            Needs::Month(year, month, number) => U::of(&self.month(*year, *month, *number), reads),
            Needs::Players => U::of(&self.players(), reads),
            Needs::Player(id) => U::of(&self.player(*id)?, reads),
            Needs::Quotes(which, number) => U::of(&self.quotes(which, *number), reads),
            Needs::QuoteIndex(by) => U::of(&self.quote_index(*by), reads),
            Needs::Quote(id) => U::of(&self.quote(*id)?, reads),
            Needs::QuoteEmbed(id) => U::of(&self.quote_embed(*id), reads),
            Needs::Terms(taxonomy) => U::of(&self.terms(*taxonomy), reads),
            Needs::Term(id, number) => U::of(&self.term(*id, *number)?, reads),
            Needs::Sources => U::of(&self.sources(), reads),
            Needs::Source(index, number) => U::of(&self.source(*index, *number), reads),
            Needs::Corrections => U::of(&self.corrections(), reads),
            Needs::Free(index) => U::of(&self.free(*index)?, reads),
            Needs::Search => U::of(&self.search(), reads),
            Needs::NotFound => U::of(&self.not_found(), reads),
            Needs::Redirect(target) => U::of(&self.redirect(target), reads),
            Needs::Machine(_) => {
                let message = format!("{} is for machines and has no view", self.page.url);
                return Err(Diagnostic::new(Code::RenderError, message));
            }
        })
    }

    /// The page's title without a page number.
    fn title(&self) -> Arc<str> {
        page_view::plain_title(self.edition, self.page)
    }

    fn drawing(&self) -> Drawing<'_> {
        Drawing {
            edition: self.edition,
            language: self.page.language,
            story: self.page.needs.story(),
            page: self.view,
        }
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
