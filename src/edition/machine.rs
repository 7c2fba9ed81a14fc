//! What an edition prints for machines: outputs that no template shows.

use crate::config::{FeedFormat, FeedText};
use crate::quote::QuoteId;
use crate::render::share_cards::CardOf;
use crate::story::StoryId;
use crate::url::Url;

/// An output for machines. newsprint writes it itself, so that it is the same under every theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Machine {
    /// `robots.txt`: what crawlers may do.
    Robots,
    /// `sitemap.xml`: the list of all sitemaps, of which there are so many.
    SitemapIndex(usize),
    /// A sitemap: the pages from one URL up to and without another, or to the end.
    Sitemap(Url, Option<Url>),
    /// `news-sitemap.xml`: the stories of the last two days.
    NewsSitemap,
    /// `llms.txt`: what of a language's pages a language model may want to read.
    Llms,
    /// The text of a page as Markdown.
    Markdown(Copied),
    /// A feed of what a page lists.
    Feed(Feed),
    /// `ninjs.json` beside a story: the story for partners, in the IPTC's format.
    Ninjs(StoryId),
    /// `ninjs.json`: the newest stories of a language for partners.
    NinjsFeed,
    /// `oembed.json` beside a story: how others show it.
    StoryOembed(StoryId),
    /// `oembed.json` beside a quote.
    QuoteOembed(QuoteId),
    /// `card.png` beside a story or a quote: the picture that others show beside a link to it.
    ShareCard(CardOf),
    /// A page of `stories.json`, `players.json` or `quotes.json`.
    Records(Records),
    /// A file that searches ask for.
    Search(SearchFile),
    /// A file for readers who filter the index of quotes.
    QuoteFilter(FilterFile),
}

/// A file that readers filter the quotes of a language by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterFile {
    /// The names that can be chosen.
    Names,
    /// Quotes: which of the files, from 0; the last one has the newest.
    Quotes(usize),
}

/// A file that searches of a language ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// What a search knows before the first word.
    Manifest,
    /// Words with the documents that say them: which part of the index, from 0.
    Words(usize),
    /// What results show.
    Documents {
        /// Of what.
        kind: Kind,
        /// Which of the files, from 0; the first one has the oldest.
        number: usize,
        /// The newest and the oldest of its stories, where it has stories.
        stories: Option<(StoryId, StoryId)>,
    },
}

/// A page of everything that is known of things of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    /// What is listed.
    pub kind: Kind,
    /// The front page of the language, beside which it lies.
    pub home: Url,
    /// Which page it is, from 0.
    pub number: usize,
    /// The first and the last of its stories, where it lists stories and there are any.
    pub stories: Option<(StoryId, StoryId)>,
}

/// What records are of, and what can be found. The index of searches lists them in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Stories.
    Stories,
    /// Players.
    Players,
    /// Quotes.
    Quotes,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 3] = [Kind::Stories, Kind::Players, Kind::Quotes];
}

/// The page of which something is printed for machines too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A story's.
    Story(StoryId),
    /// A free page, by its place in the site.
    Free(usize),
}

/// A feed of what a page lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The page.
    pub home: Url,
    /// How it is written.
    pub format: FeedFormat,
    /// How much of each story stands in it.
    pub text: FeedText,
}

impl Machine {
    /// The kind, as `newsprint list pages` names it.
    pub fn kind(&self) -> &'static str {
        match self {
            Machine::Robots => "robots",
            Machine::SitemapIndex(_) => "sitemap-index",
            Machine::Sitemap(..) => "sitemap",
            Machine::NewsSitemap => "news-sitemap",
            Machine::Llms => "llms",
            Machine::Markdown(_) => "markdown",
            Machine::Feed(_) => "feed",
            Machine::Ninjs(_) => "ninjs",
            Machine::NinjsFeed => "ninjs-feed",
            Machine::StoryOembed(_) | Machine::QuoteOembed(_) => "oembed",
            Machine::ShareCard(_) => "share-card",
            Machine::Records(_) => "records",
            Machine::Search(_) => "search-index",
            Machine::QuoteFilter(_) => "quote-filter",
        }
    }

    /// Whether it may show what otherwise only the page of a story, a player or a term shows.
    pub fn shows_insides(&self) -> bool {
        match self {
            Machine::Robots | Machine::SitemapIndex(_) | Machine::NewsSitemap => false,
            // The day of a correction and the picture of a player are told nowhere else.
            Machine::Sitemap(..) => true,
            // What is said of a topic or a page is told nowhere else.
            Machine::Llms => true,
            Machine::Markdown(_) => true,
            Machine::Feed(feed) => feed.text == FeedText::Full,
            Machine::Ninjs(_) | Machine::NinjsFeed => true,
            Machine::StoryOembed(_) | Machine::QuoteOembed(_) => false,
            // It shows what lists show.
            Machine::ShareCard(_) => false,
            // What they tell of stories and players is told nowhere else, all of a quote is.
            Machine::Records(records) => records.kind != Kind::Quotes,
            Machine::QuoteFilter(_) => false,
            Machine::Search(SearchFile::Documents { kind, .. }) => *kind != Kind::Quotes,
            // Every word of a story can be searched.
            Machine::Search(SearchFile::Manifest | SearchFile::Words(_)) => true,
        }
    }
}
