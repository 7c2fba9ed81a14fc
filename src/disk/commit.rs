//! The second phase: what is staged is put in place, and what is stale is deleted.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use super::error::{Attempt, WriteError};
use super::manifest::{Imprint, Manifest};
use super::output::{OutputFolder, io_error};
use super::stage::{Change, Staged, changed_files, new_files};
use super::survey::{Scope, Survey, parent};
use super::write::{Rank, Written};

/// Puts everything in place. Until the first manifest is renamed, the output is as it was.
pub(super) fn commit(
    output: &OutputFolder,
    survey: &Survey<'_>,
    staged: &[Staged],
    imprint: Option<Imprint>,
) -> Result<Written, WriteError> {
    let changed: Vec<usize> = indexes(staged, |change| change != Change::Same).collect();
    let records = survey.entries.iter().zip(staged);
    let records = records.map(|(entry, staged)| (Cow::from(entry.path), staged.record));
    let mut after = Manifest::default();
    if let Scope::Part(_) = survey.scope {
        let before = survey.manifest.files.iter();
        let stays = before.filter(|(path, _)| !survey.is_stale(path));
        after.files = stays.map(|(path, record)| (Cow::from(&**path), *record)).collect();
    }
    after.files.append(&mut records.collect());
    after.imprint = imprint_of(&after, survey, imprint);
    let records = staged.iter().map(|staged| staged.record).collect();
    let written = Written { printed: after.files.len(), changed, records, deleted: Vec::new() };
    if written.changed.is_empty() && after == survey.manifest {
        return Ok(written);
    }

    let mut commit = Commit { output, survey, deleted: BTreeSet::new() };
    // Both manifests are written before anything is in place: from then on renames and deletions
    // are all that is left to do, and a disk that is full can no longer stop them halfway.
    commit.write_manifest("between", |to| survey.manifest.write_between(&after, to))?;
    commit.write_manifest("after", |to| after.write(to))?;
    commit.place_manifest("between")?;
    commit.place_new(staged)?;
    commit.place_changed(staged)?;
    commit.delete_stale()?;
    commit.place_manifest("after")?;
    Ok(Written { deleted: commit.deleted.into_iter().collect(), ..written })
}

/// The imprint of what is written now. The last one stays where it is still true, so that printing the
/// same again changes nothing.
fn imprint_of(after: &Manifest<'_>, survey: &Survey<'_>, new: Option<Imprint>) -> Option<Imprint> {
    let last = survey.manifest.imprint.as_ref().filter(|last| match &new {
        Some(new) => last.covers(new.digest, new.from),
        None => after.files == survey.manifest.files,
    });
    last.cloned().or(new)
}

/// The indexes of the entries with which something is to be done.
fn indexes(staged: &[Staged], is_meant: impl Fn(Change) -> bool) -> impl Iterator<Item = usize> {
    staged.iter().enumerate().filter(move |(_, one)| is_meant(one.change)).map(|(index, _)| index)
}

/// The steps of one commit.
struct Commit<'c> {
    output: &'c OutputFolder,
    survey: &'c Survey<'c>,
    /// The files that were deleted so far.
    deleted: BTreeSet<String>,
}

impl Commit<'_> {
    /// Writes a manifest into the stage.
    fn write_manifest(
        &self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let stage = self.output.stage();
        let steps = &self.output.steps;
        steps
            .create_folder(&stage)
            .and_then(|()| steps.write_by(&stage.join(name), write))
            .map_err(|error| io_error(Attempt::Write, self.output.manifest_path(), error))
    }

    /// Puts a manifest in place.
    fn place_manifest(&self, name: &str) -> Result<(), WriteError> {
        let to = self.output.manifest_path();
        let renamed = self.output.steps.rename(&self.output.stage().join(name), &to);
        renamed.map_err(|error| begun(Attempt::Write, &to, error))
    }

    /// Puts new files in place, a missing folder with all that is in it at once. A folder has the
    /// highest rank of its files, since all of them appear with it.
    fn place_new(&mut self, staged: &[Staged]) -> Result<(), WriteError> {
        let mut units: BTreeMap<&str, Rank> = BTreeMap::new();
        for index in indexes(staged, |change| change == Change::New) {
            let rank = self.survey.entries[index].rank;
            let highest = units.entry(self.survey.unit(index)).or_insert(rank);
            *highest = rank.max(*highest);
        }
        let mut units: Vec<(Rank, &str)> =
            units.into_iter().map(|(path, rank)| (rank, path)).collect();
        units.sort();
        let from = new_files(self.output);
        for (_, path) in units {
            self.clear_way(path)?;
            self.place(&from.join(path), path)?;
        }
        Ok(())
    }

    /// Puts changed files in place.
    fn place_changed(&self, staged: &[Staged]) -> Result<(), WriteError> {
        let mut changed: Vec<usize> = indexes(staged, |change| change == Change::Changed).collect();
        changed.sort_by_key(|index| {
            let entry = self.survey.entries[*index];
            (entry.rank, entry.path)
        });
        let from = changed_files(self.output);
        for index in changed {
            self.place(&from.join(index.to_string()), self.survey.entries[index].path)?;
        }
        Ok(())
    }

    /// Puts one staged file or folder in place.
    fn place(&self, from: &Path, path: &str) -> Result<(), WriteError> {
        let to = self.output.path.join(path);
        self.output.steps.rename(from, &to).map_err(|error| begun(Attempt::Write, &to, error))
    }

    /// Deletes the stale files that stand in the way of a new path: a file where a folder comes,
    /// or files below a folder where a file comes. All other deletions can wait.
    fn clear_way(&mut self, path: &str) -> Result<(), WriteError> {
        if self.survey.is_stale(path) {
            self.delete(path)?;
        }
        let survey = self.survey;
        let below = survey.stale_below(path);
        for stale in below {
            self.delete(stale)?;
        }
        if !below.is_empty() {
            self.remove_folders(below.iter().map(String::as_str), path)?;
            self.remove_folder(path)?;
        }
        Ok(())
    }

    /// Deletes all stale files and the folders that are empty without them.
    fn delete_stale(&mut self) -> Result<(), WriteError> {
        let mut links = BTreeMap::new();
        let survey = self.survey;
        let reached = survey.stale.iter().map(String::as_str);
        let reached: Vec<&str> =
            reached.filter(|stale| !self.is_behind_link(parent(stale), &mut links)).collect();
        for stale in &reached {
            self.delete(stale)?;
        }
        self.remove_folders(reached, "")
    }

    /// Deletes one file of ours, if it is still there.
    fn delete(&mut self, path: &str) -> Result<(), WriteError> {
        let at = self.output.path.join(path);
        match self.output.steps.remove_file(&at) {
            // Somebody made a folder of that name, which is not ours.
            Err(_) if fs::symlink_metadata(&at).is_ok_and(|found| found.is_dir()) => Ok(()),
            Err(error) => Err(begun(Attempt::Delete, &at, error)),
            Ok(true) => {
                self.deleted.insert(path.to_string());
                Ok(())
            }
            Ok(false) => Ok(()),
        }
    }

    /// Whether a folder is reached through a link: what is behind it is not ours to delete.
    fn is_behind_link<'p>(&self, folder: &'p str, known: &mut BTreeMap<&'p str, bool>) -> bool {
        if folder.is_empty() {
            return false;
        }
        if let Some(answer) = known.get(folder) {
            return *answer;
        }
        let answer = self.is_behind_link(parent(folder), known)
            || self.output.path.join(folder).is_symlink();
        known.insert(folder, answer);
        answer
    }

    /// Removes the folders of deleted files where they are empty, innermost first, up to but
    /// without one folder.
    fn remove_folders<'p>(
        &self,
        deleted: impl IntoIterator<Item = &'p str>,
        up_to: &str,
    ) -> Result<(), WriteError> {
        let mut folders = BTreeSet::new();
        for path in deleted {
            let mut folder = parent(path);
            while folder.len() > up_to.len() && folders.insert(folder) {
                folder = parent(folder);
            }
        }
        // What is in a folder sorts after it.
        folders.into_iter().rev().try_for_each(|folder| self.remove_folder(folder))
    }

    /// Removes a folder if nothing is in it.
    fn remove_folder(&self, path: &str) -> Result<(), WriteError> {
        let at = self.output.path.join(path);
        let removed = self.output.steps.remove_empty_folder(&at);
        removed.map_err(|error| begun(Attempt::Delete, &at, error))
    }
}

/// A refusal of the system when part of the site may be in place.
fn begun(attempt: Attempt, path: &Path, error: io::Error) -> WriteError {
    WriteError::Io { attempt, path: path.to_path_buf(), error, begun: true }
}
