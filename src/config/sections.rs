//! The vocabulary of sections: which headings mean what.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;

/// What stands under a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// Text.
    Prose,
    /// Dated events.
    Timeline,
    /// Players with descriptions.
    Players,
    /// Quotes.
    Quotes,
    /// A call to the readers.
    Callout,
}

impl SectionKind {
    /// The word that settings and views use.
    pub fn as_str(self) -> &'static str {
        match self {
            SectionKind::Prose => "prose",
            SectionKind::Timeline => "timeline",
            SectionKind::Players => "players",
            SectionKind::Quotes => "quotes",
            SectionKind::Callout => "callout",
        }
    }

    fn named(word: &str) -> SectionKind {
        match word {
            "timeline" => SectionKind::Timeline,
            "players" => SectionKind::Players,
            "quotes" => SectionKind::Quotes,
            "callout" => SectionKind::Callout,
            _ => SectionKind::Prose,
        }
    }
}

/// The known headings, by their folded words.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    sections: HashMap<String, (Arc<str>, SectionKind)>,
}

impl Vocabulary {
    /// The section's id and kind, where the heading is known.
    pub fn section(&self, heading: &str) -> Option<(Arc<str>, SectionKind)> {
        self.sections.get(&folded(heading)).cloned()
    }

    fn add(&mut self, id: &str, heading: &str, kind: SectionKind) {
        self.sections.insert(folded(heading), (id.into(), kind));
    }
}

/// A heading without what does not matter in it: case, kind of apostrophe, spaces, and
/// punctuation at its end.
pub fn folded(heading: &str) -> String {
    let end = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "…›»–—".contains(c);
    let mut folded = String::with_capacity(heading.len());
    for word in heading.trim_end_matches(end).split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                '\u{2019}' | '\u{2018}' | '\u{02BC}' | '`' | '´' => folded.push('\''),
                other => folded.extend(other.to_lowercase()),
            }
        }
    }
    folded
}

/// The headings that every site knows: id, kind, and the heading with its usual variants.
pub const BUILT_IN: &[(&str, SectionKind, &[&str])] = &[
    ("why-it-matters", SectionKind::Prose, &[
        "Why it matters", "Why this matters", "Why it's important", "Warum es wichtig ist",
        "Warum das wichtig ist",
    ]),
    ("the-details", SectionKind::Prose, &["The details", "Details", "What we know", "What happened", "Die Einzelheiten", "Die Details"]),
    ("timeline", SectionKind::Timeline, &["Timeline", "The timeline", "How it happened", "Key dates", "Chronology", "Zeitleiste", "Chronik"]),
    ("the-players", SectionKind::Players, &["The players", "Players", "Key players", "The people", "Who's who", "Who's involved", "Die Beteiligten", "Die Akteure"]),
    ("whats-next", SectionKind::Prose, &["What's next", "What comes next", "Next steps", "What to watch", "Wie es weitergeht"]),
    ("yes-but", SectionKind::Prose, &["Yes, but", "Yes but", "Ja, aber"]),
    ("by-the-numbers", SectionKind::Prose, &["By the numbers", "The numbers", "In Zahlen"]),
    ("the-background", SectionKind::Prose, &["Background", "The background", "The backstory", "Catch up quick", "Hintergrund"]),
    ("the-big-picture", SectionKind::Prose, &["The big picture", "Big picture", "Zoom out", "Das große Ganze"]),
    ("between-the-lines", SectionKind::Prose, &["Between the lines", "Zwischen den Zeilen"]),
    ("zoom-in", SectionKind::Prose, &["Zoom in"]),
    ("go-deeper", SectionKind::Prose, &["Go deeper", "Read more", "Mehr dazu"]),
    ("callout", SectionKind::Callout, &["Got photos", "Got a photo", "Got a tip", "Got tips", "Have a tip", "Tell us", "Join the conversation", "Haben Sie Fotos"]),
    ("what-theyre-saying", SectionKind::Quotes, &["What they're saying", "What they are saying", "What people are saying", "The quotes", "Quotes", "In their words", "In their own words", "Was sie sagen", "Stimmen"]),
    ("the-takeaway", SectionKind::Prose, &["The takeaway", "Takeaway", "The takeaways", "The bottom line", "Bottom line", "Das Fazit", "Fazit"]),
];

/// Reads `[[sections]]` and lays it over the built-in vocabulary.
pub fn vocabulary(fields: &mut Fields<'_, '_>) -> Vocabulary {
    let mut vocabulary = Vocabulary { sections: HashMap::new() };
    for (id, kind, headings) in BUILT_IN {
        for heading in *headings {
            vocabulary.add(id, heading, *kind);
        }
    }
    for mut below in fields.tables("sections") {
        let id = below.required_text("id");
        let heading = below.required_text("heading");
        let also = below.texts("also");
        let kinds = ["prose", "timeline", "players", "quotes", "callout"];
        let kind = below.word("kind", &kinds).map_or("prose", |at| at.value);
        if let (Some(id), Some(heading)) = (id, heading) {
            if crate::url::slug(id.text()) == *id.value {
                for heading in std::iter::once(&heading).chain(&also) {
                    vocabulary.add(&id.value, heading.text(), SectionKind::named(kind));
                }
            } else {
                let message = "a section's id is made of lower-case letters, digits and hyphens";
                let place = below.place_of(&id.span);
                below.report(Diagnostic::new(Code::BadValue, message).at(place));
            }
        }
        fields.take_problems(below);
    }
    vocabulary
}
