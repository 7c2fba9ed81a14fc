//! Counts words: which document says which word, and how strongly.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use xxhash_rust::xxh3::xxh3_64;

use crate::edition::Kind;

/// The strongest that a document can say a word.
const STRONGEST: u32 = 15;
/// How many bits the number of a document has.
const BITS: u32 = 26;

/// A document that says a word, packed so that those of one word sort as an index lists them: by
/// kind, then the strongest first, then the newest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention(u32);

impl Mention {
    /// A document by kind and number, and how strongly it says the word: 1 and below is weakest.
    fn of(kind: Kind, number: usize, strength: f32) -> Mention {
        // Anything that is not between the two, even no number at all, becomes one of them.
        let level = (strength.ceil() as u32).clamp(1, STRONGEST);
        let number = u32::try_from(number).unwrap_or(u32::MAX).min((1 << BITS) - 1);
        let last = (1 << BITS) - 1 - number;
        Mention((kind as u32) << (BITS + 4) | (STRONGEST - level) << BITS | last)
    }

    /// The kind of the document, by its place in [`Kind`].
    pub fn kind(self) -> u32 {
        self.0 >> (BITS + 4)
    }

    /// How strongly it says the word, from 1 to 15.
    pub fn level(self) -> u32 {
        STRONGEST - (self.0 >> BITS & 0xf)
    }

    /// The number of the document among those of its kind.
    pub fn number(self) -> u32 {
        (1 << BITS) - 1 - (self.0 & ((1 << BITS) - 1))
    }
}

/// How strongly the text of a document says its words: what one gains that stands in it again and
/// again, and what it costs to be one of many (Okapi BM25 with a fixed length in place of the
/// average, which would change with every story).
#[derive(Clone, Copy)]
pub struct Body {
    /// The most that a word can gain.
    pub most: f32,
    /// How many words such a text usually has.
    pub usual: f32,
}

impl Body {
    fn strength(self, times: u16, length: usize) -> f32 {
        let times = f32::from(times);
        let long = 0.5 + 0.5 * length as f32 / self.usual;
        self.most * times / (times + 1.2 * long)
    }
}

/// Counts the words of one document after the other.
#[derive(Default)]
pub struct Counter {
    words: Words,
    /// The words of the document at hand.
    open: Vec<u32>,
    /// How many words its text has.
    length: usize,
    /// What was found, in blocks: a list that grew by doubling would copy it again and again.
    found: Vec<Vec<(u32, Mention)>>,
}

/// How much is found in one block.
const BLOCK: usize = 1 << 15;

impl Counter {
    /// A word that stands somewhere for a reason: in a headline, in a name.
    pub fn point(&mut self, word: &str, points: f32) {
        let said = self.said(word);
        // To say it twice makes a headline no better.
        said.points = said.points.max(points) + said.points.min(points) * 0.5;
    }

    /// A word of the document's text.
    pub fn text(&mut self, word: &str) {
        self.length += 1;
        let said = self.said(word);
        said.times = said.times.saturating_add(1);
    }

    fn said(&mut self, word: &str) -> &mut Word {
        let id = self.words.id(word);
        let said = &mut self.words.all[id as usize];
        if said.times == 0 && said.points == 0.0 {
            self.open.push(id);
        }
        said
    }

    /// Ends a document.
    pub fn end(&mut self, kind: Kind, number: usize, body: Body) {
        if self.found.last().is_none_or(|block| block.len() + self.open.len() > BLOCK) {
            self.found.push(Vec::with_capacity(BLOCK.max(self.open.len())));
        }
        let Some(block) = self.found.last_mut() else { return };
        for id in self.open.drain(..) {
            let word = &mut self.words.all[id as usize];
            let (points, times) =
                (std::mem::take(&mut word.points), std::mem::take(&mut word.times));
            word.documents += 1;
            let strength = points + body.strength(times, self.length);
            block.push((id, Mention::of(kind, number, strength)));
        }
        self.length = 0;
    }

    /// Everything that was counted, by word, A to Z.
    pub fn sorted(self) -> Sorted {
        let Counter { words, found, .. } = self;
        let mut order: Vec<u32> = (0..words.all.len() as u32).collect();
        order.sort_unstable_by_key(|id| words.word(*id));
        // Where the documents of each word begin, then where its next one belongs.
        let mut starts = Vec::with_capacity(words.all.len() + 1);
        let mut count = 0;
        for word in &words.all {
            starts.push(count);
            count += word.documents as usize;
        }
        let mut next = starts.clone();
        starts.push(count);
        let mut mentions = vec![Mention(0); count];
        for (id, mention) in found.into_iter().flatten() {
            let place = &mut next[id as usize];
            mentions[*place] = mention;
            *place += 1;
        }
        Sorted { words, order, starts, mentions }
    }
}

/// Counted words, A to Z by their bytes.
#[derive(Default)]
pub struct Sorted {
    words: Words,
    order: Vec<u32>,
    starts: Vec<usize>,
    mentions: Vec<Mention>,
}

impl Sorted {
    /// A word by its place, with the documents that say it; none behind the last.
    pub fn entry(&self, place: usize) -> Option<(&str, &[Mention])> {
        let id = *self.order.get(place)?;
        let range = self.starts[id as usize]..self.starts[id as usize + 1];
        Some((self.words.word(id), &self.mentions[range]))
    }
}

/// Words by number, each held once.
#[derive(Default)]
struct Words {
    numbers: HashTable<u32>,
    letters: String,
    all: Vec<Word>,
}

/// A word: its letters, and what the document at hand says of it. All of it lies together, since each
/// word of a text asks for it.
struct Word {
    start: u32,
    length: u16,
    times: u16,
    points: f32,
    /// How many documents that have ended say it.
    documents: u32,
}

impl Words {
    fn word(&self, id: u32) -> &str {
        word(&self.letters, &self.all[id as usize])
    }

    fn id(&mut self, wanted: &str) -> u32 {
        let Words { numbers, letters, all } = self;
        let hash = |text: &str| xxh3_64(text.as_bytes());
        let of = |id: u32| word(letters, &all[id as usize]);
        match numbers.entry(hash(wanted), |id| of(*id) == wanted, |id| hash(of(*id))) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let id = all.len() as u32;
                free.insert(id);
                let (start, length) = (letters.len() as u32, wanted.len() as u16);
                letters.push_str(wanted);
                all.push(Word { start, length, points: 0.0, times: 0, documents: 0 });
                id
            }
        }
    }
}

fn word<'w>(letters: &'w str, word: &Word) -> &'w str {
    let start = word.start as usize;
    &letters[start..start + usize::from(word.length)]
}
