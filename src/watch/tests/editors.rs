//! However an editor saves, it is one change of one file, told when the file is whole.

use std::fs::File;
use std::io::Write;

use super::*;

/// A save: puts a text into the story, in a site's folder.
type Save = fn(&Path, &str);

/// The story in a folder.
fn story(root: &Path, beside: &str) -> std::path::PathBuf {
    root.join(format!("content/stories/{beside}"))
}

fn short_while() {
    std::thread::sleep(Duration::from_millis(8));
}

const SAVES: &[(&str, Save)] = &[
    ("written in place", |root, text| fs::write(story(root, "fog.md"), text).unwrap()),
    ("written in place, slowly", |root, text| {
        let mut file = File::create(story(root, "fog.md")).unwrap();
        short_while();
        let (start, end) = text.split_at(text.len() / 2);
        file.write_all(start.as_bytes()).unwrap();
        short_while();
        file.write_all(end.as_bytes()).unwrap();
        file.sync_all().unwrap();
    }),
    ("written aside and moved", |root, text| {
        fs::write(story(root, "fog.md.tmp"), text).unwrap();
        fs::rename(story(root, "fog.md.tmp"), story(root, "fog.md")).unwrap();
    }),
    ("written aside, slowly, and moved", |root, text| {
        let mut file = File::create(story(root, "fog.md.8f3a1c")).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.sync_all().unwrap();
        drop(file);
        short_while();
        fs::rename(story(root, "fog.md.8f3a1c"), story(root, "fog.md")).unwrap();
    }),
    ("deleted and made", |root, text| {
        fs::remove_file(story(root, "fog.md")).unwrap();
        short_while();
        fs::write(story(root, "fog.md"), text).unwrap();
    }),
    ("Vim", |root, text| {
        fs::write(story(root, "4913"), "").unwrap();
        fs::remove_file(story(root, "4913")).unwrap();
        fs::rename(story(root, "fog.md"), story(root, "fog.md~")).unwrap();
        let mut file = File::create_new(story(root, "fog.md")).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.sync_all().unwrap();
        drop(file);
        let rights = fs::metadata(story(root, "fog.md~")).unwrap().permissions();
        fs::set_permissions(story(root, "fog.md"), rights).unwrap();
        fs::remove_file(story(root, "fog.md~")).unwrap();
    }),
    #[cfg(unix)]
    ("Emacs", |root, text| {
        let lock = story(root, ".#fog.md");
        std::os::unix::fs::symlink("ida@harbor.example:4711", &lock).unwrap();
        fs::write(story(root, "#fog.md#"), text).unwrap();
        fs::rename(story(root, "fog.md"), story(root, "fog.md~")).unwrap();
        fs::write(story(root, "fog.md"), text).unwrap();
        fs::remove_file(story(root, "#fog.md#")).unwrap();
        fs::remove_file(lock).unwrap();
    }),
    ("JetBrains", |root, text| {
        fs::write(story(root, "fog.md___jb_tmp___"), text).unwrap();
        fs::rename(story(root, "fog.md"), story(root, "fog.md___jb_old___")).unwrap();
        fs::rename(story(root, "fog.md___jb_tmp___"), story(root, "fog.md")).unwrap();
        fs::remove_file(story(root, "fog.md___jb_old___")).unwrap();
    }),
    ("VS Code", |root, text| {
        let mut file = File::options().write(true).open(story(root, "fog.md")).unwrap();
        file.set_len(0).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }),
    ("Obsidian", |root, text| {
        fs::write(story(root, "fog.md"), text).unwrap();
        let file = File::options().write(true).open(story(root, "fog.md")).unwrap();
        file.set_modified(std::time::SystemTime::now()).unwrap();
    }),
    ("Google Drive", |root, text| {
        let folder = root.join("content/.tmp.drivedownload");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("1882"), text).unwrap();
        fs::rename(folder.join("1882"), story(root, "fog.md")).unwrap();
    }),
    ("sed -i", |root, text| {
        fs::write(story(root, "sedQ3xYz1"), text).unwrap();
        let rights = fs::metadata(story(root, "fog.md")).unwrap().permissions();
        fs::set_permissions(story(root, "sedQ3xYz1"), rights).unwrap();
        fs::rename(story(root, "sedQ3xYz1"), story(root, "fog.md")).unwrap();
    }),
    ("GNOME", |root, text| {
        fs::write(story(root, ".goutputstream-K1B0ZX"), text).unwrap();
        let _ = fs::remove_file(story(root, "fog.md~"));
        fs::hard_link(story(root, "fog.md"), story(root, "fog.md~")).unwrap();
        fs::rename(story(root, ".goutputstream-K1B0ZX"), story(root, "fog.md")).unwrap();
    }),
];

/// How often a save is tried. On a busy machine a save may be stopped in the middle for longer than
/// one is waited for, and is rightly told as two changes; not every time.
const TRIES: usize = 10;

#[test]
fn every_way_to_save_is_one_change_of_one_file() {
    let site = Site::new();
    for (name, save) in SAVES {
        let mut told = Vec::new();
        for number in 0..TRIES {
            let text = format!("{name} saves for the {number}th time");
            told = site.told_of(|root| save(root, &text));
            for seen in &told {
                assert!(matches!(seen, Seen::Files(_)), "{name}: everything is told");
            }
            if told == [files(&[FOG])] {
                break;
            }
        }
        assert_eq!(told, [files(&[FOG])], "{name}");
    }
}

#[test]
fn a_file_is_whole_when_it_is_told() {
    let site = Site::new();
    for (name, save) in SAVES {
        let mut found = String::new();
        let text = format!("{name} saves {}", "whole sentences. ".repeat(5_000));
        for _ in 0..TRIES {
            site.put(FOG, "before");
            site.rest();
            std::thread::scope(|scope| {
                let saver = scope.spawn(|| save(&site.root(), &text));
                site.next();
                found = fs::read_to_string(site.root().join(FOG)).unwrap_or_default();
                saver.join().unwrap();
            });
            site.rest();
            if found == text {
                break;
            }
        }
        assert!(found == text, "{name}: {} of {} bytes are there", found.len(), text.len());
    }
}

#[test]
fn a_file_under_a_new_name_is_told_with_the_old_one() {
    let site = Site::new();
    let mut told = Vec::new();
    for (from, to) in [("fog.md", "mist.md"), ("mist.md", "fog.md")].repeat(TRIES / 2) {
        told = site.told_of(|root| fs::rename(story(root, from), story(root, to)).unwrap());
        if told.len() == 1 {
            break;
        }
    }
    assert_eq!(told, [files(&[FOG, "content/stories/mist.md"])]);
}

#[test]
fn files_that_come_and_go_are_told() {
    let site = Site::new();
    site.put("content/stories/new.md", "new");
    assert_eq!(site.next(), files(&["content/stories/new.md"]));
    fs::remove_file(site.root().join("content/stories/new.md")).unwrap();
    assert_eq!(site.next(), files(&["content/stories/new.md"]));
    fs::remove_file(site.root().join("site.toml")).unwrap();
    assert_eq!(site.next(), files(&["site.toml"]));
    site.put("site.toml", "");
    assert_eq!(site.next(), files(&["site.toml"]), "an empty file is one");
}

#[test]
fn a_file_that_came_and_went_while_the_site_was_read_is_told() {
    let site = Site::new();
    site.put("content/stories/brief.md", "brief");
    fs::remove_file(site.root().join("content/stories/brief.md")).unwrap();
    assert_eq!(site.next(), files(&["content/stories/brief.md"]));
}
