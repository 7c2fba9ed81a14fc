//! Gathers the words of stories, players and quotes, and says where they stand.

use crate::config::TOPICS;
use crate::edition::{Edition, Kind};
use crate::player::PlayerId;
use crate::quote::QuoteId;
use crate::render::search::count::{Body, Counter};
use crate::render::search::oldest;
use crate::render::search::words::{html_words, words};
use crate::story::{Drawn, Part, Prose, StoryId};
use crate::term::TermId;

/// What a word gains in each place, of fifteen.
mod points {
    pub const HEADLINE: f32 = 8.0;
    pub const DEK: f32 = 2.5;
    pub const HEADING: f32 = 1.5;
    pub const NAME_IN_STORY: f32 = 3.0;
    pub const TERM: f32 = 2.5;
    pub const NAME: f32 = 11.0;
    pub const ALIAS: f32 = 8.0;
    pub const ROLE: f32 = 2.0;
    pub const SPEAKER: f32 = 4.0;
}

/// The text of a story, or a biography.
const STORY: Body = Body { most: 4.0, usual: 400.0 };
/// The words of a quote.
const QUOTE: Body = Body { most: 8.0, usual: 30.0 };

/// What stands before the id of a topic to make a word of it, which no text has: who chooses a topic
/// searches for it.
pub const TOPIC: char = '#';

/// Gathers what one language prints.
#[derive(Clone, Copy)]
pub struct Gatherer<'e> {
    pub edition: &'e Edition,
    pub language: usize,
}

impl Gatherer<'_> {
    /// Counts the words of the document of a kind with that number, from the oldest on.
    pub fn document(self, counter: &mut Counter, kind: Kind, number: usize) {
        let lists = &self.edition.lists[self.language];
        match kind {
            Kind::Stories => self.story(counter, number, oldest(&lists.stories, number)),
            Kind::Players => self.player(counter, number, lists.players[number]),
            Kind::Quotes => self.quote(counter, number, oldest(&lists.quotes, number)),
        }
    }

    /// Counts the words of a story.
    fn story(self, counter: &mut Counter, number: usize, id: StoryId) {
        let story = self.edition.site.story(id);
        let document = &story.document;
        self.headline(counter, &document.title);
        document.dek.iter().for_each(|dek| point(counter, dek, points::DEK));
        for player in &story.players {
            self.player_name(counter, *player, points::NAME_IN_STORY);
        }
        let authors = story.authors.iter().map(|(author, _)| author).chain(&story.place);
        authors.for_each(|term| self.term(counter, *term));
        for (taxonomy, terms) in &story.terms {
            for term in terms {
                self.term(counter, *term);
                if *taxonomy == TOPICS {
                    self.topic(counter, *term);
                }
            }
        }
        self.parts(counter, &story.lead);
        for section in &story.sections {
            point(counter, &section.text, points::HEADING);
            self.parts(counter, &section.parts);
        }
        story.footnotes.iter().for_each(|notes| self.prose(counter, notes));
        counter.end(Kind::Stories, number, STORY);
    }

    /// Counts the words of a profile. Who is in the news more often comes first.
    fn player(self, counter: &mut Counter, number: usize, id: PlayerId) {
        let player = self.edition.site.player(id);
        let often = (player.stories.len().max(1).ilog2() as f32 * 0.5).min(4.0);
        self.player_name(counter, id, points::NAME + often);
        player.aliases().for_each(|alias| point(counter, alias, points::ALIAS));
        self.summary(id).iter().for_each(|summary| point(counter, summary, points::DEK));
        for (role, organization) in &player.roles {
            role.title.iter().for_each(|title| point(counter, title, points::ROLE));
            match organization {
                Some(organization) => self.player_name(counter, *organization, points::ROLE),
                None => role
                    .organization
                    .iter()
                    .for_each(|name| point(counter, &name.value, points::ROLE)),
            }
        }
        self.prose(counter, &player.biography);
        counter.end(Kind::Players, number, STORY);
    }

    /// Counts the words of a quote.
    fn quote(self, counter: &mut Counter, number: usize, id: QuoteId) {
        let quote = self.edition.site.quote(id);
        text(counter, &quote.text);
        self.player_name(counter, quote.speaker, points::SPEAKER);
        let around = [&quote.title, &quote.organization].into_iter().flatten();
        around.for_each(|words| point(counter, words, points::ROLE));
        quote.source.iter().for_each(|source| point(counter, &source.name, points::ROLE));
        for topic in &*quote.topics {
            self.term(counter, *topic);
            self.topic(counter, *topic);
        }
        counter.end(Kind::Quotes, number, QUOTE);
    }

    /// Words of a headline gain less where there are many.
    fn headline(self, counter: &mut Counter, title: &str) {
        let mut count = 0;
        words(title, &mut |_| count += 1);
        point(counter, title, points::HEADLINE / (1.0 + 0.04 * count as f32));
    }

    fn player_name(self, counter: &mut Counter, id: PlayerId, points: f32) {
        point(counter, &self.edition.player_link(id, self.language).name, points);
    }

    fn term(self, counter: &mut Counter, id: TermId) {
        point(counter, &self.edition.term_link(id, self.language).name, points::TERM);
    }

    fn topic(self, counter: &mut Counter, id: TermId) {
        counter.point(&format!("{TOPIC}{}", self.edition.site.term(id).id), 1.0);
    }

    fn parts(self, counter: &mut Counter, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Prose(prose) => self.prose(counter, prose),
                Part::Timeline(events) => {
                    events.iter().for_each(|event| text(counter, &event.text))
                }
                Part::Players(players) => {
                    players.iter().for_each(|(_, said)| self.prose(counter, said));
                }
                Part::Quote(id, _) => text(counter, &self.edition.site.quote(*id).text),
            }
        }
    }

    fn prose(self, counter: &mut Counter, prose: &Prose) {
        let pieces = match prose {
            Prose::Done(html) => return html_words(html, &mut |word| counter.text(word)),
            Prose::Open(pieces) => pieces,
        };
        for piece in pieces {
            match piece {
                Drawn::Html(html) => html_words(html, &mut |word| counter.text(word)),
                // What a theme makes of its arguments is not known here.
                Drawn::Component(component) => {
                    component.body.iter().for_each(|body| self.prose(counter, body));
                }
                Drawn::Quote(id) => text(counter, &self.edition.site.quote(*id).text),
            }
        }
    }
}

fn point(counter: &mut Counter, text: &str, points: f32) {
    words(text, &mut |word| counter.point(word, points));
}

fn text(counter: &mut Counter, text: &str) {
    words(text, &mut |word| counter.text(word));
}
