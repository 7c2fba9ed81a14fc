//! Lists that mean something: timelines, and players written as `- **Name**: words`.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::body::{Block, Described, Event as Dated};
use crate::config::SectionKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::html::Fragment;
use crate::parse::fields::At;
use crate::parse::markdown::{Reader, Spanned, block_end, or_alike, plain_text};
use crate::parse::timeline;

impl<'a> Reader<'a> {
    /// A list of the top level.
    pub(super) fn list(&mut self, block: &[Spanned<'a>]) {
        let items = items(block);
        let named = match self.player.is_none() && self.in_players() {
            true => items.iter().filter(|item| name_end(item).is_some()).count(),
            false => 0,
        };
        if named > 0 && named < items.len() {
            let unnamed = items.iter().filter(|item| name_end(item).is_none());
            for range in unnamed.filter_map(|item| item.first()).map(|(_, range)| range) {
                let message = "a player of a list without a name in bold";
                let problem = Diagnostic::new(Code::UnnamedPlayer, message).at(self.place(range));
                self.problems.push(problem.hint("write `- **Name**: what there is to say`"));
            }
        }
        if named == items.len() && named > 0 {
            let mut players = Vec::with_capacity(items.len());
            players.extend(items.iter().filter_map(|item| self.described(item)));
            self.push_players(players);
            return;
        }
        let kind = self.section.as_ref().map(|section| section.kind);
        let in_timeline = kind == Some(SectionKind::Timeline);
        let texts: Vec<Vec<Spanned<'a>>> = items.iter().map(|item| unnumbered(item)).collect();
        let dates: Vec<_> = texts.iter().map(|item| date_of(item)).collect();
        let dated = dates.iter().flatten().count();
        let wanted = if in_timeline { 1 } else { 2 };
        if dated == items.len() && dated >= wanted {
            let mut events = Vec::with_capacity(items.len());
            let each = texts.iter().zip(dates);
            events.extend(each.filter_map(|(item, date)| Some(self.event(item, date?))));
            self.push(Block::Timeline(events));
            return;
        }
        if in_timeline {
            for (item, date) in items.iter().zip(&dates) {
                if let (None, Some((_, range))) = (date, item.first()) {
                    self.problems.push(
                        Diagnostic::new(
                            Code::UndatedEvent,
                            "an event of a timeline without a date",
                        )
                        .at(self.place(range))
                        .hint("start it with a date, such as `- 2026-01-29: The yard closed.`"),
                    );
                }
            }
        }
        self.prose_blocks(block);
    }

    fn event(&mut self, item: &[Spanned<'a>], date: timeline::Dated) -> Dated {
        let cut = date.lead.map_or(0, |lead| lead.end);
        let rest = without_start(item, cut);
        let mut html = String::new();
        self.blocks(&rest, &mut html);
        let html = self.cleaned(html);
        let text = plain_text(&rest).trim().into();
        Dated { date: date.date, until: date.until, html: or_alike(html.trim(), &text), text }
    }

    /// `**Name**: words` as a player.
    fn described(&mut self, item: &[Spanned<'a>]) -> Option<Described> {
        let (end, cut) = name_end(item)?;
        let start =
            item.iter().position(|(event, _)| matches!(event, Event::Start(Tag::Strong)))?;
        let name = plain_text(&item[start..end]);
        let name = name.trim().trim_end_matches([':', ',']).trim();
        let rest = without_start(&[&item[..start], &item[end..]].concat(), cut);
        let mut html = String::new();
        self.blocks(&rest, &mut html);
        let html = self.cleaned(html);
        Some(Described {
            name: At::new(name.into(), self.span(&item[start].1)),
            html: Fragment(as_paragraphs(html).into()),
            text: plain_text(&rest).trim().into(),
        })
    }
}

/// The HTML as paragraphs, where it is bare text.
pub(super) fn as_paragraphs(html: String) -> String {
    let text = html.trim();
    if text.is_empty() || text.starts_with("<p>") { html } else { format!("<p>{text}</p>\n") }
}

/// An item such as `29. Januar 2026: The yard closed`, which Markdown takes for a list of one item
/// numbered 29, as the text that it is.
fn unnumbered<'a>(item: &[Spanned<'a>]) -> Vec<Spanned<'a>> {
    let inner = match item.first() {
        Some((Event::Start(Tag::List(Some(number))), range)) if *number <= 31 => {
            let end = block_end(item, 0);
            let inner = items(&item[..end]);
            match inner.as_slice() {
                [only] => Some((format!("{number}. "), range.clone(), *only, &item[end..])),
                _ => None,
            }
        }
        _ => None,
    };
    let Some((number, range, only, after)) = inner else { return item.to_vec() };
    let mut events = vec![(Event::Text(number.into()), range)];
    events.extend_from_slice(only);
    events.extend_from_slice(after);
    events
}

/// The events inside each item of a list.
fn items<'b, 'a>(block: &'b [Spanned<'a>]) -> Vec<&'b [Spanned<'a>]> {
    let mut items = Vec::new();
    let mut at = 1;
    while at + 1 < block.len() {
        let end = block_end(block, at);
        if matches!(block[at].0, Event::Start(Tag::Item)) {
            items.push(&block[at + 1..end - 1]);
        }
        at = end;
    }
    items
}

/// The date of a timeline's item: in the text of its first paragraph.
fn date_of(item: &[Spanned<'_>]) -> Option<timeline::Dated> {
    let text = first_line_text(item);
    let bold = matches!(
        item.iter().find(|(event, _)| !matches!(event, Event::Start(Tag::Paragraph))),
        Some((Event::Start(Tag::Strong), _))
    );
    if bold && let Some(date) = timeline::bold_date(&text) {
        return Some(date);
    }
    timeline::date_in(&text)
}

/// The text of the first paragraph, with one character for each break.
fn first_line_text(item: &[Spanned<'_>]) -> String {
    let mut text = String::new();
    for (index, (event, _)) in item.iter().enumerate() {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph) => break,
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_)) if index > 0 => {
                break;
            }
            _ => {}
        }
    }
    text
}

/// Events without the first `cut` bytes of their text; tags around nothing go with it.
fn without_start<'a>(events: &[Spanned<'a>], cut: usize) -> Vec<Spanned<'a>> {
    if cut == 0 {
        return events.to_vec();
    }
    let mut rest = Vec::with_capacity(events.len());
    let mut left = cut;
    let mut open: Vec<Spanned<'a>> = Vec::new();
    for (event, range) in events {
        if left == 0 {
            rest.push((event.clone(), range.clone()));
            continue;
        }
        let mut keep = |event: Event<'a>, open: &mut Vec<Spanned<'a>>| {
            rest.append(open);
            rest.push((event, range.clone()));
        };
        match event {
            Event::Text(words) | Event::Code(words) if words.len() <= left => {
                left -= words.len();
            }
            Event::Text(words) => {
                let words = words.get(left..).unwrap_or_default().to_owned();
                left = 0;
                keep(Event::Text(words.into()), &mut open);
            }
            Event::SoftBreak | Event::HardBreak => left -= 1,
            Event::Start(_) => open.push((event.clone(), range.clone())),
            Event::End(_) if open.pop().is_none() => keep(event.clone(), &mut open),
            Event::End(_) => {}
            other => {
                left = 0;
                keep(other.clone(), &mut open);
            }
        }
        if left == 0 {
            // Paragraphs that were opened before the cut go on after it; an emphasis that held
            // only the date does not.
            let mut kept: Vec<Spanned<'a>> = Vec::new();
            for tag in open.drain(..) {
                kept.push(tag);
            }
            rest.append(&mut kept);
        }
    }
    drop_empty(rest)
}

/// Removes tags that have nothing between them, and spaces at the start of the text.
fn drop_empty<'a>(events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
    let mut kept: Vec<Spanned<'a>> = Vec::with_capacity(events.len());
    let mut started = false;
    for (event, range) in events {
        match event {
            Event::Text(words) if !started => {
                let words = words.trim_start().to_owned();
                started = !words.is_empty();
                if started {
                    kept.push((Event::Text(words.into()), range));
                }
            }
            Event::End(_) if matches!(kept.last(), Some((Event::Start(_), _))) => {
                kept.pop();
            }
            other => {
                started |= !matches!(other, Event::Start(_) | Event::End(_));
                kept.push((other, range));
            }
        }
    }
    kept
}

/// Of an item that starts with a bold name: the index after the name, and how many bytes of the
/// text after it belong to the colon or dash.
fn name_end(item: &[Spanned<'_>]) -> Option<(usize, usize)> {
    let start =
        item.iter().position(|(event, _)| !matches!(event, Event::Start(Tag::Paragraph)))?;
    if !matches!(item[start].0, Event::Start(Tag::Strong)) {
        return None;
    }
    let end = block_end(item, start);
    let name = plain_text(&item[start..end]);
    let Some((Event::Text(after), _)) = item.get(end) else {
        return name.trim_end().ends_with(':').then_some((end, 0));
    };
    if name.trim_end().ends_with(':') {
        return Some((end, after.len() - after.trim_start().len()));
    }
    let words = after.trim_start();
    let sign = [":", "—", "–", "--", "-", ","].iter().find(|sign| words.starts_with(**sign))?;
    let rest = words[sign.len()..].trim_start();
    Some((end, after.len() - rest.len()))
}
