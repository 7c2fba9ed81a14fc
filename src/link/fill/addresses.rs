//! Addresses: what a Markdown link, the name of a file or `[[Name]]` means as a URL.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::fill::Filler;
use crate::link::fill::state::Filling;
use crate::link::targets::{Target, taxonomies};
use crate::parse::fields::At;
use crate::player::PlayerId;
use crate::quote::{Stands, anchor};
use crate::url::{Url, printed, runs_script, scheme};

impl Filler<'_> {
    /// A path of the site as links print it.
    pub(super) fn under(&self, path: &str) -> String {
        printed(path, self.around.config.base_path())
    }

    /// The URL that a Markdown link prints.
    pub(super) fn href(&self, target: &At<Arc<str>>, filling: &mut Filling<'_>) -> String {
        let text = target.value.trim();
        let place = Place::span(&filling.file, target.span.clone());
        if runs_script(text) {
            let problem =
                Diagnostic::new(Code::ScriptUrl, "this link would run a script").at(place);
            filling.found.problems.push(problem);
            return "#".to_owned();
        }
        if text.is_empty() {
            let problem = Diagnostic::new(Code::DeadLink, "this link leads nowhere").at(place);
            filling.found.problems.push(problem.hint("write the address between the parentheses"));
            return text.to_owned();
        }
        if text.starts_with("//") || scheme(text).is_some() {
            return text.to_owned();
        }
        let (path, anchor) = match text.split_once('#') {
            Some((path, anchor)) => (path, format!("#{anchor}")),
            None => (text, String::new()),
        };
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (path, String::new()),
        };
        if path.is_empty() {
            // A document without a page of its own shows up on pages that have other anchors.
            if filling.url.is_some() {
                filling.link(anchor.clone(), place);
            }
            return text.to_owned();
        }
        if path.ends_with(".md") {
            return match self.file(path, filling, &place) {
                Some((url, own)) => {
                    // A quote without a page of its own has one place, whatever anchor was meant.
                    let anchor = own.map_or(anchor, |own| format!("#{own}"));
                    filling.link(format!("{url}{anchor}"), place);
                    format!("{}{query}{anchor}", self.under(url.as_str()))
                }
                None => "#".to_owned(),
            };
        }
        let path = match path.strip_prefix('/') {
            Some(_) => path.to_owned(),
            None => joined(filling.url.as_ref().map_or("/", Url::as_str), path),
        };
        filling.link(format!("{path}{anchor}"), place);
        format!("{}{query}{anchor}", self.under(&path))
    }

    /// The page that a file of the site is printed to, and the anchor of a quote that has none.
    pub(super) fn file(
        &self,
        path: &str,
        filling: &mut Filling<'_>,
        place: &Place,
    ) -> Option<(Url, Option<String>)> {
        let absolute = match path.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None if path.starts_with("content/") => path.to_owned(),
            None => {
                let folder = filling.file.rsplit_once('/').map_or("", |(folder, _)| folder);
                joined(&format!("/{folder}/"), path).trim_start_matches('/').to_owned()
            }
        };
        let absolute = match absolute.starts_with("content/") {
            true => absolute,
            false => format!("content/{absolute}"),
        };
        let stem = absolute.trim_end_matches(".md");
        let spoken = format!("{stem}.{}.md", filling.language);
        let target = self.targets.file(&spoken).or_else(|| self.targets.file(&absolute));
        let Some(target) = target else {
            let problem = match self.targets.is_hidden(&absolute) {
                true => Diagnostic::new(
                    Code::DeadLink,
                    format!("{absolute} is not part of this edition"),
                )
                .hint("it is a draft, embargoed, in the future or expired"),
                false => Diagnostic::new(Code::DeadLink, format!("there is no file {absolute}"))
                    .did_you_mean(&absolute, self.targets.files()),
            };
            filling.found.problems.push(problem.at(place.clone()));
            return None;
        };
        let url = match target {
            Target::Story(story) => self.targets.stories[story.0 as usize].clone(),
            Target::Player(player) => self.player_url(*player, filling),
            Target::Quote(id) => {
                let quote = &self.quotes.quotes[id.0 as usize];
                let (url, stands) = self.targets.quote(*id, quote);
                return Some((url, (stands != Stands::ByItself).then(|| anchor(&quote.id))));
            }
            Target::Term(term) => self.term_url(*term, filling),
            Target::Page(url) => url.clone(),
        };
        Some((url, None))
    }

    pub(super) fn player_url(&self, player: PlayerId, filling: &Filling<'_>) -> Url {
        let language = match filling.printed {
            Some(printed) => self.targets.best(printed[player.0 as usize], &filling.language),
            None => &filling.language,
        };
        let id = &self.cast.players[player.0 as usize].id;
        self.targets.paths.page(language, &format!("players/{id}"))
    }

    pub(super) fn term_url(&self, term: crate::term::TermId, filling: &Filling<'_>) -> Url {
        self.targets.term_url(term, self.terms, self.around.config, &filling.language)
    }

    /// The page and the words of `[[Name]]`: the name as typed, or the thing's name where an id
    /// was typed.
    pub(super) fn named(&self, name: &str, filling: &mut Filling<'_>) -> Option<(String, String)> {
        if let Some(player) = self.cast.find(name) {
            if filling.seen.insert(player) {
                filling.mentioned.push(player);
            }
            let member = &self.cast.players[player.0 as usize];
            let words = if *member.id == *name { member.name.to_string() } else { name.to_owned() };
            return Some((self.under(self.player_url(player, filling).as_str()), words));
        }
        for taxonomy in taxonomies(self.around.config) {
            if let Some(id) = self.terms.find(taxonomy, name) {
                let term = &self.terms.terms[id.0 as usize];
                let words = if *term.id == *name { term.name.to_string() } else { name.to_owned() };
                return Some((self.under(self.term_url(id, filling).as_str()), words));
            }
        }
        let story = self.titles.find(name, &filling.language)?;
        let title = self.titles.stories[story.0 as usize].title.to_string();
        let url = self.under(self.targets.stories[story.0 as usize].as_str());
        Some((url, if crate::url::slug(name) == name { title } else { name.to_owned() }))
    }

    /// Reports a name that means nothing; it is shown as typed.
    pub(super) fn unknown_name(&self, name: &At<Arc<str>>, filling: &mut Filling<'_>) -> String {
        let known = self.cast.names().chain(self.terms.names(crate::config::TOPICS));
        let message = format!("`{}` is no player, topic or story", name.value);
        let problem = Diagnostic::new(Code::UnknownName, message)
            .at(Place::span(&filling.file, name.span.clone()));
        // A hint looks through all names, which a text full of unknown ones cannot pay.
        filling.found.problems.push(match filling.found.problems.len() < 20 {
            true => problem.did_you_mean(&name.value, known),
            false => problem,
        });
        name.value.to_string()
    }
}

/// A relative path under a folder, with `.` and `..` resolved; it never leaves the root.
fn joined(folder: &str, path: &str) -> String {
    let folder = &folder[..=folder.rfind('/').unwrap_or(0)];
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    let slash = if path.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    format!("/{}{slash}", parts.join("/"))
}
