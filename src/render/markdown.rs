//! The text of a page as Markdown, for readers of plain text: what its template shows of it, without
//! the frame.
//!
//! It is made of HTML, as the page itself is, so that both say the same: names are resolved, what
//! the theme draws is drawn, and what the page would not show is not in it.

use crate::diagnostic::Diagnostic;
use crate::edition::{Copied, Edition, Page};
use crate::html::escaped;
use crate::html::markdown::{Place, markdown};
use crate::plan::{image_view, term_link};
use crate::render::dates::date_view;
use crate::render::views::{free_content, story_content, story_notes, word};
use crate::story::{Image, StoryId};
use crate::url::{Url, encoded};
use crate::view::DateView;

/// The Markdown of a page.
///
/// # Errors
/// What went wrong in a component that the page shows.
pub fn copy(edition: &Edition, page: &Page, of: Copied) -> Result<String, Diagnostic> {
    let config = &edition.site.config;
    let (url, html) = match of {
        Copied::Story(id) => (&edition.site.story(id).url, story(edition, page, id)?),
        Copied::Free(index) => (&edition.site.pages[index].url, free(edition, page, index)?),
    };
    let address = encoded(&url.whole(&config.base_url));
    Ok(markdown(&html, Place { origin: config.origin(), page: &address }))
}

fn story(edition: &Edition, page: &Page, id: StoryId) -> Result<String, Diagnostic> {
    let story = edition.site.story(id);
    let document = &story.document;
    let locale = &edition.languages[page.language].locale;
    let mut html = String::with_capacity(8 * 1024);
    headline(&document.title, document.dek.as_deref(), &mut html);
    let link = |term| {
        let place = (term, page.language);
        let link = term_link(&edition.site, &edition.paths, &edition.codes, place);
        format!("<a href=\"{}\">{}</a>", escaped(&link.url), escaped(&link.name))
    };
    let authors = story.authors.iter().map(|(author, role)| match role {
        Some(role) => format!("{} ({})", link(*author), escaped(role)),
        None => link(*author),
    });
    let authors = authors.collect::<Vec<_>>().join(crate::date::comma(&document.origin.language));
    let place = story.place.map(link).unwrap_or_default();
    let mut facts = vec![authors, place, moment(&date_view(&document.date.value, locale))];
    facts.extend(document.updated.as_ref().map(|updated| {
        let label = word(edition, page.language, "updated");
        format!("{} {}", escaped(&label), moment(&date_view(updated, locale)))
    }));
    facts.retain(|fact| !fact.is_empty());
    html.push_str(&format!("<p>{}</p>", facts.join(" · ")));
    address(edition, &story.url, &mut html);
    if let Some(image) = document.image.as_deref() {
        picture(edition, image, &mut html);
    }
    html.push_str(&story_content(edition, id)?);
    if let Some(notes) = story_notes(edition, id)? {
        html.push_str("<hr>");
        html.push_str(&notes);
    }
    if !document.corrections.is_empty() {
        let label = word(edition, page.language, "corrections");
        html.push_str(&format!("<h2>{}</h2><ol class=\"timeline\">", escaped(&label)));
        for correction in &document.corrections {
            let day = date_view(&correction.date, locale).day;
            let words = &*correction.html;
            html.push_str(&format!("<li><time>{}</time><div>{words}</div></li>", escaped(&day)));
        }
        html.push_str("</ol>");
    }
    Ok(html)
}

fn free(edition: &Edition, page: &Page, index: usize) -> Result<String, Diagnostic> {
    let free = &edition.site.pages[index];
    let document = &free.document;
    let mut html = String::with_capacity(4 * 1024);
    headline(&document.title, document.dek.as_deref(), &mut html);
    if let Some(updated) = &document.updated {
        let label = word(edition, page.language, "updated");
        let day = date_view(updated, &edition.languages[page.language].locale);
        html.push_str(&format!("<p>{} {}</p>", escaped(&label), moment(&day)));
    }
    address(edition, &free.url, &mut html);
    if let Some(image) = &document.image {
        picture(edition, image, &mut html);
    }
    html.push_str(&free_content(edition, index)?);
    Ok(html)
}

fn headline(title: &str, dek: Option<&str>, html: &mut String) {
    html.push_str(&format!("<h1>{}</h1>", escaped(title)));
    if let Some(dek) = dek {
        html.push_str(&format!("<p>{}</p>", escaped(dek)));
    }
}

/// Where the page is that readers with a browser see.
fn address(edition: &Edition, url: &Url, html: &mut String) {
    let address = encoded(&url.whole(&edition.site.config.base_url));
    let address = escaped(&address);
    html.push_str(&format!("<p><a href=\"{address}\">{address}</a></p>"));
}

fn picture(edition: &Edition, image: &Image, html: &mut String) {
    let view = image_view(image, &edition.site);
    let source =
        format!("<p><img src=\"{}\" alt=\"{}\"></p>", escaped(&view.src), escaped(&view.alt));
    html.push_str(&source);
    let words: Vec<_> =
        view.caption.iter().chain(&view.credit).map(|words| escaped(words)).collect();
    html.push_str(&format!("<p>{}</p>", words.join(" ")));
}

/// A day with its time, where that is known.
fn moment(date: &DateView) -> String {
    match &date.time {
        Some(time) => format!("{}, {}", escaped(&date.day), escaped(time)),
        None => escaped(&date.day).into_owned(),
    }
}
