//! Fills what parsing left open: links, names, pictures, components, quotes, and first mentions.

use std::collections::HashSet;
use std::sync::Arc;

use crate::body::{Block, Body, Hole};
use crate::config::Links;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::html::{Fragment, Piece, escaped};
use crate::link::cast::Cast;
use crate::link::mentions::{Mentions, Scan};
use crate::link::quotes::{From, Quotes};
use crate::link::relations::Related;
use crate::link::targets::{Target, Targets, taxonomies};
use crate::link::terms::Terms;
use crate::link::{Shown, Surroundings, components};
use crate::parse::fields::At;
use crate::player::PlayerId;
use crate::site::{InternalLink, Languages};
use crate::story::{Component, Drawn, Part, Prose, StoryDocument, StoryEvent, StorySection};
use crate::url::{Url, runs_script, scheme};
use crate::view::Html;

/// What filling looks things up in.
pub struct Filler<'a> {
    /// Settings, components, data.
    pub around: Surroundings<'a>,
    /// The documents of the edition.
    pub shown: &'a Shown,
    /// The players.
    pub cast: &'a Cast,
    /// The terms.
    pub terms: &'a Terms,
    /// The quotes.
    pub quotes: &'a Quotes,
    /// Where everything is.
    pub targets: &'a Targets,
    /// The automaton of names.
    pub mentions: Mentions,
}

/// A story with nothing open but what the theme draws.
pub struct FilledStory {
    /// What stands before the first section.
    pub lead: Vec<Part>,
    /// The sections.
    pub sections: Vec<StorySection>,
    /// The footnotes.
    pub footnotes: Option<Prose>,
    /// What it says of players.
    pub descriptions: Vec<(PlayerId, Prose)>,
    /// The words of its quotes, by number.
    pub quotes: Vec<Prose>,
    /// Its players in order: described, quoted, named, mentioned.
    pub players: Vec<PlayerId>,
    /// Problems.
    pub problems: Vec<Diagnostic>,
    /// Links to be checked.
    pub links: Vec<InternalLink>,
    /// Pictures to be checked.
    pub pictures: Vec<InternalLink>,
}

/// Everything filled that is no story.
#[derive(Default)]
pub struct Rest {
    /// The biographies, by player.
    pub biographies: Vec<Prose>,
    /// The descriptions, by term.
    pub descriptions: Vec<Prose>,
    /// The words of quotes' files, by number.
    pub quotes: Vec<Prose>,
    /// The free pages, by number.
    pub pages: Vec<Prose>,
    /// Problems.
    pub problems: Vec<Diagnostic>,
    /// Links to be checked.
    pub links: Vec<InternalLink>,
    /// Pictures to be checked.
    pub pictures: Vec<InternalLink>,
}

/// The state of filling one document.
struct Filling<'b> {
    body: &'b Body,
    file: Arc<str>,
    language: Arc<str>,
    url: Option<Url>,
    /// The quotes of the document, by number.
    said: &'b [crate::quote::QuoteId],
    /// The languages in which each player has a profile; none while a story is filled, whose
    /// players all have one in the story's own language.
    printed: Option<&'b [Languages]>,
    scan: Scan,
    /// Who has been mentioned in this document.
    seen: HashSet<PlayerId>,
    /// Who is mentioned, in order.
    mentioned: Vec<PlayerId>,
    /// Whether names are looked for just now, and for whom not.
    names: NamesIn,
    problems: Vec<Diagnostic>,
    links: Vec<InternalLink>,
    pictures: Vec<InternalLink>,
}

/// Where names are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NamesIn {
    /// In prose.
    Prose,
    /// In words about that player, who is not linked there.
    WordsAbout(PlayerId),
    /// Not at all: headings and quotes.
    Nothing,
}

impl<'a> Filler<'a> {
    /// Fills a story.
    pub fn story(&self, story: &StoryDocument, index: usize) -> FilledStory {
        let said = self.quotes.of_story.get(index).map_or(&[][..], Vec::as_slice);
        let url = self.targets.stories[index].clone();
        let mut filling = Filling::of(&story.body, &story.origin, Some(url));
        filling.said = said;
        let mut descriptions = Vec::new();
        let lead = self.parts(&story.body.lead, &mut filling, &mut descriptions);
        let mut sections = Vec::with_capacity(story.body.sections.len());
        for section in &story.body.sections {
            filling.names = NamesIn::Nothing;
            let heading = self.prose(&section.heading, &mut filling);
            let parts = self.parts(&section.blocks, &mut filling, &mut descriptions);
            sections.push(StorySection {
                id: section.id.clone(),
                anchor: section.anchor.clone(),
                heading,
                text: section.text.clone(),
                kind: section.kind,
                parts,
            });
        }
        filling.names = NamesIn::Prose;
        let footnotes = story.body.footnotes.as_ref().map(|notes| self.prose(notes, &mut filling));
        filling.names = NamesIn::Nothing;
        let quotes = story.body.quotes.iter().map(|said| self.prose(&said.html, &mut filling));
        let quotes = quotes.collect();
        if let Some(image) = &story.image {
            filling.picture(&image.src.value, &image.src.span);
        }
        self.references(story, &mut filling);
        let players = self.players(story, &mut filling, said);
        FilledStory {
            lead,
            sections,
            footnotes,
            descriptions,
            quotes,
            players,
            problems: filling.problems,
            links: filling.links,
            pictures: filling.pictures,
        }
    }

    /// Everything else: biographies, descriptions, quotes' files and free pages.
    pub fn rest(&self, related: &Related, shown: &Shown) -> Rest {
        let mut rest = Rest::default();
        let printed = Some(related.player_languages.as_slice());
        let fill = |body: &Body, origin, url: Option<Url>, names, rest: &mut Rest| {
            let mut filling = Filling::of(body, origin, url);
            filling.printed = printed;
            filling.names = names;
            let prose = self.whole(body, &mut filling);
            rest.problems.append(&mut filling.problems);
            rest.links.append(&mut filling.links);
            rest.pictures.append(&mut filling.pictures);
            prose
        };
        for (index, player) in self.cast.players.iter().enumerate() {
            let prose = player.document.as_ref().map(|document| {
                rest.picture(&document.origin.file, document.image.as_ref());
                let names = NamesIn::WordsAbout(PlayerId(index as u32));
                fill(&document.body, &document.origin, None, names, &mut rest)
            });
            rest.biographies.push(prose.unwrap_or_default());
        }
        for term in &self.terms.terms {
            let prose = term.document.as_ref().map(|document| {
                rest.picture(&document.origin.file, document.image.as_ref());
                fill(&document.body, &document.origin, None, NamesIn::Prose, &mut rest)
            });
            rest.descriptions.push(prose.unwrap_or_default());
        }
        for quote in &shown.quotes {
            let prose = fill(&quote.body, &quote.origin, None, NamesIn::Nothing, &mut rest);
            rest.quotes.push(prose);
        }
        for page in &shown.pages {
            let url = Some(self.targets.page_url(page));
            rest.picture(&page.origin.file, page.image.as_ref());
            let prose = fill(&page.body, &page.origin, url, NamesIn::Prose, &mut rest);
            rest.pages.push(prose);
        }
        rest
    }

    /// The whole of a body without sections.
    fn whole(&self, body: &Body, filling: &mut Filling<'_>) -> Prose {
        let blocks = body.lead.iter().filter_map(|block| match block {
            Block::Prose(fragment) => Some(fragment),
            _ => None,
        });
        let notes = body.footnotes.iter();
        let html: String = blocks.chain(notes).map(|fragment| fragment.0.as_str()).collect();
        self.prose(&Fragment(html), filling)
    }

    fn parts(
        &self,
        blocks: &[Block],
        filling: &mut Filling<'_>,
        descriptions: &mut Vec<(PlayerId, Prose)>,
    ) -> Vec<Part> {
        let mut parts = Vec::with_capacity(blocks.len());
        for block in blocks {
            filling.names = NamesIn::Prose;
            match block {
                Block::Prose(fragment) => parts.push(Part::Prose(self.prose(fragment, filling))),
                Block::Timeline(events) => {
                    let events = events.iter().map(|event| StoryEvent {
                        date: event.date,
                        html: self.prose(&event.html, filling),
                        text: event.text.as_str().into(),
                    });
                    parts.push(Part::Timeline(events.collect()));
                }
                Block::Players(players) => {
                    let mut described = Vec::with_capacity(players.len());
                    for player in players {
                        let Some(id) = self.cast.find(&player.name.value) else { continue };
                        filling.names = NamesIn::WordsAbout(id);
                        let words = self.prose(&player.html, filling);
                        descriptions.push((id, words.clone()));
                        described.push((id, words));
                    }
                    parts.push(Part::Players(described));
                }
                Block::Quote(number) => {
                    parts.extend(filling.said.get(*number).map(|quote| Part::Quote(*quote)));
                }
                Block::Reference(id) => {
                    parts.extend(self.reference(id, filling).map(Part::Quote));
                }
            }
        }
        parts
    }

    fn reference(
        &self,
        id: &At<Arc<str>>,
        filling: &mut Filling<'_>,
    ) -> Option<crate::quote::QuoteId> {
        let found = self.quotes.find(&id.value);
        if found.is_none() {
            let problem =
                Diagnostic::new(Code::UnknownQuote, format!("there is no quote `{}`", id.value))
                    .at(Place::span(&filling.file, id.span.clone()))
                    .did_you_mean(&id.value, self.quotes.ids())
                    .hint("a quote's id is the name of its file in content/quotes/");
            filling.problems.push(problem);
        }
        found
    }

    /// Fills one fragment.
    fn prose(&self, fragment: &Fragment, filling: &mut Filling<'_>) -> Prose {
        let mut drawn: Vec<Drawn> = Vec::new();
        let mut html = String::with_capacity(fragment.0.len() + 64);
        filling.scan = Scan::default();
        for piece in fragment.pieces() {
            let number = match piece {
                Piece::Html(text) => {
                    self.mentions(text, filling, &mut html);
                    continue;
                }
                Piece::Hole(number) => number,
            };
            let body = filling.body;
            match body.holes.get(number) {
                Some(Hole::Href(target)) => {
                    let url = self.href(target, filling);
                    html.push_str(&escaped(&url));
                }
                Some(Hole::Src(target)) => {
                    let url = filling.picture(&target.value, &target.span);
                    let url = url.map_or_else(|| target.value.clone(), |url| self.under(&url));
                    html.push_str(&escaped(&url));
                }
                Some(Hole::Name(name)) => {
                    let words = match self.named(&name.value, filling) {
                        Some((url, words)) => {
                            html.push_str(&format!(
                                "<a href=\"{}\">{}</a>",
                                escaped(&url),
                                escaped(&words)
                            ));
                            continue;
                        }
                        None => self.unknown_name(name, filling),
                    };
                    html.push_str(&escaped(&words));
                }
                Some(Hole::NameOpen(name)) => match self.named(&name.value, filling) {
                    Some((url, _)) => html.push_str(&format!("<a href=\"{}\">", escaped(&url))),
                    None => {
                        self.unknown_name(name, filling);
                        html.push_str("<a>");
                    }
                },
                Some(Hole::NameClose) => html.push_str("</a>"),
                Some(Hole::Component(call)) => {
                    if let Some(component) = self.component(call, filling) {
                        close(&mut html, &mut drawn);
                        drawn.push(Drawn::Component(Arc::new(component)));
                    }
                }
                Some(Hole::Quote(number)) => {
                    if let Some(quote) = filling.said.get(*number) {
                        close(&mut html, &mut drawn);
                        drawn.push(Drawn::Quote(*quote));
                    }
                }
                Some(Hole::Reference(id)) => {
                    if let Some(quote) = self.reference(id, filling) {
                        close(&mut html, &mut drawn);
                        drawn.push(Drawn::Quote(quote));
                    }
                }
                None => {}
            }
        }
        if drawn.is_empty() {
            return Prose::Done(Html(html.into()));
        }
        close(&mut html, &mut drawn);
        Prose::Open(drawn)
    }

    fn component(
        &self,
        call: &crate::body::ComponentCall,
        filling: &mut Filling<'_>,
    ) -> Option<Component> {
        let (signatures, data) = (self.around.signatures, self.around.data);
        let (checked, problems) = components::checked(call, &filling.file, signatures, data);
        filling.problems.extend(problems);
        let checked = checked?;
        let body = checked.markdown.then(|| Box::new(self.prose(&call.markdown, filling)));
        for (name, value) in &checked.arguments {
            // What the theme will use as the address of a file or a page is checked as such.
            if matches!(&**name, "src" | "poster" | "data") {
                self.addresses(&value.0, &call.name.span, filling);
            }
        }
        let arguments = checked.arguments.into_iter().map(|(name, value)| {
            let value = crate::view::Free(self.with_base(&value.0, &name));
            (name, value)
        });
        Some(Component {
            name: checked.name,
            arguments: arguments.collect(),
            body,
            place: Place::span(&filling.file, call.name.span.clone()),
        })
    }

    /// Pictures and other files that a component's arguments name.
    fn addresses(
        &self,
        value: &tera::Value,
        span: &std::ops::Range<usize>,
        filling: &mut Filling<'_>,
    ) {
        if let Some(list) = value.as_array() {
            list.iter().for_each(|entry| self.addresses(entry, span, filling));
        } else if let Some(map) = value.as_map() {
            for (key, entry) in map {
                match entry.as_str() {
                    Some(path) if matches!(key.as_str(), Some("src" | "poster")) => {
                        filling.picture(path, span);
                    }
                    _ => self.addresses(entry, span, filling),
                }
            }
        } else if let Some(path) = value.as_str()
            && path.starts_with('/')
        {
            filling.picture(path, span);
        }
    }

    /// A component's argument with the site's base path in front of every path of the site.
    fn with_base(&self, value: &tera::Value, name: &str) -> tera::Value {
        if let Some(list) = value.as_array() {
            let list = list.iter().map(|entry| self.with_base(entry, name));
            return list.collect::<Vec<_>>().into();
        }
        if let Some(map) = value.as_map() {
            let entries = map.iter().map(|(key, entry)| {
                let key: Arc<str> = key.as_str().unwrap_or_default().into();
                let value = self.with_base(entry, &key);
                (key, value)
            });
            return crate::view::table(entries);
        }
        match value.as_str() {
            Some(path) if matches!(name, "src" | "poster" | "url" | "href") => {
                if runs_script(path) {
                    return tera::Value::normal_string("#");
                }
                match path.starts_with('/') && !path.starts_with("//") {
                    true => tera::Value::normal_string(&self.under(path)),
                    false => value.clone(),
                }
            }
            _ => value.clone(),
        }
    }

    /// A path of the site as links print it.
    fn under(&self, path: &str) -> String {
        let base = self.around.config.base_path().trim_end_matches('/');
        format!("{base}{path}")
    }

    /// The URL that a Markdown link prints.
    fn href(&self, target: &At<String>, filling: &mut Filling<'_>) -> String {
        let text = target.value.trim();
        let place = Place::span(&filling.file, target.span.clone());
        if runs_script(text) {
            let problem =
                Diagnostic::new(Code::ScriptUrl, "this link would run a script").at(place);
            filling.problems.push(problem);
            return "#".to_owned();
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
                Some(url) => {
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

    /// The page that a file of the site is printed to.
    fn file(&self, path: &str, filling: &mut Filling<'_>, place: &Place) -> Option<Url> {
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
            filling.problems.push(problem.at(place.clone()));
            return None;
        };
        Some(match target {
            Target::Story(story) => self.targets.stories[story.0 as usize].clone(),
            Target::Player(player) => self.player_url(*player, filling),
            Target::Quote(quote) => {
                let quote = &self.quotes.quotes[quote.0 as usize];
                self.targets.paths.page(&quote.language, &format!("quotes/{}", quote.id))
            }
            Target::Term(term) => self.term_url(*term, filling),
            Target::Page(url) => url.clone(),
        })
    }

    fn player_url(&self, player: PlayerId, filling: &Filling<'_>) -> Url {
        let language = match filling.printed {
            Some(printed) => self.targets.best(printed[player.0 as usize], &filling.language),
            None => &filling.language,
        };
        let id = &self.cast.players[player.0 as usize].id;
        self.targets.paths.page(language, &format!("players/{id}"))
    }

    fn term_url(&self, term: crate::term::TermId, filling: &Filling<'_>) -> Url {
        self.targets.term_url(term, self.terms, self.around.config, &filling.language)
    }

    /// The page and the words of `[[Name]]`: the name as typed, or the thing's name where an id
    /// was typed.
    fn named(&self, name: &str, filling: &mut Filling<'_>) -> Option<(String, String)> {
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
        let story = self.targets.story_named(name, &self.shown.stories, &filling.language)?;
        let title = self.shown.stories[story.0 as usize].title.to_string();
        let url = self.under(self.targets.stories[story.0 as usize].as_str());
        Some((url, if crate::url::slug(name) == name { title } else { name.to_owned() }))
    }

    /// Reports a name that means nothing; it is shown as typed.
    fn unknown_name(&self, name: &At<Arc<str>>, filling: &mut Filling<'_>) -> String {
        let known = self.cast.names().chain(self.terms.names(crate::config::TOPICS));
        let message = format!("`{}` is no player, topic or story", name.value);
        let problem = Diagnostic::new(Code::UnknownName, message)
            .at(Place::span(&filling.file, name.span.clone()))
            .did_you_mean(&name.value, known);
        filling.problems.push(problem);
        name.value.to_string()
    }

    /// Copies HTML and links the mentions in it.
    fn mentions(&self, text: &str, filling: &mut Filling<'_>, out: &mut String) {
        let about = match filling.names {
            NamesIn::Nothing => {
                out.push_str(text);
                return;
            }
            NamesIn::Prose => None,
            NamesIn::WordsAbout(player) => Some(player),
        };
        let mut scan = std::mem::take(&mut filling.scan);
        self.mentions.linked(text, &mut scan, out, |player| {
            if about == Some(player) {
                return None;
            }
            let first = filling.seen.insert(player);
            if first {
                filling.mentioned.push(player);
            }
            let link = match self.around.config.links {
                Links::First => first,
                Links::All => true,
                Links::Off => false,
            };
            link.then(|| self.under(self.player_url(player, filling).as_str()))
        });
        filling.scan = scan;
    }

    /// Names in front matter that mean nobody.
    fn references(&self, story: &StoryDocument, filling: &mut Filling<'_>) {
        for name in &story.players {
            if self.cast.find(&name.value).is_none() {
                let message = format!("there is no player `{}`", name.value);
                let problem = Diagnostic::new(Code::UnknownPlayer, message)
                    .at(Place::span(&filling.file, name.span.clone()))
                    .did_you_mean(&name.value, self.cast.names())
                    .hint(
                        "a file in content/players/, or a description in a story, makes a player",
                    );
                filling.problems.push(problem);
            }
        }
    }

    /// The players of a story, each once: described, quoted, named in front matter, mentioned.
    fn players(
        &self,
        story: &StoryDocument,
        filling: &mut Filling<'_>,
        said: &[crate::quote::QuoteId],
    ) -> Vec<PlayerId> {
        let described = crate::link::cast::described(story)
            .filter_map(|player| self.cast.find(&player.name.value));
        let shown =
            crate::link::quotes::references(story).filter_map(|id| self.quotes.find(&id.value));
        let quoted = said.iter().copied().chain(shown);
        let quoted = quoted.map(|quote| self.quotes.quotes[quote.0 as usize].speaker);
        let named = story.players.iter().filter_map(|name| self.cast.find(&name.value));
        let mentioned = std::mem::take(&mut filling.mentioned);
        let mut once = HashSet::new();
        let all = described.chain(quoted).chain(named).chain(mentioned);
        all.filter(|player| once.insert(*player)).collect()
    }
}

impl<'b> Filling<'b> {
    fn of(body: &'b Body, origin: &crate::story::Origin, url: Option<Url>) -> Filling<'b> {
        Filling {
            body,
            file: origin.file.clone(),
            language: origin.language.clone(),
            url,
            said: &[],
            printed: None,
            scan: Scan::default(),
            seen: HashSet::new(),
            mentioned: Vec::new(),
            names: NamesIn::Prose,
            problems: Vec::new(),
            links: Vec::new(),
            pictures: Vec::new(),
        }
    }

    fn link(&mut self, target: String, place: Place) {
        self.links.push(InternalLink { target: target.into(), place, from: self.url.clone() });
    }

    /// Notes a picture to be checked; the path within the site, where it is one of the site's own.
    fn picture(&mut self, src: &str, span: &std::ops::Range<usize>) -> Option<String> {
        let place = Place::span(&self.file, span.clone());
        if runs_script(src) {
            let problem = Diagnostic::new(Code::ScriptUrl, "this picture would run a script");
            self.problems.push(problem.at(place));
            return Some("/".to_owned());
        }
        let path = picture_path(src)?;
        self.pictures.push(InternalLink { target: path.as_str().into(), place, from: None });
        Some(path)
    }
}

impl Rest {
    fn picture(&mut self, file: &Arc<str>, image: Option<&crate::story::Image>) {
        let Some(image) = image else { return };
        if let Some(path) = picture_path(&image.src.value) {
            let place = Place::span(file, image.src.span.clone());
            self.pictures.push(InternalLink { target: path.into(), place, from: None });
        }
    }
}

/// The path within the site of a picture that lies in `static/`; `None` for one elsewhere.
pub fn picture_path(src: &str) -> Option<String> {
    if src.starts_with("//") || scheme(src).is_some() {
        return None;
    }
    let path = src.strip_prefix("/static/").or_else(|| src.strip_prefix("static/")).unwrap_or(src);
    Some(format!("/{}", path.trim_start_matches('/')))
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

/// Ends the HTML before something that the theme draws.
fn close(html: &mut String, drawn: &mut Vec<Drawn>) {
    if !html.is_empty() {
        drawn.push(Drawn::Html(std::mem::take(html).into()));
    }
}

/// Where a quote's words were filled.
pub fn quote_words(from: From, filled: &[FilledStory], files: &[Prose]) -> Prose {
    let words = match from {
        From::Story(story, number) => {
            filled.get(story.0 as usize).and_then(|story| story.quotes.get(number))
        }
        From::File(number) => files.get(number),
    };
    words.cloned().unwrap_or_default()
}
