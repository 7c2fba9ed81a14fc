//! The survey: what is wanted, what is there, and what of it is ours.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::error::{Attempt, WriteError};
use super::manifest::{Manifest, is_output_path};
use super::output::{OWN, OutputFolder, io_error};
use super::steps::is_absent;
use super::write::Entry;

/// What is wanted and what is there.
pub(super) struct Survey<'a> {
    /// The files that are wanted.
    pub(super) entries: &'a [Entry<'a>],
    /// The folders that hold them, each after the one that it is in; the first is the output.
    pub(super) folders: Vec<Folder<'a>>,
    /// For each entry its folder.
    folder_of: Vec<usize>,
    /// What earlier runs wrote.
    pub(super) manifest: Manifest<'static>,
    /// What earlier runs wrote and is not wanted any more, sorted.
    pub(super) stale: Vec<String>,
    /// Whether the entries are all that is wanted.
    pub(super) scope: Scope<'a>,
}

/// What some entries are to an output folder.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scope<'a> {
    /// All that is wanted.
    Whole,
    /// What is new or changed. Everything else stays, but for the paths that are gone.
    Part(&'a [String]),
}

/// A folder that is wanted.
pub(super) struct Folder<'a> {
    /// Its path within the output; empty for the output itself.
    pub(super) path: &'a str,
    /// What is there.
    pub(super) state: State,
    /// Whether its copy in the stage was made, or is being made.
    pub(super) is_staged: AtomicBool,
    /// The folder that it is in.
    parent: usize,
}

/// What is there where a folder is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// That folder.
    Present,
    /// Nothing, or a stale file of ours that is in its way. The index is that of the outermost
    /// folder that is missing with it: it is put in place whole, by one rename.
    Missing(usize),
    /// Something that is not ours.
    Foreign,
}

impl<'a> Survey<'a> {
    /// Looks at an output folder for some entries.
    pub(super) fn of(
        output: &OutputFolder,
        entries: &'a [Entry<'a>],
        scope: Scope<'a>,
    ) -> Result<Survey<'a>, WriteError> {
        let (folders, folder_of) = folders(entries)?;
        let manifest = output.manifest()?;
        let wanted: HashSet<&str> = entries.iter().map(|entry| entry.path).collect();
        let mut stale: Vec<String> = match scope {
            Scope::Whole => {
                let written = manifest.files.keys();
                let stale = written.filter(|path| !wanted.contains(&***path));
                stale.map(|path| path.to_string()).collect()
            }
            // Only what the manifest lists is ours to delete.
            Scope::Part(gone) => {
                let ours = gone.iter().filter(|path| manifest.files.contains_key(path.as_str()));
                ours.filter(|path| !wanted.contains(path.as_str())).cloned().collect()
            }
        };
        stale.sort_unstable();
        let mut survey = Survey { entries, folders, folder_of, manifest, stale, scope };
        survey.look(&output.path)?;
        let foreign: Vec<String> = survey
            .folders
            .iter()
            .filter(|folder| folder.state == State::Foreign)
            .map(|folder| folder.path.to_string())
            .collect();
        if foreign.is_empty() {
            Ok(survey)
        } else {
            Err(WriteError::Foreign { output: output.path.clone(), paths: foreign })
        }
    }

    /// The folder of an entry.
    pub(super) fn folder(&self, entry: usize) -> &Folder<'a> {
        &self.folders[self.folder_of[entry]]
    }

    /// What is put in place by one rename when an entry is new: the outermost folder that is
    /// missing with it, or the entry itself.
    pub(super) fn unit(&self, entry: usize) -> &'a str {
        match self.folder(entry).state {
            State::Missing(outermost) => self.folders[outermost].path,
            _ => self.entries[entry].path,
        }
    }

    /// Whether a path is that of a stale file.
    pub(super) fn is_stale(&self, path: &str) -> bool {
        self.stale.binary_search_by(|stale| stale.as_str().cmp(path)).is_ok()
    }

    /// The stale files below a folder.
    pub(super) fn stale_below(&self, folder: &str) -> &[String] {
        let below = format!("{folder}/");
        let start = self.stale.partition_point(|stale| *stale < below);
        let length = self.stale[start..].partition_point(|stale| stale.starts_with(&below));
        &self.stale[start..start + length]
    }

    /// Learns the state of all folders.
    fn look(&mut self, output: &Path) -> Result<(), WriteError> {
        let found: Vec<State> = if is_bare(output) {
            // Nothing can be there: the first build asks ten thousand questions less.
            vec![State::Missing(0); self.folders.len()]
        } else {
            let look = |folder: &Folder<'_>| match fs::symlink_metadata(output.join(folder.path)) {
                Ok(found) if found.is_dir() => Ok(State::Present),
                // A stale file gives way; a link is never followed, or we would write elsewhere.
                Ok(_) if self.is_stale(folder.path) => Ok(State::Missing(0)),
                Ok(_) => Ok(State::Foreign),
                Err(error) if is_absent(&error) => Ok(State::Missing(0)),
                Err(error) => Err(io_error(Attempt::Read, output.join(folder.path), error)),
            };
            self.folders.par_iter().skip(1).map(look).collect::<Result<Vec<_>, _>>().map(
                |mut states| {
                    states.insert(0, State::Present);
                    states
                },
            )?
        };
        for (index, state) in found.into_iter().enumerate().skip(1) {
            self.folders[index].state =
                match (state, self.folders[self.folders[index].parent].state) {
                    (_, State::Missing(outermost)) => State::Missing(outermost),
                    (State::Missing(_), _) => State::Missing(index),
                    (state, _) => state,
                };
        }
        Ok(())
    }
}

/// The folders of some entries, with the output first, and for each entry its folder.
fn folders<'a>(entries: &'a [Entry<'a>]) -> Result<(Vec<Folder<'a>>, Vec<usize>), WriteError> {
    let mut known: HashMap<&str, usize> = HashMap::from([("", 0)]);
    let mut folders = vec![Folder::at("", 0)];
    let mut folder_of = Vec::with_capacity(entries.len());
    let mut paths: HashSet<&str> = HashSet::with_capacity(entries.len());
    if let Some(bad) = entries.par_iter().find_first(|entry| !is_output_path(entry.path)) {
        return Err(WriteError::BadPath { path: bad.path.to_string() });
    }
    for entry in entries {
        if !paths.insert(entry.path) {
            return Err(WriteError::Collision { path: entry.path.to_string() });
        }
        folder_of.push(folder_index(parent(entry.path), &mut known, &mut folders));
    }
    match folders.iter().find(|folder| paths.contains(folder.path)) {
        Some(both) => Err(WriteError::Collision { path: both.path.to_string() }),
        None => Ok((folders, folder_of)),
    }
}

/// The index of a folder, which is added with those above it where it is new.
fn folder_index<'a>(
    path: &'a str,
    known: &mut HashMap<&'a str, usize>,
    folders: &mut Vec<Folder<'a>>,
) -> usize {
    if let Some(index) = known.get(path) {
        return *index;
    }
    let above = folder_index(parent(path), known, folders);
    folders.push(Folder::at(path, above));
    known.insert(path, folders.len() - 1);
    folders.len() - 1
}

impl<'a> Folder<'a> {
    /// A folder of which nothing is known yet.
    fn at(path: &'a str, parent: usize) -> Folder<'a> {
        Folder { path, state: State::Present, is_staged: AtomicBool::new(false), parent }
    }
}

/// The folder that a path is in; empty for the output itself.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a folder holds nothing but what newsprint keeps house in.
fn is_bare(output: &Path) -> bool {
    fs::read_dir(output).is_ok_and(|mut entries| {
        entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == OWN))
    })
}
