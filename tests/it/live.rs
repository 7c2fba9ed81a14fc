//! The program while a site is edited: `build --watch` keeps the printed folder true, `serve`
//! answers with whole pages through every storm.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long is waited for what has to come; far longer than it ever takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many stories the storms have: thousands with `LONG=1`.
fn many() -> usize {
    if std::env::var_os("LONG").is_some() { 5000 } else { 300 }
}

/// A site in a folder that is gone after the test.
struct Site {
    folder: TempDir,
}

impl Site {
    fn of(stories: usize) -> Site {
        let site = Site { folder: tempfile::tempdir().expect("a folder") };
        site.put("site.toml", "title = \"The Bell\"\nbase_url = \"https://bell.example/\"\n");
        site.put("content/players/ida-sund.md", "+++\nname = \"Ida Sund\"\n+++\nSails.\n");
        for number in 0..stories {
            site.story(number, "first");
        }
        site
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// A story with its number and a word in headline and body, so that half a page is seen.
    fn story(&self, number: usize, word: &str) {
        let day = number % 28 + 1;
        let text = format!(
            "+++\ntitle = \"Story {number} {word}\"\ndate = 2026-01-{day:02}\n+++\nIda Sund read it.\n\n\
             The {word} words of {number}.\n"
        );
        self.put(&format!("content/stories/a/s{number}.md"), &text);
    }

    /// What a build from nothing prints.
    fn cold(&self) -> BTreeMap<String, Vec<u8>> {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("cold");
        let built = Command::new(env!("CARGO_BIN_EXE_newsprint"))
            .args(["build", "--at", AT, "-o"])
            .arg(&output)
            .arg("--root")
            .arg(self.root())
            .output()
            .expect("the program");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        printed(&output)
    }
}

const AT: &str = "2026-06-01T00:00:00Z";

/// All files of an output folder but our own notes.
fn printed(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(output).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let files = files.map(|entry| {
        let path = entry.path().strip_prefix(output).expect("a path below").to_string_lossy();
        (path.replace('\\', "/"), fs::read(entry.path()).expect("a file"))
    });
    files.filter(|(path, _)| !path.starts_with(".newsprint")).collect()
}

/// The program, and what it says on both streams line by line.
struct Running {
    child: Child,
    said: Receiver<String>,
}

impl Running {
    fn start(site: &Site, arguments: &[&str]) -> Running {
        let mut child = Command::new(env!("CARGO_BIN_EXE_newsprint"))
            .args(arguments)
            .args(["--at", AT, "--root"])
            .arg(site.root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let (sender, said) = mpsc::channel();
        let out: Box<dyn Read + Send> = Box::new(child.stdout.take().expect("a stream"));
        let error: Box<dyn Read + Send> = Box::new(child.stderr.take().expect("a stream"));
        for stream in [out, error] {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    if sender.send(line).is_err() {
                        return;
                    }
                }
            });
        }
        Running { child, said }
    }

    /// Waits for a line that holds some words; all lines until then.
    fn hear(&self, words: &str) -> Vec<String> {
        let until = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        while let Ok(line) = self.said.recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            let found = line.contains(words);
            heard.push(line);
            if found {
                return heard;
            }
        }
        panic!("nothing said `{words}`: {heard:#?}");
    }

    /// Whatever is said until nothing more is for a while.
    fn rest(&self) -> Vec<String> {
        let mut heard = Vec::new();
        while let Ok(line) = self.said.recv_timeout(Duration::from_millis(700)) {
            heard.push(line);
        }
        heard
    }

    /// The address that a server names.
    fn address(&self) -> String {
        let line = self.hear("serving http://").pop().expect("a line");
        line.trim_start_matches("serving http://").trim_end_matches('/').to_owned()
    }

    /// How much memory it holds, in MiB; none where the system does not tell.
    fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes / 1024)
    }

    fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status and the body of a page.
fn get(address: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).expect("the server");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, body.to_owned())
}

/// Asks until a page says some words.
fn until(address: &str, path: &str, words: &str) {
    let end = Instant::now() + PATIENCE;
    loop {
        let (_, body) = get(address, path);
        if body.contains(words) {
            return;
        }
        assert!(Instant::now() < end, "{path} never said `{words}`: {body}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// `…: 3 files printed, 1 deleted, in 12 ms` as numbers.
fn counts(line: &str) -> (usize, usize) {
    let before = |word: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|found| found.trim_end_matches(',') == word)?;
        let number = if word == "printed" { at.checked_sub(2)? } else { at.checked_sub(1)? };
        words[number].parse().ok()
    };
    (before("printed").unwrap_or(0), before("deleted").unwrap_or(0))
}

#[test]
fn a_watched_build_prints_each_edit_in_one_line_and_is_what_a_cold_build_prints() {
    let site = Site::of(12);
    let running = Running::start(&site, &["build", "--watch"]);
    running.hear("files printed, in ");
    let public = site.path("public");
    let is_cold =
        |what: &str| assert!(printed(&public) == site.cold(), "{what}: not as a cold build");
    is_cold("the first edition");
    let heard = |words: &str| {
        let lines = running.hear(words);
        assert_eq!(lines.len(), 1, "one line for one edit: {lines:#?}");
        counts(&lines[0])
    };

    let body = fs::read_to_string(site.path("content/stories/a/s3.md")).expect("a story");
    site.put("content/stories/a/s3.md", &body.replace("first words", "second words"));
    // The story's page, the three feeds with its whole text, the three of its player with its first
    // words, and of the search its words, what tells them from those before, and the first words that
    // a result shows.
    assert_eq!(heard("content/stories/a/s3.md: 10 files printed, in "), (10, 0));
    is_cold("a body");

    site.story(3, "third");
    let (changed, deleted) = heard("content/stories/a/s3.md: ");
    assert!(changed > 3 && deleted == 0, "{changed} {deleted}");
    is_cold("a headline");

    site.put("content/stories/b/c/new.md", "+++\ntitle = \"New\"\ndate = 2026-02-01\n+++\nNew.\n");
    heard("content/stories/b/c/new.md: ");
    assert!(public.join("2026/02/new/index.html").exists());
    is_cold("a story in new folders");

    fs::remove_file(site.path("content/stories/b/c/new.md")).expect("a file");
    let (_, deleted) = heard("content/stories/b/c/new.md deleted: ");
    assert!(deleted > 0 && !public.join("2026/02").exists());
    is_cold("a story that went");

    site.put("templates/404.html", "nothing here");
    assert_eq!(heard("templates/404.html: "), (1, 0));
    is_cold("a template");

    site.put("static/boat.svg", "<svg/>");
    assert_eq!(heard("static/boat.svg: "), (1, 0));
    is_cold("a picture");

    fs::rename(site.path("content/stories/a"), site.path("content/stories/z")).expect("a folder");
    running.hear(" printed, in ");
    running.rest();
    is_cold("a folder that was moved");
}

#[test]
fn a_watched_build_develops_the_photographs_that_an_edit_brings() {
    let site = Site::of(2);
    let settings = fs::read_to_string(site.path("site.toml")).expect("settings");
    site.put("site.toml", &(settings + "[pictures]\nwidths = [32, 64]\n"));
    let photograph = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites/images/static/images/");
        fs::read(format!("{folder}{name}")).expect("a photograph")
    };
    fs::create_dir_all(site.path("static")).expect("a folder");
    let boat = site.path("static/boat.jpg");
    fs::write(&boat, photograph("turned.jpg")).expect("a file");
    let running = Running::start(&site, &["build", "--watch"]);
    running.hear("files printed, in ");
    let public = site.path("public");
    let versions = || fs::read_dir(public.join("pictures")).map_or(0, |versions| versions.count());
    assert_eq!(versions(), 0, "nobody shows it");

    let text = "+++\ntitle = \"New\"\ndate = 2026-02-01\n+++\nNew. ![A boat](/boat.jpg)\n";
    site.put("content/stories/new.md", text);
    running.hear("content/stories/new.md: ");
    assert_eq!(versions(), 4);
    assert!(printed(&public) == site.cold(), "a photograph: not as a cold build");

    fs::write(&boat, photograph("the ferry.jpg")).expect("a file");
    let lines = running.hear("static/boat.jpg: ");
    assert_eq!(counts(&lines[0]).1, 4, "the versions of the other went: {lines:#?}");
    assert_eq!(versions(), 4);
    assert!(printed(&public) == site.cold(), "another photograph: not as a cold build");
}

#[test]
fn a_watched_build_keeps_the_last_good_site_until_an_error_is_mended() {
    let site = Site::of(3);
    let running = Running::start(&site, &["build", "--watch"]);
    running.hear("files printed, in ");
    let good = printed(&site.path("public"));

    site.put("content/stories/a/s1.md", "+++\ntitle = \n+++\nBroken.\n");
    let mut heard = running.hear("nothing was written: 1 error");
    // The error itself stands on the other stream.
    heard.extend(running.rest());
    assert!(heard.iter().any(|line| line.contains("content/stories/a/s1.md:2")), "{heard:#?}");
    assert!(printed(&site.path("public")) == good);

    // What is edited meanwhile is printed with the mended file.
    site.story(2, "other");
    running.hear("nothing was written: 1 error");
    assert!(printed(&site.path("public")) == good);
    site.story(1, "mended");
    running.hear(" printed, in ");
    assert!(printed(&site.path("public")) == site.cold());
}

#[test]
fn two_pages_at_one_place_are_never_printed_even_where_they_are_but_a_warning() {
    let site = Site::of(1);
    let settings = "title = \"The Bell\"\n[severities]\nurl-collision = \"warning\"\n";
    site.put("site.toml", settings);
    site.put("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nThe first.\n");
    let running = Running::start(&site, &["build", "--watch"]);
    running.hear("files printed, in ");
    let good = printed(&site.path("public"));
    let other = "+++\ntitle = \"Other\"\nslug = \"about\"\n+++\nThe second.\n";
    site.put("content/pages/other.md", other);
    running.hear("about/index.html");
    running.rest();
    assert!(printed(&site.path("public")) == good);
    fs::remove_file(site.path("content/pages/other.md")).expect("a file");
    running.hear("content/pages/other.md");
    assert!(printed(&site.path("public")) == site.cold());
}

#[test]
fn an_output_folder_that_was_deleted_is_printed_again() {
    let site = Site::of(3);
    let running = Running::start(&site, &["build", "--watch"]);
    running.hear("files printed, in ");
    fs::remove_dir_all(site.path("public")).expect("the folder");
    site.story(1, "other");
    running.hear("content/stories/a/s1.md: ");
    assert!(printed(&site.path("public")) == site.cold());
}

#[test]
fn a_folder_that_no_edit_can_make_fit_ends_a_watched_build_at_once() {
    let site = Site::of(1);
    let build = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.args(["build", "--watch", "--root"]).arg(site.root());
        command
    };
    let among = build().arg("-o").arg(site.path("content")).output().expect("the program");
    assert_eq!(among.status.code(), Some(2), "{}", String::from_utf8_lossy(&among.stderr));
    let running = Running::start(&site, &["build", "--watch"]);
    running.hear(" printed, in ");
    let second = build().output().expect("the program");
    let said = String::from_utf8_lossy(&second.stderr);
    assert_eq!(second.status.code(), Some(2), "{said}");
    assert!(said.contains("build --watch"), "{said}");
}

#[test]
fn a_watched_build_that_is_killed_is_completed_by_the_next() {
    let site = Site::of(many());
    for round in 0..4u64 {
        let mut running = Running::start(&site, &["build", "--watch"]);
        running.hear(" printed, in ");
        for number in 0..many() {
            site.story(number, &format!("round{round}"));
        }
        std::thread::sleep(Duration::from_millis(40 * round + 20));
        running.kill();
    }
    let running = Running::start(&site, &["build", "--watch"]);
    running.hear(" printed, in ");
    assert!(printed(&site.path("public")) == site.cold());
}

#[test]
fn thousands_of_files_at_once_are_one_edition_and_no_request_meets_half_of_it() {
    let site = Site::of(many());
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=Ana", "-c", "user.email=ana@bell.example", "-C"])
            .arg(site.root())
            .args(arguments)
            .output()
            .expect("git");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "one"]);
    git(&["checkout", "-q", "-b", "other"]);
    (0..many()).for_each(|number| site.story(number, "second"));
    git(&["commit", "-qam", "two"]);
    git(&["checkout", "-q", "main"]);

    let running = Running::start(&site, &["serve", "--port", "0"]);
    let address = running.address();
    until(&address, "/2026/01/s0/", "The first words of 0.");
    running.rest();
    let before = running.memory();
    let (stop, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let ask = || {
            for number in (0..many()).cycle() {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let (status, body) = get(&address, &format!("/2026/01/s{number}/"));
                assert_eq!(status, 200, "story {number}");
                assert!(body.trim_end().ends_with("</html>"), "story {number} is whole");
                let word = if body.contains("The first words") { "first" } else { "second" };
                assert!(body.contains(&format!("The {word} words of {number}.")), "{body}");
                assert!(body.contains(&format!("Story {number} {word}")), "one edition, not two");
                asked.fetch_add(1, Ordering::Relaxed);
            }
        };
        let asking = scope.spawn(ask);
        for branch in ["other", "main", "other"] {
            git(&["checkout", "-q", branch]);
            let word = if branch == "main" { "first" } else { "second" };
            for number in [0, many() / 2, many() - 1] {
                let words = format!("The {word} words of {number}.");
                until(&address, &format!("/2026/01/s{number}/"), &words);
            }
        }
        stop.store(true, Ordering::Relaxed);
        asking.join().expect("every answer was whole");
    });
    assert!(asked.load(Ordering::Relaxed) > 10);
    running.rest();
    if let (Some(before), Some(after)) = (before, running.memory()) {
        // Three editions of everything went by; what they held is let go again.
        assert!(after < 2 * before + 60, "{before} MiB before, {after} MiB after");
    }
}

#[test]
fn a_file_saved_two_hundred_times_is_shown_as_it_is_at_last() {
    let site = Site::of(5);
    let running = Running::start(&site, &["serve", "--port", "0"]);
    let address = running.address();
    until(&address, "/2026/01/s2/", "The first words of 2.");
    for save in 0..200 {
        site.story(2, &format!("save{save}"));
        std::thread::sleep(Duration::from_millis(3));
    }
    until(&address, "/2026/01/s2/", "The save199 words of 2.");
    let proofs = running.rest().iter().filter(|line| line.contains("s2.md")).count();
    assert!((1..=200).contains(&proofs), "{proofs}");
}

#[test]
fn a_folder_moved_away_and_back_is_never_a_stale_page() {
    let site = Site::of(20);
    let running = Running::start(&site, &["serve", "--port", "0"]);
    let address = running.address();
    until(&address, "/2026/01/s2/", "The first words of 2.");
    for round in 0..5 {
        let away = site.path("away");
        fs::rename(site.path("content/stories/a"), &away).expect("a folder");
        until(&address, "/stories/", "<html");
        let end = Instant::now() + PATIENCE;
        while get(&address, "/2026/01/s2/").0 != 404 {
            assert!(Instant::now() < end, "the page of a story that is gone");
        }
        fs::rename(&away, site.path("content/stories/a")).expect("a folder");
        until(&address, "/2026/01/s2/", "words of 2.");
        site.story(2, &format!("round{round}"));
        until(&address, "/2026/01/s2/", &format!("The round{round} words of 2."));
    }
}

#[test]
fn a_server_that_was_killed_starts_again_on_its_port() {
    let site = Site::of(5);
    let mut running = Running::start(&site, &["serve", "--port", "0"]);
    let address = running.address();
    until(&address, "/2026/01/s2/", "The first words of 2.");
    running.kill();
    site.story(2, "second");
    let port = address.rsplit(':').next().expect("a port");
    let running = Running::start(&site, &["serve", "--port", port]);
    assert_eq!(running.address(), address);
    until(&address, "/2026/01/s2/", "The second words of 2.");
}

#[test]
fn a_template_broken_and_mended_while_requests_run_is_never_half_a_page() {
    let site = Site::of(10);
    let running = Running::start(&site, &["serve", "--port", "0"]);
    let address = running.address();
    until(&address, "/2026/01/s2/", "The first words of 2.");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                let (status, body) = get(&address, "/2026/01/s2/");
                assert_eq!(status, 200, "the last good page stays");
                assert!(body.contains("words of 2."), "{body}");
            }
        });
        // Put in place whole: of a file that is emptied and then written, the emptiness may be read
        // where the writer is held up in between, and an empty template is a right one.
        let put = |template: &str| {
            site.put("story.new", template);
            fs::rename(site.path("story.new"), site.path("templates/story.html")).expect("a file");
        };
        fs::create_dir_all(site.path("templates")).expect("a folder");
        for round in 0..10 {
            put("{% if %}");
            std::thread::sleep(Duration::from_millis(30));
            let template = format!(
                "{{% extends \"broadsheet/story.html\" %}}{{% block title %}}{round}{{% endblock title %}}"
            );
            put(&template);
            std::thread::sleep(Duration::from_millis(30));
            fs::remove_file(site.path("templates/story.html")).expect("a file");
        }
        site.story(2, "last");
        until(&address, "/2026/01/s2/", "The last words of 2.");
        stop.store(true, Ordering::Relaxed);
        asking.join().expect("every answer was whole");
    });
}
