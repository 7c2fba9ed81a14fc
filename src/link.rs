//! Link: ties every name, quote and link of all documents together into one site.
//!
//! Steps: choose what is visible; collect players, terms and stories under their names; gather
//! quotes; fill what parsing left open, in parallel; gather relations in both directions.
//!
//! Where documents changed only inside, `again` fills those and takes everything else over.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::TURN;
use crate::body::Manuscript;
use crate::config::Config;
use crate::data::Data;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edition::{Copied, Machine, Needs, Page, Records, SearchFile};
use crate::options::Options;
use crate::page::PageDocument;
use crate::parse::Documents;
use crate::picture::Pictures;
use crate::player::{PlayerDocument, PlayerId};
use crate::quote::{QuoteDocument, QuoteId};
use crate::site::{Languages, Site};
use crate::story::{StoryId, StoryManuscript};
use crate::term::{TermDocument, TermId};
use crate::theme::{Kinds, Signatures};

mod again;
pub mod cast;
pub mod components;
pub mod fill;
pub mod mentions;
pub mod names;
mod outside;
pub mod quotes;
pub mod relations;
pub mod targets;
pub mod terms;
pub mod visible;

/// What linking needs beside the documents.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The settings.
    pub config: &'a Arc<Config>,
    /// The clock, and what is shown early.
    pub options: &'a Options,
    /// The components that stories may call.
    pub signatures: &'a Arc<Signatures>,
    /// Which pages the theme prints of those that it may leave out.
    pub kinds: Kinds,
    /// The data files.
    pub data: &'a Arc<Data>,
    /// The site's pictures.
    pub pictures: &'a Arc<Pictures>,
}

/// All documents, linked, with what the next run may take over.
#[derive(Clone)]
pub struct Linked {
    /// The site.
    pub site: Arc<Site>,
    /// What differs from the run whose parts were taken over.
    pub touched: Touched,
    /// The next moment after which other documents would be visible, or other roles be held.
    pub until: Option<jiff::Timestamp>,
    /// What the steps over all documents had to say.
    problems: Arc<[Diagnostic]>,
    /// What the next run may take over; none where no other run follows.
    kept: Option<Kept>,
}

/// What the next run may take over.
#[derive(Clone)]
struct Kept {
    /// What the site was made of.
    documents: Documents,
    shown: Arc<Shown>,
    titles: Arc<targets::Titles>,
    steps: Arc<Steps>,
}

impl Linked {
    /// Everything that is wrong.
    pub fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().chain(self.site.found().flat_map(|found| &found.problems))
    }
}

/// What the steps over all documents found, which is true for as long as no document changes in
/// what others are linked by.
struct Steps {
    config: Arc<Config>,
    signatures: Arc<Signatures>,
    kinds: Kinds,
    data: Arc<Data>,
    pictures: Arc<Pictures>,
    options: Options,
    cast: cast::Cast,
    terms: terms::Terms,
    quotes: quotes::Quotes,
    targets: targets::Targets,
    mentions: mentions::Mentions,
    /// The languages in which each player has a profile.
    printed: Vec<Languages>,
}

/// What may differ between a site and the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Touched {
    /// Anything.
    #[default]
    Everything,
    /// Anything that pages show. But there are the same things in the same order, and so the same
    /// pages and lists.
    Words,
    /// What only the pages of these show: their texts, and nothing that other pages show of them.
    Inside {
        /// Stories.
        stories: BTreeSet<StoryId>,
        /// Players.
        players: BTreeSet<PlayerId>,
        /// Terms.
        terms: BTreeSet<TermId>,
        /// Free pages, by their place in the site.
        pages: BTreeSet<usize>,
        /// Quotes that stand in one of the stories, whose pages show what stands before them.
        quotes: BTreeSet<QuoteId>,
    },
}

impl Touched {
    /// Nothing at all.
    pub fn nothing() -> Touched {
        Touched::Inside {
            stories: BTreeSet::new(),
            players: BTreeSet::new(),
            terms: BTreeSet::new(),
            pages: BTreeSet::new(),
            quotes: BTreeSet::new(),
        }
    }

    /// Whether a page may differ.
    pub fn shows(&self, page: &Page) -> bool {
        let Touched::Inside { stories, players, terms, pages, quotes } = self else { return true };
        match &page.needs {
            Needs::Story(id) => stories.contains(id),
            Needs::Player(id) => players.contains(id),
            Needs::Term(id, _) => terms.contains(id),
            Needs::Free(index) => pages.contains(index),
            Needs::Quote(id) => quotes.contains(id),
            Needs::Machine(Machine::Markdown(Copied::Story(id))) => stories.contains(id),
            Needs::Machine(Machine::Markdown(Copied::Free(index))) => pages.contains(index),
            Needs::Machine(Machine::Ninjs(id)) => stories.contains(id),
            Needs::Machine(Machine::Records(Records { stories: Some((first, last)), .. })) => {
                stories.range(first..=last).next().is_some()
            }
            Needs::Machine(Machine::Search(SearchFile::Documents {
                stories: Some((first, last)),
                ..
            })) => stories.range(first..=last).next().is_some(),
            Needs::Machine(machine) => machine.shows_insides(),
            _ => false,
        }
    }

    /// What was touched in either of two runs that followed one another.
    pub fn and(&self, later: &Touched) -> Touched {
        let mut both = self.clone();
        let Touched::Inside { stories, players, terms, pages, quotes } = &mut both else {
            return if *later == Touched::Everything { Touched::Everything } else { both };
        };
        let Touched::Inside { stories: s, players: p, terms: t, pages: f, quotes: q } = later
        else {
            return later.clone();
        };
        stories.extend(s);
        players.extend(p);
        terms.extend(t);
        pages.extend(f);
        quotes.extend(q);
        both
    }
}

/// Links all documents. What `old` holds is taken over where it is still true.
pub fn link(documents: &Documents, around: Surroundings<'_>, old: Option<&Linked>) -> Linked {
    match old.and_then(|old| again::again(documents, around, old)) {
        Some(linked) => linked,
        None => afresh(documents.clone(), around, Next::Run),
    }
}

/// Links all documents for a run that no other follows. Nobody else has them, so that the body of
/// each story goes as soon as it is filled: what is filled next takes its place in memory.
pub fn link_once(documents: Documents, around: Surroundings<'_>) -> Linked {
    afresh(documents, around, Next::Nothing)
}

/// What follows a run.
enum Next {
    /// Another run, which takes over what is still true.
    Run,
    /// Nothing.
    Nothing,
}

/// Links all documents, whatever was linked before.
fn afresh(documents: Documents, around: Surroundings<'_>, next: Next) -> Linked {
    let mut problems = Vec::new();
    let mut shown = shown(&documents, around.options, &mut problems);
    // Each of these goes through all documents; those that need nothing of one another do so at
    // the same time.
    let mut of_terms = Vec::new();
    let ((cast, newcomers), terms) = rayon::join(
        || cast::cast(&shown, &mut problems),
        || terms::terms(&shown, around.config, &mut of_terms),
    );
    problems.append(&mut of_terms);
    let (quotes, (targets, titles, mentions, similar)) = rayon::join(
        || quotes::quotes(&documents, &shown, &cast, &terms, &mut problems),
        || {
            let targets = targets::Targets::of(&shown, &cast, &terms, around.config);
            (targets, targets::Titles::of(&shown), cast.mentions(), newcomers.similar(&shown))
        },
    );
    problems.extend(similar);
    let targets = targets.with_quotes(&documents, &quotes);
    let targets = match around.kinds.quote_pages {
        true => targets,
        false => targets.with_quotes_in_place(&shown, &quotes),
    };
    let until = visible::next_change(&documents, around.options, around.config);
    let kept = match next {
        Next::Run => Some((documents, Arc::new(shown.clone()))),
        Next::Nothing => {
            drop(documents);
            None
        }
    };
    let manuscripts = std::mem::take(&mut shown.stories);
    let filler = fill::Filler {
        around,
        shown: &shown,
        cast: &cast,
        terms: &terms,
        quotes: &quotes,
        targets: &targets,
        titles: &titles,
        mentions: &mentions,
    };
    let stories: Vec<fill::FilledStory> = manuscripts
        .into_par_iter()
        .with_max_len(TURN)
        .enumerate()
        .map(|(index, manuscript)| filler.story(&manuscript, index))
        .collect();
    let related = relations::relations(&titles.stories, &cast, &quotes, &stories, &targets);
    let printed = related.player_languages.clone();
    let rest = filler.rest(&printed);
    let site = relations::site(relations::Pieces {
        config: around.config.clone(),
        pictures: around.pictures.clone(),
        now: around.options.now,
        today: crate::date::Moment::at(around.options.now, &around.config.zone).date(),
        stories: &titles.stories,
        pages: &shown.pages,
        cast: &cast,
        terms: &terms,
        quotes: &quotes,
        targets: &targets,
        related,
        filled: relations::AllFilled { stories, rest },
    });
    let kept = kept.map(|(documents, shown)| {
        let steps = Steps {
            config: around.config.clone(),
            signatures: around.signatures.clone(),
            kinds: around.kinds,
            data: around.data.clone(),
            pictures: around.pictures.clone(),
            options: around.options.clone(),
            cast,
            terms,
            quotes,
            targets,
            mentions,
            printed,
        };
        Kept { documents, shown, titles: Arc::new(titles), steps: Arc::new(steps) }
    });
    let touched = Touched::Everything;
    Linked { site: Arc::new(site), touched, until, problems: problems.into(), kept }
}

/// The documents of this edition: what is visible, in the order in which it is shown.
#[derive(Clone)]
pub struct Shown {
    /// The stories, newest first.
    pub stories: Vec<Arc<StoryManuscript>>,
    /// The players' files, by id.
    pub players: Vec<Arc<Manuscript<PlayerDocument>>>,
    /// The quotes' files, by id.
    pub quotes: Vec<Arc<Manuscript<QuoteDocument>>>,
    /// The terms' files.
    pub terms: Vec<Arc<Manuscript<TermDocument>>>,
    /// The free pages.
    pub pages: Vec<Arc<Manuscript<PageDocument>>>,
}

/// Leaves out what is not to be seen, and files whose id another file has already.
fn shown(documents: &Documents, options: &Options, problems: &mut Vec<Diagnostic>) -> Shown {
    // Two files of one id are wrong whatever the clock says, so this looks at hidden ones too.
    let mut stories = unique(&documents.stories, |story| &story.origin, problems);
    stories.retain(|story| visible::is_visible(story, options));
    stories.iter_mut().for_each(|story| visible::hide_later_corrections(story, options));
    stories.par_sort_by(|one, other| {
        let newest = other.date.value.by_time(&one.date.value);
        newest
            .then_with(|| one.origin.id.cmp(&other.origin.id))
            .then_with(|| one.origin.language.cmp(&other.origin.language))
    });
    let mut players = unique(&documents.players, |player| &player.origin, problems);
    players.sort_by(|one, other| one.origin.id.cmp(&other.origin.id));
    let mut quotes = unique(&documents.quotes, |quote| &quote.origin, problems);
    quotes.retain(|quote| options.drafts || !quote.draft);
    visible::retain_carried(&mut quotes, &stories, &documents.stories);
    quotes.sort_by(|one, other| one.origin.id.cmp(&other.origin.id));
    let mut pages = documents.pages.clone();
    pages.retain(|page| options.drafts || !page.draft);
    Shown { stories, players, quotes, terms: documents.terms.clone(), pages }
}

/// The documents without those whose id and language an earlier file has.
fn unique<T>(
    documents: &[Arc<T>],
    origin: impl Fn(&T) -> &crate::story::Origin,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Arc<T>> {
    let mut first = hashbrown::HashMap::new();
    let mut kept = Vec::with_capacity(documents.len());
    for document in documents {
        let own = origin(document);
        let key = (own.id.clone(), own.language.clone());
        match first.entry(key) {
            hashbrown::hash_map::Entry::Vacant(free) => {
                free.insert(own.file.clone());
                kept.push(document.clone());
            }
            hashbrown::hash_map::Entry::Occupied(taken) => problems.push(
                Diagnostic::new(Code::DuplicateId, format!("the id `{}` is taken", own.id))
                    .at(Place::file(&own.file))
                    .related(Place::file(taken.get()), "this file has it already")
                    .hint("rename one of the two files"),
            ),
        }
    }
    kept
}
