//! The settings of a site: `site.toml`, read and checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::date::Zone;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::fields::{self, At};
use crate::source::SourceTree;
use crate::typography::{Marks, typeset};
use crate::view::Free;

mod outputs;
mod pictures;
mod publisher;
mod query;
mod read;
mod sections;
mod serve;
mod url_pattern;

pub use outputs::{AiCrawlers, FeedFormat, FeedText, Feeds, Outputs, Search, ShareCards};
pub use pictures::{Keeping, PictureSettings};
pub use publisher::{POLICIES, Publisher};
pub use query::{Query, QueryFrom, QueryOrder, queries};
pub use read::base_url_of;
pub use sections::{Entry, SectionKind, Vocabulary, folded};
pub use serve::{Bar, Editor, Serve};
pub use url_pattern::UrlPattern;

/// Everything that `site.toml` says.
#[derive(Clone, Debug)]
pub struct Config {
    /// The newspaper's name.
    pub title: Arc<str>,
    /// The line under the name plate.
    pub tagline: Option<Arc<str>>,
    /// What the newspaper is, in a sentence.
    pub description: Option<Arc<str>>,
    /// Where the site is published, with a slash at the end: `https://town.example/ledger/`.
    pub base_url: Arc<str>,
    /// The language of files without a language in their name.
    pub language: Arc<str>,
    /// The zone of local dates.
    pub zone: Zone,
    /// The theme's name.
    pub theme: At<Arc<str>>,
    /// The line at the foot.
    pub copyright: Option<Arc<str>>,
    /// The URL of a story.
    pub story_url: UrlPattern,
    /// How long the pages of lists are.
    pub paging: Paging,
    /// What is done with names in prose.
    pub links: Links,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// The headings that mean something.
    pub vocabulary: Vocabulary,
    /// The terms that stories carry: topics, authors, places, then the site's own.
    pub taxonomies: Vec<Taxonomy>,
    /// The menus of the default language, by name.
    pub menus: Menus,
    /// The further languages, by code.
    pub languages: BTreeMap<Arc<str>, Language>,
    /// The queries that every page is given.
    pub queries: Vec<Query>,
    /// The options for the theme, as written; the theme checks them.
    pub options: BTreeMap<Arc<str>, At<Free>>,
    /// What is said instead of the usual severities.
    pub severities: BTreeMap<Code, Severity>,
    /// Who is behind the newspaper.
    pub publisher: Publisher,
    /// What is printed for machines.
    pub outputs: Outputs,
    /// What is printed of pictures.
    pub pictures: PictureSettings,
    /// What the preview is told; no page shows any of it.
    pub serve: Serve,
    /// Free data for the site's own templates.
    pub extra: Free,
}

/// How many entries a page of each list holds.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// Stories, in every list of stories.
    pub stories: usize,
    /// Quotes, in every list of quotes.
    pub quotes: usize,
    /// Stories on the front page, the lead included.
    pub front: usize,
}

/// What is done with players' names in prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// The first mention in a story is linked.
    First,
    /// Every mention is linked.
    All,
    /// Names are linked only where `[[Name]]` asks for it.
    Off,
}

/// How Markdown is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markdown {
    /// What is done with raw HTML.
    pub html: RawHtml,
    /// Whether straight quotation marks and double hyphens become typographic ones.
    pub smart: Smart,
}

impl Markdown {
    /// The marks that texts of a language are set with; none where straight ones stay.
    pub fn marks(&self, language: &str) -> Option<Marks> {
        (self.smart == Smart::On).then(|| Marks::of(language))
    }

    /// A plain text of a language as it is set.
    pub fn typeset(&self, text: Arc<str>, language: &str) -> Arc<str> {
        self.marks(language).map(|marks| typeset(&text, marks)).unwrap_or(text)
    }
}

/// What is done with raw HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// An allow-list is kept, all else is dropped.
    Sanitized,
    /// It is printed as written.
    Trusted,
}

/// Whether punctuation becomes typographic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Smart {
    /// `"` and `'` become curly, `--` a dash.
    On,
    /// Punctuation stays as typed.
    Off,
}

/// A vocabulary of terms that stories carry, each with pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    /// The front-matter key, the folder in `content/` and the first part of URLs.
    pub id: Arc<str>,
    /// The name for readers; built-in ones take theirs from the theme's words.
    pub name: Option<Arc<str>>,
}

/// Menus by name, each a list of links.
pub type Menus = BTreeMap<Arc<str>, Vec<MenuEntry>>;

/// A link of a menu.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// The words.
    pub name: Arc<str>,
    /// Where it leads: a path on the site (checked) or a whole URL.
    pub url: At<Arc<str>>,
}

/// A further language of the site.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// The newspaper's name in it.
    pub title: Option<Arc<str>>,
    /// The line under the name plate in it.
    pub tagline: Option<Arc<str>>,
    /// The description in it.
    pub description: Option<Arc<str>>,
    /// The line at the foot in it.
    pub copyright: Option<Arc<str>>,
    /// Its menus; one that is missing is that of the default language.
    pub menus: Menus,
}

impl Config {
    /// The path under which the site lies: `/`, or `/ledger/` for `https://town.example/ledger/`.
    pub fn base_path(&self) -> &str {
        // Every address that is printed asks for it.
        let url = self.base_url.as_bytes();
        let mut colons = memchr::memchr_iter(b':', url);
        let scheme = colons.find(|at| url[*at..].starts_with(b"://"));
        let after_scheme = scheme.map_or(0, |at| at + 3);
        match memchr::memchr(b'/', &url[after_scheme..]) {
            Some(slash) => &self.base_url[after_scheme + slash..],
            None => "/",
        }
    }

    /// The site's scheme and host, without a slash at the end: what stands before a printed path to
    /// make a whole URL of it. Empty where the site has no `base_url`.
    pub fn origin(&self) -> &str {
        self.base_url.strip_suffix(self.base_path()).unwrap_or_default()
    }

    /// Whether the site knows its own address, without which it can name no whole one.
    pub fn has_base_url(&self) -> bool {
        !self.origin().is_empty()
    }

    /// The newspaper's name in a language.
    pub fn title_in(&self, code: &str) -> &Arc<str> {
        let own = self.languages.get(code).and_then(|own| own.title.as_ref());
        own.unwrap_or(&self.title)
    }

    /// Whether files are read as with other settings: what was parsed with those is still true.
    pub fn reads_like(&self, other: &Config) -> bool {
        self.language == other.language
            && self.languages.keys().eq(other.languages.keys())
            && self.zone == other.zone
            && self.markdown == other.markdown
            && self.vocabulary == other.vocabulary
            && self.taxonomies == other.taxonomies
    }

    /// Whether the site has this language.
    pub fn has_language(&self, code: &str) -> bool {
        *self.language == *code || self.languages.contains_key(code)
    }

    /// The codes of all languages, the default one first.
    pub fn language_codes(&self) -> Vec<Arc<str>> {
        let further = self.languages.keys().cloned();
        std::iter::once(self.language.clone()).chain(further).collect()
    }

    /// The taxonomy of that id.
    pub fn taxonomy(&self, id: &str) -> Option<usize> {
        self.taxonomies.iter().position(|taxonomy| *taxonomy.id == *id)
    }
}

/// The built-in taxonomies, with the front-matter key that a query uses for one term.
pub const TOPICS: usize = 0;
/// See [`TOPICS`].
pub const AUTHORS: usize = 1;
/// See [`TOPICS`].
pub const PLACES: usize = 2;

/// Reads `site.toml`. Without one there is no site, and `disk` has said so.
pub fn config(tree: &SourceTree) -> (Option<Config>, Vec<Diagnostic>) {
    let Some(text) = tree.text("site.toml") else { return (None, Vec::new()) };
    let (document, mut problems) = fields::document(&text.text, &text.path, 0);
    // What could be read beside a syntax error would only give problems that follow from it.
    if !problems.is_empty() {
        return (None, problems);
    }
    let mut fields = document.fields();
    let config = read::read(&mut fields);
    problems.extend(fields.finish());
    (Some(config), problems)
}
