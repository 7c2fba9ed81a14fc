//! The line that says whose words a quote is.

use crate::import::shape::{is_suffix, name_and_rest};

/// The line below a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Name, title and organization as they were typed, without the dash.
    pub text: String,
    /// The speaker's name.
    pub name: String,
    /// A domain or URL at the end, and the word that led to it: `via`, or nothing.
    pub source: Option<(String, String)>,
}

impl Attribution {
    /// Reads what stands behind the dash; nothing where it does not start as a name does.
    pub(crate) fn read(text: &str) -> Option<Attribution> {
        let text = text.trim();
        let starts = text.chars().next()?;
        let named = starts.is_alphabetic() && !starts.is_lowercase() || text.starts_with("al-");
        let short = text.chars().count() <= 240;
        if !named || !short {
            return None;
        }
        let (text, source) = source(text);
        let (name, _) = name_and_rest(&text);
        let name = [" via ", " on ", " to ", " in "]
            .iter()
            .fold(name, |name, join| name.find(join).map_or(name, |at| &name[..at]));
        Some(Attribution { name: name.trim().to_owned(), text: text.clone(), source })
    }

    /// Title and organization: what stands behind the name, cut at commas.
    pub fn parts(&self) -> Vec<&str> {
        let (_, rest) = name_and_rest(&self.text);
        let parts = rest.split(',').map(str::trim);
        parts.filter(|part| !part.is_empty() && !is_suffix(part)).collect()
    }
}

/// Takes a domain or URL off the end of an attribution.
fn source(text: &str) -> (String, Option<(String, String)>) {
    let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let bare = last.trim_end_matches(['.', ',', ';']).trim_matches(['(', ')', '[', ']', '<', '>']);
    // `(told radio.example)` is a remark in brackets, not a source of its own.
    let inside = before.matches(['(', '[']).count() > before.matches([')', ']']).count();
    if before.is_empty() || !is_address(bare) || inside {
        return (text.to_owned(), None);
    }
    let before = before.trim_end();
    if let Some((rest, join)) = before.rsplit_once(' ')
        && ["via", "on", "to", "in"].contains(&join)
    {
        let rest = rest.trim_end_matches([',', ' ']);
        return (rest.to_owned(), Some((join.to_owned(), bare.to_owned())));
    }
    let rest = before.trim_end_matches([',', '|', '-', '–', '—', ';', '·', '/', ' ']);
    (rest.to_owned(), Some((String::new(), bare.to_owned())))
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
}
