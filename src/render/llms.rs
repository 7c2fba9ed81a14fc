//! `llms.txt`: what of a newspaper a language model may want to read, by the proposal of
//! llmstxt.org: the name, a summary, and lists of links with a sentence about each.
//!
//! It is made as HTML and then written as Markdown, so that no headline can break a list.

use std::sync::Arc;

use crate::config::TOPICS;
use crate::edition::{Edition, Needs, Page, QuotesBy};
use crate::html::escaped;
use crate::html::markdown::{Place, markdown};
use crate::plan::copy_of;
use crate::render::views::{titles, word};
use crate::term::TermId;
use crate::url::encoded;

/// The guide to the pages of a language.
pub fn llms(edition: &Edition, page: &Page) -> String {
    let config = &edition.site.config;
    let code = &edition.languages[page.language].code;
    let own = config.languages.get(code);
    let description = own.and_then(|own| own.description.as_ref()).or(config.description.as_ref());
    let tagline = own.and_then(|own| own.tagline.as_ref()).or(config.tagline.as_ref());
    let mut html = format!("<h1>{}</h1>", escaped(config.title_in(code)));
    if let Some(summary) = description.or(tagline) {
        html.push_str(&format!("<blockquote><p>{}</p></blockquote>", escaped(summary)));
    }
    let label = |key: &str| word(edition, page.language, key);
    let most = config.outputs.feeds.entries;
    let lists = &edition.lists[page.language];
    let stories = lists.stories.iter().take(most).map(|id| edition.site.story(*id).url.as_str());
    section(edition, &label("stories"), stories.filter_map(|url| edition.page(url)), &mut html);
    let topics = busiest(edition, page.language, most);
    let topics = topics.iter().map(|id| {
        let path = format!("{}/{}", config.taxonomies[TOPICS].id, edition.site.term(*id).id);
        edition.paths.page(code, &path)
    });
    let topics: Vec<&Page> = topics.filter_map(|url| edition.page(url.as_str())).collect();
    section(edition, &label("topics"), topics.into_iter(), &mut html);
    let spoken = || edition.pages.iter().filter(|other| other.language == page.language);
    let is_index = |other: &&Page| {
        matches!(
            other.needs,
            Needs::Stories(0)
                | Needs::Players
                | Needs::Quotes(QuotesBy::All, 0)
                | Needs::Terms(_)
                | Needs::Sources
        )
    };
    section(
        edition,
        &guide_word(edition, page, Guide::Indexes),
        spoken().filter(is_index),
        &mut html,
    );
    let is_free = |other: &&Page| matches!(other.needs, Needs::Free(_) | Needs::Corrections);
    section(edition, &guide_word(edition, page, Guide::About), spoken().filter(is_free), &mut html);
    let address = encoded(&page.url.whole(&config.base_url));
    markdown(&html, Place { origin: config.origin(), page: &address })
}

/// A heading that no page has.
#[derive(Clone, Copy)]
enum Guide {
    Indexes,
    About,
}

/// A heading in the theme's words, else in English: a theme need not know of this file.
fn guide_word(edition: &Edition, page: &Page, which: Guide) -> Arc<str> {
    let (key, english) = match which {
        Guide::Indexes => ("llms_indexes", "Indexes"),
        Guide::About => ("llms_about", "About this newspaper"),
    };
    let words = edition.theme.words.get(&edition.languages[page.language].code);
    words.and_then(|words| words.find(key)).cloned().unwrap_or_else(|| english.into())
}

/// The topics with the most stories, at most so many, A to Z.
fn busiest(edition: &Edition, language: usize, most: usize) -> Vec<TermId> {
    let all = &edition.lists[language].terms[TOPICS];
    let mut places: Vec<usize> = (0..all.len()).collect();
    places.sort_by_key(|at| std::cmp::Reverse(edition.site.term(all[*at]).stories.len()));
    places.truncate(most);
    places.sort_unstable();
    places.into_iter().map(|at| all[at]).collect()
}

/// A list of links to pages, each with what is said of it, under a heading; nothing without a page.
fn section<'e>(
    edition: &Edition,
    heading: &str,
    pages: impl Iterator<Item = &'e Page>,
    html: &mut String,
) {
    let mut items = String::new();
    for page in pages {
        let (Some(title), about) = titles(edition, page) else { continue };
        // Plain text is what a model wants, where there is some.
        let copy = copy_of(&page.url);
        let has_copy = edition.site.config.outputs.markdown
            && matches!(page.needs, Needs::Story(_) | Needs::Free(_))
            && edition.outputs.contains_key(&copy.output());
        let url = if has_copy { &copy } else { &page.url };
        let address = encoded(&url.whole(&edition.site.config.base_url));
        let link = format!("<li><a href=\"{}\">{}</a>", escaped(&address), escaped(&title));
        items.push_str(&link);
        if let Some(about) = about {
            items.push_str(&format!(": {}", escaped(&about)));
        }
        items.push_str("</li>");
    }
    if !items.is_empty() {
        html.push_str(&format!("<h2>{}</h2><ul>{items}</ul>", escaped(heading)));
    }
}
