//! Everything that a newspaper knows of its stories, players and quotes, as JSON for programs of
//! others: `stories.json`, `players.json` and `quotes.json`, each in pages of a thousand.
//!
//! The fields are those of `docs/schemas/`. Within a version fields may come, but none goes and none
//! comes to say something else.

use serde::Serialize;

use crate::edition::{Edition, Kind, Page, Records};
use crate::url::{Url, encoded};

mod players;
mod quotes;
mod stories;

/// How many records a page holds.
pub const SIZE: usize = 1_000;

/// The version of the format.
const VERSION: u32 = 1;

/// A page of records.
#[derive(Serialize)]
struct Sheet<'a, T> {
    format: &'static str,
    version: u32,
    newspaper: &'a str,
    url: String,
    language: &'a str,
    total: usize,
    page: usize,
    pages: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    records: Vec<T>,
}

/// Something with a name and a page.
#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
    url: String,
}

/// The bytes of a page of records.
pub fn records(edition: &Edition, page: &Page, of: &Records) -> Vec<u8> {
    let writer = Writer { edition, page, of };
    let lists = &edition.lists[page.language];
    match of.kind {
        Kind::Stories => writer.sheet(&lists.stories, |id| writer.story(id)),
        Kind::Players => writer.sheet(&lists.players, |id| writer.player(id)),
        Kind::Quotes => writer.sheet(&lists.quotes, |id| writer.quote(id)),
    }
}

struct Writer<'e> {
    edition: &'e Edition,
    page: &'e Page,
    of: &'e Records,
}

impl<'e> Writer<'e> {
    /// The page's part of a list.
    fn sheet<I: Copy, T: Serialize>(&self, list: &[I], record: impl Fn(I) -> T) -> Vec<u8> {
        let config = &self.edition.site.config;
        let code = self.code();
        let pages = list.len().div_ceil(SIZE).max(1);
        let number = self.of.number;
        let whole = |number| {
            let url = self.of.kind.page(&self.of.home, number);
            encoded(&url.whole(&config.base_url))
        };
        let start = (number * SIZE).min(list.len());
        let sheet = Sheet {
            format: self.of.kind.format(),
            version: VERSION,
            newspaper: config.title_in(code),
            url: whole(number),
            language: code,
            total: list.len(),
            page: number + 1,
            pages,
            previous: number.checked_sub(1).map(whole),
            next: (number + 1 < pages).then(|| whole(number + 1)),
            records: list[start..].iter().take(SIZE).map(|id| record(*id)).collect(),
        };
        let mut text = Vec::with_capacity(1024 * (sheet.records.len() + 1));
        // A list of texts and numbers can always be written.
        let _ = serde_json::to_writer(&mut text, &sheet);
        text.push(b'\n');
        text
    }

    fn code(&self) -> &'e str {
        &self.edition.languages[self.page.language].code
    }

    /// The whole address of a page.
    fn whole(&self, url: &Url) -> String {
        encoded(&url.whole(&self.edition.site.config.base_url))
    }

    /// The whole address of one that pages print.
    fn printed(&self, printed: &str) -> String {
        encoded(&format!("{}{printed}", self.edition.site.config.origin()))
    }
}

impl Kind {
    /// What the pages say that they are.
    fn format(self) -> &'static str {
        match self {
            Kind::Stories => "newsprint stories",
            Kind::Players => "newsprint players",
            Kind::Quotes => "newsprint quotes",
        }
    }

    /// Where a page lies: `stories.json`, then `stories-2.json`, beside the front page.
    pub fn page(self, home: &Url, number: usize) -> Url {
        let name = match self {
            Kind::Stories => "stories",
            Kind::Players => "players",
            Kind::Quotes => "quotes",
        };
        let home = home.as_str();
        match number {
            0 => Url::file(&format!("{home}{name}.json")),
            _ => Url::file(&format!("{home}{name}-{}.json", number + 1)),
        }
    }
}
