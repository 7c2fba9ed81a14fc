//! Pages that move, go and come back, and the tabs that show them.

use serde_json::{Value, json};

use crate::serve::desk::{Desk, Tab, small, story};

const FOG: &str = "/2026/01/fog/";
const TIDE: &str = "/2026/01/tide/";

fn moved(to: &str) -> Vec<Value> {
    vec![json!({ "kind": "moved", "to": to })]
}

fn gone() -> Vec<Value> {
    vec![json!({ "kind": "gone" })]
}

fn nothing() -> Vec<Value> {
    Vec::new()
}

/// A tab that knows all there is to know.
fn settled(desk: &Desk, page: &str) -> Tab {
    let mut tab = desk.tab(page);
    assert_eq!(tab.first_state().0, nothing());
    tab
}

/// Makes the tab follow to another address, as the client does.
fn follow(desk: &Desk, tab: &mut Tab, to: &str) {
    tab.page = to.to_owned();
    tab.version = desk.get(to).version();
    tab.hello(None);
    assert_eq!(tab.first_state().0, nothing());
}

fn with_slug(slug: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"Fog comes in\"\ndate = 2026-01-05T06:00:00\nslug = \"{slug}\"\n+++\n\n{body}\n"
    )
}

#[test]
fn a_story_with_another_address_is_followed() {
    let desk = Desk::small();
    let mut tab = settled(&desk, FOG);
    desk.put("content/stories/fog.md", with_slug("mist", "It is back."));
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, moved("/2026/01/mist/"));
    // And back, whether or not the tab has followed meanwhile.
    follow(&desk, &mut tab, "/2026/01/mist/");
    desk.put("content/stories/fog.md", story("Fog comes in", "It is back."));
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, moved(FOG));
}

#[test]
fn a_renamed_file_is_followed() {
    let desk = Desk::small();
    let mut tab = settled(&desk, FOG);
    desk.rename("content/stories/fog.md", "content/stories/2026/mist.md");
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, moved("/2026/01/mist/"));
    follow(&desk, &mut tab, "/2026/01/mist/");
    desk.put("content/stories/2026/mist.md", story("Mist comes in", "It is back."));
    desk.publish();
    let version = desk.get("/2026/01/mist/").version();
    assert_eq!(desk.news(&mut tab).0, [json!({ "kind": "page", "version": version })]);
}

#[test]
fn a_file_that_is_gone_for_a_while_is_followed_all_the_same() {
    let desk = Desk::small();
    let mut tab = settled(&desk, FOG);
    desk.rename("content/stories/fog.md", "elsewhere.md");
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, gone());
    desk.rename("elsewhere.md", "content/stories/mist.md");
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, moved("/2026/01/mist/"));
}

#[test]
fn a_tab_that_slept_through_moves_finds_its_page() {
    let desk = Desk::small();
    let version = desk.get(FOG).version();
    desk.put("content/stories/fog.md", story("Fog comes in", "It is back."));
    desk.publish();
    desk.rename("content/stories/fog.md", "content/stories/mist.md");
    desk.publish();
    desk.put("content/stories/mist.md", with_slug("haze", "It is back, and thicker."));
    desk.publish();
    let mut tab = desk.tab_that_shows(FOG, &version);
    assert_eq!(tab.first_state().0, moved("/2026/01/haze/"));
}

#[test]
fn a_page_that_is_gone_is_told_and_so_is_its_return() {
    let desk = Desk::small();
    let mut tab = settled(&desk, FOG);
    let mut tide = settled(&desk, TIDE);
    let text = std::fs::read(desk.path("content/stories/fog.md")).unwrap();
    desk.remove("content/stories/fog.md");
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, gone());
    assert!(desk.news(&mut tide).0.iter().all(|told| told["kind"] == "page"));
    desk.put("content/stories/fog.md", text);
    desk.publish();
    // The page is what the tab shows, but it has said that it is gone.
    let version = tab.version.clone();
    assert_eq!(desk.news(&mut tab).0, [json!({ "kind": "page", "version": version })]);
}

#[test]
fn two_stories_that_change_places_are_each_followed() {
    let desk = Desk::small();
    let (mut fog, mut tide) = (settled(&desk, FOG), settled(&desk, TIDE));
    desk.put("content/stories/fog.md", with_slug("tide", "The harbor is gone."));
    let other = "+++\ntitle = \"The tide is out\"\ndate = 2026-01-05T06:00:00\nslug = \"fog\"\n+++\n\nMud.\n";
    desk.put("content/stories/tide.md", other);
    assert_eq!(desk.publish(), []);
    assert_eq!(fog.told(), moved(TIDE)[0]);
    assert_eq!(tide.told(), moved(FOG)[0]);
}

#[test]
fn a_page_that_leaves_a_redirect_behind_is_followed() {
    let desk = Desk::small();
    let mut tab = settled(&desk, FOG);
    let text = with_slug("mist", "Gone.").replace("slug", "aliases = [\"/2026/01/fog/\"]\nslug");
    desk.put("content/stories/fog.md", text);
    assert_eq!(desk.publish(), []);
    assert_eq!(desk.news(&mut tab).0, moved("/2026/01/mist/"));
}

#[test]
fn a_quote_whose_words_change_is_followed() {
    let quoted = |words: &str| {
        story(
            "Fog comes in",
            &format!("> {words}\n>\n> — Ida Sund\n\n> It was thick.\n>\n> — Olaf Brandt"),
        )
    };
    let desk = Desk::small();
    desk.put("content/stories/fog.md", quoted("It was here at noon."));
    desk.publish();
    let address = |words: &str| {
        let page = desk.get("/quotes/").text();
        let links = page.split("href=\"").filter_map(|rest| rest.split('"').next());
        let mut links = links.filter(|link| link.starts_with(&format!("/quotes/{words}-")));
        links.next().unwrap().to_owned()
    };
    let (said, other) = (address("ida-sund"), address("olaf-brandt"));
    let (mut tab, mut beside) = (settled(&desk, &said), settled(&desk, &other));
    desk.put("content/stories/fog.md", quoted("It was here at one."));
    desk.publish();
    assert_ne!(address("ida-sund"), said);
    assert_eq!(desk.news(&mut tab).0, moved(&address("ida-sund")));
    assert!(desk.news(&mut beside).0.iter().all(|told| told["kind"] != "moved"));
    // One that is taken out is gone, and the one beside it is not what it became.
    desk.put(
        "content/stories/fog.md",
        story("Fog comes in", "> It was thick.\n>\n> — Olaf Brandt"),
    );
    desk.publish();
    let mut tab = desk.tab_that_shows(&said, "0123456789abcdef");
    assert_eq!(tab.first_state().0, gone());
}

#[test]
fn a_quote_that_is_taken_out_is_gone_even_where_another_changes() {
    let quote = |words: &str, who: &str| format!("> {words}\n>\n> — {who}\n\n");
    let desk = Desk::small();
    let both = quote("It was here.", "Ida Sund") + &quote("It was thick.", "Olaf Brandt");
    desk.put("content/stories/fog.md", story("Fog comes in", &both));
    desk.publish();
    let page = desk.get("/quotes/").text();
    let mut links = page.split("href=\"").filter_map(|rest| rest.split('"').next());
    let said = links.find(|link| link.starts_with("/quotes/ida-sund-")).unwrap();
    let mut tab = settled(&desk, said);
    let other = quote("It was thin.", "Olaf Brandt");
    desk.put("content/stories/fog.md", story("Fog comes in", &other));
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, gone());
}

#[test]
fn a_tab_at_a_dead_address_shows_the_page_that_comes_to_be_there() {
    let desk = Desk::small();
    let mut tab = settled(&desk, "/2026/01/gulls/");
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, nothing());
    desk.put("content/stories/gulls.md", story("Gulls", "They are early."));
    desk.publish();
    let version = desk.get("/2026/01/gulls/").version();
    assert_eq!(desk.news(&mut tab).0, [json!({ "kind": "page", "version": version })]);
}

#[test]
fn a_renamed_site_moves_no_tab_to_another_story() {
    let mut files = small();
    // Two files with the same text cannot be told apart, so neither takes the other's tabs.
    files.push(("content/stories/copy.md", story("Fog comes in", "The harbor is gone.")));
    let desk = Desk::of(&files, |_| {});
    desk.publish();
    let mut tab = settled(&desk, FOG);
    desk.remove("content/stories/fog.md");
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, gone());
}

#[test]
fn below_a_base_path_pages_are_followed_too() {
    let mut files = small();
    files[0].1 = "title = \"The Fog Post\"\nbase_url = \"https://town.example/ledger/\"\n".into();
    let desk = Desk::of(&files, |_| {});
    desk.publish();
    let mut tab = settled(&desk, "/ledger/2026/01/fog/");
    desk.put("content/stories/fog.md", with_slug("mist", "It is back."));
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, moved("/ledger/2026/01/mist/"));
    let mut tab = desk.tab_that_shows("/ledger/2026/01/fog/", "");
    assert_eq!(tab.first_state().0, moved("/ledger/2026/01/mist/"));
}
