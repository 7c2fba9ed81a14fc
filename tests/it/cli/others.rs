//! The smaller commands, and what all commands share.

use super::*;

#[test]
fn the_next_change_is_a_date_an_embargo_or_an_end() {
    let site = site(&[
        ("content/stories/fog.md", FOG),
        ("content/stories/mist.md", &FOG.replace("+++\n\n", "expires = 2026-03-01\n+++\n\n")),
    ]);
    let next = |at: &str| ended(0, run(site.path(), &["next-change", "--at", at]));
    assert_eq!(next("2026-01-01").0, "2026-01-05T06:00:00-05:00\n");
    assert_eq!(next("2026-01-05T06:00:00").0, "2026-03-01T00:00:00-05:00\n");
    let (out, err) = next("2026-03-01");
    assert_eq!((out.as_str(), err.as_str()), ("", "no change is ahead\n"));
    let arguments = ["next-change", "--at", "2026-03-01", "--format", "json"];
    assert_eq!(json(site.path(), &arguments)["next_change"], Value::Null);
}

#[test]
fn every_shell_gets_its_script() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = fine(folder.path(), &["completions", shell]);
        assert!(script.contains("next-change"), "{shell}");
    }
    ended(2, run(folder.path(), &["completions", "basic"]));
}

#[test]
fn views_are_listed_for_theme_authors() {
    let folder = tempfile::tempdir().unwrap();
    let text = fine(folder.path(), &["theme", "views", "story.html"]);
    assert!(text.starts_with("story.html (pages of the kind `story`)\n"), "{text}");
    assert!(text.contains("\nStoryView\n"), "{text}");
    let all = json(folder.path(), &["theme", "views", "--format", "json"]);
    let views = all["views"].as_array().unwrap();
    let story = views.iter().find(|view| view["name"] == "StoryView").unwrap();
    let title = story["fields"].as_array().unwrap().iter().find(|one| one["name"] == "title");
    assert_eq!(title.unwrap()["type"], "text");
    assert!(failure(folder.path(), &["theme", "views", "Stroy"]).contains("`Stroy`"));
}

#[test]
fn codes_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let all = fine(folder.path(), &["explain"]);
    for code in newsprint::diagnostic::Code::ALL {
        assert!(all.contains(&format!("{code} (")), "{code}");
    }
    assert!(fine(folder.path(), &["explain", "dead-link"]).starts_with("dead-link (error)\n"));
    assert!(failure(folder.path(), &["explain", "dead-lnk"]).contains("`dead-lnk`"));
}

#[test]
fn every_command_has_help_with_examples() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["build", "init", "new", "import", "list", "next-change", "explain"] {
        let help = fine(folder.path(), &[command, "--help"]);
        assert!(help.contains("Examples:\n  newsprint "), "{command}: {help}");
    }
    assert!(fine(folder.path(), &["--version"]).starts_with("newsprint "));
}

#[test]
fn where_there_is_no_site_every_command_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["build"][..],
        &["list", "stories"],
        &["next-change"],
        &["new", "story", "Fog"],
        &["import", "fog.txt"],
    ] {
        let line = failure(folder.path(), arguments);
        assert!(line.contains("there is no `site.toml` in `.`"), "{line}");
    }
}
