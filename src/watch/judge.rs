//! What a path that something happened to has become: to be told, or in the middle of a save.
//!
//! Editors save in many ways. Some write over the old bytes, and for a moment the file is empty.
//! Some move the old file away or delete it first, and for a moment there is none. Some write to a
//! file of another name first, which for a moment seems to be a new one. So what is missing, empty
//! or new is believed only after a while; all other changes are believed at once.

use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

use super::batch::{Cause, Pen, Touch, Verdict};
use super::ears::TELLS_OF_CLOSING;
use super::index::{Entry, Index, Young};

/// How long a file may be missing, empty or under another name while it is saved.
const SAVE: Duration = Duration::from_millis(30);

/// How long someone may have a file open that was written before it is believed as it is.
const WRITING: Duration = Duration::from_millis(400);

/// How long a file has to be the same where nobody says that it was closed.
const STEADY: Duration = Duration::from_millis(20);

/// How long after the caller came to wait something may still be told that happened before. It is
/// told within a millisecond, but on a busy machine a thread may have to wait for its turn.
pub(super) const DELAY: Duration = Duration::from_millis(500);

/// What a path has become.
pub(super) enum Become {
    /// A file, or nothing, with what was there.
    File(Verdict, Option<Entry>),
    /// A folder, which has to be looked through.
    Folder,
    /// A folder that was there is gone, with all in it.
    NoFolder,
    /// Something whose effect is not known.
    Unclear,
}

/// What is known when a path is judged.
pub(super) struct Judge<'a> {
    /// The site's real folder.
    pub(super) root: &'a Path,
    /// What was there before.
    pub(super) index: &'a Index,
    /// Whether stamps are trusted.
    pub(super) young: Young,
    /// The present moment.
    pub(super) now: Instant,
    /// When the caller came to wait. Before that, the site may have been read.
    pub(super) entered: Instant,
}

impl Judge<'_> {
    /// Looks at what a path has become.
    pub(super) fn judge(&self, path: &str, touch: &Touch) -> Become {
        let before = self.index.get(path);
        let entry = match self.index.look(&self.root.join(path), path, self.young) {
            Ok(entry) => entry,
            Err(error) if is_missing(error.kind()) => return self.judge_missing(before, touch),
            Err(_) => return Become::Unclear,
        };
        match (&entry, before) {
            // Where whole trees are heard of, a folder counts as written when a file in it is.
            (Entry::Folder, Some(Entry::Folder)) if touch.cause == Cause::Written => {
                Become::File(Verdict::Nothing, None)
            }
            (Entry::Folder, None | Some(Entry::Folder | Entry::Odd(None))) => Become::Folder,
            (Entry::File(..), None | Some(Entry::File(..))) => {
                let verdict = self.judge_file(&entry, before, touch);
                Become::File(verdict, Some(entry))
            }
            (Entry::Odd(_), Some(before)) if touch.cause == Cause::Found && entry == *before => {
                Become::File(Verdict::Nothing, None)
            }
            _ => Become::Unclear,
        }
    }

    /// A file that is there.
    fn judge_file(&self, entry: &Entry, before: Option<&Entry>, touch: &Touch) -> Verdict {
        let is_same = before.is_some_and(|before| entry.is_same(before));
        if touch.cause == Cause::Found && is_same {
            return Verdict::Nothing;
        }
        let is_open = touch.pen == Some(Pen::Down);
        let is_steady = self.is_told_of_closing() || touch.entry.is_some_and(|was| was == *entry);
        let (is_empty, was_empty) = (length(Some(entry)) == 0, length(before) == 0);
        let until = if is_open {
            touch.first + WRITING
        } else if !is_steady && self.now < touch.first + WRITING {
            self.now + STEADY
        } else if before.is_none() || (is_empty && !was_empty) {
            touch.last + SAVE
        } else {
            self.now
        };
        if until <= self.now { Verdict::Ready } else { Verdict::Wait(until) }
    }

    /// A path at which there is nothing.
    fn judge_missing(&self, before: Option<&Entry>, touch: &Touch) -> Become {
        match before {
            Some(Entry::Folder) => Become::NoFolder,
            Some(Entry::Odd(_)) => Become::Unclear,
            Some(Entry::File(..)) if self.now < touch.last + SAVE => {
                Become::File(Verdict::Wait(touch.last + SAVE), None)
            }
            Some(Entry::File(..)) => Become::File(Verdict::Ready, None),
            // A file that came and went, as editors' do. The caller may have come upon it while the
            // site was read, and has to hear that it is gone; else nobody has seen it.
            None if touch.first <= self.entered + DELAY => Become::File(Verdict::Ready, None),
            None => Become::File(Verdict::Nothing, None),
        }
    }

    /// Whether the system says when a file that was written is closed.
    fn is_told_of_closing(&self) -> bool {
        TELLS_OF_CLOSING && self.young == Young::Trusted
    }
}

/// Whether an error says that nothing is there.
fn is_missing(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// The length of a file in bytes; none for what is no file.
fn length(entry: Option<&Entry>) -> u64 {
    match entry {
        Some(Entry::File(stamp, _)) => stamp.length,
        _ => 0,
    }
}
