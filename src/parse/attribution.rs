//! Attributions: the line below a quote that says who said it, as what, and where.
//!
//! `— NAME[, TITLE][, ORGANIZATION] [(SOURCE)] [{#id}]` or `— NAME[, ...] on|in|to|via
//! [SOURCE](URL)`. This module knows the form only. Which part is a title and which names an
//! organization depends on all the names of the site, so the linker decides that.

use std::borrow::Cow;
use std::ops::Range;

mod flat;
mod leads;
mod source;
mod units;
mod words;

#[cfg(test)]
mod tests;

use flat::Flat;
pub(crate) use source::{INTRODUCTIONS, domain};
use units::{Kind, Unit};

/// An attribution, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution<'a> {
    /// Who said it, with suffixes such as `Jr.` or `M.D.`.
    pub name: Piece<'a>,
    /// What stands between the name and the source, split at commas: titles and organizations.
    pub parts: Vec<Piece<'a>>,
    /// Who published the words, or where they were said.
    pub source: Option<Source>,
    /// The quote's own id, from `{#id}`.
    pub id: Option<Piece<'a>>,
}

/// A stretch of an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words without Markdown, with single spaces. Of a link, its text; of `[[NAME|words]]`,
    /// the name.
    pub text: Cow<'a, str>,
    /// Where they stand, in bytes of the given source.
    pub span: Range<usize>,
}

/// Who published the words of a quote, or where they were said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name: a link's text, plain words such as `press release`, or the host of a bare address.
    pub name: Option<String>,
    /// Its address: `http` or `https`, or a path within the site as it was written.
    pub url: Option<String>,
    /// Where it stands, in bytes of the given source, without the parentheses.
    pub span: Range<usize>,
}

/// What keeps an attribution from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It names nobody.
    WithoutName,
    /// Its form is broken; the reason in a few words, lower case, without a final period.
    Bad(&'static str),
}

/// A problem and where it lies.
type Misread = (Problem, Range<usize>);

/// The most bytes that an attribution may have. More is a paragraph that happens to begin with a
/// dash, and the bound keeps the work small on hostile input.
const LONGEST: usize = 2048;

/// Whether a line opens an attribution: an em dash, an en dash, a horizontal bar or two hyphens,
/// and then text.
///
/// Three hyphens are a thematic break. Two hyphens that touch a lower-case letter or a digit are an
/// option of some program rather than a dash.
pub fn starts_attribution(line: &str) -> bool {
    after_dash(line).is_some_and(|at| !line[at..].trim().is_empty())
}

/// The attribution that `raw` spells: Markdown source, of one line or several, in which the lines
/// after the first may begin with the markers of a blockquote.
///
/// The error is the problem and where in `raw` it lies.
pub fn attribution(raw: &str) -> Result<Attribution<'_>, (Problem, Range<usize>)> {
    if raw.len() > LONGEST {
        return Err((Problem::Bad("it is too long to be an attribution"), 0..raw.len()));
    }
    match Flat::of_lines(raw) {
        None => read(raw),
        Some(flat) => match read(&flat.text) {
            Ok(found) => Ok(found.placed(&flat)),
            Err((problem, span)) => Err((problem, flat.raw(span))),
        },
    }
}

impl Attribution<'_> {
    /// The same, with the places in the source that was joined into one line.
    fn placed(self, flat: &Flat) -> Attribution<'static> {
        Attribution {
            name: self.name.placed(flat),
            parts: self.parts.into_iter().map(|part| part.placed(flat)).collect(),
            source: self.source.map(|it| Source { span: flat.raw(it.span.clone()), ..it }),
            id: self.id.map(|id| id.placed(flat)),
        }
    }
}

impl Piece<'_> {
    fn placed(self, flat: &Flat) -> Piece<'static> {
        Piece { text: Cow::Owned(self.text.into_owned()), span: flat.raw(self.span) }
    }
}

/// Reads an attribution that stands on one line.
fn read(text: &str) -> Result<Attribution<'_>, Misread> {
    let Some(start) = after_dash(text) else {
        return Err((Problem::Bad("it does not begin with a dash"), 0..text.len()));
    };
    let (body, id) = split_id(text, trimmed(text, start..text.len()))?;
    let units = units::units(text, body.clone()).map_err(bad)?;
    let (body, source) = source::split(text, body, &units).map_err(bad)?;

    let mut segments = segments(text, body.clone(), &units).into_iter();
    let Some(mut name) = segments.next().filter(|first| names_somebody(text, first)) else {
        return Err((Problem::WithoutName, 0..text.trim_end().len()));
    };
    let mut parts: Vec<Piece<'_>> = Vec::new();
    for piece in segments {
        if piece.text.is_empty() {
            continue;
        }
        if parts.is_empty() && words::is_generation(&piece.text) {
            join(&mut name, piece, " ");
        } else if parts.is_empty() && words::is_degree(&piece.text) {
            join(&mut name, piece, ", ");
        } else if words::is_company_form(&piece.text) {
            join(parts.last_mut().unwrap_or(&mut name), piece, ", ");
        } else {
            parts.push(piece);
        }
    }
    Ok(Attribution { name, parts, source, id })
}

fn bad((reason, span): (&'static str, Range<usize>)) -> Misread {
    (Problem::Bad(reason), span)
}

/// Adds a suffix to the piece it belongs to.
fn join(piece: &mut Piece<'_>, suffix: Piece<'_>, by: &str) {
    let text = piece.text.to_mut();
    text.push_str(by);
    text.push_str(&suffix.text);
    piece.span.end = suffix.span.end;
}

/// Whether the first piece can be a name: it says something, and is neither a bare address nor a
/// parenthesis.
fn names_somebody(text: &str, piece: &Piece<'_>) -> bool {
    let source = &text[piece.span.clone()];
    piece.text.chars().any(char::is_alphanumeric)
        && !source.starts_with(['(', '（'])
        && !piece.text.starts_with("https://")
        && !piece.text.starts_with("http://")
}

/// Where the text after the opening dash begins.
fn after_dash(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    // The whole line may be emphasized: `*— Ida Sund*`.
    let rest = rest.trim_start_matches(['*', '_']);
    let after = if let Some(after) = rest.strip_prefix("--") {
        let mut next = after.chars();
        match next.next() {
            None => after,
            Some(c) if c.is_whitespace() || c.is_uppercase() || "[*_\"“(,".contains(c) => after,
            Some(_) => return None,
        }
    } else {
        const DASHES: [&str; 8] =
            ["—", "–", "―", "&mdash;", "&ndash;", "&horbar;", "&#8212;", "&#8211;"];
        let after = DASHES.iter().find_map(|dash| rest.strip_prefix(dash))?;
        // Two long dashes are one to those who type them: `——` in Chinese, `――` in Japanese.
        after.strip_prefix(['—', '―']).unwrap_or(after)
    };
    let text = after.trim_start();
    let drawn = text.starts_with(['—', '–', '―']) || text.starts_with("--");
    (!drawn).then(|| line.len() - after.len())
}

/// Takes `{#id}` off the end.
fn split_id<'a>(
    text: &'a str,
    body: Range<usize>,
) -> Result<(Range<usize>, Option<Piece<'a>>), Misread> {
    let inner = &text[body.clone()];
    let mut braces = inner.rmatch_indices("{#").map(|(at, _)| at);
    let Some(open) = braces.find(|at| !is_escaped(inner, *at)) else { return Ok((body, None)) };
    let span = body.start + open..body.end;
    let Some(id) = inner[open + 2..].strip_suffix('}').filter(|id| !id.contains('}')) else {
        let closed = inner[open..].contains('}');
        let reason = if closed {
            "an id in braces has to stand at the end"
        } else {
            "the brace of the id is not closed"
        };
        return Err((Problem::Bad(reason), span));
    };
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        let reason = "an id is made of letters a to z, digits and hyphens";
        return Err((Problem::Bad(reason), span));
    }
    let piece = Piece { text: Cow::Borrowed(id), span: span.start + 2..span.end - 1 };
    Ok((trimmed(text, body.start..span.start), Some(piece)))
}

/// Whether the character at `at` has a backslash of its own before it.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The pieces between the commas of `body`; empty ones too, since the first must not be empty.
fn segments<'a>(text: &'a str, body: Range<usize>, units: &[Unit]) -> Vec<Piece<'a>> {
    let commas = units.iter().filter(|unit| unit.kind == Kind::Comma && unit.span.end <= body.end);
    let mut start = body.start;
    let mut pieces = Vec::new();
    for end in commas.map(|unit| unit.span.clone()).chain(std::iter::once(body.end..body.end)) {
        let span = words::without_final_period(text, trimmed(text, start..end.start));
        pieces.push(Piece { text: words::plain(text, span.clone()), span });
        start = end.end;
    }
    pieces
}

/// `span` without spaces, emphasis marks and loose punctuation at both ends.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let loose = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | ';' | ':' | '；' | '：');
    let inner = &text[span.clone()];
    let start = span.end - inner.trim_start_matches(loose).len();
    let mut end = span.end;
    while let Some(last) = text[start..end].chars().next_back() {
        let escaped = is_escaped(&text[start..end], end - start - last.len_utf8());
        if escaped || !(loose(last) || matches!(last, ',' | '،' | '，' | '、' | '。' | '।')) {
            break;
        }
        end -= last.len_utf8();
    }
    start..end
}
