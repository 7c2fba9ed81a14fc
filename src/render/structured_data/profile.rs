//! Players and authors as `Person` and `Organization`.

use crate::player::{PlayerId, PlayerKind};
use crate::render::structured_data::Writer;
use crate::render::structured_data::node::Value;
use crate::term::TermId;

/// The type of schema.org that a player has.
pub(super) fn schema_type(kind: PlayerKind) -> &'static str {
    match kind {
        PlayerKind::Person => "Person",
        PlayerKind::Organization => "Organization",
    }
}

impl Writer<'_> {
    /// The player whose profile the page is.
    pub(super) fn player(&self, id: PlayerId, value: Value<'_>) {
        let site = &self.edition.site;
        let player = site.player(id);
        let document = player.document.as_deref();
        value.node(schema_type(player.kind), |node| {
            node.id(&format!("{}#player", self.address));
            node.text("name", &self.view.title);
            node.each("alternateName", player.aliases(), |value, alias| value.text(alias));
            node.text("url", &self.address);
            node.reference("mainEntityOfPage", &self.address);
            node.optional("description", self.view.description.as_ref());
            let image = document.and_then(|document| document.image.as_ref());
            node.each("image", image, |value, image| self.image(image, value));
            // Only what is held today is told: the data have no place for "until".
            let held = player.roles.iter().filter(|(role, _)| role.holds_on(site.today));
            if player.kind == PlayerKind::Person {
                let titles = held.clone().filter_map(|(role, _)| role.title.as_ref());
                node.each("jobTitle", titles, |value, title| value.text(title));
                let mut organizations = Vec::new();
                // Somebody may hold two offices of one organization.
                for (role, known) in held {
                    let organization = match known {
                        Some(id) => Some(Employer::Player(*id)),
                        None => role.organization.as_ref().map(|name| Employer::Name(&name.value)),
                    };
                    organizations.extend(organization.filter(|one| !organizations.contains(one)));
                }
                node.each("worksFor", organizations, |value, organization| match organization {
                    Employer::Player(id) => self.named_player(id, value),
                    Employer::Name(name) => {
                        value.node("Organization", |node| node.text("name", name));
                    }
                });
            }
            let same_as = document.into_iter().flat_map(|document| &document.same_as);
            node.each("sameAs", same_as, |value, url| value.text(&self.shown(&url.value)));
        });
    }

    /// The author whose page this is.
    pub(super) fn author(&self, id: TermId, value: Value<'_>) {
        let term = self.edition.site.term(id);
        let document = term.document.as_deref();
        value.node("Person", |node| {
            node.id(&format!("{}#author", self.address));
            node.text("name", &self.view.title);
            node.text("url", &self.address);
            node.reference("mainEntityOfPage", &self.address);
            node.optional("description", self.view.description.as_ref());
            let image = document.and_then(|document| document.image.as_ref());
            node.each("image", image, |value, image| self.image(image, value));
            node.optional("email", document.and_then(|document| document.email.as_ref()));
            node.reference("worksFor", &self.publisher_id());
            let same_as = document.into_iter().flat_map(|document| &document.same_as);
            node.each("sameAs", same_as, |value, url| value.text(&self.shown(&url.value)));
        });
    }
}

/// For whom somebody works: a player, or only a name.
#[derive(PartialEq, Eq)]
enum Employer<'a> {
    Player(PlayerId),
    Name(&'a str),
}
