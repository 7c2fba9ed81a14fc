//! An edition: a site, a theme and the list of all pages, finished and ready to be printed,
//! served or compared with the next.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use hashbrown::HashMap;

use crate::config::{FeedFormat, Keeping};
use crate::date::Locale;
use crate::picture::{self, Metadata, Version};
use crate::player::PlayerId;
use crate::quote::QuoteId;
use crate::render::once::Printed;
use crate::render::search::{Index, Slot};
use crate::site::{Paths, Site};
use crate::source::{Asset, AssetBytes};
use crate::story::{Image, StoryId};
use crate::term::TermId;
use crate::theme::Theme;
use crate::url::Url;
use crate::view::{
    CreditView, DateView, EntryView, Free, LinkView, PlayerCard, QuoteCard, Shared, SiteView,
    StoryCard, TermCard, Words,
};

mod machine;

pub use machine::{Copied, Feed, FilterFile, Kind, Machine, Records, SearchFile};

/// A finished snapshot. What is large is shared with the edition before it, where it is the same.
#[derive(Clone)]
pub struct Edition {
    /// Everything parsed and linked.
    pub site: Arc<Site>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// Every page, by URL.
    pub pages: Arc<Vec<Page>>,
    /// Every file that is copied: `static/` and the theme's.
    pub files: Arc<Vec<CopiedFile>>,
    /// Which page or file is printed where, by the path within the output folder.
    pub outputs: Arc<HashMap<String, Output>>,
    /// What lists and stories show of things, each made when it is first asked for.
    pub(crate) cards: Arc<Cards>,
    /// What searches of each language ask, made when it is first asked for.
    pub(crate) indexes: Arc<[Slot]>,
    /// Whether another edition may follow, which takes over what is still true of this one.
    pub(crate) is_followed: bool,
    /// How many words the texts of each language have, about: by it an index is divided.
    pub(crate) lengths: Vec<usize>,
    /// The lists of each language.
    pub lists: Arc<Vec<Lists>>,
    /// The paths of languages.
    pub paths: Paths,
    /// The languages, the default one first.
    pub languages: Arc<Vec<Spoken>>,
    /// The codes of the languages, in the same order.
    pub codes: Vec<Arc<str>>,
    /// The answers to the queries of theme and site, by language.
    pub answers: Vec<Free>,
}

/// What is printed at one place of the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// The page at that place in [`Edition::pages`].
    Page(usize),
    /// The file at that place in [`Edition::files`].
    File(usize),
}

/// A language of an edition.
pub struct Spoken {
    /// The code.
    pub code: Arc<str>,
    /// How it writes dates and sorts names.
    pub locale: Arc<Locale>,
    /// What every page of it is given as `site`.
    pub site: Shared<SiteView>,
}

/// An output with a URL.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its path on the site.
    pub url: Url,
    /// Its kind, as views and `newsprint list pages` name it.
    pub kind: &'static str,
    /// Its template.
    pub template: Arc<str>,
    /// The place of its language in [`Edition::languages`].
    pub language: usize,
    /// What it shows.
    pub needs: Needs,
    /// The file that it is made from; none for a page that is made from many.
    pub source: Option<Arc<str>>,
}

impl Page {
    /// Whether it is for machines: written without a template.
    pub fn is_for_machines(&self) -> bool {
        matches!(self.needs, Needs::Machine(_))
    }

    /// Whether search engines are told of it: a page for readers that is there for its own sake.
    pub fn is_to_be_found(&self) -> bool {
        let is_apart = matches!(
            self.needs,
            Needs::Machine(_)
                | Needs::NotFound
                | Needs::Search
                | Needs::Redirect(_)
                | Needs::QuoteEmbed(_)
        );
        !is_apart
    }
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The front page.
    Front,
    /// A story.
    Story(StoryId),
    /// A page of the list of all stories, from 0.
    Stories(usize),
    /// The months of a year.
    Year(i16),
    /// A page of the stories of a month.
    Month(i16, i8, usize),
    /// The players A to Z.
    Players,
    /// A profile.
    Player(PlayerId),
    /// A page of a list of quotes.
    Quotes(QuotesBy, usize),
    /// Everything by which quotes can be chosen in one way.
    QuoteIndex(By),
    /// A quote.
    Quote(QuoteId),
    /// A quote as pages of others show it.
    QuoteEmbed(QuoteId),
    /// The terms of a taxonomy.
    Terms(usize),
    /// A page of a term's stories.
    Term(TermId, usize),
    /// All sources.
    Sources,
    /// A page of a source's stories; the source's place in the language's list.
    Source(usize, usize),
    /// All corrections.
    Corrections,
    /// A free page, by its place in the site.
    Free(usize),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// Where readers search.
    Search,
    /// A page that has moved.
    Redirect(Url),
    /// Something for machines, which no template shows.
    Machine(Machine),
}

impl Needs {
    /// The story that it is the page of.
    pub fn story(&self) -> Option<StoryId> {
        match self {
            Needs::Story(id) => Some(*id),
            _ => None,
        }
    }
}

/// A way of choosing quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Who said it.
    Speaker,
    /// The speaker's organization.
    Organization,
    /// Who published it first.
    Source,
    /// What it is about.
    Topic,
    /// When it was said.
    Year,
}

impl By {
    /// All ways.
    pub const ALL: [By; 5] = [By::Speaker, By::Organization, By::Source, By::Topic, By::Year];

    /// The word of views and of the theme's words.
    pub fn as_str(self) -> &'static str {
        match self {
            By::Speaker => "speaker",
            By::Organization => "organization",
            By::Source => "source",
            By::Topic => "topic",
            By::Year => "year",
        }
    }

    /// The part of URLs.
    pub fn path(self) -> &'static str {
        match self {
            By::Speaker => "speakers",
            By::Organization => "organizations",
            By::Source => "sources",
            By::Topic => "topics",
            By::Year => "years",
        }
    }
}

/// Which quotes a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuotesBy {
    /// All of them.
    All,
    /// Those under one entry of an index: the way and the entry's id.
    Entry(By, Arc<str>),
}

/// What one language lists, as numbers, newest first.
#[derive(Default)]
pub struct Lists {
    /// Stories.
    pub stories: Vec<StoryId>,
    /// Quotes.
    pub quotes: Vec<QuoteId>,
    /// Stories by year and month.
    pub archive: BTreeMap<i16, BTreeMap<i8, Vec<StoryId>>>,
    /// Quotes by every way of choosing them; entries by id.
    pub quote_indexes: BTreeMap<By, BTreeMap<Arc<str>, QuoteEntry>>,
    /// Players with a profile, by id.
    pub players: Vec<PlayerId>,
    /// Sources, A to Z, with the stories of this language.
    pub sources: Vec<ListedSource>,
    /// Terms with a page, by taxonomy, A to Z.
    pub terms: Vec<Vec<TermId>>,
    /// The years with stories, newest first, as links.
    pub years: Vec<EntryView>,
}

/// A source as one language lists it.
pub struct ListedSource {
    /// The source's id.
    pub id: Arc<str>,
    /// Its stories in the language.
    pub stories: Vec<StoryId>,
    /// Its quotes in the language.
    pub quotes: Vec<QuoteId>,
}

/// An entry of an index of quotes.
pub struct QuoteEntry {
    /// The words of the link.
    pub name: Arc<str>,
    /// The quotes, newest first.
    pub quotes: Vec<QuoteId>,
}

/// Cards of everything that pages show, as far as they were asked for.
pub(crate) struct Cards {
    /// Stories, each in its language.
    pub(crate) stories: Vec<OnceLock<Shared<StoryCard>>>,
    /// The dates of stories, each in its language.
    pub(crate) dates: Vec<OnceLock<Shared<DateView>>>,
    /// The names and addresses of stories.
    pub(crate) story_links: Vec<OnceLock<Shared<LinkView>>>,
    /// The names and addresses of terms, in each language.
    pub(crate) term_links: Vec<Vec<OnceLock<Shared<LinkView>>>>,
    /// Authors who did the writing, as bylines name them, in each language; by term.
    pub(crate) credits: Vec<Vec<OnceLock<Shared<CreditView>>>>,
    /// Stories in feeds without their texts, by format and story.
    pub(crate) entries: [Vec<OnceLock<Arc<str>>>; FeedFormat::ALL.len()],
    /// Quotes, each in its language.
    pub(crate) quotes: Vec<OnceLock<Shared<QuoteCard>>>,
    /// Where links to the sources of quotes lead.
    pub(crate) passages: Vec<OnceLock<Option<Arc<str>>>>,
    /// Players, in each language.
    pub(crate) players: Vec<Vec<OnceLock<Shared<PlayerCard>>>>,
    /// The names and profiles of players, in each language.
    pub(crate) player_links: Vec<Vec<OnceLock<PlayerLink>>>,
    /// Terms, in each language.
    pub(crate) terms: Vec<Vec<OnceLock<Shared<TermCard>>>>,
    /// What the theme's components have printed of them.
    pub(crate) printed: Arc<Printed>,
}

/// The name of a player and the address of the profile, in one language.
pub(crate) struct PlayerLink {
    /// The name.
    pub(crate) name: Arc<str>,
    /// The address as it is printed.
    pub(crate) url: Words,
}

/// A file that is copied to the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedFile {
    /// The path within the output folder.
    pub output: String,
    /// Its bytes.
    pub bytes: AssetBytes,
    /// The file that it is copied from.
    pub source: Arc<str>,
    /// Whether its name holds a hash of its bytes: what lies under that name never changes.
    pub named_by_hash: bool,
    /// How its bytes come of those of the file.
    pub made: Made,
}

/// How the bytes of a copied file come of those that it is copied from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// They are the same.
    Copied,
    /// They are those of a picture, without its metadata.
    Cleaned,
    /// They are a smaller version of a picture, of which this is known.
    Version(Arc<picture::Read>, Version),
}

impl CopiedFile {
    /// A file of `static/`, with what is done with the metadata of pictures.
    pub fn of_static(asset: &Asset, keeping: Keeping) -> CopiedFile {
        let has_metadata = asset.picture.as_ref().is_some_and(|read| match read.as_ref() {
            Ok(picture) => picture.metadata == Metadata::Some,
            Err(_) => false,
        });
        let made = match keeping {
            Keeping::Removed if has_metadata => Made::Cleaned,
            _ => Made::Copied,
        };
        CopiedFile {
            made,
            output: asset.path.strip_prefix("static/").unwrap_or(&asset.path).to_owned(),
            bytes: asset.bytes.clone(),
            source: asset.path.clone(),
            named_by_hash: false,
        }
    }
}

impl Edition {
    /// How many pages for readers are printed, and how many other files.
    pub fn counts(&self) -> (usize, usize) {
        let machines = self.pages.iter().filter(|page| page.is_for_machines()).count();
        (self.pages.len() - machines, self.files.len() + machines)
    }

    /// What searches of a language ask. The first who asks waits for it to be made.
    pub fn search_index(&self, language: usize) -> &Index {
        self.indexes[language].index(self, language)
    }

    /// The picture that a page shows first, where it is the page's own.
    pub fn image_of(&self, page: &Page) -> Option<&Image> {
        let site = &self.site;
        match &page.needs {
            Needs::Story(id) => site.story(*id).document.image.as_deref(),
            Needs::Player(id) => site.player(*id).document.as_ref()?.image.as_ref(),
            Needs::Term(id, 0) => site.term(*id).document.as_ref()?.image.as_ref(),
            Needs::Free(index) => site.pages[*index].document.image.as_ref(),
            _ => None,
        }
    }

    /// The page at a URL.
    pub fn page(&self, url: &str) -> Option<&Page> {
        self.pages
            .binary_search_by(|page| page.url.as_str().cmp(url))
            .ok()
            .map(|at| &self.pages[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_static_keeps_every_folder_below_it() {
        let printed = |path: &str| {
            let bytes = Arc::from(&b""[..]);
            CopiedFile::of_static(&Asset::in_memory(path.into(), bytes), Keeping::Removed).output
        };
        assert_eq!(printed("static/boat.svg"), "boat.svg");
        assert_eq!(printed("static/static/boat.svg"), "static/boat.svg");
    }
}
