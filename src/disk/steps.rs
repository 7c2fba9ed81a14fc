//! The steps: every change to the output folder is one of these calls.
//!
//! They are gathered here so that a test can stop the world after any one of them and prove that
//! the next build completes the site.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Takes the steps; in tests also counts them and fails where it is told to.
#[derive(Debug, Default)]
pub(super) struct Steps {
    #[cfg(test)]
    pub(super) fault: fault::Fault,
}

impl Steps {
    /// Makes a folder and those above it; one that exists is fine.
    pub(super) fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::create_dir_all(path)
    }

    /// Writes a new file.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        if let Err(error) = self.step() {
            // What a kill in the middle of a write leaves behind.
            file.write_all(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        file.write_all(bytes)
    }

    /// Makes a new, empty file, to be written piece by piece.
    pub(super) fn create(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        File::create_new(path)
    }

    /// Writes a new file piece by piece.
    pub(super) fn write_by(
        &self,
        path: &Path,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut file = BufWriter::new(self.create(path)?);
        write(&mut file)?;
        file.flush()
    }

    /// Renames a file or folder, over a file where there is one.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    /// Deletes a file; false where there was none.
    pub(super) fn remove_file(&self, path: &Path) -> io::Result<bool> {
        self.step()?;
        match fs::remove_file(path) {
            Ok(()) => Ok(true),
            Err(error) if is_absent(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Removes a folder if it is empty. That it is not, is gone or is in use, is no failure.
    pub(super) fn remove_empty_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        match fs::remove_dir(path) {
            Err(error) if !is_absent(&error) && !is_in_use(&error) => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes a folder of ours with all that is in it; one that is gone is fine.
    pub(super) fn remove_tree(&self, path: &Path) -> io::Result<()> {
        if fs::symlink_metadata(path).is_err_and(|error| is_absent(&error)) {
            return Ok(());
        }
        self.step()?;
        fs::remove_dir_all(path)
    }

    #[cfg(not(test))]
    fn step(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn step(&self) -> io::Result<()> {
        self.fault.step()
    }
}

/// Whether an error says that there is no such file, or that a folder on the way to it is none.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether an error says that a folder has something in it, or that something holds it.
fn is_in_use(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, ResourceBusy};
    matches!(error.kind(), DirectoryNotEmpty | AlreadyExists | ResourceBusy)
}

#[cfg(test)]
pub(super) mod fault {
    //! Failures on demand.

    use std::io;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// After how many steps what fails.
    #[derive(Debug, Default)]
    pub(crate) struct Fault {
        taken: AtomicUsize,
        plan: Plan,
    }

    /// What fails.
    #[derive(Clone, Copy, Debug, Default)]
    pub(crate) enum Plan {
        /// Nothing.
        #[default]
        None,
        /// From this step on everything, as if the process were gone.
        KilledAt(usize),
        /// This one step alone, with this error.
        FailsAt(usize, io::ErrorKind),
    }

    impl Fault {
        /// A fault that is still to come.
        pub(crate) fn planned(plan: Plan) -> Fault {
            Fault { taken: AtomicUsize::new(0), plan }
        }

        /// How many steps were asked for.
        pub(crate) fn taken(&self) -> usize {
            self.taken.load(Ordering::Relaxed)
        }

        /// Counts a step, and fails it if it is its turn.
        pub(super) fn step(&self) -> io::Result<()> {
            let taken = self.taken.fetch_add(1, Ordering::Relaxed);
            match self.plan {
                Plan::KilledAt(at) if taken >= at => Err(io::Error::other("killed")),
                Plan::FailsAt(at, kind) if taken == at => Err(kind.into()),
                _ => Ok(()),
            }
        }
    }
}
