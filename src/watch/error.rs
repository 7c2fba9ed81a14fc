//! Why a site cannot be watched.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a site cannot be watched.
#[derive(Debug)]
pub enum WatchError {
    /// There is no such folder, or it cannot be entered.
    NoFolder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl WatchError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            WatchError::NoFolder { .. } => "go to the site's folder, or name it",
        }
    }
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WatchError::NoFolder { path, error } => {
                let reason = crate::disk::reason(error);
                write!(f, "cannot watch the folder `{}`: {reason}", path.display())
            }
        }
    }
}

impl std::error::Error for WatchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WatchError::NoFolder { error, .. } => Some(error),
        }
    }
}
