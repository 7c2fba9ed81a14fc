//! What readers filter the quote index by: all quotes of a language in a few small files, which the
//! theme's script loads when somebody filters.
//!
//! Each file stands by itself: it lists the names that its quotes have in common, and the quotes say
//! which of them. The first file has the oldest quotes, so that a new quote changes the last one alone.

use std::collections::HashMap;
use std::hash::Hash;

use serde::Serialize;

use crate::edition::{Edition, Page};
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
    stories: Names<(&'e str, &'e str)>,
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

/// The bytes of a file; `number` counts from 0.
pub fn file(edition: &Edition, page: &Page, number: usize) -> Vec<u8> {
    let (site, language) = (&*edition.site, page.language);
    let base = site.config.base_path();
    let quotes = edition.lists[language].quotes.rchunks(SIZE).nth(number).unwrap_or_default();
    let links: Vec<_> = quotes
        .iter()
        .map(|id| site.quote(*id).stories.first().map(|story| edition.story_link(*story)))
        .collect();
    let mut sheet = Sheet {
        speakers: Names::new(),
        organizations: Names::new(),
        sources: Names::new(),
        topics: Names::new(),
        stories: Names::new(),
        quotes: Vec::with_capacity(SIZE),
    };
    for (id, link) in quotes.iter().zip(&links) {
        let quote = site.quote(*id);
        let speaker = edition.player_link(quote.speaker, language);
        let topics = quote
            .topics
            .iter()
            .map(|topic| sheet.topics.place(edition.term_link(*topic, language).name.to_string()));
        let topics = topics.collect();
        let source = quote.source.as_ref();
        sheet.quotes.push(Row(
            &quote.text,
            quote.address(base).to_string(),
            quote.said.as_ref().map(|said| said.date().to_string()),
            sheet.speakers.place((&*speaker.name, &*speaker.url)),
            quote.title.as_deref(),
            quote.organization.as_deref().map(|name| sheet.organizations.place(name)),
            source.map(|source| sheet.sources.place(&*source.name)),
            topics,
            link.as_ref().map(|link| sheet.stories.place((&*link.name, &*link.url))),
        ));
    }
    serde_json::to_vec(&sheet).unwrap_or_default()
}
