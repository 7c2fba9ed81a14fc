//! A theme: templates, words, styles, files and options, loaded and checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ComponentArgType, Tera};

use crate::config::Query;
use crate::date::{Numbers, Plurals};
use crate::fonts::Fonts;
use crate::source::{AssetBytes, Text};
use crate::url::Url;
use crate::view::{Free, Reads};

/// A theme, ready to render pages in each of the site's languages.
#[derive(Clone)]
pub struct Theme {
    /// The name.
    pub name: Arc<str>,
    /// The options as the site sets them, else their defaults.
    pub options: Free,
    /// The queries that the theme declares for every page.
    pub queries: Vec<Query>,
    /// The components that stories may call.
    pub signatures: Arc<Signatures>,
    /// Which of the pages that a theme may leave out it prints.
    pub kinds: Kinds,
    /// Which of the large parts of a story its templates read.
    pub story: StoryParts,
    /// Whether its templates read `page.head`.
    pub head: bool,
    /// Which fields of records its templates read.
    pub reads: Arc<Reads>,
    /// The template engines of each language, whose functions speak it.
    pub engines: BTreeMap<Arc<str>, Engines>,
    /// The templates by the names that engines know them by.
    pub templates: BTreeMap<Arc<str>, Text>,
    /// The words of each language.
    pub words: BTreeMap<Arc<str>, Arc<Words>>,
    /// What share cards are set in; none where no cards are drawn.
    pub fonts: Arc<Fonts>,
    /// The files that are printed beside the pages, by their URL.
    pub files: Vec<ThemeFile>,
    /// For each template a digest of everything in the theme that its pages can show: part of their
    /// fingerprints.
    pub digests: BTreeMap<Arc<str>, u64>,
}

/// The engines of one language, which print the same.
#[derive(Clone)]
pub struct Engines {
    /// The templates as the theme has them: what goes wrong in them has its place in a file.
    pub plain: Arc<Tera>,
    /// The templates with everything settled that is the same on every page.
    pub quick: Arc<Tera>,
}

/// Which of the pages that a theme may leave out are printed. Nothing links to pages that are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds {
    /// The stories of each year and month.
    pub archive: bool,
    /// Quotes by speaker, organization, source, topic and year.
    pub quote_indexes: bool,
    /// A page for each quote.
    pub quote_pages: bool,
    /// A page for each quote that pages of others show in a frame.
    pub quote_embeds: bool,
    /// The sources, and a page for each of them.
    pub sources: bool,
    /// Where readers search, and what searches ask for.
    pub search: bool,
    /// What readers filter the index of quotes by.
    pub quote_filter: bool,
    /// A share card for stories.
    pub story_cards: bool,
    /// A share card for quotes.
    pub quote_cards: bool,
}

/// Which of the large parts of a story a theme's templates read: the others are not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryParts {
    /// The whole text in one piece.
    pub content: bool,
    /// What stands before the first section.
    pub lead: bool,
    /// The sections.
    pub sections: bool,
    /// All events.
    pub timeline: bool,
    /// All players.
    pub players: bool,
    /// All quotes.
    pub quotes: bool,
    /// The stories that belong to it.
    pub related: bool,
}

impl Default for Kinds {
    /// All of them, as long as no theme says otherwise.
    fn default() -> Kinds {
        Kinds {
            archive: true,
            quote_indexes: true,
            quote_pages: true,
            quote_embeds: true,
            sources: true,
            search: true,
            quote_filter: true,
            story_cards: true,
            quote_cards: true,
        }
    }
}

/// A style sheet or another file of the theme, under a name that changes with its content.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Where it is printed.
    pub url: Url,
    /// Its bytes.
    pub bytes: AssetBytes,
    /// The file it comes from.
    pub source: Arc<str>,
}

/// The components by name.
pub type Signatures = BTreeMap<Arc<str>, Signature>;

/// What a component takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// The arguments, in the order of the declaration.
    pub arguments: Vec<Argument>,
    /// Whether it takes arguments that it does not name.
    pub rest: bool,
    /// What its body is.
    pub body: BodyKind,
}

impl Signature {
    /// Whether it names that argument.
    pub fn takes(&self, name: &str) -> bool {
        self.arguments.iter().any(|argument| *argument.name == *name)
    }
}

/// An argument of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// The name.
    pub name: Arc<str>,
    /// The type, where the component declares one.
    pub kind: Option<ComponentArgType>,
    /// Whether it has to be given.
    pub required: bool,
}

/// What a component makes of the text in its block: its metadata `body`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// HTML from Markdown, as `body`.
    Markdown,
    /// A table, as `data`.
    Toml,
    /// `data.columns` and `data.rows`.
    Csv,
    /// It takes no text.
    None,
}

impl BodyKind {
    /// Whether the text is read as data.
    pub fn is_data(self) -> bool {
        matches!(self, BodyKind::Toml | BodyKind::Csv)
    }
}

/// The words of a theme in one language, with those of English where it has none.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// By key; plural forms stand under `key.one`, `key.other` and so on.
    pub words: BTreeMap<Arc<str>, Arc<str>>,
    /// Which form a count asks for; English has two, and so has what is not known here.
    pub plurals: Plurals,
    /// How the language writes numbers.
    pub numbers: Numbers,
}

impl Words {
    /// The words of a key, as written.
    pub fn find(&self, key: &str) -> Option<&Arc<str>> {
        self.words.get(key)
    }

    /// The words of a key in the form that a count asks for.
    pub fn counted(&self, key: &str, count: i64) -> Option<&Arc<str>> {
        let form = self.plurals.form(count);
        let zero = (count == 0).then(|| self.find(&format!("{key}.zero"))).flatten();
        zero.or_else(|| self.find(&format!("{key}.{form}")))
            .or_else(|| self.find(&format!("{key}.other")))
            .or_else(|| self.find(key))
    }

    /// Whether a key has words in any form.
    pub fn knows(&self, key: &str) -> bool {
        self.counted(key, 1).is_some()
    }
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("name", &self.name).finish_non_exhaustive()
    }
}
