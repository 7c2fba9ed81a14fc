//! RSS 2.0 with the modules content, Dublin Core, Media RSS and Atom's links.

use crate::config::FeedFormat;
use crate::render::feeds::{Channel, Entry};
use crate::render::xml;

/// A feed.
pub(super) fn feed(channel: &Channel) -> String {
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
        text.push_str(&entry.text);
    }
    text + "</channel>\n</rss>\n"
}

/// An entry, as it stands in every feed that holds it.
pub(super) fn entry(entry: &Entry) -> String {
    let mut text = String::with_capacity(1024);
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
        // RSS 2.0 has HTML here, in which `<` is escaped once more.
        let html = summary.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        xml::element(&mut text, "description", &html);
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
    text
}
