//! A site that is kept true while it is edited: what `build --watch` and `serve` share.
//!
//! The site is watched before it is read, so that no edit falls between the two. Then it is read,
//! and proof follows on proof, each from the one before it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::cli::clock::{Clock, Showing};
use crate::cli::folder::{as_set, site_folder};
use crate::cli::{Failure, Global, report};
use crate::config;
use crate::date::Zone;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::disk::SiteFiles;
use crate::edition::Edition;
use crate::options::Options;
use crate::proof::Proof;
use crate::source::SourceTree;
use crate::watch::{How, POLL, Seen, Waker, Watch, WatchError};

/// How a site is watched.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Watching {
    /// Look for changed files twice a second instead of waiting for the system to tell of them:
    /// for network drives and containers
    #[arg(long)]
    pub poll: bool,
}

impl Watching {
    fn how(self) -> How {
        if self.poll { How::Polled(POLL) } else { How::Notified }
    }
}

/// A site with the newest proof of it.
pub struct Live {
    /// The site's folder.
    pub root: PathBuf,
    /// The newest proof.
    pub proof: Proof,
    files: SiteFiles,
    watch: Watch,
    /// What was said last of how changes are noticed.
    told: Option<String>,
    /// Which moment counts as now.
    pub clock: Clock,
    /// What the command line says of that moment, and of what is shown.
    showing: Showing,
    options: Options,
    is_stopped: Arc<AtomicBool>,
}

/// Ends the wait for the next edit, for good.
pub struct Stopper {
    is_stopped: Arc<AtomicBool>,
    waker: Waker,
}

impl Stopper {
    /// Ends it.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        self.waker.wake();
    }
}

impl From<WatchError> for Failure {
    fn from(error: WatchError) -> Failure {
        Failure::new(error.to_string()).hint(error.hint())
    }
}

/// Why there is a new proof.
pub struct Edit {
    /// The files that changed; none where only time went by.
    pub files: Vec<Arc<str>>,
    /// When it was seen.
    pub seen: Instant,
}

impl Edit {
    /// The files as a line begins with them: `content/stories/fog.md and 2 more: `; empty where
    /// only time went by. Settings are named first, and what is there before what was deleted.
    pub fn files(&self, tree: &SourceTree) -> String {
        let is_there = |file: &&Arc<str>| tree.files.contains_key(&***file);
        let settings = self.files.iter().find(|file| &***file == "site.toml");
        let there = settings.or_else(|| self.files.iter().find(is_there));
        let (first, what) = match (there, self.files.first()) {
            (Some(there), _) if is_there(&there) => (there, ""),
            (Some(gone), _) | (None, Some(gone)) => (gone, " deleted"),
            (None, None) => return String::new(),
        };
        match self.files.len() {
            1 => format!("{first}{what}: "),
            count => format!("{first}{what} and {} more: ", count - 1),
        }
    }

    /// How long it has been since the edit was seen: `9 ms`, `1.20 s`.
    pub fn took(&self) -> String {
        let took = self.seen.elapsed();
        match took.as_millis() {
            milliseconds @ ..1000 => format!("{milliseconds} ms"),
            _ => format!("{:.2} s", took.as_secs_f64()),
        }
    }
}

impl Live {
    /// Starts to watch the site that a command works on, and reads its files.
    ///
    /// # Errors
    /// There is no site, it cannot be watched, or the time cannot be read.
    pub fn start(
        global: &Global,
        showing: &Showing,
        base_url: Option<Arc<str>>,
        watching: Watching,
    ) -> Result<Live, Failure> {
        let root = site_folder(global.root.as_deref())?;
        let watch = Watch::start(&root, watching.how())?;
        let mut told = None;
        tell_note(&watch, &mut told);
        let files = SiteFiles::read(&root);
        let zone = config::config(files.tree()).0.map_or_else(Zone::utc, |config| config.zone);
        let clock = showing.clock(&zone)?;
        let options = Options { base_url, ..showing.options_at(clock.now()) };
        let (proof, is_stopped) = (Proof::default(), Arc::default());
        let showing = showing.clone();
        Ok(Live { root, proof, files, watch, told, clock, showing, options, is_stopped })
    }

    /// Makes the next proof of the files as they were read last.
    pub fn prove(&mut self) {
        self.set_clock();
        self.options.now = self.clock.now();
        self.proof = crate::proof(self.files.tree(), &self.options, &self.proof);
    }

    /// Reads the moment that was chosen again: the settings may name another zone by now, or could
    /// not be read before.
    fn set_clock(&mut self) {
        if self.showing.at.is_none() {
            return;
        }
        let Some(config) = config::config(self.files.tree()).0 else { return };
        // What is no time in the new zone stays the moment that it was.
        self.clock = self.showing.clock(&config.zone).unwrap_or(self.clock);
    }

    /// Reads some files again, of which more may be known than when they were read, and makes the next
    /// proof.
    pub fn read_again(&mut self, files: BTreeSet<String>) {
        if !self.files.refresh(&Seen::Files(files)).is_empty() {
            self.prove();
        }
    }

    /// The files as they are now.
    pub fn tree(&self) -> &Arc<SourceTree> {
        self.files.tree()
    }

    /// Everything that is wrong: with reading the files, and with what they say.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let mut problems = as_set(self.files.problems(), self.proof.config());
        problems.extend(self.proof.problems.iter().cloned());
        problems.sort();
        problems.dedup();
        problems
    }

    /// The edition, where none of [`Live::problems`] keeps it from being printed.
    pub fn printable(&self, problems: &[Diagnostic]) -> Option<&Arc<Edition>> {
        self.proof.edition.as_ref().filter(|_| !has_errors(problems))
    }

    /// Waits until something changed, and makes the next proof. `None` after it was stopped.
    pub fn next_edit(&mut self) -> Option<Edit> {
        loop {
            let until = self.changes_by_itself();
            let seen = self.watch.next(until);
            tell_note(&self.watch, &mut self.told);
            if self.is_stopped.load(Ordering::Relaxed) {
                return None;
            }
            let start = Instant::now();
            let files = match &seen {
                Some(seen) => self.files.refresh(seen),
                None if self.proof.until().is_some_and(|until| until <= self.clock.now()) => {
                    Vec::new()
                }
                // The clock is a little behind, or the wait was cut short.
                None => continue,
            };
            if seen.is_some() && files.is_empty() {
                continue;
            }
            self.prove();
            return Some(Edit { files, seen: start });
        }
    }

    /// What ends [`Live::next_edit`] from another thread.
    pub fn stopper(&self) -> Stopper {
        Stopper { is_stopped: self.is_stopped.clone(), waker: self.watch.waker() }
    }

    /// When a story appears or goes, or a role begins or ends, without any edit.
    fn changes_by_itself(&self) -> Option<Instant> {
        let Clock::Running = self.clock else { return None };
        Some(Instant::now() + rest(self.proof.until()?, Timestamp::now()))
    }
}

/// How long to wait for a moment before looking at the clock again. It is never long: clocks are
/// set, and what measures a wait stands still while the machine sleeps.
fn rest(until: Timestamp, now: Timestamp) -> Duration {
    let left = Duration::try_from(until.duration_since(now)).unwrap_or_default();
    left.min(Duration::from_secs(60))
}

/// The problems that were not told after the last edit; both lists are sorted. Warnings that an
/// editor lives with are not said again at every save.
pub fn untold(problems: &[Diagnostic], told: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_new = |problem: &&Diagnostic| told.binary_search(problem).is_err();
    problems.iter().filter(is_new).cloned().collect()
}

/// Says how changes are noticed where that is not as usual, whenever it changes.
fn tell_note(watch: &Watch, told: &mut Option<String>) {
    let note = watch.note();
    if let Some(note) = note.as_ref().filter(|_| note != *told) {
        report::tell(&format!("{note}\n"));
    }
    *told = note;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_looked_at_every_minute_however_far_the_next_change_is() {
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().expect("a moment");
        let after = |seconds: i64| rest(now + jiff::SignedDuration::from_secs(seconds), now);
        assert_eq!(after(-5), Duration::ZERO);
        assert_eq!(after(5), Duration::from_secs(5));
        assert_eq!(after(86_400), Duration::from_secs(60));
    }

    #[test]
    fn a_chosen_moment_is_meant_in_the_zone_that_the_settings_name_at_last() -> Result<(), Failure>
    {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |text: &str| std::fs::write(folder.path().join("site.toml"), text);
        put("[").expect("a file");
        let global = Global { root: Some(folder.path().into()), color: Default::default() };
        let showing = Showing { at: Some("2026-06-01T00:30".into()), ..Showing::default() };
        let mut live = Live::start(&global, &showing, None, Watching::default())?;
        live.prove();
        put("title = \"The Bell\"\ntimezone = \"America/New_York\"\n").expect("a file");
        live.next_edit().expect("an edit");
        let chosen: Timestamp = "2026-06-01T04:30:00Z".parse().expect("a moment");
        assert_eq!(live.clock.chosen(), Some(chosen));
        Ok(())
    }
}
