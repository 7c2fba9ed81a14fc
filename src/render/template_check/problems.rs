//! Collects problems: each place once, and none that another way to the same place makes doubtful.
//!
//! A template may be reached in many ways: a base by every page, a component by every call. What
//! is wrong on one way and right on another is a problem where it always happens, but under a
//! condition the condition may well tell the ways apart (`{% if page.kind == "story" %}`). Such a
//! problem is reported only if the place is right on no way at all.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Place};

/// A place and what may be wrong there.
type Key = (Place, Code);

/// The problems of a run, and the places that were found right.
#[derive(Default)]
pub struct Problems {
    found: HashMap<Key, Found>,
    right: HashSet<Key>,
    unknown: HashSet<Key>,
}

struct Found {
    certain: bool,
    diagnostic: Diagnostic,
}

impl Problems {
    /// A problem that happens whenever the template is rendered.
    pub fn certain(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic, true);
    }

    /// A problem under a condition.
    pub fn doubtful(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic, false);
    }

    fn add(&mut self, diagnostic: Diagnostic, certain: bool) {
        let Some(place) = diagnostic.place.clone() else { return };
        let key = (place, diagnostic.code);
        match self.found.get(&key) {
            Some(found) if found.certain || !certain => {}
            _ => {
                self.found.insert(key, Found { certain, diagnostic });
            }
        }
    }

    /// The place is right on one way to it.
    pub fn right(&mut self, place: Place, code: Code) {
        self.right.insert((place, code));
    }

    /// On one way to it nothing is known of the place.
    pub fn unknown(&mut self, place: Place, code: Code) {
        self.unknown.insert((place, code));
    }

    /// What is to be reported, sorted.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        let Problems { found, right, unknown } = self;
        let mut diagnostics: Vec<Diagnostic> = found
            .into_iter()
            .filter(|(key, found)| {
                // Where nothing is known on another way, a near name tells a slip from a design.
                let near =
                    found.diagnostic.hints.iter().any(|hint| hint.starts_with("did you mean"));
                found.certain || !(right.contains(key) || unknown.contains(key) && !near)
            })
            .map(|(_, found)| found.diagnostic)
            .collect();
        diagnostics.sort();
        diagnostics
    }
}
