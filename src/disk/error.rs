//! Why the output could not be written, in one line, and what to do about it.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// How many paths a message names before it only counts the rest.
const NAMED: usize = 5;

/// Why the output could not be written. `Display` is one line; `hints` says what to do.
#[derive(Debug)]
pub enum WriteError {
    /// The output folder would hold sources, or lie among them.
    AmongSources {
        /// The output folder as it was given.
        output: PathBuf,
        /// The folder of sources that it meets.
        sources: String,
    },
    /// `.newsprint` in the output folder is not the folder that newsprint makes there.
    NotAFolder {
        /// What stands where a folder must be.
        path: PathBuf,
    },
    /// Another run writes to the same folder.
    Busy {
        /// The output folder as it was given.
        output: PathBuf,
    },
    /// Files that newsprint did not write lie where it has to write; sorted.
    Foreign {
        /// The output folder as it was given.
        output: PathBuf,
        /// The paths within it.
        paths: Vec<String>,
    },
    /// Two entries have one path, or one is a file where the other needs a folder.
    Collision {
        /// The path that two entries want.
        path: String,
    },
    /// An entry's path leads out of the output folder or cannot be a path.
    BadPath {
        /// The path as it was asked for.
        path: String,
    },
    /// The system refused.
    Io {
        /// What was tried.
        attempt: Attempt,
        /// With which file or folder, as a reader knows it.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
        /// Whether part of the new site was already in place.
        begun: bool,
    },
}

/// What was tried when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Reading a source or an earlier output.
    Read,
    /// Writing a file.
    Write,
    /// Making a folder.
    Create,
    /// Deleting a file.
    Delete,
}

impl WriteError {
    /// What to do about it, one sentence each, in the order of use.
    pub fn hints(&self) -> Vec<String> {
        let mut hints = Vec::new();
        match self {
            WriteError::AmongSources { .. } => {
                hints.push("choose a folder that holds nothing else, such as `public`".into());
            }
            WriteError::NotAFolder { .. } => hints.push("move it away, or delete it".into()),
            WriteError::Busy { .. } => {
                hints.push("wait until it is done, or end it if it is a `build --watch`".into());
                hints.push("or choose another folder with `--output`".into());
            }
            WriteError::Foreign { .. } => {
                hints.push("move or delete what is there, or choose another folder".into());
            }
            WriteError::Collision { .. } => {
                hints.push("give one of the two another slug or file name".into());
            }
            WriteError::BadPath { .. } => hints.push("rename the file that it comes from".into()),
            WriteError::Io { error, begun, .. } => {
                hints.extend(remedy(error.kind()).map(str::to_string));
                hints.push(if *begun {
                    "part of the site is new already; the next build completes it".into()
                } else {
                    "nothing that was printed before has changed".into()
                });
            }
        }
        hints
    }
}

/// What helps against a refusal of the system.
fn remedy(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::PermissionDenied => {
            Some("give yourself the right to it, or choose another folder with `--output`")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("free some space on that disk"),
        ErrorKind::ReadOnlyFilesystem => Some("choose another folder with `--output`"),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            Some("a file stands where a folder is needed; move it away")
        }
        ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => {
            Some("a folder with something in it stands in its place; move it away")
        }
        ErrorKind::InvalidFilename => Some("give it a shorter slug or file name"),
        _ => None,
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::AmongSources { output, sources } => write!(
                f,
                "`{}` cannot be the output folder: the site is read from `{sources}`",
                output.display()
            ),
            WriteError::NotAFolder { path } => {
                write!(f, "`{}` must be a folder and is none", path.display())
            }
            WriteError::Busy { output } => {
                write!(f, "another newsprint is writing to `{}`", output.display())
            }
            WriteError::Foreign { output, paths } => {
                let named: Vec<String> = paths
                    .iter()
                    .take(NAMED)
                    .map(|path| format!("`{}`", output.join(path).display()))
                    .collect();
                let rest = paths.len().saturating_sub(NAMED);
                let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
                let named = named.join(", ");
                if paths.len() == 1 {
                    write!(f, "{named} is in the way and was not written by newsprint")
                } else {
                    write!(f, "{named}{more} are in the way and were not written by newsprint")
                }
            }
            WriteError::Collision { path } => {
                write!(f, "two things want to be written to `{path}`")
            }
            WriteError::BadPath { path } => {
                write!(f, "`{}` cannot be a file of the output", path.escape_debug())
            }
            WriteError::Io { attempt, path, error, .. } => {
                let verb = match attempt {
                    Attempt::Read => "read",
                    Attempt::Write => "write",
                    Attempt::Create => "create the folder",
                    Attempt::Delete => "delete",
                };
                write!(f, "cannot {verb} `{}`: {}", path.display(), reason(error))
            }
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WriteError::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// What the system said, in the manner of our messages: lower case, without the error's number.
pub(crate) fn reason(error: &io::Error) -> String {
    let said = error.to_string();
    let said = said.split(" (os error").next().unwrap_or(&said).trim_end_matches('.');
    let mut letters = said.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "unknown reason".to_string(),
    }
}
