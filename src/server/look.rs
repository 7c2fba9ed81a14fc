//! What a tab ought to show: looked up anew for each tab after each update.

use std::sync::Arc;

use jiff::Timestamp;

use crate::config;
use crate::diagnostic::Diagnostic;
use crate::edition::{Needs, Page};
use crate::server::preview::{Now, Preview};
use crate::server::served::{Found, Served};
use crate::server::trail::Key;
use crate::server::{bar, broken};

/// What a tab ought to show.
pub(super) struct Look {
    /// How its page stands.
    pub standing: Standing,
    /// What it is told beside: problems and bar, as JSON without braces around.
    pub state: String,
}

/// How the page of a tab stands.
pub(super) enum Standing {
    /// Nothing can be said: there is no edition, or one is just being replaced.
    Unknown,
    /// It is there, in this version.
    There(Arc<str>),
    /// It cannot be rendered and never could; the page that says why has this version.
    Failing(Arc<str>),
    /// It is at another address.
    Moved(String),
    /// There is no such page; the page that says so has this version.
    Missing(Option<Arc<str>>),
}

/// Looks up what a tab with a decoded path ought to show.
pub(super) async fn look(preview: &Arc<Preview>, now: &Arc<Now>, tab: u64, path: &str) -> Look {
    let Some(served) = &now.served else {
        return Look { standing: Standing::Unknown, state: state(preview, now, None).await };
    };
    let Some(place) = place(preview, served, tab, path) else {
        return Look { standing: Standing::Unknown, state: state(preview, now, None).await };
    };
    let page = match place {
        Place::Page(page) => Some(page),
        Place::Missing(page) => page,
        Place::Moved(page) => {
            let to = served.printed(page.url.as_str());
            let state = state(preview, now, Some((page, None))).await;
            return Look { standing: Standing::Moved(to), state };
        }
    };
    let Some(page) = page else {
        return Look { standing: Standing::Missing(None), state: state(preview, now, None).await };
    };
    let rendered = preview.cache.page(served, page).await;
    let version = rendered.copy.map(|copy| copy.version.clone());
    let problem = rendered.problem;
    let standing = match (version, &problem) {
        (version, _) if matches!(place, Place::Missing(_)) => Standing::Missing(version),
        (Some(version), _) => Standing::There(version),
        (None, Some(problem)) => {
            Standing::Failing(broken::version(&now.told.text_of(problem)).into())
        }
        (None, None) => Standing::Unknown,
    };
    Look { standing, state: state(preview, now, Some((page, problem))).await }
}

/// Where the page of a tab is.
#[derive(Clone, Copy)]
enum Place<'a> {
    Page(&'a Page),
    Moved(&'a Page),
    Missing(Option<&'a Page>),
}

/// Finds the page of a tab; `None` while another edition is just taking the place of this one.
fn place<'a>(preview: &Preview, served: &'a Served, tab: u64, path: &str) -> Option<Place<'a>> {
    let key = Key::Tab(tab);
    let mut trail = preview.trail();
    if !trail.is_at(served) {
        return None;
    }
    match served.find(path) {
        Found::Page(page) => {
            if let Needs::Redirect(target) = &page.needs {
                return Some(
                    served
                        .edition
                        .page(target.as_str())
                        .map_or_else(|| Place::Missing(None), Place::Moved),
                );
            }
            // Another document may have taken the address.
            let moved = trail.is_of_another_file(&key, page);
            if let Some(page) = trail.find(&key, served).filter(|_| moved) {
                return Some(Place::Moved(page));
            }
            trail.note(key, served, page);
            Some(Place::Page(page))
        }
        Found::Nothing(missing) => {
            let found = trail.find(&key, served);
            Some(found.map_or(Place::Missing(missing), Place::Moved))
        }
        Found::File(_) | Found::Elsewhere(_) => Some(Place::Missing(None)),
    }
}

/// Problems and bar for a tab with a page. To show a problem its lines are laid out, which is work,
/// so it is done on a thread that may block.
async fn state(
    preview: &Arc<Preview>,
    now: &Arc<Now>,
    page: Option<(&Page, Option<Diagnostic>)>,
) -> String {
    let (page, problem) = page.map_or((None, None), |(page, more)| (Some(page.clone()), more));
    let (preview, now) = (preview.clone(), now.clone());
    let written = move || written_state(&preview, &now, page.as_ref(), problem.as_ref());
    tokio::task::spawn_blocking(written).await.unwrap_or_default()
}

fn written_state(
    preview: &Preview,
    now: &Now,
    page: Option<&Page>,
    problem: Option<&Diagnostic>,
) -> String {
    let source = page.and_then(|page| page.source.as_ref());
    let chosen = now.told.chosen(source, problem);
    let edition = now.served.as_ref().map(|served| &*served.edition);
    let shown = edition.filter(|_| now.bar == config::Bar::Shown);
    let moment = preview.clock.unwrap_or_else(Timestamp::now);
    let bar = shown.and_then(|edition| bar::bar(edition, page, preview.clock, moment));
    let bar = bar.map(|bar| bar::Bar {
        editor: bar.source.as_ref().and_then(|source| now.told.link(source)),
        problems: chosen.own.clone(),
        ..bar
    });
    // Texts and numbers can always be written.
    let bar = serde_json::to_string(&bar).unwrap_or_else(|_| "null".to_owned());
    format!("\"problems\":[{}],\"bar\":{bar}", chosen.json.join(","))
}
