//! The watch edge: tells which files of a site may have changed, soon after they did.
//!
//! What the system tells is taken as a hint and never as the truth: a hint says where to look, and
//! the disk says what is there. So nothing that the system tells twice, late or in another order
//! can make a site wrong, and where it tells too little, everything is looked at.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use desk::Desk;
use inbox::{Inbox, locked};

pub use error::WatchError;

mod batch;
mod beside;
mod desk;
mod ears;
mod error;
mod inbox;
mod index;
mod judge;
#[cfg(test)]
mod tests;

/// How long the site has to be quiet before a change is told: an editor's save is several changes
/// within less than a millisecond.
const QUIET: Duration = Duration::from_millis(5);

/// How often a site is looked through where the system cannot tell of its changes.
pub const POLL: Duration = Duration::from_millis(500);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The system tells of them.
    Notified,
    /// All files are looked at, this long after the last time. It is for network mounts and for
    /// folders shared with a container, of which the system is not told.
    Polled(Duration),
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// These files and no others, by their paths within the site with forward slashes
    /// (`content/stories/fog.md`): they were written, or appeared, or went.
    Files(BTreeSet<String>),
    /// Anything: what happened is not known one by one.
    All,
}

/// A site that is watched until this is dropped.
///
/// The site's files are to be read by whoever calls [`next`](Watch::next), between two calls of it.
#[derive(Debug)]
pub struct Watch {
    inbox: Arc<Inbox>,
    desk: Mutex<Desk>,
}

impl Watch {
    /// Starts to watch the site in a folder. What changes from here on is told; so the site is read
    /// after this and not before.
    ///
    /// Where the system cannot tell of changes, because it watches as many folders as it may, the
    /// site is looked through from time to time instead, and [`note`](Watch::note) says so.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn start(root: &Path, how: How) -> Result<Watch, WatchError> {
        Watch::with_limit(root, how, usize::MAX)
    }

    /// Starts to watch with no more than some number of folders watched by the system.
    fn with_limit(root: &Path, how: How, most: usize) -> Result<Watch, WatchError> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let inbox = Arc::new(Inbox::new(how));
        let desk = Desk::open(root, Arc::clone(&inbox), most)?;
        Ok(Watch { inbox, desk: Mutex::new(desk) })
    }

    /// What may have changed since the last call, as soon as it is quiet for some milliseconds.
    ///
    /// Waits for it until the deadline; `None` if there was nothing by then, or the waker was used.
    /// A storm of changes is told in parts, so that none is told much later than it happened.
    pub fn next(&self, deadline: Option<Instant>) -> Option<Seen> {
        let entered = Instant::now();
        let mut desk = locked(&self.desk);
        desk.enter(entered);
        loop {
            let post = self.inbox.take();
            let is_woken = post.is_woken;
            desk.accept(post);
            if is_woken {
                return None;
            }
            let now = Instant::now();
            if let Some(seen) = desk.work(now) {
                return Some(seen);
            }
            if deadline.is_some_and(|deadline| deadline <= now) {
                return None;
            }
            let until = desk.due().min(deadline.unwrap_or(desk.due()));
            self.inbox.wait(until);
        }
    }

    /// What wakes [`next`](Watch::next) from another thread.
    pub fn waker(&self) -> Waker {
        Waker { inbox: Arc::clone(&self.inbox) }
    }

    /// How changes are noticed now.
    pub fn how(&self) -> How {
        self.inbox.how().0
    }

    /// What there is to say of how changes are noticed, for the person who started it.
    pub fn note(&self) -> Option<String> {
        self.inbox.how().1
    }
}

/// Makes [`Watch::next`] return at once with nothing: the call that waits, or else the next one.
#[derive(Clone, Debug)]
pub struct Waker {
    inbox: Arc<Inbox>,
}

impl Waker {
    /// Wakes.
    pub fn wake(&self) {
        self.inbox.wake();
    }
}
