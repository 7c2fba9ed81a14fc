//! `robots.txt`: what crawlers may do (RFC 9309), and where the sitemaps are.

use crate::config::AiCrawlers;
use crate::edition::Edition;
use crate::url::{Url, encoded};

/// The names by which crawlers that gather texts for language models ask for `robots.txt`, as their
/// owners publish them. Those that only fetch a page for somebody who asks for it are not among them.
const AI_CRAWLERS: &[&str] = &[
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "Google-Extended",
    "GPTBot",
    "meta-externalagent",
    "omgili",
];

/// The file.
pub fn robots(edition: &Edition) -> String {
    let config = &edition.site.config;
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if config.outputs.ai_crawlers == AiCrawlers::Disallowed {
        text.push('\n');
        for name in AI_CRAWLERS {
            text.push_str(&format!("User-agent: {name}\n"));
        }
        text.push_str("Disallow: /\n");
    }
    // A site that does not know its own address can name no whole one.
    if !config.has_base_url() {
        return text;
    }
    let sitemaps = ["sitemap.xml", "news-sitemap.xml"].into_iter();
    let sitemaps = sitemaps.filter(|output| edition.outputs.contains_key(*output));
    for (number, output) in sitemaps.enumerate() {
        if number == 0 {
            text.push('\n');
        }
        let url = encoded(&Url::file(output).whole(&config.base_url));
        text.push_str(&format!("Sitemap: {url}\n"));
    }
    text
}
