//! Pages rendered, and their fingerprints.
//!
//! All pages are rendered of an edition of which none has been asked for, because the cards that
//! many pages share are made with the first that shows them. Of one page alone, the time is that of
//! a page that has been shown before.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use newsprint::edition::Edition;
use newsprint::render;
use rayon::prelude::*;

use crate::room::{THEMES, room};

/// The bytes of all pages together.
fn rendered(edition: &Edition) -> usize {
    let pages = edition.pages.par_iter();
    pages.map(|page| render::render(edition, page).expect("a page").len()).sum()
}

/// Renders all pages, on all cores; an item is a page.
#[divan::bench(args = THEMES, sample_count = 10, sample_size = 1, max_time = 20)]
fn render_all(bencher: Bencher, theme: &str) {
    let room = room(theme);
    let edition = room.edition();
    let pages = ItemsCount::new(edition.pages.len());
    let bytes = BytesCount::new(rendered(&edition));
    let bencher = bencher.counter(pages).counter(bytes);
    bencher.with_inputs(|| room.edition()).bench_local_refs(|edition| rendered(edition));
}

/// The fingerprints of all pages, on all cores; an item is a page.
#[divan::bench(args = THEMES, sample_count = 10, sample_size = 1, max_time = 20)]
fn fingerprint_all(bencher: Bencher, theme: &str) {
    let room = room(theme);
    let bencher = bencher.counter(ItemsCount::new(room.edition().pages.len()));
    bencher.with_inputs(|| room.edition()).bench_local_refs(|edition| {
        let pages = edition.pages.par_iter();
        let prints = pages.map(|page| render::fingerprint(edition, page).expect("a page"));
        prints.reduce(|| 0, |one, other| one ^ other)
    });
}

/// Renders one page of a kind, the one in the middle of them: with the theme wire.
#[divan::bench(args = ["story", "player", "front"])]
fn one_page_of_wire(bencher: Bencher, kind: &str) {
    one_page(bencher, "wire", kind);
}

/// The same with the theme broadsheet.
#[divan::bench(args = ["story", "player", "front"])]
fn one_page_of_broadsheet(bencher: Bencher, kind: &str) {
    one_page(bencher, "broadsheet", kind);
}

fn one_page(bencher: Bencher, theme: &str, kind: &str) {
    let edition = room(theme).edition();
    let pages: Vec<_> = edition.pages.iter().filter(|page| page.kind == kind).collect();
    let page = pages.get(pages.len() / 2).expect("a page of that kind");
    let html = render::render(&edition, page).expect("a page");
    let bencher = bencher.counter(BytesCount::new(html.len()));
    bencher.bench_local(|| render::render(&edition, page));
}
