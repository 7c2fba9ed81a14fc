//! Lists what is printed for machines, after all pages for readers are known.

use hashbrown::HashSet;

use crate::config::{FeedFormat, Search};
use crate::edition::{
    Copied, CopiedFile, Feed, FilterFile, Kind, Lists, Machine, Needs, Page, QuotesBy, Records,
    SearchFile,
};
use crate::render::records::SIZE;
use crate::render::{quote_filter, search};
use crate::site::Site;
use crate::theme::Kinds;
use crate::url::Url;

/// How many pages a sitemap lists. The protocol allows 50,000 and 50 MB; so many stay below both,
/// however long their addresses are.
const SITEMAP: usize = 10_000;

/// Lists every output for machines that the site's settings ask for; `pages` are those for readers,
/// sorted by URL. A file in `static/` at the same place is the site's own and is printed in its stead.
pub fn machines(
    site: &Site,
    kinds: Kinds,
    pages: &[Page],
    (files, lists): (&[CopiedFile], &[Lists]),
) -> Vec<Page> {
    let (config, wanted) = (&site.config, &site.config.outputs);
    let own: HashSet<&str> = files.iter().map(|file| file.output.as_str()).collect();
    let mut listing = Listing { outputs: Vec::new() };
    if wanted.robots {
        listing.add(0, Url::file("robots.txt"), Machine::Robots);
    }
    if wanted.search == Search::Own {
        search(site, pages, lists, &mut listing);
    }
    if kinds.quote_filter {
        quote_filter(pages, lists, &mut listing);
    }
    // All others hold whole addresses.
    if config.has_base_url() {
        if wanted.sitemap && !own.contains("sitemap.xml") {
            sitemaps(pages, &mut listing);
        }
        if wanted.news_sitemap {
            listing.add(0, Url::file("news-sitemap.xml"), Machine::NewsSitemap);
        }
        if wanted.markdown {
            copies(pages, &mut listing);
        }
        if wanted.llms {
            guides(pages, &mut listing);
        }
        feeds(site, pages, lists, &mut listing);
        if wanted.ninjs {
            ninjs(pages, &mut listing);
        }
        if wanted.oembed {
            oembed(pages, &mut listing);
        }
        if wanted.records {
            records(pages, lists, &mut listing);
        }
    }
    listing.outputs.retain(|page| !own.contains(page.url.output().as_str()));
    listing.outputs
}

/// What searches ask for, below each page where readers search.
fn search(site: &Site, pages: &[Page], lists: &[Lists], listing: &mut Listing) {
    for page in pages.iter().filter(|page| page.needs == Needs::Search) {
        let (language, lists) = (page.language, &lists[page.language]);
        let mut add = |path: &str, file: SearchFile| {
            listing.add(language, search_file(&page.url, path), Machine::Search(file));
        };
        add(SEARCH_MANIFEST, SearchFile::Manifest);
        for number in 0..search::files(search::length(site, lists)) {
            add(&format!("words/{number}.bin"), SearchFile::Words(number));
        }
        for (kind, name) in
            [(Kind::Stories, "stories"), (Kind::Players, "players"), (Kind::Quotes, "quotes")]
        {
            let newest_last = lists.stories.rchunks(search::SIZE);
            let mut ends =
                newest_last.filter_map(|part| part.first().copied().zip(part.last().copied()));
            for number in 0..search::count(lists, kind).div_ceil(search::SIZE) {
                let stories = if kind == Kind::Stories { ends.next() } else { None };
                let file = SearchFile::Documents { kind, number, stories };
                add(&format!("{name}/{number}.json"), file);
            }
        }
    }
}

/// What readers filter the quotes of each language by, below the first page of the index.
fn quote_filter(pages: &[Page], lists: &[Lists], listing: &mut Listing) {
    for page in pages.iter().filter(|page| page.needs == Needs::Quotes(QuotesBy::All, 0)) {
        let quotes = (0..quote_filter::files(&lists[page.language].quotes)).map(FilterFile::Quotes);
        for file in std::iter::once(FilterFile::Names).chain(quotes) {
            let url = quote_filter_of(&page.url, file);
            listing.add(page.language, url, Machine::QuoteFilter(file));
        }
    }
}

/// Where a file lies for those who filter the index of quotes.
pub fn quote_filter_of(index: &Url, file: FilterFile) -> Url {
    let name = match file {
        FilterFile::Names => "names".to_owned(),
        FilterFile::Quotes(number) => number.to_string(),
    };
    Url::file(&format!("{}filter/{name}.json", index.as_str()))
}

/// The file that a search asks for first.
pub const SEARCH_MANIFEST: &str = "manifest.json";

/// Where a file lies that searches ask for: below the page.
pub fn search_file(page: &Url, path: &str) -> Url {
    Url::file(&format!("{}{path}", page.as_str()))
}

/// The sitemaps of all pages, and the list of them.
fn sitemaps(pages: &[Page], listing: &mut Listing) {
    let listed: Vec<&Page> = pages.iter().filter(|page| page.is_to_be_found()).collect();
    let mut parts = listed.chunks(SITEMAP).peekable();
    let mut count = 0;
    while let Some(part) = parts.next() {
        count += 1;
        let until = parts.peek().map(|next| next[0].url.clone());
        let url = Url::file(&format!("sitemap-{count}.xml"));
        listing.add(0, url, Machine::Sitemap(part[0].url.clone(), until));
    }
    listing.add(0, Url::file("sitemap.xml"), Machine::SitemapIndex(count));
}

/// The text of each story and each free page as Markdown, beside it.
fn copies(pages: &[Page], listing: &mut Listing) {
    for page in pages {
        let of = match page.needs {
            Needs::Story(id) => Copied::Story(id),
            Needs::Free(index) => Copied::Free(index),
            _ => continue,
        };
        listing.add(page.language, copy_of(&page.url), Machine::Markdown(of));
    }
}

/// Where the Markdown of a page lies: beside it.
pub fn copy_of(page: &Url) -> Url {
    let output = page.output();
    Url::file(&format!("{}.md", output.strip_suffix(".html").unwrap_or(&output)))
}

/// The guide for language models of each language, beside its front page.
fn guides(pages: &[Page], listing: &mut Listing) {
    for front in pages.iter().filter(|page| page.needs == Needs::Front) {
        let url = Url::file(&format!("{}llms.txt", front.url.as_str()));
        listing.add(front.language, url, Machine::Llms);
    }
}

/// The feeds of each language: of all stories, of terms and players, and of the quotes. A feed stays
/// where it is while its list is empty; but a newspaper without any story has nothing to follow yet,
/// and no moment that a feed could name.
fn feeds(site: &Site, pages: &[Page], lists: &[Lists], listing: &mut Listing) {
    let wanted = &site.config.outputs.feeds;
    let has_begun = !site.stories.is_empty();
    for page in once(pages) {
        let quotes = || lists[page.language].quotes.iter();
        let has_quotes = || quotes().any(|id| site.quote(*id).said.is_some());
        let is_of_quotes = matches!(page.needs, Needs::Quotes(..));
        let is_begun = has_begun || (is_of_quotes && has_quotes());
        if !is_begun {
            continue;
        }
        let text = match &page.needs {
            Needs::Front => Some(wanted.text),
            Needs::Quotes(QuotesBy::All, 0) | Needs::Term(_, 0) | Needs::Player(_) => wanted.lists,
            _ => None,
        };
        let Some(text) = text else { continue };
        for format in wanted.formats.iter().copied() {
            let feed = Feed { home: page.url.clone(), format, text };
            listing.add(page.language, feed_of(&page.url, format), Machine::Feed(feed));
        }
    }
}

/// The pages, of those that want the same place the first alone: what lies beside them would want
/// the same place too, and one mistake would be told twice.
fn once(pages: &[Page]) -> impl Iterator<Item = &Page> {
    let mut before: Option<&Url> = None;
    pages.iter().filter(move |page| before.replace(&page.url) != Some(&page.url))
}

/// Every story for partners, and the newest of each language.
fn ninjs(pages: &[Page], listing: &mut Listing) {
    for page in once(pages) {
        let machine = match &page.needs {
            Needs::Front => Machine::NinjsFeed,
            Needs::Story(id) => Machine::Ninjs(*id),
            _ => continue,
        };
        listing.add(page.language, ninjs_of(&page.url), machine);
    }
}

/// How others show each story and each quote.
fn oembed(pages: &[Page], listing: &mut Listing) {
    for page in once(pages) {
        let machine = match &page.needs {
            Needs::Story(id) => Machine::StoryOembed(*id),
            Needs::Quote(id) => Machine::QuoteOembed(*id),
            _ => continue,
        };
        listing.add(page.language, oembed_of(&page.url), machine);
    }
}

/// Everything that is known of stories, players and quotes, in pages.
fn records(pages: &[Page], lists: &[Lists], listing: &mut Listing) {
    for front in pages.iter().filter(|page| page.needs == Needs::Front) {
        let lists = &lists[front.language];
        let all = [
            (Kind::Stories, lists.stories.len()),
            (Kind::Players, lists.players.len()),
            (Kind::Quotes, lists.quotes.len()),
        ];
        for (kind, count) in all {
            for number in 0..count.div_ceil(SIZE).max(1) {
                let part = lists.stories.chunks(SIZE).nth(number).unwrap_or_default();
                let ends = part.first().copied().zip(part.last().copied());
                let stories = ends.filter(|_| kind == Kind::Stories);
                let of = Records { kind, home: front.url.clone(), number, stories };
                listing.add(front.language, kind.page(&of.home, number), Machine::Records(of));
            }
        }
    }
}

/// Where a story for partners lies, or the newest of them: beside the page.
pub fn ninjs_of(page: &Url) -> Url {
    Url::file(&format!("{}ninjs.json", page.as_str()))
}

/// Where it says how others show what a page shows: beside it.
pub fn oembed_of(page: &Url) -> Url {
    Url::file(&format!("{}oembed.json", page.as_str()))
}

/// Where the feed of what a page lists lies: beside it.
pub fn feed_of(home: &Url, format: FeedFormat) -> Url {
    Url::file(&format!("{}{}", home.as_str(), format.file()))
}

struct Listing {
    outputs: Vec<Page>,
}

impl Listing {
    /// Lists an output in a language.
    fn add(&mut self, language: usize, url: Url, machine: Machine) {
        let (kind, needs) = (machine.kind(), Needs::Machine(machine));
        self.outputs.push(Page { url, kind, template: "".into(), language, needs, source: None });
    }
}
