//! `newsprint build --watch`: keeps the output folder true while the site is edited.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::changes::Prints;
use crate::cli::build::{Build, developing, press};
use crate::cli::live::{Edit, Live, untold};
use crate::cli::progress::Waiting;
use crate::cli::report::{self, Format};
use crate::cli::{Ending, Failure, Global};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::text::{counted_word, counts};
use crate::disk::{Darkroom, OutputFolder, Stopped, WriteError, Written};
use crate::edition::Edition;
use crate::link::Touched;

/// Prints the site, and then every edit of it until the process is ended.
pub fn watch(args: &Build, global: &Global, base_url: Option<Arc<str>>) -> Result<Ending, Failure> {
    let started = Instant::now();
    let waiting = Waiting::on("reading the site");
    let mut live = Live::start(global, &args.showing, base_url, args.watching)?;
    live.prove();
    drop(waiting);
    let darkroom = Darkroom::of(&live.root);
    let output = args.output.clone().unwrap_or_else(|| live.root.join("public"));
    let mut printer = Printer {
        output,
        folder: None,
        prints: None,
        touched: Touched::nothing(),
        told: Vec::new(),
        is_new: true,
    };
    let mut edit = Edit { files: Vec::new(), seen: started };
    loop {
        printer.touched = printer.touched.and(&live.proof.touched);
        match develop(&mut live, &darkroom) {
            Ok(()) => printer.touched = printer.touched.and(&live.proof.touched),
            Err(failure) if printer.is_new => return Err(failure),
            // Without their versions, pictures are printed as they are; the disk may be mended.
            Err(failure) => report::failure(&failure),
        }
        told((&mut printer, &darkroom), &live, &edit, args.format)?;
        match live.next_edit() {
            Some(next) => edit = next,
            None => return Ok(Ending::Fine),
        }
    }
}

/// Makes the versions of pictures that are missing, and another proof if there were any.
fn develop(live: &mut Live, darkroom: &Darkroom) -> Result<(), Failure> {
    let Some(edition) = live.proof.printable().cloned() else { return Ok(()) };
    let developed = developing::develop(&edition, darkroom)?;
    if !developed.is_empty() {
        live.read_again(developed);
    }
    Ok(())
}

/// Prints the newest proof and tells of it in one line.
fn told(
    (printer, darkroom): (&mut Printer, &Darkroom),
    live: &Live,
    edit: &Edit,
    format: Format,
) -> Result<(), Failure> {
    let mut problems = live.problems();
    let printed = match live.printable(&problems) {
        Some(edition) => match printer.print((edition, darkroom), &live.root) {
            Ok(printed) => Some(printed),
            Err(Stopped::Content(more)) => {
                problems.extend(more);
                problems.sort();
                None
            }
            // What is wrong with the folder from the start is no edit's to mend.
            Err(Stopped::Output(error)) if printer.is_new => return Err(error.into()),
            // A full disk or a folder that is gone may be mended; the watch goes on until then.
            Err(Stopped::Output(error)) => {
                printer.tell(problems, live, format)?;
                report::failure(&error.into());
                return Ok(());
            }
        },
        None => None,
    };
    let line = line(&edit.files(live.tree()), edit, printed.as_ref(), &problems);
    printer.tell(problems, live, format)?;
    match format {
        Format::Text => report::answer(&line),
        // Standard output is the arrays and nothing else.
        Format::Json => {
            report::tell(&line);
            Ok(())
        }
    }
}

/// What was printed so far.
struct Printer {
    output: PathBuf,
    /// The folder, for as long as it is open.
    folder: Option<OutputFolder>,
    prints: Option<Prints>,
    /// What was touched since the edition that was printed last.
    touched: Touched,
    /// The problems that were told after the last edit.
    told: Vec<Diagnostic>,
    /// Whether nothing was printed yet.
    is_new: bool,
}

impl Printer {
    /// Tells people of the problems that they have not been told of, and programs of all.
    fn tell(
        &mut self,
        problems: Vec<Diagnostic>,
        live: &Live,
        format: Format,
    ) -> Result<(), Failure> {
        match format {
            Format::Text => report::tell_problems(&untold(&problems, &self.told), live.tree()),
            Format::Json => report::problems(&problems, live.tree(), format)?,
        }
        self.told = problems;
        Ok(())
    }

    /// Prints an edition: what differs from the last one, or everything.
    fn print(
        &mut self,
        (edition, darkroom): (&Arc<Edition>, &Darkroom),
        root: &Path,
    ) -> Result<Written, Stopped> {
        let open = self.folder.take().filter(OutputFolder::is_whole);
        let known = open.and_then(|folder| Some((folder, self.prints.take()?)));
        let (folder, prints, written) = match known {
            Some((folder, prints)) => {
                let (next, changes) = prints.changes(edition, &self.touched);
                match press::amend((edition, darkroom), &changes, &folder) {
                    Ok(written) => (folder, next, written),
                    Err(stopped) => {
                        (self.folder, self.prints) = (Some(folder), Some(prints));
                        return Err(stopped);
                    }
                }
            }
            None => {
                self.prints = None;
                let folder = OutputFolder::open(root, &self.output)?;
                let written = press::print((edition, darkroom), &folder, None)?;
                (folder, Prints::of(edition), written)
            }
        };
        (self.folder, self.prints, self.touched) = (Some(folder), Some(prints), Touched::nothing());
        self.is_new = false;
        Ok(written)
    }
}

/// `content/stories/fog.md: 3 files printed, 1 deleted, in 12 ms`
fn line(what: &str, edit: &Edit, written: Option<&Written>, problems: &[Diagnostic]) -> String {
    let Some(written) = written else {
        return format!("{what}nothing was written: {}\n", counts(problems));
    };
    let changed = counted_word(written.changed.len(), "file");
    let deleted = match written.deleted.len() {
        0 => String::new(),
        count => format!(", {count} deleted"),
    };
    let told = counts(problems);
    let told = if told.is_empty() { told } else { format!(" ({told})") };
    format!("{what}{changed} printed{deleted}, in {}{told}\n", edit.took())
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Failure {
        Failure { message: error.to_string(), hints: error.hints() }
    }
}
