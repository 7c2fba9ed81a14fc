//! `[outputs]` of `site.toml`: what is printed for machines beside the pages for readers.

use crate::parse::fields::{Fields, FlagOrWord};

mod feeds;

pub use feeds::{FeedFormat, FeedText, Feeds};

/// What `[outputs]` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Whether there is a `robots.txt`.
    pub robots: bool,
    /// Whether crawlers that gather texts for language models may read the site.
    pub ai_crawlers: AiCrawlers,
    /// Whether there is a `sitemap.xml`.
    pub sitemap: bool,
    /// Whether there is a `news-sitemap.xml`.
    pub news_sitemap: bool,
    /// Whether pages carry what they tell as data of schema.org.
    pub structured_data: bool,
    /// Whether pages carry what other sites show of a link to them.
    pub social: bool,
    /// Which stories and quotes have a share card.
    pub share_cards: ShareCards,
    /// Whether there is an `llms.txt`.
    pub llms: bool,
    /// Whether stories and free pages are printed as Markdown too.
    pub markdown: bool,
    /// Which feeds there are.
    pub feeds: Feeds,
    /// Whether stories are printed as IPTC ninjs, and a feed of them.
    pub ninjs: bool,
    /// Whether stories and quotes say how others show them: oEmbed.
    pub oembed: bool,
    /// Whether each quote has a page that pages of others show in a frame.
    pub quote_embeds: bool,
    /// Whether there are `stories.json`, `players.json` and `quotes.json`.
    pub records: bool,
    /// How readers search.
    pub search: Search,
    /// Whether readers can filter the index of quotes.
    pub quote_filter: bool,
}

/// What `robots.txt` says to crawlers that gather texts for language models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AiCrawlers {
    /// They may do what others may.
    Allowed,
    /// They are asked to stay away.
    Disallowed,
}

/// How readers search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Not at all.
    Off,
    /// By the index that is printed.
    Own,
    /// By the index that Pagefind makes of the pages once they are printed.
    Pagefind,
}

/// Which stories and quotes have a share card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareCards {
    /// None.
    Off,
    /// Quotes, and the stories without a picture that other sites show.
    Missing,
    /// All of them.
    All,
}

impl Default for Outputs {
    fn default() -> Outputs {
        Outputs {
            robots: true,
            ai_crawlers: AiCrawlers::Allowed,
            sitemap: true,
            news_sitemap: true,
            structured_data: true,
            social: true,
            // To draw thousands of them takes a minute.
            share_cards: ShareCards::Off,
            llms: true,
            markdown: false,
            feeds: Feeds::default(),
            // Whole texts are for partners, whom a newspaper chooses.
            ninjs: false,
            oembed: true,
            quote_embeds: true,
            records: true,
            search: Search::Own,
            quote_filter: true,
        }
    }
}

pub(super) fn outputs(fields: &mut Fields<'_, '_>) -> Outputs {
    let mut outputs = Outputs::default();
    let Some(mut below) = fields.table("outputs") else { return outputs };
    outputs.robots = below.flag("robots").unwrap_or(outputs.robots);
    if below.word("ai_crawlers", &["allow", "disallow"]).is_some_and(|at| at.value == "disallow") {
        outputs.ai_crawlers = AiCrawlers::Disallowed;
    }
    outputs.sitemap = below.flag("sitemap").unwrap_or(outputs.sitemap);
    outputs.news_sitemap = below.flag("news_sitemap").unwrap_or(outputs.news_sitemap);
    outputs.structured_data = below.flag("structured_data").unwrap_or(outputs.structured_data);
    outputs.social = below.flag("social").unwrap_or(outputs.social);
    outputs.share_cards = match below.word("share_cards", &["off", "missing", "all"]) {
        Some(at) if at.value == "missing" => ShareCards::Missing,
        Some(at) if at.value == "all" => ShareCards::All,
        _ => outputs.share_cards,
    };
    // Who asks crawlers of language models to stay away has no guide for them, unless the site says so.
    let invited = outputs.ai_crawlers == AiCrawlers::Allowed;
    outputs.llms = below.flag("llms").unwrap_or(outputs.llms && invited);
    outputs.markdown = below.flag("markdown").unwrap_or(outputs.markdown);
    outputs.feeds = feeds::feeds(&mut below);
    outputs.ninjs = below.flag("ninjs").unwrap_or(outputs.ninjs);
    outputs.oembed = below.flag("oembed").unwrap_or(outputs.oembed);
    outputs.quote_embeds = below.flag("quote_embeds").unwrap_or(outputs.quote_embeds);
    outputs.records = below.flag("records").unwrap_or(outputs.records);
    outputs.search = match below.flag_or_word("search", &["pagefind"]) {
        Some(FlagOrWord::Flag(false)) => Search::Off,
        Some(FlagOrWord::Word(_)) => Search::Pagefind,
        Some(FlagOrWord::Flag(true)) | None => outputs.search,
    };
    outputs.quote_filter = below.flag("quote_filter").unwrap_or(outputs.quote_filter);
    fields.take_problems(below);
    outputs
}
