//! What a piece of text looks like: a name, a sentence, a heading. No meaning, only shape.

/// Words that stay in lower case inside a name or a title.
const PARTICLES: [&str; 40] = [
    "of", "the", "and", "for", "de", "del", "la", "le", "les", "du", "da", "das", "do", "dos",
    "di", "der", "den", "van", "von", "zu", "zur", "und", "et", "y", "e", "bin", "ibn", "al", "el",
    "ben", "in", "on", "at", "to", "a", "an", "&", "or", "st", "ter",
];

/// Endings that belong to the name before them although a comma may stand between.
const SUFFIXES: [&str; 22] = [
    "jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "dds", "rn", "jd", "inc", "llc", "llp",
    "ltd", "co", "corp", "plc", "gmbh", "ag", "sa", "lp",
];

/// Whether a text ends as a sentence, a quotation or a bracket does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.ends_with([
        '.', '?', '!', '…', ':', ';', '”', '"', '’', '\'', ')', ']', '›', '»', '«', '“', '→',
    ])
}

/// Whether a text ends with a full stop that is not an abbreviation's, or another sentence mark.
pub(crate) fn is_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '"', '’', '\'', ')', '»', '“']);
    match bare.strip_suffix('.') {
        Some(rest) => {
            let last = rest.split_whitespace().next_back().unwrap_or_default();
            !is_suffix(last) && !is_initials(last)
        }
        None => bare.ends_with(['?', '!', '…', ';']),
    }
}

/// Whether a text goes on in the middle of a sentence.
pub(crate) fn starts_lowercase(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase())
}

/// Whether every word is written as in a name: `Ida Sund`, `Port of Harbor City`, `eLoad`.
pub(crate) fn is_title_case(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    let starts_well = words.peek().is_some_and(|word| has_capital(word));
    starts_well && words.all(|word| has_capital(word) || is_particle(word) || !has_letter(word))
}

/// Whether a text can stand for a person or an organization: a few words in title case.
pub(crate) fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= 8
        && text.chars().count() <= 80
        && is_title_case(text)
        && !is_sentence(text)
        && !text.contains([':', ';', '“', '”', '"', '?', '!', '›', '|'])
}

/// Whether a text is two to four words that are all capitalized, as a person's name is.
pub(crate) fn is_person_shape(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            // The last two are marks on letters in Hindi.
            let plain = word.chars().all(|c| {
                c.is_alphabetic() || ".'’-‐״׳".contains(c) || matches!(c, '\u{93c}' | '\u{94d}')
            });
            plain && (has_capital(word) || is_particle(word))
        })
        && !is_sentence(text)
}

/// A name and what follows it: `Sam Ortega, Jr., a welder` gives `Sam Ortega, Jr.` and `a welder`.
///
/// The name ends at the first comma that no suffix follows, or at an opening bracket.
pub(crate) fn name_and_rest(text: &str) -> (&str, &str) {
    let mut from = 0;
    loop {
        let tail = text.get(from..).unwrap_or_default();
        let Some(found) = tail.find([',', '(']) else {
            return (text.trim(), "");
        };
        let at = from + found;
        let after = text.get(at + 1..).unwrap_or_default();
        if text.as_bytes().get(at) == Some(&b'(') {
            return (text[..at].trim_end(), text[at..].trim());
        }
        let next = after.split([',', '(']).next().unwrap_or_default().trim();
        if !is_suffix(next) {
            return (text[..at].trim_end(), after.trim_start());
        }
        from = at + 1;
    }
}

/// Whether a word is an ending such as `Jr.`, `M.D.` or `Inc.`.
pub(crate) fn is_suffix(word: &str) -> bool {
    let plain: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    SUFFIXES.contains(&plain.to_lowercase().as_str()) && word.chars().count() <= 6
}

pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word) || word.starts_with("d'") || word.starts_with("d’")
}

fn is_initials(word: &str) -> bool {
    let letters: Vec<&str> = word.split('.').collect();
    letters.iter().all(|part| part.chars().count() <= 1) && has_letter(word)
}

fn has_letter(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

/// A capital letter, or a letter of a script that has none.
fn has_capital(word: &str) -> bool {
    word.chars().any(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
        || word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::folded;

    #[test]
    fn folding_ignores_case_apostrophes_and_punctuation() {
        assert_eq!(folded("What’re THEY  saying?:"), "what're they saying");
        assert_eq!(folded("Yes, but …"), "yes but");
    }

    #[test]
    fn a_name_keeps_its_suffix() {
        assert_eq!(name_and_rest("Sam Ortega, Jr., a welder"), ("Sam Ortega, Jr.", "a welder"));
        assert_eq!(name_and_rest("Ida Sund (president)"), ("Ida Sund", "(president)"));
        assert_eq!(name_and_rest("Ida Sund"), ("Ida Sund", ""));
    }

    #[test]
    fn names_are_told_from_sentences() {
        assert!(is_name("Port of Harbor City"));
        assert!(is_name("Harbor Robotics, Inc."));
        assert!(!is_name("The president of the union"));
        assert!(!is_name("She Left."));
    }
}
