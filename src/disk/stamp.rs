//! What a file's metadata says of its content: by it a change is noticed without reading the file.

use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

/// How long after a change a file may change once more and keep its stamp, in nanoseconds.
///
/// Files' times go in steps: some milliseconds on most systems, a second on many network mounts,
/// two on FAT. A file that was read within one step of its last change may have been changed again
/// in that same step.
const STEP: i128 = 2_000_000_000;

/// The metadata that change with a file's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The length in bytes.
    pub(crate) length: u64,
    /// When the bytes were changed, in nanoseconds since the epoch.
    bytes: i128,
    /// When the entry was changed: its bytes, its name, its rights.
    entry: i128,
    /// Which file it is, on which disk.
    identity: (u64, u64),
}

impl Stamp {
    /// The stamp of a file.
    pub(crate) fn of(metadata: &Metadata) -> Stamp {
        let (entry, identity) = of_system(metadata);
        let bytes = metadata.modified().map_or(0, nanoseconds);
        Stamp { length: metadata.len(), bytes, entry, identity }
    }

    /// When the file was last changed, in nanoseconds since the epoch.
    ///
    /// It is the later of the times of its bytes and of its entry: `cp -p`, `rsync -t` and `mv` put
    /// other bytes in place with an old time of their own, which only the entry's time tells.
    pub(crate) fn modified(&self) -> i128 {
        self.bytes.max(self.entry)
    }

    /// Whether other bytes than those that were read at a moment may have the same stamp: the file
    /// was changed so shortly before (git calls such a file racily clean).
    pub(crate) fn may_hide_a_change(&self, read: i128) -> bool {
        self.modified() + STEP > read
    }
}

/// The present moment, in nanoseconds since the epoch.
pub(crate) fn now() -> i128 {
    nanoseconds(SystemTime::now())
}

/// Which file or folder something is, whatever its name: its disk and its number there.
pub(crate) fn identity(metadata: &Metadata) -> (u64, u64) {
    of_system(metadata).1
}

/// A moment in nanoseconds since the epoch.
fn nanoseconds(moment: SystemTime) -> i128 {
    match moment.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    }
}

/// When a file's entry was changed, and which file it is.
#[cfg(unix)]
fn of_system(metadata: &Metadata) -> (i128, (u64, u64)) {
    use std::os::unix::fs::MetadataExt;
    let entry = i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec());
    (entry, (metadata.dev(), metadata.ino()))
}

/// Where the system tells neither, the moment at which the file was made is the next best for both.
#[cfg(not(unix))]
fn of_system(metadata: &Metadata) -> (i128, (u64, u64)) {
    let made = metadata.created().map_or(0, nanoseconds);
    (made, (0, made as u64))
}
