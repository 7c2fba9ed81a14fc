//! Blockquotes with an attribution become quotes.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::body::{Block, Said, Source};
use crate::diagnostic::{Code, Diagnostic};
use crate::html::Fragment;
use crate::parse::attribution::{self, Attribution, Problem};
use crate::parse::fields::At;
use crate::parse::markdown::{Reader, Spanned, block_end, plain_text};

/// A quote that was found.
pub(super) struct Found {
    /// The block that shows it.
    pub block: Block,
    /// Whether the block after the blockquote was its attribution.
    pub used_after: bool,
}

impl<'a> Reader<'a> {
    /// The quote that a blockquote holds, if it names its speaker or shows a quote by its id.
    /// `after` is the block that follows it.
    pub(super) fn quote(
        &mut self,
        block: &[Spanned<'a>],
        after: Option<&[Spanned<'a>]>,
    ) -> Option<Found> {
        if let Some(id) = self.quote_reference(block) {
            self.shown += 1;
            return Some(Found { block: Block::Reference(id), used_after: false });
        }
        let inner = &block[1..block.len() - 1];
        let (words, line, used_after) = match attribution_inside(inner, self.source.text) {
            Some((words, line)) => (words, line, false),
            None => {
                let line = paragraph(after?).filter(|range| {
                    attribution::starts_attribution(&self.source.text[range.clone()])
                })?;
                (Cow::Borrowed(inner), line, true)
            }
        };
        let raw = &self.source.text[line.clone()];
        match attribution::attribution(raw) {
            Ok(said_by) => {
                let number = self.said(&block[0].1, &words, said_by, line.start);
                Some(Found { block: Block::Quote(number), used_after })
            }
            Err((problem, range)) => {
                let range = line.start + range.start..line.start + range.end;
                let problem = match problem {
                    Problem::WithoutName => Diagnostic::new(
                        Code::AttributionWithoutName,
                        "this attribution names nobody",
                    )
                    .hint("write `— Name, title, organization (source)`"),
                    Problem::Bad(reason) => Diagnostic::new(
                        Code::BadAttribution,
                        format!("this attribution cannot be read: {reason}"),
                    )
                    .hint("write `— Name, title, organization (source)`"),
                };
                self.problems.push(problem.at(self.place(&range)));
                None
            }
        }
    }

    /// The id of `> @quotes/ID`.
    pub(super) fn quote_reference(&self, block: &[Spanned<'a>]) -> Option<At<Arc<str>>> {
        let inner = block.get(1..block.len().checked_sub(1)?)?;
        // Most quotes are words, and what these are is asked but once.
        let is_text = |(event, _): &&Spanned<'_>| matches!(event, Event::Text(_) | Event::Code(_));
        match &inner.iter().find(is_text)?.0 {
            Event::Text(text) | Event::Code(text)
                if text.trim().is_empty() || text.trim_start().starts_with('@') => {}
            _ => return None,
        }
        let text = plain_text(inner);
        let id = text.trim().strip_prefix("@quotes/")?;
        let plain = !id.is_empty() && !id.contains(char::is_whitespace);
        plain.then(|| At::new(id.into(), self.span(&block[0].1)))
    }

    fn said(
        &mut self,
        block: &Range<usize>,
        words: &[Spanned<'a>],
        by: Attribution<'_>,
        line: usize,
    ) -> usize {
        let words = without_marks(words);
        let mut html = String::new();
        self.in_quote = true;
        self.blocks(&words, &mut html);
        self.in_quote = false;
        let html = self.cleaned(html);
        let base = self.source.base + line;
        let at = |piece: attribution::Piece<'_>| {
            At::new(Arc::from(piece.text.as_ref()), base + piece.span.start..base + piece.span.end)
        };
        let text = plain_text(&words);
        self.body.quotes.push(Said {
            span: self.span(block),
            html: Fragment(html.into()),
            hash: crate::quote::words_hash(&text),
            text: text.into(),
            name: at(by.name),
            // Collected as it is, the list would keep the room that the pieces took.
            parts: by.parts.into_iter().map(at).collect::<Box<[_]>>().into(),
            source: by
                .source
                .and_then(|source| Source::of(source.name.as_deref(), source.url.as_deref())),
            id: by.id.map(at),
        });
        self.body.quotes.len() - 1
    }
}

/// The range of a block that is one paragraph.
fn paragraph(block: &[Spanned<'_>]) -> Option<Range<usize>> {
    matches!(block[0].0, Event::Start(Tag::Paragraph)).then(|| block[0].1.clone())
}

/// The words of a blockquote and the range of its attribution, where its last paragraph or the
/// last line of it is one.
fn attribution_inside<'w, 'a>(
    inner: &'w [Spanned<'a>],
    text: &str,
) -> Option<(Cow<'w, [Spanned<'a>]>, Range<usize>)> {
    let mut last = None;
    let mut at = 0;
    while at < inner.len() {
        let end = block_end(inner, at);
        last = Some((at, end));
        at = end;
    }
    let (start, end) = last?;
    let range = paragraph(&inner[start..end])?;
    let whole = range.start..range.start + text[range.clone()].trim_end().len();
    if attribution::starts_attribution(&text[whole.clone()]) {
        // A dash in front of the only paragraph is how the words begin, not who said them.
        return (start > 0).then(|| (Cow::Borrowed(&inner[..start]), whole));
    }
    let line_break = (start..end)
        .rev()
        .find(|index| matches!(inner[*index].0, Event::SoftBreak | Event::HardBreak))?;
    let line = inner.get(line_break + 1)?.1.start..whole.end;
    if line.start >= line.end || !attribution::starts_attribution(&text[line.clone()]) {
        return None;
    }
    let mut words = inner[..line_break].to_vec();
    words.push((Event::End(TagEnd::Paragraph), range));
    Some((Cow::Owned(words), line))
}

/// The words without quotation marks around them: the theme puts its own.
fn without_marks<'w, 'a>(words: &'w [Spanned<'a>]) -> Cow<'w, [Spanned<'a>]> {
    const PAIRS: &[(char, char)] = &[
        ('“', '”'),
        ('"', '"'),
        ('„', '“'),
        ('„', '”'),
        ('”', '”'),
        ('«', '»'),
        ('»', '«'),
        ('「', '」'),
        ('『', '』'),
    ];
    let text = plain_text(words);
    let text = text.trim();
    let pair = PAIRS.iter().find(|(open, close)| {
        let inner = text.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close));
        // `“No,” she said, “never”` starts and ends with marks that are no pair.
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains([*open, *close]))
    });
    let Some((open, close)) = pair else { return Cow::Borrowed(words) };
    let is_text =
        |(event, _): &Spanned<'_>| matches!(event, Event::Text(text) if !text.trim().is_empty());
    let first = words.iter().position(is_text);
    let last = words.iter().rposition(is_text);
    let mut words = words.to_vec();
    if let Some((Event::Text(text), _)) = first.map(|index| &mut words[index])
        && let Some(rest) = text.trim_start().strip_prefix(*open)
    {
        // French sets a space within its marks.
        *text = rest.trim_start().to_owned().into();
    }
    if let Some((Event::Text(text), _)) = last.map(|index| &mut words[index])
        && let Some(rest) = text.trim_end().strip_suffix(*close)
    {
        *text = rest.trim_end().to_owned().into();
    }
    Cow::Owned(words)
}
