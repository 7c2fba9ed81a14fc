//! What the system tells of changes, by the crate `notify`.
//!
//! It is version 8: 9 has no stable release yet, and what it promises to mend is mended here for
//! both. With either, most files are missed that are written right after their new folders, because
//! the watch of a new folder begins after that. Here a folder is watched first and listed then.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::batch::{Cause, Pen, Touch};
use super::inbox::Inbox;
use crate::disk::{is_of_site, is_portable};

/// Whether the system says when a file that was written is closed.
pub(super) const TELLS_OF_CLOSING: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Whether each folder is watched by itself. Where the system watches a folder with all that is
/// below it, that costs less and misses nothing.
const IS_EACH_FOLDER: bool = TELLS_OF_CLOSING;

/// The system's word on a site.
#[derive(Debug)]
pub(super) struct Ears {
    watcher: RecommendedWatcher,
    /// How many more folders may be watched.
    rest: usize,
}

/// How much of a folder is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// What comes and goes in it.
    Entries,
    /// Everything in it and below.
    Tree,
    /// The same, as a part of a tree that is listened to.
    OfTree,
}

/// The system watches as many folders as it may.
#[derive(Debug)]
pub(super) struct AtLimit;

impl Ears {
    /// Ears that put into an inbox what they are told of the site at a real path.
    pub(super) fn new(root: &Path, inbox: Arc<Inbox>, most: usize) -> notify::Result<Ears> {
        let told = Told { root: root.to_path_buf(), inbox };
        let watcher = notify::recommended_watcher(move |event| told.take(event))?;
        Ok(Ears { watcher, rest: most })
    }

    /// Listens to a folder.
    ///
    /// It may be done again, and has to be when the folder may be another one of the same name. A
    /// folder that is not there, or that we may not read, is passed over: the one above it tells.
    pub(super) fn hear(&mut self, at: &Path, reach: Reach) -> Result<(), AtLimit> {
        let mode = match reach {
            _ if IS_EACH_FOLDER => RecursiveMode::NonRecursive,
            Reach::Entries => RecursiveMode::NonRecursive,
            Reach::Tree => RecursiveMode::Recursive,
            Reach::OfTree => return Ok(()),
        };
        if self.rest == 0 {
            return Err(AtLimit);
        }
        match self.watcher.watch(at, mode) {
            Ok(()) => self.rest -= 1,
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return Err(AtLimit),
            Err(_) => {}
        }
        Ok(())
    }
}

/// Turns what the system tells into touches.
struct Told {
    root: PathBuf,
    inbox: Arc<Inbox>,
}

impl Told {
    /// Takes one event, or an error.
    fn take(&self, event: notify::Result<Event>) {
        let now = Instant::now();
        match event {
            Ok(event) if event.need_rescan() => self.inbox.put(|post| post.everything = Some(now)),
            Ok(event) => {
                let Some((cause, pen)) = meaning(&event.kind) else { return };
                for at in &event.paths {
                    self.touch(at, Touch::new(now, cause, pen));
                }
            }
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                self.inbox.put(|post| post.is_at_limit = true);
            }
            // What it was about is lost.
            Err(_) => self.inbox.put(|post| post.everything = Some(now)),
        }
    }

    /// Something happened at a place.
    fn touch(&self, at: &Path, touch: Touch) {
        let Ok(relative) = at.strip_prefix(&self.root) else {
            return self.touch_beside(at, touch.last);
        };
        let shown = relative.to_string_lossy();
        let path = if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() };
        if path.is_empty() {
            self.inbox.put(|post| post.is_root_touched = true);
        } else if !is_of_site(&path) {
            self.touch_beside(at, touch.last);
        } else if relative.to_str().is_none() || !is_portable(&path) {
            // A name that cannot stand in a path is a problem to be told; only a walk finds it.
            self.inbox.put(|post| post.everything = Some(touch.last));
        } else {
            self.inbox.put(|post| post.touches.add(path, touch));
        }
    }

    /// Something happened outside the site's folders: of interest only where a link leads to it.
    fn touch_beside(&self, at: &Path, now: Instant) {
        if self.inbox.is_beside(at) {
            self.inbox.put(|post| post.everything = Some(now));
        }
    }
}

/// What an event means for a file; `None` for those that change nothing. Opening and reading are
/// told as well, and we read what we are told of: listening to that we would wake ourselves for ever.
fn meaning(kind: &EventKind) -> Option<(Cause, Option<Pen>)> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
            Some((Cause::Written, Some(Pen::Up)))
        }
        EventKind::Access(_) => None,
        EventKind::Modify(ModifyKind::Data(_)) if TELLS_OF_CLOSING => {
            Some((Cause::Written, Some(Pen::Down)))
        }
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => Some((Cause::Written, None)),
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
            Some((Cause::Placed, Some(Pen::Up)))
        }
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => {
            Some((Cause::Placed, None))
        }
    }
}
