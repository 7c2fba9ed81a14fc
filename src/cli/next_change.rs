//! `newsprint next-change`: when a build would next differ.

use serde_json::json;

use crate::cli::clock::Showing;
use crate::cli::folder::Folder;
use crate::cli::report::{self, Format};
use crate::cli::{Ending, Failure, Global};
use crate::date::Moment;
use crate::link::visible;
use crate::parse;

/// Prints the next moment at which a build would differ
///
/// A story appears at its date or at the end of its embargo, and goes when it expires; a correction
/// appears at its date. A timer that builds at the moment that this command prints keeps a static
/// site on time.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint next-change                        2026-03-01T06:00:00-05:00, or nothing
  newsprint next-change --at 2026-03-01        the first change after that day begins
  newsprint next-change --format json          {\"next_change\": null} where none is ahead")]
pub struct NextChange {
    #[command(flatten)]
    pub showing: Showing,
    /// Plain text or JSON
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}

/// Runs the command.
pub fn next_change(args: &NextChange, global: &Global) -> Result<Ending, Failure> {
    let folder = Folder::read(global.root.as_deref())?;
    let config = folder.config()?;
    let options = args.showing.options(&config.zone)?;
    let (documents, _) = parse::parse(&folder.tree, &config, None);
    let next = visible::next_change(&documents, &options, &config);
    let next = next.map(|next| Moment::at(next, &config.zone).rfc3339());
    match (args.format, next) {
        (Format::Text, Some(next)) => report::answer(&format!("{next}\n"))?,
        (Format::Text, None) => report::tell("no change is ahead\n"),
        (Format::Json, next) => report::answer(&format!("{}\n", json!({ "next_change": next })))?,
    }
    Ok(Ending::Fine)
}
