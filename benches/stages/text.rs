//! What goes through every letter: names found in prose, words told apart, text escaped.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use newsprint::html::escaped;
use newsprint::link::mentions::{Mentions, Scan};
use newsprint::player::PlayerId;
use newsprint::quote::normalized;

use crate::chance::Chance;
use crate::newsroom;

/// How many names are looked for. Up to some two thousand the quick automaton is used.
const NAMES: [usize; 3] = [100, 1_000, 50_000];

/// The bodies of two hundred stories, about 700 KB.
fn bodies() -> Vec<String> {
    let files = newsroom::files(200).into_iter();
    let stories = files.filter(|(path, _)| path.starts_with("content/stories/"));
    let body = |text: String| text.splitn(3, "+++").nth(2).unwrap_or_default().to_owned();
    stories.map(|(_, text)| body(text)).collect()
}

/// How many bytes texts have together.
fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

/// The automaton of so many names.
fn mentions_of(names: &[String]) -> Mentions {
    Mentions::of(names.iter().enumerate().map(|(id, name)| (name.as_str(), PlayerId(id as u32))))
}

/// Makes the automaton; an item is a name.
#[divan::bench(args = NAMES, sample_count = 20, max_time = 10)]
fn mentions_made(bencher: Bencher, names: usize) {
    let names = newsroom::names(names);
    bencher.counter(ItemsCount::new(names.len())).bench_local(|| mentions_of(&names));
}

/// Finds the names in the paragraphs of two hundred stories. One in four paragraphs names somebody,
/// and every mention becomes a link.
#[divan::bench(args = NAMES, sample_count = 20, max_time = 10)]
fn mentions_found(bencher: Bencher, names: usize) {
    let names = newsroom::names(names);
    let mentions = mentions_of(&names);
    let mut chance = Chance::new(1);
    let paragraph = |text: &str| match chance.below(4) {
        0 => format!("<p>{text} So says {}.</p>", names[chance.below(names.len())]),
        _ => format!("<p>{text}</p>"),
    };
    let bodies = bodies();
    let prose: Vec<String> =
        bodies.iter().flat_map(|body| body.split("\n\n")).map(paragraph).collect();
    bencher.counter(bytes(&prose)).bench_local(|| {
        let mut out = String::new();
        for html in &prose {
            let link = |player: PlayerId| Some(format!("/players/{}/", player.0));
            mentions.linked(html, &mut Scan::default(), &mut out, link);
        }
        out
    });
}

/// The words of quotes, as they are compared and hashed.
#[divan::bench(sample_count = 20)]
fn words(bencher: Bencher) {
    let bodies = bodies();
    let bencher = bencher.counter(bytes(&bodies));
    bencher.bench_local(|| bodies.iter().map(|body| normalized(body).len()).sum::<usize>());
}

/// Text in which nothing needs to be escaped, and text in which some of it does.
#[divan::bench(args = ["plain", "with quotation marks"], sample_count = 20)]
fn escape(bencher: Bencher, text: &str) {
    let plain = bodies().into_iter().map(|body| body.replace(['\'', '<', '>', '"', '&'], " "));
    let texts: Vec<String> = match text {
        "plain" => plain.collect(),
        _ => plain.map(|body| body.replace(". ", ".\" \"")).collect(),
    };
    let bencher = bencher.counter(bytes(&texts));
    bencher.bench_local(|| texts.iter().map(|text| escaped(text).len()).sum::<usize>());
}
