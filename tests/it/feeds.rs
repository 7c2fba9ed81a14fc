//! Feeds read back by a feed reader's own parser: those of one list say the same in all three formats,
//! and what they lead to is printed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use feed_rs::model::{Entry, Feed, FeedType};
use rss::validation::Validate;
use walkdir::WalkDir;

use crate::press::Paper;

/// A moment after all stories of the demo but one.
const NOW: &str = "2030-01-01T00:00:00Z";
const BASE: &str = "https://ledger.example/";

/// What all formats say of an entry.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    id: String,
    title: String,
    link: String,
    published: String,
    authors: Vec<String>,
    topics: Vec<String>,
    content: Option<String>,
}

impl Said {
    fn of(entry: &Entry) -> Said {
        let is_page = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
        let content = entry.content.as_ref().and_then(|content| content.body.clone());
        Said {
            id: entry.id.clone(),
            title: entry.title.as_ref().expect("a title").content.clone(),
            link: entry.links.iter().find(|link| is_page(&link.rel)).expect("a link").href.clone(),
            published: entry.published.expect("a date").to_rfc3339(),
            authors: entry.authors.iter().filter_map(|author| author.name.clone()).collect(),
            topics: entry.categories.iter().map(|topic| topic.term.clone()).collect(),
            content: content.map(|content| content.trim().to_owned()),
        }
    }
}

fn parsed(folder: &Path, file: &str) -> Feed {
    let bytes = fs::read(folder.join(file)).expect("a feed of each format");
    feed_rs::parser::parse(&*bytes)
        .unwrap_or_else(|error| panic!("{}/{file}: {error}", folder.display()))
}

/// Reads feeds by the libraries that others write them with, which are stricter than readers are.
fn judged(folder: &Path) {
    let bytes = |file: &str| fs::read(folder.join(file)).expect("a feed");
    let rss = rss::Channel::read_from(&*bytes("feed.xml")).expect("RSS");
    rss.validate().unwrap_or_else(|error| panic!("{}/feed.xml: {error}", folder.display()));
    let atom = atom_syndication::Feed::read_from(&*bytes("atom.xml"))
        .unwrap_or_else(|error| panic!("{}/atom.xml: {error}", folder.display()));
    assert_eq!(rss.items().len(), atom.entries().len());
    for (item, entry) in rss.items().iter().zip(atom.entries()) {
        assert_eq!(item.title(), Some(&*entry.title().value));
        assert_eq!(item.guid().map(|guid| guid.value()), Some(entry.id()));
        let words = entry.summary().map(|words| &*words.value);
        // Where Atom has a plain text, RSS has HTML that shows it.
        let html =
            |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(item.description(), words.map(html).as_deref(), "{}", entry.id());
        // A quote has its words alone; all else is told of in a sentence.
        assert!(words.is_some() || item.content().is_some(), "{}", entry.id());
    }
}

#[test]
fn feeds_say_the_same_in_all_formats() {
    let paper = Paper::of::<&str>(&[]);
    let demo = env!("CARGO_MANIFEST_DIR");
    let run = paper.run(&["build", "--root", demo, "--output", "public", "--at", NOW]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let public = paper.path("public");
    let folders = WalkDir::new(&public).into_iter().filter_map(Result::ok);
    let folders = folders.filter(|entry| entry.path().join("feed.xml").exists());
    let (mut feeds, mut whole, mut ids) = (0, 0, BTreeSet::new());
    for folder in folders {
        let folder = folder.path();
        let rss = parsed(folder, "feed.xml");
        let atom = parsed(folder, "atom.xml");
        let json = parsed(folder, "feed.json");
        assert_eq!(rss.feed_type, FeedType::RSS2);
        assert_eq!((&atom.feed_type, &json.feed_type), (&FeedType::Atom, &FeedType::JSON));
        let said = |feed: &Feed| -> Vec<Said> { feed.entries.iter().map(Said::of).collect() };
        let in_rss = said(&rss);
        let name = folder.display();
        judged(folder);
        assert_eq!(in_rss, said(&atom), "{name}");
        for (entry, mut other) in in_rss.iter().zip(said(&json)) {
            // An item in JSON has to have a text; one without says its headline or its dek again.
            if entry.content.is_none() {
                other.content = None;
            }
            assert_eq!(*entry, other, "{name}");
        }
        let updated =
            |feed: &Feed| -> Vec<_> { feed.entries.iter().map(|entry| entry.updated).collect() };
        assert_eq!(updated(&atom), updated(&json), "{name}");
        let title = |feed: &Feed| feed.title.as_ref().map(|title| title.content.clone());
        assert_eq!(title(&rss), title(&atom), "{name}");
        assert_eq!(title(&rss), title(&json), "{name}");
        assert_eq!(rss.entries.len(), json.entries.len(), "{name}");
        for entry in in_rss {
            let path = entry.link.strip_prefix(BASE).expect("an address of the site");
            let path = path.split('#').next().unwrap_or_default();
            assert!(public.join(path).join("index.html").exists(), "{name}: {}", entry.link);
            whole += usize::from(entry.content.is_some());
            ids.insert(entry.id);
        }
        feeds += 1;
    }
    // The demo has more, so that a walk that finds nothing is noticed.
    assert!(feeds > 50 && whole > 30 && ids.len() > 40, "{feeds}, {whole}, {}", ids.len());
}
