//! Where stars and tildes mark what stands between them (CommonMark 0.31, section 6.2).
//!
//! Beside a letter they mark nothing that begins or ends with punctuation: `So**「注意」**と` is four
//! stars to a reader, and common where no spaces part words.

/// Whether a stretch of text may be marked by stars or tildes. `inside` begins and ends with what is
/// marked; `before` and `after` are what stands beside the marks, if anything does.
pub(super) fn marks(before: Option<char>, inside: &str, after: Option<char>) -> bool {
    let stands = |inside: Option<char>, outside: Option<char>| {
        inside.is_some_and(|inside| {
            inside.is_alphanumeric() || (!inside.is_whitespace() && outside.is_none_or(parts))
        })
    };
    stands(inside.chars().next(), before) && stands(inside.chars().next_back(), after)
}

/// Whether a character is a space, or punctuation beyond doubt.
fn parts(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || matches!(c, '«' | '»' | '¡' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}')
        || matches!(c, '、' | '。' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}')
}

#[test]
fn punctuation_is_marked_beside_punctuation_and_spaces_alone() {
    assert!(marks(Some('a'), "b", Some('c')));
    assert!(marks(None, "(b)", None));
    assert!(marks(Some(' '), "“b”", Some('.')));
    assert!(!marks(Some('a'), "「b」", None));
    assert!(!marks(None, "「b」", Some('a')));
    assert!(!marks(None, "\u{a0}b", None));
}
