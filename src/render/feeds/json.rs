//! JSON Feed 1.1.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::render::feeds::{Channel, Entry};

/// A feed.
pub(super) fn feed(channel: &Channel) -> String {
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
    let mut text = feed.to_string();
    // The items are written already, and stand last.
    text.truncate(text.len() - 1);
    text.push_str(",\"items\":[");
    for (number, entry) in channel.entries.iter().enumerate() {
        if number > 0 {
            text.push(',');
        }
        text.push_str(&entry.text);
    }
    text + "]}\n"
}

/// An item, as it stands in every feed that holds it.
pub(super) fn entry(entry: &Entry) -> String {
    let mut item = json!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": entry.published.rfc3339(),
        "date_modified": entry.updated.rfc3339(),
        "language": &*entry.language,
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
    item.to_string()
}

fn people(names: &[Arc<str>]) -> Vec<Value> {
    names.iter().map(|name| json!({ "name": &**name })).collect()
}
