//! Finds outputs that want the same place.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edition::{CopiedFile, Page};

/// An error for every second thing at one output, naming both.
pub fn collisions(pages: &[Page], files: &[CopiedFile]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut taken: HashMap<String, (String, Option<Place>)> = HashMap::new();
    let pages = pages.iter().map(|page| {
        let place = page.source.as_ref().map(Place::file);
        let words = match &page.source {
            Some(file) => format!("the {} of {file}", page.kind),
            None => format!("the page `{}` that newsprint makes ({})", page.url, page.kind),
        };
        (page.url.output(), words, place)
    });
    let files = files.iter().map(|file| {
        (file.output.clone(), format!("the file {}", file.source), Some(Place::file(&file.source)))
    });
    for (output, words, place) in pages.chain(files) {
        let address = format!("/{}", output.trim_end_matches("index.html"));
        match taken.get(&output) {
            None => {
                taken.insert(output, (words, place));
            }
            Some((first, first_place)) => {
                let mut problem = Diagnostic::new(
                    Code::UrlCollision,
                    format!("{words} and {first} both want {address}"),
                )
                .hint("give one of them another slug, or move it");
                problem.place = place.or_else(|| first_place.clone());
                if let (Some(first_place), true) = (first_place, problem.place != *first_place) {
                    problem = problem.related(first_place.clone(), "this was there first");
                }
                problems.push(problem);
            }
        }
    }
    problems
}
