//! The vocabulary of sections: which headings mean what.

use std::sync::{Arc, LazyLock};

use hashbrown::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::view::Words;

mod headings;

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
    /// All kinds.
    pub const ALL: [SectionKind; 5] = [
        SectionKind::Prose,
        SectionKind::Timeline,
        SectionKind::Players,
        SectionKind::Quotes,
        SectionKind::Callout,
    ];

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

    /// The kind of that word.
    pub fn named(word: &str) -> Option<SectionKind> {
        SectionKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// The known headings: those of the site, and behind them the built-in ones, in all languages that the
/// built-in themes speak.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The site's own, by their folded words.
    own: Entries,
}

/// Headings by their folded words.
type Entries = HashMap<String, Entry>;

/// A heading that means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The section's id.
    pub id: Arc<str>,
    /// The heading as the vocabulary writes it.
    pub heading: Words,
    /// What stands under it.
    pub kind: SectionKind,
}

impl Vocabulary {
    /// What a heading means, where it is known.
    pub fn entry(&self, heading: &str) -> Option<&Entry> {
        // Settings are read at each start and each edit of them, and these hundreds once.
        static KNOWN: LazyLock<Entries> = LazyLock::new(built_in);
        let folded = folded(heading);
        self.own.get(&folded).or_else(|| KNOWN.get(&folded))
    }
}

/// The built-in headings.
fn built_in() -> Entries {
    let mut entries = Entries::new();
    for (id, kind, headings) in BUILT_IN {
        for heading in *headings {
            add(&mut entries, id, heading, *kind);
        }
        let further = headings::FURTHER.iter().flat_map(|(_, sections)| *sections);
        for (_, headings) in further.filter(|(section, _)| section == id) {
            for heading in headings::each(headings) {
                add(&mut entries, id, heading, *kind);
            }
        }
    }
    entries
}

fn add(entries: &mut Entries, id: &str, heading: &str, kind: SectionKind) {
    let entry = Entry { id: id.into(), heading: heading.into(), kind };
    entries.insert(folded(heading), entry);
}

/// Words without what does not matter in a heading or a name: case, kind of apostrophe, spaces,
/// and punctuation at the ends of words.
pub fn folded(text: &str) -> String {
    let mark = |c: char| {
        matches!(
            c,
            '.' | ',' | ':' | ';' | '!' | '?' | '*' | '_' | '#' | '"' | '(' | ')' | '[' | ']'
        ) || (!c.is_ascii() && "…›»«“”„–—¿¡；：，。、！？「」『』（）؟،؛।".contains(c))
    };
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let word = word.trim_matches(mark);
        if word.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{05F3}' | '`' | '´' => folded.push('\''),
                '\u{05F4}' => folded.push('"'),
                // The two letters i of Turkish: which capital is whose, only the language tells.
                'İ' | 'ı' => folded.push('i'),
                ascii if ascii.is_ascii() => folded.push(ascii.to_ascii_lowercase()),
                other => folded.extend(other.to_lowercase()),
            }
        }
    }
    folded
}

/// The sections that every site knows: id, kind, and the usual headings in English.
pub const BUILT_IN: &[(&str, SectionKind, &[&str])] = &[
    (
        "why-it-matters",
        SectionKind::Prose,
        &["Why it matters", "Why this matters", "Why it's important", "The stakes", "So what"],
    ),
    (
        "the-details",
        SectionKind::Prose,
        &[
            "The details",
            "Details",
            "The facts",
            "What happened",
            "What we know",
            "What to know",
            "Driving the news",
            "The news",
            "State of play",
            "How it works",
            "The latest",
        ],
    ),
    (
        "timeline",
        SectionKind::Timeline,
        &[
            "Timeline",
            "The timeline",
            "A timeline",
            "Key dates",
            "How it happened",
            "How we got here",
            "Chronology",
        ],
    ),
    (
        "the-players",
        SectionKind::Players,
        &[
            "The players",
            "Players",
            "Key players",
            "The key players",
            "Who's who",
            "Who is who",
            "Who's involved",
            "Who is involved",
            "Key people",
            "The people",
            "Who to know",
            "Cast of characters",
            "People and organizations",
        ],
    ),
    (
        "whats-next",
        SectionKind::Prose,
        &[
            "What's next",
            "What is next",
            "What comes next",
            "What happens next",
            "Next steps",
            "What to watch",
            "What we're watching",
            "Looking ahead",
            "The road ahead",
        ],
    ),
    (
        "yes-but",
        SectionKind::Prose,
        &[
            "Yes, but",
            "The other side",
            "The catch",
            "Reality check",
            "On the other hand",
            "The intrigue",
        ],
    ),
    (
        "by-the-numbers",
        SectionKind::Prose,
        &["By the numbers", "The numbers", "In numbers", "In figures"],
    ),
    (
        "the-background",
        SectionKind::Prose,
        &[
            "Background",
            "The background",
            "The backstory",
            "Backstory",
            "Catch up quick",
            "Flashback",
            "History",
        ],
    ),
    (
        "the-big-picture",
        SectionKind::Prose,
        &["The big picture", "Big picture", "Zoom out", "The context", "Context"],
    ),
    ("between-the-lines", SectionKind::Prose, &["Between the lines"]),
    ("zoom-in", SectionKind::Prose, &["Zoom in"]),
    ("go-deeper", SectionKind::Prose, &["Go deeper", "Read more"]),
    ("get-involved", SectionKind::Prose, &["Get involved", "How to help", "Want to help"]),
    (
        "callout",
        SectionKind::Callout,
        &[
            "Got photos?",
            "Got a photo",
            "Got photos or video",
            "Got photos or videos",
            "Got video",
            "Got videos",
            "Got pictures",
            "Have photos",
            "Have a photo",
            "Share your photos",
            "Send us your photos",
            "Got a tip?",
            "Have a tip",
            "Got tips",
            "Have tips",
            "Have a news tip",
            "Got a news tip",
            "Got news",
            "Have news",
            "Know something",
            "Know more",
            "Got a story?",
            "Have a story",
            "Share your story",
            "Tell us your story",
            "Tell us",
            "Have a question",
            "Got a question",
            "Got questions",
            "Have questions",
            "Were you there?",
            "Did you see it",
            "Did you see this",
            "Were you affected",
            "Are you affected",
            "What do you think?",
            "Have your say",
            "Have thoughts",
            "Got an opinion",
            "Have an opinion",
            "Want to weigh in",
            "See a mistake?",
            "Spotted a mistake",
            "Spot an error",
            "See an error",
            "Spotted an error",
            "Found a mistake",
            "Want more?",
            "Want more news",
            "Want more stories like this",
            "Like this story",
            "Join the conversation",
        ],
    ),
    (
        "what-theyre-saying",
        SectionKind::Quotes,
        &[
            "What they're saying",
            "What they are saying",
            "What people are saying",
            "What's being said",
            "What they said",
            "They said it",
            "Quotes",
            "The quotes",
            "Key quotes",
            "Quotable",
            "In their words",
            "In their own words",
            "Voices",
        ],
    ),
    (
        "the-takeaway",
        SectionKind::Prose,
        &[
            "The takeaway",
            "Takeaway",
            "Takeaways",
            "The takeaways",
            "Key takeaway",
            "Key takeaways",
            "The bottom line",
            "Bottom line",
            "The upshot",
            "In short",
        ],
    ),
];

/// Reads `[[sections]]` and lays it over the built-in vocabulary.
pub fn vocabulary(fields: &mut Fields<'_, '_>) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for mut below in fields.tables("sections") {
        let id = below.required_text("id");
        let heading = below.required_text("heading");
        let also = below.texts("also");
        let kinds = ["prose", "timeline", "players", "quotes", "callout"];
        let kind = below.word("kind", &kinds).and_then(|at| SectionKind::named(at.value));
        let kind = kind.unwrap_or(SectionKind::Prose);
        if let (Some(id), Some(heading)) = (id, heading) {
            if crate::url::slug(id.text()) == *id.value {
                for heading in std::iter::once(&heading).chain(&also) {
                    add(&mut vocabulary.own, &id.value, heading.text(), kind);
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every built-in heading with the section that it opens.
    fn all_built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
        let english = BUILT_IN.iter().flat_map(|(id, _, all)| all.iter().map(|one| (*one, *id)));
        let further = headings::FURTHER.iter().flat_map(|(_, sections)| *sections);
        english.chain(further.flat_map(|(id, all)| headings::each(all).map(|one| (one, *id))))
    }

    #[test]
    fn no_heading_means_two_things() {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for (heading, id) in all_built_in() {
            let before = known.insert(folded(heading), id);
            assert!(before.is_none_or(|before| before == id), "{heading}: {before:?}, {id}");
        }
    }

    #[test]
    fn every_language_has_headings_for_every_kind_of_section() {
        let vocabulary = Vocabulary::default();
        for (language, sections) in headings::FURTHER {
            for (id, _, _) in BUILT_IN.iter().filter(|(id, _, _)| *id != "zoom-in") {
                assert!(sections.iter().any(|(own, _)| own == id), "{language}: {id}");
            }
            for (id, headings) in sections {
                for heading in headings::each(headings) {
                    let entry = vocabulary.entry(heading);
                    assert_eq!(entry.map(|entry| &*entry.id), Some(*id), "{heading}");
                }
            }
        }
    }

    #[test]
    fn headings_are_known_in_any_dress_of_their_language() {
        let vocabulary = Vocabulary::default();
        let id = |heading| vocabulary.entry(heading).map(|entry| entry.id.to_string());
        for (heading, expected) in [
            ("POURQUOI C’EST IMPORTANT\u{202f}?", "why-it-matters"),
            ("¿Por qué importa?", "why-it-matters"),
            ("NEDEN ÖNEMLİ?", "why-it-matters"),
            ("لماذا يهم ذلك؟", "why-it-matters"),
            ("为什么重要？", "why-it-matters"),
            ("なぜ重要か：", "why-it-matters"),
            ("「発言」", "what-theyre-saying"),
            ("Що далі?", "whats-next"),
            ("यह क्यों अहम है।", "why-it-matters"),
            ("Вони", ""),
        ] {
            assert_eq!(id(heading).unwrap_or_default(), expected, "{heading}");
        }
    }
}
