//! The state of filling one document: what it has named so far, and what was wrong.

use std::sync::Arc;

use hashbrown::hash_map::Entry;
use hashbrown::{HashMap, HashSet};

use crate::body::Body;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::mentions::Scan;
use crate::player::PlayerId;
use crate::quote::{QuoteId, anchor};
use crate::site::{Found, InternalLink, Languages};
use crate::url::{Url, runs_script, scheme};

/// The state of filling one document.
pub(super) struct Filling<'b> {
    pub(super) body: &'b Body,
    pub(super) file: Arc<str>,
    pub(super) language: Arc<str>,
    pub(super) url: Option<Url>,
    /// The quotes of the document, by number.
    pub(super) said: &'b [QuoteId],
    /// The languages in which each player has a profile; none while a story is filled, whose
    /// players all have one in the story's own language.
    pub(super) printed: Option<&'b [Languages]>,
    pub(super) scan: Scan,
    /// Where HTML grows; one for all of the document's fragments.
    pub(super) buffer: String,
    /// Who has been mentioned in this document.
    pub(super) seen: HashSet<PlayerId>,
    /// Who is mentioned, in order.
    pub(super) mentioned: Vec<PlayerId>,
    /// Whether names are looked for just now, and for whom not.
    pub(super) names: NamesIn,
    /// The quotes that stand in the text so far, with their anchors; none in a text whose quotes
    /// have no anchors.
    pub(super) anchored: Option<HashMap<QuoteId, Arc<str>>>,
    pub(super) found: Found,
}

/// Where names are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NamesIn {
    /// In prose.
    Prose,
    /// In words about that player, who is not linked there.
    WordsAbout(PlayerId),
    /// Not at all: headings and quotes.
    Nothing,
}

impl<'b> Filling<'b> {
    pub(super) fn of(
        body: &'b Body,
        origin: &crate::story::Origin,
        url: Option<Url>,
    ) -> Filling<'b> {
        Filling {
            body,
            file: origin.file.clone(),
            language: origin.language.clone(),
            url,
            said: &[],
            printed: None,
            scan: Scan::default(),
            buffer: String::new(),
            seen: HashSet::new(),
            mentioned: Vec::new(),
            names: NamesIn::Prose,
            anchored: None,
            found: Found::default(),
        }
    }

    /// The anchor of a quote where it stands in the text for the first time.
    pub(super) fn anchor(&mut self, quote: QuoteId, id: &str) -> Option<Arc<str>> {
        match self.anchored.as_mut()?.entry(quote) {
            Entry::Occupied(_) => None,
            Entry::Vacant(free) => Some(free.insert(anchor(id).into()).clone()),
        }
    }

    pub(super) fn link(&mut self, target: String, place: Place) {
        let from = self.url.clone();
        self.found.links.push(InternalLink { target: target.into(), place, from });
    }

    /// Notes a picture to be checked; the path within the site, where it is one of the site's own.
    pub(super) fn picture(&mut self, src: &str, span: &std::ops::Range<usize>) -> Option<String> {
        let place = Place::span(&self.file, span.clone());
        if runs_script(src) {
            let problem = Diagnostic::new(Code::ScriptUrl, "this picture would run a script");
            self.found.problems.push(problem.at(place));
            return Some("/".to_owned());
        }
        let path = picture_path(src)?;
        self.found.pictures.push(InternalLink { target: path.as_str().into(), place, from: None });
        Some(path)
    }
}

/// The path within the site of a picture that lies in `static/`; `None` for one elsewhere.
pub fn picture_path(src: &str) -> Option<String> {
    if src.starts_with("//") || scheme(src).is_some() {
        return None;
    }
    let path = src.strip_prefix("/static/").or_else(|| src.strip_prefix("static/")).unwrap_or(src);
    Some(format!("/{}", path.trim_start_matches('/')))
}
