//! Quotes as they stand in the site, and as single stories say them.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::link::fill::quote_words;
use crate::link::quotes::From;
use crate::link::relations::Pieces;
use crate::player::PlayerId;
use crate::quote::{Quote, QuoteId};
use crate::story::StoryId;

/// The quotes as they stand in the site.
pub(super) fn quotes(pieces: &Pieces<'_>) -> Vec<Quote> {
    let gathered = pieces.quotes.quotes.par_iter().enumerate();
    let quotes = gathered.map(|(index, quote)| {
        let (url, stands) = pieces.targets.quote(QuoteId(index as u32), quote);
        let (organization, organization_player) = organization(pieces, &quote.organization);
        Quote {
            id: quote.id.clone(),
            url,
            stands,
            html: quote_words(quote.from, &pieces.filled.stories, &pieces.filled.rest.quotes),
            text: quote.text.clone(),
            speaker: quote.speaker,
            title: quote.title.clone(),
            organization,
            organization_player,
            source: quote.source.clone(),
            said: quote.said,
            dated: quote.dated,
            stories: quote.stories.clone(),
            topics: quote.topics.clone(),
            language: quote.language.clone(),
            file: quote.place.file.clone(),
        }
    });
    quotes.collect()
}

/// The organization of a quote as it is shown, and the player that it is.
fn organization(
    pieces: &Pieces<'_>,
    said: &Option<Arc<str>>,
) -> (Option<Arc<str>>, Option<PlayerId>) {
    let player = said.as_deref().and_then(|name| pieces.cast.find(name));
    let name = player.map(|id| pieces.cast.players[id.0 as usize].name.clone());
    // An id or an alias in front matter is shown as the organization's name; what an attribution says
    // is shown as it was said.
    let shown = match (said, name) {
        (Some(said), Some(name)) if crate::url::slug(said) == **said => Some(name),
        (said, _) => said.clone(),
    };
    (shown, player)
}

/// Quotes as single stories say them.
pub(super) fn own_quotes(
    pieces: &Pieces<'_>,
    quotes: &[Quote],
) -> HashMap<(StoryId, QuoteId), Quote> {
    let own = pieces.quotes.own.iter().map(|(story, id, own)| {
        let from = From::Story(*story, own.number);
        let mut quote = Quote {
            html: quote_words(from, &pieces.filled.stories, &pieces.filled.rest.quotes),
            text: own.text.clone(),
            language: pieces.stories[story.0 as usize].origin.language.clone(),
            ..quotes[id.0 as usize].clone()
        };
        if let Some(said) = &own.attribution {
            quote.title = said.title.clone();
            (quote.organization, quote.organization_player) =
                organization(pieces, &said.organization);
            quote.source = said.source.clone();
            (quote.said, quote.dated) = (Some(said.said), false);
        }
        ((*story, *id), quote)
    });
    // Where a story says it twice, the first time counts.
    own.rev().collect()
}
