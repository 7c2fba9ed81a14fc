//! Where an export goes: what stands there is left alone unless an earlier export wrote it, and is
//! replaced only when the new one is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli::Failure;
use crate::cli::export::beside::Beside;
use crate::cli::export::{Anyway, ExportFormat};
use crate::cli::report::reason;
use crate::export::csv::{file_name, first_line};
use crate::export::tables::TABLES;

/// The longest first line of an export in JSON Lines that is looked at, in bytes.
const FIRST_LINE: u64 = 64 << 10;

/// A place for an export, and the place beside it where the export grows.
pub struct Place {
    /// Where it will be.
    target: PathBuf,
    /// Where it grows.
    beside: Beside,
}

impl Place {
    /// The place at a path.
    ///
    /// # Errors
    /// Something is there that no export wrote, and it is not to be replaced anyway; or nothing can
    /// be written there.
    pub fn at(path: &Path, format: ExportFormat, anyway: Anyway) -> Result<Place, Failure> {
        // A link to the place stays a link to the place.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let is_folder = format == ExportFormat::Csv;
        if let Ok(there) = fs::metadata(&target) {
            let is_kind = if is_folder { there.is_dir() } else { there.is_file() };
            if !is_kind {
                let kind = if is_folder { "folder" } else { "file" };
                let failure = Failure::new(format!("`{}` is no {kind}", path.display()));
                return Err(failure.hint(format!("choose another {kind} with --output")));
            }
            // Else the tables before it would be moved into place and those behind it not.
            let tables = TABLES.iter().filter(|_| is_folder).map(|table| file_name(table));
            if let Some(name) = tables.into_iter().find(|name| target.join(name).is_dir()) {
                let message = format!("`{}` is no file", path.join(name).display());
                return Err(Failure::new(message).hint("choose another folder with --output"));
            }
            if anyway == Anyway::No && !is_ours(&target, format).map_err(failed("read", path))? {
                let message = match is_folder {
                    true => format!("no export wrote the tables in `{}`", path.display()),
                    false => format!("no export wrote the file `{}`", path.display()),
                };
                return Err(Failure::new(message)
                    .hint("choose another place with --output, or replace it with --force"));
            }
        }
        let beside = beside(&target).map_err(failed("write", path))?;
        Ok(Place { target, beside })
    }

    /// Makes the export: `write` is given the path at which it has to put the file, or the folder
    /// for the files. When it is done, all of it is moved to its place; else nothing of it is left.
    ///
    /// # Errors
    /// What `write` says, or the system refused.
    pub fn fill(self, write: impl FnOnce(&Path) -> Result<(), String>) -> Result<(), Failure> {
        let filled = write(&self.beside.path());
        let filled = filled.and_then(|()| self.put_in_place().map_err(|error| reason(&error)));
        filled
            .map_err(|why| Failure::new(format!("cannot write `{}`: {why}", self.target.display())))
    }

    fn put_in_place(&self) -> io::Result<()> {
        if !self.target.is_dir() {
            return fs::rename(self.beside.path(), &self.target);
        }
        // The first table says that the folder is ours, so that a run after a kill may go on.
        TABLES.iter().try_for_each(|table| {
            let name = file_name(table);
            fs::rename(self.beside.path().join(&name), self.target.join(&name))
        })
    }
}

/// A new file for the rows of one table, or of all.
pub fn new_file(path: &Path) -> io::Result<BufWriter<File>> {
    File::create_new(path).map(BufWriter::new)
}

/// Where the export grows, with the folders above it: in a folder that is there, else beside the place.
fn beside(target: &Path) -> io::Result<Beside> {
    if target.is_dir() {
        return Beside::of("newsprint", target);
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = target.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    Beside::of(&name, folder)
}

/// Whether an earlier export wrote what is there, so far as it would be replaced.
fn is_ours(target: &Path, format: ExportFormat) -> io::Result<bool> {
    match format {
        ExportFormat::Csv => {
            let names = TABLES.iter().map(|table| target.join(file_name(table)));
            if !names.into_iter().any(|path| path.exists()) {
                return Ok(true);
            }
            let marker = target.join(file_name(TABLES[0]));
            match marker.exists() {
                true => starts_with(&marker, first_line(TABLES[0]).as_bytes()),
                false => Ok(false),
            }
        }
        ExportFormat::Jsonl => {
            let start = start(target, FIRST_LINE)?;
            let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let object: Value = serde_json::from_slice(line).unwrap_or_default();
            Ok(object["type"] == TABLES[0].name)
        }
        ExportFormat::Sqlite => {
            let header = start(target, 72)?;
            Ok(header.starts_with(b"SQLite format 3\0") && header.get(68..72) == Some(&b"Nwsp"[..]))
        }
    }
}

fn starts_with(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    Ok(start(path, bytes.len() as u64)? == bytes)
}

/// The first bytes of a file.
fn start(path: &Path, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn failed(verb: &'static str, path: &Path) -> impl Fn(io::Error) -> Failure {
    move |error| Failure::new(format!("cannot {verb} `{}`: {}", path.display(), reason(&error)))
}
