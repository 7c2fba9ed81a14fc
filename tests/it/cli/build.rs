//! `newsprint build`: what is printed, what never is, and what is said.

use super::*;

#[test]
fn a_second_build_changes_nothing() {
    let site = starter();
    let first = fine(site.path(), &["build"]);
    assert!(first.starts_with("printed ") && first.contains(" pages and "), "{first}");
    assert!(first.contains(", 0 deleted, in ") && first.ends_with(" s\n"), "{first}");
    let before = files(&site.path().join("public"));
    let second = fine(site.path(), &["build"]);
    assert!(second.contains(": 0 changed, 0 deleted, in "), "{second}");
    assert_eq!(files(&site.path().join("public")), before);
}

#[test]
fn what_is_missing_or_was_edited_in_the_output_is_printed_again() {
    let site = site(&[("content/stories/fog.md", FOG), ("static/boat.txt", "boat")]);
    let story = site.path().join("public/2026/01/fog/index.html");
    fine(site.path(), &["build"]);
    let printed = fs::read(&story).unwrap();
    let mut edited = printed.clone();
    edited.reverse();
    let boat = site.path().join("public/boat.txt");
    fs::write(&story, &edited).unwrap();
    fs::remove_file(&boat).unwrap();
    let again = fine(site.path(), &["build"]);
    assert!(again.contains(": 2 changed, 0 deleted, in "), "{again}");
    assert_eq!(fs::read(&story).unwrap(), printed);
    assert_eq!(fs::read(&boat).unwrap(), b"boat");
}

#[test]
fn a_build_takes_nothing_for_unchanged_that_is_not() {
    let soon = FOG.replace("Fog", "Soon").replace("2026-01", "2026-03");
    let site = site(&[("content/stories/fog.md", FOG), ("content/stories/soon.md", &soon)]);
    type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)]);
    let cases: &[Case<'_>] = &[
        (&["--at", "2026-02-01"], &[]),
        (&["--at", "2026-02-02"], &[]),
        // The later story is due, and then gone again.
        (&["--at", "2026-04-01"], &[]),
        (&["--at", "2026-02-03"], &[]),
        (&["--at", "2026-02-03", "--future"], &[]),
        (&["--at", "2026-02-03", "--base-url", "https://town.example/"], &[]),
        (&["--at", "2026-02-03"], &[("content/stories/fog.md", &FOG.replace("Fog", "Mist"))]),
        (&["--at", "2026-02-03"], &[("static/boat.txt", "boat")]),
        (&["--at", "2026-02-03"], &[("static/boat.txt", "ship")]),
        (&["--at", "2026-02-03"], &[("templates/404.html", "Lost")]),
    ];
    for (options, puts) in cases {
        for (path, text) in *puts {
            put(site.path(), path, text);
        }
        let _ = fs::remove_dir_all(site.path().join("cold"));
        fine(site.path(), &[&["build"], *options].concat());
        fine(site.path(), &[&["build", "-o", "cold"], *options].concat());
        let [warm, cold] = ["public", "cold"].map(|folder| files(&site.path().join(folder)));
        assert_eq!(warm, cold, "{options:?} {puts:?}");
    }
}

/// By its notes a build knows pages that it need not render: where these say that a page came out as
/// it stands, it stays, and nowhere else.
#[test]
fn a_page_that_stands_as_it_would_be_printed_is_not_rendered() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let story = site.path().join("public/2026/01/fog/index.html");
    let notes = site.path().join("public/.newsprint/fingerprints");
    let again = |text: &str| {
        // Something has to have changed, or nothing is looked at.
        put(site.path(), "static/boat.txt", text);
        fine(site.path(), &["build"])
    };
    fine(site.path(), &["build"]);
    let (printed, noted) = (fs::read(&story).unwrap(), fs::read_to_string(&notes).unwrap());
    let line = |notes: &str| {
        let mut lines = notes.lines().filter(|line| line.ends_with(" 2026/01/fog/index.html"));
        lines.next().expect("the story is noted").to_owned()
    };

    // With notes that are not true a page of other bytes stays: it is not rendered.
    let other = b"<p>Not from here</p>";
    fs::write(&story, other).unwrap();
    let record = newsprint::disk::Record::of(other);
    let known = line(&noted);
    let fingerprint = known.split(' ').next().unwrap();
    let untrue =
        format!("{fingerprint} {:032x} {} 2026/01/fog/index.html", record.hash, record.length);
    fs::write(&notes, noted.replace(&known, &untrue)).unwrap();
    again("a boat");
    assert_eq!(fs::read(&story).unwrap(), other);

    // Of another program's notes nothing is believed.
    let of_other = fs::read_to_string(&notes).unwrap().replacen("prints 1 ", "prints 1 0", 1);
    fs::write(&notes, of_other).unwrap();
    again("a ship");
    assert_eq!(fs::read(&story).unwrap(), printed);
    assert_eq!(fs::read_to_string(&notes).unwrap(), noted);

    // What was edited, is gone, or would be another page is printed.
    for edit in [
        &|| fs::write(&story, b"edited").unwrap(),
        &|| fs::remove_file(&story).unwrap(),
        &|| fs::write(&notes, b"").unwrap(),
        &|| fs::remove_file(&notes).unwrap(),
    ] as [&dyn Fn(); 4]
    {
        edit();
        again(&format!("{:?}", std::time::Instant::now()));
        assert_eq!(fs::read(&story).unwrap(), printed);
        assert_eq!(fs::read_to_string(&notes).unwrap(), noted);
    }
    put(site.path(), "content/stories/fog.md", FOG.replace("Fog", "Mist"));
    fine(site.path(), &["build"]);
    assert_ne!(fs::read(&story).unwrap(), printed);
    assert_ne!(line(&fs::read_to_string(&notes).unwrap()), known);
}

#[test]
fn warnings_are_told_at_every_build() {
    let picture = FOG.to_owned() + "\n![](boat.svg)\n";
    let site = site(&[("content/stories/fog.md", &picture), ("static/boat.svg", "<svg/>")]);
    for _ in 0..2 {
        let (_, err) = ended(0, run(site.path(), &["build"]));
        assert!(err.contains("warning[missing-alt]"), "{err}");
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let site = starter();
    fine(site.path(), &["build", "--threads", "1", "-o", "one"]);
    fine(site.path(), &["build", "--threads", "7", "-o", "seven"]);
    assert_eq!(files(&site.path().join("one")), files(&site.path().join("seven")));
}

#[test]
fn errors_leave_the_last_good_output() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    fine(site.path(), &["build"]);
    let before = files(&site.path().join("public"));
    put(site.path(), "content/stories/mist.md", "+++\ntitle = \"Mist\"\n+++\n\nSee [[Nobody]].\n");
    put(site.path(), "content/stories/rain.md", "+++\ntitel = 1\n+++\n");
    let (out, err) = ended(1, run(site.path(), &["build"]));
    assert_eq!(out, "");
    assert!(err.contains("error[missing-key]"), "{err}");
    assert!(err.contains(" --> content/stories/rain.md:2:1\n"), "{err}");
    assert!(err.contains("2 | titel = 1\n"), "{err}");
    assert!(err.contains("did you mean `title`?"), "{err}");
    let last = err.lines().last().unwrap();
    assert!(last.starts_with("nothing was written: ") && last.contains(" errors"), "{err}");
    assert_eq!(files(&site.path().join("public")), before);
}

#[test]
fn problems_as_json_are_one_array_on_standard_output() {
    let site = site(&[("content/stories/fog.md", "+++\ntitel = 1\n+++\n")]);
    let (out, _) = ended(1, run(site.path(), &["build", "--format", "json"]));
    let problems: Value = serde_json::from_str(&out).unwrap();
    let unknown = problems.as_array().unwrap().iter().find(|one| one["code"] == "unknown-key");
    let unknown = unknown.expect("the misspelled key is told of");
    assert_eq!(unknown["severity"], "error");
    assert_eq!(unknown["file"], "content/stories/fog.md");
    assert_eq!((&unknown["line"], &unknown["column"]), (&2.into(), &1.into()));
    assert_eq!((&unknown["end_line"], &unknown["end_column"]), (&2.into(), &6.into()));
    assert_eq!(unknown["span"], serde_json::json!([4, 9]));
    assert_eq!(unknown["hints"][0], "did you mean `title`?");
    for key in ["message", "label", "related"] {
        assert!(unknown.get(key).is_some(), "{key}");
    }
    let good = starter();
    assert_eq!(json(good.path(), &["build", "--format", "json"]), serde_json::json!([]));
}

#[test]
fn a_template_that_fails_on_many_pages_is_told_once() {
    let template = "{{ story.title | int }}";
    let mist = FOG.replace("Fog", "Mist");
    let stories = [("content/stories/fog.md", FOG), ("content/stories/mist.md", mist.as_str())];
    let site = site(&[stories[0], stories[1], ("templates/story.html", template)]);
    let (_, err) = ended(1, run(site.path(), &["build"]));
    assert!(err.contains(" and 1 more page\n"), "{err}");
    assert_eq!(err.matches("error[render-error]").count(), 1, "{err}");
    assert!(err.ends_with("nothing was written: 1 error\n"), "{err}");
    assert!(!site.path().join("public").exists());
}

#[test]
fn drafts_and_future_stories_are_shown_on_request() {
    let draft = FOG.replace("date", "draft = true\ndate");
    let future = FOG.replace("2026", "2126");
    let site = site(&[
        ("content/stories/draft.md", draft.as_str()),
        ("content/stories/future.md", future.as_str()),
    ]);
    let count = |arguments: &[&str]| {
        let listed =
            json(site.path(), &[&["list", "stories", "--format", "json"], arguments].concat());
        listed.as_array().unwrap().len()
    };
    assert_eq!(count(&[]), 0);
    assert_eq!(count(&["--drafts"]), 1);
    assert_eq!(count(&["--future"]), 1);
    assert_eq!(count(&["--drafts", "--future"]), 2);
    assert_eq!(count(&["--at", "2126-01-05T06:00:00"]), 1);
    assert_eq!(count(&["--at", "2126-01-05T05:59:59"]), 0);
}

#[test]
fn the_base_url_can_be_given() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    fine(site.path(), &["build", "--base-url", "https://town.example/ledger"]);
    let front = fs::read_to_string(site.path().join("public/index.html")).unwrap();
    assert!(front.contains("\"/ledger/2026/01/fog/\""), "{front}");
    let listed = json(site.path(), &["list", "stories", "--format", "json"]);
    assert_eq!(listed[0]["url"], "/2026/01/fog/");
}

#[test]
fn bad_arguments_are_one_line_each() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let said = |arguments: &[&str]| failure(site.path(), arguments);
    assert!(said(&["build", "--at", "2026-13-01"]).contains("--at: there is no month 13"));
    assert!(said(&["build", "--base-url", "town"]).contains("--base-url: `town`"));
    assert!(said(&["build", "-o", "content"]).contains("`content` cannot be the output"));
    assert!(said(&["build", "--root", "nowhere"]).contains("there is no folder `nowhere`"));
    let mut late = program(site.path());
    let late = late.env("SOURCE_DATE_EPOCH", "noon").arg("build").output().unwrap();
    assert!(ended(2, late).1.contains("SOURCE_DATE_EPOCH: `noon`"));
    ended(2, run(site.path(), &["build", "--threads", "0"]));
    ended(2, run(site.path(), &["bild"]));
    ended(2, run(site.path(), &[]));
    assert!(!site.path().join("public").exists());
}

#[test]
fn the_site_is_found_from_a_folder_below() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    fine(&site.path().join("content/stories"), &["build"]);
    assert!(site.path().join("public/2026/01/fog/index.html").is_file());
}

#[test]
fn a_file_of_somebody_else_stops_the_build() {
    let site = site(&[("content/stories/fog.md", FOG), ("public/index.html", "mine")]);
    let line = failure(site.path(), &["build"]);
    assert!(line.contains("was not written by newsprint"), "{line}");
    assert_eq!(fs::read_to_string(site.path().join("public/index.html")).unwrap(), "mine");
}

#[test]
fn colors_are_shown_only_where_they_are_wanted() {
    let site = site(&[("content/stories/fog.md", "+++\ntitel = 1\n+++\n")]);
    let colored = |arguments: &[&str]| ended(1, run(site.path(), arguments)).1.contains('\u{1b}');
    assert!(!colored(&["build"]));
    assert!(colored(&["build", "--color", "always"]));
    assert!(!colored(&["build", "--color", "never"]));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_as_severe_as_the_settings_say() {
    let site = site(&[("content/stories/fog.md", FOG)]);
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "mist.md", FOG);
    let link = site.path().join("content/stories/mist.md");
    std::os::unix::fs::symlink(outside.path().join("mist.md"), link).unwrap();
    let (_, err) = ended(1, run(site.path(), &["build"]));
    assert!(err.contains("error[symlink-outside]"), "{err}");
    put(site.path(), "site.toml", "title = \"X\"\n[severities]\nsymlink-outside = \"warning\"\n");
    let (out, err) = ended(0, run(site.path(), &["build"]));
    assert!(err.contains("warning[symlink-outside]") && out.starts_with("printed "), "{err}");
}

#[test]
fn who_searches_with_pagefind_is_told_what_to_run() {
    let site = starter();
    let told = |out: &[&str]| ended(0, run(site.path(), &[&["build"], out].concat())).1;
    assert!(!told(&[]).contains("pagefind"));
    let settings = fs::read_to_string(site.path().join("site.toml")).unwrap();
    let settings = settings.replacen("[outputs]", "[outputs]\nsearch = \"pagefind\"", 1);
    put(site.path(), "site.toml", settings);
    assert!(told(&[]).contains("run `npx pagefind --site public`"));
    assert!(told(&["--output", "print"]).contains("run `npx pagefind --site print`"));
    let printed = files(&site.path().join("public"));
    assert!(!printed.iter().any(|(path, _)| path.ends_with("search/manifest.json")));
}
