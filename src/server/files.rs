//! Copied files, opened. Nothing outside the site's folder is.

use std::io::{self, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use hyper::body::Bytes;
use tokio::fs::{self, File};
use tokio::io::AsyncSeekExt;
use tokio::time::sleep;

use crate::disk::Body;
use crate::edition::CopiedFile;

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

/// Opens a file; `None` where it is not there, is no file, or lies outside the site's folder.
pub(super) async fn open(root: &Path, file: &CopiedFile) -> Option<Opened> {
    let path = match Body::from(&file.bytes) {
        Body::Bytes(bytes) => return Some(Opened::Memory(Bytes::copy_from_slice(&bytes))),
        Body::File(path) => path.to_path_buf(),
    };
    let mut tries = 0;
    loop {
        match open_within(root, &path).await {
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
