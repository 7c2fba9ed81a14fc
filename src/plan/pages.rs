//! Lists every page: one loop for each kind, in each language.

use std::sync::Arc;

use hashbrown::HashMap;
use percent_encoding::percent_decode_str;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edition::{By, Lists, Needs, Page, QuotesBy};
use crate::parse::fields::At;
use crate::render::functions::{FILTERS, FUNCTIONS};
use crate::render::template_check::{self, TemplateText};
use crate::render::templates::{page_context, page_template};
use crate::site::{Paths, Site};
use crate::story::StoryId;
use crate::theme::Theme;
use crate::url::Url;

/// Lists all pages for readers.
pub fn pages(
    site: &Site,
    theme: &Theme,
    lists: &[Lists],
    paths: &Paths,
) -> (Vec<Page>, Vec<Diagnostic>) {
    // Nearly all pages are those of stories, players and quotes.
    let of_quote = usize::from(theme.kinds.quote_pages) + usize::from(theme.kinds.quote_embeds);
    let quotes = of_quote * site.quotes.len();
    let count = site.stories.len() + site.players.len() + quotes;
    let pages = Vec::with_capacity(count + count / 4);
    let mut listing = Listing { site, theme, paths, pages, problems: Vec::new() };
    for (language, lists) in lists.iter().enumerate() {
        listing.language(language, lists);
    }
    for (index, story) in site.stories.iter().enumerate() {
        listing.story(StoryId(index as u32), story);
    }
    for (id, quote) in site.numbered_quotes().filter(|_| theme.kinds.quote_pages) {
        let language = paths.language(&quote.language);
        let file = quote.file.clone();
        listing.add("quote", quote.url.clone(), language, Needs::Quote(id)).source = Some(file);
        if theme.kinds.quote_embeds {
            listing.add("quote-embed", embed_of(&quote.url), language, Needs::QuoteEmbed(id));
        }
    }
    for (index, page) in site.pages.iter().enumerate() {
        let document = &page.document;
        let language = paths.language(&document.origin.language);
        let own = listing.own_template(document.template.as_ref(), &document.origin.file);
        let added = listing.add("page", page.url.clone(), language, Needs::Free(index));
        added.source = Some(document.origin.file.clone());
        if let Some(template) = own {
            added.template = template;
        }
        listing.aliases(&document.aliases, &document.origin.file, &page.url, language);
    }
    let Listing { pages, mut problems, .. } = listing;
    problems.extend(own_template_problems(&pages, theme));
    (pages, problems)
}

/// What is wrong with templates that only front matter names, against the views of the pages that
/// they show; the theme's own pages were checked when it was loaded.
fn own_template_problems(pages: &[Page], theme: &Theme) -> Vec<Diagnostic> {
    let own = pages.iter().filter(|page| matches!(page.needs, Needs::Story(_) | Needs::Free(_)));
    let own = own.filter_map(|page| {
        let usual = page_template(page.kind)?.template;
        (*page.template != *usual).then_some((&*page.template, usual))
    });
    let own: HashMap<&str, &str> = own.collect();
    if own.is_empty() {
        return Vec::new();
    }
    let texts = theme.templates.iter().map(|(name, text)| TemplateText { name, text });
    let (problems, _) = template_check::check(&template_check::Templates {
        texts: &texts.collect::<Vec<_>>(),
        contexts: &|name| own.get(name).and_then(|usual| page_context(usual)),
        functions: FUNCTIONS,
        filters: FILTERS,
        tests: &[],
    });
    problems
}

struct Listing<'a> {
    site: &'a Site,
    theme: &'a Theme,
    paths: &'a Paths,
    pages: Vec<Page>,
    problems: Vec<Diagnostic>,
}

impl Listing<'_> {
    fn add(&mut self, kind: &'static str, url: Url, language: usize, needs: Needs) -> &mut Page {
        let template = page_template(kind).map_or("", |template| template.template).into();
        let at = self.pages.len();
        self.pages.push(Page { url, kind, template, language, needs, source: None });
        &mut self.pages[at]
    }

    /// The pages that one language has once, or once for each entry of a list.
    fn language(&mut self, language: usize, lists: &Lists) {
        let code = &self.site.config.language_codes()[language];
        let paths = self.paths;
        let url = |path: &str| paths.page(code, path);
        let paging = self.site.config.paging;
        self.add("front", url(""), language, Needs::Front);
        for (number, url) in self.paged(&url("stories"), lists.stories.len(), paging.stories) {
            self.add("stories", url, language, Needs::Stories(number));
        }
        let archive = lists.archive.iter().filter(|_| self.theme.kinds.archive);
        for (year, months) in archive {
            self.add("year", url(&format!("{year:04}")), language, Needs::Year(*year));
            for (month, stories) in months {
                let first = url(&format!("{year:04}/{month:02}"));
                for (number, url) in self.paged(&first, stories.len(), paging.stories) {
                    self.add("month", url, language, Needs::Month(*year, *month, number));
                }
            }
        }
        self.add("players", url("players"), language, Needs::Players);
        for id in &lists.players {
            let player = self.site.player(*id);
            let file = player.document.as_ref().map(|document| document.origin.file.clone());
            let page = self.add(
                "player",
                url(&format!("players/{}", player.id)),
                language,
                Needs::Player(*id),
            );
            page.source = file;
        }
        self.quotes(language, lists);
        for (taxonomy, terms) in lists.terms.iter().enumerate() {
            let id = self.site.config.taxonomies[taxonomy].id.clone();
            self.add("terms", url(&id), language, Needs::Terms(taxonomy));
            // A site may show the terms of one taxonomy with a template of its own.
            let own: Arc<str> = format!("{id}.html").into();
            let own = self.theme.templates.contains_key(&own).then_some(own);
            for term in terms {
                let entry = self.site.term(*term);
                let stories = entry
                    .stories
                    .iter()
                    .filter(|story| self.site.story(**story).document.origin.language == *code);
                let first = url(&format!("{id}/{}", entry.id));
                let file = entry.document.as_ref().map(|document| document.origin.file.clone());
                for (number, url) in self.paged(&first, stories.count(), paging.stories) {
                    let page = self.add("term", url, language, Needs::Term(*term, number));
                    page.source = file.clone();
                    if let Some(own) = &own {
                        page.template = own.clone();
                    }
                }
            }
        }
        if self.theme.kinds.sources {
            self.add("sources", url("sources"), language, Needs::Sources);
        }
        for (index, source) in lists.sources.iter().enumerate() {
            let first = url(&format!("sources/{}", source.id));
            for (number, url) in self.paged(&first, source.stories.len(), paging.stories) {
                self.add("source", url, language, Needs::Source(index, number));
            }
        }
        self.add("corrections", url("corrections"), language, Needs::Corrections);
        if self.theme.kinds.search {
            self.add("search", url("search"), language, Needs::Search);
        }
        let not_found = Url::file(&format!("{}404.html", self.paths.prefix(code)));
        self.add("not-found", not_found, language, Needs::NotFound);
    }

    fn quotes(&mut self, language: usize, lists: &Lists) {
        let code = &self.site.config.language_codes()[language];
        let paths = self.paths;
        let url = |path: &str| paths.page(code, path);
        let size = self.site.config.paging.quotes;
        for (number, url) in self.paged(&url("quotes"), lists.quotes.len(), size) {
            self.add("quotes", url, language, Needs::Quotes(QuotesBy::All, number));
        }
        for by in By::ALL.into_iter().filter(|_| self.theme.kinds.quote_indexes) {
            let index = url(&format!("quotes/{}", by.path()));
            self.add("quote-index", index, language, Needs::QuoteIndex(by));
            for (id, entry) in lists.quote_indexes.get(&by).into_iter().flatten() {
                let first = url(&format!("quotes/{}/{id}", by.path()));
                for (number, url) in self.paged(&first, entry.quotes.len(), size) {
                    let which = QuotesBy::Entry(by, id.clone());
                    self.add("quotes", url, language, Needs::Quotes(which, number));
                }
            }
        }
    }

    fn story(&mut self, id: StoryId, story: &crate::story::Story) {
        let document = &story.document;
        let language = self.paths.language(&document.origin.language);
        let own = self.own_template(document.template.as_ref(), &document.origin.file);
        let page = self.add("story", story.url.clone(), language, Needs::Story(id));
        page.source = Some(document.origin.file.clone());
        if let Some(template) = own {
            page.template = template;
        }
        self.aliases(&document.aliases, &document.origin.file, &story.url, language);
    }

    /// The pages of a list: `/stories/`, `/stories/page/2/` and so on; an empty list has one page.
    fn paged(&self, first: &Url, entries: usize, size: usize) -> Vec<(usize, Url)> {
        let count = entries.div_ceil(size).max(1);
        (0..count).map(|number| (number, page_of(first, number))).collect()
    }

    /// A template that front matter names.
    fn own_template(
        &mut self,
        template: Option<&At<Arc<str>>>,
        file: &Arc<str>,
    ) -> Option<Arc<str>> {
        let wanted = template?;
        let known = &self.theme.templates;
        let with_ending: Arc<str> = format!("{}.html", wanted.value).into();
        for name in [&wanted.value, &with_ending] {
            if known.contains_key(name) {
                return Some(name.clone());
            }
        }
        let message = format!("there is no template `{}`", wanted.value);
        let problem = Diagnostic::new(Code::UnknownTemplate, message)
            .at(Place::span(file, wanted.span.clone()))
            .did_you_mean(&wanted.value, known.keys().map(|name| &**name));
        self.problems.push(problem);
        None
    }

    /// Redirects from a page's earlier addresses.
    fn aliases(
        &mut self,
        aliases: &[At<Arc<str>>],
        file: &Arc<str>,
        target: &Url,
        language: usize,
    ) {
        for alias in aliases {
            // Hosts look for the file that an address means: `/caf%C3%A9/` is in the folder `café`.
            let path = percent_decode_str(alias.value.trim()).decode_utf8().unwrap_or_default();
            let path = path.trim_start_matches('/');
            let is_bad = |c: char| matches!(c, '?' | '#' | '\\' | ':') || c.is_control();
            // The name of a folder has at most 255 bytes on nearly all systems.
            let bad = |part: &str| {
                matches!(part, "" | "." | ".." | ".newsprint")
                    || part.contains(is_bad)
                    || part.len() > 250
            };
            let parts = path.trim_end_matches('/');
            if parts.is_empty() || parts.split('/').any(bad) {
                let message = format!("`{}` is no path of this site", alias.value);
                let problem = Diagnostic::new(Code::BadValue, message)
                    .at(Place::span(file, alias.span.clone()))
                    .hint("an alias is a path such as /2026/old-name/");
                self.problems.push(problem);
                continue;
            }
            let url = match path.ends_with(".html") {
                true => Url::file(path),
                false => Url::page(path),
            };
            let page = self.add("redirect", url, language, Needs::Redirect(target.clone()));
            page.source = Some(file.clone());
        }
    }
}

/// Where the page of a quote for pages of others lies: below the quote's own.
pub fn embed_of(quote: &Url) -> Url {
    Url::page(&format!("{}embed", quote.as_str()))
}

/// A page of a list, from 0.
pub fn page_of(first: &Url, number: usize) -> Url {
    match number {
        0 => first.clone(),
        _ => Url::page(&format!("{}/page/{}", first.as_str().trim_matches('/'), number + 1)),
    }
}
