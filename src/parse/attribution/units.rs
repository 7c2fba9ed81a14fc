//! The units of an attribution that are whole: links, addresses, parentheses, and the commas that
//! really separate.

use std::ops::Range;

/// A unit and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub kind: Kind,
    pub span: Range<usize>,
}

/// What a unit is; the stretches are without their marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A comma that separates.
    Comma,
    /// `(...)` or `（...）`; the stretch between the two.
    Group { inner: Range<usize> },
    /// `[text](url)`; a link by reference has no URL here.
    Link { text: Range<usize>, url: Option<Range<usize>> },
    /// `[[name]]` or `[[name|words]]`.
    Name { name: Range<usize> },
    /// `<https://...>` or `https://...`.
    Address { url: Range<usize> },
}

type Broken = (&'static str, Range<usize>);

/// The units of `span`, from left to right. What stands in parentheses or quotation marks is not
/// looked at, and a parenthesis that closes what nothing opened is a character like any other.
pub(super) fn units(text: &str, span: Range<usize>) -> Result<Vec<Unit>, Broken> {
    let bytes = text.as_bytes();
    let mut units = Vec::new();
    let mut at = span.start;
    while at < span.end {
        // Nearly all characters begin nothing.
        if !matches!(bytes[at], b'[' | b'<' | b'h' | b'H' | b'(' | b',' | b'\\' | b'"' | 0x80..) {
            at += 1;
            continue;
        }
        if let Some(unit) = whole(text, at..span.end) {
            at = unit.span.end;
            units.push(unit);
            continue;
        }
        match bytes[at] {
            b'(' => {
                let unit = group(text, at..span.end)?;
                at = unit.span.end;
                units.push(unit);
            }
            0x80.. if text[at..span.end].starts_with('（') => {
                let unit = group(text, at..span.end)?;
                at = unit.span.end;
                units.push(unit);
            }
            b',' if !is_within_number(bytes, at) => {
                units.push(Unit { kind: Kind::Comma, span: at..at + 1 });
                at += 1;
            }
            0x80.. if text[at..span.end].starts_with(['،', '，', '、']) => {
                let end = at + text[at..].chars().next().map_or(1, char::len_utf8);
                units.push(Unit { kind: Kind::Comma, span: at..end });
                at = end;
            }
            _ => at = step(text, at..span.end),
        }
    }
    Ok(units)
}

/// A link, a name or an address that begins right at the start of `span`.
pub(super) fn whole(text: &str, span: Range<usize>) -> Option<Unit> {
    match text.as_bytes()[span.start] {
        b'[' => name(text, span.clone()).or_else(|| link(text, span)),
        b'<' => {
            let inner = &text[span.start + 1..span.end];
            let end = inner.find('>')?;
            let url = span.start + 1..span.start + 1 + end;
            (is_address(inner) && !inner[..end].contains(char::is_whitespace)).then(|| Unit {
                kind: Kind::Address { url: url.clone() },
                span: span.start..url.end + 1,
            })
        }
        b'h' | b'H' => {
            let starts_word = !text[..span.start].ends_with(char::is_alphanumeric);
            (starts_word && is_address(&text[span.clone()]))
                .then(|| span.start..address_end(text, span))
                .map(|url| Unit { span: url.clone(), kind: Kind::Address { url } })
        }
        _ => None,
    }
}

/// Past one character, one escape, or one stretch in quotation marks.
fn step(text: &str, span: Range<usize>) -> usize {
    let rest = &text[span.clone()];
    let mut chars = rest.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return span.end };
    let close: &[char] = match first {
        '\\' if second.is_some_and(|c| c.is_ascii_punctuation()) => return span.start + 2,
        '"' => &['"'],
        '“' => &['”'],
        '«' => &['»'],
        '„' => &['“', '”'],
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        _ => return span.start + first.len_utf8(),
    };
    let after = span.start + first.len_utf8();
    // A mark that is never closed is a mere character: `6' 2"`.
    let closing = text[after..span.end].char_indices().find(|(_, c)| close.contains(c));
    closing.map_or(after, |(length, c)| after + length + c.len_utf8())
}

/// The parenthesis that begins at the start of `span`, with its end.
fn group(text: &str, span: Range<usize>) -> Result<Unit, Broken> {
    let width = |at: usize| text[at..].chars().next().map_or(1, char::len_utf8);
    let start = span.start + width(span.start);
    let mut depth = 1usize;
    let mut at = start;
    while at < span.end {
        if let Some(unit) = whole(text, at..span.end) {
            at = unit.span.end;
            continue;
        }
        if text[at..].starts_with(['(', '（']) {
            depth += 1;
        } else if text[at..].starts_with([')', '）']) {
            depth -= 1;
        }
        if depth == 0 {
            return Ok(Unit {
                kind: Kind::Group { inner: start..at },
                span: span.start..at + width(at),
            });
        }
        at = step(text, at..span.end);
    }
    Err(("a parenthesis is not closed", span.start..start))
}

/// Whether the comma at `at` stands between digits: `1,000 Friends of the Harbor`.
fn is_within_number(bytes: &[u8], at: usize) -> bool {
    let digit = |index: Option<usize>| {
        index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_digit)
    };
    digit(at.checked_sub(1)) && digit(Some(at + 1))
}

/// `[[name]]` or `[[name|words]]`.
fn name(text: &str, span: Range<usize>) -> Option<Unit> {
    let inner = text[span.clone()].strip_prefix("[[")?;
    let end = inner.find("]]")?;
    let length = inner[..end].find('|').unwrap_or(end);
    let start = span.start + 2;
    Some(Unit {
        kind: Kind::Name { name: start..start + length },
        span: span.start..start + end + 2,
    })
}

/// `[text](url)`, `[text](<url> "title")` or `[text][reference]`.
fn link(text: &str, span: Range<usize>) -> Option<Unit> {
    // Most brackets of hostile input are never closed; this tells at once.
    let inner = &text[span.clone()];
    (inner.contains("](") || inner.contains("][")).then_some(())?;
    let close = balanced(text, span.clone(), (b'[', b']'))?;
    let words = span.start + 1..close;
    let after = &text[close + 1..span.end];
    if after.starts_with('[') {
        let end = close + 1 + after.find(']')? + 1;
        let kind = Kind::Link { text: words, url: None };
        return Some(Unit { kind, span: span.start..end });
    }
    let rest = after.strip_prefix('(')?.trim_start();
    let start = span.end - rest.len();
    let (url, after_url) = if rest.starts_with('<') {
        let end = start + rest.find('>')?;
        (start + 1..end, end + 1)
    } else {
        let end = destination_end(text, start..span.end);
        (start..end, end)
    };
    let rest = text[after_url..span.end].trim_start();
    let rest = match rest.bytes().next()? {
        quote @ (b'"' | b'\'') => rest[1 + rest[1..].find(char::from(quote))? + 1..].trim_start(),
        b'(' => rest[rest.find(')')? + 1..].trim_start(),
        _ => rest,
    };
    let rest = rest.strip_prefix(')')?;
    let kind = Kind::Link { text: words, url: Some(url) };
    Some(Unit { kind, span: span.start..span.end - rest.len() })
}

/// Where the bracket that opens `span` is closed, skipping escapes and counting nested ones.
fn balanced(text: &str, span: Range<usize>, (open, close): (u8, u8)) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = span.start;
    while at < span.end {
        match bytes[at] {
            b'\\' => at += 1,
            b if b == open => depth += 1,
            b if b == close && depth == 1 => return Some(at),
            b if b == close => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where a link's destination ends: at a space, or at a parenthesis that it did not open.
fn destination_end(text: &str, span: Range<usize>) -> usize {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, c) in text[span.clone()].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return span.start + at,
            ')' => depth -= 1,
            c if c.is_whitespace() => return span.start + at,
            _ => {}
        }
    }
    span.end
}

/// Where an address in running text ends: as a link's destination does, without the punctuation
/// that belongs to the sentence.
fn address_end(text: &str, span: Range<usize>) -> usize {
    let end = destination_end(text, span.clone());
    let address = &text[span.start..end];
    let address = address.split(['<', '>', '"', '”', '“', '»']).next().unwrap_or(address);
    span.start + address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'']).len()
}

/// Whether `text` begins with `http://` or `https://` and a host.
fn is_address(text: &str) -> bool {
    let lower = |prefix: &str| {
        text.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            .then(|| &text[prefix.len()..])
    };
    lower("https://")
        .or_else(|| lower("http://"))
        .is_some_and(|host| host.starts_with(char::is_alphanumeric))
}
