//! What has arrived and is not looked at yet: the one place where the system's thread, the thread
//! that waits and whoever wakes it meet.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::batch::Touches;
use super::{How, QUIET};

/// What has arrived, and how it arrives.
#[derive(Debug)]
pub(super) struct Inbox {
    state: Mutex<State>,
    arrived: Condvar,
}

/// Everything in the inbox.
#[derive(Debug)]
struct State {
    post: Post,
    /// Places outside the site's folders that links of the site lead to.
    beside: Vec<PathBuf>,
    how: How,
    note: Option<String>,
}

/// What has arrived since the last time.
#[derive(Debug, Default)]
pub(super) struct Post {
    /// The paths that something happened to.
    pub(super) touches: Touches,
    /// When more happened than can be told one by one.
    pub(super) everything: Option<Instant>,
    /// Whether something happened to the site's folder itself.
    pub(super) is_root_touched: bool,
    /// Whether the system watches as many folders as it may.
    pub(super) is_at_limit: bool,
    /// Whether the waker was used.
    pub(super) is_woken: bool,
}

impl Post {
    fn is_empty(&self) -> bool {
        let is_quiet = self.touches.is_empty() && self.everything.is_none();
        is_quiet && !self.is_root_touched && !self.is_at_limit && !self.is_woken
    }
}

impl Inbox {
    /// An empty one.
    pub(super) fn new(how: How) -> Inbox {
        let state = State { post: Post::default(), beside: Vec::new(), how, note: None };
        Inbox { state: Mutex::new(state), arrived: Condvar::new() }
    }

    /// Puts something in.
    pub(super) fn put(&self, put: impl FnOnce(&mut Post)) {
        put(&mut locked(&self.state).post);
        self.arrived.notify_all();
    }

    /// Wakes whoever waits, or keeps the next one from waiting.
    pub(super) fn wake(&self) {
        self.put(|post| post.is_woken = true);
    }

    /// Takes everything out.
    pub(super) fn take(&self) -> Post {
        std::mem::take(&mut locked(&self.state).post)
    }

    /// Waits until something is there or the moment has come.
    ///
    /// A short wait is not cut short by what arrives: it could only be made longer by it, and in a
    /// storm of changes each would cost a switch of threads.
    pub(super) fn wait(&self, until: Instant) {
        let now = Instant::now();
        if until <= now + QUIET {
            std::thread::sleep(until.saturating_duration_since(now));
            return;
        }
        let mut state = locked(&self.state);
        while state.post.is_empty() {
            let rest = until.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return;
            }
            let waited = self.arrived.wait_timeout(state, rest);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// How changes are noticed, and what there is to say of it.
    pub(super) fn how(&self) -> (How, Option<String>) {
        let state = locked(&self.state);
        (state.how, state.note.clone())
    }

    /// From now on changes are noticed in another way.
    pub(super) fn notice_by(&self, how: How, note: String) {
        let mut state = locked(&self.state);
        state.how = how;
        state.note = Some(note);
    }

    /// From now on these are the places that links lead to.
    pub(super) fn listen_beside(&self, beside: Vec<PathBuf>) {
        locked(&self.state).beside = beside;
    }

    /// Whether something that happens at a place outside the site's folders happens to what a link
    /// leads to.
    pub(super) fn is_beside(&self, at: &std::path::Path) -> bool {
        let state = locked(&self.state);
        state.beside.iter().any(|target| at.starts_with(target) || target.starts_with(at))
    }
}

/// What a mutex guards. A thread that panicked with it has left nothing half done: all that is done
/// under these locks is to put whole values in or take them out.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
