//! The disk edge: a newsroom read, and its pages written. Files are where temporary files are.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use newsprint::disk::{self, Body, Entry, OutputFolder, Rank, Written};
use newsprint::render;
use rayon::prelude::*;
use tempfile::TempDir;

use crate::room::{THEMES, folder, room};

/// All pages of an edition, rendered: what is measured is the writing alone.
struct Pages(Vec<(String, Vec<u8>)>);

impl Pages {
    fn of(theme: &str) -> Pages {
        let edition = room(theme).edition();
        let pages = edition
            .pages
            .par_iter()
            .map(|page| (page.url.output(), render::render(&edition, page).expect("a page")));
        Pages(pages.collect())
    }

    fn print(&self, output: &OutputFolder) -> Written {
        let entries = self.0.iter().map(|(path, _)| Entry { path, rank: Rank::Page });
        let entries: Vec<Entry<'_>> = entries.collect();
        let written = output.write(&entries, |index| Ok(Body::from(self.0[index].1.as_slice())));
        written.expect("a written edition")
    }

    /// Says how much is written.
    fn counted<'a, 'b>(&self, bencher: Bencher<'a, 'b>) -> Bencher<'a, 'b> {
        let bytes: usize = self.0.iter().map(|(_, html)| html.len()).sum();
        bencher.counter(ItemsCount::new(self.0.len())).counter(BytesCount::new(bytes))
    }
}

/// An output folder that is gone after use. The order matters: it is closed before it is deleted.
struct Output(OutputFolder, #[expect(dead_code, reason = "deletes the folder")] TempDir);

impl Output {
    fn bare() -> Output {
        let made = tempfile::tempdir().expect("a folder");
        let output = OutputFolder::open(folder(), &made.path().join("public"));
        Output(output.expect("an output folder"), made)
    }
}

/// Reads all files of the newsroom.
#[divan::bench(sample_count = 20, sample_size = 1, max_time = 10)]
fn read(bencher: Bencher) {
    let bencher = bencher.counter(BytesCount::new(room("wire").bytes()));
    bencher.bench_local(|| disk::read(folder()));
}

/// Writes all pages to a folder with nothing in it; an item is a page.
#[divan::bench(args = THEMES, sample_count = 10, sample_size = 1, max_time = 20)]
fn write(bencher: Bencher, theme: &str) {
    let pages = Pages::of(theme);
    let bencher = pages.counted(bencher).with_inputs(Output::bare);
    bencher.bench_local_refs(|output| pages.print(&output.0));
}

/// Writes the same pages once more, so that all are compared and none is written.
#[divan::bench(args = THEMES, sample_count = 10, sample_size = 1, max_time = 20)]
fn write_again(bencher: Bencher, theme: &str) {
    let pages = Pages::of(theme);
    let output = Output::bare();
    pages.print(&output.0);
    pages.counted(bencher).bench_local(|| {
        let written = pages.print(&output.0);
        assert!(written.changed.is_empty(), "nothing differs");
        written
    });
}
