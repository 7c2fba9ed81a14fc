//! `newsprint export`: where it goes, what it may replace, and what it does with errors.

use super::*;

mod formats;
mod hidden;
mod hostile;
#[cfg(feature = "sqlite")]
mod manual;

/// All formats of this build, each with a name for its output.
const FORMATS: &[(&str, &str)] = &[
    ("csv", "tables"),
    ("jsonl", "lines.jsonl"),
    #[cfg(feature = "sqlite")]
    ("sqlite", "base.sqlite"),
];

/// Exports a site in every format into one folder.
fn exported(site: &Path, more: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (format, name) in FORMATS {
        let output = folder.path().join(name);
        let output = output.to_str().unwrap();
        let root = ["--root", site.to_str().unwrap()];
        fine(folder.path(), &[&["export", "--format", format, "-o", output], more, &root].concat());
    }
    folder
}

/// The names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn without_a_path_it_goes_to_the_sites_folder() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    for (format, name) in
        [("csv", "newsprint-csv"), ("jsonl", "newsprint.jsonl"), ("sqlite", "newsprint.sqlite")]
    {
        if !FORMATS.iter().any(|(known, _)| *known == format) {
            continue;
        }
        let said = fine(site.path(), &["export", "--format", format]);
        let expected = format!("exported 1 story, 0 players and 0 quotes to ./{name} in ");
        assert!(said.starts_with(&expected), "{said}");
        assert!(site.path().join(name).exists());
    }
    // Nothing else is left, and the next build does not mind.
    assert!(names(site.path()).iter().all(|name| !name.starts_with('.')));
    fine(site.path(), &["build"]);
}

#[test]
fn what_a_killed_export_left_is_deleted_by_the_next() {
    let site = site(&[]);
    for number in 0..200 {
        let text = FOG.replace("Fog", &format!("Fog {number}")) + &"It stayed.\n\n".repeat(2_000);
        put(site.path(), &format!("content/stories/fog-{number}.md"), text);
    }
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("lines.jsonl");
    let root = ["--root", site.path().to_str().unwrap()];
    let arguments = ["export", "--format", "jsonl", "-o", output.to_str().unwrap()];
    let arguments = [&arguments[..], &root].concat();
    // It may be done before it is killed, however early that is.
    let was_killed = (0..20).any(|_| {
        let mut export = program(folder.path());
        let mut export = export.args(&arguments).stdout(Stdio::null()).spawn().unwrap();
        while names(folder.path()).is_empty() && export.try_wait().unwrap().is_none() {}
        export.kill().unwrap();
        export.wait().unwrap();
        let left = names(folder.path());
        let _ = fs::remove_file(&output);
        left.iter().any(|name| name.starts_with('.'))
    });
    assert!(was_killed, "no export was killed while it was written");
    fine(folder.path(), &arguments);
    assert_eq!(names(folder.path()), ["lines.jsonl"]);
}

#[test]
fn what_no_export_wrote_is_left_alone() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let theirs = [("csv", "stories.csv"), ("jsonl", "notes.jsonl"), ("sqlite", "other.sqlite")];
    for (format, name) in theirs {
        if !FORMATS.iter().any(|(known, _)| *known == format) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let text = "SQLite format 3\0 {\"type\":\"something\"}";
        put(folder.path(), name, text);
        let output = match format {
            "csv" => folder.path().to_path_buf(),
            _ => folder.path().join(name),
        };
        let output = output.to_str().unwrap();
        let arguments = ["export", "--format", format, "-o", output];
        let told = failure(site.path(), &arguments);
        assert!(told.contains("no export wrote the "), "{told}");
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
        assert_eq!(names(folder.path()), [name], "nothing is left beside it");
        fine(site.path(), &[&arguments[..], &["--force"]].concat());
        assert_ne!(fs::read(folder.path().join(name)).unwrap(), text.as_bytes());
        // Now it is an export, which the next one replaces.
        fine(site.path(), &arguments);
        assert!(names(folder.path()).iter().all(|name| !name.starts_with('.')));
    }
}

#[test]
fn a_folder_of_tables_keeps_what_else_is_in_it() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "notes.txt", "mine");
    put(folder.path(), "mine.csv", "a,b\r\n");
    let arguments = ["export", "--format", "csv", "-o", folder.path().to_str().unwrap()];
    fine(site.path(), &arguments);
    let first = fs::read_to_string(folder.path().join("stories.csv")).unwrap();
    put(site.path(), "content/stories/mist.md", FOG.replace("Fog", "Mist"));
    fine(site.path(), &arguments);
    let second = fs::read_to_string(folder.path().join("stories.csv")).unwrap();
    assert!(!first.contains("Mist") && second.contains("Mist"), "{second}");
    assert_eq!(fs::read_to_string(folder.path().join("notes.txt")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(folder.path().join("mine.csv")).unwrap(), "a,b\r\n");
    assert_eq!(names(folder.path()).len(), 2 + newsprint::export::tables::TABLES.len());
}

#[test]
fn with_an_error_in_the_content_the_last_export_stays() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let folder = exported(site.path(), &[]);
    let before = files(folder.path());
    put(site.path(), "content/stories/mist.md", "+++\ntitle = \"Mist\"\n+++\n");
    for (format, name) in FORMATS {
        let output = folder.path().join(name);
        let arguments = ["export", "--format", format, "-o", output.to_str().unwrap()];
        let (out, err) = ended(1, run(site.path(), &arguments));
        assert_eq!(out, "");
        assert!(err.contains("error[missing-key]"), "{err}");
        assert!(err.ends_with("nothing was exported: 1 error\n"), "{err}");
    }
    assert_eq!(files(folder.path()), before);
    let (out, _) = ended(1, run(site.path(), &["export", "--format", "jsonl", "-o", "-"]));
    assert_eq!(out, "");
}

#[test]
fn json_lines_go_to_standard_output_and_nothing_else_does() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let lines = fine(site.path(), &["export", "--format", "jsonl", "-o", "-"]);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["type"], "newsprint");
    assert_eq!(lines[0]["base_url"], Value::Null);
    let story = lines.iter().find(|line| line["type"] == "stories").unwrap();
    assert_eq!(story["url"], "/2026/01/fog/");
    assert_eq!(names(site.path()), ["content", "site.toml"]);
    for format in ["csv", "sqlite"] {
        let told = failure(site.path(), &["export", "--format", format, "-o", "-"]);
        assert_eq!(told, "error: only JSON Lines can be written to standard output");
    }
}

#[test]
fn a_place_of_the_wrong_kind_is_refused_even_by_force() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    fs::create_dir(site.path().join("folder")).unwrap();
    put(site.path(), "file", "");
    let to =
        |format, path| failure(site.path(), &["export", "--force", "--format", format, "-o", path]);
    assert_eq!(to("csv", "file"), "error: `file` is no folder");
    assert_eq!(to("jsonl", "folder"), "error: `folder` is no file");
    #[cfg(unix)]
    assert_eq!(to("jsonl", "/dev/null"), "error: `/dev/null` is no file");
    put(site.path(), "folder/stories.csv/mine", "mine");
    assert_eq!(to("csv", "folder"), "error: `folder/stories.csv` is no file");
    assert_eq!(names(&site.path().join("folder")), ["stories.csv"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_an_export_stays_a_link() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let arguments = |name| ["export", "--format", "jsonl", "-o", name];
    fine(site.path(), &arguments("real.jsonl"));
    std::os::unix::fs::symlink("real.jsonl", site.path().join("link.jsonl")).unwrap();
    put(site.path(), "content/stories/mist.md", FOG.replace("Fog", "Mist"));
    fine(site.path(), &arguments("link.jsonl"));
    assert!(site.path().join("link.jsonl").is_symlink());
    assert!(fs::read_to_string(site.path().join("real.jsonl")).unwrap().contains("Mist"));
}

#[cfg(not(feature = "sqlite"))]
#[test]
fn without_the_feature_a_database_is_refused_with_the_next_step() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let (_, err) = ended(2, run(site.path(), &["export", "--format", "sqlite"]));
    assert!(err.contains("built without SQLite") && err.contains("--features sqlite"), "{err}");
}

#[test]
fn nothing_is_exported_among_the_sources() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let before = files(site.path());
    for output in ["content", "content/base", "static/x.jsonl"] {
        let (_, err) = ended(2, run(site.path(), &["export", "--format", "jsonl", "-o", output]));
        assert!(err.contains("the site is read from"), "{err}");
    }
    assert_eq!(files(site.path()), before);
}
