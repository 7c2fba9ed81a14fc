//! A pasted text as lines: one kind of line end, one kind of space, nothing invisible.
//!
//! Texts arrive from word processors, web pages and mail, so everything that a person
//! cannot see is settled here once, and no later stage has to think of it.

/// A line that holds something, as it is read after invisible characters are settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line's number in the pasted text, from 1.
    pub number: usize,
    /// The text, with one space between words and none at either end.
    pub text: String,
    /// How many characters of space stood before the text.
    pub indent: usize,
    /// Whether an empty line (or the start of the text) comes before this one.
    pub gap: bool,
}

/// All lines that are not empty.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut current = String::new();
    let mut number = 1;
    let mut gap = true;
    let mut chars = text.chars().peekable();
    loop {
        let next = chars.next();
        // A form feed or a Unicode separator ends a line as well, but no editor counts it as one.
        let (ends, counts) = match next {
            Some('\r') => {
                chars.next_if_eq(&'\n');
                (true, true)
            }
            None | Some('\n') => (true, true),
            Some('\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}') => (true, false),
            Some(_) => (false, false),
        };
        if ends {
            let text = current.split_whitespace().collect::<Vec<_>>().join(" ");
            let indent = current.chars().take_while(|c| c.is_whitespace()).count();
            let empty = text.is_empty();
            if !empty {
                found.push(Line { number, text, indent, gap });
            }
            gap = empty;
            current.clear();
            number += usize::from(counts);
        } else if let Some(c) = next {
            push_visible(&mut current, c);
        }
        if next.is_none() {
            return found;
        }
    }
}

/// Adds a character as it should have been typed.
fn push_visible(line: &mut String, c: char) {
    match c {
        // Byte order marks, zero-width spaces, word joiners, soft hyphens, direction marks.
        '\u{FEFF}' | '\u{200B}' | '\u{2060}' | '\u{AD}' | '\u{200E}' | '\u{200F}' => {}
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
        // Joiners are part of the spelling in some scripts and in emoji, never after ASCII.
        '\u{200C}' | '\u{200D}' if line.chars().next_back().is_none_or(|p| p.is_ascii()) => {}
        // A tab is four columns so that an indented continuation is seen as one.
        '\t' => line.push_str("    "),
        c if c.is_whitespace() || c.is_control() => line.push(' '),
        c => line.push(c),
    }
}

/// The width at which the text was wrapped by hand or by a mail program, if it was.
///
/// A text is wrapped when a line goes on in lower case where its first word would not have
/// fitted on the line before; nobody wraps at less than forty columns. In a text that was not, every line is a paragraph.
pub(crate) fn wrap_width(lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| !pair[1].gap);
    let width =
        pairs().map(|pair| length(&pair[0])).max().filter(|width| (40..=120).contains(width))?;
    pairs()
        .any(|pair| {
            overflows(&pair[0], &pair[1], width)
                && pair[1].text.starts_with(|c: char| c.is_lowercase())
        })
        .then_some(width)
}

/// Whether the next line's first word had no room at the end of this one.
pub(crate) fn overflows(line: &Line, next: &Line, width: usize) -> bool {
    let first = next.text.split_whitespace().next().unwrap_or_default();
    length(line) + 1 + first.chars().count() > width
}

fn length(line: &Line) -> usize {
    line.indent + line.text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, String)> {
        lines(text).into_iter().map(|line| (line.number, line.text)).collect()
    }

    #[test]
    fn every_line_end_is_one_line_end() {
        let expected = vec![(1, "a".to_owned()), (2, "b".to_owned()), (4, "c".to_owned())];
        assert_eq!(texts("a\r\nb\r\n\r\nc"), expected);
        assert_eq!(texts("a\rb\r\rc\r"), expected);
        assert_eq!(texts("\u{FEFF}a\nb\n \u{A0}\nc"), expected);
    }

    #[test]
    fn invisible_characters_go_and_odd_spaces_become_spaces() {
        assert_eq!(texts("Har\u{200B}bor\u{A0}City\u{0}\t x ")[0].1, "Harbor City x");
        assert_eq!(texts("می\u{200C}خواهم")[0].1, "می\u{200C}خواهم");
    }

    #[test]
    fn a_form_feed_ends_a_line_without_counting_as_one() {
        assert_eq!(texts("a\u{0C}b\nc"), [(1, "a".into()), (1, "b".into()), (2, "c".into())]);
    }

    #[test]
    fn a_text_is_wrapped_when_a_word_had_no_room() {
        let wrapped = lines(
            "Head\n\nThe harbor was closed to all ships for\nthe whole day, as the port said early on\nTuesday.",
        );
        assert_eq!(wrap_width(&wrapped), Some(40));
        assert_eq!(wrap_width(&lines("Harbor Robotics\nA maker of machines.\nIda Sund")), None);
    }
}
