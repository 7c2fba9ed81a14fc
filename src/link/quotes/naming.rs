//! Names quotes and puts them in order.

use std::cmp::Reverse;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::quotes::own::DraftsOfStories;
use crate::link::quotes::{Draft, From, Gathered, Quotes};
use crate::quote::QuoteId;
use crate::story::StoryId;

/// Gives every quote its id and sorts them newest first.
pub(super) fn finished(
    mut drafts: Vec<Draft>,
    DraftsOfStories { said: of_story, own }: DraftsOfStories,
    problems: &mut Vec<Diagnostic>,
) -> Quotes {
    let ids = name(&mut drafts, problems);
    let order = order(&drafts);
    let mut place = vec![QuoteId(0); drafts.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = QuoteId(new as u32);
    }
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let sorted = order.iter().filter_map(|old| drafts[*old].take());
    let mut quotes: Vec<Gathered> = Vec::with_capacity(order.len());
    quotes.extend(sorted.map(|draft| draft.quote));
    let by_id = ids.into_iter().map(|(id, old)| (id, place[old])).collect();
    let of_story = of_story
        .into_iter()
        .map(|numbers| numbers.into_iter().map(|old| place[old]).collect())
        .collect();
    let mut of_files: HashMap<StoryId, Vec<QuoteId>> = HashMap::new();
    for (index, quote) in quotes.iter().enumerate() {
        if let From::File(_) = quote.from {
            for story in &*quote.stories {
                of_files.entry(*story).or_default().push(QuoteId(index as u32));
            }
        }
    }
    let own = own.into_iter().map(|(story, old, own)| (story, place[old], own)).collect();
    Quotes { quotes, of_story, by_id, of_files, own }
}

/// The numbers of the drafts, newest first.
fn order(drafts: &[Draft]) -> Vec<usize> {
    let numbered = drafts.par_iter().enumerate();
    let keyed = numbered.map(|(number, draft)| {
        let quote = &draft.quote;
        let said = quote.said.as_ref().map(Moment::timestamp);
        // Quotes of one story keep its order.
        let start = quote.place.span.as_ref().map_or(0, |span| span.start);
        (Reverse(said), quote.stories.first().copied(), &*quote.place.file, start, number)
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.par_sort_unstable();
    keyed.into_iter().map(|(.., number)| number).collect()
}

/// An id is what the editor chose, else the speaker and eight hex digits of the words' hash; where
/// two quotes of one speaker share those, the newer one takes sixteen, so that no URL changes.
/// Returns which draft has which id.
fn name(drafts: &mut [Draft], problems: &mut Vec<Diagnostic>) -> HashMap<Arc<str>, usize> {
    let mut taken: HashMap<Arc<str>, usize> = HashMap::with_capacity(drafts.len());
    for index in 0..drafts.len() {
        let Some(own) = drafts[index].own_id.clone() else { continue };
        match taken.get(&own.value) {
            Some(first) => problems.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    format!("the quote id `{}` is taken", own.value),
                )
                .at(place_of_id(&drafts[index]))
                .related(place_of_id(&drafts[*first]), "this quote has it already")
                .hint("choose another id, or leave it out and let the words give one"),
            ),
            None => {
                taken.insert(own.value.clone(), index);
                drafts[index].quote.id = own.value;
            }
        }
    }
    let numbered = drafts.iter().enumerate();
    let unnamed = numbered.filter(|(_, draft)| draft.quote.id.is_empty()).map(|(index, _)| index);
    let unnamed: Vec<usize> = unnamed.collect();
    let short = unnamed.par_iter().map(|index| {
        let Draft { hash, quote, .. } = &drafts[*index];
        format!("{}-{:08x}", quote.speaker_id, hash >> 32).into()
    });
    let short: Vec<Arc<str>> = short.collect();
    for (index, short) in unnamed.into_iter().zip(short) {
        let Draft { hash, quote, .. } = &mut drafts[index];
        let id = match taken.contains_key(&short) {
            true => format!("{}-{hash:016x}", quote.speaker_id).into(),
            false => short,
        };
        taken.insert(id.clone(), index);
        quote.id = id;
    }
    taken
}

/// Where an editor chose the id of a quote.
fn place_of_id(draft: &Draft) -> Place {
    match draft.own_id.as_ref().filter(|own| !own.span.is_empty()) {
        Some(own) => Place::span(&draft.quote.place.file, own.span.clone()),
        None => draft.quote.place.clone(),
    }
}
