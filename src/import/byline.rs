//! The line that says when a story was written and by whom.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::import::authors::{Author, authors};
use crate::import::date::{self, Token};
use crate::import::shape::is_person_shape;
use crate::import::time::{self, Zone};

/// A moment as the brief gives it: local time, and an offset only where one is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Date and time of day; midnight where the brief gives no time.
    pub local: DateTime,
    /// The offset from UTC, if the brief says `UTC`, `Z` or `+02:00`.
    pub offset: Option<Offset>,
}

impl Moment {
    /// How long after another moment this is, by UTC where an offset is known.
    pub(crate) fn after(self, other: Moment) -> SignedDuration {
        let exact = |moment: Moment| {
            let offset = moment.offset.map_or(0, Offset::seconds);
            moment.local.saturating_sub(SignedDuration::from_secs(offset.into()))
        };
        exact(self).duration_since(exact(other))
    }
}

/// What one line of a byline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Byline {
    pub date: Option<Moment>,
    pub updated: Option<Moment>,
    pub authors: Vec<Author>,
    /// Words that are none of these.
    pub leftover: String,
    /// What had to be guessed.
    pub notes: Vec<String>,
}

/// What is said where a date has no time of day.
const MIDNIGHT: &str = "no time of day; midnight was taken";

/// Words that join the parts of a byline and say nothing themselves.
const FILLERS: [&str; 15] = [
    "on",
    "at",
    "last",
    "first",
    "originally",
    "date",
    "time",
    "as",
    "of",
    "posted",
    "published",
    "filed",
    "created",
    "a",
    "uhr",
];

/// Words that may stand before `by`, and whether they name a role of their own.
const WORKS: [(&str, bool); 19] = [
    ("story", false),
    ("text", false),
    ("written", false),
    ("reported", false),
    ("report", false),
    ("article", false),
    ("words", false),
    ("posted", false),
    ("published", false),
    ("updated", false),
    ("photos", true),
    ("photo", true),
    ("photography", true),
    ("photographs", true),
    ("video", true),
    ("graphics", true),
    ("reporting", true),
    ("edited", true),
    ("translated", true),
];

/// Reads a line as a byline, or finds that it is none.
pub(crate) fn byline(line: &str) -> Option<Byline> {
    if line.chars().count() > 200 {
        return None;
    }
    let tokens = date::tokens(line);
    let mut reader =
        Reader { line, tokens: &tokens, at: 0, found: Byline::default(), left: Vec::new() };
    let (mut dated, mut pending, mut updating) = (false, None, false);
    while let Some(token) = tokens.get(reader.at) {
        let word = token.text.to_lowercase();
        let rest = &tokens[reader.at..];
        if let Some(read) = date::date(rest) {
            reader.at += read.taken;
            reader.found.notes.extend(read.note);
            let clock = reader.clock().or_else(|| pending.take());
            reader.keep_moment(read.value, clock, updating);
            dated = true;
        } else if let Some(taken) = date::yearless(rest).filter(|_| !word.is_empty()) {
            let start = token.start;
            reader.at += taken;
            reader.clock();
            reader.left.push(line[start..reader.offset()].trim_matches(['|', ',', ' ']).to_owned());
            reader.found.notes.push("the date has no year and was left out".to_owned());
            dated = true;
        } else if let Some(clock) = reader.clock() {
            pending = Some(clock);
        } else if word == "by" {
            reader.at += 1;
            reader.names()?;
        } else if word == "updated" || word == "modified" {
            (updating, reader.at) = (true, reader.at + 1);
        } else if word == "published" || word == "posted" {
            (updating, reader.at) = (false, reader.at + 1);
        } else if FILLERS.contains(&word.as_str()) || is_mark(token.text) {
            reader.at += 1;
        } else {
            reader.stray();
        }
    }
    if let Some(clock) = pending {
        reader.add_clock(clock)?;
    }
    let Reader { mut found, left, .. } = reader;
    let by = !found.authors.is_empty();
    if let [only] = left.as_slice()
        && !by
        && dated
        && is_person_shape(only)
    {
        found.notes.push(format!("\"{only}\" read as the author"));
        found.authors.push(Author { name: only.clone(), role: None });
        return Some(found);
    }
    found.leftover = left.join(" ");
    let short = found.leftover.chars().count() <= 60;
    (found.leftover.is_empty() && (dated || by) || by && short).then_some(found)
}

struct Reader<'t, 'a> {
    line: &'a str,
    tokens: &'t [Token<'a>],
    at: usize,
    found: Byline,
    left: Vec<String>,
}

impl Reader<'_, '_> {
    /// Where the token that is next starts, in bytes.
    fn offset(&self) -> usize {
        self.tokens.get(self.at).map_or(self.line.len(), |token| token.start)
    }

    /// A time of day with its zone, behind marks and `at`.
    fn clock(&mut self) -> Option<(Time, Option<Zone>)> {
        let mut at = self.at;
        while self.tokens.get(at).is_some_and(|token| {
            [",", "at", "|", "·", "•", "-", "–", "—", "T", "@", "around", ":"]
                .iter()
                .any(|mark| mark.eq_ignore_ascii_case(token.text))
        }) {
            at += 1;
        }
        let read = time::time(self.tokens.get(at..)?)?;
        at += read.taken;
        self.found.notes.extend(read.note);
        if self.tokens.get(at).is_some_and(|token| token.text == ",") {
            let zone = time::zone(&self.tokens[at + 1..]);
            at += usize::from(zone.is_some());
        }
        let zone = time::zone(self.tokens.get(at..)?);
        self.at = at + zone.as_ref().map_or(0, |zone| zone.taken);
        Some((read.value, zone.map(|zone| zone.value)))
    }

    /// A day with its time, where there is one; tells what is missing or not used.
    fn moment(&mut self, day: Date, clock: Option<(Time, Option<Zone>)>) -> Moment {
        let note = match &clock {
            Some((_, Some(Zone::Named(name)))) => {
                Some(format!("the zone \"{name}\" was not used: the time was taken as local time"))
            }
            Some(_) => None,
            None => Some(MIDNIGHT.to_owned()),
        };
        self.found.notes.extend(note);
        let offset = match &clock {
            Some((_, Some(Zone::Offset(offset)))) => Some(*offset),
            _ => None,
        };
        let time = clock.map_or_else(Time::midnight, |(time, _)| time);
        Moment { local: day.to_datetime(time), offset }
    }

    fn keep_moment(&mut self, day: Date, clock: Option<(Time, Option<Zone>)>, updating: bool) {
        let moment = self.moment(day, clock);
        let slot = if updating { &mut self.found.updated } else { &mut self.found.date };
        if slot.is_none() {
            *slot = Some(moment);
        } else if self.found.updated.is_none() {
            self.found.updated = Some(moment);
        } else {
            self.left.push(day.to_string());
        }
    }

    /// Gives a time of day that stands behind something else to the date that has none; nothing
    /// where there is no date, and then the line is no byline.
    fn add_clock(&mut self, clock: (Time, Option<Zone>)) -> Option<()> {
        let first = self.found.date.or(self.found.updated)?;
        let timeless = self.found.notes.iter().position(|note| note == MIDNIGHT);
        match timeless.filter(|_| first.local.time() == Time::midnight()) {
            Some(at) => {
                self.found.notes.remove(at);
                let moment = self.moment(first.local.date(), Some(clock));
                let dated = self.found.date.is_some();
                let slot = if dated { &mut self.found.date } else { &mut self.found.updated };
                *slot = Some(moment);
            }
            None => self.left.push(clock.0.strftime("%H:%M").to_string()),
        }
        Some(())
    }

    /// The names behind `by`; none where no name follows, and then the line is no byline.
    fn names(&mut self) -> Option<()> {
        while self.tokens.get(self.at).is_some_and(|token| token.text == ":") {
            self.at += 1;
        }
        let role = self.work_before();
        let start = self.offset();
        let from = self.at;
        while let Some(token) = self.tokens.get(self.at) {
            let ends_part = matches!(token.text, "|" | "•" | "·" | "—" | "–" | "/" | ";" | "(");
            let spaced_hyphen = token.text == "-" && self.line[..token.start].ends_with(' ');
            let joins = ["on", "at", "updated", "published", "posted", "by"].contains(&token.text);
            let ends = ends_part || spaced_hyphen || (joins && self.at > from);
            let title = ["Updated", "Published", "Posted"].contains(&token.text);
            if ends || title || date::date(&self.tokens[self.at..]).is_some() {
                break;
            }
            if date::yearless(&self.tokens[self.at..]).is_some() && self.at > from {
                break;
            }
            self.at += 1;
        }
        let text = self.line[start..self.offset()].trim().trim_end_matches([',', ':', '-', ' ']);
        // `Story by A. Photos by B.`: the word that leads to the next `by` is not a name.
        let text = match text.rsplit_once(['.', ',', ' ']) {
            Some((before, work)) if self.next_is("by") && is_work(work) => {
                let length = date::tokens(work).len();
                self.at -= length;
                before.trim_end_matches(['.', ',', ' '])
            }
            _ => text,
        };
        let (authors, left) = authors(text);
        if authors.is_empty() {
            return None;
        }
        self.left.extend(left);
        self.found.authors.extend(
            authors
                .into_iter()
                .map(|author| Author { role: author.role.or_else(|| role.clone()), ..author }),
        );
        Some(())
    }

    fn next_is(&self, word: &str) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.text.eq_ignore_ascii_case(word))
    }

    /// What the words before `by` say that these people did.
    fn work_before(&mut self) -> Option<String> {
        let last = self.left.pop()?;
        let word = last.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        match WORKS.iter().find(|(work, _)| *work == word) {
            Some((_, true)) => Some(last.to_lowercase()),
            Some((_, false)) => None,
            None => {
                self.left.push(last);
                None
            }
        }
    }

    /// Takes the words up to the next separator as something that has no place.
    fn stray(&mut self) {
        let start = self.offset();
        self.at += 1;
        while let Some(token) = self.tokens.get(self.at) {
            let mark = matches!(token.text, "|" | "•" | "·" | "—" | "–" | "," | ";");
            if mark || self.next_is("by") || date::date(&self.tokens[self.at..]).is_some() {
                break;
            }
            self.at += 1;
        }
        self.left.push(self.line[start..self.offset()].trim().to_owned());
    }
}

fn is_mark(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

fn is_work(word: &str) -> bool {
    WORKS.iter().any(|(work, _)| work.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (String, String) {
        let found = byline(line).unwrap_or_else(|| panic!("{line}"));
        let date = found
            .date
            .or(found.updated)
            .map(|moment| moment.local.strftime("%Y-%m-%dT%H:%M").to_string());
        let names: Vec<String> = found
            .authors
            .into_iter()
            .map(|author| match author.role {
                Some(role) => format!("{} ({role})", author.name),
                None => author.name,
            })
            .collect();
        (date.unwrap_or_default(), names.join("; "))
    }

    #[test]
    fn bylines_are_read_in_every_common_form() {
        for line in [
            "Jan. 28, 2026 at 8:07pm by Nora Quill",
            "January 28, 2026 at 8:07 p.m. by Nora Quill",
            "By Nora Quill | Jan. 28, 2026, 8:07 PM",
            "BY Nora Quill — Wednesday, Jan. 28, 2026 — 8:07 p.m. ET",
            "By: Nora Quill, Jan. 28, 2026 8:07 pm",
            "Published 28 January 2026 20:07 by Nora Quill",
            "By Nora Quill on January 28th, 2026 at 8:07 P.M. (EST)",
            "2026-01-28 20:07 · Nora Quill",
            "2026-01-28T20:07:00 by Nora Quill.",
            "Written by Nora Quill at 8:07 p.m. Eastern Time, Jan. 28, 2026",
        ] {
            assert_eq!(read(line), ("2026-01-28T20:07".into(), "Nora Quill".into()), "{line}");
        }
    }

    #[test]
    fn several_authors_and_their_roles_are_told_apart() {
        let names = |line: &str| read(line).1;
        assert_eq!(names("By Nora Quill and Sam Ortega"), "Nora Quill; Sam Ortega");
        assert_eq!(
            names("By Nora Quill, Sam Ortega, Jr., and Ana de la Cruz"),
            "Nora Quill; Sam Ortega, Jr.; Ana de la Cruz"
        );
        assert_eq!(names("By Nora Quill, Staff Writer"), "Nora Quill (Staff Writer)");
        assert_eq!(
            names("By Nora Quill for the Harbor Ledger"),
            "Nora Quill (for the Harbor Ledger)"
        );
        assert_eq!(
            names("Story by Nora Quill. Photos by Sam Ortega"),
            "Nora Quill; Sam Ortega (photos)"
        );
        assert_eq!(names("By Nora Quill, The Harbor Ledger"), "Nora Quill (The Harbor Ledger)");
        assert_eq!(names("By J. T. O’Hara & Li"), "J. T. O’Hara; Li");
    }

    #[test]
    fn the_time_may_stand_behind_the_names() {
        let found =
            byline("By Nora Quill | Jan. 28, 2026 | 4 min read | 8:07pm").expect("a byline");
        assert_eq!(found.date.map(|m| m.local.hour()), Some(20));
        assert_eq!(found.notes, Vec::<String>::new());
    }

    #[test]
    fn a_zone_that_is_not_used_is_told() {
        for zone in ["PT", "ET", "CST", "pst", "(ET)", "Pacific", "Eastern Time"] {
            let line = format!("Jan. 28, 2026 at 5:07pm {zone} by Nora Quill");
            let found = byline(&line).expect("a byline");
            assert!(found.notes.iter().any(|note| note.contains("was not used")), "{line}");
            assert_eq!(found.date.map(|m| m.local.hour()), Some(17), "{line}");
            assert_eq!(found.authors.len(), 1, "{line}");
        }
    }

    #[test]
    fn an_update_is_not_the_date() {
        let found = byline("Published Jan. 28, 2026, 8 p.m. | Updated Jan. 29, 2026, 9 a.m.")
            .expect("a byline");
        assert_eq!(found.date.map(|m| m.local.day()), Some(28));
        assert_eq!(found.updated.map(|m| m.local.day()), Some(29));
    }

    #[test]
    fn text_is_not_a_byline() {
        for line in [
            "The port will close by January 28, 2026",
            "By Friday the port had closed.",
            "By the sea, January 28, 2026 was cold.",
            "By the numbers",
            "Robots arrive",
            "On January 28, 2026, the port closed.",
            "At 8:07 p.m. the lights went out.",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
    }

    #[test]
    fn what_has_no_place_is_handed_back() {
        let found = byline("By Nora Quill | Jan. 28, 2026 | 4 min read").expect("a byline");
        assert_eq!(found.leftover, "4 min read");
        let found = byline("Jan. 28 at 8:07pm by Nora Quill").expect("a byline");
        assert_eq!((found.date, found.leftover.as_str()), (None, "Jan. 28 at 8:07pm"));
    }
}
