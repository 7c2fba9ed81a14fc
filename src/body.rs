//! The body of a document as parsed: sections, blocks, quotes, and what is still open in them.

use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::config::SectionKind;
use crate::diagnostic::Diagnostic;
use crate::html::Fragment;
use crate::parse::fields::At;
use crate::parse::timeline::PartialDate;
use crate::view::{Free, Words};

/// A document with its body. A site is made of documents and keeps them; their bodies are read while
/// it is linked, and afterwards only by a run that links them again. So they are held apart.
#[derive(Clone, Debug)]
pub struct Manuscript<D, N = ()> {
    /// What is said of it beside the body.
    pub document: Arc<D>,
    /// What it names of other things, where a site knows those by number.
    pub names: N,
    /// The body.
    pub body: Body,
}

impl<D> Manuscript<D> {
    /// A document with its body.
    pub fn new(document: D, body: Body) -> Manuscript<D> {
        Manuscript { document: Arc::new(document), names: (), body }
    }
}

/// A manuscript is read as its document.
impl<D, N> Deref for Manuscript<D, N> {
    type Target = D;
    fn deref(&self) -> &D {
        &self.document
    }
}

/// A body.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// What stands before the first section.
    pub lead: Vec<Block>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The footnotes as a list.
    pub footnotes: Option<Fragment>,
    /// The quotes said in it, in order; blocks and holes name them by number.
    pub quotes: Vec<Said>,
    /// What is open until the site is linked; fragments name them by number.
    pub holes: Vec<Hole>,
}

impl Body {
    /// Gives back the room that its lists have to grow: a finished body does not, and a site holds
    /// thousands.
    pub fn shrink_to_fit(&mut self) {
        self.lead.shrink_to_fit();
        self.sections.shrink_to_fit();
        self.quotes.shrink_to_fit();
        self.holes.shrink_to_fit();
    }

    /// Whether it names things by `[[Name]]`.
    pub fn names_things(&self) -> bool {
        self.holes.iter().any(|hole| matches!(hole, Hole::Name(_) | Hole::NameOpen(_)))
    }
}

/// A part of a story under a heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The id of the vocabulary, or the anchor of an unknown heading.
    pub id: Arc<str>,
    /// Unique within the story.
    pub anchor: Arc<str>,
    /// The heading as HTML.
    pub heading: Fragment,
    /// The heading as plain text.
    pub text: Words,
    /// What stands under it.
    pub kind: SectionKind,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A piece of a body.
#[derive(Clone, Debug)]
pub enum Block {
    /// HTML.
    Prose(Fragment),
    /// Dated events.
    Timeline(Vec<Event>),
    /// Players with descriptions.
    Players(Vec<Described>),
    /// The quote with that number in [`Body::quotes`].
    Quote(usize),
    /// A quote from `content/quotes/` by its id.
    Reference(At<Arc<str>>),
}

/// A dated event.
#[derive(Clone, Debug)]
pub struct Event {
    /// When it was, or when it began.
    pub date: PartialDate,
    /// When it ended, of what lasted.
    pub until: Option<PartialDate>,
    /// What, without a leading date.
    pub html: Fragment,
    /// The same as plain text.
    pub text: Words,
}

/// A player as a story describes it.
#[derive(Clone, Debug)]
pub struct Described {
    /// The name as written.
    pub name: At<Arc<str>>,
    /// The story's words.
    pub html: Fragment,
    /// The same as plain text.
    pub text: Arc<str>,
}

impl Described {
    /// Adds further words, as HTML and as plain text.
    pub fn add(&mut self, html: &str, text: &str) {
        self.html = self.html.and(html);
        self.text = match (&*self.text, text.trim()) {
            ("", more) => more.into(),
            (_, "") => return,
            (text, more) => format!("{text} {more}").into(),
        };
    }
}

/// Words that somebody said, with who it was as far as the text tells.
#[derive(Clone, Debug)]
pub struct Said {
    /// The block in the file.
    pub span: Range<usize>,
    /// The words.
    pub html: Fragment,
    /// The words as plain text, paragraphs divided by an empty line.
    pub text: Words,
    /// What [`crate::quote::words_hash`] gives for the words.
    pub hash: u64,
    /// The speaker's name as written.
    pub name: At<Arc<str>>,
    /// What stands between the name and the source; the linker tells title from organization.
    pub parts: Vec<At<Arc<str>>>,
    /// Who published it first.
    pub source: Option<Arc<Source>>,
    /// The id that the editor chose.
    pub id: Option<At<Arc<str>>>,
}

/// Who published words first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The name as written; else the domain.
    pub name: Arc<str>,
    /// Where the words are.
    pub url: Option<Arc<str>>,
    /// The domain of the URL.
    pub domain: Option<Arc<str>>,
}

impl Source {
    /// A source of a name or a URL; `None` where it has neither.
    pub fn of(name: Option<&str>, url: Option<&str>) -> Option<Arc<Source>> {
        let domain: Option<Arc<str>> = url.and_then(crate::url::domain).map(Arc::from);
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        // The domain alone is the name of most sources, and is kept once.
        let name = match name {
            Some(name) if domain.as_deref() != Some(name) => Some(Arc::from(name)),
            _ => domain.clone(),
        };
        let url = url.map(Arc::from);
        Some(Arc::new(Source { name: name.or_else(|| url.clone())?, url, domain }))
    }
}

/// Something that is open until the site is linked.
#[derive(Clone, Debug)]
pub enum Hole {
    /// The target of a link.
    Href(At<Arc<str>>),
    /// The file of a picture or a film in raw HTML.
    Src(At<Arc<str>>),
    /// A picture: the whole element.
    Picture(Box<Pictured>),
    /// `[[Name]]`: the whole link, with the thing's name as its words.
    Name(At<Arc<str>>),
    /// `[[Name|`: the start of a link.
    NameOpen(At<Arc<str>>),
    /// `]]`: the end of the link that the last [`Hole::NameOpen`] started.
    NameClose,
    /// A component of the theme.
    Component(Box<ComponentCall>),
    /// The quote with that number, inside another block.
    Quote(usize),
    /// A quote from `content/quotes/`, inside another block.
    Reference(At<Arc<str>>),
}

impl Hole {
    /// Moves every place of it to `span`.
    pub fn respan(&mut self, span: &Range<usize>) {
        match self {
            Hole::Href(at) | Hole::Src(at) | Hole::Reference(at) => at.span = span.clone(),
            Hole::Name(at) | Hole::NameOpen(at) => at.span = span.clone(),
            Hole::Picture(pictured) => pictured.src.span = span.clone(),
            Hole::Component(call) => call.respan(span),
            Hole::NameClose | Hole::Quote(_) => {}
        }
    }
}

impl Said {
    /// Moves every place of it to `span`.
    pub fn respan(&mut self, span: &Range<usize>) {
        self.span = span.clone();
        self.name.span = span.clone();
        self.parts.iter_mut().chain(&mut self.id).for_each(|part| part.span = span.clone());
    }
}

impl ComponentCall {
    /// Whether the body stands in the file as it is here, so that places within it are true.
    pub fn is_as_written(&self) -> bool {
        self.body.span.len() == self.body.value.len()
    }

    fn respan(&mut self, span: &Range<usize>) {
        self.name.span = span.clone();
        self.body.span = span.clone();
        for (key, value) in &mut self.arguments {
            key.span = span.clone();
            value.span = span.clone();
        }
        for problem in &mut self.problems {
            if let Some(place) = &mut problem.place {
                place.span = Some(span.clone());
            }
        }
    }
}

/// A picture as Markdown shows it.
#[derive(Clone, Debug)]
pub struct Pictured {
    /// The file.
    pub src: At<Arc<str>>,
    /// The words for those who do not see it.
    pub alt: Arc<str>,
    /// The words that a pointer brings up; empty where there are none.
    pub title: Arc<str>,
}

/// A fenced block that shows a component of the theme.
#[derive(Clone, Debug)]
pub struct ComponentCall {
    /// The component's name.
    pub name: At<Arc<str>>,
    /// The arguments.
    pub arguments: Vec<(At<Arc<str>>, At<Free>)>,
    /// The block's text.
    pub body: At<Arc<str>>,
    /// The block's text read as Markdown, for components that take Markdown.
    pub markdown: Fragment,
    /// The problems of reading it so.
    pub problems: Vec<Diagnostic>,
}
