//! The darkroom: where the smaller versions of pictures are kept from build to build, so that nothing is
//! encoded twice.
//!
//! It is the folder `.newsprint/pictures/` of the site. A version lies there under the hash of the
//! picture and of how it was made, so that what is there is true for ever, whatever the picture is
//! called or where it lies. Beside the versions a few words on each picture tell what came of decoding
//! it. Everything in it can be deleted at any time, and is made again.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use crate::edition::{CopiedFile, Edition, Made};
use crate::picture::{Color, Development, Picture, Version};
use crate::source::AssetBytes;

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

/// A picture of which versions are missing.
pub struct Roll<'e> {
    /// The file within the source tree.
    pub source: &'e str,
    /// Where its bytes are.
    bytes: &'e AssetBytes,
    /// What its header says.
    picture: &'e Picture,
    /// The missing versions.
    versions: Vec<&'e Version>,
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

    fn words(&self, hash: u128) -> PathBuf {
        self.folder.join(format!("{hash:032x}.txt"))
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

    /// The pictures of an edition of which something is missing.
    pub fn missing<'e>(&self, edition: &'e Edition) -> Vec<Roll<'e>> {
        let mut rolls: Vec<Roll<'e>> = Vec::new();
        for file in edition.files.iter() {
            let CopiedFile { made: Made::Version(read, version), bytes, source, .. } = file else {
                continue;
            };
            let Ok(picture) = read.as_ref() else { continue };
            let is_told = picture.developed != Development::Undone;
            if is_told && self.place(version).is_file() {
                continue;
            }
            // The versions of a picture stand beside one another.
            match rolls.last_mut().filter(|roll| roll.source == &**source) {
                Some(roll) => roll.versions.push(version),
                None => rolls.push(Roll { source, bytes, picture, versions: vec![version] }),
            }
        }
        rolls
    }

    /// Deletes what an edition does not print and no build of the last month has made. What cannot be
    /// deleted stays.
    pub fn prune(&self, edition: &Edition) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let mut used = BTreeSet::new();
        for file in edition.files.iter() {
            let Made::Version(read, version) = &file.made else { continue };
            used.insert(version.key());
            used.extend(read.as_ref().as_ref().map(|picture| format!("{:032x}.txt", picture.hash)));
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
}

#[cfg(feature = "pictures")]
mod developing {
    //! Making what is missing.

    use std::borrow::Cow;
    use std::panic::catch_unwind;
    use std::sync::{Condvar, Mutex, PoisonError};

    use rayon::prelude::*;

    use super::*;
    use crate::picture::Size;
    use crate::picture::develop::{Developed, develop};

    /// How many pixels are worked on at the same time, whatever the number of threads: decoded, they
    /// take three or four bytes each, and half as much again until they are encoded.
    const AT_ONCE: u64 = 96_000_000;

    impl Darkroom {
        /// Makes what is missing, on all threads; `step` is called after each picture. A picture that
        /// cannot be decoded is noted as such, and the next edition prints it as it is.
        ///
        /// # Errors
        /// The folder cannot be written.
        pub fn develop(&self, rolls: &[Roll<'_>], step: impl Fn() + Sync) -> io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let room = Room::default();
            rolls.par_iter().try_for_each(|roll| {
                let _place = room.taken(roll.picture.size.map_or(0, Size::pixels));
                // A file that went is told by whoever copies it.
                let done = match roll.read() {
                    Some(bytes) => self.develop_one(&bytes, roll.picture, &roll.versions),
                    None => Ok(()),
                };
                step();
                done
            })
        }

        /// Makes one version, where it is asked for.
        ///
        /// # Errors
        /// The folder cannot be written.
        pub fn develop_one(
            &self,
            bytes: &[u8],
            picture: &Picture,
            versions: &[&Version],
        ) -> io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            // Decoders are the work of others, and pictures that of anybody.
            let developed = catch_unwind(|| develop(bytes, picture, versions));
            let developed = developed.unwrap_or_else(|_| Err("its decoder gave up".to_owned()));
            let words = match developed {
                Ok(Developed { color, versions: made }) => {
                    for (version, bytes) in versions.iter().zip(&made) {
                        self.put(&self.place(version), bytes)?;
                    }
                    match color {
                        Some(Color([red, green, blue])) => {
                            format!("color {red:02x}{green:02x}{blue:02x}\n")
                        }
                        None => "clear\n".to_owned(),
                    }
                }
                Err(why) => format!("failed {}\n", why.replace(char::is_control, " ")),
            };
            self.put(&self.words(picture.hash), words.as_bytes())
        }
    }

    impl Roll<'_> {
        /// The bytes of the picture, as long as they are those that its header was read from.
        fn read(&self) -> Option<Cow<'_, [u8]>> {
            let bytes: Cow<'_, [u8]> = match self.bytes {
                AssetBytes::Memory(bytes) => bytes.as_ref().into(),
                AssetBytes::File { path, .. } => fs::read(path).ok()?.into(),
            };
            (xxhash_rust::xxh3::xxh3_128(&bytes) == self.picture.hash).then_some(bytes)
        }
    }

    /// Room for a number of pixels.
    #[derive(Default)]
    struct Room {
        taken: Mutex<u64>,
        freed: Condvar,
    }

    /// Room that is taken until this goes.
    struct Place<'r> {
        room: &'r Room,
        pixels: u64,
    }

    impl Room {
        /// Waits for room. A picture that is larger than all of it gets it alone.
        fn taken(&self, pixels: u64) -> Place<'_> {
            let pixels = pixels.min(AT_ONCE);
            let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
            let is_full = |taken: &mut u64| *taken + pixels > AT_ONCE;
            let taken = self.freed.wait_while(taken, is_full);
            *taken.unwrap_or_else(PoisonError::into_inner) += pixels;
            Place { room: self, pixels }
        }
    }

    impl Drop for Place<'_> {
        fn drop(&mut self) {
            *self.room.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.pixels;
            self.room.freed.notify_all();
        }
    }
}
