//! Terms: topics, authors, places and the site's own taxonomies, from files and from stories.

use std::sync::Arc;

use hashbrown::HashSet;

use crate::body::Manuscript;
use crate::config::{AUTHORS, Config, PLACES, TOPICS};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::Shown;
use crate::link::names::Names;
use crate::parse::fields::At;
use crate::site::LONGEST_ID;
use crate::story::Origin;
use crate::term::{TermDocument, TermId};
use crate::url::slug;

/// All terms, by taxonomy and id.
pub struct Terms {
    /// The terms.
    pub terms: Vec<Entry>,
    names: Vec<Names>,
}

/// A term before its stories are known.
pub struct Entry {
    /// The taxonomy.
    pub taxonomy: usize,
    /// The id.
    pub id: Arc<str>,
    /// The name.
    pub name: Arc<str>,
    /// The file, if there is one.
    pub document: Option<Arc<Manuscript<TermDocument>>>,
}

impl Terms {
    /// The term of that name, alias or id.
    pub fn find(&self, taxonomy: usize, name: &str) -> Option<TermId> {
        self.names.get(taxonomy)?.find(name).map(TermId)
    }

    /// The names of a taxonomy, for "did you mean".
    pub fn names(&self, taxonomy: usize) -> impl Iterator<Item = &str> {
        self.names.get(taxonomy).into_iter().flat_map(Names::all)
    }
}

/// Collects all terms.
pub fn terms(shown: &Shown, config: &Config, problems: &mut Vec<Diagnostic>) -> Terms {
    let count = config.taxonomies.len();
    let names = vec![Names::default(); count];
    let mut collected = Collected { entries: Vec::new(), names, ..Collected::default() };
    for document in &shown.terms {
        collected.file(document, problems);
    }
    collected.translated();
    for story in shown.stories.iter().rev() {
        for (taxonomy, names) in &story.names.terms {
            names.iter().for_each(|name| collected.named(*taxonomy, name, &story.origin));
        }
        let authors = story.names.authors.iter().map(|author| &author.name);
        authors.for_each(|author| collected.named(AUTHORS, author, &story.origin));
        story.names.place.iter().for_each(|place| collected.named(PLACES, place, &story.origin));
    }
    for quote in &shown.quotes {
        quote.topics.iter().for_each(|topic| collected.named(TOPICS, topic, &quote.origin));
    }
    problems.append(&mut collected.nameless);
    let Collected { entries, names, .. } = collected;
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let key = |entry: &Entry| (entry.taxonomy, entry.id.clone());
    order.sort_by(|one, other| key(&entries[*one]).cmp(&key(&entries[*other])));
    let mut place = vec![0u32; entries.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as u32;
    }
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let terms = order.iter().filter_map(|old| entries[*old].take()).collect();
    Terms { terms, names: names.into_iter().map(|names| names.renumbered(&place)).collect() }
}

#[derive(Default)]
struct Collected {
    entries: Vec<Entry>,
    names: Vec<Names>,
    /// What stories have named so far, as they wrote it.
    seen: HashSet<(usize, Arc<str>)>,
    /// What is wrong with names of which no address can be made.
    nameless: Vec<Diagnostic>,
}

impl Collected {
    fn file(&mut self, document: &Arc<Manuscript<TermDocument>>, problems: &mut Vec<Diagnostic>) {
        let number = self.entries.len() as u32;
        let names = &mut self.names[document.taxonomy];
        if names.add_id(&document.origin.id, number).is_some() {
            let message = format!("the id `{}` is taken", document.origin.id);
            let mut problem = Diagnostic::new(Code::DuplicateId, message)
                .at(Place::file(&document.origin.file))
                .hint("rename one of the two files");
            let first = self.entries.iter().filter_map(|entry| entry.document.as_ref());
            let mut first = first.filter(|first| first.taxonomy == document.taxonomy);
            if let Some(first) = first.find(|first| first.origin.id == document.origin.id) {
                let place = Place::file(&first.origin.file);
                problem = problem.related(place, "this file has it already");
            }
            problems.push(problem);
            return;
        }
        for name in std::iter::once(&document.name).chain(&document.aliases) {
            if let Some(other) = names.add_name(&name.value, number) {
                let other = &self.entries[other as usize];
                let message = format!("`{}` already means {}", name.value, other.name);
                let mut problem = Diagnostic::new(Code::DuplicateName, message)
                    .at(Place::span(&document.origin.file, name.span.clone()));
                if let Some(first) = &other.document {
                    let place = Place::span(&first.origin.file, first.name.span.clone());
                    problem = problem.related(place, "the first of that name");
                }
                problems.push(problem);
            }
        }
        self.entries.push(Entry {
            taxonomy: document.taxonomy,
            id: document.origin.id.clone(),
            name: document.name.value.clone(),
            document: Some(document.clone()),
        });
    }

    /// Adds the names in other languages, which mean nothing where a file has them as its own.
    fn translated(&mut self) {
        for (number, entry) in self.entries.iter().enumerate() {
            let translations =
                entry.document.iter().flat_map(|document| document.translations.values());
            for name in translations.filter_map(|translation| translation.name.as_deref()) {
                self.names[entry.taxonomy].add_name(name, number as u32);
            }
        }
    }

    fn named(&mut self, taxonomy: usize, at: &At<Arc<str>>, origin: &Origin) {
        let name = &at.value;
        // Most stories carry terms that others have carried before them.
        if !self.seen.insert((taxonomy, name.clone())) || self.names[taxonomy].find(name).is_some()
        {
            return;
        }
        let id: Arc<str> = slug(name).into();
        if id.is_empty() || id.len() > LONGEST_ID {
            let message = match id.is_empty() {
                true => format!("`{name}` has no letter or digit to make an address of"),
                false => format!("a name of {} letters is too long for an address", id.len()),
            };
            let place = Place::span(&origin.file, at.span.clone());
            self.nameless.push(Diagnostic::new(Code::BadValue, message).at(place));
            return;
        }
        let number = self.entries.len() as u32;
        self.names[taxonomy].add_id(&id, number);
        self.names[taxonomy].add_name(name, number);
        self.entries.push(Entry { taxonomy, id, name: name.trim().into(), document: None });
    }
}
