//! Check: what only the whole edition can tell, and what the site's settings make of it all.

use std::borrow::Cow;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use percent_encoding::percent_decode_str;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::edition::{Edition, Needs, Output};
use crate::link::fill::picture_path;
use crate::parse::fields::At;
use crate::source::SourceTree;
use crate::url::scheme;

mod pictures;
mod waivers;

/// How many dead links are told with a hint.
const HINTED: usize = 100;

/// Links, anchors, pictures, menus and policies that lead nowhere.
pub fn check(edition: &Edition) -> Vec<Diagnostic> {
    let mut problems = links(edition);
    problems.extend(pictures(edition));
    problems.extend(menus(edition));
    problems.extend(publisher(edition));
    problems.extend(identities(edition));
    problems.extend(alternatives(edition));
    problems
}

/// Where in the output a path of the site leads, if it leads anywhere.
fn output(path: &str, edition: &Edition) -> Option<Output> {
    let outputs = &edition.outputs;
    let plain = path.trim_start_matches('/');
    let folder = match plain.trim_end_matches('/') {
        "" => "index.html".to_owned(),
        folder => format!("{folder}/index.html"),
    };
    let wanted = if path.ends_with('/') { folder.as_str() } else { plain };
    // Hosts lead `/about` on to `/about/`.
    outputs.get(wanted).or_else(|| outputs.get(&folder)).copied()
}

fn links(edition: &Edition) -> Vec<Diagnostic> {
    let mut anchors: HashMap<usize, Option<HashSet<&str>>> = HashMap::new();
    let mut problems = Vec::new();
    for link in edition.site.found().flat_map(|found| &found.links) {
        let (path, anchor) = match link.target.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (&*link.target, None),
        };
        let path = match (path.is_empty(), &link.from) {
            (true, Some(from)) => from.as_str().into(),
            _ => decoded(path),
        };
        let Some(target) = output(&path, edition) else {
            let problem = Diagnostic::new(Code::DeadLink, format!("there is no page {path}"))
                .at(link.place.clone());
            // A hint looks through all pages; where hundreds of links are dead it is no help.
            let known = edition.pages.iter().map(|page| page.url.as_str());
            problems.push(match problems.len() < HINTED {
                true => problem.did_you_mean(&path, known),
                false => problem,
            });
            continue;
        };
        let (Some(anchor), Output::Page(page)) = (anchor, target) else { continue };
        let known = anchors.entry(page).or_insert_with(|| anchors_of(edition, page));
        let problem = known.as_ref().and_then(|known| dead_anchor(&path, anchor, known));
        problems.extend(problem.map(|problem| problem.at(link.place.clone())));
    }
    problems
}

/// What is wrong with an anchor on a page that has those.
fn dead_anchor(path: &str, anchor: &str, known: &HashSet<&str>) -> Option<Diagnostic> {
    if anchor.is_empty() || anchor.starts_with(":~:") || known.contains(anchor) {
        return None;
    }
    let problem = Diagnostic::new(Code::DeadAnchor, format!("{path} has no anchor `{anchor}`"));
    Some(problem.did_you_mean(anchor, known.iter().copied()))
}

/// The anchors of a story or a free page. Pages that newsprint makes from lists have no anchors that
/// content could know.
fn anchors_of(edition: &Edition, page: usize) -> Option<HashSet<&str>> {
    let (own, of_quotes) = match &edition.pages[page].needs {
        Needs::Story(id) => {
            let story = edition.site.story(*id);
            (&story.document.anchors, story.anchors.as_slice())
        }
        Needs::Free(index) => (&edition.site.pages[*index].document.anchors, &[][..]),
        _ => return None,
    };
    let known = own.iter().chain(of_quotes).map(|anchor| &**anchor);
    let mut known: HashSet<&str> = known.collect();
    known.insert("main-content");
    Some(known)
}

fn pictures(edition: &Edition) -> Vec<Diagnostic> {
    let pictures = edition.site.found().flat_map(|found| &found.pictures);
    let problems =
        pictures.filter_map(|picture| picture_problem(&picture.target, &picture.place, edition));
    problems.collect()
}

/// What is wrong with a picture of the site: it is not there, or not what it should be.
fn picture_problem(target: &str, place: &Place, edition: &Edition) -> Option<Diagnostic> {
    // `%23` is a sign in the name of the file.
    let path = decoded(target.split(['?', '#']).next().unwrap_or_default());
    let path = path.trim_start_matches('/');
    if edition.outputs.contains_key(path) {
        let shown = edition.site.pictures.at(&format!("/{path}"))?;
        return pictures::problem(shown).map(|problem| problem.at(place.clone()));
    }
    let known = edition.files.iter().map(|file| file.output.as_str());
    let problem = Diagnostic::new(Code::MissingImage, format!("there is no file static/{path}"))
        .at(place.clone())
        .did_you_mean(path, known);
    Some(problem)
}

fn menus(edition: &Edition) -> Vec<Diagnostic> {
    let config = &edition.site.config;
    let own = config.menus.values();
    let others = config.languages.values().flat_map(|language| language.menus.values());
    let entries = own.chain(others).flatten();
    let file = "site.toml".into();
    entries.filter_map(|entry| named_link("the menu", &entry.url, (&file, edition))).collect()
}

/// Policies and pictures of the publisher that are not there.
fn publisher(edition: &Edition) -> Vec<Diagnostic> {
    let publisher = &edition.site.config.publisher;
    let file = "site.toml".into();
    let links = publisher.links();
    let links = links.filter_map(|url| named_link("a policy", url, (&file, edition)));
    let pictures = publisher.pictures().filter_map(|picture| {
        let place = Place::span(&file, picture.span.clone());
        picture_problem(&picture_path(&picture.value)?, &place, edition)
    });
    links.chain(pictures).collect()
}

/// Where players and terms are found elsewhere, where that is nowhere.
fn identities(edition: &Edition) -> Vec<Diagnostic> {
    let site = &edition.site;
    let players = site.players.iter().filter_map(|player| player.document.as_ref());
    let players = players.map(|player| (&player.origin.file, &player.same_as));
    let terms = site.terms.iter().filter_map(|term| term.document.as_ref());
    let terms = terms.map(|term| (&term.origin.file, &term.same_as));
    let links =
        players.chain(terms).flat_map(|(file, urls)| urls.iter().map(move |url| (file, url)));
    let problem = |(file, url)| named_link("`same_as`", url, (file, edition));
    links.filter_map(problem).collect()
}

/// What is wrong with an address in settings or front matter that is to lead to a page of the site,
/// or elsewhere.
fn named_link(
    what: &str,
    url: &At<Arc<str>>,
    (file, edition): (&Arc<str>, &Edition),
) -> Option<Diagnostic> {
    let place = Place::span(file, url.span.clone());
    let (address, anchor) = url.value.split_once('#').unwrap_or((&url.value, ""));
    let path = address.split('?').next().unwrap_or_default();
    if !path.starts_with('/') {
        // An anchor alone is on the page where it stands.
        if path.is_empty() || scheme(&url.value).is_some() {
            return None;
        }
        let message = format!("{what} leads to `{}`, which is no address", url.value);
        let hint = format!("a page of this site is /{path}, another site https://{path}");
        return Some(Diagnostic::new(Code::DeadLink, message).at(place).hint(hint));
    }
    if path.starts_with("//") {
        return None;
    }
    let problem = match output(&decoded(path), edition) {
        Some(Output::Page(page)) => dead_anchor(path, anchor, &anchors_of(edition, page)?)?,
        Some(Output::File(_)) => return None,
        None => {
            let known = edition.pages.iter().map(|page| page.url.as_str());
            let message = format!("{what} leads to {path}, where there is no page");
            Diagnostic::new(Code::DeadLink, message).did_you_mean(path, known)
        }
    };
    Some(problem.at(place))
}

/// Pictures in front matter without words for those who do not see them.
fn alternatives(edition: &Edition) -> Vec<Diagnostic> {
    let site = &edition.site;
    let stories = site
        .stories
        .iter()
        .map(|story| (&story.document.origin.file, story.document.image.as_deref()));
    let pages =
        site.pages.iter().map(|page| (&page.document.origin.file, page.document.image.as_ref()));
    let players = site.players.iter().filter_map(|player| player.document.as_ref());
    let players = players.map(|player| (&player.origin.file, player.image.as_ref()));
    let terms = site.terms.iter().filter_map(|term| term.document.as_ref());
    let terms = terms.map(|term| (&term.origin.file, term.image.as_ref()));
    let all = stories.chain(pages).chain(players).chain(terms);
    let without = all.filter_map(|(file, image)| {
        let image = image.filter(|image| image.alt.is_none())?;
        let problem = Diagnostic::new(Code::MissingAlt, "this picture has no alternative text")
            .at(Place::span(file, image.src.span.clone()))
            .hint("add `alt`; an empty one says that the picture only decorates");
        Some(problem)
    });
    without.collect()
}

/// A path with `%20` and the like decoded.
fn decoded(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8().unwrap_or(path.into())
}

/// The diagnostics as they are reported: with the site's severities, without what is waived,
/// sorted by file and place, each once.
pub fn settled(problems: Vec<Diagnostic>, tree: &SourceTree, config: &Config) -> Vec<Diagnostic> {
    let mut settled = waivers::without_waived(problems, tree);
    for problem in &mut settled {
        if let Some(severity) = config.severities.get(&problem.code) {
            problem.severity = *severity;
        }
    }
    settled.retain(|problem| problem.severity != Severity::Off);
    settled.sort();
    settled.dedup();
    settled
}
