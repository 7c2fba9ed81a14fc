//! `[outputs.feeds]` of `site.toml`: which feeds there are, and what stands in them.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::url::scheme;

/// What `[outputs.feeds]` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeds {
    /// The formats; none for no feeds at all.
    pub formats: Vec<FeedFormat>,
    /// How many entries a feed holds at most.
    pub entries: usize,
    /// What stands in the feed of all stories.
    pub text: FeedText,
    /// What stands in the feeds of terms and players, where there are any.
    pub lists: Option<FeedText>,
    /// The address of a WebSub hub that is told of new stories.
    pub hub: Option<Arc<str>>,
}

/// A format of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// How much of a story stands in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedText {
    /// Its whole text.
    Full,
    /// Its dek alone.
    Summary,
}

impl FeedFormat {
    /// All formats.
    pub const ALL: [FeedFormat; 3] = [FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json];

    /// The word of the settings.
    pub fn as_str(self) -> &'static str {
        match self {
            FeedFormat::Rss => "rss",
            FeedFormat::Atom => "atom",
            FeedFormat::Json => "json",
        }
    }

    /// The name of the file, beside the page that lists the same.
    pub fn file(self) -> &'static str {
        match self {
            FeedFormat::Rss => "feed.xml",
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }
}

impl Default for Feeds {
    fn default() -> Feeds {
        Feeds {
            formats: FeedFormat::ALL.to_vec(),
            entries: 30,
            text: FeedText::Full,
            lists: Some(FeedText::Summary),
            hub: None,
        }
    }
}

pub(super) fn feeds(fields: &mut Fields<'_, '_>) -> Feeds {
    let mut feeds = Feeds::default();
    let Some(mut below) = fields.table("feeds") else { return feeds };
    if below.keys().iter().any(|key| &*key.value == "formats") {
        feeds.formats = formats(&mut below);
    }
    feeds.entries = below.count("entries").unwrap_or(feeds.entries);
    if below.word("text", &["full", "summary"]).is_some_and(|at| at.value == "summary") {
        feeds.text = FeedText::Summary;
    }
    feeds.lists = match below.word("lists", &["full", "summary", "off"]).map(|at| at.value) {
        Some("full") => Some(FeedText::Full),
        Some("off") => None,
        _ => feeds.lists,
    };
    if let Some(hub) = below.text("hub") {
        match scheme(&hub.value).as_deref() {
            Some("https" | "http") => feeds.hub = Some(hub.value),
            _ => {
                let place = below.place_of(&hub.span);
                let message = format!("`{}` is no address of a hub", hub.value);
                let problem = Diagnostic::new(Code::BadValue, message).at(place);
                below.report(problem.hint("a hub has an address such as https://hub.example/"));
            }
        }
    }
    fields.take_problems(below);
    feeds
}

/// The formats that are named, each once.
fn formats(below: &mut Fields<'_, '_>) -> Vec<FeedFormat> {
    let mut formats = Vec::new();
    for word in below.texts("formats") {
        let named = FeedFormat::ALL.into_iter().find(|format| format.as_str() == &*word.value);
        match named {
            Some(format) if formats.contains(&format) => {}
            Some(format) => formats.push(format),
            None => {
                let place = below.place_of(&word.span);
                let message = format!("`{}` is no format of feeds", word.value);
                let known = FeedFormat::ALL.iter().map(|format| format.as_str());
                let problem = Diagnostic::new(Code::BadValue, message).at(place);
                below.report(problem.did_you_mean(&word.value, known));
            }
        }
    }
    formats
}
