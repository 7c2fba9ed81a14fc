//! Bad input of every kind that an unfriendly hand can give: for each, one clear problem with its
//! place, exit code 1 or 2, no panic, and the last good output as it was.

use std::fmt::Write as _;

use rayon::prelude::*;

use crate::press::{Paper, Run};

mod content;
mod disk;
mod hostile;
mod names;
mod output;
mod settings;
mod templates;

/// The story that is bad.
const BAD: &str = "content/stories/bad.md";

/// A bad input: its files, the code that has to be told, and where.
struct Case {
    /// The files that make a good newspaper bad, by path.
    files: Vec<(&'static str, Vec<u8>)>,
    /// The code of the one error.
    code: &'static str,
    /// Its place: file, or file and line, or file, line and column; a folder where the name of the
    /// file is told in another form.
    place: &'static str,
}

/// A case of one file.
fn case(path: &'static str, text: impl Into<Vec<u8>>, told: (&'static str, &'static str)) -> Case {
    Case { files: vec![(path, text.into())], code: told.0, place: told.1 }
}

impl Case {
    /// The same with one file more.
    fn and(mut self, path: &'static str, text: impl Into<Vec<u8>>) -> Case {
        self.files.push((path, text.into()));
        self
    }
}

/// A story with these lines at the end of its front matter, which begin in line 4.
fn front(lines: &str) -> String {
    format!("+++\ntitle = \"Bad\"\ndate = 2026-01-06\n{lines}\n+++\n\nWords.\n")
}

/// A story with this body, which begins in line 6.
fn body(text: &str) -> String {
    format!("+++\ntitle = \"Bad\"\ndate = 2026-01-06\n+++\n\n{text}\n")
}

/// Asserts that every case is told as it has to be.
#[track_caller]
fn all_are_told(cases: &[Case]) {
    let wrong: Vec<String> = cases.par_iter().map(wrong_with).collect();
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "{wrong}");
}

/// What is wrong with how a case is told; empty if nothing is.
fn wrong_with(case: &Case) -> String {
    let paper = Paper::small();
    let before = paper.fine_build();
    for (path, bytes) in &case.files {
        paper.put(path, bytes);
    }
    let run = paper.build();
    let mut wrong = ends_badly(&run, 1);
    let errors: Vec<&str> = run.err.lines().filter(|line| line.starts_with("error")).collect();
    if errors.len() != 1 || !errors[0].starts_with(&format!("error[{}]: ", case.code)) {
        let _ = writeln!(wrong, "expected one error, {}", case.code);
    }
    let places: Vec<&str> =
        run.err.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
    let is_there = |place: &&str| {
        let rest = place.strip_prefix(case.place);
        rest.is_some_and(|it| it.is_empty() || it.starts_with(':') || case.place.ends_with('/'))
    };
    // A note may name a second place: the error's own comes first.
    if !places.first().is_some_and(is_there) {
        let _ = writeln!(wrong, "expected the place {}", case.place);
    }
    if paper.printed() != before {
        wrong.push_str("the last good output was touched\n");
    }
    if wrong.is_empty() {
        return wrong;
    }
    let (path, bytes) = &case.files[0];
    let input: String = String::from_utf8_lossy(bytes).chars().take(300).collect();
    let said: String = run.err.chars().take(2000).collect();
    format!("--- {path}\n{input}\n{wrong}--- but it said:\n{said}\n")
}

/// What is wrong with the ending of a run that must fail with `code`.
fn ends_badly(run: &Run, code: i32) -> String {
    let mut wrong = String::new();
    if run.hung {
        wrong.push_str("it hangs\n");
    } else if run.code != Some(code) {
        let _ = writeln!(wrong, "it ended with {:?}, not {code}", run.code);
    }
    for sign in ["panicked", "RUST_BACKTRACE", "overflowed its stack", "internal error", "unwrap()"]
    {
        if run.err.contains(sign) || run.out.contains(sign) {
            let _ = writeln!(wrong, "it says `{sign}`");
        }
    }
    if code != 0 && !run.out.is_empty() {
        let _ = writeln!(wrong, "on standard output it said: {}", run.out);
    }
    wrong
}

#[test]
fn the_small_newspaper_is_fine() {
    let paper = Paper::small();
    let run = paper.build();
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
}

#[test]
fn no_broken_file_hides_another() {
    let paper = Paper::small();
    let before = paper.fine_build();
    let toml = [("content/stories/a.md", "+++\ntitle = \n+++\n"), (BAD, &front("titel = 1"))];
    for (path, text) in toml {
        paper.put(path, text);
    }
    paper.put("content/stories/c.md", b"\xff\xfe");
    paper.put("content/stories/d.md", body("See [[Nobody]] and [this](/nowhere/)."));
    paper.put("content/players/e.md", "+++\nname = \"E\"\nkind = \"robot\"\n+++\n");
    paper.put("content/quotes/f.md", "+++\nspeaker = \"Nobody\"\n+++\n\nWords.\n");
    paper.put("templates/page.html", "{{ free.titel }}");
    paper.put("data/g.json", "{");
    let run = paper.build();
    assert_eq!(ends_badly(&run, 1), "", "{}", run.err);
    for file in [
        "content/stories/a.md:2",
        "content/stories/bad.md:4:1",
        "content/stories/c.md",
        "content/stories/d.md:6:5",
        "content/stories/d.md:6:20",
        "content/players/e.md:3",
        "content/quotes/f.md:2",
        "templates/page.html:1",
        "data/g.json:1",
    ] {
        assert!(run.err.contains(&format!("--> {file}")), "{file} is not told:\n{}", run.err);
    }
    assert_eq!(paper.printed(), before);
}
