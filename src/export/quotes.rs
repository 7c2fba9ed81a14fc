//! The rows of quotes: the words, who said them as what, where they were published first.

use hashbrown::HashSet;

use crate::config::TOPICS;
use crate::export::Model;
use crate::export::tables::{QuoteRow, QuoteStoryRow, QuoteTopicRow};

/// All quotes, newest first.
pub(super) fn quotes<'m>(model: &'m Model<'_>) -> impl Iterator<Item = QuoteRow<'m>> {
    let site = &*model.edition.site;
    site.quotes.iter().map(move |quote| {
        let source = quote.source.as_deref();
        QuoteRow {
            id: &quote.id,
            text: &quote.text,
            language: &quote.language,
            speaker: &site.player(quote.speaker).id,
            title: quote.title.as_deref(),
            organization: quote.organization.as_deref(),
            organization_player: quote.organization_player.map(|id| &*site.player(id).id),
            source_name: source.map(|source| &*source.name),
            source_url: source.and_then(|source| Some(model.shown(source.url.as_ref()?))),
            source_domain: source.and_then(|source| source.domain.as_deref()),
            said: quote.said.map(|said| said.day().iso()),
            said_is_known: quote.dated,
            url: model.printed(&quote.address(site.config.base_path())),
        }
    })
}

/// The stories that carry them.
pub(super) fn stories<'m>(model: &'m Model<'_>) -> impl Iterator<Item = QuoteStoryRow<'m>> {
    model.edition.site.quotes.iter().flat_map(move |quote| {
        let stories = once(&quote.stories);
        stories.map(|id| QuoteStoryRow { quote: &quote.id, story: model.story_id(id) })
    })
}

/// What they are about.
pub(super) fn topics<'m>(model: &'m Model<'_>) -> impl Iterator<Item = QuoteTopicRow<'m>> {
    let site = &*model.edition.site;
    let taxonomy = &*site.config.taxonomies[TOPICS].id;
    site.quotes.iter().flat_map(move |quote| {
        let topics = once(&quote.topics);
        topics.map(move |id| QuoteTopicRow { quote: &quote.id, taxonomy, topic: &site.term(id).id })
    })
}

/// Numbers in their order, each once.
pub(super) fn once<T: Copy + Eq + std::hash::Hash>(ids: &[T]) -> impl Iterator<Item = T> {
    let mut seen = HashSet::with_capacity(ids.len());
    ids.iter().copied().filter(move |id| seen.insert(*id))
}
