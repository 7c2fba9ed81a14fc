//! A watched site from outside: whatever happens to it, the files in memory become those on disk,
//! and printing it is not taken for a change.

use std::fs;
use std::time::{Duration, Instant};

use newsprint::disk::{SiteFiles, read};
use newsprint::watch::{How, Seen, Watch};

use crate::press::Paper;

/// Longer than anything takes on a machine that is busy with other things.
const LONG: Duration = Duration::from_secs(120);

const BOTH: [How; 2] = [How::Notified, How::Polled(Duration::from_millis(50))];

/// A newspaper whose files are held in memory and kept true.
struct Followed {
    paper: Paper,
    watch: Watch,
    files: SiteFiles,
}

impl Followed {
    fn new(how: How) -> Followed {
        let paper = Paper::small();
        let watch = Watch::start(paper.root(), how).expect("a watch");
        let files = SiteFiles::read(paper.root());
        Followed { paper, watch, files }
    }

    /// Follows until the files in memory are those that a fresh read gives.
    #[track_caller]
    fn follow(&mut self) {
        let end = Instant::now() + LONG;
        loop {
            let (tree, problems) = read(self.paper.root());
            let is_same = format!("{tree:?}") == format!("{:?}", self.files.tree());
            if is_same && problems == self.files.problems() {
                return;
            }
            let seen = self.watch.next(Some(end));
            self.files.refresh(&seen.expect("what differs is told"));
        }
    }

    /// Whether a text is in memory with some words in it.
    fn has(&self, path: &str, words: &str) -> bool {
        self.files.tree().text(path).is_some_and(|file| file.text.contains(words))
    }
}

#[test]
fn the_files_in_memory_follow_a_day_in_the_newsroom() {
    for how in BOTH {
        let mut site = Followed::new(how);
        let story = "content/stories/harbor/night/ferry.md";
        site.paper
            .put(story, "+++\ntitle = \"Ferry\"\ndate = 2029-12-01\n+++\nThe ferry is late.\n");
        site.follow();
        assert!(site.has(story, "late"));

        site.paper
            .put(story, "+++\ntitle = \"Ferry\"\ndate = 2029-12-01\n+++\nThe ferry is here.\n");
        site.follow();
        assert!(site.has(story, "here"));

        let (harbor, port) = ("content/stories/harbor", "content/stories/port");
        fs::rename(site.paper.path(harbor), site.paper.path(port)).expect("a rename");
        site.follow();
        assert!(site.has("content/stories/port/night/ferry.md", "here") && !site.has(story, ""));

        site.paper.put("content/stories/port/night/ferry.md", [0xff, 0xfe]);
        site.follow();
        assert_eq!(site.files.problems().len(), 1);

        let settings = (site.paper.path("site.toml"), site.paper.path("away.toml"));
        fs::rename(&settings.0, &settings.1).expect("a rename");
        site.follow();
        fs::remove_dir_all(site.paper.path(port)).expect("a deletion");
        fs::rename(&settings.1, &settings.0).expect("a rename");
        site.follow();
        assert_eq!(site.files.problems(), []);
    }
}

#[test]
fn thousands_of_files_at_once_are_followed() {
    let mut site = Followed::new(How::Notified);
    let path = |number: usize| format!("content/notes/{}/{number}.md", number % 40);
    for text in ["one", "two"] {
        for number in 0..5_000 {
            let path = path(number);
            // As version control does it.
            let _ = fs::remove_file(site.paper.path(&path));
            site.paper.put(&path, text);
        }
        site.follow();
        assert!((0..5_000).all(|number| site.has(&path(number), text)));
    }
    fs::remove_dir_all(site.paper.path("content/notes")).expect("a deletion");
    site.follow();
    assert!(!site.has(&path(0), ""));
}

#[test]
fn a_file_that_is_saved_two_hundred_times_is_followed_to_the_last() {
    let mut site = Followed::new(How::Notified);
    for number in 0..200 {
        site.paper.put("content/pages/log.md", format!("line {number}\n"));
        std::thread::sleep(Duration::from_millis(4));
    }
    site.follow();
    assert!(site.has("content/pages/log.md", "line 199"));
}

#[test]
fn printing_the_site_is_never_told() {
    for how in BOTH {
        let site = Followed::new(how);
        site.paper.fine_build();
        fs::remove_dir_all(site.paper.path("public")).expect("a deletion");
        site.paper.fine_build();
        site.paper.put("content/pages/last.md", "what is told");
        let seen = site.watch.next(Some(Instant::now() + LONG));
        assert_eq!(seen, Some(Seen::Files(["content/pages/last.md".to_owned()].into())));
    }
}
