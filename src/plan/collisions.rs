//! Says what is printed where, and finds what wants the same place.

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edition::{CopiedFile, Needs, Output, Page};

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
    problems.extend(folders(pages, files, &outputs));
    (outputs, problems)
}

/// Errors for files where something else needs a folder: `static/players` or the alias
/// `/feed.xml/`. What newsprint names itself is in nobody's way, so that only what people name is
/// looked at. `pages` are in the order of their addresses.
fn folders(
    pages: &[Page],
    files: &[CopiedFile],
    outputs: &HashMap<String, Output>,
) -> Vec<Diagnostic> {
    let is_named = |page: &Page| {
        matches!(page.needs, Needs::Redirect(_) | Needs::Free(_)) && page.source.is_some()
    };
    let named_pages = pages.iter().enumerate().filter(|(_, page)| is_named(page));
    let below = named_pages.map(|(index, page)| (page.url.output(), Output::Page(index))).chain(
        files.iter().enumerate().map(|(index, file)| (file.output.clone(), Output::File(index))),
    );
    let mut problems = Vec::new();
    let mut report = |path: &str, output, first| {
        problems.push(collision(path, named(output, pages, files), named(first, pages, files)));
    };
    for (path, output) in below {
        let above = path.match_indices('/').map(|(end, _)| &path[..end]);
        for (folder, file) in above.filter_map(|above| Some((above, *outputs.get(above)?))) {
            report(folder, output, file);
        }
    }
    for (index, file) in files.iter().enumerate() {
        let folder = format!("/{}/", file.output);
        let first = pages.partition_point(|page| *page.url.as_str() < *folder);
        let is_below = |page: &&Page| page.url.as_str().starts_with(&*folder) && !is_named(page);
        if pages.get(first).filter(is_below).is_some() {
            report(&file.output, Output::File(index), Output::Page(first));
        }
    }
    problems
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
