//! The rows of players: who they are, by which names, in which roles.

use crate::export::tables::{AliasRow, LinkRow, PlayerRow, RoleRow};
use crate::export::text::Reading;
use crate::export::{Model, places};

/// All players, by id.
pub(super) fn players<'m>(model: &'m Model<'_>) -> impl Iterator<Item = PlayerRow<'m>> {
    let reading = Reading::of(model.edition, &model.edition.site.config.language);
    model.edition.site.numbered_players().map(move |(id, player)| PlayerRow {
        id: &player.id,
        name: &player.name,
        kind: player.kind.as_str(),
        summary: player.summary.as_deref(),
        biography: reading.some_prose(&player.biography),
        url: model.printed(&model.edition.player_link(id, 0).url),
    })
}

/// Their other names.
pub(super) fn aliases<'m>(model: &'m Model<'_>) -> impl Iterator<Item = AliasRow<'m>> {
    model.edition.site.players.iter().flat_map(|player| {
        let aliases = places().zip(player.aliases());
        aliases.map(|(position, alias)| AliasRow { player: &player.id, position, alias })
    })
}

/// Their roles.
pub(super) fn roles<'m>(model: &'m Model<'_>) -> impl Iterator<Item = RoleRow<'m>> {
    let site = &*model.edition.site;
    site.players.iter().flat_map(move |player| {
        let roles = places().zip(&player.roles);
        roles.map(move |(position, (role, organization))| {
            let organization = organization.map(|id| site.player(id));
            let written = role.organization.as_ref().map(|written| written.text());
            RoleRow {
                player: &player.id,
                position,
                title: role.title.as_deref(),
                // A role may name it by its id.
                organization: organization.map(|found| &*found.name).or(written),
                organization_player: organization.map(|found| &*found.id),
                since: role.from.map(|from| from.iso()),
                until: role.to.map(|to| to.iso()),
            }
        })
    })
}

/// Pages elsewhere that are about them.
pub(super) fn links<'m>(model: &'m Model<'_>) -> impl Iterator<Item = LinkRow<'m>> {
    model.edition.site.players.iter().flat_map(|player| {
        let links = player.document.iter().flat_map(|document| &document.same_as);
        let links = places().zip(links);
        links.map(|(position, link)| LinkRow {
            player: &player.id,
            position,
            url: model.shown(link.text()),
        })
    })
}
