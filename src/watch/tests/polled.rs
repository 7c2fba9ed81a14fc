//! A site that is looked through from time to time, because the system tells of no changes in it.

use std::fs::File;

use super::*;

fn polled() -> Site {
    Site::watched(How::Polled(Duration::from_millis(20)), usize::MAX)
}

#[test]
fn changes_are_found_by_looking() {
    let site = polled();
    assert_eq!(site.watch.how(), How::Polled(Duration::from_millis(20)));
    assert_eq!(site.watch.note(), None, "it was asked for");
    site.put(FOG, "new");
    assert_eq!(site.next(), files(&[FOG]));
    site.put("content/a/b/c/new.md", "new");
    assert_eq!(site.next(), files(&["content/a/b/c/new.md"]));
    fs::rename(site.root().join("content/a"), site.root().join("content/z")).unwrap();
    assert_eq!(site.told(&["content/a/b/c/new.md", "content/z/b/c/new.md"]).len(), 2);
    fs::remove_dir_all(site.root().join("content/z")).unwrap();
    assert_eq!(site.told(&["content/z/b/c/new.md"]).len(), 1);
    assert_eq!(site.rest(), []);
}

#[test]
fn a_change_that_keeps_length_and_time_is_found() {
    let site = polled();
    let fog = site.root().join(FOG);
    for text in ["one", "two", "six"] {
        let time = fs::metadata(&fog).unwrap().modified().unwrap();
        fs::write(&fog, text).unwrap();
        File::options().write(true).open(&fog).unwrap().set_modified(time).unwrap();
        assert_eq!(site.next(), files(&[FOG]));
    }
}

#[test]
fn what_is_no_part_of_the_site_is_not_looked_at() {
    let site = polled();
    for path in ["public/index.html", "content/stories/.fog.md.swp", "content/.trash/fog.md"] {
        site.put(path, "new");
    }
    assert_eq!(site.rest(), []);
    site.put(FOG, "new");
    assert_eq!(site.next(), files(&[FOG]));
}

#[test]
fn a_site_that_goes_and_comes_back_is_read_again() {
    let site = polled();
    let away = site.folder.path().join("away");
    fs::rename(site.root(), &away).unwrap();
    site.told_all();
    fs::rename(&away, site.root()).unwrap();
    site.told_all();
    site.put(FOG, "new");
    assert_eq!(site.next(), files(&[FOG]));
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_looked_at() {
    let site = polled();
    site.put("media/a.svg", "<svg/>");
    std::os::unix::fs::symlink("../media", site.root().join("static/media")).unwrap();
    site.told_all();
    site.rest();
    site.put("media/a.svg", "<svg></svg>");
    assert_eq!(site.next(), Seen::All);
}

#[cfg(unix)]
#[test]
fn a_folder_that_a_link_leads_to_is_looked_for() {
    a_folder_that_a_link_leads_to_comes_and_goes(&polled());
}
