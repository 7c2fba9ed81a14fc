//! Names with what is said about them, in all the ways people lay that out.

use crate::config::folded;
use crate::import::front::bare;
use crate::import::paragraph::{Paragraph, dash};
use crate::import::shape::{is_name, is_sentence, is_suffix, name_and_rest, starts_lowercase};
use crate::player::kind;

/// A person or an organization as the brief describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// The line of the name.
    pub line: usize,
    pub name: String,
    /// The paragraphs below the name; none where the brief gives only the name.
    pub description: Vec<String>,
}

/// How names and descriptions are told apart in one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// `Name` on its own line, the description below.
    Pairs,
    /// `Name, a description` in most paragraphs.
    Commas,
    /// `Name, A description` in every paragraph, whatever the description starts with.
    AllCommas,
}

/// The layout of a section, by its first paragraph.
pub(crate) fn layout(all: &[Paragraph]) -> Layout {
    let bare_names =
        all.iter().any(|paragraph| paragraph.marker.is_none() && is_name(bare(&paragraph.text)));
    let commas = all.first().is_some_and(|first| comma_entry(&first.text).is_some());
    let entries = all.iter().all(|paragraph| capital_entry(&paragraph.text).is_some());
    match (commas && !bare_names, entries) {
        (_, true) => Layout::AllCommas,
        (true, false) => Layout::Commas,
        (false, false) => Layout::Pairs,
    }
}

/// The player that starts at a paragraph, if one does.
///
/// `open` says whether a name before still waits for its description.
pub(crate) fn player(all: &[Paragraph], layout: Layout, open: bool) -> Option<Player> {
    let paragraph = all.first()?;
    let text = bare(&paragraph.text);
    let item = paragraph.marker.is_some();
    let entry = |(name, rest): (String, String)| Player {
        line: paragraph.line,
        name,
        description: if rest.is_empty() { Vec::new() } else { vec![rest] },
    };
    // The paragraph below a bare name describes it, unless it is a name with a description itself.
    let described =
        all.get(1).is_some_and(|next| next.marker.is_none() && !is_name_line(bare(&next.text)));
    let titled = is_title(text) && !described;
    if open && !item && (!is_name_line(text) || titled) {
        return None;
    }
    let next = all.get(1).filter(|next| next.marker.is_none());
    if let Some(found) = separated(text) {
        return Some(entry(found));
    }
    if layout == Layout::AllCommas
        && let Some(found) = capital_entry(text)
    {
        return Some(entry(found));
    }
    if (item || layout == Layout::Commas)
        && let Some(found) = comma_entry(text).or_else(|| title_entry(text).filter(|_| item))
    {
        return Some(entry(found));
    }
    let named =
        is_name_line(text) || described && next.is_some_and(|next| is_loose_name(text, &next.text));
    named.then(|| {
        let (name, rest) = name_and_rest(text);
        entry((name.to_owned(), title(rest)))
    })
}

/// `Name: words`, `Name — words`, with the name in bold or not.
fn separated(text: &str) -> Option<(String, String)> {
    let cuts = [": ", ":** ", " — ", " – ", " -- ", " - ", "—"];
    let (at, cut) = cuts.iter().filter_map(|cut| text.find(cut).map(|at| (at, *cut))).min()?;
    let name = text[..at].trim_matches(['*', '_', ' ']);
    let rest = text[at + cut.len()..].trim_start_matches(['*', '_', ' ']);
    let (short, more) = name_and_rest(name);
    let fits =
        is_name(short) && !rest.is_empty() && name.chars().count() <= 100 && !is_sentence(name);
    fits.then(|| {
        let rest = if more.is_empty() { rest.to_owned() } else { format!("{more}: {rest}") };
        (short.to_owned(), rest)
    })
}

/// `Ida Sund, president of the union.` where the comma can only end the name.
fn comma_entry(text: &str) -> Option<(String, String)> {
    let (name, rest) = name_and_rest(text);
    let plain = is_name(name) && name.split_whitespace().count() <= 6;
    // A single word before a comma may be anything: `Meanwhile, the union met.`
    let article = ["a ", "an ", "the "].iter().any(|article| rest.starts_with(article));
    let certain = name.contains([' ', ',']) || article && !ADVERBS.contains(&name);
    (plain && certain && starts_lowercase(rest)).then(|| (name.to_owned(), capitalized(rest)))
}

/// Words that open a sentence before a comma and are no names.
const ADVERBS: [&str; 14] = [
    "Meanwhile",
    "However",
    "Later",
    "Still",
    "Then",
    "Now",
    "Today",
    "Also",
    "Finally",
    "Earlier",
    "Together",
    "Separately",
    "Yesterday",
    "Instead",
];

/// `Harbor Robotics, A maker of machines`, which is an entry only where all paragraphs are such.
fn capital_entry(text: &str) -> Option<(String, String)> {
    let (name, rest) = name_and_rest(bare(text));
    let plain = is_name(name) && name.split_whitespace().count() <= 6;
    let described = rest.split_whitespace().count() >= 2;
    let fits = plain && described && separated(text).is_none() && !ADVERBS.contains(&name);
    fits.then(|| (name.to_owned(), title(rest)))
}

/// A title behind a name: `(boat builder)` becomes `Boat builder`.
fn title(rest: &str) -> String {
    let inner = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    capitalized(inner.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(rest))
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A name on a line of its own, alone or with a title: `Ida Sund`, `Ida Sund (president)`.
pub(crate) fn is_name_line(text: &str) -> bool {
    let (name, rest) = name_and_rest(text);
    let titled = rest.starts_with('(') || name.contains(' ') && !rest.is_empty();
    let short = text.chars().count() <= 100 && !is_sentence(text);
    is_name(text) || titled && short && is_name(name)
}

/// A title in title case, as `Warehouse Robot Maker`: what a name below a name may be.
fn is_title(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    text.contains(", ") || text.contains(" of ") || kind::noun(&folded(last)) != 0
}

/// `Ida Sund, President, Dock Workers' Union` as a list item.
fn title_entry(text: &str) -> Option<(String, String)> {
    let (name, rest) = name_and_rest(text);
    (is_name(name) && !rest.is_empty() && !is_suffix(rest))
        .then(|| (name.to_owned(), rest.to_owned()))
}

/// A name in sentence case, which only the description below it gives away: `The city council`.
fn is_loose_name(text: &str, next: &str) -> bool {
    let words = text.split_whitespace().count();
    text.starts_with(|c: char| c.is_alphanumeric())
        && words <= 6
        && text.chars().count() <= 60
        && !is_sentence(text)
        && !text.contains([':', '?', '!', ','])
        && dash(text).is_none()
        && is_description(next)
}

/// Whether a paragraph describes somebody: one sentence that opens with an article.
pub(crate) fn is_description(text: &str) -> bool {
    let opens = ["A ", "An ", "The ", "One of ", "a ", "an ", "the "]
        .iter()
        .any(|article| text.starts_with(article));
    let sentences = text.trim_end_matches('.').matches(". ").count();
    opens && sentences == 0 && text.split_whitespace().count() >= 3 && text.chars().count() <= 300
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::lines;
    use crate::import::paragraph::paragraphs;

    fn names(text: &str) -> Vec<String> {
        let all = paragraphs(&lines(text), None);
        let layout = layout(&all);
        let read = |at: usize| player(&all[at..], layout, false).map(|player| player.name);
        (0..all.len()).filter_map(read).collect()
    }

    #[test]
    fn a_section_of_names_with_descriptions_is_one_whatever_these_start_with() {
        let two = ["Gullwing", "Ada Brisk"];
        assert_eq!(names("Gullwing, A builder of ferries.\n\nAda Brisk, Head of nets."), two);
        assert_eq!(names("Gullwing (A builder of ferries)\n\nAda Brisk (Head of nets)"), two);
        // One paragraph that is no entry, and the commas mean nothing.
        assert_eq!(
            names("Gullwing\n\nOnce, A builder of ferries.\n\nAda Brisk\n\nHead of nets."),
            two
        );
        assert_eq!(names("Together, Both builders work at night."), Vec::<String>::new());
    }
}
