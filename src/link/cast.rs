//! The cast: every player of the edition, from files and from what stories say.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use crate::body::{Block, Described, Manuscript};
use crate::config::folded;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::Shown;
use crate::link::mentions::Mentions;
use crate::link::names::{Names, NearNames};
use crate::parse::fields::At;
use crate::player::kind::kind as judged;
use crate::player::{PlayerDocument, PlayerId, PlayerKind};
use crate::site::LONGEST_ID;
use crate::story::StoryManuscript;
use crate::url::slug;

/// All players with their names.
pub struct Cast {
    /// The players, by id.
    pub players: Vec<Member>,
    names: Names,
    /// Names of organizations that are no players, folded.
    organizations: HashSet<String>,
}

/// A player before its relations are known.
pub struct Member {
    /// The id.
    pub id: Arc<str>,
    /// The name.
    pub name: Arc<str>,
    /// Somebody or something.
    pub kind: PlayerKind,
    /// The file, if there is one.
    pub document: Option<Arc<Manuscript<PlayerDocument>>>,
}

impl Cast {
    /// The player of that name, alias or id.
    pub fn find(&self, name: &str) -> Option<PlayerId> {
        self.names.find(name).map(PlayerId)
    }

    /// Whether a name is that of an organization, player or not.
    pub fn is_organization(&self, name: &str) -> bool {
        match self.find(name) {
            Some(player) => self.players[player.0 as usize].kind == PlayerKind::Organization,
            None => self.organizations.contains(&folded(name)),
        }
    }

    /// Every name, for "did you mean".
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.players.iter().flat_map(|player| {
            let aliases = player.document.iter().flat_map(|document| &document.aliases);
            std::iter::once(&*player.name).chain(aliases.map(|alias| &*alias.value))
        })
    }

    /// The automaton that finds players in prose.
    pub fn mentions(&self) -> Mentions {
        let names = self.players.iter().enumerate().flat_map(|(index, player)| {
            let id = PlayerId(index as u32);
            let document = player.document.iter();
            let aliases = document.clone().flat_map(|document| &document.aliases);
            let translated = document.flat_map(|document| document.translations.values());
            let more = aliases.map(|alias| &*alias.value);
            let translated = translated.filter_map(|translation| translation.name.as_deref());
            std::iter::once(&*player.name).chain(more).chain(translated).map(move |name| (name, id))
        });
        Mentions::of(names)
    }
}

/// The players that a story describes, in its order.
pub fn described(story: &StoryManuscript) -> impl Iterator<Item = &Described> {
    let sections = story.body.sections.iter().flat_map(|section| &section.blocks);
    story.body.lead.iter().chain(sections).flat_map(|block| match block {
        Block::Players(players) => players.as_slice(),
        _ => &[],
    })
}

/// The players that have no file, as they were found.
pub struct Newcomers(Vec<Implied>);

/// A player that has no file.
struct Implied {
    id: Arc<str>,
    name: Arc<str>,
    place: Place,
    quoted: bool,
    description: String,
}

/// Collects all players, and tells which of them have no file.
pub fn cast<'s>(shown: &'s Shown, problems: &mut Vec<Diagnostic>) -> (Cast, Newcomers) {
    let mut names = Names::default();
    file_names(shown, &mut names, problems);
    let organizations = organizations(shown);
    let files = shown.players.len();
    let mut implied: Vec<Implied> = Vec::new();
    // The same words are written in many stories. What they mean once they mean for good: a name
    // that is added later is one that meant nobody before.
    let mut known: HashMap<&'s str, usize> = HashMap::new();
    // Oldest first, so that a new story does not change how an old name is written.
    for story in shown.stories.iter().rev() {
        let mut add = |name: &'s At<Arc<str>>, quoted: bool, words: &str| {
            let meant = known.get(&*name.value).copied();
            let number = match meant.or_else(|| names.find(&name.value).map(|at| at as usize)) {
                Some(number) => number,
                None => {
                    let mut wish = slug(&name.value);
                    wish.truncate(LONGEST_ID);
                    if wish.is_empty() {
                        return;
                    }
                    let number = files + implied.len();
                    // `Ärla Berg` and `Arla Berg` are two people who would have one id.
                    let mut id: Arc<str> = wish.as_str().into();
                    let mut count = 1;
                    while names.add_id(&id, number as u32).is_some() {
                        count += 1;
                        id = format!("{wish}-{count}").into();
                    }
                    names.add_name(&name.value, number as u32);
                    implied.push(Implied {
                        id,
                        name: name.value.clone(),
                        place: Place::span(&story.origin.file, name.span.clone()),
                        quoted: false,
                        description: String::new(),
                    });
                    number
                }
            };
            known.insert(&name.value, number);
            if let Some(player) = number.checked_sub(files).and_then(|at| implied.get_mut(at)) {
                player.quoted |= quoted;
                if player.description.is_empty() {
                    player.description = words.to_owned();
                }
            }
        };
        for player in described(story) {
            add(&player.name, false, &player.text);
        }
        for said in &story.body.quotes {
            add(&said.name, true, "");
        }
    }
    let from_files = shown.players.iter().map(|document| Member {
        id: document.origin.id.clone(),
        name: document.name.value.clone(),
        kind: document.kind.unwrap_or_else(|| kind_of_file(document, &organizations)),
        document: Some(document.clone()),
    });
    let mut members: Vec<Member> = from_files.collect();
    for player in &implied {
        members.push(Member {
            id: player.id.clone(),
            name: player.name.clone(),
            kind: kind(player, &organizations, problems),
            document: None,
        });
    }
    (sorted(members, names, organizations), Newcomers(implied))
}

/// Sorts the players by id and renumbers their names.
fn sorted(members: Vec<Member>, names: Names, organizations: HashSet<String>) -> Cast {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by(|one, other| members[*one].id.cmp(&members[*other].id));
    let mut place = vec![0u32; members.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as u32;
    }
    let mut members: Vec<Option<Member>> = members.into_iter().map(Some).collect();
    let players = order.iter().filter_map(|old| members[*old].take()).collect();
    Cast { players, names: names.renumbered(&place), organizations }
}

/// The ids, names and aliases of players' files.
fn file_names(shown: &Shown, names: &mut Names, problems: &mut Vec<Diagnostic>) {
    let mut places: HashMap<String, Place> = HashMap::new();
    for (number, document) in shown.players.iter().enumerate() {
        names.add_id(&document.origin.id, number as u32);
    }
    for (number, document) in shown.players.iter().enumerate() {
        for name in std::iter::once(&document.name).chain(&document.aliases) {
            let place = Place::span(&document.origin.file, name.span.clone());
            if let Some(other) = names.add_name(&name.value, number as u32) {
                let other_name = &shown.players[other as usize].name.value;
                let message = format!("`{}` already means {other_name}", name.value);
                let mut problem = Diagnostic::new(Code::DuplicateName, message).at(place);
                if let Some(first) = places.get(&folded(&name.value)) {
                    problem = problem.related(first.clone(), "the first player of that name");
                }
                problems.push(problem.hint("a name or alias can mean one player only"));
            } else {
                places.entry(folded(&name.value)).or_insert(place);
            }
        }
        let translated = document.translations.values().filter_map(|other| other.name.as_deref());
        for name in translated {
            names.add_name(name, number as u32);
        }
    }
}

/// What attributions and roles name as organizations.
fn organizations(shown: &Shown) -> HashSet<String> {
    let mut organizations = HashSet::new();
    for document in &shown.players {
        let roles = document.roles.iter().filter_map(|role| role.organization.as_ref());
        organizations.extend(roles.map(|name| folded(&name.value)));
    }
    for quote in &shown.quotes {
        organizations.extend(quote.organization.iter().map(|name| folded(&name.value)));
    }
    for document in &shown.players {
        if document.kind == Some(PlayerKind::Organization) {
            let names = std::iter::once(&document.name).chain(&document.aliases);
            organizations.extend(names.map(|name| folded(&name.value)));
        }
    }
    let certain = organizations.clone();
    // Most attributions are written in many stories.
    let mut seen: HashSet<(usize, &str, &str)> = HashSet::new();
    for said in shown.stories.iter().flat_map(|story| &story.body.quotes) {
        let [first, .., last] = said.parts.as_slice() else { continue };
        if !seen.insert((said.parts.len(), first.text(), last.text())) {
            continue;
        }
        // Of title and organization, the organization comes last, unless the first is known to be
        // one: `Dock Workers' Union, president`. One part alone may be either.
        let (two, last) = (said.parts.len() == 2, folded(&last.value));
        if !two || !certain.contains(&folded(&first.value)) || certain.contains(&last) {
            organizations.insert(last);
        }
    }
    organizations
}

fn kind_of_file(document: &PlayerDocument, organizations: &HashSet<String>) -> PlayerKind {
    if organizations.contains(&folded(&document.name.value)) {
        return PlayerKind::Organization;
    }
    // Only people have roles.
    match document.roles.is_empty() {
        true => judged(&document.name.value, document.summary.as_deref().unwrap_or_default()),
        false => PlayerKind::Person,
    }
}

fn kind(
    player: &Implied,
    organizations: &HashSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> PlayerKind {
    if organizations.contains(&folded(&player.name)) {
        return PlayerKind::Organization;
    }
    if player.quoted {
        return PlayerKind::Person;
    }
    let kind = judged(&player.name, &player.description);
    let article = if kind == PlayerKind::Person { "a person" } else { "an organization" };
    problems.push(
        Diagnostic::new(Code::GuessedKind, format!("{} is taken for {article}", player.name))
            .at(player.place.clone())
            .hint(format!("content/players/{}.md with `kind` would settle it", player.id)),
    );
    kind
}

/// How many similar names are told.
const SIMILAR_TOLD: usize = 100;

impl Newcomers {
    /// Tells of those whose names are one slip from another's.
    pub fn similar(&self, shown: &Shown) -> Vec<Diagnostic> {
        let Newcomers(implied) = self;
        let mut problems = Vec::new();
        let mut near = NearNames::default();
        let files = shown.players.len();
        for (number, document) in shown.players.iter().enumerate() {
            for name in std::iter::once(&document.name).chain(&document.aliases) {
                near.add(&name.value, number as u32);
            }
        }
        for (index, player) in implied.iter().enumerate() {
            let number = (files + index) as u32;
            // Where hundreds of names are alike, they are numbered on purpose.
            if problems.len() == SIMILAR_TOLD {
                break;
            }
            if let Some(other) = near.find(&player.name, number) {
                let other = match shown.players.get(other as usize) {
                    Some(document) => &document.name.value,
                    None => &implied[other as usize - files].name,
                };
                let message = format!("`{}` is nearly `{other}`", player.name);
                problems.push(
                    Diagnostic::new(Code::SimilarName, message)
                        .at(player.place.clone())
                        .label("a player of its own")
                        .hint(format!("did you mean `{other}`?")),
                );
            }
            near.add(&player.name, number);
        }
        problems
    }
}
