//! Link: ties every name, quote and link of all documents together into one site.
//!
//! Steps: choose what is visible; collect players, terms and stories under their names; gather
//! quotes; fill what parsing left open, in parallel; gather relations in both directions.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::data::Data;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::options::Options;
use crate::parse::Documents;
use crate::site::Site;
use crate::theme::Signatures;

pub mod cast;
pub mod components;
pub mod fill;
pub mod mentions;
pub mod names;
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
    pub signatures: &'a Signatures,
    /// The data files.
    pub data: &'a Data,
}

/// Links all documents.
pub fn link(documents: &Documents, around: Surroundings<'_>) -> (Site, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let shown = shown(documents, around.options, &mut problems);
    let cast = cast::cast(&shown, &mut problems);
    let terms = terms::terms(&shown, around.config, &mut problems);
    let quotes = quotes::quotes(documents, &shown, &cast, &terms, &mut problems);
    let targets = targets::Targets::of(documents, &shown, &cast, &terms, &quotes, around.config);
    let filler = fill::Filler {
        around,
        shown: &shown,
        cast: &cast,
        terms: &terms,
        quotes: &quotes,
        targets: &targets,
        mentions: cast.mentions(),
    };
    let stories: Vec<fill::FilledStory> = (0..shown.stories.len())
        .into_par_iter()
        .map(|index| filler.story(&shown.stories[index], index))
        .collect();
    let related = relations::relations(&shown, &cast, &quotes, &stories, &targets);
    let rest = filler.rest(&related, &shown);
    let filled = relations::Filled { stories, rest };
    problems.extend(filled.problems());
    let site = relations::site(relations::Linked {
        config: around.config.clone(),
        today: crate::date::Moment::at(around.options.now, &around.config.zone).date(),
        shown: &shown,
        cast: &cast,
        terms: &terms,
        quotes: &quotes,
        targets: &targets,
        related,
        filled,
    });
    (site, problems)
}

/// The documents of this edition: what is visible, in the order in which it is shown.
pub struct Shown {
    /// The stories, newest first.
    pub stories: Vec<Arc<crate::story::StoryDocument>>,
    /// The players' files, by id.
    pub players: Vec<Arc<crate::player::PlayerDocument>>,
    /// The quotes' files, by id.
    pub quotes: Vec<Arc<crate::quote::QuoteDocument>>,
    /// The terms' files.
    pub terms: Vec<Arc<crate::term::TermDocument>>,
    /// The free pages.
    pub pages: Vec<Arc<crate::page::PageDocument>>,
}

/// Leaves out what is not to be seen, and files whose id another file has already.
fn shown(documents: &Documents, options: &Options, problems: &mut Vec<Diagnostic>) -> Shown {
    // Two files of one id are wrong whatever the clock says, so this looks at hidden ones too.
    let mut stories = unique(&documents.stories, |story| &story.origin, problems);
    stories.retain(|story| visible::is_visible(story, options));
    stories.sort_by(|one, other| {
        let newest = other.date.value.timestamp().cmp(&one.date.value.timestamp());
        newest
            .then_with(|| one.origin.id.cmp(&other.origin.id))
            .then_with(|| one.origin.language.cmp(&other.origin.language))
    });
    let mut players = unique(&documents.players, |player| &player.origin, problems);
    players.sort_by(|one, other| one.origin.id.cmp(&other.origin.id));
    let mut quotes = unique(&documents.quotes, |quote| &quote.origin, problems);
    quotes.retain(|quote| options.drafts || !quote.draft);
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
    let mut first = std::collections::HashMap::new();
    let mut kept = Vec::with_capacity(documents.len());
    for document in documents {
        let own = origin(document);
        let key = (own.id.clone(), own.language.clone());
        match first.entry(key) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(own.file.clone());
                kept.push(document.clone());
            }
            std::collections::hash_map::Entry::Occupied(taken) => problems.push(
                Diagnostic::new(Code::DuplicateId, format!("the id `{}` is taken", own.id))
                    .at(Place::file(&own.file))
                    .related(Place::file(taken.get()), "this file has it already")
                    .hint("rename one of the two files"),
            ),
        }
    }
    kept
}
