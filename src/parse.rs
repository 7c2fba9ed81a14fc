//! Parse: every content file by itself and in parallel, without knowing the site.

use std::sync::Arc;

use rayon::prelude::*;

use crate::TURN;
use crate::body::Manuscript;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::page::PageDocument;
use crate::player::PlayerDocument;
use crate::quote::QuoteDocument;
use crate::source::{SourceTree, Text};
use crate::story::{Origin, StoryManuscript};
use crate::term::TermDocument;

use fields::At;

pub mod attribution;
pub mod fields;
pub mod front_matter;
pub mod markdown;
mod opening;
pub mod page;
pub mod player;
pub mod quote;
pub mod story;
pub mod term;
pub mod timeline;

/// Everything that content files say, still unlinked, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// `content/stories/**/*.md`
    pub stories: Vec<Arc<StoryManuscript>>,
    /// `content/players/*.md`
    pub players: Vec<Arc<Manuscript<PlayerDocument>>>,
    /// `content/quotes/*.md`
    pub quotes: Vec<Arc<Manuscript<QuoteDocument>>>,
    /// `content/TAXONOMY/*.md`
    pub terms: Vec<Arc<Manuscript<TermDocument>>>,
    /// `content/pages/**/*.md`
    pub pages: Vec<Arc<Manuscript<PageDocument>>>,
    /// Every file of `content/` with what came of it, in the order of paths: what the next run
    /// takes over where the file is the same.
    pub files: Vec<Arc<ParsedFile>>,
    /// How many of the files were parsed in this run.
    pub parsed: usize,
}

/// One file and what came of it.
#[derive(Clone, Debug)]
pub struct ParsedFile {
    /// The file's path within the source tree.
    pub path: Arc<str>,
    /// The hash of its bytes.
    pub hash: u128,
    /// What it says; none where it cannot be understood.
    pub document: Option<Document>,
    /// What is wrong with it by itself.
    pub problems: Vec<Diagnostic>,
}

/// What one file says.
#[derive(Clone, Debug)]
pub enum Document {
    /// A story.
    Story(Arc<StoryManuscript>),
    /// A player.
    Player(Arc<Manuscript<PlayerDocument>>),
    /// A quote.
    Quote(Arc<Manuscript<QuoteDocument>>),
    /// A term.
    Term(Arc<Manuscript<TermDocument>>),
    /// A free page.
    Page(Arc<Manuscript<PageDocument>>),
}

/// Parses all content. A file that cannot be understood is left out and told of; it never hides
/// the problems of another.
///
/// `old` is what an earlier run parsed with settings that [`Config::reads_like`] these: a file that
/// is still the same is not parsed again.
pub fn parse(
    tree: &SourceTree,
    config: &Config,
    old: Option<&Documents>,
) -> (Documents, Vec<Diagnostic>) {
    let mut known = old.map_or(&[][..], |old| &old.files).iter().peekable();
    let texts = tree.texts_below("content/").map(|text| {
        // Both lists are in the order of paths, so that one walk along them finds all pairs.
        while known.next_if(|file| *file.path < *text.path).is_some() {}
        let same = known.next_if(|file| file.path == text.path && file.hash == text.hash);
        (text, same)
    });
    let texts: Vec<(&Text, Option<&Arc<ParsedFile>>)> = texts.collect();
    let changed = texts.iter().filter(|(_, same)| same.is_none()).map(|(text, _)| *text);
    let changed: Vec<&Text> = changed.collect();
    let parsed: Vec<Arc<ParsedFile>> = changed
        .par_iter()
        .with_max_len(TURN)
        .map(|text| Arc::new(parsed_file(text, config)))
        .collect();
    let count = parsed.len();
    let mut parsed = parsed.into_iter();
    let files = texts.into_iter().filter_map(|(_, same)| same.cloned().or_else(|| parsed.next()));
    Documents::of(files, count, strays(tree))
}

/// Parses all content for a run that no other follows. The `texts` stand in the tree no more, and each
/// goes as soon as it is parsed: what is parsed next takes its place in memory.
pub fn parse_once(
    tree: &SourceTree,
    mut texts: Vec<Text>,
    config: &Config,
) -> (Documents, Vec<Diagnostic>) {
    texts.extend(tree.texts_below("content/").cloned());
    texts.par_sort_unstable_by(|one, other| one.path.cmp(&other.path));
    let texts = texts.into_par_iter().with_max_len(TURN);
    let parsed = texts.map(|text| Arc::new(parsed_file(&text, config)));
    let parsed: Vec<Arc<ParsedFile>> = parsed.collect();
    let count = parsed.len();
    Documents::of(parsed.into_iter(), count, strays(tree))
}

impl Documents {
    /// What files say of which so many were parsed, in the order of their paths; and what is wrong with
    /// them, beside other problems.
    fn of(
        files: impl Iterator<Item = Arc<ParsedFile>>,
        parsed: usize,
        mut problems: Vec<Diagnostic>,
    ) -> (Documents, Vec<Diagnostic>) {
        let mut documents = Documents { parsed, ..Documents::default() };
        for file in files {
            problems.extend(file.problems.iter().cloned());
            documents.add(file);
        }
        (documents, problems)
    }

    /// Adds one file, after those whose paths come before.
    fn add(&mut self, file: Arc<ParsedFile>) {
        match &file.document {
            Some(Document::Story(story)) => self.stories.push(story.clone()),
            Some(Document::Player(player)) => self.players.push(player.clone()),
            Some(Document::Quote(quote)) => self.quotes.push(quote.clone()),
            Some(Document::Term(term)) => self.terms.push(term.clone()),
            Some(Document::Page(page)) => self.pages.push(page.clone()),
            None => {}
        }
        self.files.push(file);
    }

    /// The files that are not as they were, as they were and as they are now. `None` where a file
    /// came or went.
    pub fn changed_since<'d>(
        &'d self,
        old: &'d Documents,
    ) -> Option<Vec<(&'d ParsedFile, &'d ParsedFile)>> {
        if self.files.len() != old.files.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (old, new) in old.files.iter().zip(&self.files) {
            if Arc::ptr_eq(old, new) {
                continue;
            }
            if old.path != new.path {
                return None;
            }
            changed.push((&**old, &**new));
        }
        Some(changed)
    }
}

fn parsed_file(text: &Text, config: &Config) -> ParsedFile {
    let (document, problems) = document(text, config);
    ParsedFile { path: text.path.clone(), hash: text.hash, document, problems }
}

/// Files in `content/` that are no Markdown.
fn strays(tree: &SourceTree) -> Vec<Diagnostic> {
    let assets = tree.assets_below("content/");
    assets.map(|asset| stray(&asset.path, "put pictures and other files into static/")).collect()
}

fn stray(path: &Arc<str>, hint: &str) -> Diagnostic {
    Diagnostic::new(Code::StrayFile, "this file is not part of the site")
        .at(Place::file(path))
        .hint(hint)
}

fn document(text: &Text, config: &Config) -> (Option<Document>, Vec<Diagnostic>) {
    let path = text.path.strip_prefix("content/").unwrap_or(&text.path);
    let Some((folder, name)) = path.split_once('/') else {
        let hint =
            "put it into content/stories/, content/players/, content/quotes/ or content/pages/";
        return (None, vec![stray(&text.path, hint)]);
    };
    let origin = match origin(text, name, config) {
        Ok(origin) => origin,
        Err(problem) => return (None, vec![problem]),
    };
    let mut problems = Vec::new();
    let split = match front_matter::split(text) {
        Ok(split) => split,
        Err(problem) => return (None, vec![problem]),
    };
    let toml = &text.text[split.toml.clone()];
    let (table, syntax) = fields::document(toml, &text.path, split.toml.start);
    // What could be read beside a syntax error would only give problems that follow from it.
    if !syntax.is_empty() {
        return (None, syntax);
    }
    let part = Part { text, origin, config, body: split.body.clone() };
    let mut fields = table.fields();
    let document = match folder {
        "stories" => story::story(&part, &mut fields, &mut problems)
            .map(|story| Document::Story(Arc::new(story))),
        "players" => player::player(&part, &mut fields, &mut problems)
            .map(|player| Document::Player(Arc::new(player))),
        "quotes" => quote::quote(&part, &mut fields, &mut problems)
            .map(|quote| Document::Quote(Arc::new(quote))),
        "pages" => page::page(&part, name, &mut fields, &mut problems)
            .map(|page| Document::Page(Arc::new(page))),
        other => match config.taxonomy(other) {
            Some(taxonomy) => {
                let term = term::term(&part, taxonomy, &mut fields, &mut problems);
                term.map(|term| Document::Term(Arc::new(term)))
            }
            None => {
                let known = ["stories", "players", "quotes", "pages"].into_iter();
                let known = known.chain(config.taxonomies.iter().map(|taxonomy| &*taxonomy.id));
                let problem =
                    stray(&text.path, "newsprint reads no files in a folder of this name")
                        .did_you_mean(other, known);
                return (None, vec![problem]);
            }
        },
    };
    problems.extend(fields.finish());
    (document, problems)
}

/// What every kind of document is read from.
pub struct Part<'a> {
    /// The file.
    pub text: &'a Text,
    /// Its id and language.
    pub origin: Origin,
    /// The site's settings.
    pub config: &'a Config,
    /// The body's bytes.
    pub body: std::ops::Range<usize>,
}

impl<'a> Part<'a> {
    /// The body as Markdown with its place.
    pub fn markdown(&'a self) -> markdown::Markdown<'a> {
        markdown::Markdown {
            file: &self.text.path,
            text: &self.text.text[self.body.clone()],
            base: self.body.start,
            marks: self.config.markdown.marks(&self.origin.language),
        }
    }

    /// A text of its front matter as it is set.
    fn typeset(&self, text: Arc<str>) -> Arc<str> {
        self.config.markdown.typeset(text, &self.origin.language)
    }

    /// A name or a headline of its front matter as it is set.
    fn typeset_at(&self, text: At<Arc<str>>) -> At<Arc<str>> {
        At::new(self.typeset(text.value), text.span)
    }
}

/// A name or a title as it is set: what the key says, else the `# Headline` at the top of the body.
/// One of the two has to be there.
fn name_or_title<'t>(
    part: &Part<'_>,
    fields: &mut fields::Fields<'t, '_>,
    key: &'t str,
    headline: Option<fields::At<Arc<str>>>,
) -> Option<fields::At<Arc<str>>> {
    let said = match headline {
        Some(_) => fields.text(key).filter(|said| !said.text().trim().is_empty()),
        None => fields.required_text(key),
    };
    said.map(|said| part.typeset_at(said)).or(headline)
}

/// The id and the language that a file's name gives: `robots.fr.md` is `robots` in French.
fn origin(text: &Text, name: &str, config: &Config) -> Result<Origin, Diagnostic> {
    let name = name.rsplit('/').next().unwrap_or(name);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let mut language = config.language.clone();
    let mut id = stem;
    if let Some((before, tag)) = stem.rsplit_once('.') {
        if config.has_language(tag) {
            (id, language) = (before, tag.into());
        } else if tag.split('-').next().is_some_and(|tag| tag.len() == 2) && is_language_tag(tag) {
            return Err(Diagnostic::new(
                Code::UnknownLanguage,
                format!("the site has no language `{tag}`"),
            )
            .at(Place::file(&text.path))
            .hint(format!("add `[languages.{tag}]` to site.toml, or rename the file")));
        }
    }
    let id = crate::url::slug(id);
    if id.is_empty() {
        return Err(Diagnostic::new(Code::BadName, "nothing in this file's name can be an id")
            .at(Place::file(&text.path))
            .hint("name it with letters and digits, such as robots-arrive.md"));
    }
    Ok(Origin { file: text.path.clone(), id: id.into(), language })
}

/// Whether a word looks like `fr` or `pt-br`. URLs are lower-case, and so are languages in them.
pub fn is_language_tag(word: &str) -> bool {
    let (language, region) = word.split_once('-').unwrap_or((word, "XX"));
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && matches!(region.len(), 2 | 4)
        && region.bytes().all(|byte| byte.is_ascii_alphabetic())
}
