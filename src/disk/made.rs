//! The bytes of a file that is copied, as they are printed.

use std::fs;
use std::io;
use std::path::Path;

use super::darkroom::Darkroom;
use super::write::Body;
use crate::edition::{CopiedFile, Made};
use crate::picture::without_metadata;
use crate::source::AssetBytes;

/// The bytes of a copied file: those of the file itself, without metadata where that is taken out, or
/// those of a version as the darkroom keeps it. A version that is not there is the picture itself.
///
/// # Errors
/// The file cannot be read.
pub fn body<'e>(file: &'e CopiedFile, darkroom: &Darkroom) -> Result<Body<'e>, Unread> {
    match &file.made {
        Made::Copied => Ok(Body::from(&file.bytes)),
        Made::Version(_, version) => {
            let place = darkroom.place(version);
            if place.is_file() { Ok(Body::File(place.into())) } else { cleaned(&file.bytes) }
        }
        Made::Cleaned => cleaned(&file.bytes),
    }
}

/// A file that could not be read, and why.
#[derive(Debug)]
pub struct Unread {
    /// Which.
    pub path: Box<Path>,
    /// Why.
    pub error: io::Error,
}

/// The bytes of a picture without its metadata.
fn cleaned(bytes: &AssetBytes) -> Result<Body<'_>, Unread> {
    let read: std::borrow::Cow<'_, [u8]> = match bytes {
        AssetBytes::Memory(bytes) => bytes.as_ref().into(),
        AssetBytes::File { path, .. } => {
            let read = fs::read(path);
            read.map_err(|error| Unread { path: path.as_path().into(), error })?.into()
        }
    };
    Ok(match without_metadata(&read) {
        Some(clean) => Body::from(clean),
        None => Body::Bytes(read),
    })
}
