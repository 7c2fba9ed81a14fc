//! Builds that are killed at random moments: no half file ever lies under its final name, and the
//! next build completes the site as if nothing had happened.
//!
//! `LONG=1` kills ten times as often.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::press::{NOW, Paper, printed};

/// The sources of one edition, by path.
type Sources = BTreeMap<String, String>;
/// The printed bytes of one edition, by path.
type Bytes = BTreeMap<String, Vec<u8>>;

const STORIES: usize = 48;

/// The stories of one edition: some change from one to the next, some come and go, and in the last
/// every page of the site is another.
fn sources(edition: usize) -> Sources {
    let title = if edition == 2 { "The Night Post" } else { "The Fog Post" };
    let settings = format!("title = \"{title}\"\nbase_url = \"https://fog.example/\"\n");
    let mut sources = Sources::from([("site.toml".to_owned(), settings)]);
    for number in 0..STORIES {
        if number % 12 == 4 * edition {
            continue;
        }
        let mut text = format!(
            "+++\ntitle = \"Story {number}\"\ndate = 2026-{:02}-05T06:00:00Z\nauthors = [\"Nora Quill\"]\n\
             topics = [\"topic {}\"]\n+++\n\nThe lead of {number}.\n\n## The players\n\n\
             Captain {number}\n: Steers the boat of {number}.\n\n## What they're saying\n\n",
            number % 12 + 1,
            number % 9,
        );
        for quote in 0..2 {
            let _ = write!(
                text,
                "> These are the words {quote} of {number}.\n>\n> — Captain {number}, captain (radio{}.example)\n\n",
                number % 7
            );
        }
        if number % 6 == edition {
            let _ = writeln!(text, "This stands in edition {edition} alone.");
        }
        sources.insert(format!("content/stories/story-{number}.md"), text);
    }
    sources.insert(format!("static/only-{edition}.txt"), "Here today.\n".repeat(5_000));
    sources
}

/// Turns the sources of a paper into those of an edition.
fn edit(paper: &Paper, before: &Sources, after: &Sources) {
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        fs::remove_file(paper.path(path)).unwrap();
    }
    for (path, text) in after {
        if before.get(path) != Some(text) {
            paper.put(path, text);
        }
    }
}

/// The printed bytes without our own records.
fn bytes(paper: &Paper) -> Bytes {
    let all = printed(&paper.path("public")).into_iter();
    all.filter(|(path, _)| path != ".newsprint/manifest")
        .map(|(path, file)| (path, file.0))
        .collect()
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

/// What is wrong with the files that lie under final names: each has to be whole, as some edition
/// printed it.
fn half_files(paper: &Paper, editions: &[Bytes]) -> BTreeSet<String> {
    let mut half = BTreeSet::new();
    for (path, found) in bytes(paper) {
        let is_html = path.ends_with(".html");
        let is_open = is_html && !String::from_utf8_lossy(&found).trim_end().ends_with("</html>");
        if is_open || !editions.iter().any(|edition| edition.get(&path) == Some(&found)) {
            half.insert(path);
        }
    }
    half
}

#[test]
fn builds_that_are_killed_are_completed_by_the_next() {
    let kills = if std::env::var_os("LONG").is_some() { 500 } else { 50 };
    let editions: Vec<Sources> = (0..3).map(sources).collect();
    let cold: Vec<Bytes> = editions
        .iter()
        .map(|sources| {
            let paper = Paper::of::<&str>(&[]);
            edit(&paper, &Sources::new(), sources);
            paper.fine_build();
            bytes(&paper)
        })
        .collect();
    assert!(cold[0].len() > 250 && cold[0] != cold[1], "{} files", cold[0].len());

    let paper = Paper::of::<&str>(&[]);
    let mut current = 0;
    edit(&paper, &Sources::new(), &editions[0]);
    paper.fine_build();
    let mut usual = Duration::from_millis(100);
    let mut dice = Dice(2026);
    let (mut round, mut sent, mut killed) = (0, 0, 0);
    while sent < kills {
        round += 1;
        let next = (current + 1 + dice.below(2) as usize) % 3;
        edit(&paper, &editions[current], &editions[next]);
        current = next;
        // Often several are killed in a row, before one may complete.
        for _ in 0..=dice.below(3) {
            let threads = (1 + dice.below(4)).to_string();
            let mut victim = paper.command(&["build", "--at", NOW, "--threads", &threads]);
            let mut victim = victim.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(usual.mul_f64(dice.below(1_100) as f64 / 1_000.0));
            victim.kill().unwrap();
            sent += 1;
            killed += usize::from(!victim.wait().unwrap().success());
            let half = half_files(&paper, &cold);
            assert!(half.is_empty(), "round {round}: half files {half:?}");
        }
        let start = Instant::now();
        let run = paper.build();
        assert_eq!(run.code, Some(0), "round {round}: {}", run.err);
        usual = (usual + start.elapsed()) / 2;
        let after = bytes(&paper);
        if after != cold[current] {
            let paths = after.keys().chain(cold[current].keys()).collect::<BTreeSet<_>>();
            let differ: Vec<_> = paths
                .into_iter()
                .filter(|path| after.get(*path) != cold[current].get(*path))
                .collect();
            panic!("round {round}: not as a cold build: {differ:?}");
        }
        let stage = paper.path("public/.newsprint/stage");
        assert!(!stage.exists(), "round {round}: what was staged is left behind");
    }
    assert!(killed * 2 > sent, "only {killed} of {sent} builds were still running");
}
