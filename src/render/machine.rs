//! Writes what an edition prints for machines: one file beside this one for each family of them.

use crate::edition::{Edition, Machine};
use crate::render::{robots, sitemap};

/// The bytes of an output for machines.
pub fn machine(edition: &Edition, machine: &Machine) -> Vec<u8> {
    let text = match machine {
        Machine::Robots => robots::robots(edition),
        Machine::SitemapIndex(count) => sitemap::index(edition, *count),
        Machine::Sitemap(from, until) => sitemap::sitemap(edition, from, until.as_ref()),
        Machine::NewsSitemap => sitemap::news(edition),
    };
    text.into_bytes()
}
