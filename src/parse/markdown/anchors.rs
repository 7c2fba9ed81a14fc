//! The anchors of a text: every heading has one of its own, and none is what a page needs elsewhere.

use std::sync::Arc;

use hashbrown::HashMap;

/// Ids that the pages of the built-in themes have around a text. Footnotes have theirs too:
/// `fn-1` and `fnref-1`.
pub const OF_PAGES: &[&str] = &[
    "main-content",
    "player-beside",
    "player-biography",
    "player-chart",
    "player-descriptions",
    "player-people",
    "player-quotes",
    "player-roles",
    "player-sources",
    "player-stories",
    "story-corrections",
    "story-notes",
    "story-players",
    "story-related",
];

/// The anchors of a text.
#[derive(Default)]
pub(super) struct Anchors {
    /// What is taken, each with the last number that was put behind it.
    taken: HashMap<Arc<str>, usize>,
    /// The anchors in their order.
    reachable: Vec<Arc<str>>,
}

impl Anchors {
    /// An anchor that the page does not have yet: the wish itself, or made from it.
    pub(super) fn of(&mut self, wish: Arc<str>) -> Arc<str> {
        let wish = if wish.is_empty() { "section".into() } else { wish };
        let mut anchor = wish.clone();
        let mut count = self.taken.get(&wish).copied().unwrap_or(1);
        while self.taken.contains_key(&anchor) || is_of_page(&anchor) {
            count += 1;
            anchor = format!("{wish}-{count}").into();
        }
        // The next one of the same wish goes on counting where this one stopped.
        self.taken.insert(wish, count);
        self.add(anchor.clone());
        anchor
    }

    /// Adds one that stands as it is.
    pub(super) fn add(&mut self, anchor: Arc<str>) {
        self.taken.insert(anchor.clone(), 1);
        self.reachable.push(anchor);
    }

    /// All anchors, in their order.
    pub(super) fn all(mut self) -> Vec<Arc<str>> {
        self.reachable.shrink_to_fit();
        self.reachable
    }
}

fn is_of_page(anchor: &str) -> bool {
    let note = anchor.strip_prefix("fn-").or_else(|| anchor.strip_prefix("fnref-"));
    note.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        || OF_PAGES.contains(&anchor)
}

#[test]
fn no_anchor_is_there_twice_or_stands_elsewhere_on_the_page() {
    let mut anchors = Anchors::default();
    for (wish, anchor) in [
        ("fog", "fog"),
        ("fog", "fog-2"),
        ("story-corrections", "story-corrections-2"),
        ("fn-1", "fn-1-2"),
        ("fn-fn", "fn-fn"),
        ("", "section"),
    ] {
        assert_eq!(&*anchors.of(wish.into()), anchor);
    }
}
