//! Names: which player, term or story a word means.

use std::sync::Arc;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use crate::config::folded;

/// Names of things numbered from 0, by name, alias and id, ignoring case, the kind of apostrophe
/// and punctuation at the end.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_name: HashMap<String, u32>,
    /// The same as they are written, which is how nearly everybody writes them: looked up without
    /// folding each of them first.
    as_written: HashMap<String, u32>,
    /// By the letters alone: `Dock Workers Union` is `Dock Workers' Union`.
    by_letters: HashMap<String, u32>,
    by_id: HashMap<Arc<str>, u32>,
}

impl Names {
    /// Adds an id. The number that has it already is returned if there is one.
    pub fn add_id(&mut self, id: &Arc<str>, number: u32) -> Option<u32> {
        match self.by_id.entry(id.clone()) {
            Entry::Occupied(taken) => Some(*taken.get()),
            Entry::Vacant(free) => {
                free.insert(number);
                None
            }
        }
    }

    /// Adds a name. The other number that has it already is returned if there is one.
    pub fn add_name(&mut self, name: &str, number: u32) -> Option<u32> {
        self.by_letters.entry(letters(name)).or_insert(number);
        let meant = *self.by_name.entry(folded(name)).or_insert(number);
        self.as_written.entry_ref(name).or_insert(meant);
        Some(meant).filter(|other| *other != number)
    }

    /// What a name, an alias or an id means.
    pub fn find(&self, word: &str) -> Option<u32> {
        let folded = || self.by_name.get(&folded(word));
        if let Some(number) = self.as_written.get(word).or_else(folded) {
            return Some(*number);
        }
        let found = self.by_id.get(word).or_else(|| self.by_letters.get(&letters(word)));
        found.copied().or_else(|| self.find(without_degree(word)?))
    }

    /// The same names with every number replaced by the one that stands at its place.
    pub fn renumbered(mut self, place: &[u32]) -> Names {
        let all = self.by_name.values_mut().chain(self.as_written.values_mut());
        let all = all.chain(self.by_letters.values_mut());
        for number in all.chain(self.by_id.values_mut()) {
            *number = place[*number as usize];
        }
        self
    }

    /// All names, folded, for "did you mean".
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}

/// The letters and digits of a name in lower case. Accents stay: `Arla` is not `Ärla`.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A name without the degree behind its last comma: `Sam Okafor, M.D.` is `Sam Okafor`.
fn without_degree(name: &str) -> Option<&str> {
    const DEGREES: &[&str] =
        &["md", "phd", "esq", "dds", "rn", "jd", "cpa", "dvm", "edd", "mba", "jr", "sr"];
    let (name, degree) = name.rsplit_once(',')?;
    let letters: String = degree.chars().filter(|c| c.is_alphanumeric()).collect();
    DEGREES.contains(&letters.to_lowercase().as_str()).then_some(name)
}

/// Finds names that are one slip of the pen apart, in time that grows with their number only:
/// two such names share a form with one letter left out.
#[derive(Default)]
pub struct NearNames {
    forms: HashMap<u64, Vec<u32>>,
    names: Vec<(String, u32)>,
}

impl NearNames {
    /// Adds a name of the thing with that number.
    pub fn add(&mut self, name: &str, number: u32) {
        let name = folded(name);
        let index = self.names.len() as u32;
        for form in forms(&name) {
            self.forms.entry(form).or_default().push(index);
        }
        self.names.push((name, number));
    }

    /// The number of another thing whose name is one slip away.
    pub fn find(&self, name: &str, own: u32) -> Option<u32> {
        let name = folded(name);
        // Short names differ by one letter too easily: Mara and Cara are two people.
        if name.chars().count() < 8 {
            return None;
        }
        let candidates = forms(&name).filter_map(|form| self.forms.get(&form)).flatten();
        let mut found: Vec<u32> = candidates
            .map(|index| &self.names[*index as usize])
            .filter(|(other, number)| {
                *number != own
                    && *other != name
                    && strsim::osa_distance(other, &name) == 1
                    && !differ_in_generation(other, &name)
            })
            .map(|(_, number)| *number)
            .collect();
        found.sort_unstable();
        found.first().copied()
    }
}

/// Whether two names are those of a junior and a senior, who are two people.
fn differ_in_generation(one: &str, other: &str) -> bool {
    let split =
        |name: &str| name.rsplit_once(' ').map(|(name, last)| (name.to_owned(), last.to_owned()));
    let generation = |word: &str| matches!(word, "jr" | "sr" | "i" | "ii" | "iii" | "iv" | "v");
    match (split(one), split(other)) {
        (Some((name, last)), Some((other, other_last))) => {
            name == other && generation(&last) && generation(&other_last)
        }
        _ => false,
    }
}

/// Names of more bytes than this are near to no other.
const LONGEST_NEAR: usize = 200;

/// The hashes of a name and of the name without each of its letters in turn.
fn forms(name: &str) -> impl Iterator<Item = u64> + '_ {
    // Nobody's name is so long, and the forms of one take the square of its length.
    let letters = name.char_indices().filter(|_| name.len() <= LONGEST_NEAR);
    let without = letters.map(|(at, c)| {
        let mut form = String::with_capacity(name.len());
        form.push_str(&name[..at]);
        form.push_str(&name[at + c.len_utf8()..]);
        xxhash_rust::xxh3::xxh3_64(form.as_bytes())
    });
    std::iter::once(xxhash_rust::xxh3::xxh3_64(name.as_bytes())).chain(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_one_slip_apart() {
        let mut near = NearNames::default();
        near.add("Ida Sund Larsen", 1);
        assert_eq!(near.find("Ida Sund Larson", 2), Some(1));
        assert_eq!(near.find("Ida Sund Larsen", 2), None);
        assert_eq!(near.find("Ida Sund Lindqvist", 2), None);
        near.add("Sam Ortega Jr.", 3);
        assert_eq!(near.find("Sam Ortega Sr.", 4), None);
    }

    #[test]
    fn names_are_found_by_name_and_id_in_any_case() {
        let mut names = Names::default();
        names.add_id(&"dock-workers-union".into(), 3);
        names.add_name("Dock Workers’ Union", 3);
        assert_eq!(names.find("dock workers' union"), Some(3));
        assert_eq!(names.find("dock-workers-union"), Some(3));
        assert_eq!(names.find("Dock Workers Union"), Some(3));
        assert_eq!(names.find("Döck Workers Union"), None);
        assert_eq!(names.find("Dock"), None);
        names.add_name("Sam Okafor", 4);
        assert_eq!(names.find("Sam Okafor, M.D."), Some(4));
        assert_eq!(names.find("Sam Okafor, welder"), None);
    }
}
