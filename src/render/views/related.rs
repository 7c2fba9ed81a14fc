//! Stories that belong to a story: what else the same players did, what else is on the same subject.

use std::cmp::Reverse;

use hashbrown::HashMap;

use crate::config::{AUTHORS, PLACES, TOPICS};
use crate::player::PlayerId;
use crate::render::views::Builder;
use crate::story::{Story, StoryId};
use crate::term::TermId;
use crate::view::{LinkView, RelatedView};

/// How many related stories a story has at most.
const MOST: usize = 4;
/// How many reasons are told of each.
const REASONS: usize = 3;
/// How many stories are looked at on either side of this one in the list of what they share, so that
/// a story does not cost as much as all stories of its topic.
const NEAR: usize = 24;

/// What two stories may share, by how much it ties them: a name that is rarely in the news ties more
/// than a common one, a series more than a player, and a player more than a topic.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    Player(PlayerId),
    Topic(TermId),
    /// A term of a taxonomy of the site's own, such as a series.
    Own(TermId),
}

/// What a story has in common with this one.
#[derive(Default)]
struct Common {
    weight: f64,
    ties: Vec<(f64, Tie)>,
}

impl Builder<'_> {
    /// The stories in the page's language that share most with this one, most first, with what they
    /// share.
    pub(super) fn related(&self, id: StoryId) -> Vec<RelatedView> {
        let site = &*self.edition.site;
        let mut common: HashMap<StoryId, Common> = HashMap::new();
        for tie in ties(site.story(id)) {
            let (strength, stories) = match tie {
                Tie::Player(player) => (2.0, &site.player(player).stories),
                Tie::Topic(term) => (1.0, &site.term(term).stories),
                Tie::Own(term) => (3.0, &site.term(term).stories),
            };
            let weight = strength * rarity(stories.len(), site.stories.len());
            // Lists are sorted by number, which is newest first.
            let at = stories.binary_search(&id).unwrap_or_else(|at| at);
            let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(stories.len());
            for other in stories[near].iter().filter(|other| **other != id) {
                let of = common.entry(*other).or_default();
                of.weight += weight;
                of.ties.push((weight, tie));
            }
        }
        let spoken = |other: &StoryId| site.story(*other).document.origin.language == *self.code();
        let mut found: Vec<_> = common.into_iter().filter(|(other, _)| spoken(other)).collect();
        // Of two that share as much, the one nearer in time; of two as near, the newer.
        let rank = |(other, of): &(StoryId, Common)| {
            (Reverse((of.weight * 1024.0) as u64), other.0.abs_diff(id.0), other.0)
        };
        found.sort_unstable_by_key(rank);
        found.truncate(MOST);
        found.into_iter().map(|(other, of)| self.tied(other, of.ties)).collect()
    }

    fn tied(&self, id: StoryId, mut ties: Vec<(f64, Tie)>) -> RelatedView {
        ties.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        ties.truncate(REASONS);
        let reason = |(_, tie): (f64, Tie)| match tie {
            Tie::Player(player) => {
                let link = self.edition.player_link(player, self.page.language);
                LinkView { name: link.name.clone(), url: (&*link.url).into() }
            }
            Tie::Topic(term) | Tie::Own(term) => self.term_link(term),
        };
        RelatedView {
            story: self.edition.story_card(id),
            shared: ties.into_iter().map(reason).collect(),
        }
    }
}

/// What ties a story to others. Its author and its place do not: a reporter writes of everything.
fn ties(story: &Story) -> impl Iterator<Item = Tie> {
    let players = story.players.iter().map(|player| Tie::Player(*player));
    let terms = story.terms.iter().filter(|(number, _)| !matches!(*number, AUTHORS | PLACES));
    let terms = terms.flat_map(|(number, terms)| {
        terms.iter().map(move |term| match *number {
            TOPICS => Tie::Topic(*term),
            _ => Tie::Own(*term),
        })
    });
    players.chain(terms)
}

/// How much it says that two of `all` stories share something that `those` of them have: the inverse
/// document frequency of text retrieval (Sparck Jones 1972).
fn rarity(those: usize, all: usize) -> f64 {
    (1.0 + all as f64 / those.max(1) as f64).ln()
}
