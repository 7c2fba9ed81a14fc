//! Fills what parsing left open: links, names, pictures, components, quotes, and first mentions.

use std::collections::HashSet;
use std::sync::Arc;

use crate::body::{Block, Body};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::html::Fragment;
use crate::link::cast::Cast;
use crate::link::mentions::Mentions;
use crate::link::quotes::{From, Quotes};
use crate::link::relations::Related;
use crate::link::targets::Targets;
use crate::link::terms::Terms;
use crate::link::{Shown, Surroundings};
use crate::parse::fields::At;
use crate::player::PlayerId;
use crate::site::InternalLink;
use crate::story::{Description, Part, Prose, StoryDocument, StoryEvent, StoryId, StorySection};
use crate::url::Url;

mod addresses;
mod component;
mod prose;
mod state;

pub use state::picture_path;
use state::{Filling, NamesIn};

/// What filling looks things up in.
pub struct Filler<'a> {
    /// Settings, components, data.
    pub around: Surroundings<'a>,
    /// The documents of the edition.
    pub shown: &'a Shown,
    /// The players.
    pub cast: &'a Cast,
    /// The terms.
    pub terms: &'a Terms,
    /// The quotes.
    pub quotes: &'a Quotes,
    /// Where everything is.
    pub targets: &'a Targets,
    /// The automaton of names.
    pub mentions: Mentions,
}

/// A story with nothing open but what the theme draws.
pub struct FilledStory {
    /// What stands before the first section.
    pub lead: Vec<Part>,
    /// The sections.
    pub sections: Vec<StorySection>,
    /// The footnotes.
    pub footnotes: Option<Prose>,
    /// What it says of players.
    pub descriptions: Vec<Description>,
    /// The words of its quotes, by number.
    pub quotes: Vec<Prose>,
    /// Its players in order: described, quoted, named, mentioned.
    pub players: Vec<PlayerId>,
    /// Problems.
    pub problems: Vec<Diagnostic>,
    /// Links to be checked.
    pub links: Vec<InternalLink>,
    /// Pictures to be checked.
    pub pictures: Vec<InternalLink>,
}

/// Everything filled that is no story.
#[derive(Default)]
pub struct Rest {
    /// The biographies, by player.
    pub biographies: Vec<Prose>,
    /// The descriptions, by term.
    pub descriptions: Vec<Prose>,
    /// The words of quotes' files, by number.
    pub quotes: Vec<Prose>,
    /// The free pages, by number.
    pub pages: Vec<Prose>,
    /// Problems.
    pub problems: Vec<Diagnostic>,
    /// Links to be checked.
    pub links: Vec<InternalLink>,
    /// Pictures to be checked.
    pub pictures: Vec<InternalLink>,
}

impl<'a> Filler<'a> {
    /// Fills a story.
    pub fn story(&self, story: &StoryDocument, index: usize) -> FilledStory {
        let said = self.quotes.of_story.get(index).map_or(&[][..], Vec::as_slice);
        let url = self.targets.stories[index].clone();
        let mut filling = Filling::of(&story.body, &story.origin, Some(url));
        filling.said = said;
        let mut descriptions = Vec::new();
        let lead = self.parts(&story.body.lead, &mut filling, &mut descriptions);
        let mut sections = Vec::with_capacity(story.body.sections.len());
        for section in &story.body.sections {
            filling.names = NamesIn::Nothing;
            let heading = self.prose(&section.heading, &mut filling);
            let parts = self.parts(&section.blocks, &mut filling, &mut descriptions);
            sections.push(StorySection {
                id: section.id.clone(),
                anchor: section.anchor.clone(),
                heading,
                text: section.text.clone(),
                kind: section.kind,
                parts,
            });
        }
        filling.names = NamesIn::Prose;
        let footnotes = story.body.footnotes.as_ref().map(|notes| self.prose(notes, &mut filling));
        filling.names = NamesIn::Nothing;
        let quotes = story.body.quotes.iter().map(|said| self.prose(&said.html, &mut filling));
        let quotes = quotes.collect();
        if let Some(image) = &story.image {
            filling.picture(&image.src.value, &image.src.span);
        }
        self.references(story, &mut filling);
        descriptions.sort_by_key(|description| description.player);
        let id = StoryId(index as u32);
        let players = self.players(story, &mut filling, said, id);
        FilledStory {
            lead,
            sections,
            footnotes,
            descriptions,
            quotes,
            players,
            problems: filling.problems,
            links: filling.links,
            pictures: filling.pictures,
        }
    }

    /// Everything else: biographies, descriptions, quotes' files and free pages.
    pub fn rest(&self, related: &Related, shown: &Shown) -> Rest {
        let mut rest = Rest::default();
        let printed = Some(related.player_languages.as_slice());
        let fill = |body: &Body, origin, url: Option<Url>, names, rest: &mut Rest| {
            let mut filling = Filling::of(body, origin, url);
            filling.printed = printed;
            filling.names = names;
            let prose = self.whole(body, &mut filling);
            rest.problems.append(&mut filling.problems);
            rest.links.append(&mut filling.links);
            rest.pictures.append(&mut filling.pictures);
            prose
        };
        for (index, player) in self.cast.players.iter().enumerate() {
            let prose = player.document.as_ref().map(|document| {
                rest.picture(&document.origin.file, document.image.as_ref());
                let names = NamesIn::WordsAbout(PlayerId(index as u32));
                fill(&document.body, &document.origin, None, names, &mut rest)
            });
            rest.biographies.push(prose.unwrap_or_default());
        }
        for term in &self.terms.terms {
            let prose = term.document.as_ref().map(|document| {
                rest.picture(&document.origin.file, document.image.as_ref());
                fill(&document.body, &document.origin, None, NamesIn::Prose, &mut rest)
            });
            rest.descriptions.push(prose.unwrap_or_default());
        }
        for quote in &shown.quotes {
            let prose = fill(&quote.body, &quote.origin, None, NamesIn::Nothing, &mut rest);
            rest.quotes.push(prose);
        }
        for page in &shown.pages {
            let url = Some(self.targets.page_url(page));
            rest.picture(&page.origin.file, page.image.as_ref());
            let prose = fill(&page.body, &page.origin, url, NamesIn::Prose, &mut rest);
            rest.pages.push(prose);
        }
        rest
    }

    /// The whole of a body without sections.
    fn whole(&self, body: &Body, filling: &mut Filling<'_>) -> Prose {
        let blocks = body.lead.iter().filter_map(|block| match block {
            Block::Prose(fragment) => Some(fragment),
            _ => None,
        });
        let notes = body.footnotes.iter();
        let html: String = blocks.chain(notes).map(|fragment| fragment.0.as_str()).collect();
        self.prose(&Fragment(html), filling)
    }

    fn parts(
        &self,
        blocks: &[Block],
        filling: &mut Filling<'_>,
        descriptions: &mut Vec<Description>,
    ) -> Vec<Part> {
        let mut parts = Vec::with_capacity(blocks.len());
        for block in blocks {
            filling.names = NamesIn::Prose;
            match block {
                Block::Prose(fragment) => parts.push(Part::Prose(self.prose(fragment, filling))),
                Block::Timeline(events) => {
                    let events = events.iter().map(|event| StoryEvent {
                        date: event.date,
                        html: self.prose(&event.html, filling),
                        text: event.text.as_str().into(),
                    });
                    parts.push(Part::Timeline(events.collect()));
                }
                Block::Players(players) => {
                    let mut described = Vec::with_capacity(players.len());
                    for player in players {
                        let Some(id) = self.cast.find(&player.name.value) else { continue };
                        filling.names = NamesIn::WordsAbout(id);
                        let words = self.prose(&player.html, filling);
                        descriptions.push(Description {
                            player: id,
                            words: words.clone(),
                            text: player.text.as_str().into(),
                        });
                        described.push((id, words));
                    }
                    parts.push(Part::Players(described));
                }
                Block::Quote(number) => {
                    parts.extend(filling.said.get(*number).map(|quote| Part::Quote(*quote)));
                }
                Block::Reference(id) => {
                    parts.extend(self.reference(id, filling).map(Part::Quote));
                }
            }
        }
        parts
    }

    fn reference(
        &self,
        id: &At<Arc<str>>,
        filling: &mut Filling<'_>,
    ) -> Option<crate::quote::QuoteId> {
        let found = self.quotes.find(&id.value);
        if found.is_none() {
            let problem =
                Diagnostic::new(Code::UnknownQuote, format!("there is no quote `{}`", id.value))
                    .at(Place::span(&filling.file, id.span.clone()))
                    .did_you_mean(&id.value, self.quotes.ids())
                    .hint("a quote's id is the name of its file in content/quotes/");
            filling.problems.push(problem);
        }
        found
    }

    /// Names in front matter that mean nobody.
    fn references(&self, story: &StoryDocument, filling: &mut Filling<'_>) {
        let unknown = story.players.iter().filter(|name| self.cast.find(&name.value).is_none());
        for (index, name) in unknown.enumerate() {
            let message = format!("there is no player `{}`", name.value);
            let mut problem = Diagnostic::new(Code::UnknownPlayer, message)
                .at(Place::span(&filling.file, name.span.clone()));
            // A hint looks through all names, which a long list of unknown ones cannot pay.
            if index < 20 {
                problem = problem.did_you_mean(&name.value, self.cast.names());
            }
            let problem = problem
                .hint("a file in content/players/, or a description in a story, makes a player");
            filling.problems.push(problem);
        }
    }

    /// The players of a story, each once: described, quoted, named in front matter, mentioned.
    fn players(
        &self,
        story: &StoryDocument,
        filling: &mut Filling<'_>,
        said: &[crate::quote::QuoteId],
        id: StoryId,
    ) -> Vec<PlayerId> {
        let described = crate::link::cast::described(story)
            .filter_map(|player| self.cast.find(&player.name.value));
        let shown =
            crate::link::quotes::references(story).filter_map(|id| self.quotes.find(&id.value));
        let carried = self.quotes.carried(id).iter().copied();
        let quoted = said.iter().copied().chain(shown).chain(carried);
        let quoted = quoted.map(|quote| self.quotes.quotes[quote.0 as usize].speaker);
        let named = story.players.iter().filter_map(|name| self.cast.find(&name.value));
        let mentioned = std::mem::take(&mut filling.mentioned);
        let mut once = HashSet::new();
        let all = described.chain(quoted).chain(named).chain(mentioned);
        all.filter(|player| once.insert(*player)).collect()
    }
}

impl Rest {
    fn picture(&mut self, file: &Arc<str>, image: Option<&crate::story::Image>) {
        let Some(image) = image else { return };
        if let Some(path) = picture_path(&image.src.value) {
            let place = Place::span(file, image.src.span.clone());
            self.pictures.push(InternalLink { target: path.into(), place, from: None });
        }
    }
}

/// Where a quote's words were filled.
pub fn quote_words(from: From, filled: &[FilledStory], files: &[Prose]) -> Prose {
    let words = match from {
        From::Story(story, number) => {
            filled.get(story.0 as usize).and_then(|story| story.quotes.get(number))
        }
        From::File(number) => files.get(number),
    };
    words.cloned().unwrap_or_default()
}
