//! Which template shows which page, and what each is given: the contract with theme authors.

use crate::theme::Kinds;
use crate::view::{
    CorrectionsView, FreePageView, FrontView, NotFoundView, PageView, PlayerIndexView, PlayerView,
    QuoteCard, QuoteEmbedView, QuoteIndexView, QuoteListView, QuoteView, RedirectView, SearchView,
    Shape, ShareCardView, SiteView, SourceIndexView, SourcePageView, StoryCard, StoryListView,
    StoryView, TermIndexView, TermView, View, YearView,
};

/// A template that shows pages.
#[derive(Clone, Copy)]
pub struct PageTemplate {
    /// The kind of page, as `newsprint list pages` names it.
    pub kind: &'static str,
    /// The template's name.
    pub template: &'static str,
    /// The variable beside `site`, `page` and `queries`.
    pub variable: &'static str,
    /// The variable's shape.
    pub shape: fn() -> Shape,
}

/// Every template that shows pages.
pub const PAGE_TEMPLATES: &[PageTemplate] = &[
    page("front", "front.html", "front", FrontView::shape),
    page("story", "story.html", "story", StoryView::shape),
    page("stories", "stories.html", "list", StoryListView::shape),
    page("year", "year.html", "year", YearView::shape),
    page("month", "month.html", "list", StoryListView::shape),
    page("players", "players.html", "index", PlayerIndexView::shape),
    page("player", "player.html", "player", PlayerView::shape),
    page("quotes", "quotes.html", "list", QuoteListView::shape),
    page("quote-index", "quote_index.html", "index", QuoteIndexView::shape),
    page("quote", "quote.html", "quote", QuoteView::shape),
    page("quote-embed", "quote_embed.html", "quote", QuoteEmbedView::shape),
    page("terms", "terms.html", "index", TermIndexView::shape),
    page("term", "term.html", "term", TermView::shape),
    page("sources", "sources.html", "index", SourceIndexView::shape),
    page("source", "source.html", "source", SourcePageView::shape),
    page("corrections", "corrections.html", "corrections", CorrectionsView::shape),
    page("page", "page.html", "free", FreePageView::shape),
    page("search", "search.html", "search", SearchView::shape),
    page("not-found", "404.html", "not_found", NotFoundView::shape),
    page("redirect", "redirect.html", "redirect", RedirectView::shape),
];

/// Every template that draws share cards. A theme may leave out any of them.
pub const CARD_TEMPLATES: &[PageTemplate] = &[
    page("share-card", "cards/story.svg", "story", StoryCard::shape),
    page("share-card", "cards/quote.svg", "quote", QuoteCard::shape),
];

/// Every template that is given a view: of pages, and of share cards.
pub fn all() -> impl Iterator<Item = &'static PageTemplate> {
    PAGE_TEMPLATES.iter().chain(CARD_TEMPLATES)
}

const fn page(
    kind: &'static str,
    template: &'static str,
    variable: &'static str,
    shape: fn() -> Shape,
) -> PageTemplate {
    PageTemplate { kind, template, variable, shape }
}

/// Templates that a theme may leave out, together where more than one stands in a row.
pub const OPTIONAL: &[&[&str]] = &[
    &["year.html", "month.html"],
    &["quote_index.html"],
    &["quote.html"],
    &["quote_embed.html"],
    &["sources.html", "source.html"],
    &["search.html"],
];

/// Which of the pages that may be left out a theme prints that has these templates.
pub fn kinds(has: impl Fn(&str) -> bool) -> Kinds {
    let [archive, quote_indexes, quote_pages, embeds, sources, search] = [
        "year.html",
        "quote_index.html",
        "quote.html",
        "quote_embed.html",
        "sources.html",
        "search.html",
    ]
    .map(&has);
    // What is embedded leads to the page of the quote.
    Kinds {
        archive,
        quote_indexes,
        quote_pages,
        quote_embeds: quote_pages && embeds,
        sources,
        search,
        quote_filter: false,
        story_cards: has("cards/story.svg"),
        quote_cards: quote_pages && has("cards/quote.svg"),
    }
}

/// The template that shows pages of a kind.
pub fn page_template(kind: &str) -> Option<&'static PageTemplate> {
    PAGE_TEMPLATES.iter().find(|template| template.kind == kind)
}

/// The variables of a page template by its name; none for a template that shows no page and draws no
/// card.
pub fn page_context(name: &str) -> Option<Vec<(&'static str, Shape)>> {
    if let Some(template) = CARD_TEMPLATES.iter().find(|template| template.template == name) {
        return Some(vec![
            ("site", SiteView::shape()),
            ("card", ShareCardView::shape()),
            (template.variable, (template.shape)()),
        ]);
    }
    let template = PAGE_TEMPLATES.iter().find(|template| template.template == name)?;
    Some(vec![
        ("site", SiteView::shape()),
        ("page", PageView::shape()),
        ("queries", Shape::Free),
        (template.variable, (template.shape)()),
    ])
}
