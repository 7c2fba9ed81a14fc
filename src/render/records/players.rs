//! Players as records.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::player::PlayerId;
use crate::render::records::Writer;
use crate::render::records::stories::Image;
use crate::story::StoryId;
use crate::url::{encoded, printed};

/// A player.
#[derive(Serialize)]
pub(super) struct PlayerRecord<'a> {
    id: &'a str,
    url: String,
    name: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    aliases: Vec<&'a str>,
    roles: Vec<Role<'a>>,
    same_as: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'a>>,
    stories: Vec<&'a str>,
    quotes: Vec<&'a str>,
    beside: Vec<Beside<'a>>,
}

#[derive(Serialize)]
struct Role<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

/// Who appears beside a player, and in how many stories.
#[derive(Serialize)]
struct Beside<'a> {
    id: &'a str,
    stories: u32,
}

impl<'e> Writer<'e> {
    pub(super) fn player(&self, id: PlayerId) -> PlayerRecord<'e> {
        let site = &*self.edition.site;
        let player = site.player(id);
        let link = self.edition.player_link(id, self.page.language);
        let document = player.document.as_deref();
        let translation = document.and_then(|document| document.translations.get(self.code()));
        let summary = translation.and_then(|other| other.summary.as_deref());
        let roles = player.roles.iter().map(|(role, known)| {
            let known = known.map(|id| site.player(id));
            let written = role.organization.as_ref().map(|name| &*name.value);
            Role {
                title: role.title.as_deref(),
                organization: known.map(|player| &*player.name).or(written),
                organization_id: known.map(|player| &*player.id),
                from: role.from.map(|date| date.iso()),
                to: role.to.map(|date| date.iso()),
            }
        });
        let spoken = |id: &&StoryId| *site.story(**id).document.origin.language == *self.code();
        // A story that says something of a player twice is one story all the same.
        let mut once = BTreeSet::new();
        let stories = player.stories.iter().filter(spoken).filter(|id| once.insert(**id));
        let quotes = player.quotes.iter().map(|id| site.quote(*id));
        let quotes = quotes.filter(|quote| *quote.language == *self.code());
        let beside = player.beside[self.page.language].iter();
        let base = site.config.base_path();
        PlayerRecord {
            id: &player.id,
            url: self.printed(&link.url),
            name: &link.name,
            kind: player.kind.as_str(),
            summary: summary.or(player.summary.as_deref()),
            aliases: player.aliases().map(|alias| &**alias).collect(),
            roles: roles.collect(),
            same_as: (document.iter().flat_map(|document| &document.same_as))
                .map(|url| match url.value.starts_with('/') && !url.value.starts_with("//") {
                    true => self.printed(&printed(&url.value, base)),
                    false => encoded(&url.value),
                })
                .collect(),
            image: document
                .and_then(|document| document.image.as_ref())
                .map(|image| self.image(image)),
            stories: stories.map(|id| &*site.story(*id).document.origin.id).collect(),
            quotes: quotes.map(|quote| &*quote.id).collect(),
            beside: beside
                .map(|(other, stories)| Beside { id: &site.player(*other).id, stories: *stories })
                .collect(),
        }
    }
}
