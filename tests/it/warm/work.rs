//! The work that an edit costs: which pages are rendered again and how many files are parsed, for
//! the edits that a newsroom makes all day.

use newsprint::link::Touched;
use newsprint::options::Options;
use newsprint::source::{Asset, SourceFile, SourceTree};

use super::{Warm, compare, with};

const SITE: &str = "title = \"The Bell\"\nbase_url = \"https://bell.example/\"\n\
    [paging]\nstories = 3\nquotes = 3\nfront = 3\n\
    [outputs]\nrobots = false\nsitemap = false\nnews_sitemap = false\nllms = false\n\
    feeds.formats = []\noembed = false\nquote_embeds = false\nrecords = false\nsearch = false\nquote_filter = false\n";

/// How many pages the newspaper has.
const PAGES: usize = 39;

/// A newspaper of five stories, three players, three quotes, two topics, an author and a page.
fn site() -> SourceTree {
    let story = |day: u8, title: &str, more: &str, body: &str| {
        format!("+++\ntitle = \"{title}\"\ndate = 2026-01-{day:02}\n{more}+++\n{body}\n")
    };
    let quote = |words: &str, who: &str| format!("> {words}\n>\n> — {who} (radio.example)\n");
    let texts = [
        ("site.toml", SITE.to_owned()),
        ("content/stories/one.md", story(1, "One", "topics = [\"fog\"]\n", "The first.")),
        ("content/stories/two.md", story(2, "Two", "", &quote("Two it is.", "Ida Sund, mayor"))),
        (
            "content/stories/three.md",
            story(3, "Three", "topics = [\"fog\"]\nauthors = [\"ana\"]\n", "Ida Sund came."),
        ),
        (
            "content/stories/four.md",
            story(4, "Four", "", &quote("Four it is.", "Rolf Berg, welder")),
        ),
        ("content/stories/five.md", story(5, "Five", "topics = [\"rain\"]\n", "It rained.")),
        (
            "content/players/ida-sund.md",
            "+++\nname = \"Ida Sund\"\nkind = \"person\"\n+++\nSails.\n".to_owned(),
        ),
        (
            "content/players/rolf-berg.md",
            "+++\nname = \"Rolf Berg\"\nkind = \"person\"\n+++\nWelds.\n".to_owned(),
        ),
        (
            "content/players/harbor-co.md",
            "+++\nname = \"Harbor Co\"\nkind = \"organization\"\n+++\nBuilds.\n".to_owned(),
        ),
        (
            "content/quotes/said.md",
            "+++\nspeaker = \"Rolf Berg\"\nsaid = 2026-01-01\n+++\nI weld.\n".to_owned(),
        ),
        ("content/topics/fog.md", "+++\nname = \"Fog\"\n+++\nWet air.\n".to_owned()),
        ("content/authors/ana.md", "+++\nname = \"Ana\"\n+++\nWrites.\n".to_owned()),
        ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nA bell.\n".to_owned()),
    ];
    let mut tree = newsprint::disk::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).0;
    tree.files.retain(|path, _| path.starts_with("themes/broadsheet/"));
    texts.iter().fold(tree, |tree, (path, text)| with(&tree, path, text))
}

/// What an edit costs: the files parsed, and the pages rendered by their URLs.
fn work(edited: impl FnOnce(&SourceTree) -> SourceTree) -> (usize, Vec<String>) {
    work_on(site(), PAGES, edited)
}

/// The same of a newspaper with so many pages.
fn work_on(
    old: SourceTree,
    pages: usize,
    edited: impl FnOnce(&SourceTree) -> SourceTree,
) -> (usize, Vec<String>) {
    let options = Options::at("2026-02-01T00:00:00Z".parse().expect("a moment"));
    let mut warm = Warm::default();
    let all = warm.take(&old, &options).expect("a site without errors");
    assert_eq!(all, pages, "a run from nothing renders every page");
    let before = warm.prints.clone().expect("prints");
    let new = edited(&old);
    let rendered = warm.take(&new, &options).expect("a site without errors");
    let edition = warm.proof.edition.clone().expect("an edition");
    // Everything may have been touched; only what shows something else counts.
    let (_, changes) = before.changes(&edition, &Touched::Everything);
    assert_eq!(changes.pages.len(), rendered, "no page is rendered in vain");
    let parsed = warm.proof.parsed();
    compare(&mut warm, &new, &options, "the edit");
    let urls = changes.pages.iter().map(|index| edition.pages[*index].url.to_string());
    (parsed, urls.collect())
}

/// An edit of one text: what stands there is replaced.
fn replace(path: &str, from: &str, to: &str) -> (usize, Vec<String>) {
    work(|tree| {
        let text = &tree.text(path).expect("a text").text;
        assert!(text.contains(from), "{path} holds {from}");
        with(tree, path, &text.replace(from, to))
    })
}

fn all_of(urls: &[String], kind: &str) -> bool {
    urls.iter().all(|url| url.starts_with(kind))
}

#[test]
fn nothing_edited_is_no_work() {
    assert_eq!(work(SourceTree::clone), (0, vec![]));
}

#[test]
fn the_body_of_a_story_is_its_page_alone() {
    let worked = replace("content/stories/one.md", "The first.", "The very first.");
    assert_eq!(worked, (1, vec!["/2026/01/one/".to_owned()]));
}

#[test]
fn the_body_of_a_story_is_told_to_partners_and_not_to_those_who_embed_it() {
    let outputs = SITE.replace("= false\nquote_embeds = false", "= true\nninjs = true");
    let site = with(&site(), "site.toml", &outputs);
    // Stories for partners and the newest of them, how others show stories and quotes, and quotes
    // as they show them.
    let pages = PAGES + 5 + 1 + 5 + 3 + 3;
    let path = "content/stories/one.md";
    let (_, urls) = work_on(site, pages, |tree| {
        let text = &tree.text(path).expect("a text").text;
        with(tree, path, &text.replace("The first.", "The very first."))
    });
    assert_eq!(urls, ["/2026/01/one/", "/2026/01/one/ninjs.json", "/ninjs.json"]);
}

#[test]
fn the_body_of_a_story_is_in_those_files_that_its_words_are_searched_in() {
    let site = with(&site(), "site.toml", &SITE.replace("search = false", "search = true"));
    // The page, the manifest, one file of words, and one of what results show of each kind.
    let pages = PAGES + 1 + 1 + 1 + 3;
    let path = "content/stories/two.md";
    let text = site.text(path).expect("a text").text.to_string();
    let (_, urls) = work_on(site.clone(), pages, |tree| {
        with(tree, path, &text.replace("+++\n>", "+++\nFog.\n\n>"))
    });
    let files = ["/search/manifest.json", "/search/stories/0.json", "/search/words/0.bin"];
    // The quote's page shows the paragraph that leads to it.
    assert_eq!(urls, [&["/2026/01/two/", "/quotes/ida-sund-2c88b345/"], &files[..]].concat());
    // A long text needs more files, and then the pages are listed anew.
    let (_, urls) = work_on(site, pages, |tree| {
        let long = "Rain fell on and on. ".repeat(5_000);
        with(tree, path, &text.replace("+++\n>", &format!("+++\nFog.\n\n{long}\n\n>")))
    });
    let more = urls.iter().filter(|url| url.starts_with("/search/words/")).count();
    assert_eq!(more, 2, "{urls:?}");
}

#[test]
fn free_data_of_a_story_is_its_page_alone() {
    let worked = replace("content/stories/one.md", "+++\nThe", "extra = { a = 1 }\n+++\nThe");
    assert_eq!(worked, (1, vec!["/2026/01/one/".to_owned()]));
}

#[test]
fn a_headline_is_the_pages_that_show_it() {
    let (parsed, urls) = replace("content/stories/one.md", "\"One\"", "\"Won\"");
    assert_eq!(parsed, 1);
    // The story, its month, the story on the same topic, the story after it, the newest five on the page for dead addresses, the
    // last page of the list, and its topic.
    let expected = [
        "/2026/01/one/",
        "/2026/01/page/2/",
        "/2026/01/three/",
        "/2026/01/two/",
        "/404.html",
        "/stories/page/2/",
        "/topics/fog/",
    ];
    assert_eq!(urls, expected);
}

#[test]
fn the_words_about_a_story_are_the_lists_that_show_them() {
    let (parsed, urls) =
        replace("content/stories/five.md", "date =", "dek = \"Rain again.\"\ndate =");
    assert_eq!(parsed, 1);
    let expected = ["/", "/2026/01/", "/2026/01/five/", "/404.html", "/stories/", "/topics/rain/"];
    assert_eq!(urls, expected);
}

#[test]
fn a_new_quote_is_its_speaker_and_the_indexes_that_shift() {
    let (parsed, urls) = replace(
        "content/stories/one.md",
        "The first.",
        "The first.\n\n> One it is.\n>\n> — Ida Sund, mayor (radio.example)\n",
    );
    assert_eq!(parsed, 1);
    assert!(urls.iter().any(|url| url.starts_with("/quotes/ida-sund-")), "{urls:?}");
    for page in
        ["/2026/01/one/", "/players/ida-sund/", "/players/", "/quotes/", "/quotes/speakers/"]
    {
        assert!(urls.iter().any(|url| url == page), "{page} is not among {urls:?}");
    }
    for page in
        ["/2026/01/five/", "/about/", "/players/harbor-co/", "/corrections/", "/2026/01/four/"]
    {
        assert!(urls.iter().all(|url| url != page), "{page} is among {urls:?}");
    }
}

#[test]
fn a_first_mention_links_two_pages() {
    let (parsed, urls) = replace("content/stories/five.md", "It rained.", "Harbor Co got wet.");
    assert_eq!(parsed, 1);
    assert_eq!(urls, ["/2026/01/five/", "/players/", "/players/harbor-co/"]);
}

#[test]
fn a_biography_is_the_profile_alone() {
    let worked = replace("content/players/ida-sund.md", "Sails.", "Sails far.");
    assert_eq!(worked, (1, vec!["/players/ida-sund/".to_owned()]));
}

#[test]
fn the_summary_of_a_player_is_the_profile_and_where_the_player_is_shown() {
    let (parsed, urls) =
        replace("content/players/harbor-co.md", "kind =", "summary = \"A company.\"\nkind =");
    assert_eq!((parsed, urls), (1, vec!["/players/".to_owned(), "/players/harbor-co/".to_owned()]));
}

#[test]
fn the_description_of_a_topic_is_its_page_alone() {
    let worked = replace("content/topics/fog.md", "Wet air.", "Very wet air.");
    assert_eq!(worked, (1, vec!["/topics/fog/".to_owned()]));
}

#[test]
fn a_free_page_is_itself_alone() {
    let worked = replace("content/pages/about.md", "A bell.", "A loud bell.");
    assert_eq!(worked, (1, vec!["/about/".to_owned()]));
}

#[test]
fn the_words_of_a_quotes_file_are_the_pages_that_show_it() {
    let (parsed, urls) = replace("content/quotes/said.md", "I weld.", "I weld well.");
    assert_eq!(parsed, 1);
    assert!(urls.contains(&"/players/rolf-berg/".to_owned()), "{urls:?}");
    assert!(urls.contains(&"/quotes/said/".to_owned()), "{urls:?}");
    assert!(!urls.contains(&"/players/ida-sund/".to_owned()), "{urls:?}");
    assert!(urls.iter().all(|url| !url.starts_with("/2026/01/t")), "{urls:?}");
}

#[test]
fn a_new_story_moves_the_lists_on_and_leaves_older_stories_alone() {
    let (parsed, urls) = work(|tree| {
        let text = "+++\ntitle = \"Six\"\ndate = 2026-01-06\n+++\nNew.\n";
        with(tree, "content/stories/six.md", text)
    });
    assert_eq!(parsed, 1);
    for page in ["/", "/2026/01/six/", "/2026/01/five/", "/stories/", "/stories/page/2/"] {
        assert!(urls.iter().any(|url| url == page), "{page} is not among {urls:?}");
    }
    for page in ["/2026/01/one/", "/2026/01/two/", "/players/ida-sund/", "/quotes/", "/topics/fog/"]
    {
        assert!(urls.iter().all(|url| url != page), "{page} is among {urls:?}");
    }
}

#[test]
fn a_deleted_story_is_parsed_by_nobody() {
    let (parsed, urls) = work(|tree| {
        let mut tree = tree.clone();
        tree.files.remove("content/stories/five.md");
        tree
    });
    assert_eq!(parsed, 0);
    assert!(urls.contains(&"/2026/01/four/".to_owned()), "its neighbor: {urls:?}");
    assert!(!urls.contains(&"/2026/01/three/".to_owned()), "{urls:?}");
}

#[test]
fn a_renamed_file_is_a_new_page_and_the_lists_that_lead_to_it() {
    let (parsed, urls) = work(|tree| {
        let text = tree.text("content/stories/one.md").expect("a story").text.to_string();
        let mut tree = with(tree, "content/stories/uno.md", &text);
        tree.files.remove("content/stories/one.md");
        tree
    });
    assert_eq!(parsed, 1);
    let expected = [
        "/2026/01/page/2/",
        "/2026/01/three/",
        "/2026/01/two/",
        "/2026/01/uno/",
        "/404.html",
        "/stories/page/2/",
        "/topics/fog/",
    ];
    assert_eq!(urls, expected);
}

#[test]
fn a_folder_that_is_moved_changes_no_page() {
    let (parsed, urls) = work(|tree| {
        let text = tree.text("content/stories/one.md").expect("a story").text.to_string();
        let mut tree = with(tree, "content/stories/old/one.md", &text);
        tree.files.remove("content/stories/one.md");
        tree
    });
    assert_eq!((parsed, urls), (1, vec![]));
}

#[test]
fn a_template_is_its_own_pages_and_no_file_parsed() {
    let (parsed, urls) = work(|tree| with(tree, "templates/story.html", "{{ story.title }}"));
    assert_eq!(parsed, 0);
    let stories = ["five", "four", "one", "three", "two"];
    assert_eq!(urls, stories.map(|story| format!("/2026/01/{story}/")));
}

#[test]
fn a_template_that_others_extend_is_all_of_theirs() {
    let (parsed, urls) = work(|tree| {
        let base = &tree.text("themes/broadsheet/templates/base.html").expect("a template").text;
        with(tree, "templates/base.html", &format!("{base}<!-- the end -->\n"))
    });
    assert_eq!(parsed, 0);
    assert!(urls.len() > 30, "{urls:?}");
}

#[test]
fn a_translation_is_every_page() {
    let words = "themes/broadsheet/i18n/en.toml";
    let (parsed, urls) = work(|tree| {
        let text = &tree.text(words).expect("the words").text;
        with(tree, words, &text.replacen(" = \"", " = \"My ", 1))
    });
    assert_eq!((parsed, urls.len()), (0, PAGES));
}

#[test]
fn a_style_is_every_page_that_names_it() {
    let (parsed, urls) =
        work(|tree| with(tree, "themes/broadsheet/styles/main.css", "body { color: red }"));
    assert_eq!(parsed, 0);
    assert_eq!(urls.len(), PAGES);
}

#[test]
fn a_static_file_is_no_page() {
    let worked = work(|tree| {
        let mut tree = tree.clone();
        let path: std::sync::Arc<str> = "static/boat.svg".into();
        let file = Asset::in_memory(path.clone(), b"<svg/>"[..].into());
        tree.files.insert(path, SourceFile::Asset(file));
        tree
    });
    assert_eq!(worked, (0, vec![]));
}

#[test]
fn the_title_of_the_site_is_every_page_and_no_file_parsed() {
    let (parsed, urls) = replace("site.toml", "The Bell", "The Gong");
    assert_eq!(parsed, 0);
    assert_eq!(urls.len(), PAGES);
}

#[test]
fn the_length_of_lists_is_the_lists_alone() {
    let (parsed, urls) = replace("site.toml", "quotes = 3", "quotes = 2");
    assert_eq!(parsed, 0);
    assert!(!urls.is_empty() && all_of(&urls, "/quotes/"), "{urls:?}");
}

#[test]
fn what_an_edit_touches_is_no_more_than_it_has_to_be() {
    let options = Options::at("2026-02-01T00:00:00Z".parse().expect("a moment"));
    let touched = |path: &str, from: &str, to: &str| {
        let mut warm = Warm::default();
        let old = site();
        warm.take(&old, &options).expect("a site without errors");
        let text = &old.text(path).expect("a text").text;
        assert!(text.contains(from), "{path} holds {from}");
        warm.take(&with(&old, path, &text.replace(from, to)), &options).expect("no errors");
        match warm.proof.touched {
            Touched::Everything => "everything",
            Touched::Words => "words",
            Touched::Inside { .. } => "inside",
        }
    };
    let story = "content/stories/one.md";
    // Where there is no dek, feeds show the first words.
    assert_eq!(touched(story, "The first.", "The very first."), "words");
    assert_eq!(touched(story, "+++\nThe", "extra = { a = 1 }\n+++\nThe"), "inside");
    assert_eq!(touched(story, "\"One\"", "\"Won\""), "words");
    assert_eq!(touched(story, "date =", "dek = \"First.\"\ndate ="), "words");
    assert_eq!(touched(story, "The first.", "Harbor Co is first."), "everything");
    assert_eq!(touched(story, "2026-01-01", "2026-01-09"), "everything");
    assert_eq!(touched("content/players/ida-sund.md", "Sails.", "Sails far."), "inside");
    assert_eq!(touched("content/topics/fog.md", "\"Fog\"", "\"Mist\""), "everything");
    assert_eq!(touched("content/quotes/said.md", "I weld.", "I weld well."), "everything");
}
