//! `newsprint build`: prints the site to its output folder.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::clock::Showing;
use crate::cli::folder::Folder;
use crate::cli::progress::{Progress, Waiting};
use crate::cli::report::{self, Format};
use crate::cli::{Ending, Failure, Global};
use crate::config::base_url_of;
use crate::diagnostic::text::{counted_word, counts};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::disk::{Body, Entry, OutputFolder, Rank, Stopped, WriteError, Written};
use crate::edition::Edition;
use crate::render;

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
    /// Work with so many threads; the output is the same with any number
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// Runs the command.
pub fn build(args: &Build, global: &Global) -> Result<Ending, Failure> {
    let started = Instant::now();
    if let Some(threads) = args.threads {
        start_threads(threads)?;
    }
    let base_url = args.base_url.as_deref().map(base_url_of).transpose();
    let base_url = base_url.map_err(|wrong| Failure::new(format!("--base-url: {wrong}")))?;
    let waiting = Waiting::on("reading the site");
    let folder = Folder::read(global.root.as_deref())?;
    let mut options = args.showing.options(&folder.zone())?;
    options.base_url = base_url;

    let (edition, mut problems) = folder.edition(&options);
    drop(waiting);
    let edition = edition.filter(|_| !has_errors(&problems));
    let output = args.output.clone().unwrap_or_else(|| folder.root.join("public"));
    let printed = match &edition {
        None => None,
        Some(edition) => match print(edition, &folder.root, &output) {
            Ok(written) => Some((edition, written)),
            Err(Stopped::Output(error)) => {
                report::problems(&problems, &folder.tree, args.format)?;
                return Err(error.into());
            }
            Err(Stopped::Content(more)) => {
                problems.extend(each_place_once(more));
                problems.sort();
                None
            }
        },
    };
    report::problems(&problems, &folder.tree, args.format)?;
    let Some((edition, written)) = printed else {
        report::tell(&format!("nothing was written: {}\n", counts(&problems)));
        return Ok(Ending::Problems);
    };
    if !problems.is_empty() && args.format == Format::Text {
        report::tell(&format!("{}\n", counts(&problems)));
    }
    let line = closing_line(edition, &written, started);
    match args.format {
        Format::Text => report::answer(&line)?,
        // Standard output is the array and nothing else.
        Format::Json => report::tell(&line),
    }
    Ok(Ending::Fine)
}

fn start_threads(threads: NonZeroUsize) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get());
    pool.build_global()
        .map_err(|error| Failure::new(format!("cannot start {threads} threads: {error}")))
}

/// Renders everything and puts it into the output folder.
fn print(edition: &Edition, root: &Path, output: &Path) -> Result<Written, Stopped> {
    let folder = OutputFolder::open(root, output)?;
    let outputs: Vec<String> = edition.pages.iter().map(|page| page.url.output()).collect();
    let pages = edition.pages.iter().zip(&outputs);
    let mut entries: Vec<Entry<'_>> =
        pages.map(|(page, path)| Entry { path, rank: rank(page.kind) }).collect();
    let files = edition.files.iter();
    entries.extend(files.map(|file| Entry { path: &file.output, rank: Rank::Asset }));
    let progress = Progress::new("printing", entries.len());
    folder.write(&entries, |index| {
        let body = match edition.pages.get(index) {
            Some(page) => render::render(edition, page).map(Body::from).map_err(|one| vec![one]),
            None => Ok(Body::from(&edition.files[index - edition.pages.len()].bytes)),
        };
        progress.step();
        body
    })
}

/// When a page of a kind is put in place.
fn rank(kind: &str) -> Rank {
    match kind {
        "story" | "player" | "quote" | "page" | "not-found" | "redirect" => Rank::Page,
        _ => Rank::Listing,
    }
}

/// What one line of a template does wrong on many pages, said once with the first of them.
fn each_place_once(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<String, (Diagnostic, usize)> = BTreeMap::new();
    for problem in problems {
        let said = problem.message.split(", in the page ").next().unwrap_or_default();
        let key = match &problem.place {
            Some(place) => format!("{} {} {:?}", problem.code, place.file, place.span),
            None => format!("{} {said}", problem.code),
        };
        groups.entry(key).and_modify(|(_, more)| *more += 1).or_insert((problem, 0));
    }
    let once = groups.into_values().map(|(problem, more)| {
        if more == 0 {
            return problem;
        }
        let pages = if more == 1 { "page" } else { "pages" };
        let message = format!("{} and {more} more {pages}", problem.message);
        Diagnostic { message, ..problem }
    });
    once.collect()
}

/// `printed 412 pages and 31 files: 3 changed, 1 deleted, in 0.21 s`
fn closing_line(edition: &Edition, written: &Written, started: Instant) -> String {
    let pages = counted_word(edition.pages.len(), "page");
    let files = counted_word(edition.files.len(), "file");
    format!(
        "printed {pages} and {files}: {} changed, {} deleted, in {:.2} s\n",
        written.changed.len(),
        written.deleted.len(),
        started.elapsed().as_secs_f64()
    )
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Failure {
        Failure { message: error.to_string(), hints: error.hints() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    #[test]
    fn a_place_that_fails_on_many_pages_is_told_once() {
        let file = "templates/story.html".into();
        let on = |page: &str| {
            Diagnostic::new(Code::RenderError, format!("no number, in the page {page}"))
                .at(Place::span(&file, 3..5))
        };
        let elsewhere = on("/c/").at(Place::span(&file, 9..10));
        let once = each_place_once(vec![on("/a/"), on("/b/"), elsewhere, on("/c/")]);
        let messages: Vec<&str> = once.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            messages,
            ["no number, in the page /a/ and 2 more pages", "no number, in the page /c/"]
        );
    }
}
