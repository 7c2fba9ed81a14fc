//! A story's page.

use crate::config::{AUTHORS, PLACES, SectionKind, TOPICS};
use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use crate::plan::{image_view, taxonomy_name};
use crate::player::PlayerId;
use crate::render::dates::{date_view, partial_date_view};
use crate::render::views::Builder;
use crate::story::{Part, Prose, Story, StoryEvent, StoryId, StorySection, reading_minutes};
use crate::view::{
    BlockView, CastView, CorrectionView, EventView, Html, LinkView, PlayerCard, SectionView,
    Shared, StoryView, TaxonomyView,
};

impl Builder<'_> {
    /// The story. What no template of the theme reads is left empty.
    pub(super) fn story(&self, id: StoryId) -> Result<StoryView, Diagnostic> {
        let site = &*self.edition.site;
        let story = site.story(id);
        let document = &story.document;
        let locale = &self.edition.languages[self.page.language].locale;
        let read = self.edition.theme.story;
        let sections = story.sections.iter().filter(|_| read.sections).map(|section| {
            Ok(SectionView {
                id: section.id.clone(),
                anchor: section.anchor.clone(),
                heading: self.drawing().html(&section.heading)?,
                kind: section.kind.as_str().into(),
                blocks: self.blocks(&section.parts)?,
            })
        });
        let timeline = story.timeline().filter(|_| read.timeline).map(|event| self.event(event));
        let corrections = document.corrections.iter().map(|correction| CorrectionView {
            date: date_view(&correction.date, locale),
            html: correction.html.clone(),
            kind: correction.kind.clone(),
        });
        let footnotes = story.footnotes.as_ref().map(|notes| self.drawing().html(notes));
        let words = document.words;
        Ok(StoryView {
            id: story.id().clone(),
            title: document.title.clone(),
            dek: document.dek.clone(),
            genre: document.label().map(Into::into),
            origin: document
                .syndicated
                .as_ref()
                .map(|first| LinkView { name: first.name.clone(), url: first.url.value.clone() }),
            date: self.edition.story_date(id),
            updated: document.updated.as_ref().map(|moment| date_view(moment, locale)),
            authors: self.edition.credits(story, self.page.language),
            place: story.place.map(|place| self.shared_term_link(place)),
            topics: story
                .terms_of(TOPICS)
                .iter()
                .map(|topic| self.shared_term_link(*topic))
                .collect(),
            taxonomies: self.taxonomies(story),
            image: document.image.as_ref().map(|image| image_view(image, site)),
            content: match read.content {
                true => self.content(story)?,
                false => Html::default(),
            },
            lead: self.blocks(if read.lead { &story.lead } else { &[] })?,
            sections: sections.collect::<Result<_, Diagnostic>>()?,
            timeline: timeline.collect::<Result<_, Diagnostic>>()?,
            players: match read.players {
                true => self.cast(story)?,
                false => Vec::new(),
            },
            unlisted: self.unlisted(story),
            quotes: self.quote_cards(if read.quotes { &story.quotes } else { &[] }),
            footnotes: footnotes.transpose()?,
            corrections: corrections.collect(),
            word_count: words,
            reading_minutes: reading_minutes(words, &document.origin.language),
            newer: neighbor(self.edition, self.page.language, id, Neighbor::Newer),
            older: neighbor(self.edition, self.page.language, id, Neighbor::Older),
            related: if read.related { self.related(id) } else { Vec::new() },
            translations: self.view.translations.clone(),
            extra: document.extra.clone(),
        })
    }

    fn taxonomies(&self, story: &Story) -> Vec<TaxonomyView> {
        let config = &self.edition.site.config;
        let further = story.terms.iter().filter(|(number, terms)| {
            !matches!(*number, TOPICS | AUTHORS | PLACES) && !terms.is_empty()
        });
        let views = further.map(|(number, terms)| {
            let taxonomy = &config.taxonomies[*number];
            TaxonomyView {
                id: taxonomy.id.clone(),
                name: taxonomy_name(taxonomy, &self.edition.theme, self.code()),
                terms: terms.iter().map(|term| self.term_link(*term)).collect(),
            }
        });
        views.collect()
    }

    /// All players, unless a section lists them with the story's own words.
    fn unlisted(&self, story: &Story) -> Vec<Shared<PlayerCard>> {
        let is_list = |section: &StorySection| section.kind == SectionKind::Players;
        if story.sections.iter().any(is_list) {
            return Vec::new();
        }
        let card = |player: &PlayerId| self.edition.player_card(*player, self.page.language);
        story.players.iter().map(card).collect()
    }

    /// Every player with the story's own words, else the player's summary.
    fn cast(&self, story: &Story) -> Result<Vec<CastView>, Diagnostic> {
        let cast = story.players.iter().map(|player| {
            let said = story.descriptions_of(*player).first();
            self.described(*player, said.map(|description| &description.words))
        });
        cast.collect()
    }

    fn described(&self, player: PlayerId, words: Option<&Prose>) -> Result<CastView, Diagnostic> {
        let description = self.description(player, words)?;
        let card = self.edition.player_card(player, self.page.language);
        Ok(CastView { player: card, description })
    }

    /// A story's words about a player, else the player's summary.
    pub(super) fn description(
        &self,
        player: PlayerId,
        words: Option<&Prose>,
    ) -> Result<Html, Diagnostic> {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            return self.drawing().html(words);
        }
        let player = self.edition.site.player(player);
        let document = player.document.as_ref();
        let other = document.and_then(|document| document.translations.get(self.code()));
        let spoken = other.and_then(|other| other.summary.as_deref());
        let summary = spoken.or(player.summary.as_deref());
        Ok(summary.map(crate::html::paragraphs).unwrap_or_default().into())
    }

    fn event(&self, event: &StoryEvent) -> Result<EventView, Diagnostic> {
        let locale = &self.edition.languages[self.page.language].locale;
        Ok(EventView {
            date: partial_date_view(event.date, locale),
            until: event.until.map(|until| partial_date_view(until, locale)),
            html: self.drawing().html(&event.html)?,
        })
    }

    fn blocks(&self, parts: &[Part]) -> Result<Vec<BlockView>, Diagnostic> {
        let block = |kind: &str| BlockView {
            kind: kind.into(),
            html: Html::default(),
            events: Vec::new(),
            players: Vec::new(),
            quote: None,
            anchor: None,
        };
        let blocks = parts.iter().map(|part| {
            Ok(match part {
                Part::Prose(prose) => {
                    BlockView { html: self.drawing().html(prose)?, ..block("prose") }
                }
                Part::Timeline(events) => BlockView {
                    events: events
                        .iter()
                        .map(|event| self.event(event))
                        .collect::<Result<_, _>>()?,
                    ..block("timeline")
                },
                Part::Players(players) => BlockView {
                    players: players
                        .iter()
                        .map(|(player, words)| self.described(*player, Some(words)))
                        .collect::<Result<_, _>>()?,
                    ..block("players")
                },
                Part::Quote(quote, anchor) => BlockView {
                    quote: Some(self.quote_card(*quote)),
                    anchor: anchor.clone(),
                    ..block("quote")
                },
            })
        });
        blocks.collect()
    }
}

enum Neighbor {
    Newer,
    Older,
}

/// The story before or after in the language's list.
fn neighbor(
    edition: &Edition,
    language: usize,
    id: StoryId,
    which: Neighbor,
) -> Option<Shared<LinkView>> {
    let stories = &edition.lists[language].stories;
    // Stories are numbered newest first, so the list is sorted by number.
    let at = stories.binary_search(&id).ok()?;
    let other = match which {
        Neighbor::Newer => stories.get(at.checked_sub(1)?),
        Neighbor::Older => stories.get(at + 1),
    };
    Some(edition.story_link(*other?))
}
