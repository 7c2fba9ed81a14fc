//! A watched site: what is told of it, and what never is.
//!
//! Nothing here depends on how fast the machine is: where a test waits for something that has to
//! come, it waits long, and what must not come is known not to when something later has.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::*;

mod editors;
mod folders;
mod polled;
mod random;
mod timing;

/// Longer than anything takes on a machine that is busy with other things.
const LONG: Duration = Duration::from_secs(60);

/// Long enough for what came with a change to have been told.
const AFTER: Duration = Duration::from_millis(300);

const FOG: &str = "content/stories/fog.md";

/// A site with some files, which is watched.
struct Site {
    folder: TempDir,
    watch: Watch,
}

impl Site {
    /// A site that is watched by the system.
    fn new() -> Site {
        Site::watched(How::Notified, usize::MAX)
    }

    fn watched(how: How, most: usize) -> Site {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        let root = folder.path().join("site");
        for path in ["site.toml", FOG, "content/players/ida.md", "static/logo.svg"] {
            put(&root, path, "old");
        }
        let watch = Watch::with_limit(&root, how, most).unwrap();
        Site { folder, watch }
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    fn put(&self, path: &str, text: &str) {
        put(&self.root(), path, text);
    }

    /// What is told next; it has to come.
    fn next(&self) -> Seen {
        self.watch.next(Some(Instant::now() + LONG)).expect("something is told")
    }

    /// All that is told until all of some paths were.
    fn told(&self, paths: &[&str]) -> BTreeSet<String> {
        let mut told = BTreeSet::new();
        while !paths.iter().all(|path| told.contains(*path)) {
            match self.next() {
                Seen::Files(more) => told.extend(more),
                Seen::All => panic!("everything is told, before {paths:?} and after {told:?}"),
            }
        }
        told
    }

    /// Waits until everything is told to have changed.
    fn told_all(&self) {
        while self.next() != Seen::All {}
    }

    /// Takes everything that is told until nothing is.
    fn rest(&self) -> Vec<Seen> {
        std::iter::from_fn(|| self.watch.next(Some(Instant::now() + AFTER))).collect()
    }

    /// All that is told of what happens while the caller waits for it, and has done so for a while.
    fn told_of(&self, act: impl FnOnce(&Path) + Send) -> Vec<Seen> {
        std::thread::scope(|scope| {
            scope.spawn(|| {
                // Whoever waits has the desk.
                while self.watch.desk.try_lock().is_ok() {
                    std::thread::yield_now();
                }
                std::thread::sleep(judge::DELAY);
                act(&self.root());
            });
            let mut told = vec![self.next()];
            told.extend(self.rest());
            told
        })
    }
}

/// Whichever way a site is watched, everything is told when a folder comes or goes that a link of
/// the site leads to. There is no file in it that could be told.
#[cfg(unix)]
fn a_folder_that_a_link_leads_to_comes_and_goes(site: &Site) {
    std::os::unix::fs::symlink("../stories/old", site.root().join("content/players/old")).unwrap();
    site.told_all();
    site.rest();
    fs::create_dir(site.root().join("content/stories/old")).unwrap();
    assert_eq!(site.next(), Seen::All);
    site.rest();
    fs::remove_dir(site.root().join("content/stories/old")).unwrap();
    assert_eq!(site.next(), Seen::All);
}

fn put(root: &Path, path: &str, text: &str) {
    let at = root.join(path);
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    fs::write(at, text).unwrap();
}

fn files(paths: &[&str]) -> Seen {
    Seen::Files(paths.iter().map(|path| (*path).to_owned()).collect())
}

#[test]
fn the_deadline_and_the_waker_end_the_wait() {
    let site = Site::new();
    assert_eq!(site.watch.next(Some(Instant::now())), None);
    let waker = site.watch.waker();
    waker.wake();
    assert_eq!(site.watch.next(None), None, "a wake before the wait is not lost");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while site.watch.desk.try_lock().is_ok() {
                std::thread::yield_now();
            }
            waker.wake();
        });
        assert_eq!(site.watch.next(None), None);
    });
}

#[test]
fn a_folder_that_is_none_is_not_watched() {
    let folder = tempfile::tempdir().unwrap();
    let error = Watch::start(&folder.path().join("nowhere"), How::Notified).unwrap_err();
    assert!(error.to_string().starts_with("cannot watch the folder `"), "{error}");
    put(folder.path(), "file", "");
    assert!(Watch::start(&folder.path().join("file"), How::Notified).is_err());
}

#[test]
fn what_is_no_part_of_the_site_is_never_told() {
    let site = Site::new();
    for path in [
        "public/index.html",
        "public/content/stories/fog.md",
        "notes.md",
        ".git/index.lock",
        "content/stories/.fog.md.swp",
        "content/stories/.fog.md.swx",
        "content/stories/fog.md~",
        "content/stories/#fog.md#",
        "content/stories/.hidden.md",
        "content/.trash/fog.md",
        "static/.DS_Store",
        "static/.git/HEAD",
        "themes/own/node_modules/x/index.js",
    ] {
        for text in ["one", "two"] {
            site.put(path, text);
        }
        fs::remove_file(site.root().join(path)).unwrap();
    }
    fs::remove_dir_all(site.root().join("public")).unwrap();
    site.put(FOG, "new");
    assert_eq!(site.next(), files(&[FOG]));
    assert_eq!(site.rest(), []);
}

#[test]
fn reading_the_site_is_not_told() {
    let site = Site::new();
    for _ in 0..3 {
        crate::disk::read(&site.root());
    }
    site.put(FOG, "new");
    assert_eq!(site.next(), files(&[FOG]));
    crate::disk::read(&site.root());
    assert_eq!(site.rest(), []);
}

#[test]
fn a_file_that_is_saved_again_and_again_is_told_while_it_goes_on() {
    let site = Site::new();
    let (mut told, mut saves) = (0, 0);
    // It is told many times before the saving ends, however slow the machine is.
    std::thread::scope(|scope| {
        let (stop, stopped) = std::sync::mpsc::channel::<()>();
        let site = &site;
        let saver = scope.spawn(move || {
            let mut saves = 0;
            while stopped.try_recv().is_err() {
                site.put(FOG, &format!("save {saves}"));
                saves += 1;
                std::thread::sleep(Duration::from_millis(4));
            }
            saves
        });
        while told < 10 {
            assert_eq!(site.next(), files(&[FOG]));
            told += 1;
        }
        stop.send(()).unwrap();
        saves = saver.join().unwrap();
    });
    site.rest();
    assert!(saves > told, "{saves} saves are gathered");
    assert_eq!(fs::read_to_string(site.root().join(FOG)).unwrap(), format!("save {}", saves - 1));
}

#[test]
fn what_the_system_loses_count_of_is_told_as_everything() {
    let site = Site::new();
    site.watch.inbox.put(|post| post.everything = Some(Instant::now()));
    assert_eq!(site.next(), Seen::All);
    assert_eq!(site.rest(), []);
}

#[cfg(target_os = "linux")]
#[test]
fn a_queue_that_overflows_is_told_as_everything() {
    let site = Site::new();
    let most = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let most: usize = most.trim().parse().unwrap();
    let (release, released) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        // As long as nothing can be put into the inbox, nothing is taken from the queue.
        let inbox = &site.watch.inbox;
        scope.spawn(move || inbox.put(|_| released.recv().unwrap()));
        for number in 0..most {
            // Two events of one kind on one file in a row are one.
            site.put(&format!("content/stories/{}.md", number % 2), "x");
        }
        release.send(()).unwrap();
    });
    site.told_all();
    site.rest();
    site.put(FOG, "new");
    assert_eq!(site.told(&[FOG]).len(), 1, "it goes on as before");
}

#[test]
fn too_few_watches_make_it_look_for_itself_and_say_so() {
    let site = Site::watched(How::Notified, 2);
    assert_eq!(site.watch.how(), How::Polled(POLL));
    let note = site.watch.note().unwrap();
    assert!(note.contains("every 500 ms"), "{note}");
    site.put(FOG, "new");
    assert_eq!(site.next(), files(&[FOG]));
}

#[test]
fn new_folders_beyond_the_limit_are_not_missed() {
    let site = Site::watched(How::Notified, 6);
    assert_eq!(site.watch.how(), How::Notified);
    assert_eq!(site.watch.note(), None);
    for number in 0..8 {
        site.put(&format!("content/{number}/a.md"), "new");
    }
    site.told_all();
    assert_eq!(site.watch.how(), How::Polled(POLL));
    site.rest();
    site.put("content/7/a.md", "newer");
    assert_eq!(site.next(), files(&["content/7/a.md"]));
}
