//! The front page.

use hashbrown::HashMap;

use crate::config::TOPICS;
use crate::player::PlayerId;
use crate::render::views::Builder;
use crate::view::{EntryView, FrontView};

/// How many quotes, players and topics the front page is given.
const SHOWN: usize = 12;

impl Builder<'_> {
    pub(super) fn front(&self) -> FrontView {
        let edition = self.edition;
        let site = &*edition.site;
        let lists = &edition.lists[self.page.language];
        let newest = &lists.stories[..lists.stories.len().min(site.config.paging.front)];
        // Of equal weights the newest leads, which is the first.
        let heaviest =
            newest.iter().rev().max_by_key(|id| site.story(**id).document.weight).copied();
        let others: Vec<_> = newest.iter().copied().filter(|id| Some(*id) != heaviest).collect();
        let mut said: HashMap<PlayerId, usize> = HashMap::new();
        for id in &lists.stories[..lists.stories.len().min(4 * SHOWN)] {
            for quote in &site.story(*id).quotes {
                *said.entry(site.quote(*quote).speaker).or_default() += 1;
            }
        }
        let mut players: Vec<(PlayerId, usize)> = said.into_iter().collect();
        players.sort_unstable_by_key(|(player, count)| (std::cmp::Reverse(*count), *player));
        let mut topics: Vec<_> = lists.terms[TOPICS]
            .iter()
            .map(|id| (*id, self.spoken_stories(&site.term(*id).stories).len()))
            .collect();
        topics.retain(|(_, count)| *count > 0);
        topics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        FrontView {
            lead: heaviest.map(|id| edition.story_card(id)),
            stories: self.story_cards(&others),
            quotes: self.quote_cards(&lists.quotes[..lists.quotes.len().min(SHOWN)]),
            players: players
                .iter()
                .take(SHOWN)
                .map(|(id, _)| edition.player_card(*id, self.page.language))
                .collect(),
            topics: topics
                .iter()
                .take(SHOWN)
                .map(|(id, count)| {
                    let link = self.term_link(*id);
                    EntryView { name: link.name, url: link.url, count: *count }
                })
                .collect(),
            more: self.url("stories"),
        }
    }
}
