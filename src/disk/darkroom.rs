//! The darkroom: where the smaller versions of pictures and the share cards are kept from build to
//! build, so that nothing is encoded or drawn twice.
//!
//! It is the folder `.newsprint/pictures/` of the site. A version lies there under the hash of the
//! picture and of how it was made, so that what is there is true for ever, whatever the picture is
//! called or where it lies. Beside the versions a few words on each picture tell what came of decoding
//! it. A share card lies there under the hash of what it was drawn from. Everything in it can be deleted at any time, and is made again.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use crate::edition::{CopiedFile, Edition, Made};
use crate::picture::{Color, Development, REVISION, Version};

mod cards;
#[cfg(feature = "pictures")]
mod developing;

#[cfg(feature = "pictures")]
pub use developing::Roll;

/// The folder within that of the site.
const FOLDER: &str = ".newsprint/pictures";

/// How long a version is kept that no build prints any more: an edit may be taken back, and another
/// branch may be built tomorrow.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The darkroom of a site.
#[derive(Clone, Debug)]
pub struct Darkroom {
    folder: PathBuf,
}

/// The name of the words on a picture. What could not be decoded may be, by a later version.
fn words_name(hash: u128) -> String {
    format!("{hash:032x}-{REVISION}.txt")
}

impl Darkroom {
    /// The darkroom of the site in a folder, whether there is one yet or not.
    pub fn of(root: &Path) -> Darkroom {
        Darkroom { folder: root.join(FOLDER) }
    }

    /// Where a version is kept, if it is.
    pub fn place(&self, version: &Version) -> PathBuf {
        self.folder.join(version.key())
    }

    /// Puts a file in its place at once: nobody reads half of it.
    fn put(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let wet = self.folder.join(format!("{}-{number}.new", std::process::id()));
        fs::write(&wet, bytes)?;
        fs::rename(&wet, place).inspect_err(|_| {
            let _ = fs::remove_file(&wet);
        })
    }

    fn words(&self, hash: u128) -> PathBuf {
        self.folder.join(words_name(hash))
    }

    /// What came of decoding the picture of a hash.
    pub fn development(&self, hash: u128) -> Development {
        let words = fs::read_to_string(self.words(hash)).unwrap_or_default();
        match words.trim_end().split_once(' ') {
            Some(("color", color)) => match u32::from_str_radix(color, 16) {
                Ok(color) => {
                    let [_, red, green, blue] = color.to_be_bytes();
                    Development::Done(Some(Color([red, green, blue])))
                }
                Err(_) => Development::Undone,
            },
            Some(("failed", why)) => Development::Failed(why.into()),
            _ if words.trim_end() == "clear" => Development::Done(None),
            _ => Development::Undone,
        }
    }

    /// Deletes what an edition does not print and no build of the last month has made. What cannot be
    /// deleted stays.
    pub fn prune(&self, edition: &Edition) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let mut used = BTreeSet::new();
        for file in edition.files.iter() {
            let Made::Version(read, version) = &file.made else { continue };
            used.insert(version.key());
            used.extend(read.as_ref().as_ref().map(|picture| words_name(picture.hash)));
        }
        let now = SystemTime::now();
        for entry in entries.flatten() {
            let made = entry.metadata().and_then(|about| about.modified());
            let age = made.ok().and_then(|made| now.duration_since(made).ok()).unwrap_or_default();
            let is_used = entry.file_name().to_str().is_some_and(|name| used.contains(name));
            if !is_used && age > KEPT {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Makes a version that is asked for, if it is not there. What cannot be made is left to whoever
    /// prints the picture as it is.
    pub fn develop_asked(&self, file: &CopiedFile) {
        #[cfg(feature = "pictures")]
        if let CopiedFile { made: Made::Version(read, version), bytes, source, .. } = file
            && let Ok(picture) = read.as_ref()
            && !self.place(version).is_file()
        {
            let roll = Roll { source, bytes, picture, versions: vec![version] };
            let _ = self.develop(&[roll], || ());
        }
        #[cfg(not(feature = "pictures"))]
        let _ = file;
    }
}
