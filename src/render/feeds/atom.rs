//! Atom (RFC 4287).

use crate::config::FeedFormat;
use crate::render::feeds::{Channel, Entry};
use crate::render::xml;

/// A feed.
pub(super) fn feed(channel: &Channel) -> String {
    let names = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &*channel.language)];
    let mut text = xml::opened("feed", &names);
    xml::element(&mut text, "id", &channel.own);
    xml::element(&mut text, "title", &channel.title);
    xml::element(&mut text, "subtitle", &channel.description);
    // A feed has to say it (section 4.1.1). One without entries is as it was when the newspaper began,
    // and says so until the first comes: no other story changes it.
    if let Some(updated) = channel.updated().or(channel.begun.as_ref()) {
        xml::element(&mut text, "updated", &updated.rfc3339());
    }
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
        text.push_str(&entry.text);
    }
    text + "</feed>\n"
}

/// An entry, as it stands in every feed that holds it.
pub(super) fn entry(entry: &Entry) -> String {
    let mut text = String::with_capacity(1024);
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
    text
}
