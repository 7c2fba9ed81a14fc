//! What is to be imported: files, the texts of a folder, standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::Failure;
use crate::cli::report::reason;

/// A brief as it was handed over.
pub struct Input {
    /// The file's path, or `standard input`.
    pub name: String,
    /// The text, or why there is none.
    pub text: Result<String, Failure>,
}

/// The briefs that some arguments stand for: a file each, the `.txt` files of a folder by name,
/// standard input for `-`.
pub fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    let mut found = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            let name = "standard input".to_owned();
            let text = text(&name, io::stdin().lock());
            found.push(Input { name, text });
        } else if path.is_dir() {
            match texts_in(path) {
                Ok(files) => found.extend(files.iter().map(|file| of_file(file))),
                Err(failure) => {
                    found.push(Input { name: path.display().to_string(), text: Err(failure) });
                }
            }
        } else {
            found.push(of_file(path));
        }
    }
    found
}

fn of_file(path: &Path) -> Input {
    let name = path.display().to_string();
    let text = match File::open(path) {
        Ok(file) => text(&name, file),
        Err(error) => Err(unreadable(&name, &error)),
    };
    Input { name, text }
}

/// The `.txt` files of a folder, by name.
fn texts_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = folder.display().to_string();
    let entries = fs::read_dir(folder).map_err(|error| unreadable(&shown, &error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let is_text = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
            let hidden =
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            is_text && !hidden && path.is_file()
        })
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("there is no .txt file in `{shown}`")));
    }
    Ok(files)
}

/// More bytes than any brief has: ten mebibytes.
const MAX_BRIEF: u64 = 10 << 20;

/// All of a reader as text, of at most ten mebibytes.
fn text(name: &str, reader: impl Read) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = reader.take(MAX_BRIEF + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > MAX_BRIEF {
        return Err(Failure::new(format!("{name} has more than 10 MiB, which is no brief")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let failure = Failure::new(format!("{name} is not UTF-8: see line {line}"));
        match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                failure.hint("the file looks like UTF-16; save it as UTF-8")
            }
            _ => failure.hint("save the file as UTF-8 in your editor"),
        }
    })
}

fn unreadable(name: &str, error: &io::Error) -> Failure {
    Failure::new(format!("cannot read {name}: {}", reason(error)))
}
