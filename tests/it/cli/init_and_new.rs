//! `newsprint init` and `newsprint new`: what they write, and over what they never do.

use super::*;

#[test]
fn a_new_theme_extends_another_one_and_builds() {
    let folder = tempfile::tempdir().unwrap();
    fine(folder.path(), &["init", "paper"]);
    let paper = folder.path().join("paper");
    for extended in ["broadsheet", "wire"] {
        let name = format!("my-{extended}");
        let settings = fs::read_to_string(paper.join("site.toml")).unwrap();
        let of = |theme: &str| format!("theme = \"{theme}\"\n{settings}");
        fs::write(paper.join("site.toml"), of(extended)).unwrap();
        assert_eq!(ended(0, run(&paper, &["build", "--output", "before"])).1, "");
        let told = fine(&paper, &["theme", "new", &name, "--extends", extended]);
        assert!(told.contains(&format!("theme = \"{name}\"")), "{told}");
        fs::write(paper.join("site.toml"), of(&name)).unwrap();
        assert_eq!(ended(0, run(&paper, &["build", "--output", "after"])).1, "");
        let stripped = |folder: &str| -> String {
            let page = fs::read_to_string(paper.join(folder).join("index.html")).unwrap();
            let lines = page.lines().filter(|line| !line.contains("rel=\"stylesheet\""));
            lines.collect::<Vec<_>>().join("\n")
        };
        // But for its own style, the new theme prints what the other one prints.
        assert_eq!(stripped("before"), stripped("after"));
        let styles = files(&paper.join("after/assets"));
        let is_own = |(path, bytes): &&(std::path::PathBuf, Vec<u8>)| {
            path.extension().is_some_and(|ending| ending == "css")
                && String::from_utf8_lossy(bytes).contains("--measure: 36rem")
        };
        assert_eq!(styles.iter().filter(is_own).count(), 1);
        fs::write(paper.join("site.toml"), settings).unwrap();
    }
    let again = failure(&paper, &["theme", "new", "my-wire"]);
    assert!(again.contains("there is a theme `my-wire` already"), "{again}");
    assert!(failure(&paper, &["theme", "new", "a/b"]).contains("cannot be the name"));
    let unknown = failure(&paper, &["theme", "new", "c", "--extends", "none"]);
    assert!(unknown.contains("no theme `none` to extend"), "{unknown}");
}

#[test]
fn a_new_newspaper_builds_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let told = fine(folder.path(), &["init", "the paper"]);
    assert!(told.contains("\n  cd 'the paper'\n  newsprint serve --open\n"), "{told}");
    let paper = folder.path().join("the paper");
    for shown in [&["build"][..], &["build", "--drafts", "--future"]] {
        assert_eq!(ended(0, run(&paper, shown)).1, "");
    }
    let count =
        |what: &str| json(&paper, &["list", what, "--format", "json"]).as_array().unwrap().len();
    assert_eq!((count("stories"), count("topics")), (3, 2));
    let ignored = fs::read_to_string(paper.join(".gitignore")).unwrap();
    assert!(ignored.contains("/public/"), "{ignored}");
}

#[test]
fn nothing_is_put_into_a_folder_that_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "paper/notes.txt", "mine");
    put(folder.path(), "file", "mine");
    assert!(failure(folder.path(), &["init", "paper"]).contains("it holds `notes.txt`"));
    assert!(failure(folder.path(), &["init", "file"]).contains("is a file"));
    assert_eq!(files(folder.path()).len(), 2);
}

#[test]
fn new_files_build() {
    let site = site(&[]);
    let path = |arguments: &[&str]| fine(site.path(), arguments).trim().to_owned();
    let title = "It's \"late\" \\ again";
    assert_eq!(path(&["new", "story", title]), "content/stories/its-late-again.md");
    assert_eq!(path(&["new", "player", "Ida Sund"]), "content/players/ida-sund.md");
    let union = path(&["new", "player", "Dock Workers' Union", "--kind", "organization"]);
    assert_eq!(union, "content/players/dock-workers-union.md");
    let quote = ["new", "quote", "Labor Day", "--speaker", "ida sund", "--date", "2026-09-07"];
    assert_eq!(path(&quote), "content/quotes/labor-day.md");
    assert_eq!(path(&["new", "page", "About us"]), "content/pages/about-us.md");
    assert_eq!(ended(0, run(site.path(), &["build", "--drafts"])).1, "");
    let stories = json(site.path(), &["list", "stories", "--drafts", "--format", "json"]);
    assert_eq!(stories[0]["title"], "It’s “late” \\ again");
    assert_eq!(stories[0]["date"], "2027-01-15T03:00:00-05:00");
    let quotes = json(site.path(), &["list", "quotes", "--drafts", "--format", "json"]);
    assert_eq!(
        (&quotes[0]["speaker"], &quotes[0]["said"]),
        (&"ida-sund".into(), &"2026-09-07".into())
    );
    let players = json(site.path(), &["list", "players", "--format", "json"]);
    assert_eq!(players[0]["kind"], "organization");
    let hidden = json(site.path(), &["list", "stories", "--format", "json"]);
    assert_eq!(hidden, serde_json::json!([]), "a new story is a draft");
}

#[test]
fn new_never_writes_over_a_file() {
    let site = site(&[
        ("content/stories/old/fog.md", FOG),
        ("content/players/ida.md", "+++\nname = \"Ida Sund\"\naliases = [\"Ida M. Sund\"]\n+++\n"),
        ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n"),
    ]);
    let before = files(site.path());
    let said = |arguments: &[&str]| failure(site.path(), arguments);
    assert!(said(&["new", "story", "Fog"]).contains("content/stories/old/fog.md"));
    assert!(said(&["new", "player", "Ida M. Sund"]).contains("content/players/ida.md"));
    assert!(said(&["new", "page", "About"]).contains("content/pages/about.md"));
    assert!(said(&["new", "page", "Players"]).contains("/players/ is taken"));
    assert!(said(&["new", "quote", "X", "--speaker", "Ida Sunt"]).contains("no player `Ida Sunt`"));
    assert!(said(&["new", "story", "???"]).contains("can be a file's name"));
    assert!(said(&["new", "story", "X", "--date", "soon"]).contains("--date: "));
    ended(2, run(site.path(), &["new", "quote", "X"]));
    assert_eq!(files(site.path()), before);
}
