//! The site: everything parsed and linked, immutable.

use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;

use crate::body::Source;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::link::fill::picture_path;
use crate::page::FreePage;
use crate::picture::{Pictures, Shown, Size};
use crate::player::{Player, PlayerId};
use crate::quote::{Quote, QuoteId};
use crate::story::{Image, Story, StoryId};
use crate::term::{Term, TermId};
use crate::url::Url;

/// A site. Lists are sorted once, here; everything else names their members by number.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The pictures that content may show.
    pub pictures: Arc<Pictures>,
    /// The moment of the edition. Nothing that is printed changes with it before the next change.
    pub now: jiff::Timestamp,
    /// The day of the edition in the site's zone: whose role is held now.
    pub today: jiff::civil::Date,
    /// The stories, newest first.
    pub stories: Vec<Arc<Story>>,
    /// The players, by id.
    pub players: Vec<Arc<Player>>,
    /// The quotes, newest first.
    pub quotes: Arc<Vec<Quote>>,
    /// The terms, by taxonomy and id.
    pub terms: Vec<Arc<Term>>,
    /// Where terms of each taxonomy stand in `terms`.
    pub taxonomies: Vec<Range<usize>>,
    /// The free pages, by URL.
    pub pages: Vec<Arc<FreePage>>,
    /// The sources, by id.
    pub sources: Arc<Vec<SourceEntry>>,
    /// Translations of one another: the stories that share an id.
    pub translations: Arc<HashMap<Arc<str>, Vec<StoryId>>>,
    /// Quotes as single stories say them, where these say them otherwise than the first that carried
    /// them: with another title, another source, other signs.
    pub own_quotes: Arc<HashMap<(StoryId, QuoteId), Quote>>,
    /// What filling the quotes' files found.
    pub quote_files: Arc<Vec<Found>>,
}

/// What was found while a document was filled.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
    /// Links within the site, to be checked once all pages are known.
    pub links: Vec<InternalLink>,
    /// Pictures that are named, to be checked against `static/`.
    pub pictures: Vec<InternalLink>,
}

impl Found {
    /// Notes the address of a source, where it is one of this site.
    pub fn source(&mut self, source: Option<&Source>, place: impl FnOnce() -> Place) {
        let url = source.and_then(|source| source.url.as_ref());
        let is_own = |url: &&Arc<str>| url.starts_with('/') && !url.starts_with("//");
        if let Some(target) = url.filter(is_own).cloned() {
            self.links.push(InternalLink { target, place: place(), from: None });
        }
    }
}

/// Who published words first, with everything that came from there.
#[derive(Clone, Debug)]
pub struct SourceEntry {
    /// The domain, or the slug of a name without one; part of the URL.
    pub id: Arc<str>,
    /// The name that quotes use most.
    pub name: Arc<str>,
    /// The domain.
    pub domain: Option<Arc<str>>,
    /// Its quotes, newest first.
    pub quotes: Vec<QuoteId>,
    /// The stories that carry them, newest first.
    pub stories: Vec<StoryId>,
}

/// A link from content to something on this site.
#[derive(Clone, Debug)]
pub struct InternalLink {
    /// The path within the site, without the base path, with its anchor.
    pub target: Arc<str>,
    /// Where the link stands.
    pub place: crate::diagnostic::Place,
    /// The page that a bare `#anchor` means: that of the document itself.
    pub from: Option<Url>,
}

impl Site {
    /// A picture that content or settings name, where it is one of the site's own.
    pub fn shown(&self, src: &str) -> Option<&Shown> {
        self.pictures.at(&picture_path(src)?)
    }

    /// Who is to be named for a picture: as content says, else as the picture's own bytes say.
    pub fn credit<'s>(&'s self, image: &'s Image) -> Option<&'s Arc<str>> {
        let own = || self.shown(&image.src.value)?.picture()?.credit.as_ref();
        image.credit.as_ref().or_else(own)
    }

    /// How large a picture is as it is shown, where it is one of the site's own.
    pub fn size(&self, image: &Image) -> Option<Size> {
        self.shown(&image.src.value)?.picture()?.size
    }

    /// A story.
    pub fn story(&self, id: StoryId) -> &Story {
        &self.stories[id.0 as usize]
    }

    /// A player.
    pub fn player(&self, id: PlayerId) -> &Player {
        &self.players[id.0 as usize]
    }

    /// A quote.
    pub fn quote(&self, id: QuoteId) -> &Quote {
        &self.quotes[id.0 as usize]
    }

    /// A quote as a story says it, where that is on the page of one.
    pub fn quote_in(&self, story: Option<StoryId>, id: QuoteId) -> &Quote {
        self.own_quote(story, id).unwrap_or_else(|| self.quote(id))
    }

    /// A quote as a story says it otherwise than the first that carried it.
    pub fn own_quote(&self, story: Option<StoryId>, id: QuoteId) -> Option<&Quote> {
        self.own_quotes.get(&(story?, id))
    }

    /// A term.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// The terms of a taxonomy.
    pub fn terms_of(&self, taxonomy: usize) -> impl Iterator<Item = (TermId, &Term)> {
        let range = self.taxonomies[taxonomy].clone();
        range.map(|index| (TermId(index as u32), &*self.terms[index]))
    }

    /// All stories with their numbers, newest first.
    pub fn numbered_stories(&self) -> impl Iterator<Item = (StoryId, &Story)> {
        let numbered = self.stories.iter().enumerate();
        numbered.map(|(index, story)| (StoryId(index as u32), &**story))
    }

    /// All players with their numbers, by id.
    pub fn numbered_players(&self) -> impl Iterator<Item = (PlayerId, &Player)> {
        let numbered = self.players.iter().enumerate();
        numbered.map(|(index, player)| (PlayerId(index as u32), &**player))
    }

    /// What was found while each document was filled.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        let stories = self.stories.iter().map(|story| &story.found);
        let players = self.players.iter().map(|player| &player.found);
        let terms = self.terms.iter().map(|term| &term.found);
        let pages = self.pages.iter().map(|page| &page.found);
        stories.chain(players).chain(terms).chain(self.quote_files.iter()).chain(pages)
    }

    /// All quotes with their numbers, newest first.
    pub fn numbered_quotes(&self) -> impl Iterator<Item = (QuoteId, &Quote)> {
        self.quotes.iter().enumerate().map(|(index, quote)| (QuoteId(index as u32), quote))
    }

    /// The source with that id.
    pub fn source(&self, id: &str) -> Option<&SourceEntry> {
        self.sources.binary_search_by(|entry| (*entry.id).cmp(id)).ok().map(|at| &self.sources[at])
    }
}

/// The paths of everything that is the same in all languages but for the language's prefix.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The languages with their prefixes, the default one first.
    prefixes: Vec<(Arc<str>, String)>,
}

impl Paths {
    /// The paths of a site with these settings.
    pub fn of(config: &Config) -> Paths {
        let prefix = |code: Arc<str>| {
            let prefix = if code == config.language {
                String::new()
            } else {
                format!("{}/", code.to_lowercase())
            };
            (code, prefix)
        };
        Paths { prefixes: config.language_codes().into_iter().map(prefix).collect() }
    }

    /// The place of a language among the site's, the default one being 0.
    pub fn language(&self, code: &str) -> usize {
        self.prefixes.iter().position(|(known, _)| **known == *code).unwrap_or(0)
    }

    /// The prefix of a language: empty for the default one, else `fr/`.
    pub fn prefix(&self, language: &str) -> &str {
        self.prefixes.get(self.language(language)).map_or("", |(_, prefix)| prefix)
    }

    /// A page under a language's prefix.
    pub fn page(&self, language: &str, path: &str) -> Url {
        Url::page(&format!("{}{path}", self.prefix(language)))
    }
}

/// The id of a source: its domain, else a slug of its name.
pub fn source_id(source: &Source) -> Option<Arc<str>> {
    // What stands between `https://` and the path need not be the name of a host.
    let is_plain = |domain: &&Arc<str>| {
        let is_good = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        domain.chars().all(is_good)
            && domain.len() <= 253
            && !domain.starts_with('.')
            && !domain.contains("..")
            && !domain.ends_with(".html")
    };
    match source.domain.as_ref().filter(is_plain) {
        Some(domain) => Some(domain.clone()),
        None => {
            let slug = crate::url::slug(source.domain.as_ref().unwrap_or(&source.name));
            (!slug.is_empty() && slug.len() <= LONGEST_ID).then(|| slug.into())
        }
    }
}

/// How long an id that is made of a name may be: it is the name of a folder.
pub const LONGEST_ID: usize = 200;

/// A set of the site's languages, by their place in [`Config::language_codes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Languages(pub u64);

impl Languages {
    /// The same with one more language. Sites have fewer than sixty-four.
    pub fn with(self, language: usize) -> Languages {
        Languages(self.0 | 1 << (language % 64))
    }

    /// Whether a language is among them.
    pub fn has(self, language: usize) -> bool {
        self.0 & (1 << (language % 64)) != 0
    }
}
