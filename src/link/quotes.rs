//! Quotes: gathered from stories and files, told apart by speaker and words.

use std::cell::RefCell;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::body::{Block, Hole, Said, Source};
use crate::config::{TOPICS, folded};
use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::Shown;
use crate::link::cast::Cast;
use crate::link::terms::Terms;
use crate::parse::Documents;
use crate::parse::fields::At;
use crate::player::{PlayerId, Role};
use crate::quote::{QuoteDocument, QuoteId, words_hash};
use crate::story::{StoryId, StoryManuscript};
use crate::term::TermId;
use crate::view::Words;

mod naming;
mod own;

use own::DraftsOfStories;
pub use own::Own;

/// All quotes of the edition, newest first.
pub struct Quotes {
    /// The quotes.
    pub quotes: Vec<Gathered>,
    /// For each story, the quote of each of its [`crate::body::Body::quotes`].
    pub of_story: Vec<Vec<QuoteId>>,
    by_id: HashMap<Arc<str>, QuoteId>,
    /// The quotes of files that name a story, by story.
    of_files: HashMap<StoryId, Vec<QuoteId>>,
    /// What stories say of quotes otherwise than the first that carried them.
    pub own: Vec<(StoryId, QuoteId, Own)>,
}

/// A quote before its page is known.
pub struct Gathered {
    /// The id.
    pub id: Arc<str>,
    /// Who said it.
    pub speaker: PlayerId,
    /// The speaker's id.
    pub speaker_id: Arc<str>,
    /// The title on that day.
    pub title: Option<Arc<str>>,
    /// The organization on that day.
    pub organization: Option<Arc<str>>,
    /// Who published it first.
    pub source: Option<Arc<Source>>,
    /// The day.
    pub said: Option<Moment>,
    /// Whether the day is the quote's own.
    pub dated: bool,
    /// The stories that carry it, newest first.
    pub stories: Arc<[StoryId]>,
    /// Its topics and those of its stories.
    pub topics: Arc<[TermId]>,
    /// The language.
    pub language: Arc<str>,
    /// The words as text.
    pub text: Words,
    /// Where its words are as HTML.
    pub from: From,
    /// Where it stands.
    pub place: Place,
}

/// Where a quote's words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// In that story, as its quote of that number.
    Story(StoryId, usize),
    /// In the file of that number in [`Shown::quotes`].
    File(usize),
}

impl Quotes {
    /// The quote of that id.
    pub fn find(&self, id: &str) -> Option<QuoteId> {
        self.by_id.get(id).copied()
    }

    /// The quotes of files that name a story or are shown by it.
    pub fn carried(&self, story: StoryId) -> &[QuoteId] {
        self.of_files.get(&story).map_or(&[], Vec::as_slice)
    }

    /// Every id, for "did you mean".
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(|id| &**id)
    }
}

/// The quotes that a story shows by reference.
pub fn references(story: &StoryManuscript) -> impl Iterator<Item = &At<Arc<str>>> {
    let sections = story.body.sections.iter().flat_map(|section| &section.blocks);
    let blocks = story.body.lead.iter().chain(sections).filter_map(|block| match block {
        Block::Reference(id) => Some(id),
        _ => None,
    });
    let nested = story.body.holes.iter().filter_map(|hole| match hole {
        Hole::Reference(id) => Some(id),
        _ => None,
    });
    blocks.chain(nested)
}

/// A quote while it is gathered.
struct Draft {
    own_id: Option<At<Arc<str>>>,
    hash: u64,
    stories: Vec<StoryId>,
    topics: Vec<TermId>,
    quote: Gathered,
}

/// Gathers all quotes.
pub fn quotes<'a>(
    documents: &'a Documents,
    shown: &'a Shown,
    cast: &'a Cast,
    terms: &'a Terms,
    problems: &'a mut Vec<Diagnostic>,
) -> Quotes {
    // Lists of this length that grow would leave as much memory behind as they end up with.
    let said = shown.stories.iter().map(|story| story.body.quotes.len()).sum::<usize>();
    let count = said + shown.quotes.len();
    let mut gathering = Gathering {
        shown,
        cast,
        terms,
        drafts: Vec::with_capacity(count),
        by_words: HashMap::with_capacity(count),
        stories_by_id: HashMap::with_capacity(shown.stories.len()),
        known_stories: documents.stories.iter().map(|story| &*story.origin.id).collect(),
        problems,
        own: Vec::new(),
        speakers: HashMap::new(),
        organizations: RefCell::default(),
    };
    for (index, story) in shown.stories.iter().enumerate() {
        let ids = gathering.stories_by_id.entry(story.origin.id.clone()).or_default();
        ids.push(StoryId(index as u32));
    }
    for number in 0..shown.quotes.len() {
        gathering.file(number);
    }
    let mut of_story: Vec<Vec<usize>> = vec![Vec::new(); shown.stories.len()];
    // Oldest first: the first story with the words gives the day and the attribution.
    for index in oldest_first(shown) {
        let story = &shown.stories[index];
        let id = StoryId(index as u32);
        for (number, said) in story.body.quotes.iter().enumerate() {
            if let Some(draft) = gathering.story_quote(id, number, said) {
                of_story[index].push(draft);
            }
        }
    }
    let own = std::mem::take(&mut gathering.own);
    let drafts = gathering.with_references(&of_story);
    naming::finished(drafts, DraftsOfStories { said: of_story, own }, problems)
}

/// The numbers of the stories, the oldest first. Of the versions of a story in several languages that
/// are of one moment, the one in the main language is first.
fn oldest_first(shown: &Shown) -> Vec<usize> {
    let mut order: Vec<usize> = (0..shown.stories.len()).rev().collect();
    let story = |index: &usize| &shown.stories[*index];
    let is_version = |one: &usize, other: &usize| {
        let (one, other) = (story(one), story(other));
        one.origin.id == other.origin.id && one.date.value == other.date.value
    };
    for versions in order.chunk_by_mut(is_version).filter(|versions| versions.len() > 1) {
        versions.sort_by_key(|index| story(index).origin.is_named_by_language());
    }
    order
}

/// A part of attributions.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// The words, as the first attribution with them has them: in memory once for all quotes.
    words: &'a Arc<str>,
    is_organization: bool,
}

struct Gathering<'a> {
    shown: &'a Shown,
    cast: &'a Cast,
    terms: &'a Terms,
    drafts: Vec<Draft>,
    by_words: HashMap<(PlayerId, u64), usize>,
    stories_by_id: HashMap<Arc<str>, Vec<StoryId>>,
    known_stories: hashbrown::HashSet<&'a str>,
    problems: &'a mut Vec<Diagnostic>,
    /// What stories say otherwise than the drafts.
    own: Vec<(StoryId, usize, Own)>,
    /// What names and parts of attributions were found to mean; most are written in many stories.
    speakers: HashMap<&'a str, Option<PlayerId>>,
    organizations: RefCell<HashMap<&'a str, Part<'a>>>,
}

impl<'a> Gathering<'a> {
    /// A quote's file.
    fn file(&mut self, number: usize) {
        let document: &QuoteDocument = &self.shown.quotes[number];
        let file = &document.origin.file;
        let place = Place::span(file, document.speaker.span.clone());
        let Some(speaker) = self.cast.find(&document.speaker.value) else {
            let message = format!("there is no player `{}`", document.speaker.value);
            let problem = Diagnostic::new(Code::UnknownPlayer, message)
                .at(place)
                .did_you_mean(&document.speaker.value, self.cast.names())
                .hint("a file in content/players/ or a story makes a player");
            self.problems.push(problem);
            return;
        };
        let stories = self.named_stories(document);
        let topics = document.topics.iter().filter_map(|name| self.terms.find(TOPICS, &name.value));
        let title = document.title.clone();
        let organization = document.organization.as_ref().map(|at| at.value.clone());
        let day = document.said.as_ref().map(Moment::date);
        let (title, organization) = self.with_role(speaker, (title, organization), day);
        let hash = words_hash(&document.text);
        self.by_words.entry((speaker, hash)).or_insert(self.drafts.len());
        self.drafts.push(Draft {
            own_id: Some(At::new(document.origin.id.clone(), 0..0)),
            hash,
            stories,
            topics: topics.collect(),
            quote: Gathered {
                id: document.origin.id.clone(),
                speaker,
                speaker_id: self.cast.players[speaker.0 as usize].id.clone(),
                title,
                organization,
                source: document.source.clone(),
                said: document.said,
                dated: document.said.is_some(),
                stories: Arc::default(),
                topics: Arc::default(),
                language: document.origin.language.clone(),
                text: document.text.clone(),
                from: From::File(number),
                place: Place::file(file),
            },
        });
    }

    /// The visible stories that a quote's file names, in its own language where there is a choice.
    fn named_stories(&mut self, document: &QuoteDocument) -> Vec<StoryId> {
        let mut stories = Vec::new();
        for name in &document.stories {
            if let Some(ids) = self.stories_by_id.get(&name.value) {
                let language = |id: &&StoryId| {
                    self.shown.stories[id.0 as usize].origin.language == document.origin.language
                };
                stories.extend(ids.iter().find(language).or(ids.first()));
            } else if !self.known_stories.contains(&*name.value) {
                let message = format!("there is no story `{}`", name.value);
                let problem = Diagnostic::new(Code::UnknownStory, message)
                    .at(Place::span(&document.origin.file, name.span.clone()))
                    .did_you_mean(&name.value, self.known_stories.iter().copied())
                    .hint("a story's id is the name of its file without .md");
                self.problems.push(problem);
            }
        }
        stories
    }

    /// A quote of a story: new, or one that another story has carried before.
    fn story_quote(&mut self, story: StoryId, number: usize, said: &'a Said) -> Option<usize> {
        let document = &self.shown.stories[story.0 as usize];
        let cast = self.cast;
        let speaker = self.speakers.entry(&said.name.value);
        let speaker = (*speaker.or_insert_with(|| cast.find(&said.name.value)))?;
        let hash = said.hash;
        if let Some(index) = self.by_words.get(&(speaker, hash)).copied() {
            self.own.extend(self.own(index, (story, number), said).map(|own| (story, index, own)));
            let draft = &mut self.drafts[index];
            if draft.own_id.is_none() {
                draft.own_id = said.id.clone();
            }
            if draft.quote.source.is_none() {
                draft.quote.source = said.source.clone();
            }
            return Some(index);
        }
        let day = document.date.value.date();
        let (title, organization) =
            self.with_role(speaker, self.parts(said, &document.origin.language), Some(day));
        self.by_words.insert((speaker, hash), self.drafts.len());
        self.drafts.push(Draft {
            own_id: said.id.clone(),
            hash,
            stories: Vec::new(),
            topics: Vec::new(),
            quote: Gathered {
                id: "".into(),
                speaker,
                speaker_id: self.cast.players[speaker.0 as usize].id.clone(),
                title,
                organization,
                source: said.source.clone(),
                said: Some(document.date.value),
                dated: false,
                stories: Arc::default(),
                topics: Arc::default(),
                language: document.origin.language.clone(),
                text: said.text.clone(),
                from: From::Story(story, number),
                place: Place::span(&document.origin.file, said.span.clone()),
            },
        });
        Some(self.drafts.len() - 1)
    }

    /// Title and organization from the parts of an attribution in a language.
    fn parts(&self, said: &'a Said, language: &str) -> (Option<Arc<str>>, Option<Arc<str>>) {
        let part = |at: &'a At<Arc<str>>| {
            let mut known = self.organizations.borrow_mut();
            *known.entry(&at.value).or_insert_with(|| Part {
                words: &at.value,
                is_organization: self.cast.is_organization(&at.value),
            })
        };
        match said.parts.as_slice() {
            [] => (None, None),
            [one] => match part(one) {
                Part { words, is_organization: true } => (None, Some(words.clone())),
                Part { words, .. } => match self.title_of_organization(words) {
                    Some((title, organization)) => (Some(title.into()), Some(organization.into())),
                    None => (Some(words.clone()), None),
                },
            },
            [first, second] => {
                let (first, second) = (part(first), part(second));
                // `Dock Workers' Union, president` is written the other way round.
                let (title, organization) = match first.is_organization && !second.is_organization {
                    true => (second, first),
                    false => (first, second),
                };
                (Some(title.words.clone()), Some(organization.words.clone()))
            }
            [titles @ .., last] => {
                let titles: Vec<&str> = titles.iter().map(At::text).collect();
                (Some(titles.join(crate::date::comma(language)).into()), Some(last.value.clone()))
            }
        }
    }

    /// `mayor of Harbor City` in two parts, where the second is known to be an organization.
    fn title_of_organization<'t>(&self, part: &'t str) -> Option<(&'t str, &'t str)> {
        [" of the ", " of ", " at the ", " at "].iter().find_map(|join| {
            let (title, organization) = part.split_once(join)?;
            self.cast.is_organization(organization).then_some((title, organization))
        })
    }

    /// What an attribution leaves out comes from the speaker's role on that day.
    fn with_role(
        &self,
        speaker: PlayerId,
        said: (Option<Arc<str>>, Option<Arc<str>>),
        day: Option<jiff::civil::Date>,
    ) -> (Option<Arc<str>>, Option<Arc<str>>) {
        if said.0.is_some() && said.1.is_some() {
            return said;
        }
        let Some(document) = &self.cast.players[speaker.0 as usize].document else { return said };
        let held = |role: &&Role| day.is_none_or(|day| role.holds_on(day));
        let organization_of = |role: &Role| role.organization.as_ref().map(|at| at.value.clone());
        let mut roles: Vec<&Role> = document.roles.iter().filter(held).collect();
        roles.sort_by_key(|role| std::cmp::Reverse(role.from.map(|from| from.first_day())));
        let same =
            |one: Option<&str>, other: &str| one.is_some_and(|one| folded(one) == folded(other));
        match said {
            (None, None) => match roles.first() {
                Some(role) => (role.title.clone(), organization_of(role)),
                None => (None, None),
            },
            (Some(title), None) => {
                // The organization of another role would be a false statement.
                let role = roles.iter().find(|role| same(role.title.as_deref(), &title));
                (Some(title), role.and_then(|role| organization_of(role)))
            }
            (None, Some(organization)) => {
                let role = roles
                    .iter()
                    .find(|role| same(role.organization.as_ref().map(At::text), &organization));
                (role.and_then(|role| role.title.clone()), Some(organization))
            }
            both => both,
        }
    }

    /// Gives every draft the stories that say it or show it, and the topics of those stories.
    /// `of_story` are the drafts that each story says.
    fn with_references(self, of_story: &[Vec<usize>]) -> Vec<Draft> {
        let mut drafts = self.drafts;
        let own: HashMap<Arc<str>, usize> = drafts
            .iter()
            .enumerate()
            .filter_map(|(index, draft)| Some((draft.own_id.as_ref()?.value.clone(), index)))
            .collect();
        let topics = self.shown.stories.par_iter().map(|story| {
            let topics = story.names.terms.iter().filter(|(taxonomy, _)| *taxonomy == TOPICS);
            let names = topics.flat_map(|(_, names)| names);
            names.filter_map(|name| self.terms.find(TOPICS, &name.value)).collect()
        });
        let topics: Vec<Vec<TermId>> = topics.collect();
        for (index, story) in self.shown.stories.iter().enumerate() {
            let id = StoryId(index as u32);
            for draft in &of_story[index] {
                drafts[*draft].stories.push(id);
            }
            for reference in references(story) {
                if let Some(draft) = own.get(&reference.value) {
                    drafts[*draft].stories.push(id);
                }
            }
        }
        drafts.par_iter_mut().for_each(|draft| {
            let Draft { stories, topics: own, quote, .. } = draft;
            stories.sort_unstable();
            stories.dedup();
            for story in &*stories {
                own.extend(&topics[story.0 as usize]);
            }
            own.sort_unstable();
            own.dedup();
            if quote.said.is_none() {
                let oldest = stories.last();
                quote.said = oldest.map(|id| self.shown.stories[id.0 as usize].date.value);
            }
            (quote.stories, quote.topics) = (stories.as_slice().into(), own.as_slice().into());
        });
        drafts
    }
}
