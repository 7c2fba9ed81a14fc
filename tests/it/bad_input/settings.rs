//! Bad settings of the site.

use super::{all_are_told, case};

const GOOD: &str = "title = \"The Fog Post\"\nbase_url = \"https://fog.example/\"\n";

#[test]
fn a_site_toml_that_is_broken() {
    let told = |text: &str, code: &'static str, place: &'static str| {
        case("site.toml", text, (code, place))
    };
    all_are_told(&[
        told("", "missing-key", "site.toml"),
        told("title = ", "toml-syntax", "site.toml:1"),
        told("title = 3\n", "wrong-type", "site.toml:1:9"),
        told("title = \"x\"\ntitel = \"y\"\n", "unknown-key", "site.toml:2:1"),
        told("title = \"x\"\nbase_url = 7\n", "wrong-type", "site.toml:2:12"),
    ]);
    all_are_told(&[case("site.toml", b"\xff\xfet\0", ("not-utf8", "site.toml"))]);
}

#[test]
fn a_base_url_that_is_none() {
    let urls = [
        "nonsense",
        "",
        "ftp://a.example",
        "https://a.example/?q=1#x",
        "https:///",
        "javascript:alert(1)",
        "https://a.example/a b/../x",
    ];
    let cases = urls.map(|url| {
        case(
            "site.toml",
            format!("title = \"x\"\nbase_url = \"{url}\"\n"),
            ("bad-value", "site.toml:2:12"),
        )
    });
    all_are_told(&cases);
}

#[test]
fn values_that_no_key_allows() {
    let told = |lines: &str, code: &'static str, place: &'static str| {
        case("site.toml", format!("{GOOD}{lines}\n"), (code, place))
    };
    all_are_told(&[
        told("timezone = \"Mars/Olympus\"", "bad-value", "site.toml:3:12"),
        told("theme = \"nope\"", "unknown-theme", "site.toml:3"),
        told("theme = \"../../etc\"", "unknown-theme", "site.toml:3"),
        told("language = \"\"", "bad-value", "site.toml:3"),
        told("[paging]\nquotes = 0", "bad-value", "site.toml:4:10"),
        told("[paging]\nquotes = -1", "bad-value", "site.toml:4:10"),
        told("[urls]\nstory = \"{nope}\"", "bad-value", "site.toml:4"),
        told("[urls]\nstory = \"{\"", "bad-value", "site.toml:4"),
        told("[urls]\nstory = \"{year}\"", "bad-value", "site.toml:4"),
        told("[urls]\nstory = \"../{slug}\"", "bad-value", "site.toml:4"),
        told("[[taxonomies]]\nid = \"stories\"\nname = \"S\"", "bad-value", "site.toml:4"),
        told("[[taxonomies]]\nid = \"../x\"\nname = \"S\"", "bad-value", "site.toml:4"),
        told("[[menus.main]]\nname = \"x\"\nurl = \"/nowhere/\"", "dead-link", "site.toml:5"),
        told(
            "[[menus.main]]\nname = \"x\"\nurl = \"javascript:alert(1)\"",
            "script-url",
            "site.toml:5",
        ),
        told(
            "[[menus.main]]\nname = \"x\"\nurl = \"data:text/html,x\"",
            "script-url",
            "site.toml:5",
        ),
        told(
            "[[sections]]\nid = \"x\"\nheading = \"X\"\nkind = \"nope\"",
            "bad-value",
            "site.toml:6",
        ),
        told("[queries.x]\nfrom = \"nope\"", "bad-value", "site.toml:4"),
        told("[queries.x]\nfrom = \"stories\"\nlimit = -1", "bad-value", "site.toml:5"),
        told("[links]\nplayers = \"some\"", "bad-value", "site.toml:4"),
        told("[languages.\"../x\"]\ntitle = \"x\"", "bad-value", "site.toml:3"),
        told("[languages.en]\ntitle = \"x\"", "bad-value", "site.toml:3"),
    ]);
}

#[test]
fn a_folder_without_settings_is_told_in_one_line() {
    let paper = crate::press::Paper::small();
    let before = paper.fine_build();
    std::fs::remove_file(paper.path("site.toml")).unwrap();
    let run = paper.build();
    assert_eq!(super::ends_badly(&run, 2), "", "{}", run.err);
    assert_eq!(run.err.matches("error").count(), 1, "{}", run.err);
    assert!(run.err.contains("newsprint init"), "{}", run.err);
    assert_eq!(paper.printed(), before);
}
