//! Where what has arrived is worked off: looked at, told, and noted down.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::batch::{Cause, Touch, Touches};
use super::ears::Ears;
use super::inbox::{Inbox, Post};
use super::index::{Index, Young};
use super::judge::{Become, Judge};
use super::{How, POLL, QUIET, Seen, WatchError};
use crate::disk;

mod sight;

/// How long changes without a pause are gathered where anything may have changed.
const BOUND: Duration = Duration::from_millis(50);

/// How often it is made sure that the site's folder is still the one that is watched. Nobody tells
/// when a folder above it is moved away, or another disk is mounted over it.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// The same while there is no such folder.
const HEARTBEAT_OF_NONE: Duration = Duration::from_millis(100);

/// How many files are looked at with each heartbeat, one after the other and then from the start. The
/// system says nothing of a file that is written by a second name outside the site (a hard link), or
/// by way of memory. This many looks take a few milliseconds.
const ROUND: usize = 1_000;

/// Everything that is known of a watched site.
#[derive(Debug)]
pub(super) struct Desk {
    /// The site's folder as it was given.
    given: PathBuf,
    /// The real folder; `None` while there is none.
    root: Option<Root>,
    inbox: Arc<Inbox>,
    ears: Option<Ears>,
    /// How many folders may be watched.
    most: usize,
    index: Index,
    /// Where links lead to.
    places: BTreeSet<PathBuf>,
    /// The hash of what is there.
    beside: u64,
    touches: Touches,
    /// The first and the last moment at which more happened than can be told one by one.
    everything: Option<(Instant, Instant)>,
    /// Folders that are to be looked through once more, and when.
    again: BTreeMap<String, Instant>,
    /// When everything is looked through next; `None` where the system tells of changes.
    tick: Option<Instant>,
    /// When it is made sure that the site's folder is the same.
    heartbeat: Instant,
    /// The file at which the round through all files is; empty at its start.
    round: String,
    /// Whether something happened to the site's folder itself.
    is_root_touched: bool,
    /// When the caller came to wait.
    entered: Instant,
}

/// A site's folder on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Root {
    /// Its path without links.
    at: PathBuf,
    /// Which folder it is, whatever its path.
    identity: (u64, u64),
}

impl Root {
    /// The folder at a path, if there is one.
    fn of(given: &Path) -> Option<Root> {
        let at = given.canonicalize().ok()?;
        let metadata = fs::metadata(&at).ok().filter(fs::Metadata::is_dir)?;
        Some(Root { at, identity: disk::identity(&metadata) })
    }
}

impl Desk {
    /// The desk of the site in a folder.
    pub(super) fn open(given: &Path, inbox: Arc<Inbox>, most: usize) -> Result<Desk, WatchError> {
        // Listing it finds a folder that is none, and one that we may not enter.
        if let Err(error) = fs::read_dir(given) {
            return Err(WatchError::NoFolder { path: given.to_path_buf(), error });
        }
        let now = Instant::now();
        let mut desk = Desk {
            given: given.to_path_buf(),
            root: None,
            inbox,
            ears: None,
            most,
            index: Index::default(),
            places: BTreeSet::new(),
            beside: 0,
            touches: Touches::default(),
            everything: None,
            again: BTreeMap::new(),
            tick: None,
            heartbeat: now + HEARTBEAT,
            round: String::new(),
            is_root_touched: false,
            entered: now,
        };
        desk.begin();
        Ok(desk)
    }

    /// Begins to watch the folder that is there now, if any.
    fn begin(&mut self) {
        self.ears = None;
        self.root = Root::of(&self.given);
        if let (How::Notified, Some(root)) = (self.how(), &self.root) {
            match Ears::new(&root.at, Arc::clone(&self.inbox), self.most) {
                Ok(ears) => self.ears = Some(ears),
                Err(error) => self.fall_back(&error.to_string()),
            }
        }
        self.look_through();
    }

    /// How changes are noticed.
    fn how(&self) -> How {
        self.inbox.how().0
    }

    /// Whether a file's metadata tell of every change. Without the system's word they may not.
    fn young(&self) -> Young {
        match self.how() {
            How::Notified => Young::Trusted,
            How::Polled(_) => Young::Read,
        }
    }

    /// From now on looks at all files, because the system cannot tell.
    fn fall_back(&mut self, reason: &str) {
        self.ears = None;
        let note = format!(
            "the system cannot tell of changes: {reason}; all files are looked at every {} ms instead",
            POLL.as_millis()
        );
        self.inbox.notice_by(How::Polled(POLL), note);
    }

    /// The caller came to wait, and has read what was told before.
    pub(super) fn enter(&mut self, now: Instant) {
        self.entered = now;
    }

    /// Takes in what has arrived.
    pub(super) fn accept(&mut self, post: Post) {
        if post.is_at_limit && self.ears.is_some() {
            self.fall_back(AT_LIMIT);
        }
        // Whatever could not be listened to may have changed meanwhile.
        let everything = post.everything.or(post.is_at_limit.then(Instant::now));
        if let Some(last) = everything {
            let first = self.everything.map_or(last, |(first, _)| first);
            self.everything = Some((first, last));
        }
        self.is_root_touched |= post.is_root_touched;
        self.touches.extend(post.touches);
    }

    /// Does what is due; what is to be told, if anything.
    pub(super) fn work(&mut self, now: Instant) -> Option<Seen> {
        let beats = self.heartbeat <= now;
        if (self.is_root_touched || beats) && self.is_root_other(now) {
            self.begin();
            return Some(Seen::All);
        }
        if self.root.is_none() {
            self.touches.clear();
            self.everything = None;
            return None;
        }
        if beats && self.how() == How::Notified {
            self.go_round(now);
        }
        if self.tick.is_some_and(|tick| tick <= now) {
            self.look_for_changes(now);
        }
        let is_due = |at: &mut Instant| *at <= now;
        for (folder, _) in self.again.extract_if(.., |_, at| is_due(at)) {
            self.touches.add(folder, Touch::new(now, Cause::Found, None));
        }
        if let Some(due) = self.everything_due() {
            return (due <= now).then(|| self.all());
        }
        if self.touches.due().is_some_and(|due| due <= now) { self.settle(now) } else { None }
    }

    /// The moment at which there is something to do.
    pub(super) fn due(&self) -> Instant {
        let others = [self.tick, self.everything_due(), self.touches.due()];
        let again = self.again.values().copied();
        again.chain(others.into_iter().flatten()).fold(self.heartbeat, Instant::min)
    }

    /// When it is told that anything may have changed.
    fn everything_due(&self) -> Option<Instant> {
        self.everything.map(|(first, last)| (last + QUIET).min(first + BOUND))
    }

    /// Whether the site's folder is another one than that which is watched, or came or went.
    fn is_root_other(&mut self, now: Instant) -> bool {
        let root = Root::of(&self.given);
        self.heartbeat = now + if root.is_some() { HEARTBEAT } else { HEARTBEAT_OF_NONE };
        let is_touched = std::mem::take(&mut self.is_root_touched);
        root != self.root || (is_touched && root.is_some())
    }

    /// Looks through everything, to tell that anything may have changed.
    fn all(&mut self) -> Seen {
        self.look_through();
        Seen::All
    }

    /// Looks at what is due to be looked at; what is to be told, if anything.
    fn settle(&mut self, now: Instant) -> Option<Seen> {
        let mut open = self.touches.look_at_due(now);
        while let Some(path) = open.pop() {
            let Some(touch) = self.touches.get(&path).cloned() else { continue };
            let root = self.root.as_ref()?;
            let (index, young, entered) = (&self.index, self.young(), self.entered);
            let judge = Judge { root: &root.at, index, young, now, entered };
            let more = match judge.judge(&path, &touch) {
                Become::File(verdict, entry) => {
                    self.touches.judge(&path, verdict, entry);
                    continue;
                }
                Become::Folder => self.look_into(&path, &touch),
                Become::NoFolder => self.forget(&path),
                Become::Unclear => None,
            };
            let Some(more) = more else { return Some(self.all()) };
            self.touches.remove(&path);
            for path in &more {
                self.touches.add(path.clone(), touch.found());
            }
            open.extend(more);
        }
        let told = self.touches.told(now);
        let paths: BTreeSet<String> = told.keys().cloned().collect();
        for (path, entry) in told {
            self.index.set(path, entry);
        }
        (!paths.is_empty()).then_some(Seen::Files(paths))
    }
}

/// Why the system tells of no more folders.
const AT_LIMIT: &str = "as many folders are watched as it allows";
