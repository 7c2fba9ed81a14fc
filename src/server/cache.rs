//! Pages as they were last rendered: bounded, and kept true by their fingerprints.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::body::Bytes;
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Code, Diagnostic};
use crate::edition::{Machine, Needs, Page};
use crate::render;
use crate::server::client;
use crate::server::served::Served;
use crate::url::Url;

/// How many bytes of pages are kept. What is over is forgotten, the longest unused first.
const MOST_BYTES: usize = 64 << 20;

/// A page as it is sent.
pub(super) struct Copy {
    /// The HTML, with the client in it where it is a page to look at.
    pub html: Bytes,
    /// The hash of the bytes as a build prints them, in hex.
    pub version: Arc<str>,
}

/// What came of rendering a page.
#[derive(Clone)]
pub(super) struct Rendered {
    /// The page; of one that fails now, as it was when it last did not.
    pub copy: Option<Arc<Copy>>,
    /// Why it fails.
    pub problem: Option<Diagnostic>,
}

/// The pages that were asked for.
pub(super) struct Cache {
    slots: Mutex<HashMap<Url, Arc<Slot>>>,
    /// Counts the uses, so that the longest unused page is known.
    uses: AtomicU64,
    bytes: AtomicUsize,
    most_bytes: usize,
}

/// The place of one page. Who renders it holds the lock, so that ten tabs render it once.
#[derive(Default)]
struct Slot {
    kept: tokio::sync::Mutex<Kept>,
    used: AtomicU64,
    size: AtomicUsize,
}

#[derive(Default)]
struct Kept {
    /// The number of the edition that it was last found true for.
    number: u64,
    fingerprint: Option<u64>,
    copy: Option<Arc<Copy>>,
    problem: Option<Diagnostic>,
}

impl Cache {
    pub fn new() -> Cache {
        Cache::of(MOST_BYTES)
    }

    fn of(most_bytes: usize) -> Cache {
        Cache {
            slots: Mutex::default(),
            uses: AtomicU64::new(0),
            bytes: AtomicUsize::new(0),
            most_bytes,
        }
    }

    /// A page of an edition, rendered unless what is kept still shows the same.
    ///
    /// Rendering is work, so it is done on a thread that may block.
    pub async fn page(&self, served: &Arc<Served>, page: &Page) -> Rendered {
        let slot = self.slot(&page.url);
        let mut kept = slot.kept.lock().await;
        // Where another has already looked with a newer edition, that is what counts.
        if kept.number < served.number {
            let (edition, url, former) = (served.clone(), page.url.clone(), kept.fingerprint);
            let known = former.filter(|_| kept.problem.is_none());
            let made = tokio::task::spawn_blocking(move || made(&edition, &url, known)).await;
            kept.number = served.number;
            match made.unwrap_or_else(|_| Made::Failed(stopped(page))) {
                Made::Same => {}
                Made::Anew(fingerprint, copy) => {
                    let (old, new) = (slot.size.load(Ordering::Relaxed), copy.html.len());
                    slot.size.store(new, Ordering::Relaxed);
                    self.bytes.fetch_add(new.saturating_sub(old), Ordering::Relaxed);
                    *kept = Kept {
                        number: served.number,
                        fingerprint: Some(fingerprint),
                        copy: Some(Arc::new(copy)),
                        problem: None,
                    };
                }
                Made::Failed(problem) => kept.problem = Some(problem),
            }
        }
        let rendered = Rendered { copy: kept.copy.clone(), problem: kept.problem.clone() };
        drop(kept);
        if self.bytes.load(Ordering::Relaxed) > self.most_bytes {
            self.forget_some();
        }
        rendered
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<Url, Arc<Slot>>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn slot(&self, url: &Url) -> Arc<Slot> {
        let slot = self.slots().entry(url.clone()).or_default().clone();
        slot.used.store(self.uses.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        slot
    }

    /// Forgets the longest unused pages, a quarter of all bytes at once, so that it is seldom done.
    fn forget_some(&self) {
        let mut slots = self.slots();
        let mut by_use: Vec<(u64, usize, Url)> = slots
            .iter()
            .map(|(url, slot)| {
                let size = slot.size.load(Ordering::Relaxed);
                (slot.used.load(Ordering::Relaxed), size, url.clone())
            })
            .collect();
        by_use.sort_unstable();
        // Counted anew, since a page that was forgotten while it was rendered is still in the sum.
        let mut bytes: usize = by_use.iter().map(|(_, size, _)| size).sum();
        for (_, size, url) in by_use {
            if bytes <= self.most_bytes / 4 * 3 {
                break;
            }
            slots.remove(&url);
            bytes -= size;
        }
        self.bytes.store(bytes, Ordering::Relaxed);
    }
}

enum Made {
    Same,
    Anew(u64, Copy),
    Failed(Diagnostic),
}

/// Renders a page, unless its fingerprint is the known one.
fn made(served: &Served, url: &Url, known: Option<u64>) -> Made {
    let edition = &served.edition;
    let Some(page) = edition.page(url.as_str()) else {
        let gone = format!("there is no page {url}");
        return Made::Failed(Diagnostic::new(Code::RenderError, gone));
    };
    // What a share card shows is known before it is drawn.
    let is_card = matches!(page.needs, Needs::Machine(Machine::ShareCard(_)));
    if page.is_for_machines() && !is_card {
        return made_for_machines(served, page, known);
    }
    let fingerprint = match render::fingerprint(edition, page) {
        Ok(fingerprint) if known == Some(fingerprint) => return Made::Same,
        Ok(fingerprint) => fingerprint,
        Err(problem) => return Made::Failed(problem),
    };
    match render::render(edition, page) {
        Ok(html) => {
            let version: Arc<str> = format!("{:016x}", xxh3_64(&html)).into();
            // A page that only sends readers on must do so at once, and needs no client; nor does a card.
            let html = match page.needs {
                Needs::Redirect(_) | Needs::Machine(_) => html,
                _ => client::with_client(html, &version),
            };
            Made::Anew(fingerprint, Copy { html: html.into(), version })
        }
        Err(problem) => Made::Failed(problem),
    }
}

/// Writes an output for machines, which is sent as a build prints it. Its bytes are what its fingerprint
/// is made of, so that they are written once.
fn made_for_machines(served: &Served, page: &Page, known: Option<u64>) -> Made {
    match render::render(&served.edition, page) {
        Ok(bytes) => {
            let fingerprint = xxh3_64(&bytes);
            let version = format!("{fingerprint:016x}").into();
            match known == Some(fingerprint) {
                true => Made::Same,
                false => Made::Anew(fingerprint, Copy { html: bytes.into(), version }),
            }
        }
        Err(problem) => Made::Failed(problem),
    }
}

/// What is said where the renderer itself broke down.
fn stopped(page: &Page) -> Diagnostic {
    let message = format!("the page {} could not be rendered", page.url);
    Diagnostic::new(Code::RenderError, message)
        .hint("this is a fault of newsprint; its own message is in the terminal")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::server::served::Soundness;

    fn served() -> Arc<Served> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("site.toml"), "title = \"The Fog Post\"\n").unwrap();
        let (tree, _) = crate::disk::read(folder.path());
        let options = Options::at("2030-01-01T00:00:00Z".parse().unwrap());
        let (edition, _) = crate::edition(&tree, &options);
        let edition = edition.unwrap();
        Arc::new(Served::after(None, edition, Arc::new(tree), Soundness::Sound).0)
    }

    fn look_at_all(cache: &Cache, served: &Arc<Served>) -> usize {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut all = 0;
            for page in served.edition.pages.iter() {
                all += cache.page(served, page).await.copy.unwrap().html.len();
            }
            all
        })
    }

    #[test]
    fn what_is_kept_is_bounded_and_the_longest_unused_goes_first() {
        let served = served();
        let all = look_at_all(&Cache::new(), &served);
        let cache = Cache::of(all / 2);
        for _ in 0..5 {
            look_at_all(&cache, &served);
            let sizes =
                || cache.slots().values().map(|slot| slot.size.load(Ordering::Relaxed)).sum();
            let kept: usize = sizes();
            assert!((1..=all / 2).contains(&kept), "{kept} of {all}");
            assert_eq!(cache.bytes.load(Ordering::Relaxed), kept);
        }
        let (first, last) = (&served.edition.pages[0], served.edition.pages.last().unwrap());
        assert!(!cache.slots().contains_key(&first.url));
        assert!(cache.slots().contains_key(&last.url));
    }
}
