//! Players: the people and organizations in the news.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::parse::fields::At;
use crate::parse::timeline::PartialDate;
use crate::quote::QuoteId;
use crate::site::{Found, Languages};
use crate::story::{Image, Origin, Prose, StoryId};
use crate::view::Free;

pub mod kind;

/// Whether a player is somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlayerKind {
    /// Somebody.
    Person,
    /// A company, an agency, a union, a team.
    Organization,
}

impl PlayerKind {
    /// The word that content and views use.
    pub fn as_str(self) -> &'static str {
        match self {
            PlayerKind::Person => "person",
            PlayerKind::Organization => "organization",
        }
    }
}

/// A role in time.
#[derive(Clone, Debug, Hash)]
pub struct Role {
    /// The title.
    pub title: Option<Arc<str>>,
    /// The organization's name or id.
    pub organization: Option<At<Arc<str>>>,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Until when.
    pub to: Option<PartialDate>,
}

impl Role {
    /// Whether the role is held on that day. A role without dates is held always.
    pub fn holds_on(&self, day: jiff::civil::Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= day)
            && self.to.is_none_or(|to| day <= to.last_day())
    }
}

/// What a player or a term says in another language.
#[derive(Clone, Debug, Default, Hash)]
pub struct Translation {
    /// The name in that language.
    pub name: Option<Arc<str>>,
    /// The sentence in that language.
    pub summary: Option<Arc<str>>,
}

/// A player as parsed from its file.
#[derive(Clone, Debug)]
pub struct PlayerDocument {
    /// Where it comes from.
    pub origin: Origin,
    /// The name.
    pub name: At<Arc<str>>,
    /// Somebody or something.
    pub kind: Option<PlayerKind>,
    /// One sentence.
    pub summary: Option<Arc<str>>,
    /// Other names.
    pub aliases: Vec<At<Arc<str>>>,
    /// Titles in time, as written.
    pub roles: Vec<Role>,
    /// Identity links.
    pub same_as: Vec<At<Arc<str>>>,
    /// The portrait.
    pub image: Option<Image>,
    /// The same in other languages.
    pub translations: BTreeMap<Arc<str>, Translation>,
    /// Free data.
    pub extra: Free,
}

/// The number of a player in [`crate::site::Site::players`], which are sorted by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlayerId(pub u32);

/// A player, linked.
#[derive(Clone, Debug)]
pub struct Player {
    /// The id, part of the profile's URL.
    pub id: Arc<str>,
    /// The name.
    pub name: Arc<str>,
    /// Somebody or something.
    pub kind: PlayerKind,
    /// One sentence: the file's, else the newest story's.
    pub summary: Option<Arc<str>>,
    /// What the file says; none for a player that only stories name.
    pub document: Option<Arc<PlayerDocument>>,
    /// Roles, the newest first, each with the organization's own profile.
    pub roles: Vec<(Role, Option<PlayerId>)>,
    /// The biography.
    pub biography: Prose,
    /// What was found while the biography was filled.
    pub found: Found,
    /// The stories in which the player appears, newest first.
    pub stories: Vec<StoryId>,
    /// The stories that describe the player, newest first.
    pub described_in: Vec<StoryId>,
    /// The quotes of the player, newest first.
    pub quotes: Vec<QuoteId>,
    /// Who appears in the same stories of each language, with the count, most first.
    pub beside: Vec<Vec<(PlayerId, u32)>>,
    /// Of an organization: the players with a role in it.
    pub people: Vec<PlayerId>,
    /// The languages in which the profile is printed.
    pub languages: Languages,
}

impl Player {
    /// Other names.
    pub fn aliases(&self) -> impl Iterator<Item = &Arc<str>> {
        let document = self.document.iter();
        document.flat_map(|document| document.aliases.iter().map(|alias| &alias.value))
    }
}
