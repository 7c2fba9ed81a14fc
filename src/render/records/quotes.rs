//! Quotes as records.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::quote::QuoteId;
use crate::render::records::{Named, Writer};
use crate::story::StoryId;
use crate::url::{encoded, printed};

/// A quote.
#[derive(Serialize)]
pub(super) struct QuoteRecord<'a> {
    id: &'a str,
    url: String,
    text: &'a str,
    speaker: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<String>,
    stories: Vec<&'a str>,
    topics: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<&'a str>,
}

impl<'e> Writer<'e> {
    pub(super) fn quote(&self, id: QuoteId) -> QuoteRecord<'e> {
        let site = &*self.edition.site;
        let quote = site.quote(id);
        let base = site.config.base_path();
        let link = self.edition.player_link(quote.speaker, self.page.language);
        // A story's id means one story of the language alone.
        let spoken = |id: &&StoryId| *site.story(**id).document.origin.language == *self.code();
        let mut once = BTreeSet::new();
        let stories = quote.stories.iter().filter(spoken).filter(|id| once.insert(**id));
        let mut once = BTreeSet::new();
        let topics = quote.topics.iter().filter(|id| once.insert(**id));
        QuoteRecord {
            id: &quote.id,
            url: self.printed(&quote.address(base)),
            text: &quote.text,
            speaker: Named {
                id: &site.player(quote.speaker).id,
                name: &link.name,
                url: self.printed(&link.url),
            },
            title: quote.title.as_deref(),
            organization: quote.organization.as_deref(),
            organization_id: quote.organization_player.map(|id| &*site.player(id).id),
            source: quote.source.as_deref().map(|source| Source {
                name: &source.name,
                url: source.url.as_ref().map(|url| match url.starts_with('/') {
                    true => self.printed(&printed(url, base)),
                    false => encoded(url),
                }),
                domain: source.domain.as_deref(),
            }),
            // Nobody says at what minute words were spoken.
            said: quote.said.as_ref().map(|moment| moment.day().iso()),
            stories: stories.map(|id| &*site.story(*id).document.origin.id).collect(),
            topics: topics.map(|id| self.term(*id)).collect(),
        }
    }
}
