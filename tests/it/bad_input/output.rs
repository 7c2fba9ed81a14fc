//! Output folders that cannot be one: below a file, among the sources, locked, read-only, full.

use std::fs;

use super::ends_badly;
use crate::press::{NOW, Paper, Printed, Run, printed};

/// Asserts that a run told in one line, with hints, why it could not write.
#[track_caller]
fn could_not_write(run: &Run, words: &str) {
    assert_eq!(ends_badly(run, 2), "", "{}", run.err);
    let mut lines = run.err.lines();
    let first = lines.next().unwrap_or_default();
    assert!(first.starts_with("error: ") && first.contains(words), "{}", run.err);
    assert!(lines.all(|line| line.starts_with("  hint: ")), "{}", run.err);
}

fn build_to(paper: &Paper, output: &str) -> Run {
    paper.run(&["build", "--at", NOW, "--output", output])
}

#[test]
fn a_folder_below_a_file() {
    let paper = Paper::small();
    let before = paper.fine_build();
    paper.put("file", "mine");
    could_not_write(&build_to(&paper, "file"), "file");
    could_not_write(&build_to(&paper, "file/public"), "file");
    could_not_write(&build_to(&paper, "site.toml/public"), "site.toml");
    assert_eq!(fs::read(paper.path("file")).unwrap(), b"mine");
    assert_eq!(paper.printed(), before);
}

#[test]
fn a_folder_among_the_sources() {
    let paper = Paper::small();
    let outputs = [
        ".",
        "..",
        "content",
        "content/stories",
        "content/stories/new",
        "static",
        "templates/x",
        "themes",
        "data",
        "",
    ];
    let before = printed(paper.root());
    for output in outputs {
        let run = build_to(&paper, output);
        assert_eq!(run.code, Some(2), "{output}: {}", run.err);
        assert!(run.err.starts_with("error: "), "{output}: {}", run.err);
        assert_eq!(printed(paper.root()), before, "{output}");
    }
}

#[test]
fn a_folder_that_another_run_writes_to() {
    let paper = Paper::small();
    let before = paper.fine_build();
    let lock = fs::File::open(paper.path("public/.newsprint/lock")).unwrap();
    lock.lock().unwrap();
    paper.put("content/stories/new.md", super::front("weight = 1"));
    could_not_write(&paper.build(), "another newsprint");
    assert_eq!(paper.printed(), before);
    drop(lock);
    assert_ne!(paper.fine_build(), before);
}

#[test]
fn foreign_files_in_the_way() {
    let paper = Paper::small();
    paper.put("public/index.html", "not ours");
    paper.put("public/CNAME", "fog.example");
    let before = paper.printed();
    could_not_write(&paper.build(), "index.html");
    assert_eq!(paper.printed(), before);
}

#[cfg(unix)]
mod unix {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use super::*;

    /// A build by way of a shell that says something first.
    fn after(paper: &Paper, words: &str) -> Run {
        let mut shell = Command::new("sh");
        let script = format!("{words}\nexec \"$0\" build --at {NOW}");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_newsprint")]);
        paper.settle(&mut shell);
        crate::press::ended(shell)
    }

    /// A newspaper that was printed, and then got more than fits.
    fn grown() -> Paper {
        let paper = Paper::small();
        paper.fine_build();
        for number in 0..40 {
            let text = super::super::body(&format!("Words of {number}. ").repeat(3_000));
            paper.put(&format!("content/stories/long-{number}.md"), text);
        }
        paper
    }

    #[test]
    fn a_file_that_may_not_grow() {
        let paper = grown();
        let before = paper.printed();
        // A process may ignore the signal of that limit; then writing fails as on a full disk.
        let run = after(&paper, "trap '' XFSZ; ulimit -f 16");
        could_not_write(&run, "cannot write");
        assert_eq!(paper.printed(), before);
        // Where it does not, it is killed or writes an error; the output is safe all the same.
        let run = after(&paper, "ulimit -f 16");
        assert_ne!(run.code, Some(0), "{}", run.err);
        assert_eq!(paper.printed(), before);
        // Beside the page of each story lies how others show it. How many files a search needs grows
        // with the texts.
        let unsearched =
            |printed: &Printed| printed.keys().filter(|path| !path.starts_with("search/")).count();
        assert_eq!(unsearched(&paper.fine_build()), unsearched(&before) + 2 * 40);
    }

    #[test]
    fn a_full_disk() {
        let paper = grown();
        let before = paper.printed();
        let mount = |arguments: &[&str]| {
            let done =
                Command::new(arguments[0]).args(&arguments[1..]).arg(paper.path("tiny")).output();
            done.is_ok_and(|done| done.status.success())
        };
        fs::create_dir(paper.path("tiny")).unwrap();
        // Only root may mount; elsewhere the limit above has to do.
        if !mount(&["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs"]) {
            return;
        }
        let tiny = || build_to(&paper, "tiny/public");
        let hidden: Vec<_> = (0..40)
            .map(|number| paper.path(&format!("content/stories/long-{number}.md")))
            .collect();
        let texts: Vec<_> = hidden.iter().map(|path| fs::read(path).unwrap()).collect();
        hidden.iter().for_each(|path| fs::remove_file(path).unwrap());
        let small = tiny();
        let good = printed(&paper.path("tiny/public"));
        hidden.iter().zip(texts).for_each(|(path, text)| fs::write(path, text).unwrap());
        let full = tiny();
        let left = printed(&paper.path("tiny/public"));
        assert!(mount(&["umount"]), "the tiny disk can be taken away");
        assert_eq!(small.code, Some(0), "{}", small.err);
        could_not_write(&full, "cannot write");
        assert!(full.err.contains("free some space"), "{}", full.err);
        assert_eq!(left, good);
        assert_eq!(paper.printed(), before);
    }

    /// Root may write everywhere, so that the first test is whether permissions bind at all.
    #[test]
    fn a_read_only_folder() {
        let paper = grown();
        let before = paper.printed();
        let mode = |path: &str, mode: u32| {
            fs::set_permissions(paper.path(path), Permissions::from_mode(mode)).unwrap();
        };
        fs::create_dir(paper.path("closed")).unwrap();
        mode("closed", 0o555);
        if fs::write(paper.path("closed/probe"), "x").is_ok() {
            return;
        }
        could_not_write(&build_to(&paper, "closed/public"), "closed");
        mode("public/.newsprint", 0o555);
        could_not_write(&paper.build(), "public");
        assert_eq!(paper.printed(), before);
        mode("public/.newsprint", 0o755);
        mode("closed", 0o755);
    }

    #[test]
    fn a_link_in_place_of_our_own_folder() {
        let paper = Paper::small();
        fs::create_dir(paper.path("public")).unwrap();
        fs::create_dir(paper.path("elsewhere")).unwrap();
        std::os::unix::fs::symlink("../elsewhere", paper.path("public/.newsprint")).unwrap();
        could_not_write(&paper.build(), ".newsprint");
        assert_eq!(fs::read_dir(paper.path("elsewhere")).unwrap().count(), 0);
    }
}
