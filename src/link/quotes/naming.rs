//! Names quotes and puts them in order.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::quotes::{Draft, From, Gathered, Quotes};
use crate::quote::QuoteId;
use crate::story::StoryId;

/// Gives every quote its id and sorts them newest first.
pub(super) fn finished(
    mut drafts: Vec<Draft>,
    of_story: Vec<Vec<usize>>,
    problems: &mut Vec<Diagnostic>,
) -> Quotes {
    name(&mut drafts, problems);
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let key = |draft: &Draft| {
        let said = draft.quote.said.as_ref().map(Moment::timestamp);
        (std::cmp::Reverse(said), draft.quote.stories.first().copied(), order_in_file(&draft.quote))
    };
    order.sort_by_cached_key(|index| key(&drafts[*index]));
    let mut place = vec![QuoteId(0); drafts.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = QuoteId(new as u32);
    }
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let sorted = order.iter().filter_map(|old| drafts[*old].take());
    let quotes: Vec<Gathered> = sorted.map(|draft| draft.quote).collect();
    let by_id = quotes.iter().enumerate();
    let by_id = by_id.map(|(index, quote)| (quote.id.clone(), QuoteId(index as u32))).collect();
    let of_story = of_story
        .into_iter()
        .map(|numbers| numbers.into_iter().map(|old| place[old]).collect())
        .collect();
    let mut of_files: HashMap<StoryId, Vec<QuoteId>> = HashMap::new();
    for (index, quote) in quotes.iter().enumerate() {
        if let From::File(_) = quote.from {
            for story in &quote.stories {
                of_files.entry(*story).or_default().push(QuoteId(index as u32));
            }
        }
    }
    Quotes { quotes, of_story, by_id, of_files }
}

/// An id is what the editor chose, else the speaker and eight hex digits of the words' hash; where
/// two quotes of one speaker share those, the newer one takes sixteen, so that no URL changes.
fn name(drafts: &mut [Draft], problems: &mut Vec<Diagnostic>) {
    let mut taken: HashMap<Arc<str>, Place> = HashMap::new();
    for draft in drafts.iter_mut() {
        let Some(own) = draft.own_id.clone() else { continue };
        let place = match own.span.is_empty() {
            true => draft.quote.place.clone(),
            false => Place::span(&draft.quote.place.file, own.span.clone()),
        };
        match taken.get(&own.value) {
            Some(first) => problems.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    format!("the quote id `{}` is taken", own.value),
                )
                .at(place)
                .related(first.clone(), "this quote has it already")
                .hint("choose another id, or leave it out and let the words give one"),
            ),
            None => {
                taken.insert(own.value.clone(), place);
                draft.quote.id = own.value;
            }
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.quote.id.is_empty()) {
        let speaker = draft.quote.speaker_id.clone();
        let short: Arc<str> = format!("{speaker}-{:08x}", draft.hash >> 32).into();
        let id = match taken.contains_key(&short) {
            true => format!("{speaker}-{:016x}", draft.hash).into(),
            false => short,
        };
        taken.insert(id.clone(), draft.quote.place.clone());
        draft.quote.id = id;
    }
}

/// Quotes of one story keep its order.
fn order_in_file(quote: &Gathered) -> (Arc<str>, usize) {
    let start = quote.place.span.as_ref().map_or(0, |span| span.start);
    (quote.place.file.clone(), start)
}
