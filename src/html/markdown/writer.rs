//! What each element becomes.

use html5ever::LocalName;

use super::Element;
use super::blocks::Blocks;
use super::elements::{is_block, is_void};
use super::inline::{Inline, Mark};
use super::table::Table;

/// How many open elements an end tag is looked for in. More are open only in what is broken.
const NEAR: usize = 200;

/// The Markdown of all that was read so far.
#[derive(Default)]
pub(super) struct Writer {
    blocks: Blocks,
    inline: Inline,
    /// The open elements, and what is to be done at their ends.
    open: Vec<(LocalName, End)>,
    /// Text that has been read and not yet written: it comes in pieces.
    text: String,
    /// How many open elements are left out.
    hidden: usize,
    /// The text of a block or a piece of code, as written.
    verbatim: Option<String>,
    language: String,
    table: Option<Table>,
    /// Whether what is played says by an element in it where it is.
    awaits_source: bool,
    /// Whether the next block goes on in the same line.
    goes_on: bool,
}

/// What is to be done at the end of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Nothing,
    Block,
    Mark,
    BlockMark,
    Heading(usize),
    Around,
    List,
    Timeline,
    Date,
    Code,
    Preformatted,
    Table,
    Caption,
    Cell(Cell),
    Quotation,
    Hidden,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Head,
    Data,
}

impl Writer {
    pub(super) fn text(&mut self, text: &str) {
        if self.hidden == 0 {
            self.text.push_str(text);
        }
    }

    pub(super) fn open(&mut self, element: &Element<'_>) {
        self.write_text();
        let name = element.name();
        self.close_what_it_ends(name);
        let is_void = is_void(name);
        if self.hidden > 0 {
            if name == "source" && self.awaits_source {
                self.awaits_source = false;
                self.link_to(element, "src");
            }
            if !is_void && !element.tag.self_closing {
                self.open.push((element.tag.name.clone(), End::Nothing));
            }
            return;
        }
        let end = if element.is_hidden() { End::Hidden } else { self.start(name, element) };
        if is_void {
            return;
        }
        self.hidden += usize::from(end == End::Hidden);
        match element.tag.self_closing {
            true => self.end(end),
            false => self.open.push((element.tag.name.clone(), end)),
        }
    }

    pub(super) fn close(&mut self, name: &LocalName) {
        self.write_text();
        let near = self.open.iter().rev().take(NEAR);
        let Some(depth) = near.into_iter().position(|(open, _)| open == name) else { return };
        for _ in 0..=depth {
            self.close_last();
        }
    }

    pub(super) fn finished(mut self) -> String {
        self.write_text();
        while !self.open.is_empty() {
            self.close_last();
        }
        self.end_block();
        self.blocks.finished()
    }

    fn close_last(&mut self) {
        if let Some((_, end)) = self.open.pop() {
            self.end(end);
        }
    }

    /// Closes the elements that end where one of that name starts.
    fn close_what_it_ends(&mut self, name: &str) {
        let Some((last, _)) = self.open.last() else { return };
        let ends = match &**last {
            "p" => is_block(name),
            "li" => name == "li",
            "dt" | "dd" => matches!(name, "dt" | "dd"),
            "td" | "th" => matches!(name, "td" | "th" | "tr"),
            "tr" => name == "tr",
            "a" => name == "a",
            _ => false,
        };
        if ends {
            self.close_last();
            self.close_what_it_ends(name);
        }
    }

    /// Does what an element does at its start, and says what is to be done at its end.
    fn start(&mut self, name: &str, element: &Element<'_>) -> End {
        if is_block(name) {
            self.goes_on &= matches!(name, "div" | "p");
            if !self.goes_on {
                self.end_block();
            }
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.table.is_none() => {
                End::Heading(name[1..].parse().unwrap_or(6))
            }
            "blockquote" => self.around(Blocks::open_quote),
            "li" => self.around(Blocks::open_item),
            "ul" | "ol" => self.list(element),
            "time" if self.is_event() => {
                self.inline.open(Mark::Strong);
                End::Date
            }
            "dt" => {
                self.inline.open(Mark::Strong);
                End::BlockMark
            }
            "pre" => {
                self.verbatim = Some(String::new());
                End::Preformatted
            }
            "code" if self.verbatim.is_some() => {
                let class = element.attribute("class").unwrap_or_default();
                let language = class.split_ascii_whitespace();
                let mut language = language.filter_map(|one| one.strip_prefix("language-"));
                self.language = language.next().unwrap_or_default().replace('`', "");
                End::Nothing
            }
            "code" => {
                self.verbatim = Some(String::new());
                End::Code
            }
            "table" if self.table.is_none() => {
                self.table = Some(Table::default());
                End::Table
            }
            "caption" => End::Caption,
            "tr" => {
                self.table.iter_mut().for_each(Table::row);
                End::Block
            }
            "th" => End::Cell(Cell::Head),
            "td" => End::Cell(Cell::Data),
            "strong" | "b" => self.mark(Mark::Strong),
            "em" | "i" | "cite" | "dfn" | "var" => self.mark(Mark::Emphasis),
            "del" | "s" | "strike" => self.mark(Mark::Deleted),
            "a" => match element.address("href") {
                Some(address) => self.mark(Mark::Link(address)),
                None => End::Nothing,
            },
            "q" => {
                self.inline.words("“");
                End::Quotation
            }
            "br" => {
                match &mut self.verbatim {
                    Some(code) => code.push('\n'),
                    None => self.inline.line(),
                }
                End::Nothing
            }
            "hr" => {
                if self.table.is_none() {
                    self.blocks.raw("---");
                }
                End::Nothing
            }
            "img" => {
                // A picture without words for those who do not see it says nothing here.
                let alt = element.attribute("alt").filter(|alt| !alt.trim().is_empty());
                if let (Some(alt), Some(address)) = (alt, element.address("src")) {
                    self.inline.picture(alt, &address);
                }
                End::Nothing
            }
            "video" | "audio" => {
                self.awaits_source = !self.link_to(element, "src");
                End::Hidden
            }
            "iframe" | "embed" => {
                self.link_to(element, "src");
                End::Hidden
            }
            "object" => {
                self.link_to(element, "data");
                End::Hidden
            }
            "script" | "style" | "template" | "head" | "title" | "svg" | "math" | "canvas"
            | "button" | "select" | "textarea" | "noembed" | "noframes" | "datalist" => End::Hidden,
            _ if is_block(name) => End::Block,
            _ => End::Nothing,
        }
    }

    fn end(&mut self, end: End) {
        match end {
            End::Nothing => {}
            End::Block => self.end_block(),
            End::Mark => self.inline.close(),
            End::BlockMark => {
                self.end_block();
                self.inline.close();
            }
            End::Heading(level) => {
                if let Some(text) = self.inline.take_line() {
                    self.blocks.heading(level, &text);
                }
            }
            End::Around => {
                self.goes_on = false;
                self.end_block();
                self.blocks.close();
            }
            End::List | End::Timeline => {
                self.end_block();
                self.blocks.close_list();
            }
            End::Date => {
                self.inline.close();
                self.inline.words(": ");
                self.goes_on = true;
            }
            End::Code => {
                let code = self.verbatim.take().unwrap_or_default();
                self.inline.code(&code);
            }
            End::Preformatted => {
                let code = self.verbatim.take().unwrap_or_default();
                let language = std::mem::take(&mut self.language);
                if self.table.is_some() {
                    self.inline.code(&code);
                } else if !code.trim().is_empty() {
                    self.blocks.code(&language, &code);
                }
            }
            End::Table => {
                self.end_block();
                if let Some(text) = self.table.take().and_then(Table::finished) {
                    self.blocks.raw(&text);
                }
            }
            End::Caption => {
                // It stands above the table, whose rows come when all of them are known.
                if let Some(text) = self.inline.take_line() {
                    self.blocks.paragraph(&text);
                }
            }
            End::Cell(cell) => {
                let text = self.inline.take_line().unwrap_or_default();
                if let Some(table) = &mut self.table {
                    table.cell(&text, cell == Cell::Head);
                }
            }
            End::Quotation => self.inline.words("”"),
            End::Hidden => {
                self.hidden -= 1;
                self.awaits_source = false;
            }
        }
    }

    fn mark(&mut self, mark: Mark) -> End {
        self.inline.open(mark);
        End::Mark
    }

    fn around(&mut self, open: fn(&mut Blocks) -> bool) -> End {
        // What stands in a cell is one line.
        if self.table.is_none() && open(&mut self.blocks) { End::Around } else { End::Block }
    }

    fn list(&mut self, element: &Element<'_>) -> End {
        if self.table.is_some() {
            return End::Block;
        }
        let is_timeline = element.has_class("timeline");
        let first = element.attribute("start").and_then(|start| start.trim().parse().ok());
        let is_numbered = element.name() == "ol" && !is_timeline;
        self.blocks.open_list(is_numbered.then(|| first.unwrap_or(1).min(999_999_999)));
        if is_timeline { End::Timeline } else { End::List }
    }

    /// Whether this is the start of an event in a timeline.
    fn is_event(&self) -> bool {
        let mut around = self.open.iter().rev().map(|(_, end)| *end);
        around.next() == Some(End::Around) && around.next() == Some(End::Timeline)
    }

    /// A link to what cannot be shown here; false where its address is not known.
    fn link_to(&mut self, element: &Element<'_>, attribute: &str) -> bool {
        let Some(address) = element.address(attribute) else { return false };
        let name = ["title", "aria-label"].iter().find_map(|name| element.attribute(name));
        let name = name.filter(|name| !name.trim().is_empty()).unwrap_or(&address).to_owned();
        self.inline.open(Mark::Link(address));
        self.inline.words(&name);
        self.inline.close();
        self.end_block();
        true
    }

    /// Writes the text that was read.
    fn write_text(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        match &mut self.verbatim {
            Some(code) => code.push_str(&text),
            None => {
                self.goes_on &= text.trim().is_empty();
                self.inline.words(&text);
            }
        }
        // Its room is used again.
        self.text = text;
        self.text.clear();
    }

    /// Ends the paragraph.
    fn end_block(&mut self) {
        if self.table.is_some() {
            // A cell has one line: what would be a block is divided by a space.
            self.inline.words(" ");
            return;
        }
        if let Some(text) = self.inline.take() {
            self.blocks.paragraph(&text);
        }
    }
}
