//! Photographs: which versions are printed, what is left of their metadata, what is made twice.

use std::time::SystemTime;

use newsprint::picture::{self, Size};

use super::*;

/// A photograph that lies on its side, of 96 × 64 pixels, with its place and its maker.
const TURNED: &[u8] = include_bytes!("../../sites/images/static/images/turned.jpg");

/// A site with a story that shows it.
fn newsroom(photograph: &[u8]) -> TempDir {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    put(site.path(), "site.toml", settings + "[pictures]\nwidths = [32, 64]\n");
    let story =
        FOG.replace("+++\n\n", "image = { src = \"/boat.jpg\", alt = \"A boat\" }\n+++\n\n");
    put(site.path(), "content/stories/fog.md", story + "\n![The boat](boat.jpg)\n");
    put(site.path(), "static/boat.jpg", photograph);
    site
}

fn story(site: &TempDir) -> String {
    fs::read_to_string(site.path().join("public/2026/01/fog/index.html")).unwrap()
}

/// What the darkroom holds, and when it was made.
fn kept(site: &TempDir) -> Vec<(PathBuf, SystemTime)> {
    let folder = site.path().join(".newsprint/pictures");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut kept: Vec<_> =
        entries.map(|path| (path.clone(), path.metadata().unwrap().modified().unwrap())).collect();
    kept.sort();
    kept
}

fn size(name: &str, bytes: &[u8]) -> Size {
    picture::read(name, bytes).unwrap().unwrap().size.unwrap()
}

/// The printed versions by the endings of their names, and their sizes.
fn versions(site: &TempDir) -> Vec<(String, Size)> {
    let files = files(&site.path().join("public/pictures"));
    let version = |(path, bytes): (PathBuf, Vec<u8>)| {
        let name = path.to_str().unwrap().to_owned();
        let (start, end) = name.rsplit_once('-').unwrap();
        assert!(start.starts_with("boat-") && start.len() == "boat-".len() + 16, "{name}");
        (end.to_owned(), size(&name, &bytes))
    };
    files.into_iter().map(version).collect()
}

#[test]
fn a_photograph_is_printed_upright_in_two_formats_and_offered_by_its_page() {
    let site = newsroom(TURNED);
    fine(site.path(), &["build"]);
    let (low, high) = (Size { width: 32, height: 48 }, Size { width: 64, height: 96 });
    let wanted = [("32.jpg", low), ("32.webp", low), ("64.jpg", high), ("64.webp", high)];
    assert_eq!(versions(&site), wanted.map(|(name, size)| (name.to_owned(), size)));
    let page = story(&site);
    let mut named = 0;
    for srcset in page.split("srcset=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        for candidate in srcset.split(", ") {
            let (address, width) = candidate.split_once(' ').unwrap();
            let file = site.path().join("public").join(address.trim_start_matches('/'));
            let size = size(address, &fs::read(file).unwrap());
            assert_eq!(format!("{}w", size.width), width);
            named += 1;
        }
    }
    // The lead and the picture in the text, each in two formats and two widths.
    assert_eq!(named, 8, "{page}");
    assert_eq!(
        page.matches("width=\"64\" height=\"96\" style=\"background:#").count(),
        2,
        "{page}"
    );
    assert_eq!(page.matches("fetchpriority=\"high\"").count(), 1, "{page}");
}

#[test]
fn nothing_that_is_printed_tells_where_it_was_taken() {
    let site = newsroom(TURNED);
    put(site.path(), "static/unused.jpg", TURNED);
    fine(site.path(), &["build"]);
    // The maker stands in the same block as the place.
    let tells = |bytes: &[u8]| memchr::memmem::find(bytes, b"Ola Fenn").is_some();
    assert!(tells(TURNED));
    for (path, bytes) in files(&site.path().join("public")) {
        let is_page = matches!(path.extension().and_then(|end| end.to_str()), Some("html"));
        assert!(is_page || !tells(&bytes), "{}", path.display());
    }
    // It is told who made it, in words.
    assert!(story(&site).contains("<span class=\"credit\">Ola Fenn</span>"));
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    put(site.path(), "site.toml", settings + "metadata = \"kept\"\n");
    fine(site.path(), &["build"]);
    assert_eq!(fs::read(site.path().join("public/boat.jpg")).unwrap(), TURNED);
}

#[test]
fn its_maker_and_its_size_reach_programs_of_others() {
    let site = newsroom(TURNED);
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    let outputs = "[outputs]\nninjs = true\n";
    let settings = format!("base_url = \"https://fog.example/\"\n{settings}{outputs}");
    put(site.path(), "site.toml", settings);
    fine(site.path(), &["build"]);
    let read = |file: &str| fs::read_to_string(site.path().join("public").join(file)).unwrap();
    let records: Value = serde_json::from_str(&read("stories.json")).unwrap();
    let image = &records["records"][0]["image"];
    assert_eq!(image["credit"], "Ola Fenn");
    assert_eq!((&image["width"], &image["height"]), (&Value::from(64), &Value::from(96)));
    let story: Value = serde_json::from_str(&read("2026/01/fog/ninjs.json")).unwrap();
    let picture = &story["associations"][0];
    assert_eq!(picture["by"], "Ola Fenn");
    assert_eq!(picture["renditions"][0]["height"], 96);
    assert!(read("feed.xml").contains("<media:credit>Ola Fenn</media:credit>"));
    let lines = fine(site.path(), &["export", "--format", "jsonl", "-o", "-"]);
    let rows = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let story = rows.into_iter().find(|row| row["type"] == "stories").unwrap();
    assert_eq!(story["image_credit"], "Ola Fenn");
    assert_eq!((&story["image_width"], &story["image_height"]), (&64.into(), &96.into()));
}

#[test]
fn no_version_is_made_twice_and_the_first_build_prints_what_the_second_does() {
    let site = newsroom(TURNED);
    fine(site.path(), &["build"]);
    let (first, made) = (files(&site.path().join("public")), kept(&site));
    // Four versions, and what is known of the picture.
    assert_eq!(made.len(), 5);
    put(site.path(), "static/moved/boat.jpg", TURNED);
    fs::remove_file(site.path().join("static/boat.jpg")).unwrap();
    let moved = |text: String| text.replace("boat.jpg", "moved/boat.jpg");
    let path = site.path().join("content/stories/fog.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, moved(text.clone())).unwrap();
    fine(site.path(), &["build"]);
    fs::write(&path, text).unwrap();
    fs::rename(site.path().join("static/moved/boat.jpg"), site.path().join("static/boat.jpg"))
        .unwrap();
    let again = fine(site.path(), &["build"]);
    assert!(again.starts_with("printed "), "{again}");
    assert_eq!((files(&site.path().join("public")), kept(&site)), (first.clone(), made));
    fs::remove_dir_all(site.path().join(".newsprint")).unwrap();
    fs::remove_dir_all(site.path().join("public")).unwrap();
    fine(site.path(), &["build", "--threads", "1"]);
    assert_eq!(files(&site.path().join("public")), first);
}

#[test]
fn a_photograph_that_breaks_off_is_told_and_printed_as_it_is() {
    let broken = &TURNED[..TURNED.len() - 200];
    let site = newsroom(broken);
    for _ in 0..2 {
        let (_, err) = ended(0, run(site.path(), &["build"]));
        assert!(err.contains("warning[broken-image]: static/boat.jpg is broken: "), "{err}");
        assert!(site.path().join("public/boat.jpg").is_file());
        assert!(!site.path().join("public/pictures").exists());
        assert!(!story(&site).contains("srcset"));
    }
    put(site.path(), "static/boat.jpg", TURNED);
    let (_, err) = ended(0, run(site.path(), &["build"]));
    assert_eq!(err, "");
    assert_eq!(versions(&site).len(), 4);
}

#[test]
fn versions_can_be_left_out() {
    let site = newsroom(TURNED);
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    put(site.path(), "site.toml", settings + "versions = false\n");
    fine(site.path(), &["build"]);
    assert!(
        !site.path().join("public/pictures").exists() && !site.path().join(".newsprint").exists()
    );
    assert!(story(&site).contains("width=\"64\" height=\"96\""));
}

#[test]
fn what_is_wrong_in_the_settings_of_pictures_is_told_where_it_stands() {
    for (line, wrong) in [
        ("widths = [0]", "`widths` is a list of whole numbers from 16 to 8192"),
        ("widths = []", "`widths` is a list of whole numbers from 16 to 8192"),
        ("widths = \"720\"", "`widths` is a list of whole numbers from 16 to 8192"),
        ("quality = 101", "`quality` is a number from 1 to 100"),
        ("formats = [\"web\"]", "a format is `webp`, not `web`"),
        ("metadata = \"remove\"", "`metadata` is `removed` or `kept`, not `remove`"),
    ] {
        let site = site(&[("content/stories/fog.md", FOG)]);
        let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
        put(site.path(), "site.toml", format!("{settings}[pictures]\n{line}\n"));
        let (_, err) = ended(1, run(site.path(), &["build"]));
        assert!(err.contains(&format!("error[bad-value]: {wrong}\n --> site.toml:4:")), "{err}");
    }
}
