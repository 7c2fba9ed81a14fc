//! `newsprint import`: plain-text briefs become stories and players.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::cli::clock::now;
use crate::cli::folder::Folder;
use crate::cli::import::desk::{Copy, Desk, Sorted};
use crate::cli::import::inputs::{Input, inputs};
use crate::cli::new_file::new_file;
use crate::cli::report::{self, Format};
use crate::cli::{Ending, Failure, Global};
use crate::diagnostic::text::counted_word;
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::options::Options;
use crate::source::{SourceFile, Text};

mod desk;
mod inputs;

/// Turns plain-text briefs into stories
///
/// A brief is what arrives by mail or from a word processor: a headline, a summary, a line with
/// date and author, paragraphs, headed sections, names with descriptions, quotes. It becomes a
/// story, and a file for each player that has none. What was guessed and what found no place is
/// told with its line; no word is dropped, and no file is ever written over.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint import brief.txt            one brief
  newsprint import inbox/               every .txt file of a folder
  pbpaste | newsprint import -          what was copied
  newsprint import brief.txt --dry-run  show the story, write nothing")]
pub struct Import {
    /// Files, folders with .txt files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub paths: Vec<PathBuf>,
    /// Print the stories and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The date for briefs without one [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// How it is told what was done: text, or JSON on standard output
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}

/// Runs the command.
pub fn import(args: &Import, global: &Global) -> Result<Ending, Failure> {
    let mut folder = Folder::read(global.root.as_deref())?;
    let config = folder.config()?;
    let now = now(args.at.as_deref(), &config.zone)?;
    let mut desk = Desk::new(&folder.tree, config, now);
    let mut run = Run { args, told: Vec::new(), written: Vec::new(), ending: Ending::Fine };
    for input in inputs(&args.paths) {
        run.take(input, &mut desk, &mut folder)?;
    }
    if args.format == Format::Json {
        report::answer(&format!("{:#}\n", Value::Array(run.told)))?;
    } else {
        report::tell(&closing_line(args, &run.written));
    }
    let problems = follow_ups(&folder, &run.written, now);
    report::tell_problems(&problems, &folder.tree);
    if has_errors(&problems) {
        return Ok(run.ending.worse(Ending::Problems));
    }
    Ok(run.ending)
}

/// One run over all briefs.
struct Run<'a> {
    args: &'a Import,
    /// One object for each brief.
    told: Vec<Value>,
    /// The paths of all files that were written, or would be.
    written: Vec<String>,
    ending: Ending,
}

impl Run<'_> {
    /// Imports one brief. What is wrong with it does not stop the others.
    fn take(&mut self, input: Input, desk: &mut Desk, folder: &mut Folder) -> Result<(), Failure> {
        let text = match &input.text {
            Ok(text) => text,
            Err(failure) => {
                self.refuse(&input.name, failure, Ending::Failed);
                return Ok(());
            }
        };
        match desk.sort(text) {
            Sorted::Empty => {
                let failure = Failure::new(format!("{} is empty", input.name));
                self.refuse(&input.name, &failure, Ending::Problems);
            }
            Sorted::Taken(file) => {
                let message = format!("{}: {file} is another story of that name", input.name);
                let failure = Failure::new(message).hint(
                    "nothing of this brief was written; change its headline, or rename the file",
                );
                self.refuse(&input.name, &failure, Ending::Problems);
            }
            Sorted::There(file) => {
                if self.args.format == Format::Text {
                    report::tell(&format!("{}: already imported as {file}\n", input.name));
                }
                self.told.push(json!({
                    "source": input.name, "status": "already imported", "story": file,
                }));
            }
            Sorted::New(copy) => self.write(&input, &copy, folder)?,
        }
        Ok(())
    }

    /// Writes what became of a brief: players first, so that a story never stands without them.
    fn write(&mut self, input: &Input, copy: &Copy, folder: &mut Folder) -> Result<(), Failure> {
        let players = copy.players.iter().map(|(path, stub)| (path.as_str(), stub.text.as_str()));
        let files: Vec<(&str, &str)> =
            players.chain([(copy.path.as_str(), copy.text.as_str())]).collect();
        for (path, text) in &files {
            if !self.args.dry_run
                && let Err(failure) = new_file(&folder.path(path), text.as_bytes())
            {
                self.refuse(&input.name, &failure, Ending::Failed);
                return Ok(());
            }
            let file = Text::new(path, text);
            folder.tree.files.insert(file.path.clone(), SourceFile::Text(file));
            self.written.push((*path).to_owned());
        }
        match self.args.format {
            Format::Json => self.told.push(object(input, copy, self.args)),
            Format::Text if self.args.dry_run => {
                report::tell(&format!("{}: would write\n{}", input.name, remarks(copy, folder)));
                report::answer(&copy.text)?;
            }
            Format::Text => report::answer(&format!("{}:\n{}", input.name, remarks(copy, folder)))?,
        }
        Ok(())
    }

    /// Tells why a brief is left out.
    fn refuse(&mut self, name: &str, failure: &Failure, ending: Ending) {
        report::failure(failure);
        self.ending = self.ending.worse(ending);
        self.told.push(json!({
            "source": name, "status": "refused", "error": failure.message, "hints": failure.hints,
        }));
    }
}

/// The files of a brief, what was guessed, and what found no place.
fn remarks(copy: &Copy, folder: &Folder) -> String {
    let mut text = format!("  {}\n", folder.path(&copy.path).display());
    for (path, stub) in &copy.players {
        text.push_str(&format!("  {} ({})\n", folder.path(path).display(), stub.kind.as_str()));
    }
    for guess in &copy.guesses {
        text.push_str(&format!("  line {}: {}\n", guess.line, guess.what));
    }
    for line in &copy.unplaced {
        text.push_str(&format!("  line {}: no place found for \"{}\"\n", line.number, line.text));
    }
    text
}

fn object(input: &Input, copy: &Copy, args: &Import) -> Value {
    let players = copy.players.iter().map(|(path, stub)| {
        json!({
            "path": path, "id": stub.id, "name": stub.name, "kind": stub.kind.as_str(),
            "summary": stub.summary,
        })
    });
    let guesses = copy.guesses.iter();
    let guesses = guesses.map(|guess| json!({ "line": guess.line, "what": guess.what }));
    let unplaced = copy.unplaced.iter();
    let unplaced = unplaced.map(|line| json!({ "line": line.number, "text": line.text }));
    json!({
        "source": input.name,
        "status": if args.dry_run { "would be imported" } else { "imported" },
        "story": copy.path,
        "text": copy.text,
        "players": players.collect::<Vec<_>>(),
        "guesses": guesses.collect::<Vec<_>>(),
        "unplaced": unplaced.collect::<Vec<_>>(),
    })
}

/// `imported 1 story and 4 players`
fn closing_line(args: &Import, written: &[String]) -> String {
    let count = |below: &str| written.iter().filter(|path| path.starts_with(below)).count();
    let stories = counted_word(count("content/stories/"), "story");
    let players = counted_word(count("content/players/"), "player");
    let verb = if args.dry_run { "would import" } else { "imported" };
    format!("{verb} {stories} and {players}\n")
}

/// What a build would say about the new files, told while the brief is still at hand.
fn follow_ups(folder: &Folder, written: &[String], now: jiff::Timestamp) -> Vec<Diagnostic> {
    if written.is_empty() {
        return Vec::new();
    }
    let options = Options { drafts: true, future: true, ..Options::at(now) };
    let (_, mut problems) = folder.edition(&options);
    problems.retain(|problem| {
        let in_new =
            problem.place.as_ref().is_some_and(|at| written.iter().any(|path| **path == *at.file));
        in_new && problem.severity <= Severity::Warning
    });
    problems
}
