//! Relations in both directions: who is in which story, who stands beside whom, what a source
//! knows; and the site that is made of it all.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::body::Manuscript;
use crate::config::Config;
use crate::link::cast::Cast;
use crate::link::fill::{Filled, FilledStory, Rest};
use crate::link::quotes::Quotes;
use crate::link::targets::Targets;
use crate::link::terms::Terms;
use crate::page::{FreePage, PageDocument};
use crate::picture::Pictures;
use crate::player::{Player, PlayerId, PlayerKind, Role};
use crate::quote::{Quote, QuoteId};
use crate::site::{Languages, Site, SourceEntry, source_id};
use crate::story::{Story, StoryDocument, StoryId};
use crate::term::Term;

mod quotes;

use quotes::{own_quotes, quotes};

/// Who appears beside a player is counted among the first players of each story, because the work
/// is the square of their number and a list of hundreds of names says nothing of any two.
const BESIDE_PER_STORY: usize = 64;

/// How many of those beside a player are kept.
const BESIDE_KEPT: usize = 30;

/// What players have to do with stories, quotes and one another.
pub struct Related {
    /// By player: the stories, newest first.
    stories: Vec<Vec<StoryId>>,
    /// By player: the stories that describe the player, newest first.
    described_in: Vec<Vec<StoryId>>,
    /// By player: what the newest of those stories says first.
    described: Vec<Option<Arc<str>>>,
    /// By player: the quotes, newest first.
    quotes: Vec<Vec<QuoteId>>,
    /// By player: the languages of the profile's pages.
    pub player_languages: Vec<Languages>,
}

/// Gathers what players have to do with stories and quotes.
pub fn relations(
    stories: &[Arc<StoryDocument>],
    cast: &Cast,
    quotes: &Quotes,
    filled: &[FilledStory],
    targets: &Targets,
) -> Related {
    let count = cast.players.len();
    let mut related = Related {
        stories: vec![Vec::new(); count],
        described_in: vec![Vec::new(); count],
        described: vec![None; count],
        quotes: vec![Vec::new(); count],
        player_languages: vec![Languages::default(); count],
    };
    for (index, story) in filled.iter().enumerate() {
        let id = StoryId(index as u32);
        let language = targets.language(&stories[index].origin.language);
        for player in &story.players {
            let player = player.0 as usize;
            related.stories[player].push(id);
            related.player_languages[player] = related.player_languages[player].with(language);
        }
        for (player, text) in &story.described {
            related.described[player.0 as usize].get_or_insert_with(|| text.clone());
        }
        for description in &story.descriptions {
            let list = &mut related.described_in[description.player.0 as usize];
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
    }
    for (index, quote) in quotes.quotes.iter().enumerate() {
        let player = quote.speaker.0 as usize;
        related.quotes[player].push(QuoteId(index as u32));
        let language = targets.language(&quote.language);
        related.player_languages[player] = related.player_languages[player].with(language);
    }
    for (index, player) in cast.players.iter().enumerate() {
        if player.document.is_some() || related.player_languages[index] == Languages::default() {
            related.player_languages[index] = related.player_languages[index].with(0);
        }
    }
    related
}

/// Everything that was filled.
pub struct AllFilled {
    /// The stories.
    pub stories: Vec<FilledStory>,
    /// All else.
    pub rest: Rest,
}

/// All that the site is made of.
pub struct Pieces<'a> {
    /// The settings.
    pub config: Arc<Config>,
    /// The pictures that content may show.
    pub pictures: Arc<Pictures>,
    /// The moment of the edition.
    pub now: jiff::Timestamp,
    /// The day of the edition.
    pub today: jiff::civil::Date,
    /// The stories.
    pub stories: &'a [Arc<StoryDocument>],
    /// The free pages.
    pub pages: &'a [Arc<Manuscript<PageDocument>>],
    /// The players.
    pub cast: &'a Cast,
    /// The terms.
    pub terms: &'a Terms,
    /// The quotes.
    pub quotes: &'a Quotes,
    /// Where everything is.
    pub targets: &'a Targets,
    /// The relations.
    pub related: Related,
    /// The texts.
    pub filled: AllFilled,
}

/// Puts the site together.
pub fn site(pieces: Pieces<'_>) -> Site {
    let (beside, (quotes, own_quotes, sources)) = rayon::join(
        || beside(&pieces),
        || {
            let quotes = quotes(&pieces);
            let own_quotes = own_quotes(&pieces, &quotes);
            let sources = sources(&quotes);
            (quotes, own_quotes, sources)
        },
    );
    let Pieces {
        config,
        pictures,
        now,
        today,
        stories,
        pages: free,
        cast,
        terms,
        targets,
        related,
        filled,
        ..
    } = pieces;
    let stories: Vec<Arc<Story>> = stories
        .par_iter()
        .zip(filled.stories)
        .enumerate()
        .map(|(index, (document, filled))| {
            Arc::new(story(StoryId(index as u32), document, filled, targets))
        })
        .collect();
    let mut term_stories: Vec<Vec<StoryId>> = vec![Vec::new(); terms.terms.len()];
    let mut translations: HashMap<Arc<str>, Vec<StoryId>> = HashMap::new();
    for (index, story) in stories.iter().enumerate() {
        let id = StoryId(index as u32);
        let own = story.terms.iter().flat_map(|(_, terms)| terms);
        let authors = story.authors.iter().map(|(author, _)| author);
        for term in own.chain(authors).chain(&story.place) {
            let list = &mut term_stories[term.0 as usize];
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
        translations.entry(story.id().clone()).or_default().push(id);
    }
    translations.retain(|_, stories| stories.len() > 1);
    let players = players(cast, related, filled.rest.biographies, beside);
    let descriptions = filled.rest.descriptions.into_iter();
    let linked_terms = terms.terms.iter().zip(descriptions).zip(term_stories);
    let linked_terms = linked_terms.enumerate().map(|(index, ((entry, filled), stories))| Term {
        taxonomy: entry.taxonomy,
        id: entry.id.clone(),
        name: entry.name.clone(),
        document: entry.document.as_ref().map(|manuscript| manuscript.document.clone()),
        description: filled.prose,
        found: filled.found,
        stories,
        languages: targets.term_languages[index],
    });
    let linked_terms: Vec<Arc<Term>> = linked_terms.map(Arc::new).collect();
    let taxonomies = (0..config.taxonomies.len()).map(|taxonomy| {
        let start = linked_terms.partition_point(|term| term.taxonomy < taxonomy);
        start..linked_terms.partition_point(|term| term.taxonomy <= taxonomy)
    });
    let taxonomies = taxonomies.collect();
    let pages = pages(free, filled.rest.pages, targets);
    let quote_files = filled.rest.quotes.into_iter().map(|filled| filled.found).collect();
    Site {
        config,
        pictures,
        now,
        today,
        stories,
        players,
        quotes: Arc::new(quotes),
        own_quotes: Arc::new(own_quotes),
        terms: linked_terms,
        taxonomies,
        pages,
        sources: Arc::new(sources),
        translations: Arc::new(translations),
        quote_files: Arc::new(quote_files),
    }
}

/// A story as it stands in the site.
pub(super) fn story(
    id: StoryId,
    document: &Arc<StoryDocument>,
    filled: FilledStory,
    targets: &Targets,
) -> Story {
    Story {
        url: targets.stories[id.0 as usize].clone(),
        authors: filled.authors,
        place: filled.place,
        terms: filled.terms,
        players: filled.players,
        descriptions: filled.descriptions,
        quotes: filled.quotes,
        lead: filled.lead,
        sections: filled.sections,
        footnotes: filled.footnotes,
        said: filled.said,
        anchors: filled.anchors,
        found: filled.found,
        document: document.clone(),
    }
}

fn sources(quotes: &[Quote]) -> Vec<SourceEntry> {
    struct Gathered {
        names: BTreeMap<Arc<str>, usize>,
        domain: Option<Arc<str>>,
        quotes: Vec<QuoteId>,
        stories: Vec<StoryId>,
    }
    let mut by_id: BTreeMap<Arc<str>, Gathered> = BTreeMap::new();
    for (index, quote) in quotes.iter().enumerate() {
        let Some(source) = &quote.source else { continue };
        let Some(id) = source_id(source) else { continue };
        let entry = by_id.entry(id).or_insert_with(|| Gathered {
            names: BTreeMap::new(),
            domain: source.domain.clone(),
            quotes: Vec::new(),
            stories: Vec::new(),
        });
        // A domain is a name only where nobody gives a better one.
        if source.domain.as_ref() != Some(&source.name) {
            *entry.names.entry(source.name.clone()).or_default() += 1;
        }
        entry.quotes.push(QuoteId(index as u32));
        entry.stories.extend(&*quote.stories);
    }
    let entries = by_id.into_iter().map(|(id, mut entry)| {
        entry.stories.sort_unstable();
        entry.stories.dedup();
        let most =
            entry.names.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)));
        SourceEntry {
            name: most.map_or_else(|| id.clone(), |(name, _)| name.clone()),
            id,
            domain: entry.domain,
            quotes: entry.quotes,
            stories: entry.stories,
        }
    });
    entries.collect()
}

/// Who appears beside each player in each language, most first.
fn beside(pieces: &Pieces<'_>) -> Vec<Vec<Vec<(PlayerId, u32)>>> {
    let languages = pieces.targets.languages.len();
    let own_stories = pieces.related.stories.par_iter().enumerate();
    let lists = own_stories.map(|(index, stories)| {
        let own = PlayerId(index as u32);
        let mut counts: Vec<HashMap<PlayerId, u32>> = vec![HashMap::new(); languages];
        for story in stories {
            let document = &pieces.stories[story.0 as usize];
            let counts = &mut counts[pieces.targets.language(&document.origin.language)];
            let players = &pieces.filled.stories[story.0 as usize].players;
            let first = &players[..players.len().min(BESIDE_PER_STORY)];
            for player in first.iter().filter(|player| **player != own) {
                *counts.entry(*player).or_default() += 1;
            }
        }
        let most_first = |counts: HashMap<PlayerId, u32>| {
            let mut counts: Vec<(PlayerId, u32)> = counts.into_iter().collect();
            counts.sort_unstable_by_key(|(player, count)| (std::cmp::Reverse(*count), *player));
            counts.truncate(BESIDE_KEPT);
            counts
        };
        counts.into_iter().map(most_first).collect()
    });
    lists.collect()
}

fn pages(
    pages: &[Arc<Manuscript<PageDocument>>],
    filled: Vec<Filled>,
    targets: &Targets,
) -> Vec<Arc<FreePage>> {
    let pages = pages.iter().zip(filled).map(|(manuscript, filled)| {
        Arc::new(FreePage {
            document: manuscript.document.clone(),
            url: targets.page_url(manuscript),
            html: filled.prose,
            found: filled.found,
        })
    });
    let mut pages: Vec<Arc<FreePage>> = pages.collect();
    pages.sort_by(|one, other| one.url.cmp(&other.url));
    pages
}

fn players(
    cast: &Cast,
    related: Related,
    biographies: Vec<Filled>,
    beside: Vec<Vec<Vec<(PlayerId, u32)>>>,
) -> Vec<Arc<Player>> {
    let mut people: Vec<Vec<PlayerId>> = vec![Vec::new(); cast.players.len()];
    let mut biographies = biographies.into_iter();
    let mut beside = beside.into_iter();
    let Related { stories: appears, described_in, described, quotes, player_languages } = related;
    let mut described = described.into_iter();
    let lists = appears.into_iter().zip(described_in).zip(quotes);
    let mut players: Vec<Player> = Vec::with_capacity(cast.players.len());
    for (index, (member, ((stories_of, described_in), quotes))) in
        cast.players.iter().zip(lists).enumerate()
    {
        let id = PlayerId(index as u32);
        let document = member.document.as_ref().map(|manuscript| manuscript.document.clone());
        let mut roles: Vec<(Role, Option<PlayerId>)> = document
            .iter()
            .flat_map(|document| document.roles.clone())
            .map(|role| {
                let organization =
                    role.organization.as_ref().and_then(|name| cast.find(&name.value));
                (role, organization)
            })
            .collect();
        roles.sort_by_key(|(role, _)| std::cmp::Reverse(role.from.map(|from| from.first_day())));
        for (_, organization) in &roles {
            if let Some(organization) = organization {
                let list = &mut people[organization.0 as usize];
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
        let said = described.next().flatten();
        // In the words of the player's file, else of the newest story that describes the player.
        let summary = document.as_ref().and_then(|document| document.summary.clone()).or(said);
        let biography = biographies.next().unwrap_or_default();
        players.push(Player {
            id: member.id.clone(),
            name: member.name.clone(),
            kind: member.kind,
            summary,
            document,
            roles,
            biography: biography.prose,
            found: biography.found,
            stories: stories_of,
            described_in,
            quotes,
            beside: beside.next().unwrap_or_default(),
            people: Vec::new(),
            languages: player_languages[index],
        });
    }
    for (index, people) in people.into_iter().enumerate() {
        if players[index].kind == PlayerKind::Organization {
            players[index].people = people;
        }
    }
    players.into_iter().map(Arc::new).collect()
}
