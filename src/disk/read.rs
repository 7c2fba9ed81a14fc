//! Reading a site: all its texts in memory, all its assets by path and length.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::darkroom::Darkroom;
use super::embedded;
use super::names::{Kind, SETTINGS, kind};
use super::stamp::Stamp;
use super::walk::{Found, Walked, files, unreadable};
use crate::TURN;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::picture::{self, Format, Picture};
use crate::source::{Asset, AssetBytes, SourceFile, SourceTree, Text};

/// The length in bytes above which a text is not read: 32 mebibytes.
pub const MAX_TEXT: u64 = 32 << 20;

/// The length in bytes above which a picture is not read: 256 mebibytes.
pub const MAX_PICTURE: u64 = 256 << 20;

/// Reads the site in a folder: `site.toml` and the files below `content/`, `data/`, `fonts/`, `i18n/`,
/// `static/`, `templates/` and `themes/`, with the embedded themes that the site has no folder for.
///
/// Every file that cannot be read is one diagnostic, and the tree holds all the others. Nothing
/// else in the folder is looked at, the output least of all.
pub fn read(root: &Path) -> (SourceTree, Vec<Diagnostic>) {
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let mut tree = SourceTree::default();
    if let Some(problem) = missing_site(root) {
        embedded::add_to(&mut tree);
        return (tree, vec![problem]);
    }
    let Walked { found, mut diagnostics, .. } = files(root);
    let found = found.into_par_iter().with_max_len(TURN);
    let read: Vec<_> = found.map_init(Vec::new, reading).collect();
    let mut sources = Vec::with_capacity(read.len());
    for reading in read {
        match reading.file {
            Ok(file) => sources.push((path_of(&file).clone(), file)),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    tree.files = sources.into_iter().collect();
    embedded::add_to(&mut tree);
    diagnostics.sort();
    (tree, diagnostics)
}

/// Reads one text of a site again; none where it cannot be read any more.
pub fn read_text(root: &Path, path: &str) -> Option<Text> {
    let found = Found { path: path.to_owned(), at: root.join(path) };
    match source_file(&mut Vec::new(), found, &mut None) {
        Ok(SourceFile::Text(text)) => Some(text),
        _ => None,
    }
}

/// The problem of a folder that is no site; none of one that is.
pub fn missing_site(root: &Path) -> Option<Diagnostic> {
    if fs::symlink_metadata(root.join(SETTINGS)).is_ok() {
        return None;
    }
    let shown = root.display();
    let message = match fs::metadata(root) {
        Ok(folder) if folder.is_dir() => format!("there is no `{SETTINGS}` in `{shown}`"),
        Ok(_) => format!("`{shown}` is a file, not a site's folder"),
        Err(_) => format!("there is no folder `{shown}`"),
    };
    let problem = Diagnostic::new(Code::MissingSite, message);
    let above = root.canonicalize().ok().and_then(|real| {
        real.ancestors().skip(1).find(|above| above.join(SETTINGS).is_file()).map(Path::to_path_buf)
    });
    Some(match above {
        Some(above) => problem.hint(format!("there is one in `{}`: go there", above.display())),
        None => problem
            .hint("`newsprint init DIR` makes a new site")
            .hint("or go to the folder of the site that you have"),
    })
}

/// One file as it was read.
pub(super) struct Reading {
    /// Its path within the site.
    pub(super) path: Arc<str>,
    /// Its stamp from before it was read, so that a change while it is read is a change after it;
    /// `None` where it could not be opened.
    pub(super) stamp: Option<Stamp>,
    /// The file, or why there is none.
    pub(super) file: Result<SourceFile, Box<Diagnostic>>,
}

/// Reads one file. `buffer` is used again from file to file.
pub(super) fn reading(buffer: &mut Vec<u8>, found: Found) -> Reading {
    let mut stamp = None;
    let path = Arc::from(found.path.as_str());
    let file = source_file(buffer, found, &mut stamp);
    Reading { path, stamp, file }
}

/// One file as it is kept in the tree. The stamp is filled in as soon as there is one.
fn source_file(
    buffer: &mut Vec<u8>,
    found: Found,
    stamp: &mut Option<Stamp>,
) -> Result<SourceFile, Box<Diagnostic>> {
    let at_file = |problem: Diagnostic| {
        let path: Arc<str> = Arc::from(found.path.as_str());
        Box::new(problem.at(Place::file(&path)))
    };
    let failed = |error: &io::Error| at_file(unreadable(&found.path, error));
    let is_asset = kind(&found.path) == Kind::Asset;
    let is_held = ["themes/", "fonts/"].iter().any(|folder| found.path.starts_with(folder));
    if is_asset && !is_held {
        let known = Stamp::of(&fs::metadata(&found.at).map_err(|error| failed(&error))?);
        *stamp = Some(known);
        let (length, modified) = (known.length, known.modified());
        let picture = match Format::of_name(&found.path) {
            Some(_) => Some(seen(buffer, &found, length).map_err(|error| failed(&error))?),
            None => None,
        };
        let bytes = AssetBytes::File { path: found.at, length, modified };
        return Ok(SourceFile::Asset(Asset { path: found.path.into(), bytes, picture }));
    }
    let mut file = File::open(&found.at).map_err(|error| failed(&error))?;
    let known = Stamp::of(&file.metadata().map_err(|error| failed(&error))?);
    *stamp = Some(known);
    if !is_asset && known.length > MAX_TEXT {
        return Err(at_file(too_large(known.length)));
    }
    fill(buffer, &mut file, known.length as usize).map_err(|error| failed(&error))?;
    if is_asset {
        // A theme's files are printed under a name with a hash of their bytes, and share cards are set
        // in fonts, so these are read.
        let bytes = buffer.as_slice().into();
        return Ok(SourceFile::Asset(Asset::in_memory(found.path.into(), bytes)));
    }
    match std::str::from_utf8(buffer) {
        Ok(text) => Ok(SourceFile::Text(Text::new(&found.path, text))),
        Err(error) => Err(at_file(not_utf8(buffer, error.valid_up_to()))),
    }
}

/// What a picture's file says of it. All of it is read, since its smaller versions are named by a hash
/// of its bytes, and where it was taken may stand at its end.
fn seen(buffer: &mut Vec<u8>, found: &Found, length: u64) -> io::Result<Arc<picture::Read>> {
    if length > MAX_PICTURE {
        let why = format!("it has {} MiB; a picture may have 256 MiB", length >> 20);
        return Ok(Arc::new(Err(why.into())));
    }
    fill(buffer, &mut File::open(&found.at)?, length as usize)?;
    let read = picture::read(&found.path, buffer);
    let read = read.unwrap_or_else(|| Err("its name is that of no picture".into()));
    Ok(Arc::new(read.map(|picture| {
        let root = found.at.ancestors().nth(found.path.split('/').count());
        let developed = root.map(|root| Darkroom::of(root).development(picture.hash));
        Picture { developed: developed.unwrap_or(picture.developed), ..picture }
    })))
}

/// Fills the buffer with a file of a known length. Asking for no byte more than that saves the
/// call that would only learn that the file is at its end.
fn fill(buffer: &mut Vec<u8>, file: &mut File, length: usize) -> io::Result<()> {
    buffer.resize(length, 0);
    let mut filled = 0;
    while filled < length {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer.truncate(filled);
    Ok(())
}

/// The problem of a text that is too long to be one.
fn too_large(length: u64) -> Diagnostic {
    let mebibytes = length as f64 / f64::from(1 << 20);
    let message = format!("the file has {mebibytes:.1} MiB; a text may have 32 MiB");
    Diagnostic::new(Code::TooLarge, message)
        .hint("split it, or move it to `static/` if it is only to be copied")
}

/// The problem of a text whose byte at `position` is not UTF-8.
fn not_utf8(bytes: &[u8], position: usize) -> Diagnostic {
    let before = &bytes[..position];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    let message = format!("the byte at line {line}, column {column} is not UTF-8");
    let hint = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file looks like UTF-16; save it as UTF-8",
        _ => "save the file as UTF-8 in your editor",
    };
    Diagnostic::new(Code::NotUtf8, message).hint(hint)
}

/// The path of a source file of either kind.
pub(super) fn path_of(file: &SourceFile) -> &Arc<str> {
    match file {
        SourceFile::Text(text) => &text.path,
        SourceFile::Asset(asset) => &asset.path,
    }
}
