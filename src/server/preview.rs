//! What is shown at the moment: the last edition without errors, the problems of the newest update,
//! and the copied files that have changed. Everything here is shared by all connections.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::Timestamp;
use tokio::sync::watch;

use crate::config::{Bar, Editor};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::server::cache::Cache;
use crate::server::served::{Served, Soundness};
use crate::server::told::{Desk, Told};
use crate::server::trail::Trail;
use crate::server::{Settings, Update};
use crate::source::SourceTree;

/// The state of the preview.
pub(super) struct Preview {
    /// The site's folder, whole and without links. Nothing outside it is sent.
    pub root: PathBuf,
    /// The pages that were rendered.
    pub cache: Cache,
    /// The moment that counts as now, where it is not the present one.
    pub clock: Option<Timestamp>,
    /// What command line or settings said before there was an edition.
    bar: Bar,
    editor: Option<Editor>,
    now: RwLock<Arc<Now>>,
    trail: Mutex<Trail>,
    /// Held while an update is taken in, so that they come one after the other.
    publishing: Mutex<Newest>,
    changed: watch::Sender<u64>,
    /// Tells this run of the program from others: counts of one mean nothing to another.
    run: u64,
}

/// What an update brought that is needed again when more of its problems are found.
#[derive(Default)]
struct Newest {
    problems: Vec<Diagnostic>,
    tree: Arc<SourceTree>,
}

/// The preview at one moment.
#[derive(Clone)]
pub(super) struct Now {
    /// Counts what was published; 0 before the first.
    pub count: u64,
    /// What is served.
    pub served: Option<Arc<Served>>,
    /// What is wrong.
    pub told: Arc<Told>,
    /// Whether tabs show the bar.
    pub bar: Bar,
    /// The paths of copied files that have changed, with the count at which they last did.
    pub files: Arc<HashMap<Arc<str>, u64>>,
    /// The count at which any of them last did.
    pub files_count: u64,
}

impl Preview {
    pub fn new(settings: &Settings) -> Preview {
        let root = settings.root.canonicalize();
        let root = root.or_else(|_| std::path::absolute(&settings.root));
        let now = Now {
            count: 0,
            served: None,
            told: Arc::default(),
            bar: settings.bar,
            files: Arc::default(),
            files_count: 0,
        };
        Preview {
            root: root.unwrap_or_else(|_| settings.root.clone()),
            cache: Cache::new(),
            clock: settings.clock,
            bar: settings.bar,
            editor: settings.editor.clone(),
            now: RwLock::new(Arc::new(now)),
            trail: Mutex::default(),
            publishing: Mutex::default(),
            changed: watch::Sender::new(0),
            run: Timestamp::now().as_nanosecond() as u64,
        }
    }

    /// The preview at this moment.
    pub fn now(&self) -> Arc<Now> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The preview as soon as anything was published.
    pub async fn first(&self) -> Arc<Now> {
        // The sender lives as long as the preview itself.
        let _ = self.changed.subscribe().wait_for(|count| *count > 0).await;
        self.now()
    }

    /// A count as tabs keep it, to give it back when they connect again.
    pub fn at(&self, count: u64) -> String {
        format!("{:x}-{count}", self.run)
    }

    /// The count that a tab gave back; `None` where it is that of another run.
    pub fn count_of(&self, at: &str) -> Option<u64> {
        let (run, count) = at.split_once('-')?;
        if run == format!("{:x}", self.run) { count.parse().ok() } else { None }
    }

    /// Tells of every update.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Where documents went.
    pub fn trail(&self) -> MutexGuard<'_, Trail> {
        self.trail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in an update. What is no longer served comes back, to be dropped where that delays
    /// nobody: a large edition takes a while.
    pub fn publish(&self, update: Update) -> Option<Arc<Served>> {
        let mut newest = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.now();
        let soundness = match has_errors(&update.problems) {
            true => Soundness::Broken,
            false => Soundness::Sound,
        };
        let desk = self.desk(&update, &before);
        let told = Told::after(&before.told, update.problems.clone(), update.tree.clone(), desk);
        let mut now = Now { count: before.count + 1, told: Arc::new(told), ..(*before).clone() };
        let last = before.served.as_ref();
        // An edition with errors is shown only until there is one without.
        let may_be_shown = soundness == Soundness::Sound
            || last.is_none_or(|last| last.soundness == Soundness::Broken);
        let is_new = |edition: &_| last.is_none_or(|last| !Arc::ptr_eq(&last.edition, edition));
        let edition = update.edition.filter(|edition| may_be_shown && is_new(edition));
        if let Some(edition) = edition {
            let own = edition.site.config.serve.bar;
            now.bar = if self.bar == Bar::Hidden { Bar::Hidden } else { own };
            let tree = update.tree.clone();
            let (served, changed) =
                Served::after(last.map(|last| &**last), edition, tree, soundness);
            self.trail().follow(last.map(|last| &*last.tree), &served);
            if !changed.is_empty() {
                let mut files = (*now.files).clone();
                files.extend(changed.into_iter().map(|path| (path, now.count)));
                now.files = Arc::new(files);
                now.files_count = now.count;
            }
            now.served = Some(Arc::new(served));
        }
        *newest = Newest { problems: update.problems, tree: update.tree };
        self.show(now);
        before.served.clone()
    }

    /// Takes in what a check found in the newest update; what an earlier check found is forgotten.
    pub fn publish_checked(&self, more: Vec<Diagnostic>) {
        let newest = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.now();
        let problems = newest.problems.iter().cloned().chain(more).collect();
        let desk = before.told.desk().clone();
        let told = Told::after(&before.told, problems, newest.tree.clone(), desk);
        let now = Now { count: before.count + 1, told: Arc::new(told), ..(*before).clone() };
        self.show(now);
    }

    /// The editor of the newest settings that could be read.
    fn desk(&self, update: &Update, before: &Now) -> Desk {
        let editor = match &update.edition {
            Some(edition) => edition.site.config.serve.editor.clone(),
            None => before.told.desk().editor.clone(),
        };
        Desk { root: self.root.clone(), editor: editor.or_else(|| self.editor.clone()) }
    }

    fn show(&self, now: Now) {
        let count = now.count;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(now);
        self.changed.send_replace(count);
    }
}
