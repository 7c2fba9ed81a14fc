//! A quote as a `Quotation`.

use std::borrow::Cow;

use crate::body::Source;
use crate::quote::{Quote, QuoteId, Stands};
use crate::render::structured_data::node::{Node, Value};
use crate::render::structured_data::{Writer, next};

impl Writer<'_> {
    /// The quote of this page, with the stories that carry it.
    pub(super) fn quotation_page(&self, id: QuoteId, text: &mut String) {
        let site = &self.edition.site;
        let quote = site.quote(id);
        self.quotation(quote, next(text), |node| {
            let stories = quote.stories.iter().map(|id| site.story(*id));
            node.each("isPartOf", stories, |value, story| {
                let kind = story.document.genre.map_or("NewsArticle", |genre| genre.schema_type());
                value.node(kind, |node| {
                    let address = self.whole(&story.url.under(site.config.base_path()));
                    node.id(&format!("{address}#article"));
                    node.text("headline", &story.document.title);
                    node.text("url", &address);
                });
            });
        });
        self.named_player(quote.speaker, next(text));
    }

    /// A quote; `part_of` tells what it is part of.
    pub(super) fn quotation(
        &self,
        quote: &Quote,
        value: Value<'_>,
        part_of: impl FnOnce(&mut Node<'_>),
    ) {
        value.node("Quotation", |node| {
            let address = self.quotation_address(quote);
            node.id(&quotation_id(quote, &address));
            node.text("url", &address);
            node.text("text", &quote.text);
            let speaker = self.player_id(quote.speaker);
            node.reference("spokenByCharacter", &speaker);
            node.reference("creator", &speaker);
            part_of(node);
            node.each("isBasedOn", &quote.source, |value, source| self.source(source, value));
            // Pages show the day alone, and nobody says at what minute words were spoken.
            node.optional("dateCreated", quote.said.as_ref().map(|moment| moment.day().iso()));
            node.text("inLanguage", &quote.language);
        });
    }

    /// Where words were published first.
    pub(super) fn source(&self, source: &Source, value: Value<'_>) {
        value.node("CreativeWork", |node| {
            node.text("name", &source.name);
            node.optional("url", source.url.as_ref().map(|url| self.shown(url)));
        });
    }

    /// The address of a quote: its page, or its place on a page.
    fn quotation_address(&self, quote: &Quote) -> String {
        self.whole(&quote.address(self.edition.site.config.base_path()))
    }
}

/// The id of a quote: its place on a page, or its page with an anchor.
fn quotation_id<'a>(quote: &Quote, address: &'a str) -> Cow<'a, str> {
    match quote.stands {
        Stands::ByItself => format!("{address}#quote").into(),
        Stands::InStory | Stands::OnProfile => address.into(),
    }
}
