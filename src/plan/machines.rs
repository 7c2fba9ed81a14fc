//! Lists what is printed for machines, after all pages for readers are known.

use hashbrown::HashSet;

use crate::config::FeedFormat;
use crate::edition::{CopiedFile, Feed, Machine, Needs, Page, QuotesBy};
use crate::site::Site;
use crate::url::Url;

/// How many pages a sitemap lists. The protocol allows 50,000 and 50 MB; so many stay below both,
/// however long their addresses are.
const SITEMAP: usize = 10_000;

/// Lists every output for machines that the site's settings ask for; `pages` are those for readers,
/// sorted by URL. A file in `static/` at the same place is the site's own and is printed in its stead.
pub fn machines(site: &Site, pages: &[Page], files: &[CopiedFile]) -> Vec<Page> {
    let (config, wanted) = (&site.config, &site.config.outputs);
    // A sitemap holds whole addresses, and a site that does not know its own has none.
    let is_published = !config.origin().is_empty();
    let own: HashSet<&str> = files.iter().map(|file| file.output.as_str()).collect();
    let mut listing = Listing { outputs: Vec::new() };
    listing.add(Url::file("robots.txt"), Machine::Robots, wanted.robots);
    if is_published && wanted.sitemap && !own.contains("sitemap.xml") {
        let listed: Vec<&Page> = pages.iter().filter(|page| page.is_to_be_found()).collect();
        let mut parts = listed.chunks(SITEMAP).peekable();
        let mut count = 0;
        while let Some(part) = parts.next() {
            count += 1;
            let until = parts.peek().map(|next| next[0].url.clone());
            let url = Url::file(&format!("sitemap-{count}.xml"));
            listing.add(url, Machine::Sitemap(part[0].url.clone(), until), true);
        }
        listing.add(Url::file("sitemap.xml"), Machine::SitemapIndex(count), true);
    }
    let has_news = is_published && wanted.news_sitemap;
    listing.add(Url::file("news-sitemap.xml"), Machine::NewsSitemap, has_news);
    if is_published {
        feeds(site, pages, &mut listing);
    }
    listing.outputs.retain(|page| !own.contains(page.url.output().as_str()));
    listing.outputs
}

/// The feeds of each language: of all stories, of terms and players, and of the quotes.
fn feeds(site: &Site, pages: &[Page], listing: &mut Listing) {
    let wanted = &site.config.outputs.feeds;
    for page in pages {
        let text = match &page.needs {
            Needs::Front => Some(wanted.text),
            Needs::Quotes(QuotesBy::All, 0) => wanted.lists,
            Needs::Term(_, 0) | Needs::Player(_) => wanted.lists,
            _ => None,
        };
        for (text, format) in text.into_iter().flat_map(|text| {
            let formats = wanted.formats.iter();
            formats.map(move |format| (text, *format))
        }) {
            let url = feed_of(&page.url, format);
            let feed = Feed { home: page.url.clone(), format, text };
            listing.add_in(page.language, url, Machine::Feed(feed));
        }
    }
}

/// Where the feed of what a page lists lies: beside it.
pub fn feed_of(home: &Url, format: FeedFormat) -> Url {
    Url::file(&format!("{}{}", home.as_str(), format.file()))
}

struct Listing {
    outputs: Vec<Page>,
}

impl Listing {
    /// Lists an output, where it is wanted.
    fn add(&mut self, url: Url, machine: Machine, wanted: bool) {
        if wanted {
            self.add_in(0, url, machine);
        }
    }

    /// Lists an output in a language.
    fn add_in(&mut self, language: usize, url: Url, machine: Machine) {
        let (kind, needs) = (machine.kind(), Needs::Machine(machine));
        self.outputs.push(Page { url, kind, template: "".into(), language, needs, source: None });
    }
}
