//! How deep a text may be nested, and how much it may show. The time to read one grows with the square
//! of its depth, which is that of the stack too.

use std::ops::Range;

/// How many quotes and lists may begin on one line. Nobody means more than a few.
const ON_A_LINE: usize = 100;

/// How deep components may be nested.
pub(super) const COMPONENTS: usize = 16;

/// How many quotes and components a text may show that stand elsewhere: a few bytes that name one show
/// all of it.
pub(super) const SHOWN: usize = 2_000;

/// The first line on which more quotes and lists begin than anybody means.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let line = &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
        // Nearly all lines begin with a letter, and as many bytes as that have to be there.
        let is_marked = !line.starts_with(|c: char| c.is_ascii_alphabetic());
        if line.len() > ON_A_LINE && is_marked && begun(line) > ON_A_LINE {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len() + 1;
    }
    None
}

/// How many quotes and lists begin on a line.
fn begun(line: &str) -> usize {
    let mut count = 0;
    let mut rest = line.trim_start();
    while let Some(behind) = behind_mark(rest) {
        count += 1;
        rest = behind.trim_start();
    }
    count
}

/// What stands behind the mark of a quote, an item of a list or a footnote.
fn behind_mark(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('>') {
        return Some(rest);
    }
    if let Some(label) = text.strip_prefix("[^")
        && let Some((_, rest)) = label.split_once("]:")
    {
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix(':') {
        return Some(rest);
    }
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => text.strip_prefix(['-', '+', '*']),
        _ => text[digits..].strip_prefix(['.', ')']),
    }?;
    rest.starts_with([' ', '\t']).then_some(rest)
}

#[test]
fn only_what_nobody_means_is_too_deep() {
    assert_eq!(too_deep("> > - 1. *a*\n>> b\n"), None);
    assert_eq!(too_deep(&"* b *c* ".repeat(200)), None);
    let deep = format!("a\n{}b\n", "> ".repeat(101));
    assert_eq!(too_deep(&deep), Some(2..deep.len() - 1));
    for mark in [">", "- ", "+\t", "1. ", "> * ", "[^a]: > "] {
        assert!(too_deep(&mark.repeat(200)).is_some(), "{mark}");
    }
}
