//! The lists of each language: stories, archives, quotes by everything, players, sources, terms.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::TOPICS;
use crate::date::Locale;
use crate::edition::{By, ListedSource, Lists, QuoteEntry};
use crate::quote::{Quote, QuoteId};
use crate::site::{Paths, Site, source_id};
use crate::story::StoryId;
use crate::term::TermId;
use crate::theme::Kinds;
use crate::url::slug;
use crate::view::EntryView;

/// Gathers the lists of every language, but for those of pages that the theme leaves out.
pub fn lists(
    site: &Site,
    kinds: Kinds,
    codes: &[Arc<str>],
    locales: &[Arc<Locale>],
    paths: &Paths,
) -> Vec<Lists> {
    let mut all: Vec<Lists> = codes.iter().map(|_| Lists::default()).collect();
    for (id, story) in site.numbered_stories() {
        let lists = &mut all[paths.language(&story.document.origin.language)];
        let day = story.document.date.value.date();
        lists.stories.push(id);
        lists.archive.entry(day.year()).or_default().entry(day.month()).or_default().push(id);
    }
    for (id, quote) in site.numbered_quotes() {
        let lists = &mut all[paths.language(&quote.language)];
        lists.quotes.push(id);
        if !kinds.quote_indexes {
            continue;
        }
        for (by, entry, name) in entries(site, quote) {
            let index = lists.quote_indexes.entry(by).or_default();
            let new = || QuoteEntry { name, quotes: Vec::new() };
            index.entry(entry).or_insert_with(new).quotes.push(id);
        }
    }
    for (number, lists) in all.iter_mut().enumerate() {
        let players = site.numbered_players();
        let printed = players.filter(|(_, player)| player.languages.has(number));
        lists.players = printed.map(|(id, _)| id).collect();
        if kinds.sources {
            lists.sources = sources(site, &codes[number], &locales[number]);
        }
        lists.terms = (0..site.taxonomies.len())
            .map(|taxonomy| {
                let terms = site.terms_of(taxonomy).filter(|(_, term)| term.languages.has(number));
                let mut terms: Vec<TermId> = terms.map(|(id, _)| id).collect();
                let name = |id: &TermId| -> &str {
                    let term = site.term(*id);
                    let document = term.document.as_ref();
                    let own = document.and_then(|doc| doc.translations.get(&codes[number]));
                    own.and_then(|own| own.name.as_deref()).unwrap_or(&term.name)
                };
                terms.sort_by(|one, other| locales[number].compare(name(one), name(other)));
                terms
            })
            .collect();
        let years = lists.archive.iter().rev().map(|(year, months)| EntryView {
            name: year.to_string().into(),
            url: paths.page(&codes[number], &year.to_string()).under(site.config.base_path()),
            count: months.values().map(Vec::len).sum(),
        });
        lists.years = if kinds.archive { years.collect() } else { Vec::new() };
    }
    all
}

/// Every entry of an index under which a quote stands.
fn entries(site: &Site, quote: &Quote) -> Vec<(By, Arc<str>, Arc<str>)> {
    let speaker = site.player(quote.speaker);
    let mut entries = vec![(By::Speaker, speaker.id.clone(), speaker.name.clone())];
    match (quote.organization_player, &quote.organization) {
        (Some(player), _) => {
            let player = site.player(player);
            entries.push((By::Organization, player.id.clone(), player.name.clone()));
        }
        (None, Some(name)) => {
            let id = slug(name);
            if !id.is_empty() {
                entries.push((By::Organization, id.into(), name.clone()));
            }
        }
        (None, None) => {}
    }
    if let Some(source) =
        quote.source.as_deref().and_then(source_id).and_then(|id| site.source(&id))
    {
        entries.push((By::Source, source.id.clone(), source.name.clone()));
    }
    for topic in &*quote.topics {
        let topic = site.term(*topic);
        debug_assert_eq!(topic.taxonomy, TOPICS);
        entries.push((By::Topic, topic.id.clone(), topic.name.clone()));
    }
    if let Some(said) = &quote.said {
        let year: Arc<str> = said.date().year().to_string().into();
        entries.push((By::Year, year.clone(), year));
    }
    entries
}

/// The sources with quotes in a language, A to Z.
fn sources(site: &Site, code: &str, locale: &Locale) -> Vec<ListedSource> {
    let listed = site.sources.iter().filter_map(|source| {
        let spoken = |id: &&StoryId| *site.story(**id).document.origin.language == *code;
        let said = |id: &&QuoteId| *site.quote(**id).language == *code;
        let quotes: Vec<QuoteId> = source.quotes.iter().filter(said).copied().collect();
        let stories = source.stories.iter().filter(spoken).copied().collect();
        (!quotes.is_empty()).then(|| ListedSource { id: source.id.clone(), stories, quotes })
    });
    let mut listed: Vec<ListedSource> = listed.collect();
    let name = |id: &str| site.source(id).map_or("", |source| &source.name);
    listed.sort_by(|one, other| locale.compare(name(&one.id), name(&other.id)));
    listed
}

/// The entries of an index in the order in which they are shown: years newest first, all else A
/// to Z.
pub fn in_order<'a>(
    by: By,
    entries: &'a BTreeMap<Arc<str>, QuoteEntry>,
    locale: &Locale,
) -> Vec<(&'a Arc<str>, &'a QuoteEntry)> {
    let mut ordered: Vec<_> = entries.iter().collect();
    match by {
        By::Year => ordered.reverse(),
        _ => ordered.sort_by(|one, other| locale.compare(&one.1.name, &other.1.name)),
    }
    ordered
}
