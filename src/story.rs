//! Stories: as parsed, and as linked into the site.

use std::sync::Arc;

use crate::body::Manuscript;
use crate::config::{Query, SectionKind};
use crate::date::Moment;
use crate::parse::fields::At;
use crate::parse::timeline::PartialDate;
use crate::player::PlayerId;
use crate::quote::QuoteId;
use crate::site::Found;
use crate::term::TermId;
use crate::url::Url;
use crate::view::{Free, Html, Words};

mod genre;

pub use genre::{DigitalSource, Genre};

/// Where a document comes from.
#[derive(Clone, Debug, Hash)]
pub struct Origin {
    /// The file's path within the source tree.
    pub file: Arc<str>,
    /// The file's name without ending and language.
    pub id: Arc<str>,
    /// The language.
    pub language: Arc<str>,
}

impl Origin {
    /// Whether the file's name tells the language: `robots.fr.md`.
    pub fn is_named_by_language(&self) -> bool {
        let stem = self.file.strip_suffix(".md").unwrap_or(&self.file);
        stem.strip_suffix(&*self.language).is_some_and(|before| before.ends_with('.'))
    }
}

/// A picture as content names it.
#[derive(Clone, Debug, Hash)]
pub struct Image {
    /// The file in `static/`, or a URL.
    pub src: At<Arc<str>>,
    /// The words for those who do not see it.
    pub alt: Option<Arc<str>>,
    /// What it shows.
    pub caption: Option<Arc<str>>,
    /// Who made it.
    pub credit: Option<Arc<str>>,
    /// Under which license.
    pub license: Option<Arc<str>>,
    /// How it came to be.
    pub digital_source: Option<DigitalSource>,
}

/// Where a story was published first, of which this site prints a copy.
#[derive(Clone, Debug, Hash)]
pub struct Syndicated {
    /// The first publication, as a whole address.
    pub url: At<Arc<str>>,
    /// Who published it; the address's domain where that is not said.
    pub name: Arc<str>,
}

/// Who wrote a story.
#[derive(Clone, Debug, Hash)]
pub struct Credit {
    /// The author's id or name.
    pub name: At<Arc<str>>,
    /// What the author did, where it is not the writing.
    pub role: Option<Arc<str>>,
}

/// A correction as written.
#[derive(Clone, Debug, Hash)]
pub struct Correction {
    /// The day.
    pub date: Moment,
    /// The words.
    pub text: Arc<str>,
    /// The words, as HTML.
    pub html: Html,
    /// `correction`, or the newsroom's own word.
    pub kind: Arc<str>,
}

/// A story with its body and with the names that its front matter has.
pub type StoryManuscript = Manuscript<StoryDocument, StoryNames>;

/// What the front matter of a story names.
#[derive(Clone, Debug)]
pub struct StoryNames {
    /// Who wrote it.
    pub authors: Vec<Credit>,
    /// Where it happened.
    pub place: Option<At<Arc<str>>>,
    /// The terms of every taxonomy but authors and places, as taxonomy and names.
    pub terms: Vec<(usize, Vec<At<Arc<str>>>)>,
    /// Players beside those that the body names.
    pub players: Vec<At<Arc<str>>>,
}

/// A story as parsed from its file.
#[derive(Clone, Debug)]
pub struct StoryDocument {
    /// Where it comes from.
    pub origin: Origin,
    /// The headline.
    pub title: Arc<str>,
    /// The summary under it.
    pub dek: Option<Arc<str>>,
    /// The first words of its text, where it has no summary.
    pub opening: Option<Arc<str>>,
    /// What kind of journalism it is; a report where nothing is said.
    pub genre: Option<Genre>,
    /// Where it was published first, where that was not here.
    pub syndicated: Option<Box<Syndicated>>,
    /// When it is published.
    pub date: At<Moment>,
    /// When it was last updated.
    pub updated: Option<Moment>,
    /// When it goes.
    pub expires: Option<Moment>,
    /// Before which it must not be seen.
    pub embargo: Option<Moment>,
    /// The lead picture.
    pub image: Option<Box<Image>>,
    /// The last part of the URL, where it is not the id.
    pub slug: Option<At<Arc<str>>>,
    /// Paths that lead here too.
    pub aliases: Vec<At<Arc<str>>>,
    /// Whether it is unfinished.
    pub draft: bool,
    /// How heavy it weighs on the front page.
    pub weight: i64,
    /// Its own template.
    pub template: Option<At<Arc<str>>>,
    /// Corrections, newest first.
    pub corrections: Vec<Correction>,
    /// Free data.
    pub extra: Free,
    /// The lists that its page wants.
    pub queries: Vec<Query>,
    /// Every anchor in its body that a link may lead to.
    pub anchors: Vec<Arc<str>>,
    /// How many words its body has.
    pub words: usize,
}

impl StoryDocument {
    /// The word of its genre, where readers have to be told of it: all but reports are labelled.
    pub fn label(&self) -> Option<&'static str> {
        self.genre.filter(|genre| *genre != Genre::Report).map(Genre::as_str)
    }
}

/// The number of a story in [`crate::site::Site::stories`], which are sorted newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

/// A story, linked.
#[derive(Clone, Debug)]
pub struct Story {
    /// What its file says.
    pub document: Arc<StoryDocument>,
    /// Its page.
    pub url: Url,
    /// Who wrote it, with roles.
    pub authors: Vec<(TermId, Option<Arc<str>>)>,
    /// Where it happened.
    pub place: Option<TermId>,
    /// Its terms in every other taxonomy, by taxonomy.
    pub terms: Vec<(usize, Vec<TermId>)>,
    /// Its players: described, quoted, named, then mentioned.
    pub players: Vec<PlayerId>,
    /// What it says of players, by player.
    pub descriptions: Vec<Description>,
    /// Its quotes in order.
    pub quotes: Vec<QuoteId>,
    /// What stands before the first section.
    pub lead: Vec<Part>,
    /// The sections.
    pub sections: Vec<StorySection>,
    /// The footnotes.
    pub footnotes: Option<Prose>,
    /// The words of the quotes that it says itself, in order.
    pub said: Vec<Prose>,
    /// The anchors of the quotes in its text, where those have no pages of their own.
    pub anchors: Vec<Arc<str>>,
    /// What was found while it was filled.
    pub found: Found,
}

impl Story {
    /// The id: the file's name.
    pub fn id(&self) -> &Arc<str> {
        &self.document.origin.id
    }

    /// The events of all timelines, in the order of the story.
    pub fn timeline(&self) -> impl Iterator<Item = &StoryEvent> {
        let sections = self.sections.iter().flat_map(|section| &section.parts);
        self.lead.iter().chain(sections).flat_map(|part| match part {
            Part::Timeline(events) => events.as_slice(),
            _ => &[],
        })
    }

    /// What it says of a player, in its order.
    pub fn descriptions_of(&self, player: PlayerId) -> &[Description] {
        let start = self.descriptions.partition_point(|one| one.player < player);
        let end = self.descriptions.partition_point(|one| one.player <= player);
        &self.descriptions[start..end]
    }

    /// The terms of one taxonomy.
    pub fn terms_of(&self, taxonomy: usize) -> &[TermId] {
        let found = self.terms.iter().find(|(id, _)| *id == taxonomy);
        found.map_or(&[], |(_, terms)| terms)
    }
}

/// What a story says of a player.
#[derive(Clone, Debug)]
pub struct Description {
    /// The player.
    pub player: PlayerId,
    /// The words.
    pub words: Prose,
}

/// A section of a linked story.
#[derive(Clone, Debug)]
pub struct StorySection {
    /// The id of the vocabulary.
    pub id: Arc<str>,
    /// The anchor.
    pub anchor: Arc<str>,
    /// The heading as HTML.
    pub heading: Prose,
    /// The heading as text.
    pub text: Words,
    /// What stands under it.
    pub kind: SectionKind,
    /// The parts.
    pub parts: Vec<Part>,
}

/// A piece of a linked story.
#[derive(Clone, Debug)]
pub enum Part {
    /// HTML.
    Prose(Prose),
    /// Dated events.
    Timeline(Vec<StoryEvent>),
    /// Players with the story's own words, which may be none.
    Players(Vec<(PlayerId, Prose)>),
    /// A quote, and its anchor where it has no page of its own and stands here first.
    Quote(QuoteId, Option<Arc<str>>),
}

/// An event of a linked story.
#[derive(Clone, Debug)]
pub struct StoryEvent {
    /// When it was, or when it began.
    pub date: PartialDate,
    /// When it ended, of what lasted.
    pub until: Option<PartialDate>,
    /// What.
    pub html: Prose,
    /// What, as text.
    pub text: Words,
}

/// HTML in which only what the theme draws is still open.
#[derive(Clone, Debug)]
pub enum Prose {
    /// Finished HTML: nearly always.
    Done(Html),
    /// HTML between components and quotes.
    Open(Box<[Drawn]>),
}

impl Default for Prose {
    fn default() -> Prose {
        Prose::Done(Html::default())
    }
}

impl Prose {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        matches!(self, Prose::Done(html) if html.trim().is_empty())
    }
}

/// A piece of open prose.
#[derive(Clone, Debug)]
pub enum Drawn {
    /// HTML.
    Html(Arc<str>),
    /// A component of the theme.
    Component(Arc<Component>),
    /// A quote, drawn by the theme's component `quote`.
    Quote(QuoteId),
}

/// A call of a component, checked against the component's signature.
#[derive(Clone, Debug)]
pub struct Component {
    /// The component's name.
    pub name: Arc<str>,
    /// The arguments; `data` among them where the component takes TOML or CSV.
    pub arguments: Vec<(Arc<str>, Free)>,
    /// The body as HTML, where the component takes Markdown.
    pub body: Option<Box<Prose>>,
    /// Where it stands, for what goes wrong while it is drawn.
    pub place: crate::diagnostic::Place,
}

/// How many words a reader reads in a minute.
const WORDS_A_MINUTE: usize = 230;

/// How many characters a reader of Chinese or Japanese reads in a minute, each of which is counted
/// as a word.
const CHARACTERS_A_MINUTE: usize = 500;

/// How many minutes it takes to read so many words of a language, at least 1.
pub fn reading_minutes(words: usize, language: &str) -> usize {
    let pace = match language.split('-').next() {
        Some("zh" | "ja") => CHARACTERS_A_MINUTE,
        _ => WORDS_A_MINUTE,
    };
    words.div_ceil(pace).max(1)
}
