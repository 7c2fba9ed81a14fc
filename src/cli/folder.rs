//! The site that a command works on: its folder, what is in it, and what came of that.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config;
use crate::date::Zone;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::edition::Edition;
use crate::options::Options;
use crate::source::SourceTree;

/// A site's folder with its files as read.
pub struct Folder {
    /// The folder.
    pub root: PathBuf,
    /// Its files.
    pub tree: SourceTree,
    /// What could not be read.
    pub unread: Vec<Diagnostic>,
}

impl Folder {
    /// Reads the site at `root`, or without one the site that the current folder belongs to.
    pub fn read(root: Option<&Path>) -> Folder {
        let root = root.map_or_else(current, Path::to_path_buf);
        let (tree, unread) = disk::read(&root);
        Folder { root, tree, unread }
    }

    /// The site's zone, even where other settings are wrong.
    pub fn zone(&self) -> Zone {
        config::config(&self.tree).0.map_or_else(Zone::utc, |config| config.zone)
    }

    /// The edition of the site, and every problem of reading and making it, sorted.
    pub fn edition(&self, options: &Options) -> (Option<Edition>, Vec<Diagnostic>) {
        let (edition, mut problems) = crate::edition(&self.tree, options);
        problems.extend(self.unread.iter().cloned());
        problems.sort();
        problems.dedup();
        (edition, problems)
    }

    /// A path within the site as it can be shown and opened.
    pub fn shown(&self, path: &str) -> String {
        let root = self.root.to_string_lossy();
        if matches!(&*root, "." | "") {
            path.to_owned()
        } else {
            self.root.join(path).display().to_string()
        }
    }

    /// The base URL's path with a page's URL.
    pub fn under(edition: &Edition, url: &crate::url::Url) -> Arc<str> {
        url.under(edition.site.config.base_path())
    }
}

/// The current folder, or the nearest one above it that holds a `site.toml`.
fn current() -> PathBuf {
    let here = PathBuf::from(".");
    if here.join("site.toml").exists() {
        return here;
    }
    let Ok(absolute) = env::current_dir() else { return here };
    let above = absolute.ancestors().find(|folder| folder.join("site.toml").is_file());
    above.map_or(here, Path::to_path_buf)
}
