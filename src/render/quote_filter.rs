//! What readers filter the quote index by: all names that can be chosen, and all quotes of a language
//! in a few small files, which the theme's script loads when somebody filters.
//!
//! Each file of quotes stands by itself: it lists the names that its quotes have in common, and the
//! quotes say which of them. The first file has the oldest quotes, so that a new quote changes the last
//! one alone.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use serde::Serialize;

use crate::edition::{Edition, FilterFile, Page};
use crate::quote::QuoteId;

/// How many quotes a file holds: about 30 KB on the wire.
pub const SIZE: usize = 500;

/// How many files the quotes of a language take.
pub fn files(quotes: &[QuoteId]) -> usize {
    quotes.len().div_ceil(SIZE)
}

/// A file of quotes.
#[derive(Serialize)]
struct Sheet<'e> {
    speakers: Names<(&'e str, &'e str)>,
    organizations: Names<&'e str>,
    sources: Names<&'e str>,
    topics: Names<String>,
    stories: Names<(String, String)>,
    /// The newest first.
    quotes: Vec<Row<'e>>,
}

/// A quote: its words, its page, its day, its speaker, title and organization, its source, its topics,
/// the newest story that carries it. Names are told by their place in the file's lists.
#[derive(Serialize)]
struct Row<'e>(
    &'e str,
    String,
    Option<String>,
    usize,
    Option<&'e str>,
    Option<usize>,
    Option<usize>,
    Vec<usize>,
    Option<usize>,
);

/// Names, each once, in the order in which they were asked for.
#[derive(Serialize)]
#[serde(transparent)]
struct Names<T> {
    names: Vec<T>,
    #[serde(skip)]
    places: HashMap<T, usize>,
}

impl<T: Clone + Eq + Hash> Names<T> {
    fn new() -> Names<T> {
        Names { names: Vec::new(), places: HashMap::new() }
    }

    fn place(&mut self, name: T) -> usize {
        *self.places.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            self.names.len() - 1
        })
    }
}

/// The names that can be chosen, each list in the order in which it is shown.
#[derive(Serialize)]
struct Choices {
    speaker: Vec<String>,
    organization: Vec<String>,
    source: Vec<String>,
    topic: Vec<String>,
    /// The newest first.
    year: Vec<String>,
}

/// The bytes of a file.
pub fn file(edition: &Edition, page: &Page, file: FilterFile) -> Vec<u8> {
    let bytes = match file {
        FilterFile::Names => serde_json::to_vec(&choices(edition, page.language)),
        FilterFile::Quotes(number) => serde_json::to_vec(&sheet(edition, page.language, number)),
    };
    // Texts and numbers can always be written.
    bytes.unwrap_or_default()
}

fn choices(edition: &Edition, language: usize) -> Choices {
    let site = &*edition.site;
    let quotes = || edition.lists[language].quotes.iter().map(|id| site.quote(*id));
    let locale = &edition.languages[language].locale;
    let in_order = |names: BTreeSet<String>| {
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_by(|one, other| locale.compare(one, other));
        names
    };
    let speakers: BTreeSet<_> = quotes().map(|quote| quote.speaker).collect();
    let speaker = |id| edition.player_link(id, language).name.to_string();
    let topics: BTreeSet<_> = quotes().flat_map(|quote| quote.topics.iter().copied()).collect();
    let topic = |id| edition.term_link(id, language).name.to_string();
    let organizations: BTreeSet<_> =
        quotes().filter_map(|quote| quote.organization.as_deref()).collect();
    let sources: BTreeSet<_> =
        quotes().filter_map(|quote| Some(&*quote.source.as_ref()?.name)).collect();
    let years: BTreeSet<_> = quotes().filter_map(|quote| Some(quote.said?.date().year())).collect();
    Choices {
        speaker: in_order(speakers.into_iter().map(speaker).collect()),
        organization: in_order(organizations.into_iter().map(str::to_owned).collect()),
        source: in_order(sources.into_iter().map(str::to_owned).collect()),
        topic: in_order(topics.into_iter().map(topic).collect()),
        year: years.into_iter().rev().map(|year| year.to_string()).collect(),
    }
}

/// A file of quotes; `number` counts from 0.
fn sheet(edition: &Edition, language: usize, number: usize) -> Sheet<'_> {
    let site = &*edition.site;
    let base = site.config.base_path();
    let quotes = edition.lists[language].quotes.rchunks(SIZE).nth(number).unwrap_or_default();
    let mut sheet = Sheet {
        speakers: Names::new(),
        organizations: Names::new(),
        sources: Names::new(),
        topics: Names::new(),
        stories: Names::new(),
        quotes: Vec::with_capacity(SIZE),
    };
    for id in quotes {
        let quote = site.quote(*id);
        let speaker = edition.player_link(quote.speaker, language);
        let topics = quote
            .topics
            .iter()
            .map(|topic| sheet.topics.place(edition.term_link(*topic, language).name.to_string()));
        let topics = topics.collect();
        let source = quote.source.as_ref();
        let story = quote.stories.first().map(|story| edition.story_link(*story));
        sheet.quotes.push(Row(
            &quote.text,
            quote.address(base).to_string(),
            quote.said.as_ref().map(|said| said.date().to_string()),
            sheet.speakers.place((&*speaker.name, &*speaker.url)),
            quote.title.as_deref(),
            quote.organization.as_deref().map(|name| sheet.organizations.place(name)),
            source.map(|source| sheet.sources.place(&*source.name)),
            topics,
            story.map(|link| sheet.stories.place((link.name.to_string(), link.url.to_string()))),
        ));
    }
    sheet
}
