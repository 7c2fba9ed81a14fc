//! Says what is printed where, and finds what wants the same place.

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edition::{CopiedFile, Output, Page};

/// What is printed where, with an error for every second thing at one place, naming both.
pub fn outputs(pages: &[Page], files: &[CopiedFile]) -> (HashMap<String, Output>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut outputs: HashMap<String, Output> = HashMap::with_capacity(pages.len() + files.len());
    let pages_printed = pages.iter().enumerate();
    let pages_printed = pages_printed.map(|(index, page)| (page.url.output(), Output::Page(index)));
    let files_printed = files.iter().enumerate();
    let files_printed =
        files_printed.map(|(index, file)| (file.output.clone(), Output::File(index)));
    for (path, output) in pages_printed.chain(files_printed) {
        match outputs.entry(path) {
            Entry::Vacant(free) => {
                free.insert(output);
            }
            Entry::Occupied(taken) => {
                let named = |output| named(output, pages, files);
                problems.push(collision(taken.key(), named(output), named(*taken.get())));
            }
        }
    }
    (outputs, problems)
}

/// An output in words, and the file that it comes from.
fn named(output: Output, pages: &[Page], files: &[CopiedFile]) -> (String, Option<Place>) {
    match output {
        Output::Page(index) => {
            let page = &pages[index];
            let words = match &page.source {
                Some(file) => format!("the {} of {file}", page.kind),
                None => format!("the page `{}` that newsprint makes ({})", page.url, page.kind),
            };
            (words, page.source.as_ref().map(Place::file))
        }
        Output::File(index) => {
            let source = &files[index].source;
            (format!("the file {source}"), Some(Place::file(source)))
        }
    }
}

fn collision(
    output: &str,
    (words, place): (String, Option<Place>),
    (first, first_place): (String, Option<Place>),
) -> Diagnostic {
    let address = format!("/{}", output.trim_end_matches("index.html"));
    let message = format!("{words} and {first} both want {address}");
    let mut problem = Diagnostic::new(Code::UrlCollision, message)
        .hint("give one of them another slug, or move it");
    problem.place = place.or_else(|| first_place.clone());
    match first_place {
        Some(first) if problem.place.as_ref() != Some(&first) => {
            problem.related(first, "this was there first")
        }
        _ => problem,
    }
}
