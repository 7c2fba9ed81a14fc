//! `newsprint list`: what a site holds, for people and for programs.

use serde_json::Value;

use crate::cli::clock::Showing;
use crate::cli::folder::Folder;
use crate::cli::{Ending, Failure, Global, report};
use crate::diagnostic::has_errors;
use crate::diagnostic::text::counts;

mod rows;
mod table;

/// Lists the stories, players, quotes, topics or pages of a site
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint list stories                          a table
  newsprint list quotes --format json             everything about every quote, as JSON
  newsprint list pages | grep /players/           the pages of players
  newsprint list stories --drafts --future        with what is not published yet")]
pub struct List {
    /// What is listed
    #[arg(value_enum)]
    pub what: What,
    /// A table, or JSON with all that is known
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ListFormat,
    #[command(flatten)]
    pub showing: Showing,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// Newest first.
    Stories,
    /// By id, with those that only stories name.
    Players,
    /// Newest first.
    Quotes,
    /// By id.
    Topics,
    /// By URL.
    Pages,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// The main things, in columns.
    #[default]
    Table,
    /// Everything.
    Json,
}

/// Runs the command.
pub fn list(args: &List, global: &Global) -> Result<Ending, Failure> {
    let folder = Folder::read(global.root.as_deref())?;
    let options = args.showing.options(&folder.zone())?;
    let (edition, problems) = folder.edition(&options);
    let rows: Vec<Value> = match (&edition, args.what) {
        (None, _) => Vec::new(),
        (Some(edition), What::Stories) => rows::stories(edition),
        (Some(edition), What::Players) => rows::players(edition),
        (Some(edition), What::Quotes) => rows::quotes(edition),
        (Some(edition), What::Topics) => rows::topics(edition),
        (Some(edition), What::Pages) => rows::pages(edition),
    };
    report::tell_problems(&problems, &folder.tree);
    match args.format {
        ListFormat::Json => report::answer(&format!("{:#}\n", Value::Array(rows)))?,
        ListFormat::Table => report::answer(&table::table(args.what, &rows))?,
    }
    if has_errors(&problems) {
        let counted = counts(&problems);
        report::tell(&format!("the list may lack something: {counted}\n"));
        return Ok(Ending::Problems);
    }
    Ok(Ending::Fine)
}
