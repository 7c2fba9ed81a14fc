//! The rows of stories: what they say, who wrote them, what and whom they are about.

use std::borrow::Cow;

use crate::config::{AUTHORS, PLACES};
use crate::date::Moment;
use crate::export::quotes::once;
use crate::export::tables::{
    AuthorRow, CorrectionRow, EventRow, SectionRow, StoryPlayerRow, StoryRow, StoryTermRow,
};
use crate::export::text::Reading;
use crate::export::{Model, places};
use crate::plan::image_view;
use crate::story::{Story, StoryId};

/// All stories, newest first.
pub(super) fn stories<'m>(model: &'m Model<'_>) -> impl Iterator<Item = StoryRow<'m>> {
    model.stories().map(|(number, id, story)| row(model, id, (number, story)))
}

fn row<'m>(
    model: &'m Model<'_>,
    id: &'m str,
    (number, story): (StoryId, &'m Story),
) -> StoryRow<'m> {
    let site = &*model.edition.site;
    let (document, reading) = (&story.document, reading(model, number, story));
    let image = document.image.as_deref();
    let size = image.and_then(|image| site.size(image));
    let syndicated = document.syndicated.as_deref();
    StoryRow {
        id: Cow::Borrowed(id),
        shared_id: story.id(),
        language: &document.origin.language,
        title: &document.title,
        dek: document.dek.as_deref(),
        genre: document.genre.map(|genre| genre.as_str()),
        date: document.date.value.iso(),
        updated: document.updated.as_ref().map(Moment::iso),
        expires: document.expires.as_ref().map(Moment::iso),
        draft: document.draft,
        place: story.place.map(|place| &*site.term(place).name),
        lead: reading.parts(&story.lead),
        footnotes: story.footnotes.as_ref().and_then(|notes| reading.some_prose(notes)),
        words: i64::try_from(document.words).unwrap_or(i64::MAX),
        image: image.map(|image| model.printed(&image_view(image, site).src)),
        image_alt: image.and_then(|image| image.alt.as_deref()),
        image_caption: image.and_then(|image| image.caption.as_deref()),
        image_credit: image.and_then(|image| site.credit(image)).map(|credit| &**credit),
        image_width: size.map(|size| size.width.into()),
        image_height: size.map(|size| size.height.into()),
        image_license: image.and_then(|image| image.license.as_deref()),
        image_digital_source: image
            .and_then(|image| image.digital_source)
            .map(|source| source.as_str()),
        syndicated_url: syndicated.map(|first| first.url.text()),
        syndicated_name: syndicated.map(|first| &*first.name),
        url: model.address(&story.url),
        file: &document.origin.file,
    }
}

/// Their sections.
pub(super) fn sections<'m>(model: &'m Model<'_>) -> impl Iterator<Item = SectionRow<'m>> {
    model.stories().flat_map(move |(number, id, story)| {
        let reading = reading(model, number, story);
        places().zip(&story.sections).map(move |(position, section)| SectionRow {
            story: id,
            position,
            id: &section.id,
            kind: section.kind.as_str(),
            heading: &section.text,
            text: reading.parts(&section.parts),
        })
    })
}

/// Their authors, as bylines name them.
pub(super) fn authors<'m>(model: &'m Model<'_>) -> impl Iterator<Item = AuthorRow<'m>> {
    let site = &*model.edition.site;
    let taxonomy = &*site.config.taxonomies[AUTHORS].id;
    model.stories().flat_map(move |(_, id, story)| {
        let authors = places().zip(&story.authors);
        authors.map(move |(position, (author, role))| AuthorRow {
            story: id,
            position,
            taxonomy,
            author: &site.term(*author).id,
            role: role.as_deref(),
        })
    })
}

/// Their terms of all taxonomies but authors.
pub(super) fn terms<'m>(model: &'m Model<'_>) -> impl Iterator<Item = StoryTermRow<'m>> {
    let site = &*model.edition.site;
    model.stories().flat_map(move |(_, id, story)| {
        let place = story.place.iter().map(|place| (PLACES, std::slice::from_ref(place)));
        let others = story.terms.iter().map(|(taxonomy, terms)| (*taxonomy, &**terms));
        others.chain(place).flat_map(move |(taxonomy, terms)| {
            places().zip(once(terms)).map(move |(position, term)| StoryTermRow {
                story: id,
                taxonomy: &site.config.taxonomies[taxonomy].id,
                position,
                term: &site.term(term).id,
            })
        })
    })
}

/// Their players.
pub(super) fn players<'m>(model: &'m Model<'_>) -> impl Iterator<Item = StoryPlayerRow<'m>> {
    let site = &*model.edition.site;
    model.stories().flat_map(move |(number, id, story)| {
        let reading = reading(model, number, story);
        places().zip(once(&story.players)).map(move |(position, player)| {
            let said = story.descriptions_of(player).iter();
            let said: Vec<String> = said.filter_map(|one| reading.some_prose(&one.words)).collect();
            StoryPlayerRow {
                story: id,
                player: &site.player(player).id,
                position,
                description: (!said.is_empty()).then(|| said.join("\n\n")),
            }
        })
    })
}

/// The events of their timelines.
pub(super) fn events<'m>(model: &'m Model<'_>) -> impl Iterator<Item = EventRow<'m>> {
    model.stories().flat_map(|(_, id, story)| {
        places().zip(story.timeline()).map(move |(position, event)| EventRow {
            story: id,
            position,
            date: event.date.iso(),
            until: event.until.map(|until| until.iso()),
            precision: event.date.precision().as_str(),
            text: &event.text,
        })
    })
}

/// Their corrections.
pub(super) fn corrections<'m>(model: &'m Model<'_>) -> impl Iterator<Item = CorrectionRow<'m>> {
    model.stories().flat_map(|(_, id, story)| {
        let corrections = places().zip(&story.document.corrections);
        corrections.map(move |(position, correction)| CorrectionRow {
            story: id,
            position,
            date: correction.date.iso(),
            kind: &correction.kind,
            text: &correction.text,
        })
    })
}

fn reading<'m>(model: &'m Model<'_>, number: StoryId, story: &Story) -> Reading<'m> {
    Reading::of_story(model.edition, number, &story.document.origin.language)
}
