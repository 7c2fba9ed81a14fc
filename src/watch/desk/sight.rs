//! Looking through a site's folder, or a part of it, and what that brings to light.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{AT_LIMIT, Desk, ROUND};
use crate::watch::How;
use crate::watch::batch::{Cause, Touch};
use crate::watch::beside::{Beside, beside};
use crate::watch::ears::{AtLimit, Ears, Reach};
use crate::watch::index::{Entry, Index, Scan};

/// How long after a folder appeared it is looked through once more. Nothing should be found then:
/// the folder was listened to before it was listed.
const AGAIN: Duration = Duration::from_millis(100);

/// How many times as long as a look through everything takes it is at least until the next: a huge
/// site on a slow mount must not keep a processor busy.
const REST: u32 = 10;

impl Desk {
    /// Looks through everything, listens to every folder, and notes what is there.
    pub(super) fn look_through(&mut self) {
        self.everything = None;
        self.touches.clear();
        self.again.clear();
        let begun = Instant::now();
        let (index, hash) = self.scan();
        self.index = index;
        self.beside = hash;
        self.set_tick(begun);
    }

    /// Looks through everything, where the system does not tell, and takes what is other than it
    /// was as touched.
    pub(super) fn look_for_changes(&mut self, now: Instant) {
        let (found, hash) = self.scan();
        self.set_tick(now);
        if hash != self.beside {
            self.everything = Some((now, now));
        }
        self.beside = hash;
        let known = self.index.below("").map(|(path, _)| path.clone());
        let gone: Vec<String> = known.filter(|path| found.get(path).is_none()).collect();
        let found = found.below("").map(|(path, entry)| (path.clone(), Some(*entry)));
        for (path, entry) in found.chain(gone.into_iter().map(|path| (path, None))) {
            // What is touched already is being looked at.
            if self.touches.get(&path).is_some() {
                continue;
            }
            match (self.index.get(&path).copied(), entry) {
                (Some(before), Some(entry)) if entry.is_same(&before) => {
                    self.index.set(path, Some(entry));
                }
                (None | Some(Entry::File(..)), Some(Entry::File(..)))
                | (Some(Entry::File(..)), None) => {
                    self.touches.add(path, Touch::new(now, Cause::Found, None));
                }
                (None, Some(Entry::Folder)) | (Some(Entry::Folder), None)
                    if !self.is_led_to(&path) =>
                {
                    self.index.set(path, entry);
                }
                _ => self.everything = Some((now, now)),
            }
        }
    }

    /// Looks at some files, and takes those that are other than they were as touched.
    pub(super) fn go_round(&mut self, now: Instant) {
        let Some(root) = &self.root else { return };
        let round: Vec<_> = self.index.files_after(&self.round).take(ROUND).collect();
        let is_other = |&&(path, before): &&(&String, &Entry)| {
            let seen = self.index.look(&root.at.join(path), path, self.young());
            // What is touched already is being looked at.
            !seen.is_ok_and(|seen| seen.is_same(before)) && self.touches.get(path).is_none()
        };
        let others: Vec<String> =
            round.iter().filter(is_other).map(|(path, _)| (*path).clone()).collect();
        // A round that is not full has come to the end.
        self.round = round.get(ROUND - 1).map(|(path, _)| (*path).clone()).unwrap_or_default();
        for path in others {
            self.touches.add(path, Touch::new(now, Cause::Found, None));
        }
    }

    /// Sets when everything is looked through next, after a look that began at a moment.
    fn set_tick(&mut self, begun: Instant) {
        self.tick = match self.how() {
            How::Polled(interval) => {
                let now = Instant::now();
                Some(now + interval.max(now.duration_since(begun) * REST))
            }
            How::Notified => None,
        };
    }

    /// What is there, with the hash of what links lead to.
    fn scan(&mut self) -> (Index, u64) {
        let Some(root) = &self.root else { return (Index::default(), 0) };
        let mut limit = Ok(());
        let mut scan = Scan::new(&root.at, &self.index, self.young());
        let ears = &mut self.ears;
        let hear = &mut |at: &Path, reach| hear(ears.as_mut(), (at, reach), &mut limit);
        scan.all(hear);
        let links = std::mem::take(&mut scan.links);
        let Beside { places, hash } = beside(&root.at, links, hear);
        let found = scan.found;
        self.inbox.listen_beside(places.iter().cloned().collect());
        self.places = places;
        if limit.is_err() {
            // Without the system's word more is to be noted of each file.
            self.fall_back(AT_LIMIT);
            return self.scan();
        }
        (found, hash)
    }

    /// Looks through a folder that something happened to, and listens to it; the paths of the files
    /// in it that are not as they were. `None` where more may have changed than those.
    pub(super) fn look_into(&mut self, folder: &str, touch: &Touch) -> Option<Vec<String>> {
        let root = self.root.as_ref()?;
        let mut limit = Ok(());
        let mut scan = Scan::new(&root.at, &self.index, self.young());
        let ears = &mut self.ears;
        scan.below(folder, &mut |at, reach| hear(ears.as_mut(), (at, reach), &mut limit));
        let (found, has_links) = (scan.found, !scan.links.is_empty());
        if limit.is_err() {
            self.fall_back(AT_LIMIT);
        }
        if limit.is_err() || has_links || matches!(found.get(folder), Some(Entry::Odd(_))) {
            return None;
        }
        let is_new = self.index.get(folder).is_none();
        if is_new && self.is_led_to(folder) {
            return None;
        }
        self.index.set(folder.to_owned(), Some(Entry::Folder));
        if is_new && touch.cause != Cause::Found {
            self.again.insert(folder.to_owned(), Instant::now() + AGAIN);
        }
        let known = self.index.below(folder).map(|(path, _)| path.clone());
        let gone: Vec<String> = known.filter(|path| found.get(path).is_none()).collect();
        let found = found.below(folder).map(|(path, entry)| (path.clone(), Some(*entry)));
        let mut files = Vec::new();
        for (path, entry) in found.chain(gone.into_iter().map(|path| (path, None))) {
            match (self.index.get(&path).copied(), entry) {
                (Some(before), Some(entry)) if entry.is_same(&before) => {}
                (None | Some(Entry::File(..)), Some(Entry::File(..)))
                | (Some(Entry::File(..)), None) => files.push(path),
                (None, Some(Entry::Folder)) | (Some(Entry::Folder), None)
                    if !self.is_led_to(&path) =>
                {
                    self.index.set(path, entry);
                }
                _ => return None,
            }
        }
        Some(files)
    }

    /// Forgets a folder that is gone; the paths of the files that were in it. `None` where more may
    /// have changed than those.
    pub(super) fn forget(&mut self, folder: &str) -> Option<Vec<String>> {
        let below: Vec<(String, Entry)> =
            self.index.below(folder).map(|(path, entry)| (path.clone(), *entry)).collect();
        if self.is_led_to(folder) {
            return None;
        }
        self.index.set(folder.to_owned(), None);
        let mut files = Vec::new();
        for (path, entry) in below {
            match entry {
                Entry::File(..) => files.push(path),
                Entry::Folder if !self.is_led_to(&path) => self.index.set(path, None),
                Entry::Folder | Entry::Odd(_) => return None,
            }
        }
        Some(files)
    }

    /// Whether a link leads to a path of the site. Where a folder comes or goes there, more changes
    /// than the files in it: the link ends in nothing, or does so no more.
    fn is_led_to(&self, path: &str) -> bool {
        let root = self.root.as_ref();
        !self.places.is_empty()
            && root.is_some_and(|root| self.places.contains(&root.at.join(path)))
    }
}

/// Listens to a folder, if anyone listens, and notes where no more can be listened to.
fn hear(ears: Option<&mut Ears>, (at, reach): (&Path, Reach), limit: &mut Result<(), AtLimit>) {
    if let (Some(ears), Ok(())) = (ears, &limit) {
        *limit = ears.hear(at, reach);
    }
}
