//! Links again what changed inside of documents or in their words, and takes everything else over.
//!
//! This is the common edit: somebody writes on a story. Who is in it, whom it quotes, when it was
//! published, all this stays the same, and so do the players, the quotes and the lists of the whole
//! site. Only the story's own text is filled anew, and where its headline changed, the texts that
//! may name it. Where an edit turns out to reach further, the answer is `None`, and everything is
//! linked afresh.

use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use crate::body::{Described, Manuscript};
use crate::diagnostic::Diagnostic;
use crate::link::cast::described;
use crate::link::fill::{FilledStory, Filler};
use crate::link::outside::outside;
use crate::link::relations::story;
use crate::link::targets::Titles;
use crate::link::{Kept, Linked, Shown, Steps, Surroundings, Touched, visible};
use crate::options::Options;
use crate::page::{FreePage, PageDocument};
use crate::parse::{Document, Documents, ParsedFile};
use crate::player::{Player, PlayerDocument, PlayerId};
use crate::site::Site;
use crate::story::{Description, Drawn, Origin, Prose, Story, StoryId, StoryManuscript};
use crate::term::{Term, TermDocument, TermId};

/// Links the documents with what `old` linked. `None` where an edit reaches further.
pub(super) fn again(
    documents: &Documents,
    around: Surroundings<'_>,
    old: &Linked,
) -> Option<Linked> {
    let kept = old.kept.as_ref()?;
    let steps = &*kept.steps;
    if !steps.hold(around, old.until) {
        return None;
    }
    let changed = documents.changed_since(&kept.documents)?;
    let mut changes = Changes::of(&changed)?;
    // A problem that a step told of a changed file has a place in the file as it was.
    if old.problems.iter().any(|problem| changes.concern(problem)) {
        return None;
    }
    let (shown, mut stories) = shown(&kept.shown, &changes, around.options);
    let mut titles = kept.titles.clone();
    if changes.reach == Reach::Words {
        titles = Arc::new(Titles::of(&shown));
        stories.extend(changes.add_those_that_name_things(&shown)?);
    }
    let filler = Filler {
        around,
        shown: &shown,
        cast: &steps.cast,
        terms: &steps.terms,
        quotes: &steps.quotes,
        targets: &steps.targets,
        titles: &titles,
        mentions: &steps.mentions,
    };
    let filled: Option<Vec<(StoryId, Arc<Story>)>> =
        stories.par_iter().map(|id| Some((*id, refilled(*id, &filler, &old.site)?))).collect();
    let mut site = Site::clone(&old.site);
    for (id, story) in filled? {
        site.stories[id.0 as usize] = story;
    }
    let players = players(&mut site, &changes.players, &filler, steps);
    let terms = terms(&mut site, &changes.terms, &filler, steps);
    let pages = pages(&mut site, &changes.pages, &filler, steps);
    let carried = |id: &StoryId| site.story(*id).quotes.iter().copied();
    let quotes = stories.iter().flat_map(carried).collect();
    Some(Linked {
        site: Arc::new(site),
        touched: match changes.reach {
            Reach::Words => Touched::Words,
            Reach::Inside => Touched::Inside { stories, players, terms, pages, quotes },
        },
        until: old.until,
        problems: old.problems.clone(),
        kept: Some(Kept {
            documents: documents.clone(),
            shown: Arc::new(shown),
            titles,
            steps: kept.steps.clone(),
        }),
    })
}

impl Steps {
    /// Whether the steps are still true for all documents that did not change. `until` is the
    /// moment from which on others would be visible.
    fn hold(&self, around: Surroundings<'_>, until: Option<jiff::Timestamp>) -> bool {
        let Options { now, drafts, future, base_url } = around.options;
        Arc::ptr_eq(&self.config, around.config)
            && Arc::ptr_eq(&self.data, around.data)
            && Arc::ptr_eq(&self.pictures, around.pictures)
            && (Arc::ptr_eq(&self.signatures, around.signatures)
                || self.signatures == *around.signatures)
            && self.kinds == around.kinds
            && *now >= self.options.now
            && until.is_none_or(|until| *now < until)
            && (*drafts, *future) == (self.options.drafts, self.options.future)
            && *base_url == self.options.base_url
    }
}

/// How far the changes of documents reach.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To their own pages.
    Inside,
    /// To pages that show their words.
    Words,
}

/// The documents that have to be filled anew.
struct Changes {
    reach: Reach,
    /// The files that changed.
    files: HashSet<Arc<str>>,
    /// The stories that changed, by the path of the file.
    stories: HashMap<Arc<str>, Arc<StoryManuscript>>,
    players: Vec<Arc<Manuscript<PlayerDocument>>>,
    terms: Vec<Arc<Manuscript<TermDocument>>>,
    pages: Vec<Arc<Manuscript<PageDocument>>>,
}

impl Changes {
    /// Sorts changed files by what they say. `None` where one of them changed in what others are
    /// linked by.
    fn of(changed: &[(&ParsedFile, &ParsedFile)]) -> Option<Changes> {
        let reach = |(old, new): &(&ParsedFile, &ParsedFile)| match (&old.document, &new.document) {
            (Some(old), Some(new)) => {
                let (old, new) = (outside(old)?, outside(new)?);
                let reach = if old.words == new.words { Reach::Inside } else { Reach::Words };
                (old.ties == new.ties).then_some(reach)
            }
            (None, None) => Some(Reach::Inside),
            _ => None,
        };
        let reaches: Option<Vec<Reach>> = changed.par_iter().map(reach).collect();
        let is_worded = reaches?.contains(&Reach::Words);
        let mut changes = Changes {
            reach: if is_worded { Reach::Words } else { Reach::Inside },
            files: changed.iter().map(|(_, new)| new.path.clone()).collect(),
            stories: HashMap::new(),
            players: Vec::new(),
            terms: Vec::new(),
            pages: Vec::new(),
        };
        for (_, new) in changed {
            match &new.document {
                Some(Document::Story(story)) => {
                    changes.stories.insert(new.path.clone(), story.clone());
                }
                Some(Document::Player(player)) => changes.players.push(player.clone()),
                Some(Document::Term(term)) => changes.terms.push(term.clone()),
                Some(Document::Page(page)) => changes.pages.push(page.clone()),
                Some(Document::Quote(_)) | None => {}
            }
        }
        Some(changes)
    }

    /// Adds what may name a story by its headline; gives the stories that do. `None` where a quote
    /// with a file of its own does: its words stand on many pages.
    fn add_those_that_name_things(&mut self, shown: &Shown) -> Option<Vec<StoryId>> {
        if shown.quotes.iter().any(|quote| quote.body.names_things()) {
            return None;
        }
        let players = shown.players.iter().filter(|player| player.body.names_things());
        let players = players.filter(|player| !self.files.contains(&player.origin.file));
        self.players.extend(players.cloned());
        let terms = shown.terms.iter().filter(|term| term.body.names_things());
        let terms = terms.filter(|term| !self.files.contains(&term.origin.file));
        self.terms.extend(terms.cloned());
        let pages = shown.pages.iter().filter(|page| page.body.names_things());
        let pages = pages.filter(|page| !self.files.contains(&page.origin.file));
        self.pages.extend(pages.cloned());
        let stories = shown.stories.iter().enumerate();
        let stories = stories.filter(|(_, story)| story.body.names_things());
        Some(stories.map(|(index, _)| StoryId(index as u32)).collect())
    }

    /// Whether a problem has a place in a file that changed.
    fn concern(&self, problem: &Diagnostic) -> bool {
        problem.places().any(|place| self.files.contains(&place.file))
    }
}

/// The documents of the edition with the changed ones in their places, and the stories among them.
fn shown(old: &Shown, changes: &Changes, options: &Options) -> (Shown, BTreeSet<StoryId>) {
    let mut stories = old.stories.clone();
    let mut touched = BTreeSet::new();
    if !changes.stories.is_empty() {
        for (index, story) in stories.iter_mut().enumerate() {
            if let Some(new) = changes.stories.get(&story.origin.file) {
                *story = new.clone();
                visible::hide_later_corrections(story, options);
                touched.insert(StoryId(index as u32));
            }
        }
    }
    let shown = Shown {
        stories,
        players: replaced(&old.players, &changes.players, |player| &player.origin),
        quotes: old.quotes.clone(),
        terms: replaced(&old.terms, &changes.terms, |term| &term.origin),
        pages: replaced(&old.pages, &changes.pages, |page| &page.origin),
    };
    (shown, touched)
}

/// The documents of a kind with the changed ones in their places.
fn replaced<D>(
    old: &[Arc<Manuscript<D>>],
    changed: &[Arc<Manuscript<D>>],
    origin: impl Fn(&D) -> &Origin,
) -> Vec<Arc<Manuscript<D>>> {
    let mut documents = old.to_vec();
    if !changed.is_empty() {
        let places = places(old.iter().map(|document| Some(origin(document))));
        for new in changed {
            if let Some(place) = places.get(&origin(new).file) {
                documents[*place] = new.clone();
            }
        }
    }
    documents
}

/// A story filled anew; none where other pages would show it.
fn refilled(id: StoryId, filler: &Filler<'_>, site: &Site) -> Option<Arc<Story>> {
    let manuscript = &filler.shown.stories[id.0 as usize];
    let filled = filler.story(manuscript, id.0 as usize);
    shows_the_same(&filled, site.story(id))
        .then(|| Arc::new(story(id, &manuscript.document, filled, filler.targets)))
}

/// Whether others see the same of a story that was filled anew: its players, what it says of them,
/// and the words of its quotes.
fn shows_the_same(new: &FilledStory, old: &Story) -> bool {
    new.players == old.players
        && new.said.len() == old.said.len()
        && new.said.iter().zip(&old.said).all(|(new, old)| same_prose(new, old))
        && new.descriptions.len() == old.descriptions.len()
        && new.descriptions.iter().zip(&old.descriptions).all(|(new, old)| {
            let Description { player, words } = new;
            *player == old.player && same_prose(words, &old.words)
        })
}

/// Whether two texts are surely the same. Components are not looked into.
fn same_prose(one: &Prose, other: &Prose) -> bool {
    match (one, other) {
        (Prose::Done(one), Prose::Done(other)) => one == other,
        (Prose::Open(one), Prose::Open(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|pair| match pair {
                    (Drawn::Html(one), Drawn::Html(other)) => one == other,
                    (Drawn::Quote(one), Drawn::Quote(other)) => one == other,
                    _ => false,
                })
        }
        _ => false,
    }
}

/// Where in a list the thing of each file stands, for as many files as have one. Thousands of files
/// may change at once, so that the list is not gone through for each of them.
fn places<'o>(origins: impl Iterator<Item = Option<&'o Origin>>) -> HashMap<Arc<str>, usize> {
    let places = origins.enumerate();
    places.filter_map(|(index, origin)| Some((origin?.file.clone(), index))).collect()
}

fn players(
    site: &mut Site,
    changed: &[Arc<Manuscript<PlayerDocument>>],
    filler: &Filler<'_>,
    steps: &Steps,
) -> BTreeSet<PlayerId> {
    let mut touched = BTreeSet::new();
    if changed.is_empty() {
        return touched;
    }
    let origins = site.players.iter().map(|player| player.document.as_deref());
    let places = places(origins.map(|document| document.map(|document| &document.origin)));
    for manuscript in changed {
        // A file whose id another file has already is no player.
        let Some(index) = places.get(&manuscript.origin.file).copied() else { continue };
        let id = PlayerId(index as u32);
        let filled = filler.biography(manuscript, id, &steps.printed);
        let said = site.players[index].described_in.first().and_then(|story| {
            let mut described = described(&filler.shown.stories[story.0 as usize]);
            let of_player = |one: &&Described| filler.cast.find(&one.name.value) == Some(id);
            described.find(of_player).map(|one| one.text.clone())
        });
        site.players[index] = Arc::new(Player {
            document: Some(manuscript.document.clone()),
            summary: manuscript.summary.clone().or(said),
            biography: filled.prose,
            found: filled.found,
            ..Player::clone(&site.players[index])
        });
        touched.insert(id);
    }
    touched
}

fn terms(
    site: &mut Site,
    changed: &[Arc<Manuscript<TermDocument>>],
    filler: &Filler<'_>,
    steps: &Steps,
) -> BTreeSet<TermId> {
    let mut touched = BTreeSet::new();
    if changed.is_empty() {
        return touched;
    }
    let origins = site.terms.iter().map(|term| term.document.as_deref());
    let places = places(origins.map(|document| document.map(|document| &document.origin)));
    for manuscript in changed {
        let Some(index) = places.get(&manuscript.origin.file).copied() else { continue };
        let filled = filler.description(manuscript, &steps.printed);
        site.terms[index] = Arc::new(Term {
            document: Some(manuscript.document.clone()),
            description: filled.prose,
            found: filled.found,
            ..Term::clone(&site.terms[index])
        });
        touched.insert(TermId(index as u32));
    }
    touched
}

fn pages(
    site: &mut Site,
    changed: &[Arc<Manuscript<PageDocument>>],
    filler: &Filler<'_>,
    steps: &Steps,
) -> BTreeSet<usize> {
    let mut touched = BTreeSet::new();
    if changed.is_empty() {
        return touched;
    }
    let places = places(site.pages.iter().map(|page| Some(&page.document.origin)));
    for manuscript in changed {
        let Some(index) = places.get(&manuscript.origin.file).copied() else { continue };
        let filled = filler.page(manuscript, &steps.printed);
        site.pages[index] = Arc::new(FreePage {
            document: manuscript.document.clone(),
            url: site.pages[index].url.clone(),
            html: filled.prose,
            found: filled.found,
        });
        touched.insert(index);
    }
    touched
}
