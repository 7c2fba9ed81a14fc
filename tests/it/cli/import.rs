//! `newsprint import`: briefs become stories that build.

use super::*;

#[test]
fn a_brief_becomes_a_story_that_builds() {
    let site = starter();
    let told = fine(site.path(), &["import", &brief("full")]);
    assert!(told.contains("players/gantry.md (organization)"), "{told}");
    assert!(told.contains("line 22: player \"Gantry\" read as an organization"), "{told}");
    assert_eq!(ended(0, run(site.path(), &["build"])).1, "");
    let stories = json(site.path(), &["list", "stories", "--format", "json"]);
    let story = &stories[0];
    assert_eq!(story["title"], "Gantry and Pinwheel Send Their Night Crews Home");
    assert_eq!(story["date"], "2026-01-28T20:07:00-05:00");
    assert_eq!(story["authors"], serde_json::json!(["nora-quill"]));
    let players = ["gantry", "pinwheel", "tam-reyes", "odalys-brandt"];
    for player in players {
        assert!(story["players"].as_array().unwrap().contains(&player.into()), "{player}");
        assert!(site.path().join(format!("public/players/{player}/index.html")).is_file());
    }
    let days: Vec<&Value> =
        story["timeline"].as_array().unwrap().iter().map(|event| &event["date"]).collect();
    assert_eq!(days, ["2026-01-29", "2026-01-29"]);
    assert_eq!(story["quotes"].as_array().unwrap().len(), 3);
}

#[test]
fn a_brief_is_imported_once_and_never_over_another_story() {
    let site = site(&[]);
    put(site.path(), "fog.txt", "Fog Arrives\n\nJan. 5, 2026 by Nora Quill\n\nFog came in.\n");
    fine(site.path(), &["import", "fog.txt"]);
    let before = files(&site.path().join("content"));
    let (_, err) = ended(0, run(site.path(), &["import", "fog.txt"]));
    assert!(err.contains("already imported as content/stories/fog-arrives.md"), "{err}");
    put(site.path(), "fog.txt", "Fog Arrives\n\nJan. 5, 2026 by Nora Quill\n\nFog went out.\n");
    put(site.path(), "rain.txt", "Rain Arrives\n\nJan. 6, 2026 by Nora Quill\n\nRain came in.\n");
    let (out, err) = ended(1, run(site.path(), &["import", "fog.txt", "rain.txt"]));
    assert!(err.contains("content/stories/fog-arrives.md is another story of that name"), "{err}");
    assert!(out.contains("content/stories/rain-arrives.md"), "the others go on: {out}");
    let after = files(&site.path().join("content"));
    assert!(before.iter().all(|file| after.contains(file)), "a file was written over");
}

#[test]
fn known_players_get_no_second_file() {
    let tam = "+++\nname = \"Thomas Reyes\"\nkind = \"person\"\naliases = [\"Tam Reyes\"]\n+++\n";
    let site = site(&[("content/players/thomas-reyes.md", tam)]);
    fine(site.path(), &["import", &brief("full")]);
    assert!(!site.path().join("content/players/tam-reyes.md").exists());
    assert!(site.path().join("content/players/odalys-brandt.md").exists());
    fine(site.path(), &["build"]);
}

#[test]
fn a_dry_run_prints_the_story_and_writes_nothing() {
    let site = site(&[]);
    let before = files(site.path());
    let (out, err) = ended(0, run(site.path(), &["import", &brief("full"), "--dry-run"]));
    let story = brief("full").replace(".txt", ".md");
    assert_eq!(out, fs::read_to_string(story).unwrap());
    assert!(
        err.contains("would write") && err.contains("would import 1 story and 4 players"),
        "{err}"
    );
    assert_eq!(files(site.path()), before);
}

#[test]
fn standard_input_is_a_brief_and_a_missing_date_is_now() {
    let site = site(&[]);
    let mut child = program(site.path());
    child.args(["import", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"Fog Arrives\r\n\r\nFog came in.\r\n").unwrap();
    let (out, _) = ended(0, child.wait_with_output().unwrap());
    assert!(out.starts_with("standard input:\n"), "{out}");
    assert!(out.contains("dated now, 2027-01-15T03:00:00-05:00"), "{out}");
    fine(site.path(), &["build"]);
    assert!(site.path().join("public/2027/01/fog-arrives/index.html").is_file());
}

#[test]
fn a_folder_is_imported_by_its_texts_and_told_of_as_json() {
    let site = site(&[
        ("inbox/b.txt", "Rain\n\nJan. 6, 2026 by Nora Quill\n\nRain came in.\n"),
        ("inbox/a.txt", "Fog\n\nJan. 5, 2026 by Nora Quill\n\nFog came in.\n"),
        ("inbox/c.md", "no brief"),
    ]);
    let told = json(site.path(), &["import", "inbox", "--format", "json"]);
    let stories: Vec<&Value> = told.as_array().unwrap().iter().map(|one| &one["story"]).collect();
    assert_eq!(stories, ["content/stories/fog.md", "content/stories/rain.md"]);
    assert_eq!(told[0]["status"], "imported");
}

#[test]
fn what_is_no_text_is_one_line_and_the_others_go_on() {
    let site = site(&[("good.txt", "Fog\n\nJan. 5, 2026 by Nora Quill\n\nFog came in.\n")]);
    put(site.path(), "utf16.txt", b"\xff\xfeF\0o\0g\0");
    put(site.path(), "large.txt", vec![b'x'; 11 << 20]);
    put(site.path(), "empty.txt", " \n");
    fs::create_dir(site.path().join("none")).unwrap();
    let inputs = ["import", "utf16.txt", "large.txt", "gone.txt", "none", "empty.txt", "good.txt"];
    let (out, err) = ended(2, run(site.path(), &inputs));
    for said in [
        "utf16.txt is not UTF-8",
        "large.txt has more than 10 MiB",
        "cannot read gone.txt: no such file",
        "there is no .txt file in `none`",
        "empty.txt is empty",
    ] {
        assert_eq!(err.matches(said).count(), 1, "{said}: {err}");
    }
    assert!(out.contains("content/stories/fog.md"), "{out}");
    ended(1, run(site.path(), &["import", "empty.txt"]));
}
