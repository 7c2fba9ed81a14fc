//! Players: the index A to Z and the profiles.

use crate::diagnostic::Diagnostic;
use crate::plan::{best, image_view};
use crate::player::{Player, PlayerId, PlayerKind};
use crate::render::dates::partial_date_view;
use crate::render::views::Builder;
use crate::site::source_id;
use crate::story::Description;
use crate::view::{
    BesideView, DescriptionView, EntryView, LetterView, LinkView, PlayerEntry, PlayerIndexView,
    PlayerView, RoleView,
};

impl Builder<'_> {
    pub(super) fn players(&self) -> PlayerIndexView {
        PlayerIndexView {
            people: self.letters(PlayerKind::Person),
            organizations: self.letters(PlayerKind::Organization),
        }
    }

    fn letters(&self, kind: PlayerKind) -> Vec<LetterView> {
        let site = &*self.edition.site;
        let language = self.page.language;
        let locale = &self.edition.languages[language].locale;
        let players = self.edition.lists[language].players.iter().copied();
        let mut players: Vec<PlayerId> =
            players.filter(|id| site.player(*id).kind == kind).collect();
        // A name may be another in each language, and in another script.
        let name = |id: PlayerId| &*self.edition.player_link(id, language).name;
        players.sort_by(|one, other| locale.compare(name(*one), name(*other)));
        let mut letters: Vec<LetterView> = Vec::new();
        for id in players {
            let player = site.player(id);
            let spoken = |story: &&crate::story::StoryId| {
                site.story(**story).document.origin.language == *self.code()
            };
            let entry = PlayerEntry {
                player: self.edition.player_card(id, language),
                stories: player.stories.iter().filter(spoken).count(),
                quotes: self.own_quotes(player).len(),
            };
            let letter = locale.letter(name(id));
            match letters.last_mut().filter(|last| *last.letter == *letter) {
                Some(last) => last.players.push(entry),
                None => letters.push(LetterView { letter: letter.into(), players: vec![entry] }),
            }
        }
        letters
    }

    fn own_quotes(&self, player: &Player) -> Vec<crate::quote::QuoteId> {
        let site = &*self.edition.site;
        let said = player.quotes.iter().copied();
        said.filter(|id| site.quote(*id).language == *self.code()).collect()
    }

    pub(super) fn player(&self, id: PlayerId) -> Result<PlayerView, Diagnostic> {
        let site = &*self.edition.site;
        let language = self.page.language;
        let player = site.player(id);
        let document = player.document.as_deref();
        let spoken = |story: &crate::story::StoryId| {
            site.story(*story).document.origin.language == *self.code()
        };
        let stories: Vec<_> = player.stories.iter().copied().filter(spoken).collect();
        let quotes = self.own_quotes(player);
        let card = |player: PlayerId| self.edition.player_card(player, language);
        let beside = player.beside[language]
            .iter()
            .map(|(other, count)| BesideView { player: card(*other), count: *count as usize });
        let biography = match player.biography.is_empty() {
            true => None,
            false => Some(self.drawing().html(&player.biography)?),
        };
        let same_as = document.iter().flat_map(|document| &document.same_as);
        Ok(PlayerView {
            id: player.id.clone(),
            name: self.title(),
            kind: player.kind.as_str().into(),
            summary: self.view.description.clone(),
            biography,
            aliases: player.aliases().cloned().collect(),
            roles: self.roles(player),
            same_as: same_as
                .map(|url| identity_link(&url.value, site.config.base_path()))
                .collect(),
            image: document.and_then(|doc| doc.image.as_ref()).map(|image| image_view(image, site)),
            monogram: crate::plan::monogram(&self.title(), player.kind).into(),
            sources: self.quoted_in(&quotes),
            stories: self.story_cards(&stories),
            quotes: self.quote_cards(&quotes),
            years: self.by_year(&stories, &quotes),
            chart: self.chart(&stories),
            beside: beside.collect(),
            descriptions: self.descriptions(id, player)?,
            people: player.people.iter().map(|other| card(*other)).collect(),
            extra: document.map(|document| document.extra.clone()).unwrap_or_default(),
        })
    }

    fn roles(&self, player: &Player) -> Vec<RoleView> {
        let site = &*self.edition.site;
        let locale = &self.edition.languages[self.page.language].locale;
        let roles = player.roles.iter().map(|(role, organization)| {
            let organization = organization.map(|id| site.player(id));
            let written = role.organization.as_ref().map(|name| name.value.clone());
            RoleView {
                title: role.title.clone(),
                organization: organization.map(|known| known.name.clone()).or(written),
                organization_url: organization.map(|known| {
                    let language = best(known.languages, self.page.language);
                    let code = &self.edition.languages[language].code;
                    let path = format!("players/{}", known.id);
                    self.edition.paths.page(code, &path).under(site.config.base_path())
                }),
                from: role.from.map(|from| partial_date_view(from, locale)),
                to: role.to.map(|to| partial_date_view(to, locale)),
                is_to_come: role.from.is_some_and(|from| from.first_day() > site.today),
            }
        });
        roles.collect()
    }

    /// What stories say of a player, newest first; the same words only once.
    fn descriptions(
        &self,
        id: PlayerId,
        player: &Player,
    ) -> Result<Vec<DescriptionView>, Diagnostic> {
        let site = &*self.edition.site;
        let mut views: Vec<DescriptionView> = Vec::new();
        for story in &player.described_in {
            let story = site.story(*story);
            if story.document.origin.language != *self.code() {
                continue;
            }
            for Description { words, .. } in story.descriptions_of(id) {
                if words.is_empty() {
                    continue;
                }
                let html = self.drawing().html(words)?;
                if views.iter().all(|view| view.html != html) {
                    let url = story.url.under(site.config.base_path());
                    let story = LinkView { name: story.document.title.clone(), url };
                    views.push(DescriptionView { html, story });
                }
            }
            // A player of every story would otherwise fill the page with descriptions.
            if views.len() >= 12 {
                break;
            }
        }
        Ok(views)
    }

    /// Where the player's words were published, most first.
    fn quoted_in(&self, quotes: &[crate::quote::QuoteId]) -> Vec<EntryView> {
        let site = &*self.edition.site;
        if !self.edition.theme.kinds.sources {
            return Vec::new();
        }
        let mut counts = std::collections::BTreeMap::new();
        for quote in quotes {
            if let Some(id) = site.quote(*quote).source.as_deref().and_then(source_id) {
                *counts.entry(id).or_insert(0usize) += 1;
            }
        }
        let mut entries: Vec<EntryView> = counts
            .into_iter()
            .map(|(id, count)| EntryView {
                name: site.source(&id).map_or_else(|| id.clone(), |source| source.name.clone()),
                url: self.url(&format!("sources/{id}")),
                count,
            })
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.count));
        entries
    }
}

/// An identity link, named by where it leads.
pub(super) fn identity_link(url: &std::sync::Arc<str>, base_path: &str) -> LinkView {
    let name = crate::url::domain(url).map_or_else(|| url.clone(), Into::into);
    LinkView { name, url: crate::url::printed(url, base_path).into() }
}
