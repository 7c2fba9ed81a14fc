//! The site that a command works on: its folder, what is in it, and what came of that.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::Failure;
use crate::config::{self, Config};
use crate::date::Zone;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk;
use crate::edition::Edition;
use crate::options::Options;
use crate::proof::Proof;
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
    ///
    /// # Errors
    /// There is no site.
    pub fn read(root: Option<&Path>) -> Result<Folder, Failure> {
        let root = site_folder(root)?;
        let (tree, unread) = disk::read(&root);
        Ok(Folder { root, tree, unread })
    }

    /// The site's settings, as far as they can be understood.
    ///
    /// # Errors
    /// `site.toml` could not be read at all.
    pub fn config(&self) -> Result<Config, Failure> {
        config::config(&self.tree).0.ok_or_else(|| {
            let of_site = |problem: &&Diagnostic| {
                problem.place.as_ref().is_some_and(|place| &*place.file == "site.toml")
            };
            let why = self.unread.iter().find(of_site).map(|problem| problem.message.as_str());
            Failure::new(format!("cannot read site.toml: {}", why.unwrap_or("it is no file")))
        })
    }

    /// The site's zone, even where other settings are wrong.
    pub fn zone(&self) -> Zone {
        config::config(&self.tree).0.map_or_else(Zone::utc, |config| config.zone)
    }

    /// The edition of the site, and every problem of reading and making it, sorted.
    pub fn edition(&self, options: &Options) -> (Option<Arc<Edition>>, Vec<Diagnostic>) {
        let (proof, problems) = self.proof(options);
        (proof.edition, problems)
    }

    /// The whole run, and every problem of reading and of the run, sorted.
    pub fn proof(&self, options: &Options) -> (Proof, Vec<Diagnostic>) {
        let mut proof = crate::proof(&self.tree, options, &Proof::default());
        let mut problems = std::mem::take(&mut proof.problems);
        problems.extend(self.unread_as_set());
        problems.sort();
        problems.dedup();
        (proof, problems)
    }

    /// What could not be read, as severe as the site's settings say.
    fn unread_as_set(&self) -> Vec<Diagnostic> {
        // Settings are read again only where there is something to set.
        let config = if self.unread.is_empty() { None } else { config::config(&self.tree).0 };
        as_set(self.unread.clone(), config.as_ref())
    }

    /// A path within the site as it can be shown and opened from the current folder.
    pub fn path(&self, within: &str) -> PathBuf {
        if self.root == Path::new(".") { PathBuf::from(within) } else { self.root.join(within) }
    }
}

/// The folder of the site at `root`, or without one of the site that the current folder belongs to.
///
/// # Errors
/// There is no site.
pub fn site_folder(root: Option<&Path>) -> Result<PathBuf, Failure> {
    let root = root.map_or_else(current, Path::to_path_buf);
    match disk::missing_site(&root) {
        Some(missing) => Err(Failure { message: missing.message, hints: missing.hints }),
        None => Ok(root),
    }
}

/// Problems of reading, as severe as the site's settings say.
pub fn as_set(mut problems: Vec<Diagnostic>, config: Option<&Config>) -> Vec<Diagnostic> {
    for problem in &mut problems {
        let set = config.and_then(|config| config.severities.get(&problem.code));
        problem.severity = *set.unwrap_or(&problem.severity);
    }
    problems.retain(|problem| problem.severity != Severity::Off);
    problems
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
