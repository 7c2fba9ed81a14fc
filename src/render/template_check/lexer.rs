//! Cuts a template into its tags and each tag into tokens, by the rules of Tera's own lexer.
//!
//! A tag that cannot be cut is marked and skipped: Tera reports it, and the rest is still checked.

use crate::render::template_check::syntax::Span;

/// One `{{ ... }}` or `{% ... %}`.
#[derive(Clone, Debug)]
pub struct Segment<'s> {
    /// Whether it is a `{% ... %}`.
    pub statement: bool,
    /// What stands between the delimiters.
    pub tokens: Vec<Token<'s>>,
    /// Whether it could not be read to its end.
    pub broken: bool,
}

/// A token with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'s> {
    /// What it is.
    pub kind: TokenKind<'s>,
    /// Where it stands.
    pub span: Span,
}

impl Token<'_> {
    /// Whether it is that sign.
    pub fn is_sign(&self, sign: &str) -> bool {
        matches!(self.kind, TokenKind::Sign(it) if it == sign)
    }
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind<'s> {
    /// A name or a word such as `if`.
    Word(&'s str),
    /// Text in quotation marks, with its escapes resolved.
    Text(String),
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Float,
    /// `true` or `false`.
    Flag,
    /// An operator or a bracket.
    Sign(&'static str),
}

/// Signs, the longer before those that they start with.
const SIGNS: [&str; 31] = [
    "...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?[", "+", "-", "*", "/", "%", "!", ".",
    ",", ":", "~", "|", "=", ">", "<", "(", ")", "[", "]", "{", "}", "@",
];

/// The tags of a template in their order, without comments and raw text.
pub fn segments(source: &str) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut at = 0;
    while let Some(start) = find_start(source, at) {
        let inner = start + 2 + usize::from(source.as_bytes().get(start + 2) == Some(&b'-'));
        at = match source.as_bytes()[start + 1] {
            b'#' => find(source, inner, "#}").map_or(source.len(), |end| end + 2),
            b'%' => match raw_end(source, inner) {
                Some(end) => end,
                None => tag(source, inner, true, &mut segments),
            },
            _ => tag(source, inner, false, &mut segments),
        };
    }
    segments
}

/// The next `{{`, `{%` or `{#`.
fn find_start(source: &str, at: usize) -> Option<usize> {
    let rest = source.as_bytes().get(at..)?;
    rest.windows(2)
        .position(|pair| pair[0] == b'{' && matches!(pair[1], b'{' | b'%' | b'#'))
        .map(|found| at + found)
}

fn find(source: &str, at: usize, needle: &str) -> Option<usize> {
    source.get(at..)?.find(needle).map(|found| at + found)
}

/// The end of `{% raw %}...{% endraw %}`, where `at` stands behind the `{%` of a `raw` tag.
fn raw_end(source: &str, at: usize) -> Option<usize> {
    let mut next = word_tag(source, at, "raw")?;
    while let Some(start) = find(source, next, "{%") {
        next = start + 2;
        if let Some(end) = word_tag(source, next, "endraw") {
            return Some(end);
        }
    }
    Some(source.len())
}

/// The end of a tag that holds nothing but `word`, where `at` stands behind its `{%`.
fn word_tag(source: &str, at: usize, word: &str) -> Option<usize> {
    let white = |c: char| c.is_ascii_whitespace();
    let rest = source.get(at..)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest).trim_start_matches(white);
    let rest = rest.strip_prefix(word)?.trim_start_matches(white);
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(source.len() - rest.len())
}

/// Reads one tag from behind its opening delimiter and returns where the text goes on.
fn tag<'s>(
    source: &'s str,
    start: usize,
    statement: bool,
    segments: &mut Vec<Segment<'s>>,
) -> usize {
    let close = if statement { "%}" } else { "}}" };
    let mut tokens = Vec::new();
    let mut at = start;
    loop {
        let rest = source.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        at += rest.len() - trimmed.len();
        let length = match trimmed.strip_prefix('-') {
            Some(rest) if rest.starts_with(close) => 3,
            _ if trimmed.starts_with(close) => 2,
            _ => 0,
        };
        if length > 0 {
            segments.push(Segment { statement, tokens, broken: false });
            return at + length;
        }
        match token(source, at) {
            Some(token) => {
                at = token.span.end;
                tokens.push(token);
            }
            None => {
                segments.push(Segment { statement, tokens, broken: true });
                return find(source, at, close).map_or(source.len(), |end| end + 2);
            }
        }
    }
}

/// The token at `at`, unless nothing that Tera knows starts there.
fn token(source: &str, at: usize) -> Option<Token<'_>> {
    let rest = source.get(at..)?;
    let of = |kind, length: usize| Some(Token { kind, span: at..at + length });
    match *rest.as_bytes().first()? {
        quote @ (b'"' | b'\'' | b'`') => {
            let (text, length) = quoted(rest, quote)?;
            of(TokenKind::Text(text), length)
        }
        b'0'..=b'9' => {
            let mut fraction = false;
            let digits = rest.bytes().take_while(|byte| {
                let point = *byte == b'.' && !fraction;
                fraction |= point;
                point || byte.is_ascii_digit()
            });
            let length = digits.count();
            of(if fraction { TokenKind::Float } else { TokenKind::Integer }, length)
        }
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            let length =
                rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
            match &rest[..length] {
                "true" | "True" | "false" | "False" => of(TokenKind::Flag, length),
                word => of(TokenKind::Word(word), length),
            }
        }
        _ => {
            let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
            of(TokenKind::Sign(sign), sign.len())
        }
    }
}

/// The text in quotation marks at the start of `rest`, and its length with them.
fn quoted(rest: &str, quote: u8) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut characters = rest.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => text.push(match characters.next()?.1 {
                plain @ ('"' | '\'' | '/' | '\\') => plain,
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                _ => return None,
            }),
            end if end == char::from(quote) => return Some((text, at + 1)),
            plain => text.push(plain),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<Vec<&str>> {
        segments(source)
            .iter()
            .map(|segment| segment.tokens.iter().map(|t| &source[t.span.clone()]).collect())
            .collect()
    }

    #[test]
    fn tags_are_cut_as_tera_cuts_them() {
        let cases: [(&str, &[&[&str]]); 12] = [
            ("a {{ b.c }} d", &[&["b", ".", "c"]]),
            ("{{- a -}}{%- if x -%}", &[&["a"], &["if", "x"]]),
            ("{{ a?.b?[0] }}", &[&["a", "?.", "b", "?[", "0", "]"]]),
            ("{# {{ a }} #}{{ b }}", &[&["b"]]),
            ("{#- x -#}{{ b }}", &[&["b"]]),
            ("{% raw %}{{ a }}{% if %}{%- endraw -%}{{ b }}", &[&["b"]]),
            ("{{ \"}}\" ~ '%}' ~ `\"` }}", &[&["\"}}\"", "~", "'%}'", "~", "`\"`"]]),
            ("{{ 'it\\'s' }}", &[&["'it\\'s'"]]),
            ("{{ 1.5 // 2 ** -3 }}", &[&["1.5", "//", "2", "**", "-", "3"]]),
            ("{{ <a b={c}/> }}", &[&["<", "a", "b", "=", "{", "c", "}", "/", ">"]]),
            ("{% </a> %}", &[&["</", "a", ">"]]),
            ("{{ [...a] }}", &[&["[", "...", "a", "]"]]),
        ];
        for (source, expected) in cases {
            assert_eq!(words(source), expected, "{source}");
            assert!(segments(source).iter().all(|segment| !segment.broken), "{source}");
        }
    }

    #[test]
    fn a_tag_that_cannot_be_cut_is_skipped_and_the_next_is_read() {
        for source in ["{{ a ; b }}{{ c }}", "{{ é }}{{ c }}", "{{ 'a }}{{ c }}", "{{ & }}{{ c }}"]
        {
            let found = segments(source);
            assert!(found[0].broken, "{source}");
        }
        assert_eq!(words("{{ é }}{{ c }}").last(), Some(&vec!["c"]));
    }

    #[test]
    fn escapes_are_resolved() {
        let found = segments(r#"{{ "a\n\"b\"" }}"#);
        assert_eq!(found[0].tokens[0].kind, TokenKind::Text("a\n\"b\"".to_owned()));
    }
}
