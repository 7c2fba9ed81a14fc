//! Fills what parsing left open: links, names, pictures, components, quotes, and first mentions.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use crate::body::{Block, Body, Manuscript};
use crate::config::{AUTHORS, PLACES};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::html::Fragment;
use crate::link::cast::{Cast, described};
use crate::link::mentions::Mentions;
use crate::link::quotes::{From, Quotes, references};
use crate::link::targets::{Targets, Titles};
use crate::link::terms::Terms;
use crate::link::{Shown, Surroundings};
use crate::page::PageDocument;
use crate::parse::fields::At;
use crate::player::{PlayerDocument, PlayerId};
use crate::quote::QuoteId;
use crate::site::{Found, Languages};
use crate::story::{
    Description, Image, Origin, Part, Prose, StoryEvent, StoryId, StoryManuscript, StoryNames,
    StorySection,
};
use crate::term::{TermDocument, TermId};

mod addresses;
mod component;
mod picture;
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
    /// Which stories titles mean.
    pub titles: &'a Titles,
    /// The automaton of names.
    pub mentions: &'a Mentions,
}

/// A story with nothing open but what the theme draws.
pub struct FilledStory {
    /// Who wrote it, with roles.
    pub authors: Vec<(TermId, Option<Arc<str>>)>,
    /// Where it happened.
    pub place: Option<TermId>,
    /// Its terms in every other taxonomy, by taxonomy.
    pub terms: Vec<(usize, Vec<TermId>)>,
    /// What stands before the first section.
    pub lead: Vec<Part>,
    /// The sections.
    pub sections: Vec<StorySection>,
    /// The footnotes.
    pub footnotes: Option<Prose>,
    /// What it says of players, by player.
    pub descriptions: Vec<Description>,
    /// The same as plain text, in its order. One of a hundred is shown, as a player's summary, so
    /// that the site does not keep them.
    pub described: Vec<(PlayerId, Arc<str>)>,
    /// The words of its quotes, by number.
    pub said: Vec<Prose>,
    /// The anchors of its quotes, where those have no pages of their own.
    pub anchors: Vec<Arc<str>>,
    /// Its quotes in order: said, shown, carried by their files.
    pub quotes: Vec<QuoteId>,
    /// Its players in order: described, quoted, named, mentioned.
    pub players: Vec<PlayerId>,
    /// What was found.
    pub found: Found,
}

/// The text of a document that is no story, with nothing open but what the theme draws.
#[derive(Default)]
pub struct Filled {
    /// The text.
    pub prose: Prose,
    /// What was found.
    pub found: Found,
}

/// Everything filled that is no story.
pub struct Rest {
    /// The biographies, by player.
    pub biographies: Vec<Filled>,
    /// The descriptions, by term.
    pub descriptions: Vec<Filled>,
    /// The words of quotes' files, by number.
    pub quotes: Vec<Filled>,
    /// The free pages, by number.
    pub pages: Vec<Filled>,
}

/// What a story says of players, as far as it is filled.
struct Told {
    words: Vec<Description>,
    texts: Vec<(PlayerId, Arc<str>)>,
}

impl<'a> Filler<'a> {
    /// Fills a story.
    pub fn story(&self, story: &StoryManuscript, index: usize) -> FilledStory {
        let said = self.quotes.of_story.get(index).map_or(&[][..], Vec::as_slice);
        let url = self.targets.stories[index].clone();
        let mut filling = Filling::of(&story.body, &story.origin, Some(url));
        filling.said = said;
        filling.anchored = (!self.around.kinds.quote_pages).then(HashMap::new);
        let count = described(story).count();
        let mut told = Told { words: Vec::with_capacity(count), texts: Vec::with_capacity(count) };
        let lead = self.parts(&story.body.lead, &mut filling, &mut told);
        let mut sections = Vec::with_capacity(story.body.sections.len());
        for section in &story.body.sections {
            filling.names = NamesIn::Nothing;
            let heading = self.prose(&section.heading, &mut filling);
            let parts = self.parts(&section.blocks, &mut filling, &mut told);
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
        let anchors = filling.anchored.take().into_iter().flat_map(HashMap::into_values).collect();
        filling.names = NamesIn::Nothing;
        let words = story.body.quotes.iter().map(|said| self.prose(&said.html, &mut filling));
        let words = words.collect();
        for said in &story.body.quotes {
            let place = || Place::span(&story.origin.file, said.span.clone());
            filling.found.source(said.source.as_deref(), place);
        }
        if let Some(image) = &story.image {
            filling.picture(&image.src.value, &image.src.span);
        }
        self.references(story, &mut filling);
        let Told { words: mut descriptions, texts: described } = told;
        descriptions.sort_by_key(|description| description.player);
        let id = StoryId(index as u32);
        let quotes = self.quotes_of(story, said, id);
        let players = self.players(story, &mut filling, &quotes);
        let StoryNames { authors, place, terms, .. } = &story.names;
        let term = |taxonomy: usize, name: &str| self.terms.find(taxonomy, name);
        let mut credits = Vec::with_capacity(authors.len());
        for author in authors {
            let credit = term(AUTHORS, &author.name.value).map(|id| (id, author.role.clone()));
            // A name and its id may both be given.
            credits.extend(credit.filter(|credit| !credits.contains(credit)));
        }
        FilledStory {
            authors: credits,
            place: place.as_ref().and_then(|place| term(PLACES, &place.value)),
            terms: terms.iter().map(|(id, names)| (*id, self.terms_named(*id, names))).collect(),
            lead,
            sections,
            footnotes,
            descriptions,
            described,
            said: words,
            anchors,
            quotes,
            players,
            found: filling.found,
        }
    }

    /// Everything else: biographies, descriptions, quotes' files and free pages. `printed` are the
    /// languages in which each player has a profile.
    pub fn rest(&self, printed: &[Languages]) -> Rest {
        let players = self.cast.players.par_iter().enumerate().map(|(index, player)| {
            let document = player.document.as_ref();
            let filled =
                document.map(|document| self.biography(document, PlayerId(index as u32), printed));
            filled.unwrap_or_default()
        });
        let terms = self.terms.terms.par_iter().map(|term| {
            let document = term.document.as_ref();
            document.map(|document| self.description(document, printed)).unwrap_or_default()
        });
        let quotes = self.shown.quotes.par_iter().map(|quote| {
            let Origin { file, .. } = &quote.origin;
            let mut filled =
                self.plain((&quote.body, &quote.origin), None, NamesIn::Nothing, printed);
            filled.found.source(quote.source.as_deref(), || Place::file(file));
            filled
        });
        let pages = self.shown.pages.par_iter().map(|page| self.page(page, printed));
        Rest {
            biographies: players.collect(),
            descriptions: terms.collect(),
            quotes: quotes.collect(),
            pages: pages.collect(),
        }
    }

    /// A player's biography.
    pub fn biography(
        &self,
        document: &Manuscript<PlayerDocument>,
        player: PlayerId,
        printed: &[Languages],
    ) -> Filled {
        let names = NamesIn::WordsAbout(player);
        self.plain((&document.body, &document.origin), document.image.as_ref(), names, printed)
    }

    /// A term's description.
    pub fn description(
        &self,
        document: &Manuscript<TermDocument>,
        printed: &[Languages],
    ) -> Filled {
        let text = (&document.body, &document.origin);
        self.plain(text, document.image.as_ref(), NamesIn::Prose, printed)
    }

    /// A free page.
    pub fn page(&self, document: &Manuscript<PageDocument>, printed: &[Languages]) -> Filled {
        let mut filling = Filling::of(&document.body, &document.origin, None);
        filling.url = Some(self.targets.page_url(document));
        self.whole(filling, document.image.as_ref(), printed)
    }

    /// A text without sections and without a page of its own.
    fn plain(
        &self,
        (body, origin): (&Body, &Origin),
        image: Option<&Image>,
        names: NamesIn,
        printed: &[Languages],
    ) -> Filled {
        let mut filling = Filling::of(body, origin, None);
        filling.names = names;
        self.whole(filling, image, printed)
    }

    /// The whole of a body without sections.
    fn whole<'b>(
        &self,
        mut filling: Filling<'b>,
        image: Option<&Image>,
        printed: &'b [Languages],
    ) -> Filled {
        filling.printed = Some(printed);
        if let Some(image) = image {
            filling.picture(&image.src.value, &image.src.span);
        }
        let body = filling.body;
        let blocks = body.lead.iter().filter_map(|block| match block {
            Block::Prose(fragment) => Some(fragment),
            _ => None,
        });
        let notes = body.footnotes.iter();
        let fragments: Vec<&Fragment> = blocks.chain(notes).collect();
        let whole = match fragments.as_slice() {
            [only] => Fragment::clone(only),
            parts => Fragment(parts.iter().map(|part| &*part.0).collect::<String>().into()),
        };
        let prose = self.prose(&whole, &mut filling);
        Filled { prose, found: filling.found }
    }

    fn parts(&self, blocks: &[Block], filling: &mut Filling<'_>, told: &mut Told) -> Vec<Part> {
        let mut parts = Vec::with_capacity(blocks.len());
        for block in blocks {
            filling.names = NamesIn::Prose;
            match block {
                Block::Prose(fragment) => parts.push(Part::Prose(self.prose(fragment, filling))),
                Block::Timeline(events) => {
                    let events = events.iter().map(|event| StoryEvent {
                        date: event.date,
                        until: event.until,
                        html: self.prose(&event.html, filling),
                        text: event.text.clone(),
                    });
                    parts.push(Part::Timeline(events.collect()));
                }
                Block::Players(players) => {
                    let mut described = Vec::with_capacity(players.len());
                    for player in players {
                        let Some(id) = self.cast.find(&player.name.value) else { continue };
                        filling.names = NamesIn::WordsAbout(id);
                        let words = self.prose(&player.html, filling);
                        told.words.push(Description { player: id, words: words.clone() });
                        told.texts.push((id, player.text.clone()));
                        described.push((id, words));
                    }
                    parts.push(Part::Players(described));
                }
                Block::Quote(number) => {
                    let quote = filling.said.get(*number).copied();
                    parts.extend(quote.map(|quote| self.standing(quote, filling)));
                }
                Block::Reference(id) => {
                    let quote = self.reference(id, filling);
                    parts.extend(quote.map(|quote| self.standing(quote, filling)));
                }
            }
        }
        parts
    }

    /// A quote that is a block of the text.
    fn standing(&self, quote: QuoteId, filling: &mut Filling<'_>) -> Part {
        Part::Quote(quote, filling.anchor(quote, &self.quotes.quotes[quote.0 as usize].id))
    }

    fn reference(&self, id: &At<Arc<str>>, filling: &mut Filling<'_>) -> Option<QuoteId> {
        let found = self.quotes.find(&id.value);
        if found.is_none() {
            let problem =
                Diagnostic::new(Code::UnknownQuote, format!("there is no quote `{}`", id.value))
                    .at(Place::span(&filling.file, id.span.clone()))
                    .did_you_mean(&id.value, self.quotes.ids())
                    .hint("a quote's id is the name of its file in content/quotes/");
            filling.found.problems.push(problem);
        }
        found
    }

    /// Names in front matter that mean nobody.
    fn references(&self, story: &StoryManuscript, filling: &mut Filling<'_>) {
        let unknown =
            story.names.players.iter().filter(|name| self.cast.find(&name.value).is_none());
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
            filling.found.problems.push(problem);
        }
    }

    /// The terms of a taxonomy that are named, each once.
    fn terms_named(&self, taxonomy: usize, names: &[At<Arc<str>>]) -> Vec<TermId> {
        each_once(names.iter().filter_map(|name| self.terms.find(taxonomy, &name.value)))
    }

    /// The quotes of a story, each once.
    fn quotes_of(&self, story: &StoryManuscript, said: &[QuoteId], id: StoryId) -> Vec<QuoteId> {
        let shown = references(story).filter_map(|id| self.quotes.find(&id.value));
        let carried = self.quotes.carried(id).iter().copied();
        each_once(said.iter().copied().chain(shown).chain(carried))
    }

    /// The players of a story, each once: described, quoted, named in front matter, mentioned.
    fn players(
        &self,
        story: &StoryManuscript,
        filling: &mut Filling<'_>,
        quotes: &[QuoteId],
    ) -> Vec<PlayerId> {
        let described = described(story).filter_map(|player| self.cast.find(&player.name.value));
        let quoted = quotes.iter();
        let quoted = quoted.map(|quote| self.quotes.quotes[quote.0 as usize].speaker);
        let named = story.names.players.iter().filter_map(|name| self.cast.find(&name.value));
        let mentioned = std::mem::take(&mut filling.mentioned);
        let mut once = HashSet::new();
        let all = described.chain(quoted).chain(named).chain(mentioned);
        all.filter(|player| once.insert(*player)).collect()
    }
}

/// Where a quote's words were filled.
pub fn quote_words(from: From, filled: &[FilledStory], files: &[Filled]) -> Prose {
    let words = match from {
        From::Story(story, number) => {
            filled.get(story.0 as usize).and_then(|story| story.said.get(number))
        }
        From::File(number) => files.get(number).map(|filled| &filled.prose),
    };
    words.cloned().unwrap_or_default()
}

/// Few things, each where it stands first.
fn each_once<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::with_capacity(things.size_hint().0);
    for thing in things {
        if !once.contains(&thing) {
            once.push(thing);
        }
    }
    once
}
