//! Pages: what is at an address, in which version, and what stands in for what cannot be shown.

use newsprint::diagnostic::has_errors;
use newsprint::options::Options;
use newsprint::source::SourceTree;
use newsprint::{edition, render};

use crate::serve::desk::{Desk, small, story};

const FOG: &str = "/2026/01/fog/";

/// The small newspaper with its base URL, and whatever else is in its settings, replaced.
fn with_settings(settings: &str) -> Desk {
    let mut files = small();
    files[0].1 = format!("title = \"The Fog Post\"\n{settings}\n");
    let desk = Desk::of(&files, |_| {});
    desk.publish();
    desk
}

#[test]
fn a_page_is_what_a_build_prints_and_the_client_before_the_end_of_its_body() {
    let desk = Desk::small();
    let answer = desk.get(FOG);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let (tree, _) = newsprint::disk::read(&desk.root);
    let (made, _) = edition(&tree, &desk.options);
    let made = made.unwrap();
    let printed = render::render(&made, made.page(FOG).unwrap()).unwrap();
    let version = format!("{:016x}", xxhash_rust::xxh3::xxh3_64(&printed));
    let script =
        format!("<script src=\"/.newsprint/live.js\" data-version=\"{version}\" defer></script>");
    let printed = String::from_utf8(printed).unwrap();
    let (before, after) = printed.rsplit_once("</body>").unwrap();
    assert_eq!(answer.text(), format!("{before}{script}</body>{after}"));
}

#[test]
fn the_script_of_the_preview_is_there_and_nothing_else_beside_it() {
    let desk = Desk::small();
    let script = desk.get("/.newsprint/live.js");
    assert_eq!(script.status, 200);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(!script.body.is_empty());
    for path in ["/.newsprint/", "/.newsprint/live.js/", "/.newsprint/bar.js", "/.newsprint/stage"]
    {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_address_that_leads_nowhere_gets_the_themes_page_in_the_right_language() {
    let desk = with_settings("[languages.de]\n");
    for (path, language) in [("/nowhere/", "en"), ("/de/nowhere/", "de"), ("/de/a/b.jpg", "de")] {
        let answer = desk.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains(&format!("<html lang=\"{language}\"")), "{path}");
        assert!(!answer.version().is_empty());
    }
    // The page for it has an address of its own, where it is a page as any other.
    assert_eq!(desk.get("/404.html").status, 200);
}

#[test]
fn an_address_without_its_last_slash_leads_to_the_page() {
    let desk = Desk::small();
    let answer = desk.get("/about?from=mail&x=%20");
    assert_eq!(answer.status, 307);
    assert_eq!(answer.header("location"), "/about/?from=mail&x=%20");
    assert_eq!(desk.get("/about/?from=mail").status, 200);
    assert_eq!(desk.get("/about/index.html").status, 200);
    assert_eq!(desk.get("/aboutindex.html").status, 404);
}

#[test]
fn below_a_base_path_everything_is_there_and_nothing_beside_it() {
    let desk = with_settings("base_url = \"https://town.example/the%20ledger/\"");
    for path in ["/", "/the%20ledger"] {
        let answer = desk.get(path);
        assert_eq!(answer.status, 307, "{path}");
        assert_eq!(answer.header("location"), "/the%20ledger/", "{path}");
    }
    assert_eq!(desk.get("/the%20ledger/").status, 200);
    assert_eq!(desk.get("/the%20ledger/2026/01/fog/").status, 200);
    assert_eq!(desk.get("/the%20ledger/harbor.svg").status, 200);
    assert_eq!(desk.get("/the%20ledger/about").header("location"), "/the%20ledger/about/");
    for path in [FOG, "/harbor.svg", "/the%20ledgers/", "/the%20ledgerabout/"] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
    assert_eq!(desk.get("/.newsprint/live.js").status, 200);
}

#[test]
fn a_redirect_sends_on_at_once() {
    let desk = Desk::small();
    desk.put(
        "content/pages/about.md",
        "+++\ntitle = \"About\"\naliases = [\"/who-we-are/\"]\n+++\n\nA post about fog.\n",
    );
    desk.publish();
    let answer = desk.get("/who-we-are/");
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("/about/"), "{}", answer.text());
    assert!(!answer.text().contains("live.js"), "{}", answer.text());
}

#[test]
fn a_page_that_is_known_is_not_sent_again_until_it_changes() {
    let desk = Desk::small();
    let tag = desk.get(FOG).header("etag").to_owned();
    assert!(tag.starts_with('"'), "{tag}");
    let known = format!("If-None-Match: {tag}");
    let again = desk.ask("GET", FOG, &[&known]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), tag);
    // What changes elsewhere does not make it another page.
    desk.put("content/stories/tide.md", story("The tide is out", "The boats lie on mud."));
    desk.publish();
    assert_eq!(desk.ask("GET", FOG, &[&known]).status, 304);
    desk.put("content/stories/fog.md", story("Fog comes in", "It is back."));
    desk.publish();
    let changed = desk.ask("GET", FOG, &[&known]);
    assert_eq!(changed.status, 200);
    assert!(changed.text().contains("It is back."));
    assert_ne!(changed.header("etag"), tag);
}

#[test]
fn the_page_for_a_dead_address_is_never_taken_for_known() {
    let desk = Desk::small();
    let tag = desk.get("/404.html").header("etag").to_owned();
    let answer =
        desk.ask("GET", "/nowhere/", &[&format!("If-None-Match: {tag}"), "Range: bytes=0-1"]);
    assert_eq!(answer.status, 404);
    assert!(answer.body.len() > 100);
}

#[test]
fn while_the_content_is_broken_the_last_good_edition_stays() {
    let desk = Desk::small();
    let before = desk.get(FOG).body;
    desk.put("content/stories/fog.md", "+++\ntitle = \n+++\n\nBroken.\n");
    assert!(has_errors(&desk.publish()));
    let answer = desk.get(FOG);
    assert_eq!((answer.status, answer.body), (200, before.clone()));
    // Even where nothing can be made of the site at all.
    desk.put("site.toml", "title = ");
    desk.publish();
    assert_eq!(desk.get(FOG).body, before);
    assert_eq!(desk.get("/about/").status, 200);
    desk.put("site.toml", "title = \"The Fog Post\"\n");
    desk.put("content/stories/fog.md", story("Fog comes in", "Mended."));
    assert_eq!(desk.publish(), []);
    assert!(desk.get(FOG).text().contains("Mended."));
}

#[test]
fn a_site_that_is_broken_from_the_start_is_shown_as_far_as_it_goes() {
    let mut files = small();
    files[1].1 = story("Fog comes in", "See [nothing](/nothing/).");
    let desk = Desk::of(&files, |_| {});
    assert!(has_errors(&desk.publish()));
    assert_eq!(desk.get(FOG).status, 200);
    // Nothing can be shown of a site whose settings cannot be read; the page says why.
    files[0].1 = "title = ".to_owned();
    let desk = Desk::of(&files, |_| {});
    desk.publish();
    for path in [FOG, "/", "/nowhere/"] {
        let answer = desk.get(path);
        assert_eq!(answer.status, 500, "{path}");
        assert!(answer.text().contains("error[toml-syntax]"), "{}", answer.text());
        assert!(answer.text().contains("--&gt; site.toml:1:"), "{}", answer.text());
        assert!(answer.version().starts_with("broken-"));
    }
}

/// A template that fails only for the story about fog, and only while it is rendered.
pub const FAILS_ON_FOG: &str = "{% extends \"broadsheet/story.html\" %}\
    {% block main %}{% if story.id == \"fog\" %}{{ 1 / story.extra.zero }}{% endif %}{{ super() }}{% endblock %}";

#[test]
fn a_page_that_fails_stays_as_it_was_or_says_what_is_wrong() {
    let desk = Desk::small();
    let good = desk.get(FOG).body;
    desk.put("templates/story.html", FAILS_ON_FOG);
    assert_eq!(desk.publish(), []);
    // It was looked at when it could be rendered.
    let answer = desk.get(FOG);
    assert_eq!((answer.status, answer.body), (200, good));
    assert_eq!(desk.get("/2026/01/tide/").status, 200);

    let mut files = small();
    files.push(("templates/story.html", FAILS_ON_FOG.to_owned()));
    let desk = Desk::of(&files, |_| {});
    assert_eq!(desk.publish(), []);
    let answer = desk.get(FOG);
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("error[render-error]"), "{}", answer.text());
    assert!(answer.text().contains("--&gt; templates/story.html:1:"), "{}", answer.text());
    assert!(answer.version().starts_with("broken-"));
    desk.remove("templates/story.html");
    desk.publish();
    assert_eq!(desk.get(FOG).status, 200);
}

#[test]
fn nothing_that_is_said_of_the_preview_changes_a_page() {
    let settings = "title = \"The Fog Post\"\n";
    let told = format!("{settings}[serve]\neditor = \"vscode\"\nbar = false\n");
    let made = |settings: &str| {
        let mut files = small();
        files[0].1 = settings.to_owned();
        let texts = files.iter().filter(|(path, _)| !path.starts_with("static/"));
        let mut tree = SourceTree::of_texts(texts.map(|(path, text)| (*path, text.as_str())));
        let (theme, _) = newsprint::disk::read(&Desk::small().root);
        let theme = theme.files.into_iter().filter(|(path, _)| path.starts_with("themes/"));
        tree.files.extend(theme);
        let options = Options::at("2030-01-01T00:00:00Z".parse().unwrap());
        let (edition, problems) = edition(&tree, &options);
        assert_eq!(problems, []);
        let edition = edition.unwrap();
        let pages = edition.pages.iter().map(|page| {
            let fingerprint = render::fingerprint(&edition, page).unwrap();
            (page.url.to_string(), fingerprint, render::render(&edition, page).unwrap())
        });
        pages.collect::<Vec<_>>()
    };
    assert_eq!(made(settings), made(&told));
}
