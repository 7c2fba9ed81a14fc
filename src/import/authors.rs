//! The people that a byline names.

use crate::import::date;
use crate::import::shape::{is_name, is_suffix, is_title_case};

/// Who wrote a story, and as what if the byline says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name as it was typed.
    pub name: String,
    /// `staff writer`, `photos`; most bylines have none.
    pub role: Option<String>,
}

/// The people in `Nora Quill, staff writer, and Sam Ortega`, and what is no name.
pub(crate) fn authors(text: &str) -> (Vec<Author>, Vec<String>) {
    let (mut found, mut left): (Vec<Author>, Vec<String>) = (Vec::new(), Vec::new());
    let text = text.replace(" & ", ", ").replace(" AND ", ", ").replace(" And ", ", ");
    for part in text.replace(" and ", ", ").replace(';', ",").split(',') {
        let part = part.trim().trim_start_matches("and ").trim();
        let part = part.strip_suffix('.').filter(|bare| !ends_short(bare)).unwrap_or(part);
        if part.is_empty() {
            continue;
        }
        let last = found.last_mut();
        match (last, name_and_role(part)) {
            (Some(author), _) if is_suffix(part) => {
                author.name = format!("{}, {part}", author.name)
            }
            (Some(author), _) if is_role(part) && author.role.is_none() => {
                author.role = Some(part.to_owned())
            }
            (Some(author), _) if is_outlet(part) && author.role.is_none() => {
                author.role = Some(part.to_owned())
            }
            (_, Some(author)) => found.push(author),
            (None, None) => return (Vec::new(), Vec::new()),
            (Some(_), None) => left.push(part.to_owned()),
        }
    }
    (found, left)
}

/// `Nora Quill`, or `Nora Quill for the Harbor Ledger` with the tail as the role.
fn name_and_role(part: &str) -> Option<Author> {
    let cut = [" for ", " of ", " in ", " with "].iter().filter_map(|join| part.find(join)).min();
    let (name, role) =
        cut.map_or((part, None), |at| (&part[..at], Some(part[at..].trim().to_owned())));
    let short = name.split_whitespace().count() <= 5;
    let calendar = name.split_whitespace().any(|word| {
        date::weekday(word).is_some() || (date::month(word).is_some() && !name.contains(' '))
    });
    let digits = name.contains(|c: char| c.is_ascii_digit() || c == '@');
    let article = ["The", "A", "An"].contains(&name);
    let sound = short && !calendar && !digits && !article && is_name(name) && is_title_case(name);
    let tail = role.as_ref().is_none_or(|role| role.split_whitespace().count() <= 5);
    (sound && tail).then(|| Author { name: name.to_owned(), role })
}

fn is_role(part: &str) -> bool {
    let words = part.to_lowercase();
    let named = [
        "writer",
        "reporter",
        "editor",
        "correspondent",
        "columnist",
        "contributor",
        "photographer",
        "staff",
        "bureau",
        "intern",
        "critic",
    ];
    let short = part.split_whitespace().count() <= 5 && !part.contains('@');
    short
        && (named.iter().any(|role| words.split(' ').any(|word| word == *role))
            || part.starts_with(char::is_lowercase))
}

/// Whether a part behind a name is a paper's name: `The Harbor Ledger`, `Today in Harbor City`.
fn is_outlet(part: &str) -> bool {
    let joins = [" of ", " in ", " for ", " the "].iter().any(|join| part.contains(join));
    (joins || part.starts_with("The ")) && is_name(part)
}

/// Whether a full stop behind this belongs to an abbreviation: `Jr`, `A`.
fn ends_short(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    is_suffix(last) || last.chars().count() == 1
}
