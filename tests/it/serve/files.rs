//! Copied files: types, parts, heads, and what lies outside the site.

use std::fs;

use crate::serve::desk::{Answer, Desk, small};

#[test]
fn files_have_types_and_lengths() {
    let desk = Desk::small();
    for (path, kind) in [
        ("static/a.txt", "text/plain; charset=utf-8"),
        ("static/a.json", "application/json; charset=utf-8"),
        ("static/deep/er/a.woff2", "font/woff2"),
        ("static/CNAME", "application/octet-stream"),
        ("static/.well-known/security.txt", "text/plain; charset=utf-8"),
        ("static/with space ä+%.jpg", "image/jpeg"),
    ] {
        desk.put(path, "words");
        desk.publish();
        let url = path.trim_start_matches("static").replace('%', "%25").replace(' ', "%20");
        let url = url.replace('ä', "%C3%A4");
        let answer = desk.get(&url);
        assert_eq!((answer.status, answer.text().as_str()), (200, "words"), "{url}");
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("content-length"), "5");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[test]
fn styles_of_the_theme_are_served_under_the_names_that_pages_use() {
    let desk = Desk::small();
    let page = desk.get("/").text();
    let (_, link) = page.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    let style = desk.get(link.split('"').next().unwrap());
    assert_eq!(style.status, 200);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}

#[test]
fn a_folder_of_static_files_has_an_index_as_on_any_host() {
    let desk = Desk::small();
    desk.put("static/old/index.html", "<p>An old page</p>");
    desk.publish();
    assert_eq!(desk.get("/old").header("location"), "/old/");
    let answer = desk.get("/old/");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    // It is copied as it is, and no part of the preview.
    assert_eq!(answer.text(), "<p>An old page</p>");
}

fn large() -> (Desk, Vec<u8>) {
    let desk = Desk::small();
    let bytes: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    desk.put("static/tape.mp3", &bytes);
    desk.publish();
    (desk, bytes)
}

#[test]
fn a_part_is_sent_where_a_part_is_asked_for() {
    let (desk, bytes) = large();
    let part = |range: &str| desk.ask("GET", "/tape.mp3", &[&format!("Range: bytes={range}")]);
    let whole = desk.get("/tape.mp3");
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, "bytes"));
    assert!(whole.body == bytes, "the file is not what it was");
    let check = |answer: Answer, from: usize, to: usize| {
        assert_eq!(answer.status, 206);
        let told = format!("bytes {from}-{}/{}", to - 1, bytes.len());
        assert_eq!(answer.header("content-range"), told);
        assert_eq!(answer.header("content-length"), (to - from).to_string());
        assert!(answer.body == bytes[from..to], "{from}..{to}");
    };
    check(part("0-0"), 0, 1);
    check(part("100000-299999"), 100_000, 300_000);
    check(part("1199990-"), 1_199_990, bytes.len());
    check(part("-7"), bytes.len() - 7, bytes.len());
    check(part("5-99999999999999999999"), 5, bytes.len());
    assert_eq!(part("0-1,5-6").status, 200);
    let beyond = part("1200000-");
    assert_eq!((beyond.status, beyond.header("content-range")), (416, "bytes */1200000"));
    assert_eq!(beyond.body, b"");
}

#[test]
fn the_rest_of_a_file_that_has_changed_is_not_taken_for_the_rest_of_the_old_one() {
    let (desk, bytes) = large();
    let tag = desk.get("/tape.mp3").header("etag").to_owned();
    let rest = |tag: &str| {
        let same = format!("If-Range: {tag}");
        desk.ask("GET", "/tape.mp3", &["Range: bytes=10-", &same]).status
    };
    assert_eq!(rest(&tag), 206);
    assert_eq!(rest("\"another\""), 200);
    desk.put("static/tape.mp3", &bytes[1..]);
    desk.publish();
    assert_eq!(rest(&tag), 200);
    assert_eq!(desk.ask("GET", "/tape.mp3", &[&format!("If-None-Match: {tag}")]).status, 200);
}

#[test]
fn a_head_tells_what_would_be_sent_and_sends_nothing() {
    let (desk, bytes) = large();
    for path in ["/tape.mp3", "/2026/01/fog/", "/nowhere/", "/.newsprint/live.js", "/about"] {
        let get = desk.get(path);
        let head = desk.ask("HEAD", path, &[]);
        assert_eq!(head.body, b"", "{path}");
        let but_date = |answer: &Answer| {
            let mut headers = answer.headers.clone();
            headers.remove("date");
            (answer.status, headers)
        };
        assert_eq!(but_date(&head), but_date(&get), "{path}");
    }
    // Parts are for those who get something.
    let part = desk.ask("HEAD", "/tape.mp3", &["Range: bytes=0-1"]);
    assert_eq!(
        (part.status, part.header("content-length")),
        (200, bytes.len().to_string().as_str())
    );
}

#[test]
fn a_file_that_is_gone_or_no_file_is_not_there() {
    let desk = Desk::small();
    desk.put("static/gone.txt", "here");
    desk.publish();
    assert_eq!(desk.get("/gone.txt").status, 200);
    // The edition still lists it.
    desk.remove("static/gone.txt");
    assert_eq!(desk.get("/gone.txt").status, 404);
    fs::create_dir(desk.path("static/gone.txt")).unwrap();
    assert_eq!(desk.get("/gone.txt").status, 404);
}

#[test]
fn the_files_of_the_site_that_are_not_printed_are_not_served() {
    let desk = Desk::small();
    desk.put("data/secret.csv", "a,b\n");
    desk.put("content/stories/secret.jpg", "words");
    desk.put(".env", "words");
    desk.publish();
    for path in [
        "/site.toml",
        "/content/stories/fog.md",
        "/static/harbor.svg",
        "/data/secret.csv",
        "/content/stories/secret.jpg",
        "/.env",
        "/templates/story.html",
        "/themes/broadsheet/theme.toml",
    ] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
}

#[test]
fn no_way_of_writing_a_path_leads_out_of_the_site() {
    let desk = Desk::of(&small(), |_| {});
    // The secret lies right beside the folder that is copied, and beside the site.
    desk.put("secret.txt", "the secret");
    desk.put("static/fine.txt", "fine");
    desk.put("../secret.txt", "the secret");
    desk.publish();
    let ups =
        ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae", "..;", "．．"];
    let slashes = ["/", "%2f", "%2F", "\\", "%5c", "%255c", "//", "/./", "%c0%af"];
    for up in ups {
        for slash in slashes {
            for name in ["secret.txt", "etc/passwd", "site.toml"] {
                for start in ["/", "/images/", "//", "/harbor.svg/"] {
                    for levels in [1, 2, 8] {
                        let steps = format!("{up}{slash}").repeat(levels);
                        let request = format!(
                            "GET {start}{steps}{name} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                            desk.host()
                        );
                        let answer = Answer::of(&desk.raw(request.as_bytes()));
                        let status = answer.status;
                        assert!(matches!(status, 400 | 404), "{start}{steps}{name}: {status}");
                        assert!(!answer.text().contains("the secret"), "{start}{steps}{name}");
                        assert!(!answer.text().contains("root:"), "{start}{steps}{name}");
                    }
                }
            }
        }
    }
    assert_eq!(desk.get("/fine.txt").status, 200);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_after_the_site_was_read_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.txt"), "the secret").unwrap();
    let desk = Desk::small();
    desk.put("static/notes.txt", "notes");
    desk.put("static/folder/notes.txt", "notes");
    desk.put("data/notes.txt", "notes from within");
    desk.publish();
    desk.remove("static/notes.txt");
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), desk.path("static/notes.txt"))
        .unwrap();
    assert_eq!(desk.get("/notes.txt").status, 404);
    fs::remove_dir_all(desk.path("static/folder")).unwrap();
    fs::write(outside.path().join("notes.txt"), "the secret").unwrap();
    std::os::unix::fs::symlink(outside.path(), desk.path("static/folder")).unwrap();
    assert_eq!(desk.get("/folder/notes.txt").status, 404);
    // One that leads to another file of the site is as good as that file.
    desk.remove("static/notes.txt");
    std::os::unix::fs::symlink("../data/notes.txt", desk.path("static/notes.txt")).unwrap();
    assert_eq!(desk.get("/notes.txt").text(), "notes from within");
}

#[test]
fn a_version_of_a_photograph_is_made_when_it_is_asked_for_and_kept() {
    let photograph = include_bytes!("../../sites/images/static/images/turned.jpg");
    let mut files = small();
    files[0].1 += "[pictures]\nwidths = [32, 64]\n";
    let desk = Desk::of(&files, |_| {});
    desk.put("static/boat.jpg", photograph);
    desk.put(
        "content/stories/boat.md",
        crate::serve::desk::story("A boat", "![A boat](/boat.jpg)"),
    );
    desk.publish();
    let page = desk.get("/2026/01/boat/").text();
    let kept =
        || fs::read_dir(desk.path(".newsprint/pictures")).map_or(0, |entries| entries.count());
    assert_eq!(kept(), 0);
    let (_, srcset) = page.split_once("srcset=\"").unwrap();
    let version = srcset.split(' ').next().unwrap();
    let first = desk.get(version);
    assert_eq!((first.status, first.header("content-type")), (200, "image/webp"));
    assert!(first.body.starts_with(b"RIFF"), "{version}");
    // The version that was asked for alone, and what is known of the picture.
    assert_eq!(kept(), 2);
    assert_eq!(desk.get(version).body, first.body);
    let original = desk.get("/boat.jpg");
    assert_eq!(original.header("content-type"), "image/jpeg");
    assert!(original.body.len() < photograph.len());
    assert!(memchr::memmem::find(&original.body, b"Ola Fenn").is_none());
}
