//! Stories as records.

use serde::Serialize;

use crate::config::TOPICS;
use crate::html::whole_address;
use crate::plan::image_view;
use crate::render::records::{Named, Writer};
use crate::story::StoryId;
use crate::term::TermId;
use crate::url::encoded;

/// A story.
#[derive(Serialize)]
pub(super) struct StoryRecord<'a> {
    id: &'a str,
    url: String,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dek: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Origin<'a>>,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Named<'a>>,
    topics: Vec<Named<'a>>,
    terms: Vec<Term<'a>>,
    players: Vec<&'a str>,
    quotes: Vec<&'a str>,
    sections: Vec<Section<'a>>,
    timeline: Vec<Event<'a>>,
    corrections: Vec<Correction<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'a>>,
    words: usize,
}

#[derive(Serialize)]
struct Origin<'a> {
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Author<'a> {
    id: &'a str,
    name: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct Term<'a> {
    taxonomy: &'a str,
    id: &'a str,
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Section<'a> {
    id: &'a str,
    heading: &'a str,
}

#[derive(Serialize)]
struct Event<'a> {
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    precision: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct Correction<'a> {
    date: String,
    kind: &'a str,
    text: &'a str,
}

/// A picture.
#[derive(Serialize)]
pub(super) struct Image<'a> {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digital_source: Option<&'static str>,
}

impl<'e> Writer<'e> {
    pub(super) fn story(&self, id: StoryId) -> StoryRecord<'e> {
        let site = &*self.edition.site;
        let story = site.story(id);
        let document = &*story.document;
        let further = story.terms.iter().filter(|(taxonomy, _)| *taxonomy != TOPICS);
        let term = |taxonomy: usize, id: TermId| {
            let Named { id, name, url } = self.term(id);
            Term { taxonomy: &site.config.taxonomies[taxonomy].id, id, name, url }
        };
        StoryRecord {
            id: &document.origin.id,
            url: self.whole(&story.url),
            headline: &document.title,
            dek: document.dek.as_deref(),
            genre: document.genre.map(|genre| genre.as_str()),
            origin: document
                .syndicated
                .as_ref()
                .map(|first| Origin { name: &first.name, url: encoded(&first.url.value) }),
            date: document.date.value.iso(),
            updated: document.updated.map(|moment| moment.iso()),
            expires: document.expires.map(|moment| moment.iso()),
            authors: (story.authors.iter())
                .map(|(author, role)| {
                    let Named { id, name, url } = self.term(*author);
                    Author { id, name, url, role: role.as_deref() }
                })
                .collect(),
            place: story.place.map(|place| self.term(place)),
            topics: (story.terms_of(TOPICS).iter()).map(|id| self.term(*id)).collect(),
            terms: further
                .flat_map(|(taxonomy, terms)| terms.iter().map(|id| term(*taxonomy, *id)))
                .collect(),
            players: story.players.iter().map(|id| &*site.player(*id).id).collect(),
            quotes: story.quotes.iter().map(|id| &*site.quote(*id).id).collect(),
            sections: (story.sections.iter())
                .map(|section| Section { id: &section.id, heading: &section.text })
                .collect(),
            timeline: (story.timeline())
                .map(|event| Event {
                    date: event.date.iso(),
                    until: event.until.map(|until| until.iso()),
                    precision: event.date.precision().as_str(),
                    text: &event.text,
                })
                .collect(),
            corrections: (document.corrections.iter())
                .map(|correction| Correction {
                    date: correction.date.iso(),
                    kind: &correction.kind,
                    text: &correction.text,
                })
                .collect(),
            image: document.image.as_deref().map(|image| self.image(image)),
            words: document.words,
        }
    }

    /// A term with its page in the language.
    pub(super) fn term(&self, id: TermId) -> Named<'e> {
        let site = &*self.edition.site;
        let (term, link) = (site.term(id), self.edition.term_link(id, self.page.language));
        Named { id: &term.id, name: self.term_name(id), url: self.printed(&link.url) }
    }

    /// The name of a term in the language.
    fn term_name(&self, id: TermId) -> &'e str {
        let term = self.edition.site.term(id);
        let document = term.document.as_ref();
        let translation = document.and_then(|document| document.translations.get(self.code()));
        translation.and_then(|other| other.name.as_ref()).unwrap_or(&term.name)
    }

    pub(super) fn image(&self, image: &'e crate::story::Image) -> Image<'e> {
        let config = &self.edition.site.config;
        let site = &*self.edition.site;
        let (src, size) = (image_view(image, site).src, site.size(image));
        Image {
            url: encoded(&whole_address(&src, config.origin(), "")),
            alt: image.alt.as_deref(),
            caption: image.caption.as_deref(),
            credit: site.credit(image).map(|credit| &**credit),
            width: size.map(|size| size.width),
            height: size.map(|size| size.height),
            license: image.license.as_deref(),
            digital_source: image.digital_source.map(|source| source.as_str()),
        }
    }
}
