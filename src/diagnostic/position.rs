//! Where in a text a byte is, as editors count: lines and columns from 1, columns in characters.

use std::ops::Range;

/// A line and a column of a text, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// The position of the byte at `offset`; one beyond the end stands for the end.
pub fn position(text: &str, offset: usize) -> Position {
    let offset = text.floor_char_boundary(offset);
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position {
        line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
        column: before[start..].chars().count() + 1,
    }
}

/// A span that fits its text: within it, and with whole characters at both ends.
///
/// Places are made by many hands, and a file may have been replaced meanwhile; to show a problem
/// a character too far left is better than not to show it.
pub fn fitting(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end.min(text.len())).max(start);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_from_one() {
        let text = "Åse\r\nBø x";
        assert_eq!(position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(position(text, 2), Position { line: 1, column: 2 });
        assert_eq!(position(text, text.len() - 1), Position { line: 2, column: 4 });
        assert_eq!(position(text, 999), Position { line: 2, column: 5 });
    }

    #[test]
    fn a_span_is_made_to_fit() {
        assert_eq!(fitting("Åse", &(1..2)), 0..2);
        assert_eq!(fitting("Åse", &(7..9)), 4..4);
        #[expect(clippy::reversed_empty_ranges, reason = "such a span is what is tested")]
        let turned = fitting("Åse", &(3..1));
        assert_eq!(turned, 3..3);
    }
}
