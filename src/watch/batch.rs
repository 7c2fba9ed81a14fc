//! The paths that something happened to, and when it is time to look at them.
//!
//! Nothing here looks at the disk or at a clock: moments come in as values.

use std::collections::{BTreeMap, btree_map};
use std::time::{Duration, Instant};

use super::QUIET;
use super::index::Entry;

/// How long what goes on without a pause is gathered before it is told. It is also how long a path
/// that can be told waits for those that came with it and cannot yet.
const BOUND: Duration = Duration::from_millis(50);

/// What happened to a path: the fact, not the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// We came upon it while we looked through a folder.
    Found,
    /// It was written.
    Written,
    /// It was made, moved, removed, or its rights changed.
    Placed,
}

/// Whether a file is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pen {
    /// Someone wrote and has not closed the file.
    Down,
    /// Whoever wrote has closed it.
    Up,
}

/// What happened to one path.
#[derive(Clone, Debug)]
pub(super) struct Touch {
    /// When it began.
    pub(super) first: Instant,
    /// When something happened last.
    pub(super) last: Instant,
    /// The gravest cause.
    pub(super) cause: Cause,
    /// The last that was heard of a pen.
    pub(super) pen: Option<Pen>,
    /// What was there when it was last looked at.
    pub(super) entry: Option<Entry>,
    state: State,
}

/// How far it is with a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Not looked at since it was touched.
    Fresh,
    /// To be looked at again at a moment.
    Held(Instant),
    /// To be told.
    Ready,
}

/// What is known of a path after a look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is to be told.
    Ready,
    /// It may be in the middle of a save: to be looked at again at a moment.
    Wait(Instant),
    /// There is nothing to tell.
    Nothing,
}

impl Touch {
    /// Something happened now.
    pub(super) fn new(now: Instant, cause: Cause, pen: Option<Pen>) -> Touch {
        Touch { first: now, last: now, cause, pen, entry: None, state: State::Fresh }
    }

    /// What we came upon in a folder counts as touched when the folder was.
    pub(super) fn found(&self) -> Touch {
        Touch { cause: Cause::Found, pen: None, entry: None, state: State::Fresh, ..self.clone() }
    }
}

/// The paths that something happened to.
#[derive(Debug, Default)]
pub(super) struct Touches {
    touches: BTreeMap<String, Touch>,
    /// When they were last looked at.
    looked: Option<Instant>,
}

impl Touches {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.touches.is_empty()
    }

    /// What happened to a path.
    pub(super) fn get(&self, path: &str) -> Option<&Touch> {
        self.touches.get(path)
    }

    /// Something happened to a path.
    pub(super) fn add(&mut self, path: String, touch: Touch) {
        match self.touches.entry(path) {
            btree_map::Entry::Vacant(place) => drop(place.insert(touch)),
            btree_map::Entry::Occupied(mut place) => {
                let before = place.get_mut();
                before.first = before.first.min(touch.first);
                before.last = before.last.max(touch.last);
                before.cause = before.cause.max(touch.cause);
                before.pen = touch.pen.or(before.pen);
                before.state = State::Fresh;
            }
        }
    }

    /// Adds what happened after all this.
    pub(super) fn extend(&mut self, later: Touches) {
        for (path, touch) in later.touches {
            self.add(path, touch);
        }
    }

    /// Forgets a path.
    pub(super) fn remove(&mut self, path: &str) {
        self.touches.remove(path);
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.touches.clear();
    }

    /// The moment at which there is something to do; `None` while there is nothing.
    pub(super) fn due(&self) -> Option<Instant> {
        let fresh = || self.touches.values().filter(|touch| touch.state == State::Fresh);
        let quiet = fresh().map(|touch| touch.last + QUIET).max();
        let bound = fresh().map(|touch| touch.first + BOUND).min();
        let held = self.touches.values().filter_map(|touch| match touch.state {
            State::Held(until) => Some(until),
            State::Ready => Some(touch.first + BOUND),
            State::Fresh => None,
        });
        let due = quiet.min(bound).into_iter().chain(held).min()?;
        // Where one path is late, what happens to it is not waited for; but not more often than so.
        Some(self.looked.map_or(due, |looked| due.max(looked + QUIET)))
    }

    /// The paths that are to be looked at now.
    pub(super) fn look_at_due(&mut self, now: Instant) -> Vec<String> {
        self.looked = Some(now);
        let is_due = |touch: &Touch| match touch.state {
            State::Fresh => true,
            State::Held(until) => until <= now,
            State::Ready => false,
        };
        let due = self.touches.iter().filter(|(_, touch)| is_due(touch));
        due.map(|(path, _)| path.clone()).collect()
    }

    /// Notes what came of a look at a path, and what was there.
    pub(super) fn judge(&mut self, path: &str, verdict: Verdict, entry: Option<Entry>) {
        let Some(touch) = self.touches.get_mut(path) else { return };
        touch.entry = entry;
        match verdict {
            Verdict::Ready => touch.state = State::Ready,
            Verdict::Wait(until) => touch.state = State::Held(until),
            Verdict::Nothing => drop(self.touches.remove(path)),
        }
    }

    /// Takes out what is to be told now, with what was there: all that is ready, unless something
    /// that came with it may be so in a moment.
    pub(super) fn told(&mut self, now: Instant) -> BTreeMap<String, Option<Entry>> {
        let ready = |touch: &&Touch| touch.state == State::Ready;
        let oldest = self.touches.values().filter(ready).map(|touch| touch.first).min();
        let is_late = |first: Instant| first + BOUND <= now;
        let is_held = |touch: &Touch| touch.state != State::Ready && !is_late(touch.first);
        if oldest.is_none_or(|oldest| !is_late(oldest)) && self.touches.values().any(is_held) {
            return BTreeMap::new();
        }
        let all = std::mem::take(&mut self.touches).into_iter();
        let (told, rest): (BTreeMap<_, _>, _) = all.partition(|(_, touch)| ready(&touch));
        self.touches = rest;
        told.into_iter().map(|(path, touch)| (path, touch.entry)).collect()
    }
}
