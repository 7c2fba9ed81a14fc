//! The disk edge from outside: what is read and what is refused, what is written and what never is.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use newsprint::diagnostic::{Code, Diagnostic};
use newsprint::disk::{Body, Entry, OutputFolder, Rank, Stopped, WriteError, Written, read};
use newsprint::source::{AssetBytes, SourceFile};
use tempfile::TempDir;

/// A site's folder with some files; `site.toml` is always one of them.
fn site(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "site.toml", "title = \"The Fog Post\"\n");
    for (path, text) in files {
        put(root.path(), path, text);
    }
    root
}

fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The paths that were read, without those of the embedded themes.
fn paths(root: &Path) -> Vec<String> {
    let (tree, _) = read(root);
    tree.files
        .keys()
        .filter(|path| {
            !["themes/broadsheet/", "themes/wire/"].iter().any(|of| path.starts_with(of))
        })
        .map(|path| path.to_string())
        .collect()
}

/// The only diagnostic of a site.
fn only_problem(root: &Path) -> Diagnostic {
    let (_, mut problems) = read(root);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.remove(0)
}

fn file_of(problem: &Diagnostic) -> &str {
    problem.place.as_ref().map_or("", |place| &place.file)
}

#[test]
fn a_site_is_read_from_its_folders_and_nowhere_else() {
    let root = site(&[
        ("content/stories/2026/fog.md", "Fog."),
        ("content/stories/2026/fog.jpg", "no picture"),
        ("content/stories/.draft.md", "hidden"),
        ("content/stories/fog.md~", "backup"),
        ("data/cuts.csv", "a,b\n"),
        ("templates/story.html", "{{ x }}"),
        ("static/logo.svg", "<svg/>"),
        ("static/.well-known/security.txt", "Contact: desk@town.example"),
        ("themes/own/theme.toml", "name = \"own\""),
        ("themes/own/static/own.js", "1"),
        ("public/content/old.md", "output"),
        ("notes.md", "none of ours"),
    ]);
    let expected = [
        "content/stories/2026/fog.jpg",
        "content/stories/2026/fog.md",
        "data/cuts.csv",
        "site.toml",
        "static/.well-known/security.txt",
        "static/logo.svg",
        "templates/story.html",
        "themes/own/static/own.js",
        "themes/own/theme.toml",
    ];
    assert_eq!(paths(root.path()), expected);
    let (tree, problems) = read(root.path());
    assert_eq!(problems, []);
    assert_eq!(&*tree.text("content/stories/2026/fog.md").unwrap().text, "Fog.");
    match &tree.files["static/logo.svg"] {
        SourceFile::Asset(asset) => match &asset.bytes {
            AssetBytes::File { path, length, .. } => {
                assert_eq!((fs::read(path).unwrap().len(), *length), (6, 6));
            }
            AssetBytes::Memory(_) => panic!("an asset stays on disk"),
        },
        SourceFile::Text(_) => panic!("static files are assets"),
    }
}

#[test]
fn an_asset_is_equal_to_itself_until_its_file_changes() {
    let root = site(&[("static/logo.svg", "<svg/>")]);
    let logo = || match read(root.path()).0.files.remove("static/logo.svg") {
        Some(SourceFile::Asset(asset)) => asset,
        other => panic!("static files are assets: {other:?}"),
    };
    let first = logo();
    assert_eq!(first, logo());

    // Some systems count the time of files in steps of ten milliseconds.
    std::thread::sleep(Duration::from_millis(30));
    // Other bytes of the same length, put in place with the time of the old ones.
    let (old, new) = (root.path().join("static/logo.svg"), root.path().join("new.svg"));
    let time = fs::metadata(&old).unwrap().modified().unwrap();
    fs::write(&new, "<img/>").unwrap();
    File::options().write(true).open(&new).unwrap().set_modified(time).unwrap();
    fs::rename(&new, &old).unwrap();
    assert_ne!(first, logo());
}

#[test]
fn the_embedded_themes_are_there_unless_the_site_has_its_own() {
    let (tree, _) = read(site(&[]).path());
    assert!(tree.text("themes/broadsheet/theme.toml").is_some());
    assert!(tree.text("themes/wire/theme.toml").is_some());
    let own = site(&[("themes/broadsheet/theme.toml", "name = \"mine\"")]);
    let (tree, _) = read(own.path());
    let of_theme: Vec<_> =
        tree.files.keys().filter(|path| path.starts_with("themes/broadsheet/")).collect();
    assert_eq!(of_theme.len(), 1);
    assert!(tree.text("themes/wire/templates/story.html").is_some());
}

#[test]
fn a_folder_without_settings_is_no_site() {
    let root = tempfile::tempdir().unwrap();
    let problem = only_problem(root.path());
    assert_eq!(problem.code, Code::MissingSite);
    assert!(problem.hints[0].contains("newsprint init"));
    assert_eq!(only_problem(&root.path().join("nowhere")).code, Code::MissingSite);

    let site = site(&[("content/stories/a.md", "")]);
    let below = only_problem(&site.path().join("content"));
    assert_eq!(below.code, Code::MissingSite);
    assert!(below.hints[0].contains("there is one in"), "{:?}", below.hints);
}

#[test]
fn a_text_that_is_not_utf8_is_told_by_line_and_column() {
    let root = site(&[("content/stories/good.md", "Fine.")]);
    put(root.path(), "content/stories/bad.md", b"One.\n\xc3\xa4\xc3\xb6 \xe9t\xe9\n");
    let problem = only_problem(root.path());
    assert_eq!((problem.code, file_of(&problem)), (Code::NotUtf8, "content/stories/bad.md"));
    assert_eq!(problem.message, "the byte at line 2, column 4 is not UTF-8");
    assert!(paths(root.path()).contains(&"content/stories/good.md".to_string()));
}

#[test]
fn a_huge_text_is_refused_by_its_length_and_a_huge_asset_is_not() {
    let root = site(&[("content/huge.md", ""), ("static/huge.bin", "")]);
    // Sparse files: they have a length and no bytes, so that reading one would show.
    for path in ["content/huge.md", "static/huge.bin"] {
        File::options()
            .write(true)
            .open(root.path().join(path))
            .unwrap()
            .set_len(50 << 30)
            .unwrap();
    }
    let problem = only_problem(root.path());
    assert_eq!((problem.code, file_of(&problem)), (Code::TooLarge, "content/huge.md"));
}

#[cfg(unix)]
mod links {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_are_followed_within_the_site() {
        let root = site(&[("content/stories/a.md", "A."), ("shared/b.md", "B.")]);
        symlink("../shared", root.path().join("content/linked")).unwrap();
        symlink("stories/a.md", root.path().join("content/again.md")).unwrap();
        let (tree, problems) = read(root.path());
        assert_eq!(problems, []);
        assert_eq!(&*tree.text("content/linked/b.md").unwrap().text, "B.");
        assert_eq!(&*tree.text("content/again.md").unwrap().text, "A.");
    }

    #[test]
    fn a_link_out_of_the_site_is_refused_with_its_target() {
        let outside = tempfile::tempdir().unwrap();
        put(outside.path(), "secret.md", "secret");
        for target in [outside.path().to_path_buf(), outside.path().join("secret.md")] {
            let root = site(&[]);
            fs::create_dir(root.path().join("content")).unwrap();
            symlink(&target, root.path().join("content/way-out.md")).unwrap();
            let problem = only_problem(root.path());
            assert_eq!(problem.code, Code::SymlinkOutside);
            assert_eq!(file_of(&problem), "content/way-out.md");
            let real = target.canonicalize().unwrap();
            assert!(problem.message.contains(real.to_str().unwrap()), "{}", problem.message);
            assert_eq!(paths(root.path()), ["site.toml"]);
        }
    }

    #[test]
    fn a_link_publishes_nothing_that_is_hidden_or_only_read() {
        for (link, target) in [
            ("static/keys", ".env"),
            ("static/git", ".git"),
            ("static/all", "content"),
            ("content/stories/keys.md", ".env"),
        ] {
            let root =
                site(&[("content/stories/fog.md", "A."), (".env", "secret"), (".git/x", "x")]);
            fs::create_dir_all(root.path().join("static")).unwrap();
            symlink(root.path().join(target), root.path().join(link)).unwrap();
            let problem = only_problem(root.path());
            assert_eq!(problem.code, Code::SymlinkOutside, "{link}");
            assert!(problem.message.contains(target), "{}", problem.message);
            assert_eq!(paths(root.path()), ["content/stories/fog.md", "site.toml"]);
        }
    }

    #[test]
    fn a_loop_of_links_is_told_once() {
        for (link, target) in
            [("content/a/up", ".."), ("content/a/root", "../.."), ("content/me", "me")]
        {
            let root = site(&[("content/a/story.md", "A.")]);
            symlink(target, root.path().join(link)).unwrap();
            let problem = only_problem(root.path());
            assert_eq!((problem.code, file_of(&problem)), (Code::SymlinkLoop, link));
            assert!(paths(root.path()).contains(&"content/a/story.md".to_string()));
        }
        for (one, other) in [("../b", "../a"), ("../b/there", "../a/there")] {
            let root = site(&[("content/a/a.md", "A."), ("content/b/b.md", "B.")]);
            symlink(one, root.path().join("content/a/there")).unwrap();
            symlink(other, root.path().join("content/b/there")).unwrap();
            assert_eq!(only_problem(root.path()).code, Code::SymlinkLoop);
        }
        let root = site(&[("content/a.md", "A.")]);
        symlink(".", root.path().join("content/one")).unwrap();
        symlink(".", root.path().join("content/two")).unwrap();
        assert_eq!(read(root.path()).1.len(), 2, "two links are two loops");
    }

    #[test]
    fn a_link_to_nothing_and_a_socket_are_unreadable() {
        let root = site(&[("content/a.md", "A.")]);
        symlink("nowhere.md", root.path().join("content/b.md")).unwrap();
        let problem = only_problem(root.path());
        assert_eq!((problem.code, file_of(&problem)), (Code::Unreadable, "content/b.md"));
        assert!(problem.message.contains("nowhere.md"));
        fs::remove_file(root.path().join("content/b.md")).unwrap();
        let _socket = UnixListener::bind(root.path().join("content/c.md")).unwrap();
        let problem = only_problem(root.path());
        assert_eq!((problem.code, file_of(&problem)), (Code::Unreadable, "content/c.md"));
    }

    #[test]
    fn what_editors_and_other_programs_link_is_none_of_ours() {
        let root = site(&[("content/a.md", "A.")]);
        symlink("editor@host.example:1", root.path().join("content/.#a.md")).unwrap();
        symlink("gone", root.path().join("node_modules")).unwrap();
        symlink("/", root.path().join("everything")).unwrap();
        assert_eq!(read(root.path()).1, []);
    }

    #[test]
    fn a_file_without_permission_is_unreadable() {
        use std::os::unix::fs::PermissionsExt;
        let root = site(&[("content/closed.md", "A."), ("content/open.md", "B.")]);
        let closed = root.path().join("content/closed.md");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let problems = read(root.path()).1;
        // The superuser may read it all the same.
        if File::open(&closed).is_ok() {
            assert_eq!(problems, []);
        } else {
            assert_eq!(
                (problems[0].code, file_of(&problems[0])),
                (Code::Unreadable, "content/closed.md")
            );
            assert!(problems[0].message.contains("permission denied"));
        }
        assert!(paths(root.path()).contains(&"content/open.md".to_string()));
    }

    #[test]
    fn names_that_are_no_text_are_told() {
        let root = site(&[("content/a.md", "A."), ("content/line\nbreak.md", "B.")]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
        // Some file systems refuse such a name themselves.
        let expected =
            1 + usize::from(fs::write(root.path().join("content").join(name), "").is_ok());
        let problems = read(root.path()).1;
        assert_eq!(problems.len(), expected);
        assert!(problems.iter().all(|problem| problem.code == Code::BadName));
    }

    #[test]
    fn links_in_the_output_are_neither_written_through_nor_deleted_through() {
        let root = site(&[]);
        let elsewhere = tempfile::tempdir().unwrap();
        put(elsewhere.path(), "a.html", "not yours");
        print(root.path(), &[("linked/a.html", "A")]).unwrap();
        fs::remove_dir_all(root.path().join("public/linked")).unwrap();
        symlink(elsewhere.path(), root.path().join("public/linked")).unwrap();

        let refused = print(root.path(), &[("linked/a.html", "B")]);
        assert!(matches!(refused, Err(Stopped::Output(WriteError::Foreign { .. }))), "{refused:?}");
        print(root.path(), &[("other.html", "B")]).unwrap();
        assert_eq!(fs::read_to_string(elsewhere.path().join("a.html")).unwrap(), "not yours");

        symlink(elsewhere.path().join("a.html"), root.path().join("public/one.html")).unwrap();
        let refused = print(root.path(), &[("one.html", "C")]);
        assert!(matches!(refused, Err(Stopped::Output(WriteError::Foreign { .. }))), "{refused:?}");
    }
}

/// Prints files, each with its text, into `public`.
fn print(root: &Path, files: &[(&str, &str)]) -> Result<Written, Stopped> {
    let entries: Vec<Entry<'_>> =
        files.iter().map(|(path, _)| Entry { path, rank: Rank::Page }).collect();
    OutputFolder::open(root, &root.join("public"))?
        .write(&entries, |index| Ok(Body::from(files[index].1.as_bytes())))
}

/// Every file and folder below a folder with its length and the time of its last change.
fn times(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            let length = if metadata.is_dir() { 0 } else { metadata.len() };
            (entry.into_path(), (length, metadata.modified().unwrap()))
        })
        .collect()
}

#[test]
fn a_second_build_of_the_same_changes_no_time_of_any_file_or_folder() {
    let root = site(&[("static/a.bin", "bytes")]);
    let picture = root.path().join("static/a.bin");
    let entries = [
        Entry { path: "a.bin", rank: Rank::Asset },
        Entry { path: "2026/01/fog/index.html", rank: Rank::Page },
        Entry { path: "index.html", rank: Rank::Listing },
    ];
    let build = || {
        let output = OutputFolder::open(root.path(), &root.path().join("public")).unwrap();
        output.write(&entries, |index| {
            Ok(if index == 0 {
                Body::File(picture.as_path().into())
            } else {
                Body::from(b"page".as_slice())
            })
        })
    };
    assert_eq!(build().unwrap().changed, [0, 1, 2]);
    let before = times(root.path());
    std::thread::sleep(Duration::from_millis(20));
    let again = build().unwrap();
    assert_eq!((again.printed, again.changed, again.deleted), (3, vec![], vec![]));
    assert_eq!(times(root.path()), before);

    fs::write(&picture, "other").unwrap();
    assert_eq!(build().unwrap().changed, [0]);
    assert_eq!(fs::read(root.path().join("public/a.bin")).unwrap(), b"other");
}

#[test]
fn only_files_of_ours_are_deleted_and_emptied_folders_with_them() {
    let root = site(&[("public/CNAME", "town.example"), ("public/old/notes.txt", "mine")]);
    print(root.path(), &[("old/a.html", "A"), ("gone/deep/b.html", "B"), ("c.html", "C")]).unwrap();
    let written = print(root.path(), &[("c.html", "C")]).unwrap();
    assert_eq!(written.deleted, ["gone/deep/b.html", "old/a.html"]);
    let public = root.path().join("public");
    assert!(!public.join("gone").exists() && !public.join("old/a.html").exists());
    assert_eq!(fs::read_to_string(public.join("CNAME")).unwrap(), "town.example");
    assert_eq!(fs::read_to_string(public.join("old/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_file_that_is_not_ours_stops_the_build_unless_its_bytes_are_the_same() {
    let root = site(&[("public/a.html", "mine"), ("public/b.html", "B"), ("public/c", "mine")]);
    let refused = print(root.path(), &[("a.html", "A"), ("b.html", "B"), ("d.html", "D")]);
    let Err(Stopped::Output(error @ WriteError::Foreign { .. })) = refused else {
        panic!("{refused:?}")
    };
    assert!(error.to_string().contains("public/a.html` is in the way"), "{error}");
    assert!(!root.path().join("public/d.html").exists());
    // A file where a folder is wanted, and a folder where a file is.
    assert!(print(root.path(), &[("c/index.html", "C")]).is_err());
    fs::create_dir(root.path().join("public/folder")).unwrap();
    assert!(print(root.path(), &[("folder", "F")]).is_err());
    // The same bytes are adopted, and are ours from then on.
    let adopted = print(root.path(), &[("b.html", "B")]).unwrap();
    assert_eq!(adopted.changed, [0; 0]);
    assert_eq!(print(root.path(), &[]).unwrap().deleted, ["b.html"]);
    assert_eq!(fs::read_to_string(root.path().join("public/a.html")).unwrap(), "mine");
}

#[test]
fn a_page_that_cannot_be_produced_leaves_everything_as_it_was() {
    let root = site(&[]);
    let problem = |index: usize| {
        Err(vec![Diagnostic::new(Code::RenderError, format!("page {index} is broken"))])
    };
    let entries: Vec<String> = (0..50).map(|index| format!("{index}.html")).collect();
    let entries: Vec<Entry<'_>> =
        entries.iter().map(|path| Entry { path, rank: Rank::Page }).collect();
    let build = |broken: &[usize]| {
        OutputFolder::open(root.path(), &root.path().join("public"))?.write(&entries, |index| {
            if broken.contains(&index) {
                problem(index)
            } else {
                Ok(Body::from(format!("{}{index}", broken.len())))
            }
        })
    };
    // The first build fails: not even the folder is left.
    assert!(build(&[7]).is_err());
    assert!(!root.path().join("public").exists());
    build(&[]).unwrap();
    let before = times(&root.path().join("public"));
    let Err(Stopped::Content(problems)) = build(&[3, 14, 41]) else { panic!("not stopped") };
    assert_eq!(problems.len(), 3, "all problems are told, not the first");
    let mut after = times(&root.path().join("public"));
    // The stage came and went in it.
    let own = root.path().join("public/.newsprint");
    after.insert(own.clone(), before[&own]);
    assert_eq!(after, before);
}

#[test]
fn folders_of_sources_are_refused_as_output() {
    let root = site(&[("content/a.md", "A.")]);
    let path = root.path();
    for output in [".", "..", "content", "content/public", "static/x/../y", "themes/own", "data"] {
        let opened = OutputFolder::open(path, &path.join(output));
        assert!(matches!(opened, Err(WriteError::AmongSources { .. })), "{output}: {opened:?}");
    }
    for output in ["public", "a/b/../public", "contents"] {
        assert!(OutputFolder::open(path, &path.join(output)).is_ok(), "{output}");
        assert!(!path.join(output).exists(), "nothing was printed to {output}");
    }
    let below_a_file = OutputFolder::open(path, &path.join("site.toml/public"));
    assert!(matches!(below_a_file, Err(WriteError::Io { begun: false, .. })), "{below_a_file:?}");
}

#[test]
fn paths_that_meet_or_lead_out_are_refused() {
    let root = site(&[]);
    for path in ["../a", "/a", "a/../b", "", "a//b", "a\nb", ".newsprint/lock"] {
        let refused = print(root.path(), &[(path, "A")]);
        assert!(matches!(refused, Err(Stopped::Output(WriteError::BadPath { .. }))), "{path}");
    }
    for paths in [["a", "a"], ["a", "a/index.html"], ["a/b/index.html", "a"]] {
        let refused = print(root.path(), &paths.map(|path| (path, "A")));
        assert!(matches!(refused, Err(Stopped::Output(WriteError::Collision { .. }))), "{paths:?}");
    }
}

#[test]
fn a_run_whose_folder_was_deleted_leaves_the_lock_of_the_next_alone() {
    let root = site(&[]);
    let public = root.path().join("public");
    let first = OutputFolder::open(root.path(), &public).unwrap();
    fs::remove_dir_all(&public).unwrap();
    let second = OutputFolder::open(root.path(), &public).unwrap();
    drop(first);
    assert!(matches!(OutputFolder::open(root.path(), &public), Err(WriteError::Busy { .. })));
    drop(second);
    assert!(!public.exists());
}

#[test]
fn two_builds_do_not_write_to_one_folder() {
    let root = site(&[]);
    let public = root.path().join("public");
    let first = OutputFolder::open(root.path(), &public).unwrap();
    let second = OutputFolder::open(root.path(), &public);
    assert!(matches!(second, Err(WriteError::Busy { .. })), "{second:?}");
    let other = OutputFolder::open(root.path(), &root.path().join("other"));
    assert!(other.is_ok());
    drop(first);
    assert!(OutputFolder::open(root.path(), &public).is_ok());
}

/// The text of a page in one of two editions: long, so that a half would show.
fn page(index: usize, edition: usize) -> String {
    format!("page {index} of edition {edition}\n").repeat(400)
}

const PAGES: usize = 60;

/// Prints an edition of many pages, some of which only one of the editions has.
fn print_edition(root: &Path, edition: usize) -> Result<Written, Stopped> {
    let paths: Vec<String> = (0..PAGES)
        .map(|index| match index % 3 {
            0 => format!("{edition}/only-here-{index}/index.html"),
            _ => format!("pages/{index}/index.html"),
        })
        .collect();
    let entries: Vec<Entry<'_>> =
        paths.iter().map(|path| Entry { path, rank: Rank::Page }).collect();
    OutputFolder::open(root, &root.join("public"))?
        .write(&entries, |index| Ok(Body::from(page(index, edition))))
}

/// All printed texts by path; a file that goes away meanwhile is left out.
fn printed(root: &Path) -> BTreeMap<String, String> {
    let public = root.join("public");
    walkdir::WalkDir::new(&public)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".newsprint")
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(&public).ok()?.to_str()?.to_string();
            Some((path, fs::read_to_string(entry.path()).ok()?))
        })
        .collect()
}

fn assert_whole(printed: &BTreeMap<String, String>) {
    for (path, text) in printed {
        let words: Vec<&str> = text.lines().next().unwrap_or_default().split(' ').collect();
        let number = |at: usize| words.get(at).and_then(|word| word.parse().ok());
        let (Some(index), Some(edition)) = (number(1), number(4)) else {
            panic!("{path} is cut: {} bytes", text.len())
        };
        assert_eq!(*text, page(index, edition), "{path}");
    }
}

#[test]
fn a_reader_never_sees_a_half_file() {
    let root = site(&[]);
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut rounds = 0;
            while !is_done.load(Ordering::Relaxed) {
                assert_whole(&printed(root.path()));
                rounds += 1;
            }
            rounds
        });
        let written: Result<Vec<_>, _> =
            (0..20).map(|edition| print_edition(root.path(), edition % 2)).collect();
        is_done.store(true, Ordering::Relaxed);
        written.unwrap();
        assert!(reader.join().unwrap() > 0);
    });
}

/// Tells the test below that it is the process to be killed, and where its site is.
const VICTIM: &str = "NEWSPRINT_TEST_VICTIM";

#[test]
fn a_killed_process_leaves_what_the_next_build_completes() {
    if let Some(root) = std::env::var_os(VICTIM) {
        // It would go on until it is killed; it must not go on where nobody is left to kill it.
        for edition in 0..200 {
            print_edition(Path::new(&root), edition % 2).unwrap();
        }
        return;
    }
    let root = site(&[("public/CNAME", "page 0 of edition 0")]);
    fs::write(root.path().join("public/CNAME"), page(0, 0)).unwrap();
    let cold = [site(&[]), site(&[])];
    for (edition, cold) in cold.iter().enumerate() {
        print_edition(cold.path(), edition).unwrap();
    }
    for round in 0..50_u64 {
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args(["a_killed_process_leaves_what_the_next_build_completes", "--test-threads=1"])
            .env(VICTIM, root.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Somewhere from the start of the process to its third build or so.
        std::thread::sleep(Duration::from_micros(2_000 + round * 977 % 29_000));
        victim.kill().unwrap();
        victim.wait().unwrap();
        assert_whole(&printed(root.path()));
        let edition = (round % 2) as usize;
        print_edition(root.path(), edition).unwrap();
        let mut after = printed(root.path());
        assert_eq!(after.remove("CNAME"), Some(page(0, 0)));
        assert_eq!(after, printed(cold[edition].path()), "round {round}");
    }
}
