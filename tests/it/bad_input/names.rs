//! Files of strange names: those that can be printed are, the others are told.

use super::{all_are_told, case, front};
use crate::press::Paper;

#[test]
fn names_that_cannot_be_addresses() {
    let bad = |path: &'static str, place: &'static str| {
        case(path, front("weight = 1"), ("bad-name", place))
    };
    all_are_told(&[
        bad("content/stories/a\nb.md", "content/stories/"),
        bad("content/stories/a\u{1b}[31mb.md", "content/stories/"),
        case("static/a\nb.txt", "x", ("bad-name", "static/")),
        case(
            "content/stories/x.xx.md",
            front("weight = 1"),
            ("unknown-language", "content/stories/x.xx.md"),
        ),
        case(
            "content/stories/cafe\u{301}.md",
            front("weight = 1"),
            ("duplicate-id", "content/stories/"),
        )
        .and("content/stories/caf\u{e9}.md", front("weight = 1")),
    ]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    for (folder, name) in [("content/stories", &b"a\xffb.md"[..]), ("static", b"a\xffb.png")] {
        let paper = Paper::small();
        let before = paper.fine_build();
        let path = paper.path(folder).join(OsStr::from_bytes(name));
        std::fs::write(path, front("weight = 1")).unwrap();
        let run = paper.build();
        assert_eq!(super::ends_badly(&run, 1), "", "{}", run.err);
        assert_eq!(run.err.matches("error[bad-name]").count(), 1, "{}", run.err);
        assert!(run.err.contains(&format!("--> {folder}/")), "{}", run.err);
        assert_eq!(paper.printed(), before);
    }
}

#[test]
fn odd_names_are_printed_all_the_same() {
    let names = [
        "a story with spaces.md",
        "it's & \"so\" <b>.md",
        "50%2e%2e.md",
        "what#now?.md",
        "Ünï-日本.md",
        "🦀.md",
        "..md",
        "dir.md/x.md",
        "index.md",
    ];
    for name in names {
        let paper = Paper::small();
        paper.put(&format!("content/stories/{name}"), front("weight = -5"));
        let run = paper.build();
        // A leading dot hides a file; every other name makes a story.
        let expected = if name.starts_with('.') { 1 } else { 2 };
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}");
        assert_eq!(paper.list("stories").len(), expected, "{name}");
        for story in paper.list("stories") {
            let url = story["url"].as_str().unwrap();
            let printed = paper.path(&format!("public{url}index.html"));
            assert!(printed.is_file(), "{name} is not at {url}");
            assert!(
                url.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"'%#?&".contains(&b)),
                "{url}"
            );
        }
    }
}
