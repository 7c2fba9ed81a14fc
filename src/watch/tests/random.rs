//! Random changes to a watched site: the files in memory become those that a fresh read gives.
#![cfg(unix)]

use proptest::prelude::*;

use super::*;
use crate::disk::refresh_tests::changes::{Change, cases, change};
use crate::disk::refresh_tests::difference;
use crate::disk::{SiteFiles, read};

/// The most cases of one test: each waits for several refreshes.
const MOST: u32 = 2_000;

/// Follows a site until its files in memory are as they are on disk, and stay so.
fn follow(site: &Site, files: &mut SiteFiles) {
    let end = Instant::now() + LONG;
    loop {
        match site.watch.next(Some(Instant::now() + AFTER / 10)) {
            Some(seen) => drop(files.refresh(&seen)),
            None => {
                let difference = difference(files, &read(&site.root()));
                let Some(difference) = difference else { return };
                assert!(Instant::now() < end, "after a long time still: {difference}");
            }
        }
    }
}

/// Makes changes, with some of them while the site is followed.
fn change_and_follow(how: How, steps: &[Vec<Change>]) {
    let site = Site::watched(how, usize::MAX);
    let mut files = SiteFiles::read(&site.root());
    for changes in steps {
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for change in changes {
                    // What the folder does not allow is no change.
                    let _ = change.make(&site.root());
                    std::thread::yield_now();
                }
            });
            if let Some(seen) = site.watch.next(Some(Instant::now() + QUIET)) {
                files.refresh(&seen);
            }
        });
        follow(&site, &mut files);
    }
}

fn steps() -> impl Strategy<Value = Vec<Vec<Change>>> {
    prop::collection::vec(prop::collection::vec(change(), 1..8), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(48).min(MOST), ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_a_watched_site_the_files_in_memory_follow(steps in steps()) {
        change_and_follow(How::Notified, &steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24).min(MOST), ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_a_polled_site_the_files_in_memory_follow(steps in steps()) {
        change_and_follow(How::Polled(Duration::from_millis(20)), &steps);
    }
}
