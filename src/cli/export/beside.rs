//! Where an export grows: a hidden folder on the file system of its place, with a lock that falls with
//! the process, however that ends. What a killed export left is told by it from what another one is
//! writing just now, and is deleted by the next.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// How often the folder is made again when another export takes it for one that was left.
const TRIES: usize = 10;

/// The file in it that is locked.
const LOCK: &str = "lock";

/// A place for the growing export. It is gone, with all that is in it, when this is dropped.
pub struct Beside {
    folder: PathBuf,
    lock: File,
}

impl Beside {
    /// A folder in another one: hidden, of this process, and named after what is exported.
    ///
    /// # Errors
    /// Nothing can be written there.
    pub fn of(name: &str, parent: &Path) -> io::Result<Beside> {
        let ours = format!(".{name}.{}.new", std::process::id());
        clear(name, &ours, parent);
        let folder = parent.join(ours);
        for _ in 0..TRIES {
            // A process of the same number may have been killed.
            match fs::remove_dir_all(&folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => fs::create_dir(&folder)?,
            }
            let path = folder.join(LOCK);
            let Ok(lock) = File::create_new(&path) else { continue };
            // Where a file system knows no locks, nobody can take ours and nothing is deleted.
            let is_taken = matches!(lock.try_lock(), Err(TryLockError::WouldBlock));
            // Between its making and its lock, another export may have found it without one.
            if !is_taken && path.exists() {
                return Ok(Beside { folder, lock });
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Where the export is written: nothing is there at first.
    pub fn path(&self) -> PathBuf {
        self.folder.join("export")
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
        // A child process that is just being started may hold the file open for a moment.
        let _ = self.lock.unlock();
    }
}

/// Deletes what killed exports of this name left in a folder. What cannot be looked at stays.
fn clear(name: &str, ours: &str, parent: &Path) {
    let (start, end) = (format!(".{name}."), ".new");
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.filter_map(Result::ok) {
        let found = entry.file_name();
        let Some(found) = found.to_str().filter(|found| *found != ours) else { continue };
        let process = found.strip_prefix(&start).and_then(|rest| rest.strip_suffix(end));
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !process.is_some_and(is_number) {
            continue;
        }
        let folder = entry.path();
        match File::open(folder.join(LOCK)) {
            Ok(lock) if lock.try_lock().is_ok() => drop(fs::remove_dir_all(&folder)),
            // It was killed before it made the lock; or it is about to, and then makes the folder anew.
            Err(error) if error.kind() == io::ErrorKind::NotFound => drop(fs::remove_dir(&folder)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_export_left_is_deleted_and_nothing_else() {
        let parent = tempfile::tempdir().expect("a folder");
        let put = |name: &str| {
            let path = parent.path().join(name);
            fs::create_dir(&path).expect("a folder");
            let lock = File::create_new(path.join(LOCK)).expect("a file");
            fs::write(path.join("export"), "half").expect("a file");
            lock
        };
        drop(put(".base.sqlite.1.new"));
        let running = put(".base.sqlite.2.new");
        running.try_lock().expect("a lock");
        drop(put(".other.sqlite.1.new"));
        drop(put(".base.sqlite.old.new"));
        fs::create_dir(parent.path().join(".base.sqlite.3.new")).expect("a folder");
        fs::create_dir(parent.path().join(".base.sqlite.5.new")).expect("a folder");
        fs::write(parent.path().join(".base.sqlite.5.new/mine"), "mine").expect("a file");
        fs::write(parent.path().join(".base.sqlite.4.new"), "mine").expect("a file");

        let beside = Beside::of("base.sqlite", parent.path()).expect("a place");
        fs::write(beside.path(), "whole").expect("a file");
        let names = || {
            let entries = fs::read_dir(parent.path()).expect("a folder");
            let names = entries.map(|entry| entry.expect("an entry").file_name());
            let mut names: Vec<_> = names.map(|name| name.into_string().expect("a name")).collect();
            names.sort();
            names
        };
        let mut left = vec![
            ".base.sqlite.2.new".to_owned(),
            ".base.sqlite.4.new".to_owned(),
            ".base.sqlite.5.new".to_owned(),
            ".base.sqlite.old.new".to_owned(),
            ".other.sqlite.1.new".to_owned(),
        ];
        let mut with_ours = left.clone();
        with_ours.push(format!(".base.sqlite.{}.new", std::process::id()));
        with_ours.sort();
        assert_eq!(names(), with_ours);
        drop(beside);
        assert_eq!(names(), left);

        // The other export ends, in whatever way, and the next one finds that.
        running.unlock().expect("a lock that is given back");
        drop(running);
        drop(Beside::of("base.sqlite", parent.path()).expect("a place"));
        left.remove(0);
        assert_eq!(names(), left);
    }
}
