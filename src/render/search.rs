//! Search without a server: an index in small files, of which a reader's browser asks for those few
//! that hold the words of a question. `docs/search.md` tells of it.
//!
//! Documents (stories, players and quotes) have numbers within their kind, from the oldest on, so
//! that what is new changes as few files as can be.

use crate::edition::{Edition, Kind, Lists, Page, SearchFile};
use crate::render::search::count::{Counter, Sorted};
use crate::render::search::gather::Gatherer;
use crate::render::search::recount::Counted;
use crate::render::search::shards::Written;
use crate::site::Site;

mod count;
mod documents;
mod gather;
mod recount;
mod shards;
pub mod words;

pub use recount::Slot;

/// How many documents lie in one file: a result costs a reader so many.
pub const SIZE: usize = 16;
/// How many words of text, in stories and in quotes, make a file of the index at least. With English
/// news a file then has some 8 to 16 KB.
const WORDS: usize = 20_000;
/// How many documents are worth a thread.
const THREAD: usize = 512;

/// The words of one language's stories, players and quotes.
pub struct Index {
    written: Written,
    /// What it was written from, where other editions may follow.
    counted: Option<Counted>,
}

impl Index {
    /// Gathers all words and writes them down; those that were counted `before` are not counted again.
    ///
    /// It has threads of its own: pages are rendered by a pool of which each thread may wait for the
    /// index, and then none would be left to make it.
    pub fn of(edition: &Edition, language: usize, before: Option<&Counted>) -> Index {
        let lists = &edition.lists[language];
        let documents: usize = Kind::ALL.into_iter().map(|kind| count(lists, kind)).sum();
        let threads = rayon::current_num_threads().min(documents / THREAD).max(1);
        let gatherer = Gatherer { edition, language };
        match before {
            Some(before) => Index::written(gatherer, before.clone()),
            None => Index::made(gatherer, threads),
        }
    }

    /// The index as so many threads make it: the same, however many they are.
    fn made(gatherer: Gatherer<'_>, threads: usize) -> Index {
        let parts: Vec<Sorted> = std::thread::scope(|scope| {
            let part = |number| scope.spawn(move || part(gatherer, number, threads));
            let running: Vec<_> = (0..threads).map(part).collect();
            let ended = running.into_iter().map(|thread| thread.join());
            ended
                .map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        Index::written(gatherer, Counted::of(parts))
    }

    fn written(gatherer: Gatherer<'_>, counted: Counted) -> Index {
        let Gatherer { edition, language } = gatherer;
        let documents = Kind::ALL.map(|kind| count(&edition.lists[language], kind));
        let anew = counted.anew(gatherer);
        let written =
            shards::written((counted.parts(), &anew), files(edition.lengths[language]), documents);
        let counted = edition.is_followed.then_some(counted);
        Index { written, counted }
    }
}

/// The bytes of a file that searches ask for.
pub fn file(edition: &Edition, page: &Page, file: &SearchFile) -> Vec<u8> {
    let language = page.language;
    match file {
        SearchFile::Manifest => {
            documents::manifest(edition, language, edition.search_index(language)).into_bytes()
        }
        SearchFile::Words(number) => {
            let shard = edition.search_index(language).written.shards.get(*number);
            shard.map(|shard| shard.bytes.clone()).unwrap_or_default()
        }
        SearchFile::Documents { kind, number, .. } => {
            documents::documents(Gatherer { edition, language }, *kind, *number).into_bytes()
        }
    }
}

/// Counts what one of several threads counts: a part of each kind.
fn part(gatherer: Gatherer<'_>, number: usize, parts: usize) -> Sorted {
    let lists = &gatherer.edition.lists[gatherer.language];
    let range = |count: usize| count * number / parts..count * (number + 1) / parts;
    let mut counter = Counter::default();
    for kind in Kind::ALL {
        for at in range(count(lists, kind)) {
            gatherer.document(&mut counter, kind, at);
        }
    }
    counter.sorted()
}

/// An entry of a list that is sorted newest first, counted from the oldest.
fn oldest<T: Copy>(list: &[T], at: usize) -> T {
    list[list.len() - 1 - at]
}

/// How many words the texts of a language have, about.
pub fn length(site: &Site, lists: &Lists) -> usize {
    let stories = lists.stories.iter().map(|id| site.story(*id).document.words);
    let quotes = lists.quotes.iter().map(|id| site.quote(*id).text.len() / 6);
    stories.chain(quotes).sum()
}

/// How many files texts of so many words fill. It has to be known before there is an index, and
/// changes seldom: then all files change.
pub fn files(length: usize) -> usize {
    length.div_ceil(WORDS).next_power_of_two()
}

/// How many documents of a kind a language has.
pub fn count(lists: &Lists, kind: Kind) -> usize {
    match kind {
        Kind::Stories => lists.stories.len(),
        Kind::Players => lists.players.len(),
        Kind::Quotes => lists.quotes.len(),
    }
}

#[cfg(test)]
mod tests;
