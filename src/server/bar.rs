//! The preview bar: what is told of the page that a tab shows.

use std::sync::LazyLock;

use jiff::Timestamp;
use serde::Serialize;

use crate::date::{Locale, Moment};
use crate::edition::{Edition, Needs, Page};
use crate::story::{StoryDocument, reading_minutes};

/// What the bar shows.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Bar {
    /// The file that the page is made from.
    pub source: Option<String>,
    /// The address that opens it.
    pub editor: Option<String>,
    /// Why readers do not see the page yet, or until when they do.
    pub states: Vec<State>,
    /// How many words the page's text has.
    pub words: Option<usize>,
    /// How many minutes it takes to read.
    pub minutes: Option<usize>,
    /// Which of the problems told beside are about the page's file.
    pub problems: Vec<usize>,
    /// The moment that counts as now, where it is not the present one.
    pub clock: Option<String>,
}

/// One state of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct State {
    kind: &'static str,
    at: Option<String>,
    text: String,
}

/// The bar is in English whatever the page is in, as are all messages of newsprint.
static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::new("en"));

/// What is told of a page, but for its file's address and problems; `None` where nothing is.
/// `clock` is the moment that was given as now, and `now` the one that counts.
pub(super) fn bar(
    edition: &Edition,
    page: Option<&Page>,
    clock: Option<Timestamp>,
    now: Timestamp,
) -> Option<Bar> {
    let page = page.filter(|page| !matches!(page.needs, Needs::NotFound | Needs::Redirect(_)));
    let source = page.and_then(|page| page.source.as_deref()).map(str::to_owned);
    let clock = clock.map(|clock| Moment::at(clock, &edition.site.config.zone).rfc3339());
    if source.is_none() && clock.is_none() {
        return None;
    }
    let (states, words, language) = match page.map(|page| &page.needs) {
        Some(Needs::Story(id)) => {
            let document = &edition.site.story(*id).document;
            (states(document, now), Some(document.words), &*document.origin.language)
        }
        Some(Needs::Free(index)) => {
            let document = &edition.site.pages[*index].document;
            let draft = if document.draft { vec![draft()] } else { Vec::new() };
            (draft, Some(document.words), &*document.origin.language)
        }
        _ => (Vec::new(), None, ""),
    };
    Some(Bar {
        source,
        editor: None,
        states,
        words,
        minutes: words.map(|words| reading_minutes(words, language)),
        problems: Vec::new(),
        clock,
    })
}

/// The states of a story at a moment.
fn states(document: &StoryDocument, now: Timestamp) -> Vec<State> {
    let ahead = |moment: &&Moment| moment.timestamp() > now;
    let state = |kind, words: &str, moment: &Moment| State {
        kind,
        at: Some(moment.rfc3339()),
        text: format!("{words} {}", written(moment)),
    };
    let mut states = Vec::new();
    if document.draft {
        states.push(draft());
    }
    if let Some(date) = Some(&document.date.value).filter(ahead) {
        states.push(state("future", "appears", date));
    }
    if let Some(embargo) = document.embargo.as_ref().filter(ahead) {
        states.push(state("embargo", "embargo until", embargo));
    }
    if let Some(expires) = document.expires.as_ref().filter(ahead) {
        states.push(state("expires", "expires", expires));
    }
    states
}

fn draft() -> State {
    State { kind: "draft", at: None, text: "draft".to_owned() }
}

/// `Nov 25, 2026, 06:00`, or the day alone where no time was given.
fn written(moment: &Moment) -> String {
    let day = ENGLISH.short(moment.date());
    match moment.time() {
        Some(time) => format!("{day}, {:02}:{:02}", time.hour(), time.minute()),
        None => day,
    }
}
