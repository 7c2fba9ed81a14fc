//! What a result shows of the document that was found, and what a search has to know beforehand.

use std::ops::Range;

use serde::Serialize;

use crate::config::TOPICS;
use crate::edition::{Edition, Kind};
use crate::html::text_of;
use crate::player::PlayerId;
use crate::quote::QuoteId;
use crate::render::search::{Index, SIZE, count, gather::Gatherer, oldest};
use crate::script::shortened;
use crate::story::{Part, Prose, Story, StoryId};

/// How many letters of a text a result shows.
const EXTRACT: usize = 220;
/// How many letters of the first words of a text a result may show in place of a dek that says nothing
/// of the question.
const FIRST_WORDS: usize = 160;
/// How many topics can be chosen: those with the most stories.
const TOPICS_TO_CHOOSE: usize = 200;
/// The version of the format.
const VERSION: u32 = 1;

/// A story: address, headline, dek, day, the first words of the text.
#[derive(Serialize)]
struct FoundStory<'a>(String, &'a str, String, String, String);

/// A player: address, name, summary, `person` or `organization`, in how many stories.
#[derive(Serialize)]
struct FoundPlayer<'a>(String, &'a str, &'a str, &'a str, usize);

/// A quote: address, words, speaker, the speaker's title and organization, day.
#[derive(Serialize)]
struct FoundQuote<'a>(String, String, &'a str, String, String);

/// What a search knows before the first word.
#[derive(Serialize)]
struct Manifest<'a> {
    version: u32,
    /// How many documents lie in one file.
    size: usize,
    /// The first word of each file of words, and what tells it from the same file of other editions.
    words: Vec<(&'a str, String)>,
    /// The words that more than half of all stories say.
    common: &'a [String],
    stories: Numbered,
    players: Numbered,
    quotes: Numbered,
    /// The topics that can be chosen, A to Z: ids and names.
    topics: Vec<(&'a str, String)>,
}

/// The documents of one kind.
#[derive(Serialize)]
struct Numbered {
    count: usize,
    /// Years, each with its first document; 0 for what has no day.
    years: Vec<(i16, usize)>,
}

/// The text of the file that a search asks for first.
pub fn manifest(edition: &Edition, language: usize, index: &Index) -> String {
    let (site, lists) = (&edition.site, &edition.lists[language]);
    let story = |at| site.story(oldest(&lists.stories, at)).document.date.value.date().year();
    let quote = |at| {
        let said = site.quote(oldest(&lists.quotes, at)).said;
        said.map_or(0, |said| said.date().year())
    };
    // A site without any term has no list of them.
    let all = lists.terms.get(TOPICS).map_or(&[][..], Vec::as_slice);
    let mut often: Vec<usize> = all.iter().map(|id| site.term(*id).stories.len()).collect();
    often.sort_unstable_by(|one, other| other.cmp(one));
    let least = often.get(TOPICS_TO_CHOOSE - 1).copied().unwrap_or(0);
    let topics = all.iter().filter(|id| site.term(**id).stories.len() >= least);
    let manifest = Manifest {
        version: VERSION,
        size: SIZE,
        words: (index.written.shards.iter())
            .map(|shard| (&*shard.first, format!("{:08x}", shard.hash())))
            .collect(),
        common: &index.written.common,
        stories: Numbered {
            count: lists.stories.len(),
            years: years((0..lists.stories.len()).map(story)),
        },
        players: Numbered { count: lists.players.len(), years: Vec::new() },
        quotes: Numbered {
            count: lists.quotes.len(),
            years: years((0..lists.quotes.len()).map(quote)),
        },
        topics: topics
            .take(TOPICS_TO_CHOOSE)
            .map(|id| (&*site.term(*id).id, edition.term_link(*id, language).name.to_string()))
            .collect(),
    };
    // Texts and numbers can always be written.
    serde_json::to_string(&manifest).unwrap_or_default()
}

/// Where each year begins in a list of the years of documents.
fn years(all: impl Iterator<Item = i16>) -> Vec<(i16, usize)> {
    let mut years: Vec<(i16, usize)> = Vec::new();
    for (at, year) in all.enumerate() {
        if years.last().is_none_or(|(last, _)| *last != year) {
            years.push((year, at));
        }
    }
    years
}

/// The text of a file of documents.
pub fn documents(gatherer: Gatherer<'_>, kind: Kind, number: usize) -> String {
    let lists = &gatherer.edition.lists[gatherer.language];
    let all = count(lists, kind);
    let range = (number * SIZE).min(all)..((number + 1) * SIZE).min(all);
    match kind {
        Kind::Stories => listed(range, |at| gatherer.found_story(oldest(&lists.stories, at))),
        Kind::Players => listed(range, |at| gatherer.found_player(lists.players[at])),
        Kind::Quotes => listed(range, |at| gatherer.found_quote(oldest(&lists.quotes, at))),
    }
}

fn listed<T: Serialize>(range: Range<usize>, document: impl Fn(usize) -> T) -> String {
    let documents: Vec<T> = range.map(document).collect();
    serde_json::to_string(&documents).unwrap_or_default()
}

impl<'e> Gatherer<'e> {
    fn found_story(self, id: StoryId) -> FoundStory<'e> {
        let site = &self.edition.site;
        let story = site.story(id);
        let document = &story.document;
        let url = story.url.under(site.config.base_path()).to_string();
        let dek = document.dek.as_ref().map(|dek| shortened(dek, EXTRACT));
        let day = document.date.value.date().to_string();
        FoundStory(url, &document.title, dek.unwrap_or_default(), day, first_words(story))
    }

    fn found_player(self, id: PlayerId) -> FoundPlayer<'e> {
        let (edition, language) = (self.edition, self.language);
        let player = edition.site.player(id);
        let link = edition.player_link(id, language);
        let spoken = |story: &&StoryId| {
            edition.site.story(**story).document.origin.language == edition.codes[language]
        };
        let stories = player.stories.iter().filter(spoken).count();
        let summary = self.summary(id).unwrap_or_default();
        FoundPlayer(link.url.to_string(), &link.name, summary, player.kind.as_str(), stories)
    }

    fn found_quote(self, id: QuoteId) -> FoundQuote<'e> {
        let site = &self.edition.site;
        let quote = site.quote(id);
        let around = [&quote.title, &quote.organization].into_iter().flatten();
        FoundQuote(
            quote.address(site.config.base_path()).to_string(),
            shortened(&quote.text, EXTRACT),
            &self.edition.player_link(quote.speaker, self.language).name,
            around.map(|words| &**words).collect::<Vec<_>>().join(", "),
            quote.said.map(|said| said.date().to_string()).unwrap_or_default(),
        )
    }

    /// The sentence about a player in the language.
    pub fn summary(self, id: PlayerId) -> Option<&'e str> {
        let player = self.edition.site.player(id);
        let code = &self.edition.codes[self.language];
        let document = player.document.as_ref();
        let translation = document.and_then(|document| document.translations.get(code));
        let summary = translation.and_then(|other| other.summary.as_deref());
        summary.or(player.summary.as_deref())
    }
}

/// The first words of a story's text.
fn first_words(story: &Story) -> String {
    let parts = story.lead.iter().chain(story.sections.iter().flat_map(|section| &section.parts));
    let prose = parts.filter_map(|part| match part {
        Part::Prose(Prose::Done(html)) => Some(&**html),
        _ => None,
    });
    // A text may be long, and a paragraph or two are enough.
    let start = |html: &'_ str| {
        let far = html.char_indices().nth(2 * FIRST_WORDS).map_or(html.len(), |(at, _)| at);
        let end = html[far..].find("</p>").map_or(html.len(), |end| far + end);
        text_of(&html[..end])
    };
    prose
        .map(start)
        .find(|text| !text.is_empty())
        .map_or_else(String::new, |text| shortened(&text, FIRST_WORDS))
}
