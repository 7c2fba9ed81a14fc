//! The walk over a site's folder: which files there are, following links that stay within it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::error::reason;
use super::links::{Loop, loop_of_links, loop_through};
use super::names::{FOLDERS, SETTINGS, is_passed_over, is_portable};
use crate::diagnostic::{Code, Diagnostic, Place};

/// A file that was found.
pub(super) struct Found {
    /// Its path within the site, with forward slashes.
    pub(super) path: String,
    /// Where it is.
    pub(super) at: PathBuf,
}

/// What a walk came upon.
#[derive(Default)]
pub(super) struct Walked {
    /// The files that are to be read, in no order.
    pub(super) found: Vec<Found>,
    /// What could not be walked.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many symbolic links were followed: what one leads to is there under two paths.
    pub(super) links: usize,
}

/// Walks a site.
///
/// The walk starts at the site's folder and not at each folder in it, so that a link from
/// `content/` to the whole site is seen as the loop that it is.
pub(super) fn files(root: &Path) -> Walked {
    let mut walk = Walk {
        root,
        real_root: root.canonicalize().unwrap_or_else(|_| root.to_path_buf()),
        loops: BTreeSet::new(),
        walked: Walked::default(),
    };
    let mut entries = WalkDir::new(root).min_depth(1).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                let goes_on = walk.take(&entry);
                if !goes_on && entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
            Err(error) => walk.report(&error),
        }
    }
    walk.walked
}

/// Whether a link of that path may lead to something within the site's folder. What is hidden there is
/// no part of the site, and what is written in `content/` is printed, never copied.
fn may_lead_to(path: &str, within: &Path) -> bool {
    let names = || within.iter().map(|name| name.to_string_lossy());
    let is_hidden = names().any(|name| name.starts_with('.'));
    let is_source = names()
        .next()
        .is_some_and(|first| ["content", "data", "templates", SETTINGS].contains(&first.as_ref()));
    let is_copied = is_source && path.starts_with("static/");
    !is_hidden && !is_copied
}

/// The walk so far.
struct Walk<'a> {
    root: &'a Path,
    real_root: PathBuf,
    loops: BTreeSet<Loop>,
    walked: Walked,
}

impl Walk<'_> {
    /// Takes one entry in; false for a folder that is not to be entered.
    fn take(&mut self, entry: &walkdir::DirEntry) -> bool {
        let path = match self.path_of(entry.path()) {
            Name::NotOurs => return false,
            Name::Bad(shown) => {
                self.bad_name(&shown);
                return false;
            }
            Name::Good(path) => path,
        };
        if entry.path_is_symlink() {
            if !self.stays_within(entry.path(), &path) {
                return false;
            }
            self.walked.links += 1;
        }
        let kind = entry.file_type();
        if entry.depth() == 1 && kind.is_dir() == (path == SETTINGS) {
            let (is, must_be) = if kind.is_dir() { ("folder", "file") } else { ("file", "folder") };
            let message = format!("`{path}` is a {is} and must be a {must_be}");
            self.report_at(&path, Diagnostic::new(Code::Unreadable, message));
            return false;
        }
        if kind.is_file() {
            self.walked.found.push(Found { path, at: entry.path().to_path_buf() });
        } else if !kind.is_dir() {
            let problem = Diagnostic::new(
                Code::Unreadable,
                "this is a pipe, a socket or a device, not a file",
            )
            .hint("remove it, or give it a name that starts with a dot");
            self.report_at(&path, problem);
        }
        true
    }

    /// Whether a link leads to something within the site; reports it where it does not.
    fn stays_within(&mut self, link: &Path, path: &str) -> bool {
        // A link that resolves to nothing never gets here: the walk reports it as an error.
        let target = link.canonicalize().unwrap_or_else(|_| link.to_path_buf());
        let within = target.strip_prefix(&self.real_root);
        if within.as_ref().is_ok_and(|within| may_lead_to(path, within)) {
            return true;
        }
        let message = match within {
            Ok(within) => {
                format!(
                    "the link `{path}` leads to {}, which is not to be published",
                    within.display()
                )
            }
            Err(_) => {
                format!("the link `{path}` leads out of the site, to {}", target.display())
            }
        };
        let problem = Diagnostic::new(Code::SymlinkOutside, message)
            .hint("copy what it points to into the site, or remove the link");
        self.report_at(path, problem);
        false
    }

    /// Reports what the walk could not enter or resolve.
    fn report(&mut self, error: &walkdir::Error) {
        let at = error.path().unwrap_or(self.root);
        if let (true, Some(error)) = (at == self.root, error.io_error()) {
            self.walked.diagnostics.push(unreadable(&at.to_string_lossy(), error));
            return;
        }
        let path = match self.path_of(at) {
            // An editor's lock is a link to nowhere, and none of ours.
            Name::NotOurs => return,
            Name::Bad(shown) => return self.bad_name(&shown),
            Name::Good(path) => path,
        };
        let looped = match error.loop_ancestor() {
            Some(ancestor) => Some(loop_through(ancestor, at)),
            None => loop_of_links(at),
        };
        if let Some(looped) = looped {
            if self.loops.insert(looped) {
                self.report_at(&path, self.loop_at(&path, error.loop_ancestor()));
            }
            return;
        }
        let problem = match error.io_error() {
            Some(error) if error.kind() == std::io::ErrorKind::NotFound && at.is_symlink() => {
                let target = fs::read_link(at).unwrap_or_default();
                let message = format!(
                    "the link `{path}` leads to {}, which does not exist",
                    target.display()
                );
                Diagnostic::new(Code::Unreadable, message)
                    .hint("remove the link, or put back what it points to")
            }
            Some(error) => unreadable(&path, error),
            None => Diagnostic::new(Code::Unreadable, format!("cannot read `{path}`")),
        };
        self.report_at(&path, problem);
    }

    /// The problem of a link that leads back to a folder above it, or to itself.
    fn loop_at(&self, path: &str, ancestor: Option<&Path>) -> Diagnostic {
        let message = match ancestor.map(|above| self.path_of(above)) {
            Some(Name::Good(above)) => {
                format!("the link `{path}` leads back to `{above}`, a folder that it is in")
            }
            Some(_) => format!("the link `{path}` leads back to the site's own folder"),
            None => format!("the link `{path}` leads to itself"),
        };
        Diagnostic::new(Code::SymlinkLoop, message).hint("remove the link")
    }

    /// Reports a name that cannot stand in a path.
    fn bad_name(&mut self, shown: &str) {
        let message = "the file's name is not UTF-8, or holds a control character or a backslash";
        let problem =
            Diagnostic::new(Code::BadName, message).hint("give it a name in letters and digits");
        self.report_at(shown, problem);
    }

    /// Adds a problem with a file as a whole.
    fn report_at(&mut self, path: &str, problem: Diagnostic) {
        self.walked.diagnostics.push(problem.at(Place::file(&Arc::from(path))));
    }

    /// What a path on disk is within the site.
    fn path_of(&self, at: &Path) -> Name {
        let Ok(relative) = at.strip_prefix(self.root) else { return Name::NotOurs };
        let shown = relative.to_string_lossy();
        let path = if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() };
        let (top, rest) = path.split_once('/').unwrap_or((&path, ""));
        let is_ours = FOLDERS.contains(&top) || (top == SETTINGS && rest.is_empty());
        if !is_ours || is_passed_over(&path) {
            Name::NotOurs
        } else if relative.to_str().is_none() || !is_portable(&path) {
            Name::Bad(path.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect())
        } else {
            Name::Good(path)
        }
    }
}

/// What a path on disk is within the site.
enum Name {
    /// No part of the site.
    NotOurs,
    /// A path that cannot be used, as it can be shown.
    Bad(String),
    /// A path within the site.
    Good(String),
}

/// A file or folder that the system does not let us read.
pub(super) fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    let problem =
        Diagnostic::new(Code::Unreadable, format!("cannot read `{path}`: {}", reason(error)));
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => {
            problem.hint("give yourself the right to read it, or move it out of the site")
        }
        std::io::ErrorKind::NotFound => problem.hint("it went away while it was read; try again"),
        _ => problem.hint("check the disk, or move it out of the site"),
    }
}
