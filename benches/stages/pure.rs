//! The stages between reading and rendering: theme, parse, link, plan, check, and all of them.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use newsprint::render::theme::theme as loaded;
use newsprint::{check, link, parse, plan};

use crate::room::{THEMES, room};

/// Loads and checks a theme, which takes the same time in every newsroom.
#[divan::bench(args = THEMES, sample_count = 20, sample_size = 1)]
fn theme(bencher: Bencher, name: &str) {
    let room = room(name);
    bencher.bench_local(|| loaded(&room.tree, &room.config));
}

/// Parses all content.
#[divan::bench(sample_count = 20, sample_size = 1, max_time = 10)]
fn parse(bencher: Bencher) {
    let room = room("wire");
    let bencher = bencher.counter(BytesCount::new(room.bytes()));
    bencher.bench_local(|| parse::parse(&room.tree, &room.config, None));
}

/// Links all documents afresh.
#[divan::bench(args = THEMES, sample_count = 20, sample_size = 1, max_time = 10)]
fn link(bencher: Bencher, theme: &str) {
    let room = room(theme);
    let bencher = bencher.counter(ItemsCount::new(room.site().stories.len()));
    bencher.bench_local(|| link::link(&room.documents, room.around(), None));
}

/// Lists all pages; an item is a page.
#[divan::bench(args = THEMES, sample_count = 20, sample_size = 1, max_time = 10)]
fn plan(bencher: Bencher, theme: &str) {
    let room = room(theme);
    let bencher = bencher.counter(ItemsCount::new(room.edition().pages.len()));
    bencher.bench_local(|| plan::plan(room.site(), room.theme.clone(), &room.tree, &room.data));
}

/// Looks for dead links and the like; an item is a story, each of which has a link to another.
#[divan::bench(args = THEMES, sample_count = 20, sample_size = 1, max_time = 10)]
fn check(bencher: Bencher, theme: &str) {
    let edition = room(theme).edition();
    let bencher = bencher.counter(ItemsCount::new(edition.site.stories.len()));
    bencher.bench_local(|| check::check(&edition));
}

/// Everything from the files in memory to a finished edition.
#[divan::bench(args = THEMES, sample_count = 20, sample_size = 1, max_time = 10)]
fn edition(bencher: Bencher, theme: &str) {
    let room = room(theme);
    let bencher = bencher.counter(ItemsCount::new(room.site().stories.len()));
    bencher.bench_local(|| newsprint::edition(&room.tree, &room.options));
}
