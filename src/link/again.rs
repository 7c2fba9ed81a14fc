//! Links again what changed inside of documents, and takes everything else over.
//!
//! This is the common edit: somebody writes on a story. Who is in it, whom it quotes, what lists
//! show of it, all this stays the same, and so do the players, the quotes and the lists of the whole
//! site. Only the story's own text is filled anew. Where an edit turns out to reach further, the
//! answer is `None`, and everything is linked afresh.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::link::fill::{FilledStory, Filler};
use crate::link::outside::outside;
use crate::link::relations::{Known, story};
use crate::link::{Linked, Shown, Steps, Surroundings, Touched};
use crate::options::Options;
use crate::page::{FreePage, PageDocument};
use crate::parse::{Document, Documents, ParsedFile};
use crate::player::{Player, PlayerDocument, PlayerId};
use crate::site::Site;
use crate::story::{Description, Drawn, Prose, Story, StoryDocument, StoryId};
use crate::term::{Term, TermDocument, TermId};

/// Links the documents with what `old` linked. `None` where an edit reaches beyond its own page.
pub(super) fn again(
    documents: &Documents,
    around: Surroundings<'_>,
    old: &Linked,
) -> Option<Linked> {
    let steps = &*old.steps;
    if !steps.hold(around) {
        return None;
    }
    let changed = documents.changed_since(&old.documents)?;
    let changes = Changes::of(&changed)?;
    // A problem that a step told of a changed file has a place in the file as it was.
    if steps.problems.iter().any(|problem| changes.concern(problem)) {
        return None;
    }
    let (shown, stories) = shown(&old.shown, &changes);
    let filler = Filler {
        around,
        shown: &shown,
        cast: &steps.cast,
        terms: &steps.terms,
        quotes: &steps.quotes,
        targets: &steps.targets,
        mentions: &steps.mentions,
    };
    let filled: Option<Vec<Arc<Story>>> =
        stories.par_iter().map(|id| refilled(*id, &filler, &old.site)).collect();
    let filled = filled?;
    let mut site = Site::clone(&old.site);
    for (id, story) in stories.iter().zip(filled) {
        site.stories[id.0 as usize] = story;
    }
    let players = players(&mut site, &changes.players, &filler, steps);
    let terms = terms(&mut site, &changes.terms, &filler, steps);
    let pages = pages(&mut site, &changes.pages, &filler, steps);
    Some(Linked {
        site: Arc::new(site),
        touched: Touched::Inside {
            stories: stories.into_iter().collect(),
            players: players.into_iter().collect(),
            terms: terms.into_iter().collect(),
            pages: pages.into_iter().collect(),
        },
        documents: documents.clone(),
        shown: Arc::new(shown),
        steps: old.steps.clone(),
    })
}

impl Steps {
    /// Whether the steps are still true for all documents that did not change.
    fn hold(&self, around: Surroundings<'_>) -> bool {
        let Options { now, drafts, future, base_url } = around.options;
        Arc::ptr_eq(&self.config, around.config)
            && Arc::ptr_eq(&self.data, around.data)
            && (Arc::ptr_eq(&self.signatures, around.signatures)
                || self.signatures == *around.signatures)
            && *now >= self.options.now
            && self.until.is_none_or(|until| *now < until)
            && (*drafts, *future) == (self.options.drafts, self.options.future)
            && *base_url == self.options.base_url
    }
}

/// The documents that changed inside only.
struct Changes {
    files: HashSet<Arc<str>>,
    /// The stories, by the path of the file.
    stories: HashMap<Arc<str>, Arc<StoryDocument>>,
    players: Vec<Arc<PlayerDocument>>,
    terms: Vec<Arc<TermDocument>>,
    pages: Vec<Arc<PageDocument>>,
}

impl Changes {
    /// Sorts changed files by what they say. `None` where one of them changed in what others see.
    fn of(changed: &[(&ParsedFile, &ParsedFile)]) -> Option<Changes> {
        let mut changes = Changes {
            files: changed.iter().map(|(_, new)| new.path.clone()).collect(),
            stories: HashMap::new(),
            players: Vec::new(),
            terms: Vec::new(),
            pages: Vec::new(),
        };
        let same = |(old, new): &(&ParsedFile, &ParsedFile)| match (&old.document, &new.document) {
            (Some(old), Some(new)) => outside(old).is_some_and(|old| outside(new) == Some(old)),
            (None, None) => true,
            _ => false,
        };
        if !changed.par_iter().all(same) {
            return None;
        }
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

    /// Whether a problem has a place in a file that changed.
    fn concern(&self, problem: &Diagnostic) -> bool {
        let mut places = problem.place.iter().chain(problem.related.iter().map(|(place, _)| place));
        places.any(|place| self.files.contains(&place.file))
    }
}

/// The documents of the edition with the changed ones in their places, and the stories among them.
fn shown(old: &Shown, changes: &Changes) -> (Shown, Vec<StoryId>) {
    let mut stories = old.stories.clone();
    let mut touched = Vec::new();
    if !changes.stories.is_empty() {
        for (index, story) in stories.iter_mut().enumerate() {
            if let Some(new) = changes.stories.get(&story.origin.file) {
                *story = new.clone();
                touched.push(StoryId(index as u32));
            }
        }
    }
    let mut pages = old.pages.clone();
    for page in &mut pages {
        let new = changes.pages.iter().find(|new| new.origin.file == page.origin.file);
        if let Some(new) = new {
            *page = new.clone();
        }
    }
    let shown = Shown {
        stories,
        players: old.players.clone(),
        quotes: old.quotes.clone(),
        terms: old.terms.clone(),
        pages,
    };
    (shown, touched)
}

/// A story filled anew; none where other pages would show it.
fn refilled(id: StoryId, filler: &Filler<'_>, site: &Site) -> Option<Arc<Story>> {
    let document = &filler.shown.stories[id.0 as usize];
    let filled = filler.story(document, id.0 as usize);
    let known = Known { terms: filler.terms, quotes: filler.quotes, targets: filler.targets };
    shows_the_same(&filled, site.story(id)).then(|| Arc::new(story(id, document, filled, known)))
}

/// Whether others see the same of a story that was filled anew: its players, what it says of them,
/// and the words of its quotes.
fn shows_the_same(new: &FilledStory, old: &Story) -> bool {
    new.players == old.players
        && new.said.len() == old.said.len()
        && new.said.iter().zip(&old.said).all(|(new, old)| same_prose(new, old))
        && new.descriptions.len() == old.descriptions.len()
        && new.descriptions.iter().zip(&old.descriptions).all(|(new, old)| {
            let Description { player, words, text } = new;
            *player == old.player && *text == old.text && same_prose(words, &old.words)
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

fn players(
    site: &mut Site,
    changed: &[Arc<PlayerDocument>],
    filler: &Filler<'_>,
    steps: &Steps,
) -> Vec<PlayerId> {
    let mut touched = Vec::new();
    for document in changed {
        // A file whose id another file has already is no player.
        let Some(index) = site.players.iter().position(|player| {
            player.document.as_ref().is_some_and(|old| old.origin.file == document.origin.file)
        }) else {
            continue;
        };
        let id = PlayerId(index as u32);
        let filled = filler.biography(document, id, &steps.printed);
        site.players[index] = Arc::new(Player {
            document: Some(document.clone()),
            biography: filled.prose,
            found: filled.found,
            ..Player::clone(&site.players[index])
        });
        touched.push(id);
    }
    touched
}

fn terms(
    site: &mut Site,
    changed: &[Arc<TermDocument>],
    filler: &Filler<'_>,
    steps: &Steps,
) -> Vec<TermId> {
    let mut touched = Vec::new();
    for document in changed {
        let Some(index) = site.terms.iter().position(|term| {
            term.document.as_ref().is_some_and(|old| old.origin.file == document.origin.file)
        }) else {
            continue;
        };
        let filled = filler.description(document, &steps.printed);
        site.terms[index] = Arc::new(Term {
            document: Some(document.clone()),
            description: filled.prose,
            found: filled.found,
            ..Term::clone(&site.terms[index])
        });
        touched.push(TermId(index as u32));
    }
    touched
}

fn pages(
    site: &mut Site,
    changed: &[Arc<PageDocument>],
    filler: &Filler<'_>,
    steps: &Steps,
) -> Vec<usize> {
    let mut touched = Vec::new();
    for document in changed {
        let same = |page: &Arc<FreePage>| page.document.origin.file == document.origin.file;
        let Some(index) = site.pages.iter().position(same) else { continue };
        let filled = filler.page(document, &steps.printed);
        site.pages[index] = Arc::new(FreePage {
            document: document.clone(),
            url: site.pages[index].url.clone(),
            html: filled.prose,
            found: filled.found,
        });
        touched.push(index);
    }
    touched
}
