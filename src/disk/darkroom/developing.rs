//! Makes the versions of pictures that are missing in the darkroom.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::panic::catch_unwind;
use std::sync::{Condvar, Mutex, PoisonError};

use rayon::prelude::*;

use super::Darkroom;
use crate::edition::{CopiedFile, Edition, Made};
use crate::picture::develop::{Developed, develop};
use crate::picture::{Color, Development, Picture, Size, Version};
use crate::source::AssetBytes;

/// How many pixels are worked on at the same time, whatever the number of threads: decoded, they
/// take three or four bytes each, and half as much again until they are encoded.
const AT_ONCE: u64 = 96_000_000;

/// A picture of which versions are missing.
pub struct Roll<'e> {
    /// The file within the source tree.
    pub source: &'e str,
    /// Where its bytes are.
    pub(super) bytes: &'e AssetBytes,
    /// What its header says.
    pub(super) picture: &'e Picture,
    /// The missing versions.
    pub(super) versions: Vec<&'e Version>,
}

impl Darkroom {
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
