//! What a page lists, as an `ItemList`.

use std::sync::Arc;

use crate::edition::{Needs, QuotesBy};
use crate::plan::in_order;
use crate::quote::QuoteId;
use crate::render::structured_data::Writer;
use crate::render::structured_data::node::Value;
use crate::render::views::month_title;
use crate::script::shortened;
use crate::story::StoryId;

/// How many entries of a list are told. A page shows no more of most; an index from A to Z says with
/// its number of items that there are others.
const ENTRIES: usize = 100;

/// What is told of a list.
struct Listed {
    /// How many entries the whole list has, with those of its other pages.
    total: usize,
    /// How many of them stand on pages before this one.
    before: usize,
    /// The names and printed addresses of those on this page.
    entries: Vec<(Arc<str>, Arc<str>)>,
}

impl Writer<'_> {
    /// The list of the page.
    pub(super) fn list(&self, value: Value<'_>) {
        let listed = self.listed();
        value.node("ItemList", |node| {
            node.id(&format!("{}#list", self.address));
            node.number("numberOfItems", listed.total);
            node.each(
                "itemListElement",
                listed.entries.iter().enumerate(),
                |value, (at, entry)| {
                    value.node("ListItem", |node| {
                        node.number("position", listed.before + at + 1);
                        self.named(node, &entry.0, &entry.1);
                    });
                },
            );
        });
    }

    fn listed(&self) -> Listed {
        let edition = self.edition;
        let site = &*edition.site;
        let lists = &edition.lists[self.page.language];
        let paging = site.config.paging;
        match &self.page.needs {
            Needs::Front => {
                let newest = &lists.stories[..lists.stories.len().min(paging.front)];
                self.stories(newest, 0, paging.front)
            }
            Needs::Stories(number) => self.stories(&lists.stories, *number, paging.stories),
            Needs::Year(year) => {
                let months = lists.archive.get(year).into_iter().flatten().rev();
                let month = |(month, _): (&i8, &Vec<StoryId>)| {
                    let name = month_title(edition, self.page.language, *year, *month);
                    (name, self.printed(&format!("{year:04}/{month:02}")))
                };
                all(months.map(month))
            }
            Needs::Month(year, month, number) => {
                let stories = lists.archive.get(year).and_then(|months| months.get(month));
                self.stories(stories.map_or(&[][..], Vec::as_slice), *number, paging.stories)
            }
            Needs::Players => all(lists.players.iter().map(|id| {
                let link = edition.player_link(*id, self.page.language);
                (link.name.clone(), Arc::from(&*link.url))
            })),
            Needs::Quotes(QuotesBy::All, number) => self.quotes(&lists.quotes, *number),
            Needs::Quotes(QuotesBy::Entry(by, id), number) => {
                let entry = lists.quote_indexes.get(by).and_then(|index| index.get(id));
                self.quotes(entry.map_or(&[][..], |entry| &entry.quotes), *number)
            }
            Needs::QuoteIndex(by) => {
                let locale = &edition.languages[self.page.language].locale;
                let entries = lists.quote_indexes.get(by).map(|index| in_order(*by, index, locale));
                all(entries.unwrap_or_default().into_iter().map(|(id, entry)| {
                    (entry.name.clone(), self.printed(&format!("quotes/{}/{id}", by.path())))
                }))
            }
            Needs::Terms(taxonomy) => all(lists.terms[*taxonomy].iter().map(|id| {
                let link = edition.term_link(*id, self.page.language);
                (link.name.clone(), link.url.clone())
            })),
            Needs::Term(id, number) => {
                let stories = self.spoken(&site.term(*id).stories);
                self.stories(&stories, *number, paging.stories)
            }
            Needs::Sources => all(lists.sources.iter().map(|listed| {
                let name = site.source(&listed.id).map_or(&listed.id, |source| &source.name);
                (name.clone(), self.printed(&format!("sources/{}", listed.id)))
            })),
            Needs::Source(index, number) => {
                self.stories(&lists.sources[*index].stories, *number, paging.stories)
            }
            Needs::Corrections => {
                let stories = lists.stories.iter();
                let is_corrected =
                    |id: &&StoryId| !site.story(**id).document.corrections.is_empty();
                all(stories.filter(is_corrected).map(|id| self.story_entry(*id)))
            }
            _ => all(std::iter::empty()),
        }
    }

    /// The stories of one page of a list.
    fn stories(&self, stories: &[StoryId], number: usize, size: usize) -> Listed {
        let before = (number * size).min(stories.len());
        let shown = stories[before..].iter().take(size.min(ENTRIES));
        let entries = shown.map(|id| self.story_entry(*id)).collect();
        Listed { total: stories.len(), before, entries }
    }

    fn story_entry(&self, id: StoryId) -> (Arc<str>, Arc<str>) {
        let link = self.edition.story_link(id);
        (link.name.clone(), link.url.clone())
    }

    /// The quotes of one page of a list.
    fn quotes(&self, quotes: &[QuoteId], number: usize) -> Listed {
        let config = &self.edition.site.config;
        let size = config.paging.quotes;
        let before = (number * size).min(quotes.len());
        let entry = |id: &QuoteId| {
            let quote = self.edition.site.quote(*id);
            let speaker = &self.edition.player_link(quote.speaker, self.page.language).name;
            let name = format!("{speaker}: {}", shortened(&quote.text, 60));
            (name.into(), quote.address(config.base_path()))
        };
        let shown = quotes[before..].iter().take(size.min(ENTRIES));
        Listed { total: quotes.len(), before, entries: shown.map(entry).collect() }
    }

    fn spoken(&self, stories: &[StoryId]) -> Vec<StoryId> {
        let site = &*self.edition.site;
        let code = &self.view.language;
        let stories = stories.iter().copied();
        stories.filter(|id| site.story(*id).document.origin.language == *code).collect()
    }

    /// The printed address of a page of the page's language.
    fn printed(&self, path: &str) -> Arc<str> {
        let base = self.edition.site.config.base_path();
        self.edition.paths.page(&self.view.language, path).under(base)
    }
}

/// A list on one page.
fn all(entries: impl Iterator<Item = (Arc<str>, Arc<str>)>) -> Listed {
    let mut total = 0;
    let mut told = Vec::new();
    for entry in entries {
        total += 1;
        if told.len() < ENTRIES {
            told.push(entry);
        }
    }
    Listed { total, before: 0, entries: told }
}
