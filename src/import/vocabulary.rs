//! The headings that a brief may use, and what stands under each.

use std::collections::HashMap;

use crate::import::shape::fold;

/// What is under a heading, and so how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Paragraphs and lists.
    Prose,
    /// Dated events.
    Timeline,
    /// Names, each with a description.
    Players,
    /// Quotes, each with an attribution.
    Quotes,
    /// A line that asks something of the reader.
    Callout,
}

/// One heading with the other ways to write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The heading as it is printed.
    pub heading: String,
    /// Other headings that mean the same.
    pub also: Vec<String>,
    /// What is under it.
    pub kind: Kind,
}

/// All known headings.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Each heading and variant, folded, with the heading as it is printed where it is none of
    /// the variants, and what is under it.
    index: HashMap<String, (Option<String>, Kind)>,
}

/// The built-in headings: heading, variants separated by bars, kind.
const BUILT_IN: [(&str, &str, Kind); 19] = [
    (
        "Why it matters",
        "Why this matters|Why it's important|The stakes|So what",
        Kind::Prose,
    ),
    (
        "The details",
        "Details|The facts|What happened|What we know|What to know|Driving the news|The news|State of play|How it works|Go deeper|Zoom in|Zoom out|Between the lines|The latest",
        Kind::Prose,
    ),
    (
        "Timeline",
        "The timeline|Key dates|How we got here|Catch up quick|Chronology|A timeline",
        Kind::Timeline,
    ),
    (
        "The players",
        "Players|Key players|The key players|Who's who|Who is who|Who's involved|Key people|The people|Who to know|Cast of characters|People and organizations",
        Kind::Players,
    ),
    (
        "What they're saying",
        "What they are saying|What people are saying|What's being said|Quotes|The quotes|Key quotes|Quotable|In their words|In their own words|What they said|They said it|Voices",
        Kind::Quotes,
    ),
    (
        "The takeaway",
        "Takeaway|Takeaways|Key takeaway|Key takeaways|The takeaways|The bottom line|Bottom line|The upshot|In short",
        Kind::Prose,
    ),
    (
        "What's next",
        "What is next|What comes next|What happens next|Next steps|What to watch|What we're watching|Looking ahead|The road ahead",
        Kind::Prose,
    ),
    (
        "Yes, but",
        "The other side|The catch|Reality check|On the other hand|The intrigue",
        Kind::Prose,
    ),
    (
        "By the numbers",
        "The numbers|In numbers|In figures",
        Kind::Prose,
    ),
    (
        "The big picture",
        "Big picture|The context|Context",
        Kind::Prose,
    ),
    (
        "The backstory",
        "Backstory|Background|The background|Flashback|History",
        Kind::Prose,
    ),
    (
        "Got photos?",
        "Got a photo|Got photos or video|Got photos or videos|Got video|Got videos|Got pictures|Have photos|Have a photo|Share your photos|Send us your photos",
        Kind::Callout,
    ),
    (
        "Got a tip?",
        "Have a tip|Got tips|Have tips|Have a news tip|Got a news tip|Got news|Have news|Know something|Know more",
        Kind::Callout,
    ),
    (
        "Got a story?",
        "Have a story|Share your story|Tell us your story|Have a question|Got a question|Got questions|Have questions",
        Kind::Callout,
    ),
    (
        "Were you there?",
        "Did you see it|Did you see this|Were you affected|Are you affected",
        Kind::Callout,
    ),
    (
        "What do you think?",
        "Have your say|Have thoughts|Got an opinion|Have an opinion|Want to weigh in",
        Kind::Callout,
    ),
    (
        "See a mistake?",
        "Spotted a mistake|Spot an error|See an error|Spotted an error|Found a mistake",
        Kind::Callout,
    ),
    (
        "Want more?",
        "Want more news|Want more stories like this|Like this story",
        Kind::Callout,
    ),
    ("Get involved", "How to help|Want to help", Kind::Prose),
];

impl Default for Vocabulary {
    fn default() -> Self {
        let entries = BUILT_IN.iter().map(|(heading, also, kind)| Entry {
            heading: (*heading).to_owned(),
            also: also.split('|').map(str::to_owned).collect(),
            kind: *kind,
        });
        Vocabulary::new(entries)
    }
}

/// A line that was found to be a heading, and the words that followed it on the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub heading: String,
    pub kind: Kind,
    pub rest: String,
}

impl Vocabulary {
    /// The vocabulary of these entries; where two share a heading, the first counts.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Vocabulary {
        let mut index = HashMap::new();
        for Entry {
            heading,
            also,
            kind,
        } in entries
        {
            for variant in also {
                index.entry(fold(&variant)).or_insert((None, kind));
            }
            index.entry(fold(&heading)).or_insert((Some(heading), kind));
        }
        Vocabulary { index }
    }

    /// The heading that a line is, alone (`Why it matters`, `## WHY IT MATTERS:`) or with its
    /// text behind a colon, a dash or its own question mark (`Got photos? Send them here.`).
    pub(crate) fn find(&self, line: &str) -> Option<Found> {
        let plain = without_marks(line);
        if let Some((heading, kind)) = self.entry(plain) {
            return Some(Found {
                heading,
                kind,
                rest: String::new(),
            });
        }
        let cuts = [":", "?", " — ", " – ", " -- ", "—"];
        cuts.iter().find_map(|cut| {
            let at = plain.find(cut)?;
            let (head, tail) = plain.split_at(at + cut.len());
            let rest = tail.trim_start_matches(['*', '_', ':', ' ']).trim();
            let (heading, kind) = self.entry(head)?;
            // A question mark ends only a call-out's heading, and a dash only one in bold:
            // `The news — long awaited — came on Friday.` is a sentence.
            let may = match *cut {
                ":" => true,
                "?" => kind == Kind::Callout,
                _ => plain.len() < line.len(),
            };
            let found = Found {
                heading,
                kind,
                rest: rest.to_owned(),
            };
            (may && !rest.is_empty()).then_some(found)
        })
    }

    /// The printed heading and kind for a text that is a heading and nothing else.
    fn entry(&self, text: &str) -> Option<(String, Kind)> {
        // Nothing that is long is a heading, and folding is not free.
        if text.len() > 200 || text.starts_with(['"', '“', '«', '„', '(', '[']) {
            return None;
        }
        let folded = fold(text);
        let (printed, kind) = self.index.get(&folded)?;
        let heading = printed
            .clone()
            .unwrap_or_else(|| typed_heading(text, *kind));
        (!heading.is_empty()).then_some((heading, *kind))
    }
}

/// A variant as it was typed, without the marks around it; a call-out keeps its question mark.
fn typed_heading(text: &str, kind: Kind) -> String {
    let bare = without_marks(text).trim_end_matches(|c: char| !c.is_alphanumeric());
    let asks = kind == Kind::Callout && text.contains('?');
    if asks {
        format!("{bare}?")
    } else {
        bare.to_owned()
    }
}

/// A line without the Markdown that marks it as a heading or as bold.
pub(crate) fn without_marks(line: &str) -> &str {
    let hashes = line.trim_start_matches('#');
    let line = if hashes.starts_with(' ') {
        hashes
    } else {
        line
    };
    let bare = line.trim_matches(['*', '_', ' ']);
    if bare.is_empty() { line } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_in_any_dress() {
        let known = Vocabulary::default();
        for line in [
            "Why it matters",
            "WHY IT MATTERS:",
            "## Why it matters",
            "**Why it matters:**",
        ] {
            let found = known.find(line).expect(line);
            assert_eq!(
                (found.heading.as_str(), found.rest.as_str()),
                ("Why it matters", "")
            );
        }
        let found = known
            .find("What they’re saying")
            .expect("a curly apostrophe");
        assert_eq!(
            (found.heading.as_str(), found.kind),
            ("What they're saying", Kind::Quotes)
        );
        assert_eq!(
            known.find("The quotes.").map(|found| found.heading),
            Some("The quotes".into())
        );
    }

    #[test]
    fn text_behind_a_heading_is_kept() {
        let known = Vocabulary::default();
        let found = known
            .find("**Why it matters:** The port is the town.")
            .expect("run in");
        assert_eq!(found.rest, "The port is the town.");
        let found = known
            .find("Got photos? Send them here. ›")
            .expect("call-out");
        assert_eq!(
            (found.heading.as_str(), found.rest.as_str()),
            ("Got photos?", "Send them here. ›")
        );
    }

    #[test]
    fn sentences_are_not_headings() {
        let known = Vocabulary::default();
        assert_eq!(known.find("The news — long awaited — came."), None);
        assert_eq!(known.find("“The details”"), None);
        assert_eq!(known.find("The details are thin."), None);
    }
}
