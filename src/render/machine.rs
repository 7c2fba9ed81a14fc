//! Writes what an edition prints for machines: one file beside this one for each family of them.

use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, Machine, Page};
use crate::render::{
    feeds, llms, markdown, ninjs, oembed, quote_filter, records, robots, search, share_cards,
    sitemap,
};

/// The bytes of an output for machines.
///
/// # Errors
/// What went wrong in a component that a story shows.
pub fn machine(edition: &Edition, page: &Page, machine: &Machine) -> Result<Vec<u8>, Diagnostic> {
    let text = match machine {
        Machine::Robots => robots::robots(edition),
        Machine::SitemapIndex(count) => sitemap::index(edition, *count),
        Machine::Sitemap(from, until) => sitemap::sitemap(edition, from, until.as_ref()),
        Machine::NewsSitemap => sitemap::news(edition),
        Machine::Llms => llms::llms(edition, page),
        Machine::Markdown(of) => markdown::copy(edition, page, *of)?,
        Machine::Feed(feed) => feeds::feed(edition, page, feed)?,
        Machine::Ninjs(id) => ninjs::story(edition, *id)?,
        Machine::NinjsFeed => ninjs::newest(edition, page)?,
        Machine::StoryOembed(id) => oembed::story(edition, *id),
        Machine::QuoteOembed(id) => oembed::quote(edition, *id),
        Machine::ShareCard(of) => return share_cards::drawing_of(edition, page, *of)?.png(),
        Machine::Records(of) => return Ok(records::records(edition, page, of)),
        Machine::QuoteFilter(file) => return Ok(quote_filter::file(edition, page, *file)),
        Machine::Search(file) => return Ok(search::file(edition, page, file)),
    };
    Ok(text.into_bytes())
}
