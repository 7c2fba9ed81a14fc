//! Words with the documents that say them, as the files that are printed.
//!
//! A file holds the words of a range, A to Z by their bytes, so that all words with one beginning lie
//! side by side. Numbers are written with seven bits to a byte, the lowest first, the highest bit set
//! on all bytes but the last (LEB128). A word is:
//!
//! - how many bytes it shares with the word before it, how many follow, and those;
//! - how many bytes its documents take, so that they can be passed over;
//! - one byte that says by bits of which kinds there are any: stories, players, quotes;
//! - for each of these kinds, how many documents say the word, times two, and one more where not all
//!   of them are listed; then groups, the strongest first: a byte with the strength in the lower four
//!   bits and the fifth set on the last group; how many there are; the number of the first, and for
//!   each other one by how much it is smaller than the one before it.

use xxhash_rust::xxh3::xxh3_64;

use crate::render::search::count::{Mention, Sorted};
use crate::render::search::gather::TOPIC;
use crate::render::search::recount::Anew;

/// How many documents of one kind are listed for a word at least before any is left out: the
/// strongest. What more documents say is said by so many that it hardly tells one from the others.
const LISTED: usize = 4_096;
/// Of many documents this part is listed.
const PART: usize = 8;
/// How many stories make a newspaper in which a word that most of them say is passed over.
const MANY: usize = 64;

/// One file.
#[derive(Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its first word.
    pub first: String,
    /// The words.
    pub bytes: Vec<u8>,
}

impl Shard {
    /// What tells it from what the file held in another edition.
    pub fn hash(&self) -> u32 {
        xxh3_64(&self.bytes) as u32
    }
}

/// All words, written down.
pub struct Written {
    /// The files, A to Z.
    pub shards: Vec<Shard>,
    /// The words that more than half of all stories say, A to Z.
    pub common: Vec<String>,
}

/// So many files of all words of all parts, where there are so many stories, players and quotes. Nothing
/// of it depends on where one part ends and another begins. What was counted `anew` stands in place of
/// what the parts have of the same documents.
pub fn written((parts, anew): (&[Sorted], &Anew), files: usize, documents: [usize; 3]) -> Written {
    let words = merged(parts, anew);
    let pieces = words.chunks(words.len().div_ceil(parts.len().max(1)).max(1));
    let encoded: Vec<Encoded> = std::thread::scope(|scope| {
        let encode = |piece| scope.spawn(move || Encoded::of(piece, anew, documents));
        let threads: Vec<_> = pieces.map(encode).collect();
        let ended = threads.into_iter().map(|thread| thread.join());
        ended.map(|piece| piece.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let entries = encoded.iter().flat_map(Encoded::entries);
    let entries = words.iter().map(|word| word.0).zip(entries);
    // No document says those words any more of which there are no bytes.
    let entries: Vec<Entry<'_>> = entries.filter(|(_, bytes)| !bytes.is_empty()).collect();
    let starts = starts(&entries, files);
    let ranges = starts.windows(2).map(|ends| ends[0]..ends[1]);
    let first = |start: usize| match start {
        0 => "",
        // Behind the last word nothing begins.
        _ => entries.get(start).map_or("\u{10ffff}", |(word, _)| word),
    };
    let shard = |range: std::ops::Range<usize>| Shard {
        first: first(range.start).to_owned(),
        bytes: file(&entries[range]),
    };
    Written {
        shards: ranges.map(shard).collect(),
        common: encoded.into_iter().flat_map(|encoded| encoded.common).collect(),
    }
}

/// A word with what each part has of it, and what was counted of it anew.
type Merged<'p> = (&'p str, Vec<&'p [Mention]>, &'p [Mention]);
/// A word with its documents as they are written.
type Entry<'p> = (&'p str, &'p [u8]);

/// The words of all parts, A to Z.
fn merged<'p>(parts: &'p [Sorted], anew: &'p Anew) -> Vec<Merged<'p>> {
    let mut places = vec![0; parts.len()];
    let mut place_anew = 0;
    let mut merged = Vec::new();
    loop {
        let heads = parts.iter().zip(&places).filter_map(|(part, place)| part.entry(*place));
        let head_anew = anew.sorted.entry(place_anew);
        let Some(first) = heads.chain(head_anew).map(|(word, _)| word).min() else {
            return merged;
        };
        let taken = |part: &'p Sorted, place: &mut usize| {
            let (_, found) = part.entry(*place).filter(|(word, _)| *word == first)?;
            *place += 1;
            Some(found)
        };
        let mut mentions = Vec::with_capacity(parts.len());
        mentions
            .extend(parts.iter().zip(&mut places).filter_map(|(part, place)| taken(part, place)));
        let of_anew = taken(&anew.sorted, &mut place_anew).unwrap_or_default();
        merged.push((first, mentions, of_anew));
    }
}

/// The documents of some words as they are written.
#[derive(Default)]
struct Encoded {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    common: Vec<String>,
}

impl Encoded {
    fn of(words: &[Merged<'_>], anew: &Anew, documents: [usize; 3]) -> Encoded {
        let mut encoded = Encoded::default();
        let mut mentions = Vec::new();
        for (word, found, found_anew) in words {
            mentions.clear();
            let old = found.iter().copied().flatten().copied();
            mentions.extend(old.filter(|mention| !anew.holds(*mention)));
            mentions.extend_from_slice(found_anew);
            mentions.sort_unstable();
            if !mentions.is_empty() {
                list(&mentions, documents, &mut encoded.bytes);
            }
            encoded.ends.push(encoded.bytes.len());
            let stories = mentions.partition_point(|mention| mention.kind() == 0);
            if stories > MANY && stories > documents[0] / 2 && !word.starts_with(TOPIC) {
                encoded.common.push((*word).to_owned());
            }
        }
        encoded
    }

    /// The bytes of each word.
    fn entries(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }
}

/// Writes the documents of one word, which are sorted.
fn list(mentions: &[Mention], documents: [usize; 3], bytes: &mut Vec<u8>) {
    let kinds = || mentions.chunk_by(|one, other| one.kind() == other.kind());
    bytes.push(kinds().fold(0, |bits, of_kind| bits | 1 << of_kind[0].kind()));
    for of_kind in kinds() {
        let most = LISTED.max(documents[of_kind[0].kind() as usize] / PART);
        let listed = &of_kind[..of_kind.len().min(most)];
        number(of_kind.len() << 1 | usize::from(listed.len() < of_kind.len()), bytes);
        let mut groups = listed.chunk_by(|one, other| one.level() == other.level()).peekable();
        while let Some(group) = groups.next() {
            let is_last = u32::from(groups.peek().is_none());
            bytes.push((group[0].level() | is_last << 4) as u8);
            number(group.len(), bytes);
            number(group[0].number() as usize, bytes);
            for pair in group.windows(2) {
                number((pair[0].number() - pair[1].number()) as usize, bytes);
            }
        }
    }
}

/// Where each file begins, and where the last one ends. All have about as many bytes. But as long as a
/// file is not a quarter too large, the next one begins only with a word that is chosen by its
/// letters: so after an edit most begin where they did, and are as they were.
fn starts(entries: &[Entry<'_>], count: usize) -> Vec<usize> {
    let size = |(word, documents): &Entry<'_>| word.len() + documents.len() + 3;
    let total: usize = entries.iter().map(size).sum();
    let count = count.max(1);
    let mut starts = vec![0];
    let mut passed = 0;
    for (at, entry) in entries.iter().enumerate() {
        let is_chosen = xxh3_64(entry.0.as_bytes()).is_multiple_of(16);
        let wait = if is_chosen { 0 } else { total / count / 4 };
        // One word may fill more than one file.
        while starts.len() < count && passed * count >= starts.len() * total + wait * count {
            starts.push(at);
        }
        passed += size(entry);
    }
    starts.resize(count + 1, entries.len());
    starts
}

/// The words of one file.
fn file(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before: &[u8] = b"";
    for (word, documents) in entries {
        let word = word.as_bytes();
        let shared = word.iter().zip(before).take_while(|(one, other)| one == other).count();
        number(shared, &mut bytes);
        number(word.len() - shared, &mut bytes);
        bytes.extend_from_slice(&word[shared..]);
        number(documents.len(), &mut bytes);
        bytes.extend_from_slice(documents);
        before = word;
    }
    bytes
}

/// Writes a number, seven bits to a byte.
fn number(mut rest: usize, bytes: &mut Vec<u8>) {
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}
