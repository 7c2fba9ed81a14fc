//! The line that says whose words a quote is.

use crate::import::escape;
use crate::import::shape::{is_name, is_suffix, name_and_rest};
use crate::parse::attribution::{self, INTRODUCTIONS};

/// The words before a source that our own form has; all others stand in its parentheses.
const JOINS: [&str; 4] = ["via", "on", "to", "in"];

/// The line below a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Name, title and organization as they were typed, without the dash.
    pub text: String,
    /// The speaker's name.
    pub name: String,
    /// A domain, a URL or a paper's name at the end, and the words that led to it: `via`, `told`,
    /// or nothing.
    pub source: Option<(String, String)>,
}

impl Attribution {
    /// Reads what stands behind the dash; nothing where it does not start as a name does.
    pub(crate) fn read(text: &str) -> Option<Attribution> {
        let text = unemphasized(text.trim());
        let text = text.as_str();
        let starts = text.chars().next()?;
        let named = starts.is_alphabetic() && !starts.is_lowercase() || text.starts_with("al-");
        let short = text.chars().count() <= 240;
        if !named || !short {
            return None;
        }
        let (text, source) = source(text);
        let mut text = with_commas(&text, source.is_some());
        let whole = name_and_rest(&text).0;
        let cut = JOINS.iter().filter_map(|join| whole.find(&format!(" {join} "))).min();
        let name = cut.map_or(whole, |at| &whole[..at]).trim().to_owned();
        if let Some(at) = cut {
            // `Ida Sund on Harbor Radio`: a comma keeps the rest out of the name.
            text.insert(at, ',');
        }
        Some(Attribution { name, text, source })
    }

    /// Title and organization: what stands behind the name, cut at commas.
    pub fn parts(&self) -> Vec<&str> {
        let (_, rest) = name_and_rest(&self.text);
        let parts = rest.split(',').map(str::trim);
        parts.filter(|part| !part.is_empty() && !is_suffix(part)).collect()
    }

    /// Name, title, organization and source as the attribution grammar has them, without the
    /// dash; nothing where that grammar would read something else.
    pub(crate) fn written(&self) -> Option<String> {
        let plain = escape::paragraph(&self.text).replace('{', "\\{");
        let guarded = plain.replace('(', "\\(").replace(')', "\\)");
        let forms = [plain, guarded].into_iter().map(|text| self.with_source(text));
        forms.into_iter().find(|form| self.is_read_from(form))
    }

    fn with_source(&self, text: String) -> String {
        match &self.source {
            None => text,
            Some((join, address)) if join.is_empty() => format!("{text} ({address})"),
            Some((join, address)) if JOINS.contains(&join.as_str()) && is_address(address) => {
                let url = if address.contains("://") {
                    address.clone()
                } else {
                    format!("https://{address}")
                };
                format!("{text} {join} [{}]({url})", escape::paragraph(address))
            }
            Some((join, words)) if is_address(words) => format!("{text} ({join} {words})"),
            Some((join, words)) => {
                format!("{text} ({join} {})", escape::paragraph(words).replace('{', "\\{"))
            }
        }
    }

    /// Whether the grammar finds the same name, the same source and all words in a text.
    fn is_read_from(&self, form: &str) -> bool {
        let line = format!("— {form}");
        let Ok(found) = attribution::attribution(&line) else {
            return false;
        };
        let source = found.source.as_ref().map_or_else(Vec::new, |source| {
            let texts = [source.name.as_deref(), source.url.as_deref()];
            texts.into_iter().flatten().flat_map(words).collect()
        });
        let mut all = source.clone();
        all.extend(words(&found.name.text));
        all.extend(found.parts.iter().flat_map(|part| words(&part.text)));
        let joins = |word: &String| {
            INTRODUCTIONS.iter().chain(&JOINS).any(|join| words(join).contains(word))
        };
        let same_name = name_words(&found.name.text) == name_words(&self.name);
        let same_source = self
            .source
            .as_ref()
            .is_none_or(|(_, address)| words(address).iter().all(|word| source.contains(word)));
        let whole = words(&self.text).iter().all(|word| all.contains(word) || joins(word));
        found.id.is_none() && same_name && same_source && whole
    }
}

/// Runs of letters and digits, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The words of a name without suffixes and without what a bracket adds.
fn name_words(name: &str) -> Vec<String> {
    let name = name.split(['(', ',']).next().unwrap_or(name);
    let name = name.split_whitespace().filter(|word| !is_suffix(word)).collect::<Vec<_>>();
    words(&name.join(" "))
}

/// The text without the marks of bold or italics that open it and the first that close these.
pub(crate) fn unemphasized(text: &str) -> String {
    let marks = text.len() - text.trim_start_matches(['*', '_']).len();
    let (mark, rest) = text.split_at(marks);
    let closed = (1..=3).contains(&marks).then(|| rest.split_once(mark)).flatten();
    closed.map_or_else(|| text.to_owned(), |(inner, tail)| format!("{inner}{tail}"))
}

/// The text with commas for what else separates a name from titles: bars, slashes, dashes, and
/// brackets around a title, as in `Ida Sund (president, Dock Workers' Union)`.
fn with_commas(text: &str, has_source: bool) -> String {
    let marks = [" | ", " / ", " · ", " • ", " — ", " – ", " -- ", " - "];
    let text = marks.iter().fold(text.to_owned(), |text, mark| text.replace(mark, ", "));
    let (name, rest) = name_and_rest(&text);
    let inner = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match inner {
        Some((inner, tail))
            if (tail.is_empty() || tail.starts_with(','))
                && !inner.contains('(')
                && (inner.contains(',') || has_source && inner.contains(' ')) =>
        {
            format!("{name}, {inner}{tail}")
        }
        _ => text,
    }
}

/// Takes a source off the end of an attribution: a domain or URL, or a name behind words that
/// lead to nothing else.
fn source(text: &str) -> (String, Option<(String, String)>) {
    let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let bare = last.trim_end_matches(['.', ',', ';']).trim_matches(['(', ')', '[', ']', '<', '>']);
    // `(told radio.example)` is a remark in brackets, not a source of its own.
    let inside = before.matches(['(', '[']).count() > before.matches([')', ']']).count();
    if before.is_empty() || !is_address(bare) || inside {
        return outlet(text).unwrap_or_else(|| (text.to_owned(), None));
    }
    let before = before.trim_end();
    if let Some((rest, join)) = join_at_end(before) {
        return (rest.to_owned(), Some((join.to_owned(), bare.to_owned())));
    }
    let rest = before.trim_end_matches([',', '|', '-', '–', '—', ';', '·', '/', ' ']);
    (rest.to_owned(), Some((String::new(), bare.to_owned())))
}

/// `Ida Sund, president, told Harbor Radio`.
fn outlet(text: &str) -> Option<(String, Option<(String, String)>)> {
    text.match_indices(' ').find_map(|(at, _)| {
        let tail = &text[at + 1..];
        let join = INTRODUCTIONS
            .iter()
            .find(|join| tail.strip_prefix(**join).is_some_and(|rest| rest.starts_with(' ')))?;
        let name = tail[join.len()..].trim().trim_end_matches('.');
        let before = text[..at].trim_end_matches([',', ' ']);
        let fits = is_name(name.strip_prefix("the ").unwrap_or(name))
            && !name.contains(['(', ')', ','])
            && !before.contains('(');
        fits.then(|| (before.to_owned(), Some(((*join).to_owned(), name.to_owned()))))
    })
}

/// The words that lead to a source at the end of a text, and what stands before them.
fn join_at_end(before: &str) -> Option<(&str, &str)> {
    INTRODUCTIONS.iter().chain(&JOINS).find_map(|join| {
        let rest = before.strip_suffix(join)?;
        let apart = rest.ends_with([' ', ',']);
        let rest = rest.trim_end_matches([',', ' ']);
        (apart && !rest.is_empty()).then_some((rest, *join))
    })
}

/// Whether a word is a URL or a bare domain in lower case.
fn is_address(word: &str) -> bool {
    if word.starts_with("https://") || word.starts_with("http://") {
        return !word.contains(['<', '>', '"', '\\', '`', '|']) && word.len() > 9;
    }
    let host = word.split('/').next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let plain = |label: &&str| {
        !label.is_empty()
            && label.chars().all(|c| c == '-' || c.is_alphanumeric() && !c.is_uppercase())
    };
    let top = labels
        .last()
        .is_some_and(|top| top.len() >= 2 && top.chars().all(|c| c.is_ascii_lowercase()));
    let safe = word.chars().all(|c| c.is_alphanumeric() || "-._~/?=&%#+:".contains(c));
    labels.len() >= 2 && labels.iter().all(plain) && top && safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_told_from_the_rest() {
        let source = |text: &str| Attribution::read(text).and_then(|a| a.source);
        let domain = Some((String::new(), "radio.example".to_owned()));
        assert_eq!(source("Ida Sund, president (radio.example)"), domain);
        assert_eq!(source("Ida Sund, president, radio.example"), domain);
        assert_eq!(source("Ida Sund, president (radio.example)."), domain);
        assert_eq!(source("Ida Sund | radio.example"), domain);
        assert_eq!(
            source("Ida Sund via radio.example"),
            Some(("via".to_owned(), "radio.example".to_owned()))
        );
        assert_eq!(source("Ida Sund, Harbor Robotics Inc."), None);
        assert_eq!(source("Ida Sund, M.D."), None);
    }

    /// What is written for an attribution.
    fn written(text: &str) -> Option<String> {
        Attribution::read(text).and_then(|read| read.written())
    }

    #[test]
    fn words_that_lead_to_a_source_are_no_part_of_the_organization() {
        for join in ["told", "said to", "in an interview with", "Via"] {
            assert_eq!(
                written(&format!("Ida Sund, CEO, Harbor Robotics {join} radio.example")),
                Some(format!("Ida Sund, CEO, Harbor Robotics ({join} radio.example)"))
            );
        }
        for join in ["via", "to", "on"] {
            assert_eq!(
                written(&format!("Ida Sund, CEO, Harbor Robotics, {join} radio.example")),
                Some(format!(
                    "Ida Sund, CEO, Harbor Robotics {join} [radio.example](https://radio.example)"
                ))
            );
        }
        assert_eq!(
            written("Ida Sund told the Harbor Radio").as_deref(),
            Some("Ida Sund (told the Harbor Radio)")
        );
        assert_eq!(
            written("Ida Sund, CEO, told Harbor Radio.").as_deref(),
            Some("Ida Sund, CEO (told Harbor Radio)")
        );
        assert_eq!(
            written("Ida Sund on Harbor Radio").as_deref(),
            Some("Ida Sund, on Harbor Radio")
        );
    }

    #[test]
    fn what_separates_name_and_title_becomes_a_comma() {
        for text in [
            "Ida Sund | CEO | Harbor Robotics | radio.example",
            "Ida Sund / CEO / Harbor Robotics (radio.example)",
            "Ida Sund - CEO, Harbor Robotics (radio.example)",
            "Ida Sund (CEO, Harbor Robotics) (radio.example)",
            "**Ida Sund**, CEO, Harbor Robotics (radio.example)",
            "*Ida Sund, CEO, Harbor Robotics* (radio.example)",
        ] {
            let expected = "Ida Sund, CEO, Harbor Robotics (radio.example)";
            assert_eq!(written(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["Ida Sund (D-Calif.) (radio.example)", "Ida Sund (press release)"] {
            assert_eq!(written(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn only_what_is_read_back_as_it_was_meant_is_written() {
        assert_eq!(written("Ida Sund (tides"), Some("Ida Sund \\(tides".to_owned()));
        assert_eq!(written("Ida Sund ()"), Some("Ida Sund \\(\\)".to_owned()));
        assert_eq!(
            written("J. T. Lind, *cook* {#x} (tides.example)").as_deref(),
            Some("J. T. Lind, \\*cook\\* \\{#x} (tides.example)")
        );
        assert_eq!(written("Ida Sund https://a.example/(b"), None);
    }
}
