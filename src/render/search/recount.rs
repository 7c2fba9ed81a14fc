//! Counting again: after an edit inside of some documents, those alone are counted anew, and all
//! others are taken from what was counted before.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::edition::{Edition, Kind, Lists};
use crate::link::Touched;
use crate::render::search::count::{Counter, Mention, Sorted};
use crate::render::search::gather::Gatherer;
use crate::render::search::{Index, count};

/// One of so many documents may have been edited since all were counted; after more edits all are
/// counted anew.
const EDITED: usize = 16;

/// A place for the index of a language, which is made when it is first asked for.
#[derive(Default)]
pub struct Slot {
    pub(super) index: OnceLock<Arc<Index>>,
    pub(super) before: Option<Counted>,
}

/// What was counted for an edition whose documents are the same, in the same order.
#[derive(Clone)]
pub struct Counted {
    parts: Arc<[Sorted]>,
    edited: Edited,
}

/// The documents that were edited since: their numbers, by the place of their kind in [`Kind`].
#[derive(Clone, Default)]
struct Edited([BTreeSet<usize>; 3]);

impl Slot {
    /// The index of a language of an edition.
    pub fn index(&self, edition: &Edition, language: usize) -> &Index {
        let made = || Arc::new(Index::of(edition, language, self.before.as_ref()));
        self.index.get_or_init(made)
    }

    /// The place for the next edition, whose documents are the same but for what was `touched` inside.
    pub fn after(&self, lists: &Lists, touched: &Touched) -> Slot {
        let Some(edited) = Edited::of(lists, touched) else { return Slot::default() };
        let made = self.index.get().and_then(|index| index.counted.as_ref());
        let Some(mut counted) = made.or(self.before.as_ref()).cloned() else {
            return Slot::default();
        };
        if edited.count() == 0 {
            return Slot { index: self.index.clone(), before: Some(counted) };
        }
        counted.edited.add(edited);
        let documents: usize = Kind::ALL.into_iter().map(|kind| count(lists, kind)).sum();
        let are_few = counted.edited.count() <= documents / EDITED;
        Slot { index: OnceLock::new(), before: are_few.then_some(counted) }
    }
}

impl Counted {
    /// What was counted of all documents.
    pub fn of(parts: Vec<Sorted>) -> Counted {
        Counted { parts: parts.into(), edited: Edited::default() }
    }

    /// All that was counted, in parts; of what was edited since it is true no longer.
    pub fn parts(&self) -> &[Sorted] {
        &self.parts
    }

    /// Counts what was edited since.
    pub fn anew(&self, gatherer: Gatherer<'_>) -> Anew {
        let lists = &gatherer.edition.lists[gatherer.language];
        let Edited(edited) = &self.edited;
        let mut counter = Counter::default();
        let mut documents = Kind::ALL.map(|kind| vec![false; count(lists, kind)]);
        for ((kind, numbers), documents) in Kind::ALL.into_iter().zip(edited).zip(&mut documents) {
            for number in numbers {
                gatherer.document(&mut counter, kind, *number);
                documents[*number] = true;
            }
        }
        Anew { sorted: counter.sorted(), documents }
    }
}

/// What was counted of some documents, in place of what was counted of them before.
#[derive(Default)]
pub struct Anew {
    /// What was counted.
    pub sorted: Sorted,
    /// Of the documents of each kind whether they are among these.
    documents: [Vec<bool>; 3],
}

impl Anew {
    /// Whether a mention is of one of the documents.
    pub fn holds(&self, mention: Mention) -> bool {
        let of_kind = self.documents.get(mention.kind() as usize);
        let found = of_kind.and_then(|of_kind| of_kind.get(mention.number() as usize));
        found.copied().unwrap_or(false)
    }
}

impl Edited {
    /// What was touched of what a language lists. `None` where that is not known.
    fn of(lists: &Lists, touched: &Touched) -> Option<Edited> {
        let Touched::Inside { stories, players, quotes, .. } = touched else { return None };
        let stories = stories.iter().filter_map(|id| number(&lists.stories, id));
        let players = players.iter().filter_map(|id| lists.players.binary_search(id).ok());
        let quotes = quotes.iter().filter_map(|id| number(&lists.quotes, id));
        Some(Edited([stories.collect(), players.collect(), quotes.collect()]))
    }

    fn add(&mut self, more: Edited) {
        self.0.iter_mut().zip(more.0).for_each(|(numbers, more)| numbers.extend(more));
    }

    fn count(&self) -> usize {
        self.0.iter().map(BTreeSet::len).sum()
    }
}

/// The number of an entry of a list that is sorted newest first, as [`oldest`](super::oldest) counts.
fn number<T: Ord>(list: &[T], id: &T) -> Option<usize> {
    list.binary_search(id).ok().map(|at| list.len() - 1 - at)
}
