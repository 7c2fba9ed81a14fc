//! Stories for partners: ninjs 3.1, the IPTC's format of news in JSON.

use std::borrow::Cow;

use crate::config::TOPICS;
use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, Page};
use crate::html::{text_of, whole_address, with_whole_addresses};
use crate::plan::{image_view, term_link};
use crate::player::{PlayerId, PlayerKind};
use crate::render::feeds::{story_tag, whole_content};
use crate::render::sitemap::changed_story;
use crate::render::views::titles;
use crate::script::words_in;
use crate::story::{Image, Story, StoryId};
use crate::term::TermId;
use crate::url::{encoded, printed, scheme};

mod item;
mod newscodes;
#[cfg(test)]
mod tests;

use item::{Concept, InfoSource, Item, Kind, Rendition, Rights, Standard, TrustIndicator, Words};

/// A story, whole.
///
/// # Errors
/// What went wrong in a component that the story shows.
pub fn story(edition: &Edition, id: StoryId) -> Result<String, Diagnostic> {
    let maker = Maker { edition };
    let item = maker.story(id)?;
    let item = Item {
        standard: Some(Standard::default()),
        trust_indicators: maker.trust_indicators(),
        // A name says what an item is within another, and stands there alone.
        name: None,
        ..item
    };
    Ok(item.json())
}

/// The newest stories of a language, whole, as the associated items of one. The standard has no list
/// of items; a `composite` item is what it calls a package of them.
///
/// # Errors
/// What went wrong in a component that a story shows.
pub fn newest(edition: &Edition, page: &Page) -> Result<String, Diagnostic> {
    let config = &edition.site.config;
    let code = &edition.languages[page.language].code;
    let lists = &edition.lists[page.language];
    let maker = Maker { edition };
    let entries = lists.stories.iter().take(config.outputs.feeds.entries);
    let stories: Vec<Item<'_>> =
        entries.clone().map(|id| maker.story(*id)).collect::<Result<_, _>>()?;
    let changed = entries.map(|id| changed_story(edition.site.story(*id)));
    let item = Item {
        standard: Some(Standard::default()),
        uri: encoded(&page.url.whole(&config.base_url)),
        r#type: Some(Kind::Composite),
        version_created: changed.max_by_key(|moment| moment.timestamp()).map(|at| at.rfc3339()),
        language: Some(code),
        title: Some(config.title_in(code)),
        copyright_notice: maker.copyright(code),
        trust_indicators: maker.trust_indicators(),
        associations: stories,
        ..Item::default()
    };
    Ok(item.json())
}

struct Maker<'e> {
    edition: &'e Edition,
}

impl<'e> Maker<'e> {
    /// A story without the name of the standard and what is true of all stories, which a package says
    /// once.
    fn story(&self, id: StoryId) -> Result<Item<'e>, Diagnostic> {
        let edition = self.edition;
        let (site, config) = (&edition.site, &edition.site.config);
        let story: &Story = site.story(id);
        let document = &story.document;
        let code = &document.origin.language;
        let language = edition.paths.language(code);
        let address = encoded(&story.url.whole(&config.base_url));
        let published = document.date.value.rfc3339();
        let dek = document.dek.as_deref();
        let place = story.place.map(|place| self.term(place, language, None));
        let of_kind = |kind: PlayerKind| {
            let players = story.players.iter().filter(move |id| site.player(**id).kind == kind);
            players.map(|id| self.player(story, *id, language)).collect()
        };
        let terms = story.terms.iter().flat_map(|(taxonomy, terms)| {
            let about = (*taxonomy == TOPICS).then_some("about");
            terms.iter().map(move |term| self.term(*term, language, about))
        });
        let writers = edition.authors(story).filter(|(_, role)| role.is_none());
        let writers: Vec<_> = writers.map(|(author, _)| author.name).collect();
        // What is over tells a partner nothing; an edition of the future still has it before it.
        let embargo = document.embargo.filter(|until| until.timestamp() > site.now);
        Ok(Item {
            uri: story_tag(edition, story),
            name: Some(Cow::Borrowed(&document.title)),
            r#type: Some(Kind::Text),
            representation_type: Some("full"),
            profile: Some(if document.image.is_some() { "text-photo" } else { "text-only" }),
            first_created: Some(published.clone()),
            version_created: Some(changed_story(story).rfc3339()),
            content_created: Some(published),
            embargoed_until: embargo.map(|until| until.rfc3339()),
            expires: document.expires.map(|moment| moment.rfc3339()),
            pub_status: Some(if document.draft { "withheld" } else { "usable" }),
            language: Some(code),
            copyright_notice: self.copyright(code),
            ed_note: corrections(story),
            title: Some(&document.title),
            headlines: std::iter::once(Words::of("main", "text/plain", &*document.title))
                .chain(dek.map(|dek| Words::of("subhead", "text/plain", dek)))
                .collect(),
            descriptions: dek
                .map(|dek| Words::of("summary", "text/plain", dek))
                .into_iter()
                .collect(),
            bodies: self.bodies(id, &address)?,
            by: Some(writers.join(crate::date::comma(code))).filter(|names| !names.is_empty()),
            slugline: Some(story.id()),
            located: place.as_ref().map(|place| place.name.clone()),
            places: place.into_iter().collect(),
            people: of_kind(PlayerKind::Person),
            organisations: of_kind(PlayerKind::Organization),
            subjects: terms.collect(),
            genres: document.genre.map(newscodes::genre).into_iter().collect(),
            info_sources: self.sources(id),
            renditions: vec![Rendition::of("web", address.clone(), Some("text/html"))],
            associations: document
                .image
                .iter()
                .map(|image| self.picture(image, &address))
                .collect(),
            ..Item::default()
        })
    }

    /// The text of a story, as HTML and as plain text.
    fn bodies(&self, id: StoryId, address: &str) -> Result<Vec<Words<'e>>, Diagnostic> {
        let (site, content) = (&self.edition.site, whole_content(self.edition, id)?);
        let content = with_whole_addresses(content.trim(), site.config.origin(), address);
        let plain = text_of(&content);
        let words = words_in(&plain);
        let plain = Words::of("main", "text/plain", plain);
        let bodies = [Words::of("richtext", "text/html", content), plain];
        let bodies = bodies.into_iter().filter(|body| !body.is_empty());
        Ok(bodies.map(|body| body.counted(words)).collect())
    }

    /// A topic, a place or another term.
    fn term(&self, id: TermId, language: usize, rel: Option<&'static str>) -> Concept {
        let edition = self.edition;
        let link = term_link(&edition.site, &edition.paths, &edition.codes, (id, language));
        let literal = Some(edition.site.term(id).id.to_string());
        Concept { name: link.name.to_string(), rel, uri: Some(self.whole(&link.url)), literal }
    }

    /// A player: what a story describes or quotes is what it is about.
    fn player(&self, story: &Story, id: PlayerId, language: usize) -> Concept {
        let link = self.edition.player_link(id, language);
        let quoted =
            || story.quotes.iter().any(|quote| self.edition.site.quote(*quote).speaker == id);
        let about = !story.descriptions_of(id).is_empty() || quoted();
        Concept {
            name: link.name.to_string(),
            rel: Some(if about { "about" } else { "mentions" }),
            uri: Some(self.whole(&link.url)),
            literal: Some(self.edition.site.player(id).id.to_string()),
        }
    }

    /// Who wrote the story, and who published first what it quotes.
    fn sources(&self, id: StoryId) -> Vec<InfoSource> {
        let site = &self.edition.site;
        let story = site.story(id);
        let authors = self.edition.authors(story).map(|(author, role)| InfoSource {
            name: author.name.to_string(),
            role: role.map_or("author", |role| &**role).to_owned(),
            uri: Some(self.whole(&author.url)),
        });
        let mut sources: Vec<InfoSource> = authors.collect();
        for quote in &story.quotes {
            let Some(source) = &site.quote_in(Some(id), *quote).source else { continue };
            let url = source.url.as_deref().filter(|url| is_web(url)).map(encoded);
            let source =
                InfoSource { name: source.name.to_string(), role: "source".into(), uri: url };
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// A picture, which is an item of its own.
    fn picture(&self, image: &Image, page: &str) -> Item<'e> {
        let config = &self.edition.site.config;
        let view = image_view(image, &self.edition.site);
        let url = encoded(&whole_address(&view.src, config.origin(), page));
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let media_type = mime_guess::from_path(path).first_raw();
        let described = [("caption", view.caption), ("alt", Some(view.alt))];
        let described = described.into_iter().filter_map(|(role, words)| Some((role, words?)));
        let license = view.license.as_deref();
        Item {
            name: Some("main picture".into()),
            uri: url.clone(),
            r#type: Some(match media_type {
                Some("image/svg+xml") => Kind::Graphic,
                _ => Kind::Picture,
            }),
            by: view.credit.as_deref().map(str::to_owned),
            usage_terms: license.filter(|license| !is_web(license)).map(str::to_owned),
            rights_info: license
                .filter(|license| is_web(license))
                .map(|license| Rights { linked_rights: encoded(license) }),
            digital_source_type: image.digital_source.map(newscodes::digital_source),
            descriptions: described
                .filter(|(_, words)| !words.trim().is_empty())
                .map(|(role, words)| Words::of(role, "text/plain", words.to_string()))
                .collect(),
            renditions: vec![Rendition {
                width: view.width,
                height: view.height,
                ..Rendition::of("web", url, media_type)
            }],
            ..Item::default()
        }
    }

    /// The pages that tell by which rules the newspaper works.
    fn trust_indicators(&self) -> Vec<TrustIndicator> {
        let config = &self.edition.site.config;
        let indicators = config.publisher.policies.iter().map(|(key, url)| {
            let path = url.value.split(['#', '?']).next().unwrap_or_default();
            let title = self.edition.page(path).and_then(|page| titles(self.edition, page).0);
            TrustIndicator {
                role: newscodes::trust_role(key),
                title: title.map(|title| title.to_string()),
                href: encoded(&whole_address(
                    &printed(&url.value, config.base_path()),
                    config.origin(),
                    "",
                )),
            }
        });
        indicators.collect()
    }

    /// The line at the foot of pages.
    fn copyright(&self, code: &str) -> Option<&'e str> {
        let config = &self.edition.site.config;
        let own = config.languages.get(code).and_then(|own| own.copyright.as_deref());
        own.or(config.copyright.as_deref())
    }

    /// The whole address of a printed path.
    fn whole(&self, url: &str) -> String {
        encoded(&format!("{}{url}", self.edition.site.config.origin()))
    }
}

/// What was corrected, for the desk that gets the story: each with its kind and its day.
fn corrections(story: &Story) -> Option<String> {
    let notes = story.document.corrections.iter().map(|correction| {
        format!("{} ({}): {}", correction.kind, correction.date.iso(), correction.text)
    });
    let notes: Vec<String> = notes.collect();
    (!notes.is_empty()).then(|| notes.join("\n"))
}

/// Whether a text is the address of a page.
fn is_web(text: &str) -> bool {
    matches!(scheme(text).as_deref(), Some("http" | "https")) && text.contains("://")
}
