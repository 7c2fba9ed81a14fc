//! Turns events into HTML, leaving holes for links, names, pictures, components and quotes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use crate::body::{Block, Hole, Pictured};
use crate::diagnostic::{Code, Diagnostic};
use crate::html::{Fragment, escaped};
use crate::parse::fields::At;
use crate::parse::markdown::{
    Reader, Reading, Spanned, block_end, plain_text, sanitize, unmarked_cow,
};
use crate::script::words_in;
use crate::typography::set;
use crate::url::slug;

/// Footnotes are numbered over the whole story, whatever blocks it is cut into.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, usize>,
    /// What they say, with their labels and places.
    texts: Vec<(Arc<str>, String, Range<usize>)>,
    /// The labels that quotes refer to.
    quoted: HashSet<Arc<str>>,
}

impl Footnotes {
    /// A reference; the first one to a footnote gives its number, and is where it leads back to.
    fn reference(&mut self, label: &str) -> String {
        let next = self.numbers.len() + 1;
        let (number, id) = match self.numbers.get(label) {
            Some(number) => (*number, String::new()),
            None => {
                self.numbers.insert(label.to_owned(), next);
                (next, format!(" id=\"fnref-{next}\""))
            }
        };
        format!(
            "<sup class=\"footnote\"><a href=\"#fn-{number}\"{id} role=\"doc-noteref\">{number}</a></sup>"
        )
    }

    /// The footnotes as a list, in the order of their first references, and the places of those that
    /// nothing refers to, which stand in no list.
    pub(super) fn list(self) -> (Option<Fragment>, Vec<At<Arc<str>>>) {
        let Footnotes { numbers, texts, quoted, .. } = self;
        let mut listed = BTreeMap::new();
        let mut stray = Vec::new();
        for (label, text, range) in texts {
            match numbers.get(&*label) {
                Some(number) => _ = listed.entry(*number).or_insert(text),
                // That a quote refers to it has been told.
                None if quoted.contains(&label) => {}
                None => stray.push(At::new(label, range)),
            }
        }
        if listed.is_empty() {
            return (None, stray);
        }
        let mut html = String::from("<ol>\n");
        for (number, text) in &listed {
            let back = format!("<a href=\"#fnref-{number}\" role=\"doc-backlink\">↩</a>");
            let _ = writeln!(html, "<li id=\"fn-{number}\" value=\"{number}\">{text} {back}</li>");
        }
        html.push_str("</ol>\n");
        (Some(Fragment(html.into())), stray)
    }
}

impl<'a> Reader<'a> {
    /// The HTML of a stretch of inline events.
    pub(super) fn inline(&mut self, events: &[Spanned<'a>], out: &mut String) {
        self.blocks(events, out);
    }

    /// The HTML of whole blocks.
    pub(super) fn blocks(&mut self, events: &[Spanned<'a>], out: &mut String) {
        // The tag that each open link ends with.
        let mut links: Vec<Event<'a>> = Vec::new();
        let mut at = 0;
        // The HTML is written while the events go by; no list of them is made.
        let shown = std::iter::from_fn(|| {
            while at < events.len() {
                let next = self.shown(events, &mut at, &mut links);
                if next.is_some() {
                    return next;
                }
            }
            None
        });
        html::push_html(out, shown);
    }

    /// The event that is printed for the next one, or for the block that it starts, and moves on
    /// behind it; none for what is not printed here.
    fn shown(
        &mut self,
        events: &[Spanned<'a>],
        at: &mut usize,
        links: &mut Vec<Event<'a>>,
    ) -> Option<Event<'a>> {
        let start = *at;
        let (event, range) = &events[start];
        *at += 1;
        // Only some blocks are taken whole, so that only their ends are looked for.
        let end = || block_end(events, start);
        match event {
            Event::Text(text) => {
                self.words += words_in(text);
                Some(Event::Text(unmarked_cow(text.clone())))
            }
            Event::Code(text) => {
                self.words += words_in(text);
                Some(Event::Code(unmarked_cow(text.clone())))
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.raw = true;
                self.open_raw = sanitize::open_after(html, self.open_raw);
                self.raw_anchors(html);
                let open = self.with_open_addresses(html, range.start);
                match sanitize::lowered(open.as_deref().unwrap_or(html)) {
                    Some(html) => Some(Event::InlineHtml(html.into())),
                    None => Some(
                        open.map_or_else(|| event.clone(), |html| Event::InlineHtml(html.into())),
                    ),
                }
            }
            Event::Start(Tag::BlockQuote(_)) => match self.nested_quote(&events[start..end()]) {
                Some(hole) => {
                    *at = end();
                    Some(self.hole(hole))
                }
                None => Some(event.clone()),
            },
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if info.trim_start().starts_with('{') =>
            {
                *at = end();
                let call = self.component(&events[start..*at])?;
                self.shown += 1;
                Some(self.hole(Hole::Component(Box::new(call))))
            }
            Event::Start(Tag::Paragraph) if is_figure(&events[start..]) => {
                *at = end();
                Some(self.figure(&events[start + 1..*at - 1]))
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                *at = end();
                let image = self.image((dest_url, title), &events[start..*at]);
                Some(Event::InlineHtml(image.into()))
            }
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole },
                dest_url,
                ..
            }) => {
                let name = At::new(Arc::from(dest_url.trim()), self.span(range));
                // `[[Ida Sund|]]` has no words of its own.
                if *has_pothole && !plain_text(&events[start..end()]).trim().is_empty() {
                    let open = self.hole(Hole::NameOpen(name));
                    links.push(self.hole(Hole::NameClose));
                    return Some(open);
                }
                self.words += words_in(dest_url);
                *at = end();
                Some(self.hole(Hole::Name(name)))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}").into(),
                    _ => Arc::from(dest_url.as_ref()),
                };
                let target = At::new(target, self.span(range));
                let title = match title.is_empty() {
                    true => String::new(),
                    false => format!(" title=\"{}\"", escaped(title)),
                };
                let mark = self.mark(Hole::Href(target));
                links.push(Event::InlineHtml("</a>".into()));
                Some(Event::InlineHtml(format!("<a href=\"{mark}\"{title}>").into()))
            }
            Event::End(TagEnd::Link) => links.pop(),
            Event::Start(Tag::Heading { level, id, classes, .. }) => {
                let wish = match id {
                    Some(id) => Arc::from(id.as_ref()),
                    None => slug(&plain_text(&events[start..end()])).into(),
                };
                let anchor = self.anchors.of(wish);
                Some(Event::Start(Tag::Heading {
                    // A page has one headline, so no heading in prose is of the first level.
                    level: (*level).max(HeadingLevel::H2),
                    id: Some(anchor.to_string().into()),
                    classes: classes.clone(),
                    attrs: Vec::new(),
                }))
            }
            Event::End(TagEnd::Heading(level)) => {
                Some(Event::End(TagEnd::Heading((*level).max(HeadingLevel::H2))))
            }
            // A quote is shown on pages that do not have the story's footnotes.
            Event::FootnoteReference(label) if self.in_quote => {
                self.footnotes.quoted.insert(label.as_ref().into());
                let problem = Diagnostic::new(
                    Code::StrayFootnote,
                    "a footnote in a quote is not shown",
                )
                .at(self.place(&events[start].1))
                .hint(
                    "a quote stands on other pages too; set the footnote behind words of your own",
                );
                self.problems.push(problem);
                None
            }
            Event::FootnoteReference(label) => {
                Some(Event::InlineHtml(self.footnotes.reference(label).into()))
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                *at = end();
                if self.reading != Reading::Quote {
                    self.footnote(label, &events[start..*at]);
                }
                None
            }
            other => Some(other.clone()),
        }
    }

    /// Reads a footnote, from its start to its end.
    fn footnote(&mut self, label: &str, events: &[Spanned<'a>]) {
        let mut text = String::new();
        self.blocks(&events[1..events.len() - 1], &mut text);
        let text = self.cleaned(text);
        // A footnote of one paragraph stays on the line of its number.
        let text = match text.trim().strip_prefix("<p>").and_then(|t| t.strip_suffix("</p>")) {
            Some(inner) if !inner.contains("<p>") => inner.to_owned(),
            _ => text,
        };
        self.footnotes.texts.push((label.into(), text, events[0].1.clone()));
    }

    /// A hole as an event that prints its mark.
    fn hole(&mut self, hole: Hole) -> Event<'a> {
        Event::InlineHtml(CowStr::from(self.mark(hole)))
    }

    pub(super) fn mark(&mut self, hole: Hole) -> String {
        self.body.holes.push(hole);
        Fragment::mark(self.body.holes.len() - 1)
    }

    /// A quote inside a list, another quote or a page.
    fn nested_quote(&mut self, block: &[Spanned<'a>]) -> Option<Hole> {
        // Words within words belong to the quote that they stand in.
        if self.in_quote && self.reading == Reading::Story {
            return None;
        }
        if self.reading != Reading::Story {
            let id = self.quote_reference(block)?;
            self.shown += 1;
            return Some(Hole::Reference(id));
        }
        match self.quote(block, None)?.block {
            Block::Quote(number) => Some(Hole::Quote(number)),
            Block::Reference(id) => Some(Hole::Reference(id)),
            _ => None,
        }
    }

    /// The mark of a picture, with the words that a pointer brings up.
    fn image(&mut self, (target, title): (&str, &str), events: &[Spanned<'a>]) -> String {
        let alt = plain_text(events);
        if alt.trim().is_empty() {
            let problem = Diagnostic::new(Code::MissingAlt, "this picture has no alternative text")
                .at(self.place(&events[0].1))
                .hint("say between the brackets what it shows: `![The crane at dusk](...)`");
            self.problems.push(problem);
        }
        let src = At::new(Arc::from(target), self.span(&events[0].1));
        let pictured = Pictured { src, alt: alt.trim().into(), title: title.into() };
        self.mark(Hole::Picture(Box::new(pictured)))
    }

    /// A picture that stands by itself is a figure, and its title is the caption.
    fn figure(&mut self, image: &[Spanned<'a>]) -> Event<'a> {
        let Event::Start(Tag::Image { dest_url, title, .. }) = &image[0].0 else {
            return Event::Html("".into());
        };
        let picture = self.image((dest_url, ""), image);
        let caption = match title.is_empty() {
            true => String::new(),
            false => {
                let words = match self.source.marks {
                    Some(marks) => set(title, marks),
                    None => title.as_ref().into(),
                };
                format!("<figcaption>{}</figcaption>", escaped(&words))
            }
        };
        Event::Html(format!("<figure>{picture}{caption}</figure>\n").into())
    }

    /// Raw HTML with a hole for each address on this site, so that it is checked and gets the base
    /// path as a Markdown link does. `None` where there is none.
    fn with_open_addresses(&mut self, html: &str, start: usize) -> Option<String> {
        const ADDRESSES: [&str; 5] = ["href", "cite", "src", "srcset", "poster"];
        let mut open = String::new();
        let mut copied = 0;
        // Browsers take no notice of case.
        let lower = html.to_ascii_lowercase();
        let found = ADDRESSES.iter().flat_map(|name| lower.match_indices(name));
        let mut attributes: Vec<(usize, &str)> = found.collect();
        attributes.sort_unstable();
        for (at, attribute) in attributes {
            let after = html[at + attribute.len()..].trim_start();
            let Some(value) = after.strip_prefix('=').map(str::trim_start) else { continue };
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let end = match quote {
                Some(quote) => value[1..].find(quote),
                None => value.find(|c: char| c.is_ascii_whitespace() || c == '>'),
            };
            let Some(length) = end else { continue };
            let first = html.len() - value.len() + usize::from(quote.is_some());
            let address = &html[first..first + length];
            // An attribute of another name may end in these letters.
            let alone = html[..at].ends_with(char::is_whitespace);
            let own = |address: &str| address.starts_with('/') && !address.starts_with("//");
            if !alone || first < copied {
                continue;
            }
            if attribute == "srcset" && quote.is_some() {
                // `/a.png 1x, /b.png 2x`
                for piece in address.split(',') {
                    let candidate = piece.trim_start().split_ascii_whitespace().next();
                    let Some(candidate) = candidate.filter(|candidate| own(candidate)) else {
                        continue;
                    };
                    let at = candidate.as_ptr().addr() - html.as_ptr().addr();
                    let span = self.span(&(start + at..start + at + candidate.len()));
                    let mark = self.mark(Hole::Src(At::new(Arc::from(candidate), span)));
                    open.extend([&html[copied..at], &mark]);
                    copied = at + candidate.len();
                }
                continue;
            }
            if !own(address) {
                continue;
            }
            let span = self.span(&(start + first..start + first + length));
            let target = At::new(Arc::from(address), span);
            let hole = match attribute {
                "href" | "cite" => Hole::Href(target),
                _ => Hole::Src(target),
            };
            let mark = self.mark(hole);
            open.push_str(&html[copied..first]);
            match quote {
                Some(_) => open.push_str(&mark),
                None => open.extend(["\"", &mark, "\""]),
            }
            copied = first + length;
        }
        open.push_str(&html[copied..]);
        (copied > 0).then_some(open)
    }

    /// The anchors that raw HTML brings along.
    fn raw_anchors(&mut self, html: &str) {
        for (at, attribute) in html.match_indices("id=") {
            let value = html[at + attribute.len()..].trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote
                && let Some(end) = value[1..].find(quote)
            {
                let anchor: Arc<str> = value[1..=end].into();
                self.anchors.add(anchor);
            }
        }
    }
}

/// Whether the paragraph that events start with is one picture and nothing else.
fn is_figure(events: &[Spanned<'_>]) -> bool {
    let is_picture = matches!(events.get(1), Some((Event::Start(Tag::Image { .. }), _)));
    is_picture
        && matches!(events.get(block_end(events, 1)), Some((Event::End(TagEnd::Paragraph), _)))
}
