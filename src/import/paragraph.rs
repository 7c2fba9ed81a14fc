//! Lines become paragraphs and list items: wrapped lines are joined, bullets are recognized.

use crate::import::lines::{Line, overflows};
use crate::import::shape::{ends_sentence, is_name, is_title_case, starts_lowercase};

/// What stood before a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    Bullet(char),
    Number(u32),
}

/// A paragraph or a list item, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The number of its first line in the pasted text.
    pub line: usize,
    pub text: String,
    pub marker: Option<Marker>,
    /// Whether an empty line comes before it.
    pub gap: bool,
    /// The whole line as it was typed, before a number was taken off.
    pub typed: String,
}

/// The paragraphs of a section, given the width at which the text was wrapped.
pub(crate) fn paragraphs(lines: &[Line], width: Option<usize>) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in lines {
        let (marker, text) = marker(&line.text);
        let joined = match (found.last_mut(), previous) {
            (Some(last), Some(before))
                if marker.is_none() && goes_on(last, before, line, width) =>
            {
                for whole in [&mut last.text, &mut last.typed] {
                    if !whole.is_empty() {
                        whole.push(' ');
                    }
                    whole.push_str(&line.text);
                }
                true
            }
            _ => false,
        };
        if !joined {
            found.push(Paragraph {
                line: line.number,
                text: text.to_owned(),
                marker,
                gap: line.gap,
                typed: line.text.clone(),
            });
        }
        previous = Some(line);
    }
    found.retain(|paragraph| !paragraph.text.is_empty());
    found
}

/// Whether a line belongs to the paragraph that the line before it is part of.
fn goes_on(last: &Paragraph, before: &Line, line: &Line, width: Option<usize>) -> bool {
    // A bullet that stands alone, as web pages paste it, takes the next line as its text.
    if last.text.is_empty() {
        return true;
    }
    if line.gap || dash(&line.text).is_some() {
        return false;
    }
    let attribution = dash(&before.text).is_some();
    if attribution && before.text.ends_with(',') {
        return true;
    }
    let unfinished = !ends_sentence(&before.text);
    if starts_lowercase(&line.text) && unfinished {
        return true;
    }
    // A name alone on its line is a name, also where the line above happens to be full.
    if is_name(&line.text) && (!unfinished || width.is_none()) {
        return false;
    }
    if width.is_some_and(|width| overflows(before, line, width)) {
        return true;
    }
    let opens = line.text.starts_with(['“', '"', '„', '«', '‘']);
    if last.marker.is_some() && line.indent > before.indent && !opens {
        return true;
    }
    let long = before.text.chars().count() >= 40;
    unfinished && long && !attribution && !opens && !is_title_case(&before.text)
}

/// A list marker and the text behind it.
pub(crate) fn marker(text: &str) -> (Option<Marker>, &str) {
    const GLYPHS: [char; 22] = [
        '•', '·', '‣', '▪', '▫', '◦', '●', '○', '■', '□', '◆', '➤', '►', '▸', '✓', '-', '*', '+',
        '–', '⁃', '∙', '\u{F0B7}',
    ];
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = chars.as_str();
    if GLYPHS.contains(&first) {
        let spaced = rest.is_empty() || rest.starts_with(' ');
        // A glyph that is only ever a bullet needs no space behind it.
        let certain = !matches!(first, '-' | '*' | '+' | '–' | '·' | '✓');
        let rule = !rest.chars().any(char::is_alphanumeric) && !rest.is_empty();
        if (spaced || certain) && !rule {
            return (Some(Marker::Bullet(first)), rest.trim_start());
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // `007.` is no number of a list, and its zeros would be lost.
    if (1..=2).contains(&digits)
        && !text.starts_with('0')
        && let Some(rest) = text[digits..].strip_prefix(['.', ')'])
        && rest.starts_with(' ')
        && let Ok(number) = text[..digits].parse()
    {
        return (Some(Marker::Number(number)), rest.trim_start());
    }
    (None, text)
}

/// The text behind a dash that opens a line, as an attribution does: `— Ida Sund`, `-- Ida Sund`.
pub(crate) fn dash(text: &str) -> Option<&str> {
    let double = text.starts_with("--");
    let rest = text.trim_start_matches(['—', '–', '―', '-', '−', '⸺']);
    let taken = text.len() - rest.len();
    let single = text.starts_with(['-', '–', '−']) && !double;
    let spaced = rest.starts_with(' ');
    let rest = rest.trim_start();
    // `-5 degrees` and `–5` are numbers; a hyphen at a word is a suffix.
    let fits = taken > 0 && (spaced || !single || rest.starts_with(char::is_uppercase));
    (fits && rest.chars().any(char::is_alphanumeric)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::{lines, wrap_width};

    fn texts(text: &str) -> Vec<String> {
        let lines = lines(text);
        let found = paragraphs(&lines, wrap_width(&lines));
        found
            .into_iter()
            .map(|paragraph| match paragraph.marker {
                Some(_) => format!("* {}", paragraph.text),
                None => paragraph.text,
            })
            .collect()
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The harbor was closed to all ships for\nthe whole day, as the port said early on\nTuesday. It will open again on some other\nMonday.\n\nNext.";
        assert_eq!(
            texts(text),
            [
                "The harbor was closed to all ships for the whole day, as the port said early on Tuesday. It will open again on some other Monday.",
                "Next."
            ]
        );
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        assert_eq!(
            texts("The port is closed.\nIt opens on Monday."),
            ["The port is closed.", "It opens on Monday."]
        );
        assert_eq!(
            texts("Harbor Robotics\nA maker of machines"),
            ["Harbor Robotics", "A maker of machines"]
        );
    }

    #[test]
    fn an_attribution_goes_on_behind_its_comma() {
        assert_eq!(
            texts("“Words.”\n— Ida Sund, CEO,\nHarbor Robotics"),
            ["“Words.”", "— Ida Sund, CEO, Harbor Robotics"]
        );
    }

    #[test]
    fn bullets_of_all_kinds_are_items() {
        assert_eq!(
            texts(
                "• One\n- Two\n* Three\n– Four\n1. Five\n2) Six\n•\nSeven\n▪Eight\n+ Nine\n◦ Ten\n‣ 11\n● 12"
            ),
            [
                "* One", "* Two", "* Three", "* Four", "* Five", "* Six", "* Seven", "* Eight",
                "* Nine", "* Ten", "* 11", "* 12"
            ]
        );
        assert_eq!(
            texts("  • One that is\n    Wrapped here\n  • Two"),
            ["* One that is Wrapped here", "* Two"]
        );
        assert_eq!(
            texts("-5 degrees\n\n2026. A year\n\n***\n\n+++\n\n+5 degrees"),
            ["-5 degrees", "2026. A year", "***", "+++", "+5 degrees"]
        );
    }
}
