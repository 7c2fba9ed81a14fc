//! Plan: lists every page of an edition, each with its template and what it needs.
//!
//! Steps: gather the lists of each language; list the pages; say what is printed where, and find
//! what wants the same place.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Query;
use crate::data::Data;
use crate::date::Locale;
use crate::diagnostic::Diagnostic;
use crate::edition::{Cards, CopiedFile, Edition, Made, Spoken};
use crate::link::{Linked, Touched};
use crate::render::queries;
use crate::render::search::{self, Slot};
use crate::site::{Paths, Site};
use crate::source::SourceTree;
use crate::theme::Theme;
use crate::view::{Free, Shared};

mod cards;
mod collisions;
mod lists;
mod machines;
mod pages;
mod pictures;
mod share_cards;
mod site_view;

pub use cards::{best, image_view, monogram, plain_words, term_link};
pub use lists::in_order;
pub use machines::{SEARCH_MANIFEST, copy_of, feed_of, ninjs_of, oembed_of, search_file};
pub use pages::{embed_of, page_of};
pub use share_cards::share_card_of;
pub use site_view::taxonomy_name;

/// Plans an edition.
pub fn plan(
    site: Arc<Site>,
    theme: Arc<Theme>,
    tree: &SourceTree,
    data: &Data,
) -> (Edition, Vec<Diagnostic>) {
    let paths = Paths::of(&site.config);
    let codes = site.config.language_codes();
    let locales: Vec<Arc<Locale>> = codes.iter().map(|code| Arc::new(Locale::new(code))).collect();
    let lists = lists::lists(&site, theme.kinds, &codes, &locales, &paths);
    let files = files(tree, &theme, &site);
    let (mut pages, mut problems) = pages::pages(&site, &theme, &lists, &paths);
    pages.par_sort_by(|one, other| one.url.cmp(&other.url));
    let mut machines = machines::machines(&site, theme.kinds, &pages, (&files, &lists));
    let (cards, more) = share_cards::share_cards(&site, &theme, &pages, &files);
    machines.extend(cards);
    problems.extend(more);
    if !machines.is_empty() {
        pages.extend(machines);
        pages.par_sort_by(|one, other| one.url.cmp(&other.url));
    }
    let (outputs, more) = collisions::outputs(&pages, &files);
    problems.extend(more);
    let data = data.view();
    let languages: Vec<Spoken> = codes
        .iter()
        .zip(&locales)
        .map(|(code, locale)| Spoken {
            code: code.clone(),
            locale: locale.clone(),
            site: Shared::new(site_view::site_view(&site, &theme, &data, code)),
        })
        .collect();
    let shared = shared_queries(&site, &theme);
    problems.extend(queries::problems(&site, &shared));
    let own = site.stories.iter().map(|story| &story.document.queries);
    let own = own.chain(site.pages.iter().map(|page| &page.document.queries));
    problems.extend(own.flat_map(|wanted| queries::problems(&site, wanted)));
    let mut edition = Edition {
        cards: Arc::new(Cards::unmade(&site, codes.len())),
        indexes: unmade(codes.len()),
        is_followed: true,
        lengths: lists.iter().map(|lists| search::length(&site, lists)).collect(),
        site,
        theme,
        pages: Arc::new(pages),
        files: Arc::new(files),
        outputs: Arc::new(outputs),
        lists: Arc::new(lists),
        paths,
        languages: Arc::new(languages),
        codes,
        answers: Vec::new(),
    };
    edition.answers = answers(&edition);
    (edition, problems)
}

/// The queries of theme and site.
fn shared_queries(site: &Site, theme: &Theme) -> Vec<Query> {
    theme.queries.iter().chain(&site.config.queries).cloned().collect()
}

/// What every page is given is answered once for each language, not once for each page.
fn answers(edition: &Edition) -> Vec<Free> {
    let shared = shared_queries(&edition.site, &edition.theme);
    let languages = 0..edition.languages.len();
    languages.map(|language| queries::answers(edition, language, shared.iter())).collect()
}

/// The edition of a site that has the same things in the same order as an edition's, with the same
/// theme and data: its pages and lists are the same. `None` where that is not so, or where other
/// files are copied.
pub fn again(old: &Edition, linked: &Linked, tree: &SourceTree) -> Option<Edition> {
    let mut edition = Edition { site: linked.site.clone(), ..old.clone() };
    match linked.touched {
        Touched::Everything => return None,
        Touched::Words => {
            edition.cards = Arc::new(Cards::unmade(&edition.site, edition.codes.len()));
            edition.answers = answers(&edition);
        }
        Touched::Inside { .. } => {}
    }
    // Other words may have letters that no font has, and another picture may need no card.
    if linked.touched == Touched::Words && !share_cards::are_the_same(&edition) {
        return None;
    }
    let indexes = old.indexes.iter().zip(&*old.lists);
    edition.indexes = indexes.map(|(slot, lists)| slot.after(lists, &linked.touched)).collect();
    // Words of stories count in files of the index; those of quotes are the same as long as there are
    // the same quotes. Nearly all stories are the same too, and that is seen without a look at them.
    let stories = old.site.stories.iter().zip(&edition.site.stories);
    for (old, new) in stories.filter(|(old, new)| !Arc::ptr_eq(old, new)) {
        let length = &mut edition.lengths[edition.paths.language(&new.document.origin.language)];
        *length = *length - old.document.words + new.document.words;
    }
    let grown = old.lengths.iter().zip(&edition.lengths);
    // A text that has grown may need more files.
    let are_enough = |(old, new): (&usize, &usize)| search::files(*old) == search::files(*new);
    if old.theme.kinds.search && !grown.into_iter().all(are_enough) {
        return None;
    }
    let files = match pictures::are_the_same(&old.site, &edition.site) {
        // There are ten versions of a picture, and thousands of pictures.
        true => with_versions_of(old, copied(tree, &old.theme, &edition.site)),
        false => Some(files(tree, &old.theme, &edition.site)),
    };
    if let Some(files) = files.filter(|files| *files != *old.files) {
        let places = files.iter().map(|file| &file.output);
        if !places.eq(old.files.iter().map(|file| &file.output)) {
            return None;
        }
        edition.files = Arc::new(files);
    }
    Some(edition)
}

/// The indexes of so many languages, none of them made.
fn unmade(languages: usize) -> Arc<[Slot]> {
    (0..languages).map(|_| Slot::default()).collect()
}

/// Every file that is copied, and the smaller versions of pictures.
fn files(tree: &SourceTree, theme: &Theme, site: &Site) -> Vec<CopiedFile> {
    let mut files = copied(tree, theme, site);
    files.extend(pictures::versions(tree, site));
    files
}

/// Copied files with the versions of an edition behind them; `None` where these are its files.
fn with_versions_of(old: &Edition, mut files: Vec<CopiedFile>) -> Option<Vec<CopiedFile>> {
    let is_version = |file: &CopiedFile| matches!(file.made, Made::Version(..));
    let versions = old.files.partition_point(|file| !is_version(file));
    if files == old.files[..versions] {
        return None;
    }
    files.extend_from_slice(&old.files[versions..]);
    Some(files)
}

/// Every file that is copied: the site's own and the theme's.
fn copied(tree: &SourceTree, theme: &Theme, site: &Site) -> Vec<CopiedFile> {
    let keeping = site.config.pictures.metadata;
    let own = tree.assets_below("static/").map(|asset| CopiedFile::of_static(asset, keeping));
    let mut files: Vec<CopiedFile> = own.collect();
    files.extend(theme.files.iter().map(|file| CopiedFile {
        output: file.url.output(),
        bytes: file.bytes.clone(),
        source: file.source.clone(),
        named_by_hash: true,
        made: Made::Copied,
    }));
    files
}
