//! The first phase: every entry is produced, compared, and staged where it differs.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::error::{Attempt, WriteError};
use super::manifest::{Record, Recorder};
use super::output::{OutputFolder, io_error};
use super::steps::is_absent;
use super::survey::{State, Survey};
use super::write::{Body, Produced, Stopped};
use crate::TURN;
use crate::diagnostic::Diagnostic;

/// How many bytes of a file are compared or copied at a time.
const BUFFER: usize = 64 << 10;

/// What came of one entry.
pub(super) struct Staged {
    /// The bytes that it has, or will have.
    pub(super) record: Record,
    /// What is to be done.
    pub(super) change: Change,
}

/// What is to be done with one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing: the bytes are there.
    Same,
    /// Nothing is there; the bytes are staged under their path below `stage/new`.
    New,
    /// Other bytes of ours are there; the new ones are staged under the index below
    /// `stage/changed`.
    Changed,
}

/// Why an entry was not staged.
enum Failure {
    /// It could not be produced.
    Content(Vec<Diagnostic>),
    /// Something that is not ours is in its place.
    Foreign(String),
    /// The system refused.
    System(WriteError),
    /// Another entry failed before.
    Skipped,
}

/// The folder of files that have no forerunner.
pub(super) fn new_files(output: &OutputFolder) -> PathBuf {
    output.stage().join("new")
}

/// The folder of files that take the place of another.
pub(super) fn changed_files(output: &OutputFolder) -> PathBuf {
    output.stage().join("changed")
}

/// Produces all entries and stages those that differ from what is there.
pub(super) fn stage<'a, F, P>(
    output: &OutputFolder,
    survey: &Survey<'_>,
    produce: F,
) -> Result<Vec<Staged>, Stopped>
where
    F: Fn(usize) -> Result<P, Vec<Diagnostic>> + Sync,
    P: Into<Produced<'a>>,
{
    let stager = Stager {
        output,
        survey,
        new: new_files(output),
        changed: changed_files(output),
        has_changed: AtomicBool::new(false),
    };
    // After a failure nothing more is staged. Entries are still produced after a failure to
    // produce one, so that all problems are told at once; after a refusal of the system not.
    let failed = AtomicBool::new(false);
    let refused = AtomicBool::new(false);
    let one = |buffer: &mut Vec<u8>, index: usize| {
        if refused.load(Ordering::Relaxed) {
            return Err(Failure::Skipped);
        }
        let staged = match produce(index).map(P::into) {
            Err(problems) => Err(Failure::Content(problems)),
            Ok(_) if failed.load(Ordering::Relaxed) => Err(Failure::Skipped),
            Ok(Produced::There(record)) => Ok(Staged { record, change: Change::Same }),
            Ok(Produced::Made(body)) => stager.stage(index, &body, buffer),
        };
        match &staged {
            Err(Failure::Content(_)) => failed.store(true, Ordering::Relaxed),
            Err(Failure::System(_)) => refused.store(true, Ordering::Relaxed),
            _ => {}
        }
        staged
    };
    let entries = (0..survey.entries.len()).into_par_iter().with_max_len(TURN);
    let outcomes: Vec<Result<Staged, Failure>> =
        entries.map_init(|| vec![0; BUFFER], one).collect();
    all_staged(output, outcomes)
}

/// All entries if each was staged, else why not: problems of content before those of the disk.
fn all_staged(
    output: &OutputFolder,
    outcomes: Vec<Result<Staged, Failure>>,
) -> Result<Vec<Staged>, Stopped> {
    let mut staged = Vec::with_capacity(outcomes.len());
    let (mut problems, mut foreign, mut system) = (Vec::new(), Vec::new(), None);
    let mut has_failed = false;
    for outcome in outcomes {
        has_failed |= matches!(outcome, Err(Failure::Content(_)));
        match outcome {
            Ok(one) => staged.push(one),
            Err(Failure::Content(more)) => problems.extend(more),
            Err(Failure::Foreign(path)) => foreign.push(path),
            Err(Failure::System(error)) => system = system.or(Some(error)),
            Err(Failure::Skipped) => {}
        }
    }
    if has_failed {
        problems.sort();
        return Err(Stopped::Content(problems));
    }
    if let Some(error) = system {
        return Err(error.into());
    }
    if !foreign.is_empty() {
        foreign.sort();
        return Err(WriteError::Foreign { output: output.path.clone(), paths: foreign }.into());
    }
    Ok(staged)
}

/// Stages single entries.
struct Stager<'s> {
    output: &'s OutputFolder,
    survey: &'s Survey<'s>,
    new: PathBuf,
    changed: PathBuf,
    /// Whether the folder of changed files was made. A run that changes nothing makes none, which
    /// would change the time of the folder above it.
    has_changed: AtomicBool,
}

impl Stager<'_> {
    /// Compares one entry with what is there and stages it where it differs.
    fn stage(&self, index: usize, body: &Body<'_>, buffer: &mut [u8]) -> Result<Staged, Failure> {
        let path = self.survey.entries[index].path;
        let change = match self.survey.folder(index).state {
            State::Present => match self.compare(path, body, buffer)? {
                Compared::Same(record) => return Ok(Staged { record, change: Change::Same }),
                Compared::Differs => Change::Changed,
                Compared::Absent => Change::New,
            },
            _ => Change::New,
        };
        let record = match change {
            Change::New => self.stage_new(index, body, buffer),
            _ => self.stage_changed(index, body, buffer),
        };
        Ok(Staged { record: record?, change })
    }

    /// What is there under a path, set against a body.
    fn compare(&self, path: &str, body: &Body<'_>, buffer: &mut [u8]) -> Result<Compared, Failure> {
        let at = self.output.path.join(path);
        let refused = |error| unreadable(at.clone(), error);
        let is_ours = self.survey.manifest.files.contains_key(path);
        let there = match fs::symlink_metadata(&at) {
            Ok(there) => there,
            Err(error) if is_absent(&error) => return Ok(Compared::Absent),
            Err(error) => return Err(refused(error)),
        };
        if there.is_dir() {
            return if self.holds_only_stale(path).map_err(refused)? {
                Ok(Compared::Absent)
            } else {
                Err(Failure::Foreign(path.to_string()))
            };
        }
        if there.is_file()
            && let Some(record) = same_bytes(&at, there.len(), body, buffer)?
        {
            return Ok(Compared::Same(record));
        }
        if is_ours { Ok(Compared::Differs) } else { Err(Failure::Foreign(path.to_string())) }
    }

    /// Whether a folder that stands where a file is wanted holds nothing but stale files of ours.
    fn holds_only_stale(&self, folder: &str) -> io::Result<bool> {
        for entry in fs::read_dir(self.output.path.join(folder))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { return Ok(false) };
            let path = format!("{folder}/{name}");
            let is_ours = if entry.file_type()?.is_dir() {
                !self.survey.stale_below(&path).is_empty() && self.holds_only_stale(&path)?
            } else {
                self.survey.is_stale(&path)
            };
            if !is_ours {
                return Ok(false);
            }
        }
        // An empty folder that we never wrote to is somebody else's.
        Ok(!self.survey.stale_below(folder).is_empty())
    }

    /// Stages an entry where there is nothing, below a copy of the folders that it is in.
    fn stage_new(
        &self,
        index: usize,
        body: &Body<'_>,
        buffer: &mut [u8],
    ) -> Result<Record, Failure> {
        let path = self.survey.entries[index].path;
        let at = self.new.join(path);
        let folder = self.survey.folder(index);
        let make_folder = || {
            let made = self.output.steps.create_folder(&self.new.join(folder.path));
            made.map_err(|error| self.refused(path, error))
        };
        if !folder.is_staged.swap(true, Ordering::Relaxed) {
            make_folder()?;
        }
        match self.put(body, &at, buffer) {
            // Another thread is still making the folder.
            Err(Refusal::Target(error)) if is_absent(&error) => {
                make_folder()?;
                self.put(body, &at, buffer)
            }
            done => done,
        }
        .map_err(|refusal| self.failure(path, refusal))
    }

    /// Stages an entry that takes the place of another file, under its index.
    fn stage_changed(
        &self,
        index: usize,
        body: &Body<'_>,
        buffer: &mut [u8],
    ) -> Result<Record, Failure> {
        let path = self.survey.entries[index].path;
        if !self.has_changed.load(Ordering::Acquire) {
            let made = self.output.steps.create_folder(&self.changed);
            made.map_err(|error| self.refused(path, error))?;
            self.has_changed.store(true, Ordering::Release);
        }
        self.put(body, &self.changed.join(index.to_string()), buffer)
            .map_err(|refusal| self.failure(path, refusal))
    }

    /// Writes a body to a new file.
    fn put(&self, body: &Body<'_>, at: &Path, buffer: &mut [u8]) -> Result<Record, Refusal> {
        match body {
            Body::Bytes(bytes) => {
                self.output.steps.write(at, bytes).map_err(Refusal::Target)?;
                Ok(Record::of(bytes))
            }
            Body::File(source) => {
                let refused = |error| Refusal::Source(source.to_path_buf(), error);
                let mut source = File::open(source).map_err(refused)?;
                let mut target = self.output.steps.create(at).map_err(Refusal::Target)?;
                let mut recorder = Recorder::default();
                loop {
                    let count = read(&mut source, buffer).map_err(refused)?;
                    if count == 0 {
                        return Ok(recorder.record());
                    }
                    target.write_all(&buffer[..count]).map_err(Refusal::Target)?;
                    recorder.add(&buffer[..count]);
                }
            }
        }
    }

    /// The failure of a body that could not be written for the entry at a path.
    fn failure(&self, path: &str, refusal: Refusal) -> Failure {
        match refusal {
            Refusal::Source(source, error) => unreadable(source, error),
            Refusal::Target(error) => self.refused(path, error),
        }
    }

    /// The failure to write an entry, named by where it is wanted and not by where it is staged.
    fn refused(&self, path: &str, error: io::Error) -> Failure {
        Failure::System(io_error(Attempt::Write, self.output.path.join(path), error))
    }
}

/// What is there under the path of an entry.
enum Compared {
    /// Its bytes.
    Same(Record),
    /// Others, of ours.
    Differs,
    /// Nothing that stays.
    Absent,
}

/// Which side of a copy the system refused.
enum Refusal {
    /// Reading the file to be copied.
    Source(PathBuf, io::Error),
    /// Writing the copy.
    Target(io::Error),
}

/// The failure to read a file.
fn unreadable(path: PathBuf, error: io::Error) -> Failure {
    Failure::System(io_error(Attempt::Read, path, error))
}

/// The record of a body if the file at a path, of a known length, has the same bytes.
fn same_bytes(
    at: &Path,
    length: u64,
    body: &Body<'_>,
    buffer: &mut [u8],
) -> Result<Option<Record>, Failure> {
    let refused = |error| unreadable(at.to_path_buf(), error);
    match body {
        Body::Bytes(bytes) => {
            if bytes.len() as u64 != length {
                return Ok(None);
            }
            let mut there = File::open(at).map_err(refused)?;
            let mut rest: &[u8] = bytes;
            while !rest.is_empty() {
                let count = read(&mut there, buffer).map_err(refused)?;
                match rest.strip_prefix(&buffer[..count]) {
                    Some(after) if count > 0 => rest = after,
                    _ => return Ok(None),
                }
            }
            Ok(Some(Record::of(bytes)))
        }
        Body::File(path) => {
            let source_refused = |error| unreadable(path.to_path_buf(), error);
            let mut source = File::open(path).map_err(source_refused)?;
            if source.metadata().map_err(source_refused)?.len() != length {
                return Ok(None);
            }
            let mut there = File::open(at).map_err(refused)?;
            let (ours, theirs) = buffer.split_at_mut(buffer.len() / 2);
            let mut recorder = Recorder::default();
            loop {
                let count = read(&mut source, ours).map_err(source_refused)?;
                if read(&mut there, theirs).map_err(refused)? != count
                    || ours[..count] != theirs[..count]
                {
                    return Ok(None);
                }
                if count == 0 {
                    return Ok(Some(recorder.record()));
                }
                recorder.add(&ours[..count]);
            }
        }
    }
}

/// Reads until the buffer is full or the file at its end; says how many bytes.
pub(super) fn read(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
