//! What machines read in a page's `<head>`: its address, the same page in other languages, whether
//! it is to be found, its feeds, what other sites show of a link to it, and what it tells as data.

use crate::edition::{Edition, Needs, Page};
use crate::html::escaped;
use crate::plan::{copy_of, feed_of, ninjs_of, oembed_of};
use crate::render::social::social;
use crate::render::structured_data::graph;
use crate::render::views::versions;
use crate::url::encoded;
use crate::view::{Html, PageView};

/// Everything for machines in the head of a page, a line each.
pub fn head(edition: &Edition, page: &Page, view: &PageView) -> Html {
    let mut head = Head { html: String::with_capacity(512) };
    // Nobody who searches elsewhere is helped by a dead end, a frame, or another place to search.
    if matches!(page.needs, Needs::NotFound | Needs::Search | Needs::QuoteEmbed(_)) {
        head.meta("name", "robots", "noindex");
    }
    if page.needs == Needs::NotFound {
        return head.html.into();
    }
    if let Needs::QuoteEmbed(id) = &page.needs {
        let quote = edition.site.quote(*id);
        let own = quote.url.whole(&edition.site.config.base_url);
        head.link("canonical", &[("href", &encoded(&own))]);
        return head.html.into();
    }
    let canonical = canonical(edition, page, view);
    head.link("canonical", &[("href", &canonical)]);
    let versions = if view.translations.is_empty() { Vec::new() } else { versions(edition, page) };
    if !versions.is_empty() {
        let base = edition.site.config.origin();
        let own = (&view.language, view.permalink.to_string());
        let others = versions.iter();
        let others = others.map(|other| (&other.code, format!("{base}{}", other.url)));
        for (code, url) in std::iter::once(own).chain(others) {
            head.link("alternate", &[("hreflang", code), ("href", &url)]);
        }
    }
    feeds(edition, page, view, &mut head);
    copy(edition, page, &mut head);
    oembed(edition, page, view, &mut head);
    ninjs(edition, page, view, &mut head);
    let wanted = &edition.site.config.outputs;
    if wanted.social {
        social(edition, page, view, (&mut head, &canonical));
    }
    if wanted.structured_data
        && let Some(graph) = graph(edition, page, view)
    {
        head.html.push('\n');
        head.html.push_str(&graph);
    }
    head.html.into()
}

/// The address under which a page is to be found: where a story was published first, if that was not
/// here.
fn canonical(edition: &Edition, page: &Page, view: &PageView) -> String {
    if let Needs::Story(id) = &page.needs
        && let Some(syndicated) = &edition.site.story(*id).document.syndicated
    {
        return encoded(&syndicated.url.value);
    }
    encoded(&view.permalink)
}

/// The feeds of all stories and of what the page lists.
fn feeds(edition: &Edition, page: &Page, view: &PageView, head: &mut Head) {
    let config = &edition.site.config;
    let wanted = &config.outputs.feeds;
    if !config.has_base_url() {
        return;
    }
    let newspaper = config.title_in(&view.language);
    let front = edition.paths.page(&view.language, "");
    let is_listing = matches!(page.needs, Needs::Quotes(..) | Needs::Term(_, 0) | Needs::Player(_));
    let listing = is_listing.then(|| (&page.url, format!("{} – {newspaper}", view.title)));
    let all = std::iter::once((&front, newspaper.to_string()));
    for (home, title) in all.chain(listing) {
        for format in &wanted.formats {
            let url = feed_of(home, *format);
            if edition.outputs.contains_key(&url.output()) {
                let href = encoded(&url.whole(&config.base_url));
                let attributes =
                    [("type", format.media_type()), ("title", &*title), ("href", &*href)];
                head.link("alternate", &attributes);
            }
        }
    }
}

/// The page's text as Markdown.
fn copy(edition: &Edition, page: &Page, head: &mut Head) {
    let config = &edition.site.config;
    if config.outputs.markdown && matches!(page.needs, Needs::Story(_) | Needs::Free(_)) {
        let url = copy_of(&page.url);
        if edition.outputs.contains_key(&url.output()) {
            let href = encoded(&url.whole(&config.base_url));
            head.link("alternate", &[("type", "text/markdown"), ("href", &href)]);
        }
    }
}

/// How others show the story or the quote of the page.
fn oembed(edition: &Edition, page: &Page, view: &PageView, head: &mut Head) {
    let config = &edition.site.config;
    let is_shown = matches!(page.needs, Needs::Story(_) | Needs::Quote(_));
    if is_shown && config.outputs.oembed && config.has_base_url() {
        let href = encoded(&oembed_of(&page.url).whole(&config.base_url));
        let media_type = "application/json+oembed";
        let attributes = [("type", media_type), ("title", &*view.title), ("href", &*href)];
        head.link("alternate", &attributes);
    }
}

/// The story of the page for partners. ninjs has no registered media type.
fn ninjs(edition: &Edition, page: &Page, view: &PageView, head: &mut Head) {
    let config = &edition.site.config;
    let is_story = matches!(page.needs, Needs::Story(_));
    if is_story && config.outputs.ninjs && config.has_base_url() {
        let href = encoded(&ninjs_of(&page.url).whole(&config.base_url));
        let media_type = "application/ninjs+json";
        let attributes = [("type", media_type), ("title", &*view.title), ("href", &*href)];
        head.link("alternate", &attributes);
    }
}

/// A head that is being written.
pub struct Head {
    html: String,
}

impl Head {
    /// A link of the page to something, with its further attributes.
    fn link(&mut self, rel: &str, attributes: &[(&str, &str)]) {
        self.line("link", &[("rel", rel)], attributes);
    }

    /// A named value; `key` is `name` or `property`.
    pub fn meta(&mut self, key: &str, name: &str, content: &str) {
        self.line("meta", &[(key, name)], &[("content", content)]);
    }

    fn line(&mut self, element: &str, first: &[(&str, &str)], rest: &[(&str, &str)]) {
        if !self.html.is_empty() {
            self.html.push('\n');
        }
        self.html.push('<');
        self.html.push_str(element);
        for (name, value) in first.iter().chain(rest) {
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            self.html.push_str(&escaped(value));
            self.html.push('"');
        }
        self.html.push('>');
    }
}
