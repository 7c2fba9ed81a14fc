//! Copied files, opened. Nothing outside the site's folder is.

use std::io::{self, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use hyper::body::Bytes;
use tokio::fs::{self, File};
use tokio::io::AsyncSeekExt;
use tokio::sync::Semaphore;
use tokio::time::sleep;

use crate::disk::{Body, Darkroom, body};
use crate::edition::{CopiedFile, Made};
use crate::source::AssetBytes;

/// A file that can be sent.
pub(super) enum Opened {
    /// It is in memory.
    Memory(Bytes),
    /// It is on disk.
    File {
        /// The file, at its start.
        file: File,
        /// How many bytes it has.
        length: u64,
        /// Its entity tag.
        tag: String,
    },
}

/// How many pictures are worked on at once for a preview: each takes a core and its pixels in memory.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Opens a file; `None` where it is not there, is no file, or lies outside the site's folder. A
/// version of a picture is made where nobody has asked for it before.
pub(super) async fn open(root: &Path, file: &CopiedFile) -> Option<Opened> {
    if file.made == Made::Copied {
        return match Body::from(&file.bytes) {
            Body::Bytes(bytes) => Some(Opened::Memory(Bytes::copy_from_slice(&bytes))),
            Body::File(path) => open_soon(root, &path).await,
        };
    }
    let darkroom = Darkroom::of(root);
    if let Made::Version(_, version) = &file.made {
        let kept = darkroom.place(version);
        if let Ok(Some(opened)) = open_within(root, &kept).await {
            return Some(opened);
        }
    }
    if let AssetBytes::File { path, .. } = &file.bytes {
        open_soon(root, path).await?;
    }
    // Without a place it waits; nobody ever closes them all.
    let _place = AT_ONCE.acquire().await.ok()?;
    let (wanted, here) = (file.clone(), darkroom.clone());
    let made = tokio::task::spawn_blocking(move || {
        here.develop_asked(&wanted);
        match body(&wanted, &here).ok()? {
            Body::Bytes(bytes) => Some(Ok(Bytes::from(bytes.into_owned()))),
            Body::File(path) => Some(Err(path.into_owned())),
        }
    });
    match made.await.ok()?? {
        Ok(bytes) => Some(Opened::Memory(bytes)),
        Err(path) => open_within(root, &path).await.ok()?,
    }
}

/// Opens a file of the site, which may be about to be saved.
async fn open_soon(root: &Path, path: &Path) -> Option<Opened> {
    let mut tries = 0;
    loop {
        match open_within(root, path).await {
            Ok(opened) => return opened,
            // Programs that save by deleting and writing anew leave a moment without the file.
            Err(error) if error.kind() == io::ErrorKind::NotFound && tries < 5 => {
                tries += 1;
                sleep(Duration::from_millis(10 * tries)).await;
            }
            Err(_) => return None,
        }
    }
}

async fn open_within(root: &Path, path: &Path) -> io::Result<Option<Opened>> {
    // Links are followed as they lead at this moment, whatever they did when the site was read.
    let real: PathBuf = fs::canonicalize(path).await?;
    // A pipe would keep whoever opens it waiting, so what it is comes first.
    if !real.starts_with(root) || !fs::metadata(&real).await?.is_file() {
        return Ok(None);
    }
    let file = File::open(&real).await?;
    let about = file.metadata().await?;
    let changed = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let tag = format!("\"{:x}-{:x}\"", changed.as_nanos(), about.len());
    Ok(Some(Opened::File { file, length: about.len(), tag }))
}

/// Moves to a place in a file.
///
/// # Errors
/// The disk fails.
pub(super) async fn move_to(file: &mut File, at: u64) -> io::Result<()> {
    if at > 0 {
        file.seek(SeekFrom::Start(at)).await?;
    }
    Ok(())
}
