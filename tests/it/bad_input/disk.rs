//! What the disk can hand out instead of a good file: bytes that are no text, links that lead out
//! or around, files that cannot be read.

use std::fs;

use super::{BAD, all_are_told, case, ends_badly, front};
use crate::press::Paper;

#[test]
fn files_that_are_no_text() {
    let utf16: Vec<u8> = front("weight = 1").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [b"\xff\xfe".to_vec(), utf16].concat();
    all_are_told(&[
        case(BAD, b"+++\ntitle = \"x\"\ndate = 2026-01-01\n+++\n\xff\xfe", ("not-utf8", BAD)),
        case(BAD, utf16, ("not-utf8", BAD)),
        case(BAD, "word ".repeat(10_500_000), ("too-large", BAD)),
        case("data/big.csv", "a,b\n".repeat(13_000_000), ("too-large", "data/big.csv")),
        case("site.toml", "# \n".repeat(17_000_000), ("too-large", "site.toml")),
        case(
            "templates/story.html",
            "word ".repeat(10_500_000),
            ("too-large", "templates/story.html"),
        ),
    ]);
}

#[test]
fn marks_and_line_ends_of_other_systems_are_fine() {
    let story = front("slug = \"bad\"");
    let variants =
        [story.replace('\n', "\r\n"), format!("\u{feff}{story}"), story.trim_end().to_owned()];
    let printed = variants.map(|text| {
        let paper = Paper::small();
        paper.put(BAD, text);
        paper.fine_build().remove("2026/01/bad/index.html").expect("the page").0
    });
    assert_eq!(printed[0], printed[2], "CRLF");
    assert_eq!(printed[1], printed[2], "a byte-order mark");
}

#[test]
fn a_null_byte_in_a_story_never_reaches_the_page() {
    let paper = Paper::small();
    paper.put(BAD, super::body("Words \0 and more."));
    let run = paper.build();
    if run.code == Some(0) {
        let page = fs::read(paper.path("public/2026/01/bad/index.html")).unwrap();
        assert!(!page.contains(&0), "a null byte is printed");
    } else {
        assert_eq!(ends_badly(&run, 1), "");
    }
}

/// Asserts that a newspaper that was made bad by hand is told as it has to be.
#[track_caller]
fn is_told(make_bad: impl Fn(&Paper), code: &str, file: &str) {
    let paper = Paper::small();
    let before = paper.fine_build();
    make_bad(&paper);
    let run = paper.build();
    assert_eq!(ends_badly(&run, 1), "", "{}", run.err);
    assert_eq!(run.err.matches("error[").count(), 1, "{}", run.err);
    assert!(run.err.contains(&format!("error[{code}]: ")), "{}", run.err);
    assert!(run.err.contains(&format!("--> {file}")), "{}", run.err);
    assert_eq!(paper.printed(), before);
}

#[test]
fn a_folder_in_place_of_a_file_and_a_file_in_place_of_a_folder() {
    let folder_for_settings = |paper: &Paper| {
        fs::remove_file(paper.path("site.toml")).unwrap();
        fs::create_dir(paper.path("site.toml")).unwrap();
    };
    is_told(folder_for_settings, "unreadable", "site.toml");
    is_told(|paper| paper.put("data", "no folder"), "unreadable", "data");
    is_told(|paper| paper.put("templates", "no folder"), "unreadable", "templates");
}

#[cfg(unix)]
mod unix {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_that_lead_around() {
        is_told(
            |paper| symlink("..", paper.path("content/stories/loop")).unwrap(),
            "symlink-loop",
            "content/stories/loop",
        );
        is_told(
            |paper| symlink("self.md", paper.path("content/stories/self.md")).unwrap(),
            "symlink-loop",
            "content/stories/self.md",
        );
        is_told(
            |paper| symlink(".", paper.path("static/loop")).unwrap(),
            "symlink-loop",
            "static/loop",
        );
    }

    #[test]
    fn links_that_lead_out() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), front("weight = 1")).unwrap();
        let file = outside.path().join("secret.md");
        let folder = outside.path();
        is_told(
            |paper| symlink(&file, paper.path("content/stories/out.md")).unwrap(),
            "symlink-outside",
            "content/stories/out.md",
        );
        is_told(
            |paper| symlink(folder, paper.path("content/stories/out")).unwrap(),
            "symlink-outside",
            "content/stories/out",
        );
        is_told(
            |paper| symlink(&file, paper.path("static/out.md")).unwrap(),
            "symlink-outside",
            "static/out.md",
        );
        is_told(
            |paper| symlink(folder, paper.path("templates")).unwrap(),
            "symlink-outside",
            "templates",
        );
    }

    #[test]
    fn a_link_that_leads_out_by_way_of_another() {
        let outside = tempfile::tempdir().unwrap();
        let paper = Paper::small();
        let before = paper.fine_build();
        symlink(outside.path(), paper.path("static/first")).unwrap();
        symlink("first", paper.path("static/second")).unwrap();
        let run = paper.build();
        assert_eq!(ends_badly(&run, 1), "", "{}", run.err);
        assert_eq!(run.err.matches("error[symlink-outside]").count(), 2, "{}", run.err);
        assert_eq!(paper.printed(), before);
    }

    #[test]
    fn links_that_lead_nowhere() {
        is_told(
            |paper| symlink("none.md", paper.path("content/stories/none-yet.md")).unwrap(),
            "unreadable",
            "content/stories/none-yet.md",
        );
        is_told(
            |paper| symlink("none.png", paper.path("static/none-yet.png")).unwrap(),
            "unreadable",
            "static/none-yet.png",
        );
    }

    #[test]
    fn a_pipe_is_never_waited_for() {
        let pipe = |path: &'static str| {
            move |paper: &Paper| {
                let made = std::process::Command::new("mkfifo").arg(paper.path(path)).status();
                assert!(made.is_ok_and(|status| status.success()), "mkfifo");
            }
        };
        is_told(pipe("content/stories/pipe.md"), "unreadable", "content/stories/pipe.md");
        is_told(pipe("static/pipe"), "unreadable", "static/pipe");
    }

    /// Root may read everything, so that the first test of it is whether it binds at all.
    #[test]
    fn files_and_folders_without_permission() {
        let closed = |path: &'static str| {
            move |paper: &Paper| {
                let mode = Permissions::from_mode(0o000);
                fs::set_permissions(paper.path(path), mode).unwrap();
            }
        };
        let paper = Paper::small();
        closed("site.toml")(&paper);
        if fs::read(paper.path("site.toml")).is_ok() {
            return;
        }
        is_told(closed("content/stories/fog.md"), "unreadable", "content/stories/fog.md");
        is_told(closed("site.toml"), "unreadable", "site.toml");
        let paper = Paper::small();
        let before = paper.fine_build();
        closed("content/stories")(&paper);
        let run = paper.build();
        fs::set_permissions(paper.path("content/stories"), Permissions::from_mode(0o755)).unwrap();
        assert_eq!(ends_badly(&run, 1), "", "{}", run.err);
        assert!(run.err.contains("--> content/stories"), "{}", run.err);
        assert_eq!(paper.printed(), before);
    }
}
