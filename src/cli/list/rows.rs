//! The rows of lists as JSON objects. Missing values are `null`, and no key is ever left out.

use serde_json::{Value, json};

use crate::config::TOPICS;
use crate::edition::{Edition, Needs, Page};
use crate::player::PlayerId;
use crate::quote::QuoteId;
use crate::story::{Story, StoryId};
use crate::term::TermId;
use crate::url::Url;

/// All stories, newest first.
pub fn stories(edition: &Edition) -> Vec<Value> {
    edition.site.stories.iter().map(|story| self::story(edition, story)).collect()
}

fn story(edition: &Edition, story: &Story) -> Value {
    let site = &edition.site;
    let document = &story.document;
    let authors: Vec<&str> = story.authors.iter().map(|(id, _)| &*site.term(*id).id).collect();
    let topics = story.terms_of(TOPICS);
    let timeline: Vec<Value> = story
        .timeline()
        .map(|event| {
            let mut row = json!({
                "date": event.date.iso(),
                "precision": event.date.precision().as_str(),
                "text": &*event.text,
            });
            if let Some(until) = event.until {
                row["until"] = until.iso().into();
            }
            row
        })
        .collect();
    let sections: Vec<Value> = story
        .sections
        .iter()
        .map(|section| {
            json!({
                "id": &*section.id,
                "heading": &*section.text,
                "kind": section.kind.as_str(),
            })
        })
        .collect();
    json!({
        "id": &**story.id(),
        "title": &*document.title,
        "dek": document.dek.as_deref(),
        "date": document.date.value.iso(),
        "updated": document.updated.as_ref().map(|updated| updated.iso()),
        "authors": authors,
        "place": story.place.map(|place| &*site.term(place).id),
        "topics": topics.iter().map(|id| &*site.term(*id).id).collect::<Vec<_>>(),
        "players": story.players.iter().map(|id| &*site.player(*id).id).collect::<Vec<_>>(),
        "quotes": quote_ids(edition, &story.quotes),
        "timeline": timeline,
        "sections": sections,
        "url": under(edition, &story.url),
        "path": &*document.origin.file,
    })
}

/// All players, by id.
pub fn players(edition: &Edition) -> Vec<Value> {
    let players = edition.site.numbered_players().map(|(id, player)| {
        json!({
            "id": &*player.id,
            "name": &*player.name,
            "kind": player.kind.as_str(),
            "summary": player.summary.as_deref(),
            "aliases": player.aliases().map(|alias| &**alias).collect::<Vec<_>>(),
            "stories": story_ids(edition, &player.stories),
            "quotes": quote_ids(edition, &player.quotes),
            "url": profile(edition, id),
            "described_in": story_ids(edition, &player.described_in),
        })
    });
    players.collect()
}

/// All quotes, newest first.
pub fn quotes(edition: &Edition) -> Vec<Value> {
    let quotes = edition.site.quotes.iter().map(|quote| {
        let speaker = edition.site.player(quote.speaker);
        let source = quote.source.as_ref();
        json!({
            "id": &*quote.id,
            "text": &*quote.text,
            "speaker": &*speaker.id,
            "speaker_name": &*speaker.name,
            "title": quote.title.as_deref(),
            "organization": quote.organization.as_deref(),
            "source_url": source.and_then(|source| source.url.as_deref()),
            "source_name": source.map(|source| &*source.name),
            "said": quote.said.as_ref().map(|said| said.day().iso()),
            "stories": story_ids(edition, &quote.stories),
            "url": &*quote.address(edition.site.config.base_path()),
        })
    });
    quotes.collect()
}

/// All topics, by id.
pub fn topics(edition: &Edition) -> Vec<Value> {
    let topics = edition.site.terms_of(TOPICS).map(|(id, topic)| {
        let document = topic.document.as_ref();
        json!({
            "id": &*topic.id,
            "name": &*topic.name,
            "summary": document.and_then(|document| document.summary.as_deref()),
            "stories": story_ids(edition, &topic.stories),
            "url": term_page(edition, id),
        })
    });
    topics.collect()
}

/// All pages, by URL.
pub fn pages(edition: &Edition) -> Vec<Value> {
    let pages = edition.pages.iter().map(|page| {
        json!({
            "url": under(edition, &page.url),
            "kind": page.kind,
            "template": &*page.template,
        })
    });
    pages.collect()
}

/// A URL as links on the site are printed.
fn under(edition: &Edition, url: &Url) -> String {
    url.under(edition.site.config.base_path()).to_string()
}

fn profile(edition: &Edition, id: PlayerId) -> Option<String> {
    let player = edition.site.player(id);
    page_at(edition, &format!("players/{}", player.id), &Needs::Player(id))
}

fn term_page(edition: &Edition, id: TermId) -> Option<String> {
    let term = edition.site.term(id);
    let taxonomy = &edition.site.config.taxonomies[term.taxonomy].id;
    page_at(edition, &format!("{taxonomy}/{}", term.id), &Needs::Term(id, 0))
}

/// The page of a thing in the first language that has one.
fn page_at(edition: &Edition, path: &str, needs: &Needs) -> Option<String> {
    let shows = |page: &&Page| page.needs == *needs;
    let mut urls = edition.codes.iter().map(|code| edition.paths.page(code, path));
    let page = urls.find_map(|url| edition.page(url.as_str()).filter(shows))?;
    Some(under(edition, &page.url))
}

fn story_ids<'a>(edition: &'a Edition, ids: &[StoryId]) -> Vec<&'a str> {
    ids.iter().map(|id| &**edition.site.story(*id).id()).collect()
}

fn quote_ids<'a>(edition: &'a Edition, ids: &[QuoteId]) -> Vec<&'a str> {
    ids.iter().map(|id| &*edition.site.quote(*id).id).collect()
}
