//! Stories that belong to a story: what else the same players did, what else is on the same subject.

use std::cmp::Reverse;

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

/// What ties a story to those near it that share one thing.
struct Tied<'s> {
    tie: Tie,
    weight: f64,
    /// Those stories and the story itself, newest first.
    stories: &'s [StoryId],
}

impl Builder<'_> {
    /// The stories in the page's language that share most with this one, most first, with what they
    /// share.
    pub(super) fn related(&self, id: StoryId) -> Vec<RelatedView> {
        let ties = self.ties(id);
        let found = self.nearest(id, &ties);
        found.into_iter().map(|other| self.related_by(other, &ties)).collect()
    }

    fn ties(&self, id: StoryId) -> Vec<Tied<'_>> {
        let site = &*self.edition.site;
        let tied = |tie| {
            let (strength, stories) = match tie {
                Tie::Player(player) => (2.0, &site.player(player).stories),
                Tie::Topic(term) => (1.0, &site.term(term).stories),
                Tie::Own(term) => (3.0, &site.term(term).stories),
            };
            let weight = strength * rarity(stories.len(), site.stories.len());
            // Lists are sorted by number, which is newest first.
            let at = stories.binary_search(&id).unwrap_or_else(|at| at);
            let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(stories.len());
            Tied { tie, weight, stories: &stories[near] }
        };
        ties(site.story(id)).map(tied).collect()
    }

    /// The stories that share most.
    fn nearest(&self, id: StoryId, ties: &[Tied<'_>]) -> Vec<StoryId> {
        let site = &*self.edition.site;
        let spoken = |other: StoryId| site.story(other).document.origin.language == *self.code();
        let shared =
            ties.iter().flat_map(|tied| tied.stories.iter().map(|other| (*other, tied.weight)));
        let mut shared: Vec<(StoryId, f64)> = shared.filter(|(other, _)| *other != id).collect();
        // Each list is in order already, and what is added up keeps its order.
        shared.sort_by_key(|(other, _)| *other);
        let mut best = Vec::with_capacity(MOST + 1);
        for of_one in shared.chunk_by(|(one, _), (other, _)| one == other) {
            let other = of_one[0].0;
            let weight: f64 = of_one.iter().map(|(_, weight)| weight).sum();
            // Of two that share as much, the one nearer in time; of two as near, the newer.
            let rank = (Reverse((weight * 1024.0) as u64), other.0.abs_diff(id.0), other);
            let at = best.partition_point(|better| *better < rank);
            // A story is looked at last of all, since hundreds of them lie all over the memory.
            if at < MOST && spoken(other) {
                best.insert(at, rank);
                best.truncate(MOST);
            }
        }
        best.into_iter().map(|(.., other)| other).collect()
    }

    fn related_by(&self, id: StoryId, ties: &[Tied<'_>]) -> RelatedView {
        let shared = ties.iter().filter(|tied| tied.stories.binary_search(&id).is_ok());
        let mut shared: Vec<&Tied<'_>> = shared.collect();
        shared.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        let reason = |tied: &&Tied<'_>| match tied.tie {
            Tie::Player(player) => {
                let link = self.edition.player_link(player, self.page.language);
                LinkView { name: link.name.clone(), url: (&*link.url).into() }
            }
            Tie::Topic(term) | Tie::Own(term) => self.term_link(term),
        };
        RelatedView {
            story: self.edition.story_card(id),
            shared: shared.iter().take(REASONS).map(reason).collect(),
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
