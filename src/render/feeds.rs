//! Feeds: what is new, for readers' own programs. Each format has a file of its own.
//!
//! A story stands in the feeds of all its topics, authors and players. Its entry without its text is
//! written once for each format and kept with the cards.

use std::sync::Arc;

use crate::config::{FeedFormat, FeedText};
use crate::date::Moment;
use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, Feed, Needs, Page};
use crate::html;
use crate::plan::{image_view, plain_words, term_link};
use crate::quote::QuoteId;
use crate::render::sitemap::changed_story;
use crate::render::views::{story_content, story_notes, titles};
use crate::script::shortened;
use crate::story::{Story, StoryId};
use crate::url::encoded;

mod atom;
mod json;
mod rss;

/// A feed before it is written in a format.
struct Channel {
    title: Arc<str>,
    newspaper: Arc<str>,
    description: Arc<str>,
    home: String,
    own: String,
    language: Arc<str>,
    copyright: Option<Arc<str>>,
    hub: Option<Arc<str>>,
    /// When the newspaper's oldest story came out.
    begun: Option<Moment>,
    entries: Vec<Written>,
}

/// An entry as it stands in a feed.
struct Written {
    updated: Moment,
    text: Arc<str>,
}

/// An entry of a feed.
struct Entry {
    /// What stays the same whatever is changed in the story but the year of its publication: a tag
    /// URI (RFC 4151).
    id: String,
    url: String,
    title: String,
    language: Arc<str>,
    published: Moment,
    updated: Moment,
    authors: Vec<Arc<str>>,
    topics: Vec<Arc<str>>,
    summary: Option<Arc<str>>,
    content: Option<String>,
    picture: Option<Picture>,
}

struct Picture {
    url: String,
    alt: Arc<str>,
    credit: Option<Arc<str>>,
}

/// The bytes of a feed.
///
/// # Errors
/// What went wrong in a component that a story shows.
pub fn feed(edition: &Edition, page: &Page, feed: &Feed) -> Result<String, Diagnostic> {
    let channel = channel(edition, page, feed)?;
    Ok(match feed.format {
        FeedFormat::Rss => rss::feed(&channel),
        FeedFormat::Atom => atom::feed(&channel),
        FeedFormat::Json => json::feed(&channel),
    })
}

/// An entry in a format.
fn written(entry: &Entry, format: FeedFormat) -> Written {
    let text = match format {
        FeedFormat::Rss => rss::entry(entry),
        FeedFormat::Atom => atom::entry(entry),
        FeedFormat::Json => json::entry(entry),
    };
    Written { updated: entry.updated, text: text.into() }
}

fn channel(edition: &Edition, page: &Page, feed: &Feed) -> Result<Channel, Diagnostic> {
    let site = &edition.site;
    let config = &site.config;
    let code = &edition.languages[page.language].code;
    let own = config.languages.get(code);
    let newspaper = config.title_in(code).clone();
    let home = edition.page(feed.home.as_str());
    let (title, about) = home.map(|home| titles(edition, home)).unwrap_or_default();
    let title = match title {
        None => newspaper.clone(),
        Some(title) => format!("{title} – {newspaper}").into(),
    };
    let lists = &edition.lists[page.language];
    let entries = match home.map(|home| &home.needs) {
        Some(Needs::Quotes(..)) => quotes(edition, &lists.quotes, feed.format),
        Some(Needs::Term(id, _)) => stories(edition, page, &site.term(*id).stories, feed)?,
        Some(Needs::Player(id)) => stories(edition, page, &site.player(*id).stories, feed)?,
        _ => stories(edition, page, &lists.stories, feed)?,
    };
    let copyright = own.and_then(|own| own.copyright.clone()).or_else(|| config.copyright.clone());
    Ok(Channel {
        description: about.unwrap_or_else(|| title.clone()),
        title,
        newspaper,
        home: encoded(&feed.home.whole(&config.base_url)),
        own: encoded(&page.url.whole(&config.base_url)),
        language: code.clone(),
        copyright,
        hub: config.outputs.feeds.hub.clone(),
        begun: site.stories.last().map(|story| story.document.date.value),
        entries,
    })
}

/// The newest of some stories, in the language of a page.
fn stories(
    edition: &Edition,
    page: &Page,
    stories: &[StoryId],
    feed: &Feed,
) -> Result<Vec<Written>, Diagnostic> {
    let code = &edition.languages[page.language].code;
    let spoken = stories.iter().map(|id| (*id, edition.site.story(*id)));
    let spoken = spoken.filter(|(_, story)| story.document.origin.language == *code);
    let newest = spoken.take(edition.site.config.outputs.feeds.entries);
    let entry = |(id, story): (StoryId, &Story)| {
        if feed.text == FeedText::Full {
            let entry = with_text(edition, id, outline(edition, story))?;
            return Ok(written(&entry, feed.format));
        }
        let made = || written(&outline(edition, story), feed.format).text;
        let kept = &edition.cards.entries[feed.format as usize][id.0 as usize];
        let text = kept.get_or_init(made).clone();
        Ok(Written { updated: updated(story), text })
    };
    newest.map(entry).collect()
}

/// When a story last changed.
fn updated(story: &Story) -> Moment {
    *changed_story(story)
}

/// The entry of a story with its whole text.
fn with_text(edition: &Edition, id: StoryId, entry: Entry) -> Result<Entry, Diagnostic> {
    let content = whole_content(edition, id)?;
    let origin = edition.site.config.origin();
    let content = html::with_whole_addresses(&content, origin, &entry.url);
    Ok(Entry { content: Some(content), ..entry })
}

/// The text of a story with its footnotes, as HTML.
///
/// # Errors
/// What went wrong in a component that the story shows.
pub fn whole_content(edition: &Edition, id: StoryId) -> Result<String, Diagnostic> {
    let mut content = story_content(edition, id)?.to_string();
    if let Some(notes) = story_notes(edition, id)? {
        content.push_str("<hr>\n");
        content.push_str(&notes);
    }
    Ok(content)
}

/// The entry of a story without its text.
fn outline(edition: &Edition, story: &Story) -> Entry {
    let (site, document) = (&edition.site, &story.document);
    let config = &site.config;
    let address = encoded(&story.url.whole(&config.base_url));
    let language = edition.paths.language(&document.origin.language);
    let name = |id| term_link(site, &edition.paths, &edition.codes, (id, language)).name;
    let picture = document.image.as_deref().map(|image| {
        let view = image_view(image, site);
        Picture {
            url: encoded(&html::whole_address(&view.src, config.origin(), &address)),
            alt: view.alt,
            credit: view.credit,
        }
    });
    let published = document.date.value;
    // Whoever did something other than write is no author.
    let authors = story.authors.iter().filter(|(_, role)| role.is_none());
    Entry {
        id: story_tag(edition, story),
        url: address,
        title: document.title.to_string(),
        language: document.origin.language.clone(),
        updated: updated(story),
        published,
        authors: authors.map(|(author, _)| name(*author)).collect(),
        topics: story.terms_of(crate::config::TOPICS).iter().map(|topic| name(*topic)).collect(),
        summary: document.dek.clone().or_else(|| document.opening.clone()),
        content: None,
        picture,
    }
}

/// The newest quotes of which it is known when they were said.
fn quotes(edition: &Edition, quotes: &[QuoteId], format: FeedFormat) -> Vec<Written> {
    let config = &edition.site.config;
    let base = config.base_path();
    let dated = quotes.iter().filter_map(|id| {
        let quote = edition.site.quote(*id);
        Some((quote, quote.said?))
    });
    let entry = |(quote, said): (&crate::quote::Quote, Moment)| {
        let language = edition.paths.language(&quote.language);
        let speaker = edition.player_link(quote.speaker, language).name.clone();
        let credit = [Some(&speaker), quote.title.as_ref(), quote.organization.as_ref()];
        let credit: Vec<&str> = credit.into_iter().flatten().map(|words| &**words).collect();
        let address = format!("{}{}", config.origin(), quote.address(base));
        let address = encoded(&address);
        let words =
            html::with_whole_addresses(&plain_words(&quote.html), config.origin(), &address);
        let credit = html::escaped(&credit.join(crate::date::comma(&quote.language))).into_owned();
        Entry {
            id: tag(edition, said.date().year(), &format!("quotes/{}", quote.id)),
            title: format!("{speaker}: {}", shortened(&quote.text, 80)),
            language: quote.language.clone(),
            url: address,
            published: said,
            updated: said,
            authors: vec![speaker],
            topics: Vec::new(),
            summary: None,
            content: Some(format!("<blockquote>{words}</blockquote>\n<p>— {credit}</p>")),
            picture: None,
        }
    };
    let newest = dated.take(config.outputs.feeds.entries).map(entry);
    newest.map(|entry| written(&entry, format)).collect()
}

/// What stays the same whatever is changed in a story but its file's name and the year of its date.
pub fn story_tag(edition: &Edition, story: &Story) -> String {
    let document = &story.document;
    let year = document.date.value.date().year();
    tag(edition, year, &format!("{}:stories/{}", document.origin.language, story.id()))
}

/// A tag URI: the site's host, a year in which it was the site's, and a name that never changes.
fn tag(edition: &Edition, year: i16, name: &str) -> String {
    let origin = edition.site.config.origin();
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    let name = format!("{}{name}", edition.site.config.base_path());
    format!("tag:{},{year:04}:{}", encoded(host), encoded(&name))
}

impl Channel {
    /// When an entry last changed, where there is one.
    fn updated(&self) -> Option<&Moment> {
        self.entries.iter().map(|entry| &entry.updated).max_by_key(|moment| moment.timestamp())
    }
}
