//! Where documents went: what open tabs and recently asked-for addresses show, followed through
//! renames of files and changes of addresses.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::edition::{Edition, Needs, Page};
use crate::server::served::Served;
use crate::source::SourceTree;
use crate::url::Url;

/// How many addresses are followed. A tab that sleeps longer than this many others are looked at
/// is told that its page is gone, instead of where it went.
const MOST: usize = 512;

/// What is followed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// What an open tab shows.
    Tab(u64),
    /// What was shown at an address within the site.
    Address(String),
}

/// What a page was made from.
#[derive(Clone, Debug)]
struct Mark {
    /// The file, by the name that it has now.
    source: Arc<str>,
    /// The hash of its text when it was last there.
    text: u128,
    kind: &'static str,
    language: Arc<str>,
    /// Of a list in pages: which of them.
    number: usize,
    /// Of quotes, of which a file has many: the addresses of all from that file.
    siblings: Vec<Url>,
    /// When it was noted, so that the oldest address is forgotten first.
    noted: u64,
}

/// Where documents went.
#[derive(Default)]
pub(super) struct Trail {
    marks: HashMap<Key, Mark>,
    /// The number of the edition up to which everything was followed.
    number: u64,
    clock: u64,
}

impl Trail {
    /// Whether it is at the same edition. Looked at with another, it would lead astray.
    pub fn is_at(&self, served: &Served) -> bool {
        self.number == served.number
    }

    /// Notes what is shown somewhere.
    pub fn note(&mut self, key: Key, served: &Served, page: &Page) {
        if !self.is_at(served) {
            return;
        }
        self.clock += 1;
        match mark(served, page, self.clock) {
            Some(mark) => self.marks.insert(key, mark),
            None => self.marks.remove(&key),
        };
        let addresses = || self.marks.iter().filter(|(key, _)| matches!(key, Key::Address(_)));
        if addresses().count() > MOST {
            let oldest = addresses().min_by_key(|(_, mark)| mark.noted);
            if let Some(key) = oldest.map(|(key, _)| key.clone()) {
                self.marks.remove(&key);
            }
        }
    }

    /// Gives a tab what is known of an address, where it was not there to see it.
    pub fn take_over(&mut self, tab: u64, address: &str) {
        let mark = self.marks.get(&Key::Address(address.to_owned())).cloned();
        match mark {
            Some(mark) => self.marks.insert(Key::Tab(tab), mark),
            None => self.marks.remove(&Key::Tab(tab)),
        };
    }

    /// Forgets a tab.
    pub fn forget(&mut self, tab: u64) {
        self.marks.remove(&Key::Tab(tab));
    }

    /// Follows every document to the next edition.
    pub fn follow(&mut self, before: Option<&SourceTree>, next: &Served) {
        self.number = next.number;
        let mut lost: HashSet<u128> = HashSet::new();
        for mark in self.marks.values_mut() {
            match next.tree.text(&mark.source) {
                Some(text) => mark.text = text.hash,
                None => drop(lost.insert(mark.text)),
            }
        }
        if lost.is_empty() {
            return;
        }
        // A renamed file is one that was not there before, with the text of one that is gone.
        let was_there = |path: &str| before.is_some_and(|before| before.files.contains_key(path));
        let texts = next.tree.texts_below("content/").filter(|text| lost.contains(&text.hash));
        let new: HashMap<u128, Arc<str>> = texts
            .filter(|text| !was_there(&text.path))
            .map(|text| (text.hash, text.path.clone()))
            .collect();
        for mark in self.marks.values_mut().filter(|mark| next.tree.text(&mark.source).is_none()) {
            if let Some(path) = new.get(&mark.text) {
                mark.source = path.clone();
            }
        }
    }

    /// Whether what was shown came from another file than a page does.
    pub fn is_of_another_file(&self, key: &Key, page: &Page) -> bool {
        self.marks.get(key).is_some_and(|mark| page.source.as_ref() != Some(&mark.source))
    }

    /// Where the document is now; `None` where it has no page any more, or never had a file.
    pub fn find<'a>(&self, key: &Key, served: &'a Served) -> Option<&'a Page> {
        let mark = self.marks.get(key)?;
        let pages = served.edition.pages.iter().filter(|page| {
            page.source.as_ref() == Some(&mark.source)
                && page.kind == mark.kind
                && served.edition.languages[page.language].code == mark.language
        });
        if mark.kind == "quote" {
            // What is new among the quotes of a file is what the words were changed to.
            let same = mark.siblings.len();
            let mut new = pages.clone().filter(|page| !mark.siblings.contains(&page.url));
            let only = new.next().filter(|_| new.next().is_none());
            return only.filter(|_| pages.count() == same);
        }
        let mut found = pages.filter(|page| number(page) == mark.number || number(page) == 0);
        let first = found.next();
        found.find(|page| number(page) == mark.number).or(first)
    }
}

fn mark(served: &Served, page: &Page, noted: u64) -> Option<Mark> {
    let source = page.source.clone()?;
    let text = served.tree.text(&source)?.hash;
    Some(Mark {
        text,
        kind: page.kind,
        language: served.edition.languages[page.language].code.clone(),
        number: number(page),
        siblings: siblings(&served.edition, page),
        source,
        noted,
    })
}

/// The addresses of all quotes of a quote's file.
fn siblings(edition: &Edition, page: &Page) -> Vec<Url> {
    let Needs::Quote(id) = page.needs else { return Vec::new() };
    let file = &edition.site.quote(id).file;
    let of_file = edition.site.quotes.iter().filter(|quote| quote.file == *file);
    of_file.map(|quote| quote.url.clone()).collect()
}

/// Which page of a list it is, from 0.
fn number(page: &Page) -> usize {
    match page.needs {
        Needs::Term(_, number) => number,
        _ => 0,
    }
}
