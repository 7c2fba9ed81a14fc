//! The files of a site held in memory and kept true: only what may have changed is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::embedded;
use super::names::SETTINGS;
use super::read::{Reading, missing_site, path_of, reading};
use super::stamp::{self, Stamp};
use super::walk::{Found, Walked, files};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, SourceTree};
use crate::watch::Seen;

mod single;
#[cfg(test)]
pub(crate) mod tests;

/// The files of a site in memory.
///
/// After [`refresh`](SiteFiles::refresh) they are what [`read`](super::read()) would give, at the cost
/// of what changed. A text with the same bytes as before keeps its place in memory.
#[derive(Debug)]
pub struct SiteFiles {
    root: PathBuf,
    tree: Arc<SourceTree>,
    /// Every file of the site's folder, in the tree or not; the embedded themes are not among them.
    known: BTreeMap<Arc<str>, Known>,
    /// The problems that lie in no file: what could not be walked, or that this is no site.
    unwalked: Vec<Diagnostic>,
    shape: Shape,
}

/// What is kept of a file beside its bytes.
#[derive(Debug)]
struct Known {
    /// Its stamp when it was read; `None` where it could not be opened.
    stamp: Option<Stamp>,
    /// When it was read, in nanoseconds since the epoch.
    read: i128,
    /// Why it is not in the tree.
    problem: Option<Box<Diagnostic>>,
}

/// Whether each file of a site can be looked at by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Files and folders, each under one path.
    Plain,
    /// Something in the site has an effect beyond its own path: a link, by which a file has two
    /// paths, or a name or a folder that stops the walk. Then every change is looked for everywhere.
    Tangled,
}

impl SiteFiles {
    /// Reads the site in a folder, as [`read`](super::read()) does.
    ///
    /// Where the site is watched, the watch has to start before this: what changes while the site
    /// is read is then seen.
    pub fn read(root: &Path) -> SiteFiles {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let mut files = SiteFiles {
            root: root.to_path_buf(),
            tree: Arc::default(),
            known: BTreeMap::new(),
            unwalked: Vec::new(),
            shape: Shape::Tangled,
        };
        files.refresh_all();
        files
    }

    /// The files.
    pub fn tree(&self) -> &Arc<SourceTree> {
        &self.tree
    }

    /// Every file and folder that cannot be read, sorted.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let of_files = self.known.values().filter_map(|known| known.problem.as_deref());
        let mut problems: Vec<_> = self.unwalked.iter().chain(of_files).cloned().collect();
        problems.sort();
        problems
    }

    /// Brings the files up to date; the paths of those that changed, sorted: their bytes differ,
    /// they appeared or went, or another problem is told of them. Where there is none, the tree and
    /// the problems are the same as before.
    ///
    /// Files that are named are read again in any case. Of all files, those are read whose metadata
    /// changed, or were so young when they were read that a later change may not show in them. What
    /// is only copied is never read: such a file changed if its metadata did.
    pub fn refresh(&mut self, seen: &Seen) -> Vec<Arc<str>> {
        match seen {
            Seen::All => self.refresh_all(),
            Seen::Files(paths) => {
                self.refresh_each(paths).unwrap_or_else(|| self.refresh_all_again(paths))
            }
        }
    }

    /// Walks the whole site, and reads what is named or may have changed.
    fn refresh_all_again(&mut self, named: &BTreeSet<String>) -> Vec<Arc<str>> {
        for path in named {
            if let Some(known) = self.known.get_mut(path.as_str()) {
                known.stamp = None;
            }
        }
        self.refresh_all()
    }

    /// Walks the whole site, and reads what may have changed.
    fn refresh_all(&mut self) -> Vec<Arc<str>> {
        let read = stamp::now();
        let missing = missing_site(&self.root);
        let walked = if missing.is_some() { Walked::default() } else { files(&self.root) };
        let found: Vec<_> = walked
            .found
            .into_par_iter()
            .map_init(Vec::new, |buffer, found| self.looked_at(buffer, found))
            .collect();

        let told = self.told();
        let mut tree = SourceTree::default();
        let mut known = BTreeMap::new();
        for looked in found {
            let (path, file, entry) = match looked {
                Looked::Same(path) => {
                    let Some((path, entry)) = self.known.remove_entry(path.as_str()) else {
                        continue;
                    };
                    // Where a theme's file cannot be read, the embedded one has its path.
                    let of_site = self.tree.files.get(&path).filter(|_| entry.problem.is_none());
                    (path.clone(), of_site.cloned(), entry)
                }
                Looked::Read(Reading { path, stamp, file }) => {
                    let (file, problem) = parts(file);
                    (path, file.map(|file| self.kept(file)), Known { stamp, read, problem })
                }
            };
            if let Some(file) = file {
                tree.files.insert(path.clone(), file);
            }
            known.insert(path, entry);
        }
        embedded::add_to(&mut tree);
        self.unwalked = missing.into_iter().chain(walked.diagnostics).collect();
        let is_plain = walked.links == 0 && self.unwalked.is_empty();
        self.shape = if is_plain { Shape::Plain } else { Shape::Tangled };
        self.known = known;

        let mut changed = differing(&self.tree, &tree);
        changed.extend(differing_problems(&told, &self.told()));
        if !changed.is_empty() {
            self.tree = Arc::new(tree);
        }
        changed.into_iter().collect()
    }

    /// Reads a file, unless it is sure to be as it was.
    fn looked_at(&self, buffer: &mut Vec<u8>, found: Found) -> Looked {
        let is_same = self.known.get(found.path.as_str()).is_some_and(|known| {
            let stamp = known.stamp.filter(|stamp| !stamp.may_hide_a_change(known.read));
            // Without a known stamp there is nothing to compare, and no need to ask the disk.
            stamp.is_some() && stamp == fs::metadata(&found.at).ok().map(|now| Stamp::of(&now))
        });
        if is_same { Looked::Same(found.path) } else { Looked::Read(reading(buffer, found)) }
    }

    /// The file as it is in memory already, if it is: later stages compare places, not bytes.
    fn kept(&self, file: SourceFile) -> SourceFile {
        match self.tree.files.get(path_of(&file)) {
            Some(before) if is_same(before, &file) => before.clone(),
            _ => file,
        }
    }

    /// The problems by the path that they are told of.
    fn told(&self) -> BTreeMap<Arc<str>, Vec<Diagnostic>> {
        let mut told: BTreeMap<Arc<str>, Vec<Diagnostic>> = BTreeMap::new();
        for problem in self.problems() {
            // What is wrong with the site's folder as a whole is told of the file that makes it one.
            let path = problem.place.as_ref().map_or(SETTINGS.into(), |place| place.file.clone());
            told.entry(path).or_default().push(problem);
        }
        told
    }
}

/// A file that the walk came upon.
enum Looked {
    /// It is as it was; its path.
    Same(String),
    /// It was read.
    Read(Reading),
}

/// A file as read, in two: the file, or the problem with it.
fn parts(
    file: Result<SourceFile, Box<Diagnostic>>,
) -> (Option<SourceFile>, Option<Box<Diagnostic>>) {
    match file {
        Ok(file) => (Some(file), None),
        Err(problem) => (None, Some(problem)),
    }
}

/// Whether two files of one path have the same bytes.
fn is_same(one: &SourceFile, other: &SourceFile) -> bool {
    match (one, other) {
        (SourceFile::Text(one), SourceFile::Text(other)) => one.hash == other.hash,
        (SourceFile::Asset(one), SourceFile::Asset(other)) => one == other,
        _ => false,
    }
}

/// The paths of the files that are in one of two trees, or differ between them.
fn differing(old: &SourceTree, new: &SourceTree) -> BTreeSet<Arc<str>> {
    let is_new = |(path, file): &(&Arc<str>, &SourceFile)| {
        !old.files.get(*path).is_some_and(|before| is_same(before, file))
    };
    let changed = new.files.iter().filter(is_new).map(|(path, _)| path);
    let gone = old.files.keys().filter(|path| !new.files.contains_key(*path));
    changed.chain(gone).cloned().collect()
}

/// The paths of which different problems are told.
fn differing_problems(
    old: &BTreeMap<Arc<str>, Vec<Diagnostic>>,
    new: &BTreeMap<Arc<str>, Vec<Diagnostic>>,
) -> Vec<Arc<str>> {
    let paths = old.keys().chain(new.keys());
    paths.filter(|path| old.get(*path) != new.get(*path)).cloned().collect()
}
