//! The press: puts an edition into its output folder, all of it or what an edit changed.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::changes::Changes;
use crate::cli::build::reprint::Reprint;
use crate::cli::progress::Progress;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::disk::{
    Body, Darkroom, Entry, Imprint, OutputFolder, Produced, Rank, Stopped, Unread, Written, body,
};
use crate::edition::{CopiedFile, Edition, Output};
use crate::render::{self, share_cards};

/// Makes the folder hold everything and nothing else of ours. Pages are rendered but for those that
/// stand in the folder as they would be printed.
///
/// `imprint` says from what the edition was made, where that is known.
pub fn print(
    (edition, darkroom): (&Edition, &Darkroom),
    folder: &OutputFolder,
    imprint: Option<Imprint>,
) -> Result<Written, Stopped> {
    let pages = (0..edition.pages.len()).map(Output::Page);
    let outputs = pages.chain((0..edition.files.len()).map(Output::File)).collect();
    let job = Job::of((edition, darkroom), outputs);
    let reprint = Reprint::of(folder, edition.pages.len());
    let produce = |index| match &reprint {
        Some(reprint) => job.reprinted(index, reprint),
        None => job.body(index).map(Produced::from),
    };
    let written = folder.write_imprinted(&job.entries(), imprint, produce);
    let written = written.map_err(each_place_once)?;
    if let Some(reprint) = reprint {
        // The pages come first among the outputs.
        reprint.note(&job.paths, &written.records);
    }
    Ok(written)
}

/// Renders what changed and puts it beside what stays. Nothing is written where two things want one
/// place, changed or not.
pub fn amend(
    (edition, darkroom): (&Edition, &Darkroom),
    changes: &Changes,
    folder: &OutputFolder,
) -> Result<Written, Stopped> {
    if edition.outputs.len() < edition.pages.len() + edition.files.len() {
        // That is an error which a site's settings may have made milder. Printing everything tells
        // of it before anything is rendered.
        return print((edition, darkroom), folder, None);
    }
    let pages = changes.pages.iter().copied().map(Output::Page);
    let outputs = pages.chain(changes.files.iter().copied().map(Output::File)).collect();
    let job = Job::of((edition, darkroom), outputs);
    let written = folder.amend(&job.entries(), &changes.gone, |index| job.body(index));
    written.map_err(each_place_once)
}

/// What is to be printed.
struct Job<'e> {
    edition: &'e Edition,
    darkroom: &'e Darkroom,
    outputs: Vec<Output>,
    paths: Vec<String>,
    progress: Progress,
}

impl<'e> Job<'e> {
    fn of((edition, darkroom): (&'e Edition, &'e Darkroom), outputs: Vec<Output>) -> Job<'e> {
        let path = |output: &Output| match output {
            Output::Page(index) => edition.pages[*index].url.output(),
            Output::File(index) => edition.files[*index].output.clone(),
        };
        let paths = outputs.par_iter().map(path).collect();
        let progress = Progress::new("printing", outputs.len());
        Job { edition, darkroom, outputs, paths, progress }
    }

    fn entries(&self) -> Vec<Entry<'_>> {
        let rank = |output: &Output| match output {
            Output::Page(index) => rank(self.edition.pages[*index].kind),
            Output::File(_) => Rank::Asset,
        };
        let entries = self.outputs.iter().zip(&self.paths);
        entries.map(|(output, path)| Entry { path, rank: rank(output) }).collect()
    }

    /// An output, rendered only if it does not stand in the folder already.
    fn reprinted(
        &self,
        index: usize,
        reprint: &Reprint<'_>,
    ) -> Result<Produced<'e>, Vec<Diagnostic>> {
        match self.outputs[index] {
            // No view says what machines are shown: it is written to be known.
            Output::Page(page) if !self.edition.pages[page].is_for_machines() => {
                let page = reprint.page(self.edition, page, &self.paths[index]);
                self.progress.step();
                page.map_err(|problem| vec![problem])
            }
            _ => self.body(index).map(Produced::from),
        }
    }

    fn body(&self, index: usize) -> Result<Body<'e>, Vec<Diagnostic>> {
        let edition = self.edition;
        let body = match self.outputs[index] {
            Output::Page(page) => {
                let page = &edition.pages[page];
                let body = match share_cards::drawing(edition, page) {
                    Some(drawing) => drawing.and_then(|drawing| self.darkroom.card(&drawing)),
                    None => render::render(edition, page).map(Body::from),
                };
                body.map_err(|problem| vec![problem])
            }
            Output::File(file) => {
                let file = &edition.files[file];
                body(file, self.darkroom).map_err(|unread| vec![unreadable(file, &unread)])
            }
        };
        self.progress.step();
        body
    }
}

/// The problem of a file that cannot be read.
fn unreadable(file: &CopiedFile, unread: &Unread) -> Diagnostic {
    let message = format!("cannot read {}: {}", unread.path.display(), unread.error);
    Diagnostic::new(Code::Unreadable, message).at(Place::file(&file.source))
}

/// When a page of a kind is put in place.
fn rank(kind: &str) -> Rank {
    match kind {
        "share-card" => Rank::Asset,
        "story" | "player" | "quote" | "page" | "not-found" | "redirect" => Rank::Page,
        _ => Rank::Listing,
    }
}

/// What one line of a template does wrong on many pages is said once, with the first of them.
fn each_place_once(stopped: Stopped) -> Stopped {
    match stopped {
        Stopped::Content(problems) => Stopped::Content(once(problems)),
        output => output,
    }
}

/// Problems that have one place, once each.
pub fn once(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_fails_on_many_pages_is_told_once() {
        let file = "templates/story.html".into();
        let on = |page: &str| {
            Diagnostic::new(Code::RenderError, format!("no number, in the page {page}"))
                .at(Place::span(&file, 3..5))
        };
        let elsewhere = on("/c/").at(Place::span(&file, 9..10));
        let once = once(vec![on("/a/"), on("/b/"), elsewhere, on("/c/")]);
        let messages: Vec<&str> = once.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            messages,
            ["no number, in the page /a/ and 2 more pages", "no number, in the page /c/"]
        );
    }
}
