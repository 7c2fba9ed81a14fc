//! Finds the site's known headings in pasted text, alone on a line or in front of their text.

use crate::config::{SectionKind, Vocabulary};

/// A line that was found to be a heading, and the words that followed it on the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub heading: String,
    pub kind: SectionKind,
    pub rest: String,
}

/// The heading that a line is, alone (`Why it matters`, `## WHY IT MATTERS:`) or with its
/// text behind a colon, a dash or its own question mark (`Got photos? Send them here.`).
pub(crate) fn find(known: &Vocabulary, line: &str) -> Option<Found> {
    let plain = without_marks(line);
    if let Some((heading, kind)) = entry(known, plain) {
        return Some(Found { heading, kind, rest: String::new() });
    }
    let cuts = [":", "：", "?", "？", "؟", " — ", " – ", " -- ", "—"];
    cuts.iter().find_map(|cut| {
        let at = plain.find(cut)?;
        let (head, tail) = plain.split_at(at + cut.len());
        let rest = tail.trim_start_matches(['*', '_', ':', '：', ' ']).trim();
        let (heading, kind) = entry(known, head)?;
        // A question mark ends only a call-out's heading, and a dash only one in bold:
        // `The news — long awaited — came on Friday.` is a sentence.
        let may = match *cut {
            ":" | "：" => true,
            "?" | "？" | "؟" => kind == SectionKind::Callout,
            _ => plain.len() < line.len(),
        };
        let found = Found { heading, kind, rest: rest.to_owned() };
        (may && !rest.is_empty()).then_some(found)
    })
}

/// The printed heading and kind for a text that is a heading and nothing else.
fn entry(known: &Vocabulary, text: &str) -> Option<(String, SectionKind)> {
    // Nothing that is long is a heading, and folding is not free.
    if text.len() > 200 || text.starts_with(['"', '“', '«', '„', '(', '[']) {
        return None;
    }
    let entry = known.entry(text)?;
    let asks = entry.kind == SectionKind::Callout && text.contains(['?', '？', '؟']);
    let mut heading = entry.heading.to_string();
    if asks && !heading.ends_with(['?', '？', '؟']) {
        heading.push('?');
    }
    Some((heading, entry.kind))
}

/// A line without the Markdown that marks it as a heading or as bold.
pub(crate) fn without_marks(line: &str) -> &str {
    let hashes = line.trim_start_matches('#');
    let line = if hashes.starts_with(' ') { hashes } else { line };
    let bare = line.trim_matches(['*', '_', ' ']);
    if bare.is_empty() { line } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_in_any_dress() {
        let known = Vocabulary::default();
        for line in
            ["Why it matters", "WHY IT MATTERS:", "## Why it matters", "**Why it matters:**"]
        {
            let found = find(&known, line).expect(line);
            assert_eq!((found.heading.as_str(), found.rest.as_str()), ("Why it matters", ""));
        }
        let found = find(&known, "What they’re saying").expect("a curly apostrophe");
        assert_eq!(
            (found.heading.as_str(), found.kind),
            ("What they're saying", SectionKind::Quotes)
        );
        assert_eq!(
            find(&known, "The quotes.").map(|found| found.heading),
            Some("The quotes".into())
        );
    }

    #[test]
    fn text_behind_a_heading_is_kept() {
        let known = Vocabulary::default();
        let found = find(&known, "**Why it matters:** The port is the town.").expect("run in");
        assert_eq!(found.rest, "The port is the town.");
        let found = find(&known, "Got photos? Send them here. ›").expect("call-out");
        assert_eq!(
            (found.heading.as_str(), found.rest.as_str()),
            ("Got photos?", "Send them here. ›")
        );
    }

    #[test]
    fn sentences_are_not_headings() {
        let known = Vocabulary::default();
        assert_eq!(find(&known, "The news — long awaited — came."), None);
        assert_eq!(find(&known, "“The details”"), None);
        assert_eq!(find(&known, "The details are thin."), None);
    }
}
