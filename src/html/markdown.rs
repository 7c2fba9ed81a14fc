//! HTML as Markdown, for readers of plain text: CommonMark 0.31 with GitHub's tables and
//! strikethrough, and no HTML in it.
//!
//! It takes any HTML and goes through it tag by tag, as browsers cut it into tags. What only a
//! browser can show is left out or becomes a link. Text stays text: nothing in it is a heading, a
//! link or an element.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    states::RawKind,
};

use crate::html::whole_address;
use crate::url::runs_script;

mod blocks;
mod elements;
mod flanking;
mod inline;
mod table;
#[cfg(test)]
mod tests;
mod writer;

use writer::Writer;

/// Where the HTML stands: what its addresses are relative to.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The site's scheme and host.
    pub origin: &'a str,
    /// The whole address of the page.
    pub page: &'a str,
}

/// HTML as Markdown, with a line break at the end; empty where it shows nothing.
pub fn markdown(html: &str, place: Place<'_>) -> String {
    let sink = Sink { writer: RefCell::default(), place };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // Where a script ends, the tokenizer stops, in case it has to be run.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.writer.into_inner().finished()
}

struct Sink<'a> {
    writer: RefCell<Writer>,
    place: Place<'a>,
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.writer.borrow_mut();
        match token {
            Token::CharacterTokens(text) => writer.text(&text),
            Token::TagToken(tag) => {
                let element = Element { tag: &tag, place: self.place };
                match tag.kind {
                    TagKind::StartTag => writer.open(&element),
                    TagKind::EndTag => writer.close(&tag.name),
                }
                if tag.kind == TagKind::StartTag && !tag.self_closing {
                    return raw_text(&tag.name);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the text of an element is read in which tags are no tags.
fn raw_text(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// A start tag.
struct Element<'a> {
    tag: &'a Tag,
    place: Place<'a>,
}

impl Element<'_> {
    fn name(&self) -> &str {
        &self.tag.name
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.tag.attrs.iter().find(|attribute| &*attribute.name.local == name)?;
        Some(&found.value)
    }

    /// An address as it is anywhere; none where there is none, or where it would run a script.
    fn address(&self, attribute: &str) -> Option<String> {
        let address = self.attribute(attribute)?.trim();
        let is_one = !address.is_empty() && !runs_script(address);
        is_one.then(|| whole_address(address, self.place.origin, self.place.page))
    }

    /// Whether it is not shown to readers, or only to their eyes, or leads back to where a footnote
    /// is named.
    fn is_hidden(&self) -> bool {
        self.attribute("hidden").is_some()
            || self.attribute("aria-hidden") == Some("true")
            || self.attribute("role") == Some("doc-backlink")
    }

    fn has_class(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }
}
