//! `newsprint build`: prints the site to its output folder.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::clock::Showing;
use crate::cli::folder::Folder;
use crate::cli::live::Watching;
use crate::cli::progress::Waiting;
use crate::cli::report::{self, Format};
use crate::cli::{Ending, Failure, Global};
use crate::config::{Search, base_url_of};
use crate::diagnostic::has_errors;
use crate::diagnostic::text::{counted_word, counts};
use crate::disk::{Darkroom, Imprint, OutputFolder, Stopped, Unchanged, Written};
use crate::edition::Edition;

mod developing;
mod press;
mod reprint;
mod sources;
mod watch;

pub(crate) use press::once;

/// Prints the site to a folder that any host can serve
///
/// With any error nothing is written and the last good output stays as it is. Files that are the
/// same as before are not touched, and nothing is ever deleted that newsprint did not write.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint build                                    print to public/
  newsprint build --drafts --future -o preview       show what is not published yet
  newsprint build --base-url https://town.example/   for another address than in site.toml
  newsprint build --at 2026-03-01T06:00              as it will be that morning
  newsprint build --watch                            print every edit at once
  newsprint build --format json                      problems as JSON, for editors and CI")]
pub struct Build {
    /// Print to this folder [default: public in the site's folder]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub showing: Showing,
    /// The address of the site, instead of `base_url` in site.toml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// How problems are told: text on standard error, or JSON on standard output
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// Stay and print every edit of the site, until Ctrl-C
    #[arg(long, short)]
    pub watch: bool,
    #[command(flatten)]
    pub watching: Watching,
    /// Work with so many threads; the output is the same with any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// Runs the command.
pub fn build(args: &Build, global: &Global) -> Result<Ending, Failure> {
    let started = Instant::now();
    if let Some(threads) = args.threads {
        start_threads(threads)?;
    }
    if args.watching.poll && !args.watch {
        return Err(Failure::new("--poll says how to watch").hint("add --watch"));
    }
    let base_url = args.base_url.as_deref().map(base_url_of).transpose();
    let base_url = base_url.map_err(|wrong| Failure::new(format!("--base-url: {wrong}")))?;
    if args.watch {
        return watch::watch(args, global, base_url);
    }
    let waiting = Waiting::on("reading the site");
    let mut folder = Folder::read(global.root.as_deref())?;
    let mut options = args.showing.options(&folder.zone())?;
    options.base_url = base_url;

    let output = args.output.clone().unwrap_or_else(|| folder.root.join("public"));
    let digest = match folder.unread.is_empty() {
        true => sources::digest(&folder.tree, &options),
        false => None,
    };
    let unchanged = digest.and_then(|digest| unchanged(&folder, &output, digest, options.now));
    if let Some(Unchanged { pages, files }) = unchanged {
        drop(waiting);
        report::problems(&[], &folder.tree, args.format)?;
        tell_done(closing_line((pages, files), &Written::default(), started), args.format)?;
        std::mem::forget(folder);
        return Ok(Ending::Fine);
    }
    let darkroom = Darkroom::of(&folder.root);
    let (mut proof, mut problems) = folder.only_proof(&options);
    drop(waiting);
    let printable = proof.edition.clone().filter(|_| !has_errors(&problems));
    if let Some(edition) = printable
        && !developing::develop(&edition, &darkroom)?.is_empty()
    {
        // What came of it stands on pages: colors, and which pictures are broken.
        let waiting = Waiting::on("reading the site");
        drop((edition, proof));
        folder = Folder::read(global.root.as_deref())?;
        (proof, problems) = folder.only_proof(&options);
        drop(waiting);
    }
    let edition = proof.edition.clone().filter(|_| !has_errors(&problems));
    // Where there are problems the next build has to make everything again to tell them.
    let digest = digest.filter(|_| problems.is_empty());
    let imprint = edition.as_ref().zip(digest).map(|(edition, digest)| Imprint {
        digest,
        from: options.now,
        until: proof.until(),
        pages: edition.counts().0,
    });
    drop(proof);
    let printed = match &edition {
        None => None,
        Some(edition) => match print((edition, &darkroom), &folder.root, &output, imprint) {
            Ok(written) => {
                darkroom.prune(edition);
                Some((edition, written))
            }
            Err(Stopped::Output(error)) => {
                report::problems(&problems, folder.tree_beside(&problems), args.format)?;
                return Err(error.into());
            }
            Err(Stopped::Content(more)) => {
                problems.extend(more);
                problems.sort();
                None
            }
        },
    };
    report::problems(&problems, folder.tree_beside(&problems), args.format)?;
    let Some((edition, written)) = printed else {
        report::tell(&format!("nothing was written: {}\n", counts(&problems)));
        return Ok(Ending::Problems);
    };
    if !problems.is_empty() && args.format == Format::Text {
        report::tell(&format!("{}\n", counts(&problems)));
    }
    let counts = edition.counts();
    tell_done(closing_line(counts, &written, started), args.format)?;
    if edition.site.config.outputs.search == Search::Pagefind {
        let output = output.strip_prefix(&folder.root).unwrap_or(&output).display();
        report::tell(&format!("the search needs an index: run `npx pagefind --site {output}`\n"));
    }
    // The process ends here and the system takes its memory back whole. To free a newsroom piece by
    // piece would take a twentieth of the whole build.
    std::mem::forget((edition.clone(), folder));
    Ok(Ending::Fine)
}

/// What was printed before, where it was made of the same and is all there. Most builds on a server
/// are started by a clock and find nothing new, so that this is worth a look.
fn unchanged(
    folder: &Folder,
    output: &Path,
    digest: u128,
    now: jiff::Timestamp,
) -> Option<Unchanged> {
    // A folder that was never printed to is made when there is something to print.
    if !output.is_dir() {
        return None;
    }
    // Why it cannot be opened is told when it is opened to be printed to.
    OutputFolder::open(&folder.root, output).ok()?.unchanged(digest, now)
}

/// Opens the output folder and prints to it.
fn print(
    printed: (&Edition, &Darkroom),
    root: &Path,
    output: &Path,
    imprint: Option<Imprint>,
) -> Result<Written, Stopped> {
    press::print(printed, &OutputFolder::open(root, output)?, imprint)
}

fn tell_done(line: String, format: Format) -> Result<(), Failure> {
    match format {
        Format::Text => report::answer(&line)?,
        // Standard output is the array and nothing else.
        Format::Json => report::tell(&line),
    }
    Ok(())
}

fn start_threads(threads: u16) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
    pool.build_global()
        .map_err(|error| Failure::new(format!("cannot start {threads} threads: {error}")))
}

/// `printed 412 pages and 31 files: 3 changed, 1 deleted, in 0.21 s`
fn closing_line((pages, files): (usize, usize), written: &Written, started: Instant) -> String {
    let pages = counted_word(pages, "page");
    let files = counted_word(files, "file");
    format!(
        "printed {pages} and {files}: {} changed, {} deleted, in {:.2} s\n",
        written.changed.len(),
        written.deleted.len(),
        started.elapsed().as_secs_f64()
    )
}
