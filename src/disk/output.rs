//! The output folder: which folder may be one, and that only one run writes to it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::error::{Attempt, WriteError};
use super::links::real_path;
use super::manifest::Manifest;
use super::names::FOLDERS;
use super::steps::Steps;

/// The folder within the output in which newsprint keeps house.
pub(super) const OWN: &str = ".newsprint";

/// An output folder that this run alone writes to, until it is dropped.
#[derive(Debug)]
pub struct OutputFolder {
    /// The folder as it was given, which messages name.
    pub(super) path: PathBuf,
    pub(super) steps: Steps,
    /// The folders that were made for it, outermost first.
    created: Vec<PathBuf>,
    /// Holds the lock.
    lock: File,
}

impl OutputFolder {
    /// Opens the folder `output` for the site in `root`: makes it if there is none, locks it, and
    /// clears what an interrupted run left.
    ///
    /// Refused are the site's own folder, one above it, and one within a folder of sources: what
    /// was printed would be read again, or a source would be in the way of a page. Where nothing
    /// is ever printed to it, a folder that was made is gone when the value is dropped.
    pub fn open(root: &Path, output: &Path) -> Result<OutputFolder, WriteError> {
        refuse_sources(root, output)?;
        let steps = Steps::default();
        loop {
            let created = missing_folders(&output.join(OWN));
            let lock = lock(&steps, output)?;
            if !is_at(&lock, &output.join(OWN).join("lock")) {
                // The run before removed its lock with the folder that it had made in vain.
                continue;
            }
            let folder = OutputFolder { path: output.to_path_buf(), steps, created, lock };
            let stage = folder.stage();
            if let Err(error) = folder.steps.remove_tree(&stage) {
                return Err(io_error(Attempt::Delete, stage, error));
            }
            return Ok(folder);
        }
    }

    /// The manifest of what was written by the last run; an empty one where there is none.
    pub fn manifest(&self) -> Result<Manifest<'static>, WriteError> {
        let path = self.manifest_path();
        match fs::read(&path) {
            Ok(bytes) => Ok(Manifest::parse(&String::from_utf8_lossy(&bytes)).into_owned()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Manifest::default()),
            Err(error) => Err(io_error(Attempt::Read, path, error)),
        }
    }

    /// Whether the folder is still the one that was opened, with everything in place that the last
    /// run wrote as far as its manifest tells. It is not after somebody deleted it, or after a run
    /// that could not be finished.
    pub fn is_whole(&self) -> bool {
        let finished = File::open(self.manifest_path()).is_ok_and(super::manifest::is_finished);
        finished && is_at(&self.lock, &self.lock_path())
    }

    /// Where the manifest is.
    pub(super) fn manifest_path(&self) -> PathBuf {
        self.path.join(OWN).join("manifest")
    }

    /// Where the lock is.
    fn lock_path(&self) -> PathBuf {
        self.path.join(OWN).join("lock")
    }

    /// The folder for files that are not in place yet: on the same file system as the output, so
    /// that putting them in place is a rename.
    pub(super) fn stage(&self) -> PathBuf {
        self.path.join(OWN).join("stage")
    }
}

impl Drop for OutputFolder {
    /// Leaves a folder into which nothing was printed as it was found.
    fn drop(&mut self) {
        let lock = self.lock_path();
        // Where somebody deleted the folder, there may be that of another run in its place.
        let is_ours = !self.created.is_empty() && is_at(&self.lock, &lock);
        if is_ours && !self.manifest_path().exists() {
            // Removed while it is still locked, so that no other run can have taken it meanwhile.
            let _ = self.steps.remove_file(&lock);
            for folder in self.created.iter().rev() {
                let _ = self.steps.remove_empty_folder(folder);
            }
        }
        // Closing the file is not enough: a child process that is just being started may hold it
        // open for a moment, and the lock with it.
        let _ = self.lock.unlock();
    }
}

/// Refuses the site's own folder, one above it, and what lies within a folder of sources.
///
/// # Errors
/// [`WriteError::AmongSources`].
pub fn refuse_sources(root: &Path, output: &Path) -> Result<(), WriteError> {
    let real_output = real_path(output);
    let refused = |sources: &str| {
        Err(WriteError::AmongSources { output: output.to_path_buf(), sources: sources.to_string() })
    };
    if real_path(root).starts_with(&real_output) {
        return refused(&root.to_string_lossy());
    }
    for folder in FOLDERS {
        let real = real_path(&root.join(folder));
        if real_output.starts_with(&real) || real.starts_with(&real_output) {
            return refused(folder);
        }
    }
    Ok(())
}

/// The folders on the way to `path` that do not exist, outermost first.
fn missing_folders(path: &Path) -> Vec<PathBuf> {
    let mut missing: Vec<PathBuf> = path
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .map(Path::to_path_buf)
        .collect();
    missing.reverse();
    missing
}

/// Makes the folder and takes its lock. The lock is advisory and falls with the process, however
/// that ends.
fn lock(steps: &Steps, output: &Path) -> Result<File, WriteError> {
    let own = output.join(OWN);
    match fs::symlink_metadata(&own) {
        // A link would lead our files, and their deletion, to somewhere else.
        Ok(found) if !found.is_dir() => return Err(WriteError::NotAFolder { path: own }),
        Ok(_) => {}
        Err(_) => steps
            .create_folder(&own)
            .map_err(|error| io_error(Attempt::Create, output.to_path_buf(), error))?,
    }
    let path = own.join("lock");
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(|error| io_error(Attempt::Write, path, error))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(WriteError::Busy { output: output.to_path_buf() }),
        // Some network file systems know no locks; a build there is better than none.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Whether an open file is still the one at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(there)) => identity(open) == identity(there),
        _ => false,
    }
}

/// Whether an open file is still the one at a path.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// A refusal of the system before anything is in place.
pub(super) fn io_error(attempt: Attempt, path: PathBuf, error: std::io::Error) -> WriteError {
    WriteError::Io { attempt, path, error, begun: false }
}
