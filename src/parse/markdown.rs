//! Reads a Markdown body: one pass over the parser's events, block by block.
//!
//! Steps for each block of the top level: a heading opens a section; a blockquote with an
//! attribution becomes a quote; a list of dated items becomes a timeline; what stands in a players
//! section becomes players; all else becomes prose. Links, names, pictures and components stay
//! open as holes, because nothing here knows the site.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::body::{Block, Body, Described, Hole, Section};
use crate::config::{Config, SectionKind, folded};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::html::{Fragment, escaped, unmarked};
use crate::parse::fields::At;
use crate::typography::Marks;
use crate::view::{Html, Words};

pub mod anchors;
mod component;
mod events;
mod headings;
mod inline;
mod list;
mod nesting;
mod quotes;
mod sanitize;

use anchors::Anchors;
use events::{block_end, events, plain_text, unmarked_cow};

/// An event with its bytes in the body.
type Spanned<'a> = (Event<'a>, Range<usize>);

/// A Markdown text with its place.
#[derive(Clone, Copy)]
pub struct Markdown<'a> {
    /// The file.
    pub file: &'a Arc<str>,
    /// The Markdown.
    pub text: &'a str,
    /// Where the Markdown starts in the file, in bytes.
    pub base: usize,
    /// The marks that it is set with; none where straight ones stay.
    pub marks: Option<Marks>,
}

/// What was read of a Markdown body.
pub struct Read {
    /// The `# Headline` at the top, where there is one.
    pub headline: Option<At<Arc<str>>>,
    /// The body below it.
    pub body: Body,
    /// Every anchor that a link may lead to.
    pub anchors: Vec<Arc<str>>,
    /// How many words there are.
    pub words: usize,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
}

/// Reads a story's body. `title` is the title of the front matter, if it has one.
pub fn story(source: Markdown<'_>, title: Option<&str>, config: &Config) -> Read {
    let text = unmarked(source.text);
    let mut reader = Reader::new(Markdown { text: &text, ..source }, config);
    let events = reader.events();
    reader.story(&events, title);
    reader.finish()
}

/// Reads a body without sections: a biography, a description, a page. Everything is prose; quotes
/// are shown by reference only.
pub fn plain(source: Markdown<'_>, config: &Config) -> Read {
    without_sections(source, config, Reading::Plain)
}

/// Reads the words of a quote that stands on its own. It has no footnotes, since it is shown on pages
/// that have none.
pub fn quote(source: Markdown<'_>, config: &Config) -> Read {
    without_sections(source, config, Reading::Quote)
}

fn without_sections(source: Markdown<'_>, config: &Config, reading: Reading) -> Read {
    let text = unmarked(source.text);
    let mut reader = Reader::new(Markdown { text: &text, ..source }, config);
    (reader.reading, reader.in_quote) = (reading, reading == Reading::Quote);
    let events = reader.events();
    let start = reader.title_end(&events, None);
    reader.prose_blocks(&events[start..]);
    reader.finish()
}

/// The words of a Markdown text as plain text.
pub fn text(source: Markdown<'_>) -> String {
    let text = unmarked(source.text);
    match nesting::too_deep(&text) {
        Some(_) => String::new(),
        None => plain_text(&events(&text, source.marks)).trim().to_owned(),
    }
}

/// What is read: a text in which quotes are said, one that only shows them, or a quote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Story,
    Plain,
    Quote,
}

/// The state of one reading.
struct Reader<'a> {
    source: Markdown<'a>,
    config: &'a Config,
    reading: Reading,
    headline: Option<At<Arc<str>>>,
    body: Body,
    words: usize,
    problems: Vec<Diagnostic>,
    /// The section that blocks go to; none while the lead lasts.
    section: Option<Section>,
    /// Prose that is still growing.
    prose: String,
    /// Whether there was raw HTML so far: pieces grow within one another, so that nobody can tell in
    /// which it stands.
    raw: bool,
    /// How many elements of raw HTML are open in the prose that is growing.
    open_raw: usize,
    /// The player under a `### Name` whose description is still growing.
    player: Option<Described>,
    anchors: Anchors,
    /// How many quotes and components it shows by name.
    shown: usize,
    /// In how many components the text stands.
    depth: usize,
    /// Whether the words of a quote are read just now.
    in_quote: bool,
    footnotes: inline::Footnotes,
}

impl<'a> Reader<'a> {
    fn new(source: Markdown<'a>, config: &'a Config) -> Reader<'a> {
        Reader {
            source,
            config,
            reading: Reading::Story,
            headline: None,
            body: Body::default(),
            words: 0,
            problems: Vec::new(),
            section: None,
            prose: String::new(),
            raw: false,
            open_raw: 0,
            player: None,
            anchors: Anchors::default(),
            shown: 0,
            depth: 0,
            in_quote: false,
            footnotes: inline::Footnotes::default(),
        }
    }

    fn events(&mut self) -> Vec<Spanned<'a>> {
        if let Some(range) = nesting::too_deep(self.source.text) {
            let message = "quotes and lists are nested too deep here";
            let problem = Diagnostic::new(Code::TooLarge, message).at(self.place(&range));
            self.problems.push(problem.hint("begin fewer of them on this line"));
            return Vec::new();
        }
        events(self.source.text, self.source.marks)
    }

    fn finish(mut self) -> Read {
        self.end_section();
        let (footnotes, stray) = std::mem::take(&mut self.footnotes).list();
        self.body.footnotes = footnotes;
        for At { value: label, span: range } in stray {
            let problem = Diagnostic::new(
                Code::StrayFootnote,
                format!("nothing refers to the footnote `{label}`, so that it is not shown"),
            );
            let hint = format!("set `[^{label}]` where it belongs in the text");
            self.problems.push(problem.at(self.place(&range)).hint(hint));
        }
        if self.shown > nesting::SHOWN {
            let message = format!("this text shows {} quotes and components by name", self.shown);
            let problem =
                Diagnostic::new(Code::TooLarge, message).at(Place::file(self.source.file));
            self.problems.push(problem.hint(format!("a text shows at most {}", nesting::SHOWN)));
        }
        self.body.shrink_to_fit();
        Read {
            headline: self.headline,
            body: self.body,
            anchors: self.anchors.all(),
            words: self.words,
            problems: self.problems,
        }
    }

    /// The span within the file of a span within the Markdown.
    fn span(&self, range: &Range<usize>) -> Range<usize> {
        self.source.base + range.start..self.source.base + range.end
    }

    fn place(&self, range: &Range<usize>) -> Place {
        Place::span(self.source.file, self.span(range))
    }

    fn story(&mut self, events: &[Spanned<'a>], title: Option<&str>) {
        let mut at = self.title_end(events, title);
        while at < events.len() {
            let end = block_end(events, at);
            let block = &events[at..end];
            at = match &block[0].0 {
                Event::Start(Tag::Heading { .. }) => {
                    self.heading(block);
                    end
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    let after = (end < events.len()).then(|| &events[end..block_end(events, end)]);
                    match self.quote(block, after) {
                        Some(quotes::Found { block, used_after }) => {
                            self.push_quote(block);
                            if used_after { end + after.map_or(0, <[_]>::len) } else { end }
                        }
                        None => {
                            self.prose_blocks(block);
                            end
                        }
                    }
                }
                Event::Start(Tag::List(_)) if self.open_raw == 0 => {
                    self.list(block);
                    end
                }
                Event::Start(Tag::DefinitionList) if self.in_players() => {
                    self.definitions(block);
                    end
                }
                _ => {
                    self.prose_blocks(block);
                    end
                }
            };
        }
    }

    fn in_players(&self) -> bool {
        self.section.as_ref().is_some_and(|section| section.kind == SectionKind::Players)
    }

    /// Takes a `# Headline` at the very top out of the body, and says where the rest starts.
    fn title_end(&mut self, events: &[Spanned<'a>], title: Option<&str>) -> usize {
        let Some((Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), range)) =
            events.first()
        else {
            return 0;
        };
        let end = block_end(events, 0);
        let text = plain_text(&events[..end]);
        // A second, different headline is text that must not get lost: it stays as a section.
        if title.is_some_and(|title| folded(title) != folded(&text)) {
            return 0;
        }
        self.headline = Some(At::new(text.trim().into(), self.span(range)));
        end
    }

    fn end_section(&mut self) {
        self.end_player();
        self.end_prose();
        if let Some(mut section) = self.section.take() {
            section.blocks.shrink_to_fit();
            self.body.sections.push(section);
        }
    }

    fn end_player(&mut self) {
        let Some(player) = self.player.take() else { return };
        if player.html.is_empty() {
            let message = format!("nothing is said of {}", player.name.value);
            self.problems.push(
                Diagnostic::new(Code::PlayerWithoutDescription, message)
                    .at(Place::span(self.source.file, player.name.span.clone()))
                    .hint("write a paragraph under the name"),
            );
        }
        self.push_players(vec![player]);
    }

    /// Players that stand together are one block, however they are written.
    fn push_players(&mut self, players: Vec<Described>) {
        self.end_prose();
        if let Some(section) = &mut self.section
            && let Some(Block::Players(known)) = section.blocks.last_mut()
        {
            known.extend(players);
            return;
        }
        self.push(Block::Players(players));
    }

    fn push(&mut self, block: Block) {
        self.end_prose();
        match &mut self.section {
            Some(section) => section.blocks.push(block),
            None => self.body.lead.push(block),
        }
    }

    /// Prose goes on growing until something else comes, so that a section is mostly one block.
    fn prose_blocks(&mut self, events: &[Spanned<'a>]) {
        if self.player.is_some() {
            let mut html = String::new();
            self.blocks(events, &mut html);
            let text = plain_text(events);
            let html = self.cleaned(html);
            if let Some(player) = &mut self.player {
                player.add(&html, &text);
            }
            return;
        }
        let mut prose = std::mem::take(&mut self.prose);
        self.blocks(events, &mut prose);
        self.prose = prose;
    }

    fn end_prose(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        self.open_raw = 0;
        if prose.trim().is_empty() {
            return;
        }
        let prose = self.cleaned(prose);
        let block = Block::Prose(Fragment(prose.into()));
        match &mut self.section {
            Some(section) => section.blocks.push(block),
            None => self.body.lead.push(block),
        }
    }

    /// A quote as a block of its own, or within the element of raw HTML that is open around it.
    fn push_quote(&mut self, block: Block) {
        let hole = match block {
            Block::Quote(number) if self.open_raw > 0 => Hole::Quote(number),
            Block::Reference(id) if self.open_raw > 0 => Hole::Reference(id),
            block => return self.push(block),
        };
        let mark = self.mark(hole);
        self.prose.push_str(&mark);
    }

    /// The HTML, sanitized where raw HTML may have gone into it.
    fn cleaned(&mut self, html: String) -> String {
        let raw = self.raw;
        match self.config.markdown.html {
            crate::config::RawHtml::Sanitized if raw && sanitize::is_too_deep(&html) => {
                let problem = Diagnostic::new(Code::TooLarge, "raw HTML is nested too deep")
                    .at(Place::file(self.source.file))
                    .hint("close each element that is opened, or write Markdown");
                self.problems.push(problem);
                escaped(&html).into_owned()
            }
            crate::config::RawHtml::Sanitized if raw => sanitize::sanitized(&html),
            _ => html,
        }
    }

    /// `Name` with `: words` below it.
    fn definitions(&mut self, block: &[Spanned<'a>]) {
        let mut players: Vec<Described> = Vec::new();
        let mut at = 1;
        while at + 1 < block.len() {
            let end = block_end(block, at);
            let inner = &block[at + 1..end.max(at + 2) - 1];
            match &block[at].0 {
                Event::Start(Tag::DefinitionListTitle) => players.push(Described {
                    name: At::new(plain_text(inner).trim().into(), self.span(&block[at].1)),
                    html: Fragment::default(),
                    text: Arc::default(),
                }),
                Event::Start(Tag::DefinitionListDefinition) => {
                    let mut html = String::new();
                    self.blocks(inner, &mut html);
                    let html = self.cleaned(html);
                    if let Some(player) = players.last_mut() {
                        player.add(&list::as_paragraphs(html), &plain_text(inner));
                    }
                }
                _ => {}
            }
            at = end;
        }
        self.push_players(players);
    }
}

/// The HTML as a text of its own, or `text` where it is the same word for word.
fn or_alike(html: &str, text: &Words) -> Fragment {
    Fragment(if *html == **text { Html::of_words(text) } else { html.into() })
}
