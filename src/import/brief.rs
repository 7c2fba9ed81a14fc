//! A pasted text read as a brief.

use std::collections::HashSet;

use crate::config::folded;
use crate::config::{SectionKind, Vocabulary};
use crate::import::authors::Author;
use crate::import::blocks::{Block, blocks};
use crate::import::byline::Moment;
use crate::import::front::front;
use crate::import::lines::{Line, lines, wrap_width};
use crate::import::markdown::player_file;
use crate::import::paragraph::paragraphs;
use crate::import::players::Player;
use crate::import::quotes::Quote;
use crate::import::sections::parts;
use crate::import::{date, slug};
use crate::parse::timeline;
use crate::player::PlayerKind;
use crate::player::kind::kind;

/// What a brief was read as, with all that was guessed and all that found no place.
#[derive(Clone, Debug)]
pub struct Brief {
    /// The first line; empty only where the text is.
    pub headline: String,
    pub dek: Option<String>,
    /// When the story was written, in the site's zone unless it has an offset.
    pub date: Option<Moment>,
    pub updated: Option<Moment>,
    pub authors: Vec<Author>,
    /// The place that a dateline names.
    pub place: Option<String>,
    /// What stands before the first heading.
    pub lead: Vec<Block>,
    pub sections: Vec<Section>,
    /// The lines that became date and authors.
    pub byline: Vec<Line>,
    pub guesses: Vec<Guess>,
    /// Words that are in no part of the story.
    pub unplaced: Vec<Line>,
}

/// A heading with what is under it.
#[derive(Clone, Debug)]
pub struct Section {
    pub heading: String,
    pub kind: SectionKind,
    /// What the site's vocabulary says of the heading, if it has it.
    pub known: Option<SectionKind>,
    pub blocks: Vec<Block>,
}

/// Something that the text does not say outright.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The line in the pasted text, from 1.
    pub line: usize,
    /// What was taken for granted: `player "Harbor Robotics" read as an organization`.
    pub what: String,
}

/// A player that a brief describes, as a file to write where there is none yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayerStub {
    /// The file's stem.
    pub id: String,
    pub name: String,
    pub kind: PlayerKind,
    pub summary: Option<String>,
    /// The whole file.
    pub text: String,
}

/// Reads a text. Nothing in it is an error: what cannot be placed is listed.
pub fn brief(text: &str, known: &Vocabulary) -> Brief {
    let lines = lines(text);
    let width = wrap_width(lines.get(1..).unwrap_or_default());
    let front = front(lines, known);
    let (parts, mut found) = parts(front.body, known, width);
    let mut guesses = front.guesses;
    guesses.append(&mut found);
    let (mut lead, mut sections) = (Vec::new(), Vec::new());
    let mut lead_line = 0;
    for part in parts {
        let (blocks, notes) = blocks(&paragraphs(&part.lines, width), part.kind);
        guesses.extend(notes);
        match part.heading {
            Some(heading) => {
                let known = known.entry(&heading).map(|entry| entry.kind);
                let prose = part.kind == SectionKind::Timeline && !has_dates(&blocks);
                let kind = if prose { SectionKind::Prose } else { part.kind };
                if prose && let Some(line) = part.lines.first() {
                    let what = format!("no dated list stands under \"{heading}\": read as text");
                    guesses.push(Guess { line: line.number, what });
                }
                sections.push(Section { heading, kind, known, blocks });
            }
            None => {
                lead_line = part.lines.first().map_or(0, |line| line.number);
                lead = blocks;
            }
        }
    }
    let place = match lead.first() {
        Some(Block::Paragraph(text)) => dateline(text),
        _ => None,
    };
    if let Some(place) = &place {
        guesses.push(Guess {
            line: lead_line,
            what: format!("place \"{place}\" taken from the dateline"),
        });
    }
    let mut brief = Brief {
        headline: front.headline,
        dek: front.dek,
        date: front.date,
        updated: front.updated,
        authors: front.authors,
        place,
        lead,
        sections,
        byline: front.byline,
        guesses,
        unplaced: front.unplaced,
    };
    let kinds = player_guesses(&brief);
    brief.guesses.extend(kinds);
    brief.guesses.sort_by_key(|guess| guess.line);
    brief.unplaced.sort_by_key(|line| line.number);
    brief
}

/// Whether a list of a section has a date: without one, what stands there is no timeline. Nothing
/// at all may become one.
fn has_dates(blocks: &[Block]) -> bool {
    let dated = |item: &String| {
        timeline::date_in(item).is_some() || date::yearless(&date::tokens(item)).is_some()
    };
    blocks.is_empty()
        || blocks.iter().any(|block| match block {
            Block::Bullets(items) | Block::Numbers(_, items) => items.iter().any(dated),
            _ => false,
        })
}

impl Brief {
    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.lead.iter().chain(self.sections.iter().flat_map(|section| &section.blocks))
    }

    fn players(&self) -> impl Iterator<Item = &Player> {
        self.blocks().filter_map(|block| match block {
            Block::Player(player) => Some(player),
            _ => None,
        })
    }

    fn voices(&self) -> Voices {
        let mut voices = Voices::default();
        for block in self.blocks() {
            if let Block::Quote(Quote { attribution, .. }) = block {
                voices.speakers.insert(folded(&attribution.name));
                voices.works.extend(attribution.parts().into_iter().map(folded));
            }
        }
        voices
    }
}

/// The names in all attributions of a brief, folded.
#[derive(Default)]
struct Voices {
    speakers: HashSet<String>,
    /// Titles and organizations: what stands behind a speaker's name.
    works: HashSet<String>,
}

impl Voices {
    /// What a player is and why: quoted people are people, what an attribution names behind a
    /// name is an organization, all others are judged by their description.
    fn kind_of(&self, player: &Player) -> (PlayerKind, &'static str) {
        let name = folded(&player.name);
        if self.speakers.contains(&name) {
            return (PlayerKind::Person, ", because it is quoted");
        }
        if self.works.contains(&name) {
            return (PlayerKind::Organization, ", because somebody speaks for it");
        }
        (kind(&player.name, &player.description.join(" ")), "")
    }
}

fn player_guesses(brief: &Brief) -> Vec<Guess> {
    let voices = brief.voices();
    let guesses = brief.players().map(|player| {
        let (kind, why) = voices.kind_of(player);
        let article = if kind == PlayerKind::Person { "a" } else { "an" };
        let what = format!("player \"{}\" read as {article} {}{why}", player.name, kind.as_str());
        Guess { line: player.line, what }
    });
    guesses.collect()
}

/// The players that a brief describes, each once, in their order.
pub fn players(brief: &Brief) -> Vec<PlayerStub> {
    let voices = brief.voices();
    let (mut stubs, mut seen) = (Vec::new(), HashSet::new());
    for player in brief.players() {
        let id = slug(&player.name);
        if !seen.insert(id.clone()) {
            continue;
        }
        let (kind, _) = voices.kind_of(player);
        let summary = player.description.first().map(|first| first_sentence(first).to_owned());
        let text = player_file(&player.name, kind.as_str(), summary.as_deref());
        stubs.push(PlayerStub { id, name: player.name.clone(), kind, summary, text });
    }
    stubs
}

/// The first sentence of a description, which is what a summary may hold.
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").find(|(at, _)| {
        // `Harbor Robotics Inc. builds` and `J. Lind` go on.
        let word = text[..*at].split_whitespace().next_back().unwrap_or_default();
        let short = word.chars().filter(|c| c.is_alphabetic()).count() <= 3;
        !(short && word.starts_with(char::is_uppercase))
    });
    ends.map_or(text, |(at, _)| &text[..=at])
}

/// The place at the start of a lead: `HARBOR CITY, N.D. (AP) — The port`.
fn dateline(text: &str) -> Option<String> {
    const NEVER: [&str; 15] = [
        "BREAKING",
        "UPDATE",
        "UPDATED",
        "WATCH",
        "EXCLUSIVE",
        "NEW",
        "LIVE",
        "ANALYSIS",
        "OPINION",
        "CORRECTION",
        "NEWS",
        "BREAKING NEWS",
        "ALERT",
        "DEVELOPING",
        "FIRST",
    ];
    let cuts = ["—", " – ", " -- ", " - "];
    let at = cuts.iter().filter_map(|cut| text.find(cut)).min().filter(|at| *at <= 60)?;
    let place = text[..at].split([',', '(', '/']).next()?.trim();
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let loud = place.chars().all(|c| !c.is_lowercase() && !c.is_ascii_digit());
    let plain = place.chars().all(|c| c.is_alphabetic() || " .'’-".contains(c));
    let cased = place.chars().any(char::is_uppercase);
    let short = place.split_whitespace().count() <= 4;
    let fits = letters >= 3 && loud && plain && cased && short && !NEVER.contains(&place);
    fits.then(|| place.split_whitespace().map(title_word).collect::<Vec<_>>().join(" "))
}

fn title_word(word: &str) -> String {
    let mut starts = true;
    word.chars()
        .flat_map(|c| {
            let written: Vec<char> = if starts { vec![c] } else { c.to_lowercase().collect() };
            starts = !c.is_alphabetic() && !matches!(c, '\'' | '’');
            written
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_is_a_place_in_capitals() {
        assert_eq!(dateline("HARBOR CITY — The port").as_deref(), Some("Harbor City"));
        assert_eq!(
            dateline("ST. OLAF-BY-THE-SEA, N.D. (AP) -- The port").as_deref(),
            Some("St. Olaf-By-The-Sea")
        );
        assert_eq!(dateline("UPDATE — The port"), None);
        assert_eq!(dateline("The port — closed"), None);
        assert_eq!(dateline("HARBOR CITY is closed"), None);
    }

    #[test]
    fn a_summary_is_one_sentence() {
        assert_eq!(first_sentence("Builds robots. Pays late."), "Builds robots.");
        assert_eq!(
            first_sentence("Owned by Lind Inc. of Harbor City."),
            "Owned by Lind Inc. of Harbor City."
        );
    }

    #[test]
    fn an_empty_text_is_an_empty_brief() {
        let read = brief(" \n\u{FEFF}\r\n", &Vocabulary::default());
        assert_eq!((read.headline.as_str(), read.sections.len()), ("", 0));
        assert!(read.guesses.iter().any(|guess| guess.what == "no headline was found"));
    }
}
