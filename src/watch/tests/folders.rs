//! Folders that appear, go and come back, links, and the site's own folder.

use super::*;

#[test]
fn a_file_written_right_after_its_new_folders_is_never_missed() {
    let site = Site::new();
    for number in 0..60 {
        let path = format!("content/{number}/b/c/fog.md");
        site.put(&path, "new");
        assert_eq!(site.told(&[&path]).len(), 1);
        site.put(&path, "newer");
        assert_eq!(site.told(&[&path]).len(), 1, "the new folder is listened to");
    }
}

#[test]
fn folders_that_are_filled_while_they_are_looked_through_lose_nothing() {
    let site = Site::new();
    let paths: Vec<String> = (0..300)
        .map(|number| format!("content/{}/{}/{number}.md", number % 7, number % 11))
        .collect();
    std::thread::scope(|scope| {
        scope.spawn(|| paths.iter().for_each(|path| site.put(path, "new")));
        site.told(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    });
}

#[test]
fn an_empty_folder_is_nothing_to_tell() {
    let site = Site::new();
    fs::create_dir_all(site.root().join("content/empty/below")).unwrap();
    site.put(FOG, "new");
    assert_eq!(site.told(&[FOG]).len(), 1);
    fs::remove_dir_all(site.root().join("content/empty")).unwrap();
    site.put(FOG, "newer");
    assert_eq!(site.told(&[FOG]).len(), 1);
}

#[test]
fn a_folder_that_goes_and_comes_back_is_told_file_by_file() {
    let site = Site::new();
    let (here, away) = (site.root().join("content"), site.folder.path().join("away"));
    let both = [FOG, "content/players/ida.md"];
    for text in ["one", "two"] {
        fs::rename(&here, &away).unwrap();
        assert_eq!(site.told(&both).len(), 2);
        // Elsewhere it is none of the site's.
        put(&away, "stories/fog.md", text);
        fs::rename(&away, &here).unwrap();
        assert_eq!(site.told(&both).len(), 2);
        site.put(FOG, "here again");
        assert_eq!(site.next(), files(&[FOG]));
    }
}

#[test]
fn a_folder_under_a_new_name_is_listened_to_under_it() {
    let site = Site::new();
    site.put("content/a/b/fog.md", "new");
    site.told(&["content/a/b/fog.md"]);
    for (from, to) in [("a", "z"), ("z", "a"), ("a", "y")] {
        let at = |name| site.root().join("content").join(name);
        fs::rename(at(from), at(to)).unwrap();
        let path = format!("content/{to}/b/fog.md");
        site.told(&[&path]);
        site.rest();
        site.put(&path, "newer");
        assert_eq!(site.next(), files(&[&path]));
    }
}

#[test]
fn a_folder_that_is_deleted_and_made_again_is_listened_to() {
    let site = Site::new();
    for _ in 0..5 {
        fs::remove_dir_all(site.root().join("content")).unwrap();
        site.put(FOG, "new");
        site.told(&[FOG]);
        site.rest();
        site.put(FOG, "newer");
        assert_eq!(site.next(), files(&[FOG]));
        site.put("content/players/ida.md", "new");
        site.rest();
    }
}

#[test]
fn the_folders_of_a_site_need_not_be_there_at_first() {
    let site = Site::new();
    for path in ["data/cuts/rain.csv", "templates/story.html", "themes/own/theme.toml"] {
        site.put(path, "new");
        assert_eq!(site.told(&[path]).len(), 1);
    }
}

#[test]
fn five_thousand_files_at_once_are_all_told() {
    let site = Site::new();
    let path = |number: usize| format!("content/stories/{}/{number}.md", number % 50);
    (0..5_000).for_each(|number| site.put(&path(number), "new"));
    let paths: Vec<String> = (0..5_000).map(path).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let mut files = crate::disk::SiteFiles::read(&site.root());
    for text in ["newer", "newest"] {
        for path in &paths {
            // As git does it.
            fs::remove_file(site.root().join(path)).unwrap();
            site.put(path, text);
        }
        let is_new = |files: &crate::disk::SiteFiles| {
            let tree = files.tree();
            paths.iter().all(|path| tree.text(path).is_some_and(|file| &*file.text == text))
        };
        while !is_new(&files) {
            files.refresh(&site.next());
        }
    }
}

#[test]
fn a_site_that_is_moved_away_and_back_is_read_again() {
    let site = Site::new();
    let away = site.folder.path().join("away");
    for text in ["one", "two"] {
        fs::rename(site.root(), &away).unwrap();
        site.told_all();
        put(&away, FOG, text);
        fs::rename(&away, site.root()).unwrap();
        site.told_all();
        site.rest();
        site.put(FOG, "here again");
        assert_eq!(site.next(), files(&[FOG]));
    }
}

#[test]
fn another_folder_in_place_of_the_site_is_watched_instead() {
    let site = Site::new();
    let (root, other) = (site.root(), site.folder.path().join("other"));
    put(&other, FOG, "another");
    fs::rename(&root, site.folder.path().join("away")).unwrap();
    fs::rename(&other, &root).unwrap();
    site.told_all();
    site.rest();
    site.put(FOG, "new");
    assert_eq!(site.next(), files(&[FOG]));
}

#[test]
fn a_folder_above_the_site_may_be_moved() {
    let folder = tempfile::tempdir().unwrap();
    let (here, away) = (folder.path().join("papers"), folder.path().join("away"));
    put(&here, "site/site.toml", "");
    let watch = Watch::start(&here.join("site"), How::Notified).unwrap();
    for (from, to) in [(&here, &away), (&away, &here)] {
        fs::rename(from, to).unwrap();
        assert_eq!(watch.next(Some(Instant::now() + LONG)), Some(Seen::All));
    }
    put(&here, "site/content/a.md", "new");
    assert_eq!(watch.next(Some(Instant::now() + LONG)), Some(files(&["content/a.md"])));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    /// A site with a folder and a file outside its folders, to which links lead.
    fn linked() -> Site {
        let site = Site::new();
        site.put("media/boats/a.svg", "<svg/>");
        site.put("drafts/rain.md", "Rain.");
        symlink("../media/boats", site.root().join("static/boats")).unwrap();
        symlink("../../drafts/rain.md", site.root().join("content/stories/rain.md")).unwrap();
        site.told_all();
        site.rest();
        site
    }

    #[test]
    fn what_a_link_leads_to_is_told_as_everything() {
        let site = linked();
        for path in
            ["media/boats/a.svg", "media/boats/b/c.svg", "media/boats/b/c.svg", "drafts/rain.md"]
        {
            site.put(path, "new");
            assert_eq!(site.next(), Seen::All, "{path}");
            site.rest();
        }
        fs::rename(site.root().join("media"), site.root().join("other")).unwrap();
        assert_eq!(site.next(), Seen::All);
        fs::remove_file(site.root().join("static/boats")).unwrap();
        assert_eq!(site.next(), Seen::All);
        site.rest();
        site.put("content/players/ida.md", "new");
        assert_eq!(site.next(), files(&["content/players/ida.md"]));
    }

    #[test]
    fn what_no_link_leads_to_is_still_not_told() {
        let site = linked();
        site.put("public/index.html", "new");
        site.put("drafts/other.md", "new");
        site.put(FOG, "new");
        assert_eq!(site.next(), files(&[FOG]));
    }

    #[test]
    fn a_link_to_nothing_comes_to_life() {
        let site = Site::new();
        symlink("../../later.md", site.root().join("content/stories/later.md")).unwrap();
        site.told_all();
        site.rest();
        site.put("later.md", "here");
        assert_eq!(site.next(), Seen::All);
    }

    #[test]
    fn a_link_to_a_folder_of_the_site_comes_to_life_and_ends_with_it() {
        a_folder_that_a_link_leads_to_comes_and_goes(&Site::new());
    }

    #[test]
    fn what_only_a_walk_understands_is_told_as_everything() {
        let site = Site::new();
        let odd = std::ffi::OsStr::from_bytes(b"content/b\xff.md");
        fs::write(site.root().join(odd), "").unwrap();
        assert_eq!(site.next(), Seen::All);
        fs::remove_file(site.root().join(odd)).unwrap();
        assert_eq!(site.next(), Seen::All);
        fs::remove_dir_all(site.root().join("content")).unwrap();
        site.put("content", "a file in the place of a folder");
        site.told_all();
    }

    #[test]
    fn a_file_that_is_written_by_another_name_outside_the_site_is_told() {
        let site = Site::new();
        let outside = site.folder.path().join("desk.md");
        fs::hard_link(site.root().join(FOG), &outside).unwrap();
        site.rest();
        for text in ["new", "newer"] {
            fs::write(&outside, text).unwrap();
            assert_eq!(site.told(&[FOG]), BTreeSet::from([FOG.to_owned()]));
        }
    }
}
