//! What a file's metadata says of its content: by it a change is noticed without reading the file.

use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

/// When a file was last changed, in nanoseconds since the epoch.
///
/// On Unix it is the later of the times of its bytes and of its entry: `cp -p`, `rsync -t` and
/// `mv` put other bytes in place with an old time of their own, which only the entry's time tells.
pub(super) fn modified(metadata: &Metadata) -> i128 {
    let bytes = metadata.modified().map_or(0, nanoseconds);
    bytes.max(entry_changed(metadata))
}

/// A moment in nanoseconds since the epoch.
fn nanoseconds(moment: SystemTime) -> i128 {
    match moment.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    }
}

/// When the entry of a file was last changed: its bytes, its name, its rights.
#[cfg(unix)]
fn entry_changed(metadata: &Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt;
    i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec())
}

/// Where the system keeps no such time, the moment at which the file was made is the next best.
#[cfg(not(unix))]
fn entry_changed(metadata: &Metadata) -> i128 {
    metadata.created().map_or(0, nanoseconds)
}
