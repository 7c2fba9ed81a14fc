//! Quotes: words said by a player.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::body::Source;
use crate::date::Moment;
use crate::parse::fields::At;
use crate::player::PlayerId;
use crate::story::{Origin, Prose, StoryId};
use crate::term::TermId;
use crate::url::{Url, passage, printed};
use crate::view::Words;

/// A quote as parsed from its file in `content/quotes/`.
#[derive(Clone, Debug)]
pub struct QuoteDocument {
    /// Where it comes from; the file's name is the quote's id.
    pub origin: Origin,
    /// Who said it.
    pub speaker: At<Arc<str>>,
    /// The speaker's title at that time.
    pub title: Option<Arc<str>>,
    /// The speaker's organization at that time.
    pub organization: Option<At<Arc<str>>>,
    /// Who published it first.
    pub source: Option<Arc<Source>>,
    /// The day.
    pub said: Option<Moment>,
    /// The stories that carry it.
    pub stories: Vec<At<Arc<str>>>,
    /// What it is about.
    pub topics: Vec<At<Arc<str>>>,
    /// Whether it is unfinished.
    pub draft: bool,
    /// The words as text.
    pub text: Words,
}

/// The number of a quote in [`crate::site::Site::quotes`], which are sorted newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuoteId(pub u32);

/// A quote, linked.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The id, part of the URL.
    pub id: Arc<str>,
    /// The page on which it stands.
    pub url: Url,
    /// What kind of page that is.
    pub stands: Stands,
    /// The words as HTML.
    pub html: Prose,
    /// The words as text.
    pub text: Words,
    /// Who said it.
    pub speaker: PlayerId,
    /// The speaker's title on that day.
    pub title: Option<Arc<str>>,
    /// The speaker's organization on that day.
    pub organization: Option<Arc<str>>,
    /// That organization, where it is a player.
    pub organization_player: Option<PlayerId>,
    /// Who published it first.
    pub source: Option<Arc<Source>>,
    /// The day on which it was said: as its file says, else the day of the first story with it.
    pub said: Option<Moment>,
    /// Whether the day is the file's own rather than a story's.
    pub dated: bool,
    /// The stories that carry it, newest first.
    pub stories: Arc<[StoryId]>,
    /// What it is about: its own topics and those of its stories.
    pub topics: Arc<[TermId]>,
    /// The language of the words.
    pub language: Arc<str>,
    /// The file in which it stands first.
    pub file: Arc<str>,
}

/// On what page a quote is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// On a page of its own.
    ByItself,
    /// In the text of a story, where the theme has no pages for quotes.
    InStory,
    /// Among the other quotes on the speaker's profile, where no story has it in its text either.
    OnProfile,
}

impl Quote {
    /// Where links to the quote lead, as they are printed.
    pub fn address(&self, base_path: &str) -> Arc<str> {
        let page = self.url.under(base_path);
        match self.stands {
            Stands::ByItself => page,
            Stands::InStory | Stands::OnProfile => format!("{page}#{}", anchor(&self.id)).into(),
        }
    }

    /// Where links to its source lead, as they are printed: to the words on the source's page, where
    /// they can be named.
    pub fn passage(&self, base_path: &str) -> Option<String> {
        let url = self.source.as_ref()?.url.as_ref()?;
        Some(passage(url, &self.text).unwrap_or_else(|| printed(url, base_path)))
    }
}

/// The anchor of a quote on a page that shows more than the quote. No heading has a colon in its
/// anchor, so that none has the same.
pub fn anchor(id: &str) -> String {
    format!("quote:{id}")
}

/// The words without what may change when a quote is moved or typeset anew: lower-case letters and
/// digits, divided by single spaces.
pub fn normalized(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Nearly all letters are these, and the general question is slow.
            'a'..='z' | '0'..='9' => words.push(c),
            'A'..='Z' => words.push(c.to_ascii_lowercase()),
            '\'' | '\u{2019}' | '\u{2018}' => {}
            c if c.is_alphanumeric() => words.extend(c.to_lowercase()),
            _ if words.ends_with(' ') || words.is_empty() => {}
            _ => words.push(' '),
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// The hash that quote ids are made of, over the normalized words.
pub fn words_hash(text: &str) -> u64 {
    xxh3_64(normalized(text).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_does_not_change_a_quotes_hash() {
        assert_eq!(words_hash("It’s — well — *late*."), words_hash("Its well, LATE"));
        assert_ne!(words_hash("It is late"), words_hash("It is later"));
    }
}
