//! The whole model as rows of tables: what a site says, without how it is shown. What a build would
//! not print is in none of them.
//!
//! The rows are made here, in an order that depends on the site alone. How they are written is the
//! business of a [`Writer`]: [`csv`], [`jsonl`], and `sqlite` with the feature of that name.

use std::borrow::Cow;

use crate::edition::Edition;
use crate::export::table::{Cell, Row, Table};
use crate::export::tables::NewspaperRow;
use crate::story::{Story, StoryId};
use crate::url::{Url, encoded};

pub mod csv;
pub mod jsonl;
mod players;
mod quotes;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod stories;
pub mod table;
pub mod tables;
mod terms;
mod text;

/// The version of the tables. It grows when a column is taken away or comes to say something else.
pub const VERSION: i64 = 1;

/// Takes down the rows of all tables, table after table.
pub trait Writer {
    /// Why it could not go on.
    type Error;
    /// The rows that follow belong to this table.
    fn table(&mut self, table: &'static Table) -> Result<(), Self::Error>;
    /// A row with a value for each column.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Self::Error>;
}

/// Writes all tables of an edition, in the order of [`tables::TABLES`].
///
/// # Errors
/// What the writer said.
pub fn export<W: Writer>(edition: &Edition, writer: &mut W) -> Result<(), W::Error> {
    let model = Model::of(edition);
    put(writer, [newspaper(edition)])?;
    put(writer, terms::terms(&model))?;
    put(writer, players::players(&model))?;
    put(writer, players::aliases(&model))?;
    put(writer, players::roles(&model))?;
    put(writer, players::links(&model))?;
    put(writer, stories::stories(&model))?;
    put(writer, stories::sections(&model))?;
    put(writer, stories::authors(&model))?;
    put(writer, stories::terms(&model))?;
    put(writer, stories::players(&model))?;
    put(writer, stories::events(&model))?;
    put(writer, stories::corrections(&model))?;
    put(writer, quotes::quotes(&model))?;
    put(writer, quotes::stories(&model))?;
    put(writer, quotes::topics(&model))
}

fn put<W: Writer, R: Row>(
    writer: &mut W,
    rows: impl IntoIterator<Item = R>,
) -> Result<(), W::Error> {
    writer.table(R::TABLE)?;
    rows.into_iter().try_for_each(|row| writer.row(&row.cells()))
}

fn newspaper(edition: &Edition) -> NewspaperRow<'_> {
    let config = &edition.site.config;
    NewspaperRow {
        version: VERSION,
        title: &config.title,
        base_url: config.has_base_url().then_some(&*config.base_url),
        language: &config.language,
        timezone: config.zone.name(),
    }
}

/// An edition, and what all tables call its stories.
struct Model<'e> {
    edition: &'e Edition,
    /// By number. Stories that are translations of one another share an id, so that of one in another
    /// than the main language has the language behind it, as its file has.
    story_ids: Vec<Cow<'e, str>>,
}

impl<'e> Model<'e> {
    fn of(edition: &'e Edition) -> Model<'e> {
        let main = &edition.site.config.language;
        let id = |story: &'e std::sync::Arc<Story>| {
            let origin = &story.document.origin;
            match origin.language == *main {
                true => Cow::Borrowed(&*origin.id),
                false => Cow::Owned(format!("{}.{}", origin.id, origin.language)),
            }
        };
        Model { edition, story_ids: edition.site.stories.iter().map(id).collect() }
    }

    fn story_id(&self, id: StoryId) -> &str {
        &self.story_ids[id.0 as usize]
    }

    /// All stories with their numbers and ids.
    fn stories(&self) -> impl Iterator<Item = (StoryId, &str, &'e Story)> {
        let stories = self.story_ids.iter().zip(&self.edition.site.stories);
        let numbered = stories.enumerate();
        numbered.map(|(number, (id, story))| (StoryId(number as u32), &**id, &**story))
    }

    /// The address of a page: whole where the site knows its own.
    fn address(&self, url: &Url) -> String {
        self.printed(&url.under(self.edition.site.config.base_path()))
    }

    /// An address that content names, as it is anywhere.
    fn shown(&self, url: &str) -> String {
        self.printed(&crate::url::printed(url, self.edition.site.config.base_path()))
    }

    /// The address of what pages link to as `printed`.
    fn printed(&self, printed: &str) -> String {
        encoded(&crate::html::whole_address(printed, self.edition.site.config.origin(), ""))
    }
}

/// Places from 1, as people count.
fn places() -> impl Iterator<Item = i64> {
    1..
}
