//! The proofreader: renders, in the background, what nobody has asked for yet, to find what only
//! rendering finds.
//!
//! It reads every page once, and after an edit the pages that the edit changed. A new edition takes
//! the old one out of its hands at once; what it has read of it stays read.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::cli::report;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::text::counts;
use crate::edition::{Edition, Machine, Needs, Page};
use crate::link::Touched;
use crate::render;
use crate::source::SourceTree;
use crate::url::Url;

/// Reads editions, each on the heels of the one before.
#[derive(Default)]
pub(super) struct Proofreader {
    desk: Mutex<Desk>,
    called: Condvar,
    /// Counts what was put on the desk, so that reading stops when something newer lies there. It
    /// changes only with the desk in hand.
    newest: AtomicU64,
}

/// What lies on the desk.
#[derive(Default)]
struct Desk {
    /// The edition to be read, with the files that it was made from.
    edition: Option<(Arc<Edition>, Arc<SourceTree>)>,
    /// What was touched since the last edition that was taken from the desk.
    touched: Option<Touched>,
    ended: bool,
}

/// An edition to be read.
struct Task {
    edition: Arc<Edition>,
    tree: Arc<SourceTree>,
    /// What was touched since the edition before.
    touched: Touched,
    /// The count as long as nothing newer lies on the desk.
    number: u64,
}

/// Ends the reading when it is dropped.
pub(super) struct UntilDropped<'p>(&'p Proofreader);

impl Drop for UntilDropped<'_> {
    fn drop(&mut self) {
        let mut desk = self.0.desk();
        desk.ended = true;
        self.0.newest.fetch_add(1, Ordering::Relaxed);
        drop(desk);
        self.0.called.notify_all();
    }
}

/// What has been read.
#[derive(Default)]
struct Read {
    /// The fingerprint with which each page was found to be good.
    good: HashMap<Url, u64>,
    /// What is wrong, by page.
    found: BTreeMap<Url, Diagnostic>,
    /// What was touched since the last edition that was read to its end.
    touched: Option<Touched>,
}

impl Proofreader {
    /// Puts an edition on the desk.
    pub fn give(&self, edition: &Arc<Edition>, touched: &Touched, tree: &Arc<SourceTree>) {
        self.put(Some((edition.clone(), tree.clone())), touched);
    }

    /// Clears the desk: the newest edition has errors that are already told.
    pub fn pause(&self, touched: &Touched) {
        self.put(None, touched);
    }

    /// Ends the reading as soon as what is given back is dropped.
    pub fn until_dropped(&self) -> UntilDropped<'_> {
        UntilDropped(self)
    }

    /// Reads whatever is put on the desk, and tells what it finds, until it is ended.
    pub fn read(&self, tell: impl Fn(Vec<Diagnostic>)) {
        let mut read = Read::default();
        let mut said = Vec::new();
        while let Some(task) = self.next() {
            let is_newest = || self.newest.load(Ordering::Relaxed) == task.number;
            if !read.edition(&task.edition, &task.touched, is_newest) {
                continue;
            }
            let found: Vec<Diagnostic> = read.found.values().cloned().collect();
            let found = crate::cli::build::once(found);
            if found != said {
                report::tell_problems(&found, &task.tree);
                report::tell(&match found.is_empty() {
                    true => "every page can be shown again\n".to_owned(),
                    false => format!("{}\n", counts(&found)),
                });
            }
            // With every edition that is published, tabs forget what was found in the one before.
            if !found.is_empty() || !said.is_empty() {
                tell(found.clone());
            }
            said = found;
        }
    }

    fn put(&self, edition: Option<(Arc<Edition>, Arc<SourceTree>)>, touched: &Touched) {
        let mut desk = self.desk();
        desk.touched = Some(match &desk.touched {
            Some(before) => before.and(touched),
            None => touched.clone(),
        });
        desk.edition = edition;
        self.newest.fetch_add(1, Ordering::Relaxed);
        self.called.notify_all();
    }

    /// The next edition; `None` when it is time to go.
    fn next(&self) -> Option<Task> {
        let mut desk = self.desk();
        loop {
            if desk.ended {
                return None;
            }
            if let Some((edition, tree)) = desk.edition.take() {
                let touched = desk.touched.take().unwrap_or_default();
                let number = self.newest.load(Ordering::Relaxed);
                return Some(Task { edition, tree, touched, number });
            }
            desk = self.called.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read {
    /// Reads the pages of an edition that are not what they were. False where it was taken away
    /// before the end.
    fn edition(
        &mut self,
        edition: &Edition,
        touched: &Touched,
        is_newest: impl Fn() -> bool,
    ) -> bool {
        let touched = match &self.touched {
            Some(before) => before.and(touched),
            None => touched.clone(),
        };
        self.touched = Some(touched.clone());
        let is_there = |url: &Url| edition.page(url.as_str()).is_some();
        if touched == Touched::Everything {
            self.good.retain(|url, _| is_there(url));
        }
        self.found.retain(|url, _| is_there(url));
        // What searches ask for can always be written, and costs a look at every text.
        let read = |page: &&Page| !matches!(page.needs, Needs::Machine(Machine::Search(_)));
        for page in edition.pages.iter().filter(read) {
            if !is_newest() {
                return false;
            }
            if touched.shows(page) || !self.good.contains_key(&page.url) {
                self.page(edition, page);
            }
        }
        self.touched = Some(Touched::nothing());
        true
    }

    fn page(&mut self, edition: &Edition, page: &Page) {
        let fingerprint = render::fingerprint(edition, page);
        let known = self.good.get(&page.url).copied();
        let read = fingerprint.and_then(|fingerprint| {
            // What is for machines was written for its fingerprint; a share card is drawn when it is
            // asked for, since to draw thousands would take minutes.
            if known != Some(fingerprint) && !page.is_for_machines() {
                render::render(edition, page)?;
            }
            Ok(fingerprint)
        });
        match read {
            Ok(fingerprint) => {
                self.good.insert(page.url.clone(), fingerprint);
                self.found.remove(&page.url);
            }
            Err(problem) => {
                self.good.remove(&page.url);
                self.found.insert(page.url.clone(), problem);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::options::Options;

    /// An edition in which the page for unknown addresses cannot be rendered.
    fn broken(tagline: &str) -> (Arc<Edition>, Arc<SourceTree>) {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |path: &str, text: &str| std::fs::write(folder.path().join(path), text);
        let settings = format!("title = \"The Bell\"\ntagline = \"{tagline}\"\n");
        put("site.toml", &settings).expect("a file");
        std::fs::create_dir(folder.path().join("templates")).expect("a folder");
        put("templates/404.html", "{{ 1 / 0 }}").expect("a file");
        let tree = crate::disk::read(folder.path()).0;
        let now = "2026-06-01T00:00:00Z".parse().expect("a moment");
        let (edition, problems) = crate::edition(&tree, &Options::at(now));
        assert_eq!(problems, []);
        (edition.expect("an edition"), Arc::new(tree))
    }

    #[test]
    fn what_is_still_wrong_is_told_of_every_edition() {
        let proofreader = Proofreader::default();
        let (sender, told) = mpsc::channel();
        std::thread::scope(|scope| {
            let tell = move |found: Vec<Diagnostic>| sender.send(found.len()).expect("a reader");
            scope.spawn(|| proofreader.read(tell));
            let _ends = proofreader.until_dropped();
            for tagline in ["One", "Two"] {
                let (edition, tree) = broken(tagline);
                proofreader.give(&edition, &Touched::Everything, &tree);
                assert_eq!(told.recv_timeout(Duration::from_secs(60)), Ok(1), "{tagline}");
            }
        });
    }
}
