//! Files that are read again one by one, without a walk over the whole site.
//!
//! That is sound where each file has one path and nothing else in the site depends on it. Wherever
//! anything is out of the ordinary, the answer is `None`, and the whole site is walked instead.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::ops::Bound::{Included, Unbounded};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Known, Shape, SiteFiles, is_same, parts};
use crate::disk::names::{SETTINGS, is_of_site, is_portable};
use crate::disk::read::{Reading, reading};
use crate::disk::stamp;
use crate::disk::walk::Found;

/// What became of a file that was named.
enum Now {
    /// It was read.
    Read(Reading),
    /// It went.
    Gone(Arc<str>),
    /// There is none, and there was none.
    Nothing,
}

impl SiteFiles {
    /// Reads the files at some paths again; the paths of those that changed, sorted. `None` where
    /// the whole site has to be walked, and then nothing has changed yet.
    pub(super) fn refresh_each(&mut self, paths: &BTreeSet<String>) -> Option<Vec<Arc<str>>> {
        let is_site = fs::symlink_metadata(self.root.join(SETTINGS)).is_ok();
        if self.shape == Shape::Tangled || !is_site {
            return None;
        }
        let read = stamp::now();
        let paths: Vec<&String> = paths.iter().filter(|path| is_of_site(path)).collect();
        let looked: Option<Vec<Now>> = paths
            .into_par_iter()
            .map_init(Vec::new, |buffer, path| self.now(buffer, path))
            .collect();
        let changed = looked?.into_iter().filter_map(|now| self.take(now, read));
        Some(changed.collect())
    }

    /// Looks at one path; `None` where more may have changed than the file of that path.
    fn now(&self, buffer: &mut Vec<u8>, path: &str) -> Option<Now> {
        let known = self.known.get_key_value(path);
        // The embedded themes come and go with the files of a theme in the site.
        let is_theme = path.starts_with("themes/");
        let is_bound = is_theme && known.is_none_or(|(_, known)| known.problem.is_some());
        let is_tidy = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let is_file_of_site = path == SETTINGS || path.contains('/');
        if is_bound || !is_tidy || !is_portable(path) || !is_file_of_site {
            return None;
        }
        for (slash, _) in path.match_indices('/') {
            let folder = &path[..slash];
            let is_folder = fs::symlink_metadata(self.root.join(folder)).ok()?.is_dir();
            if !is_folder || self.known.contains_key(folder) {
                return None;
            }
        }
        let at = self.root.join(path);
        match fs::symlink_metadata(&at) {
            Ok(metadata)
                if is_plain(&metadata) && (known.is_some() || !self.may_be_other(path)) =>
            {
                let reading = reading(buffer, Found { path: path.to_owned(), at });
                let is_readable = reading.file.is_ok() || !is_theme;
                is_readable.then_some(Now::Read(reading))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => match known {
                Some(_) if is_theme => None,
                Some((path, _)) => Some(Now::Gone(path.clone())),
                None => (!self.has_below(path)).then_some(Now::Nothing),
            },
            _ => None,
        }
    }

    /// Whether a new path may be that of a known file or folder: that a folder was there before, or
    /// that the disk holds two spellings for one name.
    fn may_be_other(&self, path: &str) -> bool {
        cfg!(any(windows, target_vendor = "apple")) || self.has_below(path)
    }

    /// Whether there were files below a path.
    fn has_below(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        let next = self.known.range::<str, _>((Included(folder.as_str()), Unbounded)).next();
        next.is_some_and(|(path, _)| path.starts_with(&folder))
    }

    /// Takes one file in; its path, if anything changed.
    fn take(&mut self, now: Now, read: i128) -> Option<Arc<str>> {
        let Reading { path, stamp, file } = match now {
            Now::Nothing => return None,
            Now::Gone(path) => {
                self.known.remove(&path);
                Arc::make_mut(&mut self.tree).files.remove(&path);
                return Some(path);
            }
            Now::Read(reading) => reading,
        };
        let (file, problem) = parts(file);
        let before = self.known.insert(path.clone(), Known { stamp, read, problem });
        let problem_before = before.and_then(|known| known.problem);
        let is_told = self.known.get(&path).is_some_and(|known| known.problem != problem_before);
        let is_changed = match (self.tree.files.get(&path), &file) {
            (Some(old), Some(new)) => !is_same(old, new),
            (None, None) => false,
            _ => true,
        };
        // The tree may be shared; as long as nothing differs it is not touched.
        if is_changed {
            let files = &mut Arc::make_mut(&mut self.tree).files;
            match file {
                Some(file) => files.insert(path.clone(), file),
                None => files.remove(&path),
            };
        }
        (is_changed || is_told).then_some(path)
    }
}

/// Whether something is a file under one name alone.
fn is_plain(metadata: &Metadata) -> bool {
    metadata.is_file() && names(metadata) == 1
}

/// How many names a file has.
#[cfg(unix)]
fn names(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

/// Where the system does not say it, a second name is not looked for.
#[cfg(not(unix))]
fn names(_: &Metadata) -> u64 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_elsewhere_is_never_read_alone() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::write(root.path().join(SETTINGS), "").expect("written");
        std::fs::create_dir(root.path().join("content")).expect("a folder");
        std::fs::write(root.path().join("secret.md"), "secret").expect("written");
        let mut files = SiteFiles::read(root.path());
        for path in ["static/../secret.md", "content//secret.md", "static/./x.md", "content"] {
            assert!(files.refresh_each(&BTreeSet::from([path.to_owned()])).is_none(), "{path}");
        }
        let before = files.tree().files.len();
        for path in ["secret.md", "/etc/hosts", "../secret.md", "static/../secret.md", ""] {
            let seen = crate::watch::Seen::Files(BTreeSet::from([path.to_owned()]));
            assert_eq!(files.refresh(&seen), [], "{path}");
        }
        assert_eq!(files.tree().files.len(), before);
    }
}
