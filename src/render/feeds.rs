//! Feeds: what is new, for readers' own programs. RSS 2.0 with the modules content, Dublin Core,
//! Media RSS and Atom's links; Atom (RFC 4287); JSON Feed 1.1.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::config::{FeedFormat, FeedText};
use crate::date::Moment;
use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, Feed, Needs, Page};
use crate::html;
use crate::plan::{image_view, plain_words, term_link};
use crate::quote::QuoteId;
use crate::render::views::{shortened, story_content, titles};
use crate::render::xml;
use crate::story::{Story, StoryId};
use crate::url::encoded;

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
    entries: Vec<Entry>,
}

/// An entry of a feed.
struct Entry {
    /// What stays the same whatever is changed in the story but the year of its publication: a tag
    /// URI (RFC 4151).
    id: String,
    url: String,
    title: String,
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
        FeedFormat::Rss => rss(&channel),
        FeedFormat::Atom => atom(&channel),
        FeedFormat::Json => json_feed(&channel),
    })
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
        Some(Needs::Quotes(..)) => quotes(edition, &lists.quotes, config.outputs.feeds.entries),
        Some(Needs::Term(id, _)) => stories(edition, page, &site.term(*id).stories, feed.text)?,
        Some(Needs::Player(id)) => stories(edition, page, &site.player(*id).stories, feed.text)?,
        _ => stories(edition, page, &lists.stories, feed.text)?,
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
        entries,
    })
}

/// The newest of some stories, in the language of a page.
fn stories(
    edition: &Edition,
    page: &Page,
    stories: &[StoryId],
    text: FeedText,
) -> Result<Vec<Entry>, Diagnostic> {
    let code = &edition.languages[page.language].code;
    let spoken = stories.iter().map(|id| (*id, edition.site.story(*id)));
    let spoken = spoken.filter(|(_, story)| story.document.origin.language == *code);
    let newest = spoken.take(edition.site.config.outputs.feeds.entries);
    newest.map(|(id, story)| story_entry(edition, (id, story), text)).collect()
}

fn story_entry(
    edition: &Edition,
    (id, story): (StoryId, &Story),
    text: FeedText,
) -> Result<Entry, Diagnostic> {
    let (site, document) = (&edition.site, &story.document);
    let config = &site.config;
    let address = encoded(&story.url.whole(&config.base_url));
    let content = match text {
        FeedText::Full => {
            let content = story_content(edition, id)?;
            Some(html::with_whole_addresses(&content, config.origin(), &address))
        }
        FeedText::Summary => None,
    };
    let language = edition.paths.language(&document.origin.language);
    let name = |id| term_link(site, &edition.paths, &edition.codes, (id, language)).name;
    let picture = document.image.as_deref().map(|image| {
        let view = image_view(image, config);
        Picture {
            url: encoded(&html::whole_address(&view.src, config.origin(), &address)),
            alt: view.alt,
            credit: view.credit,
        }
    });
    let published = document.date.value;
    Ok(Entry {
        id: story_tag(edition, story),
        url: address,
        title: document.title.to_string(),
        updated: document.updated.unwrap_or(published),
        published,
        authors: story.authors.iter().map(|(author, _)| name(*author)).collect(),
        topics: story.terms_of(crate::config::TOPICS).iter().map(|topic| name(*topic)).collect(),
        summary: document.dek.clone(),
        content,
        picture,
    })
}

/// The newest quotes of which it is known when they were said.
fn quotes(edition: &Edition, quotes: &[QuoteId], most: usize) -> Vec<Entry> {
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
        let credit = html::escaped(&credit.join(", ")).into_owned();
        Entry {
            id: tag(edition, said.date().year(), &format!("quotes/{}", quote.id)),
            title: format!("{speaker}: {}", shortened(&quote.text, 80)),
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
    dated.take(most).map(entry).collect()
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
    format!("tag:{host},{year:04}:{}{}", edition.site.config.base_path(), encoded(name))
}

impl Channel {
    /// When an entry last changed; where there is none, the feed never did.
    fn updated(&self) -> Option<&Moment> {
        self.entries.iter().map(|entry| &entry.updated).max_by_key(|moment| moment.timestamp())
    }
}

fn rss(channel: &Channel) -> String {
    let names = [
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:media", "http://search.yahoo.com/mrss/"),
    ];
    let mut text = xml::opened("rss", &names);
    text.push_str("<channel>\n");
    xml::element(&mut text, "title", &channel.title);
    xml::element(&mut text, "link", &channel.home);
    xml::element(&mut text, "description", &channel.description);
    xml::element(&mut text, "language", &channel.language);
    if let Some(copyright) = &channel.copyright {
        xml::element(&mut text, "copyright", copyright);
    }
    if let Some(updated) = channel.updated() {
        xml::element(&mut text, "lastBuildDate", &updated.rfc2822());
    }
    let media_type = FeedFormat::Rss.media_type();
    let own = [("rel", "self"), ("type", media_type), ("href", &*channel.own)];
    xml::empty(&mut text, "atom:link", &own);
    if let Some(hub) = &channel.hub {
        xml::empty(&mut text, "atom:link", &[("rel", "hub"), ("href", hub)]);
    }
    for entry in &channel.entries {
        text.push_str("<item>\n");
        xml::element(&mut text, "title", &entry.title);
        xml::element(&mut text, "link", &entry.url);
        let id = xml::escaped(&entry.id);
        text.push_str(&format!("<guid isPermaLink=\"false\">{id}</guid>\n"));
        xml::element(&mut text, "pubDate", &entry.published.rfc2822());
        for author in &entry.authors {
            xml::element(&mut text, "dc:creator", author);
        }
        for topic in &entry.topics {
            xml::element(&mut text, "category", topic);
        }
        if let Some(summary) = &entry.summary {
            xml::element(&mut text, "description", summary);
        }
        if let Some(content) = &entry.content {
            xml::element(&mut text, "content:encoded", content);
        }
        if let Some(picture) = &entry.picture {
            let url = xml::escaped(&picture.url);
            text.push_str(&format!("<media:content url=\"{url}\" medium=\"image\">\n"));
            if !picture.alt.is_empty() {
                xml::element(&mut text, "media:description", &picture.alt);
            }
            if let Some(credit) = &picture.credit {
                xml::element(&mut text, "media:credit", credit);
            }
            text.push_str("</media:content>\n");
        }
        text.push_str("</item>\n");
    }
    text + "</channel>\n</rss>\n"
}

fn atom(channel: &Channel) -> String {
    let names = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &*channel.language)];
    let mut text = xml::opened("feed", &names);
    xml::element(&mut text, "id", &channel.own);
    xml::element(&mut text, "title", &channel.title);
    xml::element(&mut text, "subtitle", &channel.description);
    let updated = channel.updated().map_or("1970-01-01T00:00:00Z".into(), Moment::rfc3339);
    xml::element(&mut text, "updated", &updated);
    let media_type = FeedFormat::Atom.media_type();
    let own = [("rel", "self"), ("type", media_type), ("href", &*channel.own)];
    xml::empty(&mut text, "link", &own);
    let home = [("rel", "alternate"), ("type", "text/html"), ("href", &*channel.home)];
    xml::empty(&mut text, "link", &home);
    if let Some(hub) = &channel.hub {
        xml::empty(&mut text, "link", &[("rel", "hub"), ("href", hub)]);
    }
    text.push_str("<author>");
    xml::element(&mut text, "name", &channel.newspaper);
    text.push_str("</author>\n");
    if let Some(copyright) = &channel.copyright {
        xml::element(&mut text, "rights", copyright);
    }
    for entry in &channel.entries {
        text.push_str("<entry>\n");
        xml::element(&mut text, "id", &entry.id);
        xml::element(&mut text, "title", &entry.title);
        let home = [("rel", "alternate"), ("type", "text/html"), ("href", &*entry.url)];
        xml::empty(&mut text, "link", &home);
        xml::element(&mut text, "published", &entry.published.rfc3339());
        xml::element(&mut text, "updated", &entry.updated.rfc3339());
        for author in &entry.authors {
            text.push_str("<author>");
            xml::element(&mut text, "name", author);
            text.push_str("</author>\n");
        }
        for topic in &entry.topics {
            xml::empty(&mut text, "category", &[("term", topic)]);
        }
        if let Some(summary) = &entry.summary {
            xml::element(&mut text, "summary", summary);
        }
        if let Some(content) = &entry.content {
            let content = xml::escaped(content);
            text.push_str(&format!("<content type=\"html\">{content}</content>\n"));
        }
        text.push_str("</entry>\n");
    }
    text + "</feed>\n"
}

fn json_feed(channel: &Channel) -> String {
    let people = |names: &[Arc<str>]| -> Vec<Value> {
        names.iter().map(|name| json!({ "name": &**name })).collect()
    };
    let items: Vec<Value> = channel
        .entries
        .iter()
        .map(|entry| {
            let mut item = json!({
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "date_published": entry.published.rfc3339(),
                "date_modified": entry.updated.rfc3339(),
                "language": &*channel.language,
            });
            // An item has a text of one kind or the other.
            match (&entry.content, &entry.summary) {
                (Some(content), _) => item["content_html"] = json!(content),
                (None, Some(summary)) => item["content_text"] = json!(&**summary),
                (None, None) => item["content_text"] = json!(entry.title),
            }
            if let Some(summary) = &entry.summary {
                item["summary"] = json!(&**summary);
            }
            if let Some(picture) = &entry.picture {
                item["image"] = json!(picture.url);
            }
            if !entry.authors.is_empty() {
                item["authors"] = people(&entry.authors).into();
            }
            if !entry.topics.is_empty() {
                item["tags"] = entry.topics.iter().map(|topic| &**topic).collect::<Vec<_>>().into();
            }
            item
        })
        .collect();
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": &*channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.own,
        "description": &*channel.description,
        "language": &*channel.language,
        "authors": people(std::slice::from_ref(&channel.newspaper)),
    });
    if let Some(hub) = &channel.hub {
        feed["hubs"] = json!([{ "type": "WebSub", "url": &**hub }]);
    }
    feed["items"] = items.into();
    format!("{feed}\n")
}
