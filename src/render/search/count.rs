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
    fn strength(self, times: u32, length: usize) -> f32 {
        let times = times as f32;
        let long = 0.5 + 0.5 * length as f32 / self.usual;
        self.most * times / (times + 1.2 * long)
    }
}

/// What one document says of a word so far.
#[derive(Clone, Copy, Default)]
struct Said {
    points: f32,
    times: u32,
}

/// Counts the words of one document after the other.
#[derive(Default)]
pub struct Counter {
    words: Words,
    /// By word.
    said: Vec<Said>,
    /// The words of the document at hand.
    open: Vec<u32>,
    /// How many words its text has.
    length: usize,
    found: Vec<(u32, Mention)>,
}

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
        self.said(word).times += 1;
    }

    fn said(&mut self, word: &str) -> &mut Said {
        let id = self.words.id(word);
        if id as usize == self.said.len() {
            self.said.push(Said::default());
        }
        let said = &mut self.said[id as usize];
        if said.times == 0 && said.points == 0.0 {
            self.open.push(id);
        }
        said
    }

    /// Ends a document.
    pub fn end(&mut self, kind: Kind, number: usize, body: Body) {
        for id in self.open.drain(..) {
            let Said { points, times } = std::mem::take(&mut self.said[id as usize]);
            let strength = points + body.strength(times, self.length);
            self.found.push((id, Mention::of(kind, number, strength)));
        }
        self.length = 0;
    }

    /// Everything that was counted, by word, A to Z.
    pub fn sorted(self) -> Sorted {
        let mut order: Vec<u32> = (0..self.words.ends.len() as u32).collect();
        order.sort_unstable_by_key(|id| self.words.word(*id));
        let mut starts = vec![0; order.len() + 1];
        for (id, _) in &self.found {
            starts[*id as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut mentions = vec![Mention(0); self.found.len()];
        for (id, mention) in &self.found {
            let place = &mut next[*id as usize];
            mentions[*place] = *mention;
            *place += 1;
        }
        Sorted { words: self.words, order, starts, mentions }
    }
}

/// Counted words, A to Z by their bytes.
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
    ends: Vec<u32>,
}

impl Words {
    fn word(&self, id: u32) -> &str {
        word(&self.letters, &self.ends, id)
    }

    fn id(&mut self, wanted: &str) -> u32 {
        let Words { numbers, letters, ends } = self;
        let hash = |text: &str| xxh3_64(text.as_bytes());
        let is_same = |id: &u32| word(letters, ends, *id) == wanted;
        match numbers.entry(hash(wanted), is_same, |id| hash(word(letters, ends, *id))) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let id = ends.len() as u32;
                free.insert(id);
                letters.push_str(wanted);
                ends.push(letters.len() as u32);
                id
            }
        }
    }
}

fn word<'w>(letters: &'w str, ends: &[u32], id: u32) -> &'w str {
    let start = id.checked_sub(1).map_or(0, |before| ends[before as usize]);
    &letters[start as usize..ends[id as usize] as usize]
}
