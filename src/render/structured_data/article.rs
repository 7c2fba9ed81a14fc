//! A story as a `NewsArticle`, with its quotes as `Quotation`.

use std::collections::BTreeSet;

use crate::config::TOPICS;
use crate::player::PlayerId;
use crate::render::structured_data::node::Node;
use crate::render::structured_data::{Writer, next};
use crate::story::{Story, StoryId};
use crate::term::TermId;

impl Writer<'_> {
    /// The article with its quotes.
    pub(super) fn article(&self, id: StoryId, text: &mut String) {
        let story = self.edition.site.story(id);
        let kind = story.document.genre.map_or("NewsArticle", |genre| genre.schema_type());
        let own = format!("{}#article", self.address);
        next(text).node(kind, |node| {
            node.id(&own);
            self.headline(story, node);
            self.people(story, node);
            self.subjects(story, node);
            self.parts(id, &own, node);
        });
        // A quote that the story only shows may be of somebody whom it does not name.
        let speakers = story.quotes.iter().map(|quote| self.edition.site.quote(*quote).speaker);
        let others: BTreeSet<_> = speakers.filter(|one| !story.players.contains(one)).collect();
        for speaker in others {
            self.named_player(speaker, next(text));
        }
    }

    fn headline(&self, story: &Story, node: &mut Node<'_>) {
        let document = &story.document;
        node.text("headline", &document.title);
        node.optional("alternativeHeadline", document.dek.as_ref());
        node.optional("description", document.dek.as_ref());
        node.text("url", &self.address);
        node.reference("mainEntityOfPage", &self.address);
        node.text("datePublished", &document.date.value.iso());
        // What the header of the story shows: corrections have days of their own, there and here.
        let changed = document.updated.as_ref().unwrap_or(&document.date.value);
        node.text("dateModified", &changed.iso());
        node.optional("expires", document.expires.map(|moment| moment.iso()));
        node.text("inLanguage", &document.origin.language);
        node.value("isAccessibleForFree").truth();
        node.number("wordCount", document.words);
        if let Some(syndicated) = &document.syndicated {
            node.node("isBasedOn", "NewsArticle", |node| {
                node.text("url", &crate::url::encoded(&syndicated.url.value));
                node.node("publisher", "Organization", |node| node.text("name", &syndicated.name));
            });
        }
    }

    fn people(&self, story: &Story, node: &mut Node<'_>) {
        let credits = self.edition.credits(story, self.page.language);
        let (authors, others): (Vec<_>, Vec<_>) =
            credits.iter().partition(|credit| credit.role.is_none());
        node.each("author", &authors, |value, credit| {
            value.node("Person", |node| self.named(node, &credit.name, &credit.url));
        });
        // A story that nobody is named to have written is the newsroom's.
        if authors.is_empty() {
            node.reference("author", &self.publisher_id());
        }
        node.each("contributor", &others, |value, credit| {
            value.node("Person", |node| self.named(node, &credit.name, &credit.url));
        });
        node.reference("publisher", &self.publisher_id());
        node.each("image", &story.document.image, |value, image| self.image(image, value));
    }

    /// Where it happened, and what and whom it is about.
    fn subjects(&self, story: &Story, node: &mut Node<'_>) {
        let link = |term: TermId| self.edition.term_link(term, self.page.language);
        if let Some(place) = story.place {
            let place = link(place);
            node.text("dateline", &place.name);
            node.node("locationCreated", "Place", |node| {
                self.named(node, &place.name, &place.url);
            });
        }
        let topics = story.terms_of(TOPICS);
        node.optional("articleSection", topics.first().map(|topic| link(*topic).name.clone()));
        // Authors and places stand elsewhere; all other terms are what a story is about.
        let keywords = story.terms.iter().flat_map(|(_, terms)| terms);
        node.each("keywords", keywords, |value, term| value.text(&link(*term).name));
        let described: BTreeSet<PlayerId> =
            story.descriptions.iter().map(|description| description.player).collect();
        let (about, mentioned): (Vec<PlayerId>, Vec<PlayerId>) =
            story.players.iter().partition(|player| described.contains(player));
        let topics = topics.iter().map(|topic| About::Topic(*topic));
        let about = topics.chain(about.into_iter().map(About::Player));
        node.each("about", about, |value, about| match about {
            About::Player(player) => self.named_player(player, value),
            About::Topic(topic) => value.node("Thing", |node| {
                let topic = link(topic);
                self.named(node, &topic.name, &topic.url);
            }),
        });
        node.each("mentions", mentioned, |value, player| self.named_player(player, value));
    }

    /// Its quotes, whom it cites, and what was wrong in it.
    fn parts(&self, id: StoryId, own: &str, node: &mut Node<'_>) {
        let site = &self.edition.site;
        let story = site.story(id);
        // Data and page say the same: what this story says, whatever others do.
        let said = || story.quotes.iter().map(|quote| site.quote_in(Some(id), *quote));
        node.each("hasPart", said(), |value, quote| {
            self.quotation(quote, value, |node| node.reference("isPartOf", own));
        });
        let mut cited = BTreeSet::new();
        let sources = said().filter_map(|quote| quote.source.as_ref());
        let sources: Vec<_> =
            sources.filter(|source| cited.insert((&source.name, &source.url))).collect();
        node.each("citation", sources, |value, source| self.source(source, value));
        node.each("correction", &story.document.corrections, |value, correction| {
            value.node("CorrectionComment", |node| {
                node.text("text", &correction.text);
                node.text("datePublished", &correction.date.iso());
            });
        });
    }
}

/// What a story is about.
enum About {
    Topic(TermId),
    Player(PlayerId),
}
