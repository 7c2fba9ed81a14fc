//! Words in quotation marks, and the line that says whose they are.

use crate::import::attribution::{Attribution, unemphasized};
use crate::import::paragraph::{Marker, Paragraph, dash};
use crate::import::shape::{is_name, name_and_rest};

/// Words that somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The paragraphs, without the quotation marks around the whole.
    pub words: Vec<String>,
    /// Whose words they are.
    pub attribution: Attribution,
}

/// How a paragraph uses quotation marks.
#[derive(Debug, PartialEq, Eq)]
enum Marked<'a> {
    /// The marks are around everything, or around all but the text behind them.
    Closed { words: String, rest: &'a str },
    /// A mark opens and none closes.
    Open { words: &'a str },
}

/// The closing marks for an opening one.
fn closing(open: char) -> Option<&'static [char]> {
    Some(match open {
        '"' | '“' | '‟' => &['"', '”'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‘' | '\'' => &['’', '\''],
        '‚' => &['‘', '’'],
        _ => return None,
    })
}

/// Reads the marks of a paragraph that opens with one.
fn marked(text: &str) -> Option<Marked<'_>> {
    let open = text.chars().next()?;
    let close = closing(open)?;
    let body = text.get(open.len_utf8()..)?;
    if body.trim().is_empty() {
        return None;
    }
    let single = matches!(open, '‘' | '\'' | '‚');
    let mut depth = 1_usize;
    let mut before = open;
    for (at, c) in body.char_indices() {
        let after = body[at + c.len_utf8()..].chars().next();
        let loose = after.is_none_or(|after| !after.is_alphanumeric());
        // Single marks are apostrophes as well; they close behind punctuation or at the end.
        let apostrophe = single && !(after.is_none() || (".,?!…".contains(before) && loose));
        let opens = match c {
            '"' => before.is_whitespace() || "([—–“‘".contains(before),
            c => c == open && !close.contains(&c),
        };
        if opens && !single && !after.is_none_or(char::is_whitespace) {
            depth += 1;
        } else if close.contains(&c) && !apostrophe && (loose || c != '"') {
            depth -= 1;
            if depth == 0 {
                let rest = &body[at + c.len_utf8()..];
                let stop = rest.trim_start_matches(['.', ',', ';']);
                let stops = &rest[..rest.len() - stop.len()];
                return Some(Marked::Closed {
                    words: format!("{}{stops}", body[..at].trim()),
                    rest: stop.trim(),
                });
            }
        }
        before = c;
    }
    Some(Marked::Open { words: body.trim() })
}

/// A quote that starts at the first paragraph, with the number of paragraphs that it takes.
///
/// `section` says whether this is under a heading for quotes, where the marks may be missing
/// and the dash may be too.
pub(crate) fn quote(all: &[Paragraph], section: Section) -> Option<(Quote, usize)> {
    let first = all.first().filter(|first| !matches!(first.marker, Some(Marker::Number(_))))?;
    match marked(&first.text) {
        Some(Marked::Closed { words, rest: "" }) => {
            let attribution = attribution_line(all.get(1)?, section)?;
            Some((Quote { words: vec![words], attribution }, 2))
        }
        Some(Marked::Closed { words, rest }) => {
            let attribution = attribution(rest)?;
            Some((Quote { words: vec![words], attribution }, 1))
        }
        Some(Marked::Open { words }) => paragraphs(all, words, section),
        None => name_first(&first.text, section).or_else(|| unmarked(all, section)),
    }
}

/// Where a quote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Quotes,
    Players,
    Other,
}

/// A quote of several paragraphs: each opens with a mark, the last one closes.
fn paragraphs(all: &[Paragraph], first: &str, section: Section) -> Option<(Quote, usize)> {
    let mut words = vec![first.to_owned()];
    for (at, paragraph) in all.iter().enumerate().skip(1).take(12) {
        if let Some(attribution) = attribution_line(paragraph, Section::Other) {
            return Some((Quote { words, attribution }, at + 1));
        }
        let closed = match marked(&paragraph.text) {
            Some(Marked::Open { words: more }) => {
                words.push(more.to_owned());
                continue;
            }
            Some(Marked::Closed { words: more, rest }) => Some((more, rest)),
            // Inside a quote that a mark keeps open, plain text goes on to the mark that closes.
            None if section == Section::Quotes && paragraph.marker.is_none() => {
                match paragraph.text.rfind(['”', '»', '"']) {
                    None => {
                        words.push(paragraph.text.clone());
                        continue;
                    }
                    Some(end) => {
                        let (more, tail) = paragraph.text.split_at(end);
                        let rest = tail.trim_start_matches(['”', '»', '"']).trim();
                        Some((more.trim().to_owned(), rest))
                    }
                }
            }
            None => None,
        };
        let (more, rest) = closed?;
        words.push(more);
        let (attribution, taken) = match rest {
            "" => (attribution_line(all.get(at + 1)?, section)?, at + 2),
            rest => (attribution(rest)?, at + 1),
        };
        return Some((Quote { words, attribution }, taken));
    }
    None
}

/// `Ida Sund, president: “Words.”`, only among quotes.
fn name_first(text: &str, section: Section) -> Option<(Quote, usize)> {
    let at = text.find(['“', '"', '«', '„']).filter(|_| section == Section::Quotes)?;
    let before = text[..at].trim_end();
    let name = before.strip_suffix([':', '—', '–']).or_else(|| before.strip_suffix("--"))?;
    let attribution = Attribution::read(name.trim()).filter(|_| is_name(name_and_rest(name).0))?;
    match marked(&text[at..])? {
        Marked::Closed { words, rest: "" } => Some((Quote { words: vec![words], attribution }, 1)),
        _ => None,
    }
}

/// A paragraph without marks above a line that opens with a dash.
fn unmarked(all: &[Paragraph], section: Section) -> Option<(Quote, usize)> {
    let (first, next) = (all.first()?, all.get(1)?);
    let spoken = first.marker.is_none() && dash(&first.text).is_none();
    if section == Section::Players || !spoken || !first.text.chars().any(char::is_alphanumeric) {
        return None;
    }
    // A single hyphen or en dash is also a bullet: alone, and among quotes, it is no list.
    if next.marker.is_some() {
        let list = all.get(2).is_some_and(|third| third.marker == next.marker);
        if list || section != Section::Quotes {
            return None;
        }
    }
    let attribution = attribution_line(next, Section::Other)?;
    is_name(&attribution.name).then(|| (Quote { words: vec![first.text.clone()], attribution }, 2))
}

/// The attribution that a whole paragraph is.
fn attribution_line(paragraph: &Paragraph, section: Section) -> Option<Attribution> {
    match paragraph.marker {
        Some(Marker::Bullet('-' | '–')) => Attribution::read(&paragraph.text),
        Some(_) => None,
        None => attribution(&paragraph.text).or_else(|| {
            // Without a dash only among quotes, and only what cannot be anything but a name.
            let name = name_and_rest(&paragraph.text).0;
            let bare = section == Section::Quotes && is_undashed(&paragraph.text) && is_name(name);
            bare.then(|| Attribution::read(&paragraph.text)).flatten()
        }),
    }
}

/// Whether a line can be an attribution that lacks its dash.
pub(crate) fn is_undashed(text: &str) -> bool {
    let words = name_and_rest(text).0.split_whitespace().count();
    (1..=5).contains(&words)
        && text.chars().count() <= 120
        && closing(text.chars().next().unwrap_or(' ')).is_none()
        && !crate::import::shape::is_sentence(text)
        && !text.contains([':', '?', '!'])
}

/// `— Ida Sund, president` or `by Ida Sund`, with the dash or the word in front.
fn attribution(text: &str) -> Option<Attribution> {
    let text = &unemphasized(text);
    if let Some(rest) = dash(text) {
        return Attribution::read(rest);
    }
    let by = text.get(..3).filter(|by| by.eq_ignore_ascii_case("by "))?;
    let rest = text[by.len()..].trim();
    let name = name_and_rest(rest).0;
    (is_name(name) && is_undashed(rest)).then(|| Attribution::read(rest)).flatten()
}

/// Whether a paragraph opens as a quote does.
pub(crate) fn opens(text: &str) -> bool {
    !text.starts_with('\'') && marked(text).is_some()
}

/// Whether a paragraph is words in quotation marks and nothing else.
pub(crate) fn is_whole(text: &str) -> bool {
    matches!(marked(text), Some(Marked::Closed { rest: "", .. }))
}

/// Whether a paragraph opens with somebody's words and then says whose they are:
/// `“Fix it,” said Ida Sund.`, `“Fix it,” Ida Sund said.`
pub(crate) fn is_reported(text: &str) -> bool {
    const VERBS: [&str; 14] = [
        "said",
        "says",
        "told",
        "added",
        "adds",
        "wrote",
        "noted",
        "explained",
        "warned",
        "asked",
        "argued",
        "recalled",
        "replied",
        "according",
    ];
    let Some(Marked::Closed { rest, .. }) = marked(text).filter(|_| !text.starts_with('\'')) else {
        return false;
    };
    let words = rest.split_whitespace().take(8);
    words.map(|word| word.trim_end_matches(['.', ',', ':'])).any(|word| VERBS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str], section: Section) -> Option<(Vec<String>, String, usize)> {
        let all: Vec<Paragraph> = crate::import::paragraph::paragraphs(
            &crate::import::lines::lines(&lines.join("\n\n")),
            None,
        );
        quote(&all, section).map(|(quote, taken)| (quote.words, quote.attribution.text, taken))
    }

    fn one(words: &str, text: &str, taken: usize) -> Option<(Vec<String>, String, usize)> {
        Some((vec![words.to_owned()], text.to_owned(), taken))
    }

    #[test]
    fn every_pair_of_marks_is_taken_off() {
        for words in [
            "“Fix it.”",
            "\"Fix it.\"",
            "‘Fix it.’",
            "'Fix it.'",
            "«Fix it.»",
            "»Fix it.«",
            "„Fix it.“",
            "« Fix it. »",
        ] {
            assert_eq!(
                read(&[words, "— Ida Sund"], Section::Other),
                one("Fix it.", "Ida Sund", 2),
                "{words}"
            );
        }
    }

    #[test]
    fn inner_marks_stay() {
        let read =
            |words: &str| read(&[words, "— Ida Sund"], Section::Other).map(|(words, ..)| words);
        assert_eq!(
            read("“They said “go” and ‘fast’.”"),
            Some(vec!["They said “go” and ‘fast’.".into()])
        );
        assert_eq!(
            read("\"They said \"go\" and left.\""),
            Some(vec!["They said \"go\" and left.".into()])
        );
        assert_eq!(
            read("‘The workers’ hall can’t close.’"),
            Some(vec!["The workers’ hall can’t close.".into()])
        );
    }

    #[test]
    fn attributions_open_with_any_dash_or_by() {
        for line in [
            "— Ida Sund, president",
            "—Ida Sund, president",
            "– Ida Sund, president",
            "-- Ida Sund, president",
            "- Ida Sund, president",
            "by Ida Sund, president",
            "**— Ida Sund, president**",
            "_— Ida Sund_, president",
        ] {
            assert_eq!(
                read(&["“Fix it.”", line], Section::Other),
                one("Fix it.", "Ida Sund, president", 2),
                "{line}"
            );
        }
        for line in [
            "“Fix it.” — Ida Sund",
            "\"Fix it.\" - Ida Sund",
            "“Fix it.” -- Ida Sund",
            "“Fix it.” by Ida Sund",
        ] {
            assert_eq!(read(&[line], Section::Other), one("Fix it.", "Ida Sund", 1), "{line}");
        }
    }

    #[test]
    fn a_quote_may_have_several_paragraphs() {
        let expected = Some((vec!["One.".to_owned(), "Two.".to_owned()], "Ida Sund".to_owned(), 3));
        assert_eq!(read(&["“One.", "“Two.”", "— Ida Sund"], Section::Other), expected);
        assert_eq!(read(&["“One.", "Two.”", "— Ida Sund"], Section::Quotes), expected);
        assert_eq!(
            read(&["\"One.", "\"Two.\" — Ida Sund"], Section::Other).map(|(words, ..)| words.len()),
            Some(2)
        );
    }

    #[test]
    fn marks_or_dash_may_be_missing_among_quotes() {
        assert_eq!(read(&["Fix it.", "— Ida Sund"], Section::Other), one("Fix it.", "Ida Sund", 2));
        assert_eq!(
            read(&["Fix it.", "- Ida Sund"], Section::Quotes),
            one("Fix it.", "Ida Sund", 2)
        );
        assert_eq!(read(&["Fix it.", "- Ida Sund"], Section::Other), None);
        assert_eq!(
            read(&["“Fix it.”", "Ida Sund, president"], Section::Quotes),
            one("Fix it.", "Ida Sund, president", 2)
        );
        assert_eq!(read(&["“Fix it.”", "Ida Sund, president"], Section::Other), None);
        assert_eq!(
            read(&["Ida Sund, president: “Fix it.”"], Section::Quotes),
            one("Fix it.", "Ida Sund, president", 1)
        );
    }

    #[test]
    fn reported_words_are_told_from_the_rest() {
        for text in [
            "“Fix it,” said Ida Sund, president of the union.",
            "\"Fix it,\" Ida Sund said.",
            "“Fix it,” she said, “today.”",
        ] {
            assert!(is_reported(text), "{text}");
        }
        for text in ["“Fix it.”", "“Nets” is a film.", "Ida Sund said: “Fix it.”"] {
            assert!(!is_reported(text), "{text}");
        }
    }

    #[test]
    fn prose_with_quotes_in_it_is_no_quote() {
        assert_eq!(read(&["“Fix it,” she said, “today.”", "Next."], Section::Quotes), None);
        assert_eq!(read(&["“Fix it,” she said.", "— and left"], Section::Quotes), None);
        assert_eq!(read(&["“Fix it.”", "“Now.”", "— Ida Sund"], Section::Quotes), None);
    }
}
