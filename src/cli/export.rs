//! `newsprint export`: the whole model of a site as tables, for other programs.

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::clock::Showing;
use crate::cli::export::place::{Place, new_file};
use crate::cli::folder::Folder;
use crate::cli::progress::Waiting;
use crate::cli::report::{self, reason};
use crate::cli::{Ending, Failure, Global};
use crate::config::base_url_of;
use crate::diagnostic::has_errors;
use crate::diagnostic::text::{counted_word, counts};
use crate::edition::Edition;
use crate::export::csv::{Csv, file_name};
use crate::export::export as write_tables;
use crate::export::jsonl::Jsonl;

mod beside;
mod place;

/// Writes everything that the site says to a database or to tables
///
/// Stories, players, quotes, terms, timelines and corrections, with their relations and all texts
/// as plain text. What a build would not print is left out. With any error nothing is written. What
/// stands at the place is replaced when the new export is complete, and only if an export wrote it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint export --format sqlite                    a database, newsprint.sqlite
  newsprint export --format csv -o tables             a folder with a file for each table
  newsprint export --format jsonl -o - | grep Sund    a JSON object on each line, for pipes
  newsprint export --format sqlite --drafts --future  with what is not published yet

docs/export.md tells what is in each table.")]
pub struct Export {
    /// A SQLite database, a folder of CSV files, or a file of JSON Lines
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: ExportFormat,
    /// Write to this file, or to this folder of CSV files; `-` is standard output, for jsonl alone
    /// [default: newsprint.sqlite, newsprint.jsonl or newsprint-csv in the site's folder]
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace what stands there even if no export wrote it
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub showing: Showing,
    /// The address of the site, instead of `base_url` in site.toml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// In what form the tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportFormat {
    /// A database that answers questions.
    Sqlite,
    /// A file for each table, for spreadsheets.
    Csv,
    /// An object on each line, for pipes.
    Jsonl,
}

impl ExportFormat {
    /// The name of the output in the site's folder where none is asked for.
    pub fn usual_name(self) -> &'static str {
        match self {
            ExportFormat::Sqlite => "newsprint.sqlite",
            ExportFormat::Csv => "newsprint-csv",
            ExportFormat::Jsonl => "newsprint.jsonl",
        }
    }
}

/// Whether something is replaced that no export wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anyway {
    /// As `--force` says.
    Yes,
    /// Never by itself.
    No,
}

/// Runs the command.
pub fn export(args: &Export, global: &Global) -> Result<Ending, Failure> {
    let started = Instant::now();
    let to_pipe = args.output.as_deref() == Some(Path::new("-"));
    if to_pipe && args.format != ExportFormat::Jsonl {
        return Err(Failure::new("only JSON Lines can be written to standard output")
            .hint("take --format jsonl, or name a place with --output"));
    }
    if args.format == ExportFormat::Sqlite && !cfg!(feature = "sqlite") {
        return Err(without_sqlite());
    }
    let base_url = args.base_url.as_deref().map(base_url_of).transpose();
    let base_url = base_url.map_err(|wrong| Failure::new(format!("--base-url: {wrong}")))?;

    let waiting = Waiting::on("reading the site");
    let mut folder = Folder::read(global.root.as_deref())?;
    let mut options = args.showing.options(&folder.zone())?;
    options.base_url = base_url;
    let (proof, problems) = folder.only_proof(&options);
    drop(waiting);
    let edition = proof.edition.clone().filter(|_| !has_errors(&problems));
    drop(proof);
    report::tell_problems(&problems, folder.tree_beside(&problems));
    let Some(edition) = edition else {
        report::tell(&format!("nothing was exported: {}\n", counts(&problems)));
        return Ok(Ending::Problems);
    };
    if to_pipe {
        pipe(&edition)?;
    } else {
        let usual = || folder.root.join(args.format.usual_name());
        let path = args.output.clone().unwrap_or_else(usual);
        crate::disk::refuse_sources(&folder.root, &path)?;
        let anyway = if args.force { Anyway::Yes } else { Anyway::No };
        let place = Place::at(&path, args.format, anyway)?;
        place.fill(|beside| write(&edition, args.format, beside))?;
        report::answer(&closing_line(&edition, &path, started))?;
    }
    // See `build`: to free a newsroom piece by piece takes long.
    std::mem::forget((edition, folder));
    Ok(Ending::Fine)
}

/// Writes to standard output. That nobody reads on is no failure.
fn pipe(edition: &Edition) -> Result<(), Failure> {
    let mut lines = Jsonl::new(BufWriter::new(io::stdout().lock()));
    match write_tables(edition, &mut lines).and_then(|()| lines.finish()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Writes a new file, or a new folder with files. The error says why that failed.
fn write(edition: &Edition, format: ExportFormat, path: &Path) -> Result<(), String> {
    let said = |error: io::Error| reason(&error);
    match format {
        ExportFormat::Csv => {
            std::fs::create_dir(path).map_err(said)?;
            let mut tables = Csv::new(|table| new_file(&path.join(file_name(table))));
            write_tables(edition, &mut tables).and_then(|()| tables.finish()).map_err(said)
        }
        ExportFormat::Jsonl => {
            let mut lines = Jsonl::new(new_file(path).map_err(said)?);
            write_tables(edition, &mut lines).and_then(|()| lines.finish()).map_err(said)
        }
        ExportFormat::Sqlite => database(edition, path),
    }
}

#[cfg(feature = "sqlite")]
fn database(edition: &Edition, path: &Path) -> Result<(), String> {
    use rusqlite::{Connection, OpenFlags};

    use crate::export::sqlite::Sqlite;
    // A path is a path, even if it begins like a URI.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let write = || {
        let connection = Connection::open_with_flags(path, flags)?;
        let mut database = Sqlite::start(&connection)?;
        write_tables(edition, &mut database)?;
        database.finish()?;
        drop(database);
        connection.close().map_err(|(_, error)| error)
    };
    write().map_err(|error: rusqlite::Error| error.to_string())
}

#[cfg(not(feature = "sqlite"))]
fn database(_: &Edition, _: &Path) -> Result<(), String> {
    Err(without_sqlite().message)
}

fn without_sqlite() -> Failure {
    Failure::new("this newsprint was built without SQLite")
        .hint("build it with the feature: cargo install newsprint --features sqlite")
        .hint("or take --format csv, which sqlite3 reads with `.import --csv FILE TABLE`")
}

/// `exported 25 stories, 61 players and 104 quotes to newsprint.sqlite in 0.05 s`
fn closing_line(edition: &Edition, path: &Path, started: Instant) -> String {
    let site = &edition.site;
    let stories = match site.stories.len() {
        1 => "1 story".to_owned(),
        count => format!("{count} stories"),
    };
    format!(
        "exported {stories}, {} and {} to {} in {:.2} s\n",
        counted_word(site.players.len(), "player"),
        counted_word(site.quotes.len(), "quote"),
        path.display(),
        started.elapsed().as_secs_f64()
    )
}
