//! Sitemaps: every page with the day on which it last changed, by the protocol of sitemaps.org 0.9
//! with Google's extensions for pictures (1.1), for news (0.9) and for pages in several languages.

use crate::date::Moment;
use crate::edition::{Edition, Needs, Page};
use crate::html::whole_address;
use crate::link::visible::is_news;
use crate::plan::image_view;
use crate::render::views::versions;
use crate::render::xml;
use crate::story::{Story, StoryId};
use crate::url::{Url, encoded};

/// How many stories the sitemap of news lists at most.
const NEWS: usize = 1_000;

/// The list of all sitemaps.
pub fn index(edition: &Edition, count: usize) -> String {
    let mut text = xml::opened("sitemapindex", &[("xmlns", PROTOCOL)]);
    for number in 1..=count {
        let url = Url::file(&format!("sitemap-{number}.xml"));
        text.push_str("<sitemap><loc>");
        text.push_str(&xml::escaped(&encoded(&url.whole(&edition.site.config.base_url))));
        text.push_str("</loc></sitemap>\n");
    }
    text + "</sitemapindex>\n"
}

/// The pages from one URL up to another.
pub fn sitemap(edition: &Edition, from: &Url, until: Option<&Url>) -> String {
    let mut names = vec![("xmlns", PROTOCOL), ("xmlns:image", IMAGES)];
    if edition.languages.len() > 1 {
        names.push(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"));
    }
    let mut text = xml::opened("urlset", &names);
    let start = edition.pages.partition_point(|page| page.url < *from);
    let pages = edition.pages[start..].iter();
    let pages = pages.take_while(|page| until.is_none_or(|until| page.url < *until));
    for page in pages.filter(|page| page.is_to_be_found() && !is_copy(edition, page)) {
        text.push_str("<url>");
        xml::inline(&mut text, "loc", &address(edition, page));
        if let Some(moment) = changed(edition, page) {
            xml::inline(&mut text, "lastmod", &moment.iso());
        }
        if let Some(image) = edition.image_of(page) {
            let src = image_view(image, &edition.site).src;
            let whole = whole_address(&src, edition.site.config.origin(), page.url.as_str());
            text.push_str("<image:image>");
            xml::inline(&mut text, "image:loc", &encoded(&whole));
            text.push_str("</image:image>");
        }
        alternates(edition, page, &mut text);
        text.push_str("</url>\n");
    }
    text + "</urlset>\n"
}

/// A page in each of its languages, itself among them, as the page's own head names them.
fn alternates(edition: &Edition, page: &Page, text: &mut String) {
    let others = versions(edition, page);
    if others.is_empty() {
        return;
    }
    let origin = edition.site.config.origin();
    let own = (edition.languages[page.language].code.clone(), address(edition, page));
    let others =
        others.into_iter().map(|other| (other.code, encoded(&format!("{origin}{}", other.url))));
    for (code, url) in std::iter::once(own).chain(others) {
        let names = [("rel", "alternate"), ("hreflang", &*code), ("href", &*url)];
        xml::empty_inline(text, "xhtml:link", &names);
    }
}

/// The stories of the last two days, newest first.
pub fn news(edition: &Edition) -> String {
    let site = &edition.site;
    let mut text = xml::opened("urlset", &[("xmlns", PROTOCOL), ("xmlns:news", NEWS_NAMES)]);
    let recent = site.stories.iter().filter(|story| is_news(&story.document, site.now));
    let recent = recent.filter(|story| story.document.syndicated.is_none());
    for story in recent.take(NEWS) {
        let document = &story.document;
        let language = &document.origin.language;
        text.push_str("<url>");
        xml::inline(&mut text, "loc", &encoded(&story.url.whole(&site.config.base_url)));
        text.push_str("<news:news><news:publication>");
        xml::inline(&mut text, "news:name", site.config.title_in(language));
        xml::inline(&mut text, "news:language", &news_language(language));
        text.push_str("</news:publication>");
        xml::inline(&mut text, "news:publication_date", &document.date.value.iso());
        xml::inline(&mut text, "news:title", &document.title);
        text.push_str("</news:news></url>\n");
    }
    text + "</urlset>\n"
}

const PROTOCOL: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGES: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const NEWS_NAMES: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// A language as the sitemap of news takes it: two or three letters alone, except for Chinese, which
/// is told apart by its script.
fn news_language(code: &str) -> String {
    let code = code.to_ascii_lowercase();
    match code.as_str() {
        "zh-tw" | "zh-hk" | "zh-mo" | "zh-hant" => "zh-tw".to_owned(),
        other if other.starts_with("zh") => "zh-cn".to_owned(),
        other => other.split('-').next().unwrap_or_default().to_owned(),
    }
}

/// When what a page shows last changed, where that is known.
fn changed<'e>(edition: &'e Edition, page: &Page) -> Option<&'e Moment> {
    let site = &edition.site;
    let language = &edition.languages[page.language].code;
    let newest = |stories: &[StoryId]| {
        let stories = stories.iter().map(|id| site.story(*id));
        let spoken = stories.filter(|story| story.document.origin.language == *language);
        spoken.map(changed_story).max_by_key(|moment| moment.timestamp())
    };
    match &page.needs {
        Needs::Story(id) => Some(changed_story(site.story(*id))),
        Needs::Free(index) => site.pages[*index].document.updated.as_ref(),
        Needs::Player(id) => newest(&site.player(*id).stories),
        Needs::Term(id, 0) => newest(&site.term(*id).stories),
        Needs::Front | Needs::Stories(0) => newest(&edition.lists[page.language].stories),
        _ => None,
    }
}

/// Whether a page shows a story that was published first elsewhere. A sitemap lists no page that names
/// another address as its own.
fn is_copy(edition: &Edition, page: &Page) -> bool {
    matches!(&page.needs, Needs::Story(id) if edition.site.story(*id).document.syndicated.is_some())
}

/// When a story last changed: its publication, its update or a correction.
pub fn changed_story(story: &Story) -> &Moment {
    let document = &story.document;
    let later = document.corrections.iter().map(|correction| &correction.date);
    let later = later.chain(&document.updated);
    later.fold(&document.date.value, |last, moment| {
        if moment.timestamp() > last.timestamp() { moment } else { last }
    })
}

fn address(edition: &Edition, page: &Page) -> String {
    encoded(&page.url.whole(&edition.site.config.base_url))
}
