//! After any refresh the files in memory are those that a fresh read gives.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;
use crate::diagnostic::Code;
use crate::disk::read;

#[cfg(unix)]
pub(crate) mod changes;
#[cfg(unix)]
mod random;

/// A site with something in every folder.
fn site() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("site.toml", "title = \"The Bell\"\n"),
        ("content/stories/fog.md", "Fog."),
        ("content/stories/fog.svg", "<svg/>"),
        ("content/players/ida.md", "Ida Sund."),
        ("static/logo.svg", "<svg/>"),
        ("templates/story.html", "{{ x }}"),
    ] {
        put(root.path(), path, text);
    }
    root
}

fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn named(paths: &[&str]) -> Seen {
    Seen::Files(paths.iter().map(|path| (*path).to_owned()).collect())
}

fn paths(changed: &[Arc<str>]) -> Vec<&str> {
    changed.iter().map(|path| &**path).collect()
}

/// Turns back a file's times, so that nothing about it is young.
fn age(path: &Path) {
    let long_ago = SystemTime::now() - Duration::from_secs(3_600);
    File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
}

/// What differs between the files in memory and a fresh read of the same folder.
pub(crate) fn difference(
    files: &SiteFiles,
    fresh: &(SourceTree, Vec<Diagnostic>),
) -> Option<String> {
    let paths = differing(files.tree(), &fresh.0);
    if !paths.is_empty() {
        return Some(format!("{paths:?} are not as a fresh read gives them"));
    }
    let problems = files.problems();
    (problems != fresh.1).then(|| format!("{problems:#?}\nare told and not\n{:#?}", fresh.1))
}

#[test]
fn the_first_reading_is_that_of_a_build() {
    let root = site();
    let files = SiteFiles::read(root.path());
    assert_eq!(difference(&files, &read(root.path())), None);
    assert!(files.tree().text("themes/broadsheet/theme.toml").is_some());
    let nowhere = root.path().join("nowhere");
    assert_eq!(difference(&SiteFiles::read(&nowhere), &read(&nowhere)), None);
}

#[test]
fn a_named_file_is_read_and_all_others_stay_where_they_are() {
    let root = site();
    let mut files = SiteFiles::read(root.path());
    let before = files.tree().clone();
    put(root.path(), "content/stories/fog.md", "Mist.");
    put(root.path(), "content/players/ida.md", "Not named.");
    let changed = files.refresh(&named(&["content/stories/fog.md"]));
    assert_eq!(paths(&changed), ["content/stories/fog.md"]);
    assert_eq!(&*files.tree().text("content/stories/fog.md").unwrap().text, "Mist.");
    let ida = |tree: &SourceTree| tree.text("content/players/ida.md").unwrap().text.clone();
    assert!(Arc::ptr_eq(&ida(&before), &ida(files.tree())));
    assert_eq!(&*before.text("content/stories/fog.md").unwrap().text, "Fog.", "it is shared");
}

#[test]
fn a_file_with_the_same_bytes_has_not_changed() {
    let root = site();
    let mut files = SiteFiles::read(root.path());
    let before = files.tree().clone();
    for seen in [named(&["content/stories/fog.md", "content/none.md", "public/x.html"]), Seen::All]
    {
        put(root.path(), "content/stories/fog.md", "Fog.");
        assert_eq!(files.refresh(&seen), []);
        assert!(Arc::ptr_eq(&before, files.tree()), "the tree is the same one");
    }
}

#[test]
fn a_walk_reads_only_what_has_another_stamp() {
    let root = site();
    let fog = root.path().join("content/stories/fog.md");
    let mut files = SiteFiles::read(root.path());
    for known in files.known.values_mut() {
        // As if all had been read long after they were written.
        known.read += 3_600_000_000_000;
    }
    // A text that only memory holds stays there as long as the file is not read.
    let text = SourceFile::Text(crate::source::Text::new("content/stories/fog.md", "Memory."));
    Arc::make_mut(&mut files.tree).files.insert("content/stories/fog.md".into(), text);
    put(root.path(), "content/stories/rain.md", "Rain.");
    assert_eq!(paths(&files.refresh(&Seen::All)), ["content/stories/rain.md"]);
    assert_eq!(&*files.tree().text("content/stories/fog.md").unwrap().text, "Memory.");

    // The same length and an older time are another stamp.
    fs::write(&fog, "Dew.").unwrap();
    age(&fog);
    assert_eq!(paths(&files.refresh(&Seen::All)), ["content/stories/fog.md"]);
    assert_eq!(&*files.tree().text("content/stories/fog.md").unwrap().text, "Dew.");
}

#[test]
fn a_young_file_is_read_again_though_its_stamp_is_the_same() {
    let root = site();
    let mut files = SiteFiles::read(root.path());
    // As if the file had been read within the same step of its time, before its last bytes.
    let text = SourceFile::Text(crate::source::Text::new("content/stories/fog.md", "Old."));
    Arc::make_mut(&mut files.tree).files.insert("content/stories/fog.md".into(), text);
    assert_eq!(paths(&files.refresh(&Seen::All)), ["content/stories/fog.md"]);
    assert_eq!(&*files.tree().text("content/stories/fog.md").unwrap().text, "Fog.");
}

#[test]
fn what_cannot_be_read_is_told_and_forgotten_when_it_is_mended() {
    let root = site();
    let mut files = SiteFiles::read(root.path());
    let fog = "content/stories/fog.md";
    put(root.path(), fog, [0xff, 0xfe, 0x00]);
    assert_eq!(paths(&files.refresh(&named(&[fog]))), [fog]);
    let codes: Vec<Code> = files.problems().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::NotUtf8]);
    assert!(files.tree().text(fog).is_none());
    put(root.path(), fog, "Fog.");
    assert_eq!(paths(&files.refresh(&named(&[fog]))), [fog]);
    assert_eq!(files.problems(), []);
}

#[test]
fn a_site_without_settings_is_none_until_they_are_back() {
    let root = site();
    let mut files = SiteFiles::read(root.path());
    let settings = root.path().join("site.toml");
    fs::rename(&settings, root.path().join("away")).unwrap();
    let changed = files.refresh(&named(&["site.toml"]));
    assert!(paths(&changed).contains(&"content/stories/fog.md"), "{changed:?}");
    assert_eq!(difference(&files, &read(root.path())), None);
    assert_eq!(files.problems()[0].code, Code::MissingSite);
    fs::rename(root.path().join("away"), &settings).unwrap();
    files.refresh(&named(&["site.toml"]));
    assert_eq!(difference(&files, &read(root.path())), None);
    assert!(files.tree().text("content/stories/fog.md").is_some());
}

#[test]
fn a_theme_of_the_site_takes_the_place_of_the_embedded_one_and_gives_it_back() {
    let root = site();
    let mut files = SiteFiles::read(root.path());
    let own = "themes/broadsheet/theme.toml";
    for text in ["name = \"mine\"", "name = \"ours\""] {
        put(root.path(), own, text);
        assert!(paths(&files.refresh(&named(&[own]))).contains(&own));
        assert_eq!(difference(&files, &read(root.path())), None);
    }
    put(root.path(), own, [0xff]);
    files.refresh(&named(&[own]));
    assert_eq!(difference(&files, &read(root.path())), None);
    assert_eq!(files.refresh(&Seen::All), []);
    fs::remove_file(root.path().join(own)).unwrap();
    files.refresh(&named(&[own]));
    assert_eq!(difference(&files, &read(root.path())), None);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_there_under_two_paths_changes_under_both() {
    let root = site();
    let fog = root.path().join("content/stories/fog.md");
    for other in ["content/linked/fog.md", "content/mist.md"] {
        match other {
            "content/mist.md" => fs::hard_link(&fog, root.path().join(other)).unwrap(),
            _ => std::os::unix::fs::symlink("stories", root.path().join("content/linked")).unwrap(),
        }
        let mut files = SiteFiles::read(root.path());
        put(root.path(), "content/stories/fog.md", format!("Mist, as in {other}."));
        let changed = files.refresh(&named(&["content/stories/fog.md"]));
        assert_eq!(paths(&changed), [other, "content/stories/fog.md"]);
        fs::remove_file(root.path().join(other.trim_end_matches("/fog.md"))).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_file_is_not_read_through_a_link_that_leads_out() {
    let (root, outside) = (site(), site());
    let mut files = SiteFiles::read(root.path());
    fs::remove_dir_all(root.path().join("content/stories")).unwrap();
    let target = outside.path().join("content/stories");
    std::os::unix::fs::symlink(target, root.path().join("content/stories")).unwrap();
    files.refresh(&named(&["content/stories/fog.md"]));
    assert!(files.tree().text("content/stories/fog.md").is_none());
    assert_eq!(files.problems()[0].code, Code::SymlinkOutside);
}
