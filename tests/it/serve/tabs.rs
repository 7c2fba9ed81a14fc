//! What open tabs hear: what concerns their own page, and what is wrong.

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use newsprint::server::Bar;

use crate::serve::desk::{Desk, Tab, small, story};

const FOG: &str = "/2026/01/fog/";
const TIDE: &str = "/2026/01/tide/";

/// A tab that has heard its first state.
fn settled(desk: &Desk, page: &str) -> (Tab, Value) {
    let mut tab = desk.tab(page);
    let (before, state) = tab.first_state();
    assert_eq!(before, Vec::<Value>::new(), "{page}");
    (tab, state)
}

#[test]
fn a_tab_that_says_hello_is_told_the_state() {
    let desk = Desk::small();
    let (_, state) = settled(&desk, FOG);
    assert_eq!(state["problems"], json!([]));
    let bar = &state["bar"];
    assert_eq!(bar["source"], "content/stories/fog.md");
    assert_eq!((&bar["words"], &bar["minutes"]), (&json!(4), &json!(1)));
    assert_eq!((&bar["states"], &bar["problems"]), (&json!([]), &json!([])));
    assert_eq!((&bar["editor"], &bar["clock"]), (&Value::Null, &Value::Null));
    // A page that is made from many files has nothing to say.
    let (_, state) = settled(&desk, "/stories/");
    assert_eq!(state["bar"], Value::Null);
}

#[test]
fn a_tab_before_the_first_edition_is_told_when_it_is_there() {
    let desk = Desk::of(&small(), |_| {});
    let mut tab = desk.tab_that_shows(FOG, "");
    desk.publish();
    let (before, state) = tab.first_state();
    assert_eq!(before, [json!({ "kind": "page", "version": desk.get(FOG).version() })]);
    assert_eq!(state["problems"], json!([]));
}

#[test]
fn only_the_tab_whose_page_has_changed_is_told_and_only_once() {
    let desk = Desk::small();
    let (mut fog, _) = settled(&desk, FOG);
    let (mut tide, _) = settled(&desk, TIDE);
    desk.put("content/stories/fog.md", story("Fog comes in", "It is back."));
    desk.publish();
    let page = json!({ "kind": "page", "version": desk.get(FOG).version() });
    assert_eq!(fog.told(), page);
    assert_eq!(desk.news(&mut tide).0, Vec::<Value>::new());
    // It is not told again what it has been told, as long as it does not say that it missed it.
    desk.publish();
    assert_eq!(desk.news(&mut fog).0, Vec::<Value>::new());
    fog.hello(None);
    assert_eq!(fog.first_state().0, [page]);
}

#[test]
fn of_ten_tabs_those_are_told_that_show_what_has_changed() {
    let desk = Desk::small();
    let pages =
        ["/", FOG, TIDE, "/about/", "/stories/", FOG, "/2026/", "/players/", FOG, "/2026/01/"];
    let mut tabs: Vec<Tab> = pages.iter().map(|page| settled(&desk, page).0).collect();
    let told = |tabs: &mut [Tab]| -> Vec<&str> {
        let told = tabs.iter_mut().zip(pages).filter_map(|(tab, page)| {
            let (news, _) = desk.news(tab);
            let version = desk.get(page).version();
            if news.is_empty() {
                assert_eq!(tab.version, version, "{page}");
                return None;
            }
            assert_eq!(news, [json!({ "kind": "page", "version": version })], "{page}");
            tab.version = version;
            Some(page)
        });
        told.collect()
    };
    desk.put("content/stories/fog.md", story("Fog comes in", "It is back."));
    desk.publish();
    assert_eq!(told(&mut tabs), [FOG, FOG, FOG]);
    desk.put("content/pages/about.md", "+++\ntitle = \"About us\"\n+++\n\nA post about fog.\n");
    desk.publish();
    assert_eq!(told(&mut tabs), ["/about/"]);
    // A headline is on the lists, and at the foot of its neighbor.
    desk.put("content/stories/fog.md", story("Fog goes out", "It is back."));
    desk.publish();
    assert_eq!(told(&mut tabs), ["/", FOG, TIDE, "/stories/", FOG, FOG, "/2026/01/"]);
    desk.publish();
    assert_eq!(told(&mut tabs), Vec::<&str>::new());
}

#[test]
fn a_change_that_is_taken_back_before_the_tab_has_fetched_it_is_told_too() {
    let desk = Desk::small();
    let (mut tab, _) = settled(&desk, FOG);
    let first = tab.version.clone();
    desk.put("content/stories/fog.md", story("Fog comes in", "It is back."));
    desk.publish();
    let second = desk.get(FOG).version();
    assert_eq!(desk.news(&mut tab).0, [json!({ "kind": "page", "version": second })]);
    desk.put("content/stories/fog.md", story("Fog comes in", "The harbor is gone."));
    desk.publish();
    assert_eq!(desk.news(&mut tab).0, [json!({ "kind": "page", "version": first })]);
}

#[test]
fn a_tab_that_slept_catches_up_when_it_says_what_it_shows() {
    let desk = Desk::small();
    let version = desk.get(FOG).version();
    desk.put("content/stories/fog.md", story("Fog comes in", "It is back."));
    desk.publish();
    let mut tab = desk.tab_that_shows(FOG, &version);
    let (news, _) = tab.first_state();
    assert_eq!(news, [json!({ "kind": "page", "version": desk.get(FOG).version() })]);
}

#[test]
fn every_tab_is_told_which_copied_files_have_changed() {
    let mut files = small();
    files[0].1 = "title = \"The Fog Post\"\nbase_url = \"https://town.example/ledger/\"\n".into();
    let desk = Desk::of(&files, |_| {});
    desk.publish();
    let (mut fog, state) = settled(&desk, "/ledger/2026/01/fog/");
    let (mut about, _) = settled(&desk, "/ledger/about/");
    let at = state["at"].as_str().unwrap().to_owned();
    desk.put("static/harbor.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>");
    desk.put("static/images/new ferry.svg", "<svg/>");
    desk.publish();
    let files = json!({
        "kind": "files",
        "paths": ["/ledger/harbor.svg", "/ledger/images/new%20ferry.svg"],
    });
    assert_eq!(desk.news(&mut fog).0, std::slice::from_ref(&files));
    assert_eq!(desk.news(&mut about).0, std::slice::from_ref(&files));
    // A file that goes is nothing to load, and one that stays is no news.
    desk.remove("static/images/new ferry.svg");
    desk.publish();
    assert_eq!(desk.news(&mut fog).0, Vec::<Value>::new());
    // A tab that was away meanwhile learns it from what it says that it knew.
    let mut away = desk.tab("/ledger/about/");
    assert_eq!(away.first_state().0, Vec::<Value>::new());
    away.hello(Some(&at));
    assert_eq!(away.first_state().0, [files]);
    away.hello(Some("of-another-run"));
    assert_eq!(away.first_state().0, Vec::<Value>::new());
}

#[test]
fn problems_are_told_as_the_terminal_shows_them_and_go_when_mended() {
    let mut files = small();
    files[0].1.push_str("[serve]\neditor = \"vscode\"\n");
    let desk = Desk::of(&files, |_| {});
    desk.publish();
    let (mut fog, _) = settled(&desk, FOG);
    let (mut tide, _) = settled(&desk, TIDE);
    desk.put("content/stories/fog.md", story("Fog comes in", "See [it](/nothing/)."));
    desk.publish();
    for tab in [&mut fog, &mut tide] {
        let (news, state) = desk.news(tab);
        assert_eq!(news, Vec::<Value>::new(), "the last good page stays");
        let problem = &state["problems"][0];
        assert_eq!(state["problems"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&problem["severity"], &problem["code"]),
            (&json!("error"), &json!("dead-link"))
        );
        assert_eq!(problem["file"], "content/stories/fog.md");
        assert_eq!((&problem["line"], &problem["column"]), (&json!(6), &json!(5)));
        let text = problem["text"].as_str().unwrap();
        assert!(text.starts_with("error[dead-link]: "), "{text}");
        assert!(text.contains("\n --> content/stories/fog.md:6:5\n"), "{text}");
        let path = desk.root.canonicalize().unwrap().join("content/stories/fog.md");
        let link = format!("vscode://file{}:6:5", path.display());
        assert_eq!(problem["editor"], json!(link));
    }
    // The bar points at what is about the page's own file.
    assert_eq!(desk.news(&mut fog).1["bar"]["problems"], json!([0]));
    assert_eq!(desk.news(&mut tide).1["bar"]["problems"], json!([]));
    desk.put("content/stories/fog.md", story("Fog comes in", "The harbor is gone."));
    desk.publish();
    let (news, state) = desk.news(&mut fog);
    assert_eq!((news, &state["problems"]), (vec![], &json!([])));
}

#[test]
fn what_a_later_check_finds_is_told_beside_and_replaced_by_the_next() {
    let desk = Desk::small();
    let (mut tab, _) = settled(&desk, FOG);
    let found = |words: &str| {
        let code = newsprint::diagnostic::Code::RenderError;
        newsprint::diagnostic::Diagnostic::new(code, words)
    };
    let mut told_by = |problems: Vec<_>| -> Vec<String> {
        desk.server().publish_checked(problems);
        let problems = tab.told()["problems"].take();
        let problems = problems.as_array().unwrap().iter();
        problems.map(|problem| problem["message"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(told_by(vec![found("one"), found("two")]), ["one", "two"]);
    assert_eq!(told_by(vec![found("three")]), ["three"]);
    assert_eq!(told_by(vec![]), Vec::<String>::new());
}

#[test]
fn a_page_that_fails_tells_why_to_its_own_tabs_alone() {
    let desk = Desk::small();
    let (mut fog, _) = settled(&desk, FOG);
    let (mut about, _) = settled(&desk, "/about/");
    desk.put("templates/story.html", super::pages::FAILS_ON_FOG);
    desk.publish();
    let (news, state) = desk.news(&mut fog);
    assert_eq!(news, Vec::<Value>::new(), "the last good page stays");
    assert_eq!(state["problems"][0]["code"], "render-error");
    assert_eq!(state["problems"][0]["file"], "templates/story.html");
    assert_eq!(desk.news(&mut about).1["problems"], json!([]));
    desk.remove("templates/story.html");
    desk.publish();
    assert_eq!(desk.news(&mut fog).1["problems"], json!([]));
}

#[test]
fn a_tab_keeps_its_good_page_where_the_preview_never_had_one() {
    let mut files = small();
    files.push(("templates/story.html", super::pages::FAILS_ON_FOG.to_owned()));
    let desk = Desk::of(&files, |_| {});
    desk.publish();
    // It was loaded from a preview that ran before this one.
    let mut tab = desk.tab_that_shows(FOG, "0123456789abcdef");
    let (before, state) = tab.first_state();
    assert_eq!(before, Vec::<Value>::new());
    assert_eq!(state["problems"][0]["code"], "render-error");
}

#[test]
fn a_tab_that_shows_why_a_page_fails_is_told_when_it_is_mended() {
    let mut files = small();
    files.push(("templates/story.html", super::pages::FAILS_ON_FOG.to_owned()));
    let desk = Desk::of(&files, |_| {});
    desk.publish();
    let mut tab = desk.tab(FOG);
    assert!(tab.version.starts_with("broken-"));
    assert_eq!(tab.first_state().0, Vec::<Value>::new());
    desk.remove("templates/story.html");
    desk.publish();
    let version = desk.get(FOG).version();
    assert_eq!(desk.news(&mut tab).0, [json!({ "kind": "page", "version": version })]);
}

#[test]
fn the_bar_tells_why_readers_do_not_see_a_page_yet() {
    let zone = "title = \"The Fog Post\"\ntimezone = \"America/New_York\"\n";
    let dates = "draft = true\ndate = 2026-11-26\nembargo = 2026-11-25T06:00:00\nexpires = 2031-01-01T00:00:00\n";
    let text = format!("+++\ntitle = \"Fog\"\n{dates}+++\n\nThe harbor is gone.\n");
    let files = [("site.toml", zone.to_owned()), ("content/stories/fog.md", text)];
    let clock = "2026-11-20T12:00:00Z".parse().unwrap();
    let mut desk = Desk::of(&files, |settings| settings.clock = Some(clock));
    desk.options.now = clock;
    (desk.options.drafts, desk.options.future) = (true, true);
    desk.publish();
    let (_, state) = settled(&desk, "/2026/11/fog/");
    assert_eq!(state["bar"]["clock"], "2026-11-20T07:00:00-05:00");
    let states = json!([
        { "kind": "draft", "at": null, "text": "draft" },
        { "kind": "future", "at": "2026-11-26T00:00:00-05:00", "text": "appears Nov 26, 2026" },
        {
            "kind": "embargo",
            "at": "2026-11-25T06:00:00-05:00",
            "text": "embargo until Nov 25, 2026, 06:00",
        },
        {
            "kind": "expires",
            "at": "2031-01-01T00:00:00-05:00",
            "text": "expires Jan 1, 2031, 00:00",
        },
    ]);
    assert_eq!(state["bar"]["states"], states);
    // With the clock set, even a page with nothing to say tells which moment it is.
    let (_, state) = settled(&desk, "/players/");
    assert_eq!(state["bar"]["clock"], "2026-11-20T07:00:00-05:00");
}

#[test]
fn the_bar_is_hidden_by_the_switch_and_by_the_settings() {
    let desk = Desk::of(&small(), |settings| settings.bar = Bar::Hidden);
    desk.publish();
    assert_eq!(settled(&desk, FOG).1["bar"], Value::Null);
    let desk = Desk::small();
    let (mut tab, state) = settled(&desk, FOG);
    assert_ne!(state["bar"], Value::Null);
    desk.put(
        "site.toml",
        "title = \"The Fog Post\"\nbase_url = \"https://fog.example/\"\n[serve]\nbar = false\n",
    );
    desk.publish();
    let (news, state) = desk.news(&mut tab);
    assert_eq!((news, &state["bar"]), (vec![], &Value::Null));
}

#[test]
fn what_no_tab_of_ours_says_is_passed_over() {
    let desk = Desk::small();
    let (mut tab, _) = settled(&desk, FOG);
    for said in
        ["", "{}", "[]", "hello", "{\"page\": 7}", "{\"page\": \"/%zz/\", \"version\": \"\"}"]
    {
        tab.say(said);
    }
    assert_eq!(desk.news(&mut tab).0, Vec::<Value>::new());
    // A message without end closes the connection, and no other.
    let (mut loud, _) = settled(&desk, FOG);
    loud.say(&"a".repeat(20 << 10));
    assert!(loud.ended());
    assert_eq!(desk.news(&mut tab).0, Vec::<Value>::new());
}

#[test]
fn a_server_that_stops_says_goodbye_to_its_tabs() {
    let mut desk = Desk::small();
    let (mut tab, _) = settled(&desk, FOG);
    desk.server.take().unwrap().shut_down();
    match tab.message() {
        Message::Close(Some(frame)) => assert_eq!(frame.code, CloseCode::Away),
        other => panic!("{other:?}"),
    }
}
