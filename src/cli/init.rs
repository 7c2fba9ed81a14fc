//! `newsprint init`: writes a small newspaper into a new folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::cli::new_file::new_file;
use crate::cli::report::{self, reason};
use crate::cli::{Ending, Failure};

/// The newspaper that a new site starts from.
static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// What version control should leave out.
const IGNORED: &str = "# What newsprint prints and exports; it can be made again at any time.\n/public/\n/.newsprint/\n\
     /newsprint.sqlite\n/newsprint.jsonl\n/newsprint-csv/\n";

/// Makes a small newspaper to start from
///
/// It has three stories, four players, a quote, an author, two topics, an About page and a
/// picture, all with comments. Change them, or delete them and write your own.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint init paper      make a newspaper in the new folder paper/
  newsprint init .          make it here, in an empty folder")]
pub struct Init {
    /// The folder: a new one, or one that is empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Runs the command.
pub fn init(args: &Init) -> Result<Ending, Failure> {
    let folder = &args.folder;
    refuse_full(folder)?;
    let mut files = Vec::new();
    collect(&STARTER, &mut files);
    files.sort();
    new_file(&folder.join(".gitignore"), IGNORED.as_bytes())?;
    for (path, bytes) in &files {
        new_file(&folder.join(path), bytes)?;
    }
    let count = |below: &str| files.iter().filter(|(path, _)| path.starts_with(below)).count();
    let stories = crate::diagnostic::text::counted_word(count("content/stories"), "story");
    let players = crate::diagnostic::text::counted_word(count("content/players"), "player");
    let mut told = format!(
        "made a newspaper in `{}`: {stories} and {players} to start from\n",
        folder.display()
    );
    told.push_str("\nnext:\n");
    if folder != Path::new(".") {
        told.push_str(&format!("  cd {}\n", quoted(&folder.to_string_lossy())));
    }
    told.push_str("  newsprint serve --open\n  newsprint new story \"Your first headline\"\n");
    report::answer(&told)?;
    Ok(Ending::Fine)
}

/// Refuses a folder with anything in it but a fresh repository, and what is no folder.
fn refuse_full(folder: &Path) -> Result<(), Failure> {
    let shown = folder.display();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Failure::new(format!("`{shown}` is a file, not a folder")));
        }
        Err(error) => {
            return Err(Failure::new(format!("cannot read `{shown}`: {}", reason(&error))));
        }
    };
    let found = entries.flatten().find(|entry| entry.file_name() != ".git");
    match found {
        None => Ok(()),
        Some(found) => {
            let name = found.file_name();
            let name = name.to_string_lossy();
            Err(Failure::new(format!("`{shown}` is not empty: it holds `{name}`"))
                .hint("name a new folder: newsprint init paper"))
        }
    }
}

/// All files of the starter with their paths.
fn collect<'a>(folder: &Dir<'a>, files: &mut Vec<(&'a Path, &'a [u8])>) {
    files.extend(folder.files().map(|file| (file.path(), file.contents())));
    for below in folder.dirs() {
        collect(below, files);
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-~+".contains(c);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;
    use crate::cli::export::ExportFormat;

    #[test]
    fn no_export_is_put_under_version_control() {
        for format in ExportFormat::value_variants() {
            let line = |line: &str| line.trim_matches('/') == format.usual_name();
            assert!(IGNORED.lines().any(line), "{format:?}");
        }
    }

    #[test]
    fn a_folder_is_quoted_where_a_shell_would_take_it_apart() {
        assert_eq!(quoted("news/paper-1"), "news/paper-1");
        assert_eq!(quoted("the town's paper"), "'the town'\\''s paper'");
    }
}
