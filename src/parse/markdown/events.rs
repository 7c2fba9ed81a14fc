//! The events of a Markdown text: the dialect, whole blocks among them, the words in them.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::html::unmarked;
use crate::parse::markdown::Spanned;
use crate::typography::Marks;

/// The events of a Markdown text with the dialect that newsprint reads, set with marks where straight
/// ones do not stay. The parser would take minutes for one that is nested too deep.
pub(super) fn events(text: &str, marks: Option<Marks>) -> Vec<Spanned<'_>> {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    if marks.is_some() {
        options |= Options::ENABLE_SMART_PUNCTUATION;
    }
    // Prose has an event for every twenty bytes or so; without a guess the list would be moved
    // again and again while it grows.
    let mut events = Vec::with_capacity(text.len() / 16);
    events.extend(Parser::new_ext(text, options).into_offset_iter());
    if let Some(marks) = marks {
        set_marks(&mut events, text, marks);
    }
    events
}

/// Puts the marks of a language where the parser of Markdown has put those of English for a straight
/// one, which takes one byte. What an author has typed as a curly mark stays.
fn set_marks(events: &mut [Spanned<'_>], text: &str, marks: Marks) {
    let mut is_single_open = false;
    for (event, place) in events {
        match event {
            // A mark that an author has escaped is straight here, too.
            Event::Text(mark) if place.len() == 1 && matches!(&**mark, "“" | "”" | "‘" | "’") =>
            {
                let straight = text.as_bytes()[place.start];
                let opens = matches!(&**mark, "“" | "‘");
                let beside =
                    (text[..place.start].chars().next_back(), text[place.end..].chars().next());
                let set = marks.set(straight, opens, beside, &mut is_single_open);
                *event = Event::Text(CowStr::Borrowed(set));
            }
            Event::Start(tag) if !is_inline(tag) => is_single_open = false,
            _ => {}
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

/// The index after the block that starts at `start`.
pub(super) fn block_end(events: &[Spanned<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (index, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    events.len()
}

/// The words of events as plain text; paragraphs and items are divided by an empty line.
pub(super) fn plain_text(events: &[Spanned<'_>]) -> String {
    let mut text = String::new();
    let mut in_note = false;
    for (event, _) in events {
        match event {
            // It stands below the text, wherever it was written.
            Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            _ if in_note => {}
            Event::Text(words) | Event::Code(words) => text.push_str(&unmarked(words)),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::Heading(_),
            ) if !text.is_empty() && !text.ends_with("\n\n") => text.push_str("\n\n"),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// A borrowed text of an event without marks of holes.
pub(super) fn unmarked_cow<'a>(text: CowStr<'a>) -> CowStr<'a> {
    match unmarked(&text) {
        std::borrow::Cow::Borrowed(_) => text,
        std::borrow::Cow::Owned(clean) => clean.into(),
    }
}
