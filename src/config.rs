//! The settings of a site: `site.toml`, read and checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::date::Zone;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::parse::fields::{self, At, Fields};
use crate::source::SourceTree;
use crate::view::Free;

mod sections;
mod url_pattern;

pub use sections::{Entry, SectionKind, Vocabulary, folded};
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
    pub theme: Arc<str>,
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
#[derive(Clone, Copy, Debug)]
pub struct Markdown {
    /// What is done with raw HTML.
    pub html: RawHtml,
    /// Whether straight quotation marks and double hyphens become typographic ones.
    pub smart: Smart,
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
#[derive(Clone, Debug)]
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

/// A list that a page wants beyond its view, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The name under `queries`.
    pub name: Arc<str>,
    /// What is listed.
    pub from: QueryFrom,
    /// Only stories and quotes of these terms, as taxonomy id and term (`topic = "labor"`).
    pub terms: Vec<(Arc<str>, At<Arc<str>>)>,
    /// Only stories with, or quotes by, this player.
    pub player: Option<At<Arc<str>>>,
    /// How many entries at most.
    pub limit: usize,
    /// The order.
    pub order: QueryOrder,
    /// Where the query stands, for diagnostics.
    pub place: Place,
}

/// What a query lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryFrom {
    /// Story cards.
    Stories,
    /// Quote cards.
    Quotes,
    /// Player cards.
    Players,
}

/// The order of a query's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryOrder {
    /// Newest first; of players, those with most stories first.
    Newest,
    /// Oldest first.
    Oldest,
    /// Greatest weight first, then newest.
    Weight,
    /// By title or name.
    Title,
}

impl Config {
    /// The path under which the site lies: `/`, or `/ledger/` for `https://town.example/ledger/`.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.find("://").map_or(0, |at| at + 3);
        match self.base_url[after_scheme..].find('/') {
            Some(slash) => &self.base_url[after_scheme + slash..],
            None => "/",
        }
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
    let mut fields = document.fields();
    let config = read(&mut fields);
    problems.extend(fields.finish());
    (Some(config), problems)
}

fn read(fields: &mut Fields<'_, '_>) -> Config {
    let title = fields.required_text("title").map_or_else(|| "".into(), |at| at.value);
    let base_url = base_url(fields);
    let language = fields.text("language").map_or_else(|| "en".into(), |at| at.value);
    let zone = zone(fields);
    let taxonomies = taxonomies(fields);
    let mut languages = BTreeMap::new();
    for (code, mut below) in fields.named_tables("languages") {
        let spoken = Language {
            title: value(below.text("title")),
            tagline: value(below.text("tagline")),
            description: value(below.text("description")),
            copyright: value(below.text("copyright")),
            menus: menus(&mut below),
        };
        fields.take_problems(below);
        languages.insert(code.value, spoken);
    }
    let paging = {
        let mut paging = Paging { stories: 50, quotes: 100, front: 13 };
        if let Some(mut below) = fields.table("paging") {
            paging.stories = below.count("stories").unwrap_or(paging.stories);
            paging.quotes = below.count("quotes").unwrap_or(paging.quotes);
            paging.front = below.count("front").unwrap_or(paging.front);
            fields.take_problems(below);
        }
        paging
    };
    let mut links = Links::First;
    if let Some(mut below) = fields.table("links") {
        match below.word("players", &["first", "all", "off"]).map(|at| at.value) {
            Some("all") => links = Links::All,
            Some("off") => links = Links::Off,
            _ => {}
        }
        fields.take_problems(below);
    }
    let mut markdown = Markdown { html: RawHtml::Sanitized, smart: Smart::On };
    if let Some(mut below) = fields.table("markdown") {
        if below.word("html", &["sanitized", "trusted"]).is_some_and(|at| at.value == "trusted") {
            markdown.html = RawHtml::Trusted;
        }
        if below.flag("smart_punctuation") == Some(false) {
            markdown.smart = Smart::Off;
        }
        fields.take_problems(below);
    }
    let mut story_url = UrlPattern::default();
    if let Some(mut below) = fields.table("urls") {
        if let Some(text) = below.text("story") {
            match UrlPattern::of(&text.value) {
                Ok(pattern) => story_url = pattern,
                Err(reason) => {
                    let place = below.place_of(&text.span);
                    below.report(Diagnostic::new(Code::BadValue, reason).at(place).hint(
                        "a pattern is made of {year}, {month}, {day}, {slug} and {id}, such as \"{year}/{month}/{slug}\"",
                    ));
                }
            }
        }
        fields.take_problems(below);
    }
    Config {
        title,
        tagline: value(fields.text("tagline")),
        description: value(fields.text("description")),
        base_url,
        language,
        zone,
        theme: value(fields.text("theme")).unwrap_or_else(|| "broadsheet".into()),
        copyright: value(fields.text("copyright")),
        story_url,
        paging,
        links,
        markdown,
        vocabulary: sections::vocabulary(fields),
        taxonomies,
        menus: menus(fields),
        languages,
        queries: queries(fields),
        options: fields.free_entries("options"),
        severities: severities(fields),
        extra: fields.free("extra").map(|at| at.value).unwrap_or_default(),
    }
}

fn value<T>(at: Option<At<T>>) -> Option<T> {
    at.map(|at| at.value)
}

/// The base URL with a slash at the end; a site without one lies at the root of wherever it is.
fn base_url(fields: &mut Fields<'_, '_>) -> Arc<str> {
    let Some(text) = fields.text("base_url") else { return "/".into() };
    match base_url_of(text.text()) {
        Ok(url) => url,
        Err(reason) => {
            let place = fields.place_of(&text.span);
            fields.report(Diagnostic::new(Code::BadValue, reason).at(place));
            "/".into()
        }
    }
}

/// A base URL in its one form: with a scheme and a host, and a slash at the end.
///
/// # Errors
/// A line that says what is wrong with it.
pub fn base_url_of(text: &str) -> Result<Arc<str>, String> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let bad = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>' | '\\');
    match rest {
        _ if text == "/" => Ok("/".into()),
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && !rest.contains(bad) => {
            Ok(format!("{}/", text.trim_end_matches('/')).into())
        }
        _ => Err(format!("`{text}` is no base URL; it looks like https://town.example/")),
    }
}

fn zone(fields: &mut Fields<'_, '_>) -> Zone {
    let Some(text) = fields.text("timezone") else { return Zone::utc() };
    Zone::named(text.text()).unwrap_or_else(|| {
        let place = fields.place_of(&text.span);
        let names = Zone::names();
        let message = format!("there is no time zone `{}`", text.text());
        let problem = Diagnostic::new(Code::BadValue, message)
            .at(place)
            .did_you_mean(text.text(), names.iter().map(String::as_str))
            .hint("time zones have IANA names such as America/New_York");
        fields.report(problem);
        Zone::utc()
    })
}

fn taxonomies(fields: &mut Fields<'_, '_>) -> Vec<Taxonomy> {
    let built_in = ["topics", "authors", "places"].map(|id| Taxonomy { id: id.into(), name: None });
    let mut all = Vec::from(built_in);
    for mut below in fields.tables("taxonomies") {
        let id = below.required_text("id");
        let name = value(below.text("name"));
        if let Some(id) = id {
            if all.iter().any(|taxonomy| taxonomy.id == id.value) || reserved(id.text()) {
                let place = below.place_of(&id.span);
                let message =
                    format!("the taxonomy `{}` cannot be added: the word is taken", id.value);
                below.report(Diagnostic::new(Code::BadValue, message).at(place));
            } else if crate::url::slug(id.text()) != *id.value {
                let place = below.place_of(&id.span);
                let message = "a taxonomy's id is made of lower-case letters, digits and hyphens";
                below.report(Diagnostic::new(Code::BadValue, message).at(place));
            } else {
                let name = name.unwrap_or_else(|| id.value.clone());
                all.push(Taxonomy { id: id.value, name: Some(name) });
            }
        }
        fields.take_problems(below);
    }
    all
}

/// Words that stories' keys and the site's folders already use.
fn reserved(id: &str) -> bool {
    let folders = ["stories", "players", "quotes", "pages", "sources", "corrections"];
    let keys = crate::parse::story::KEYS;
    folders.contains(&id) || keys.contains(&id)
}

fn menus(fields: &mut Fields<'_, '_>) -> Menus {
    let Some(mut below) = fields.table("menus") else { return Menus::new() };
    let mut menus = Menus::new();
    for name in below.keys() {
        // A menu's name is the site's own, so the key is looked up under its own name.
        let mut links = Vec::new();
        for mut entry in below.named_list(&name.value) {
            let (words, url) = (entry.required_text("name"), entry.required_text("url"));
            if let (Some(words), Some(url)) = (words, url) {
                links.push(MenuEntry { name: words.value, url });
            }
            below.take_problems(entry);
        }
        menus.insert(name.value, links);
    }
    fields.take_problems(below);
    menus
}

/// Reads `[queries.NAME]` of a site, a theme or a page.
pub fn queries(fields: &mut Fields<'_, '_>) -> Vec<Query> {
    let mut queries = Vec::new();
    for (name, mut below) in fields.named_tables("queries") {
        let from = match below.word("from", &["stories", "quotes", "players"]).map(|at| at.value) {
            Some("quotes") => QueryFrom::Quotes,
            Some("players") => QueryFrom::Players,
            _ => QueryFrom::Stories,
        };
        let order = match below.word("order", &["newest", "oldest", "weight", "title"]) {
            Some(At { value: "oldest", .. }) => QueryOrder::Oldest,
            Some(At { value: "weight", .. }) => QueryOrder::Weight,
            Some(At { value: "title", .. }) => QueryOrder::Title,
            _ => QueryOrder::Newest,
        };
        let mut terms = Vec::new();
        for (key, taxonomy) in [("topic", "topics"), ("author", "authors"), ("place", "places")] {
            if let Some(term) = below.text(key) {
                terms.push((Arc::from(taxonomy), term));
            }
        }
        if let Some(mut more) = below.table("terms") {
            for key in more.keys() {
                if let Some(term) = more.named_text(&key.value) {
                    terms.push((key.value, term));
                }
            }
            below.take_problems(more);
        }
        queries.push(Query {
            name: name.value,
            from,
            terms,
            player: below.text("player"),
            limit: below.count("limit").unwrap_or(5),
            order,
            place: below.place_of(&name.span),
        });
        fields.take_problems(below);
    }
    queries
}

fn severities(fields: &mut Fields<'_, '_>) -> BTreeMap<Code, Severity> {
    let Some(mut below) = fields.table("severities") else { return BTreeMap::new() };
    let mut severities = BTreeMap::new();
    for key in below.keys() {
        let Some(word) = below.named_text(&key.value) else { continue };
        let severity = match word.text() {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "note" => Some(Severity::Note),
            "off" => Some(Severity::Off),
            _ => None,
        };
        match (Code::named(&key.value), severity) {
            (Some(code), Some(severity)) => {
                severities.insert(code, severity);
            }
            (None, _) => {
                let message = format!("there is no diagnostic `{}`", key.value);
                let known = Code::ALL.iter().map(|code| code.as_str());
                let problem = Diagnostic::new(Code::BadValue, message)
                    .at(below.place_of(&key.span))
                    .did_you_mean(&key.value, known);
                below.report(problem);
            }
            (_, None) => {
                let message = format!("`{}` is no severity", word.value);
                let problem = Diagnostic::new(Code::BadValue, message)
                    .at(below.place_of(&word.span))
                    .hint("severities are error, warning, note and off");
                below.report(problem);
            }
        }
    }
    fields.take_problems(below);
    severities
}
