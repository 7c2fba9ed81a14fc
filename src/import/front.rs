//! The top of a brief: headline, dek and byline.

use jiff::SignedDuration;
use jiff::civil::Time;

use crate::config::Vocabulary;
use crate::import::authors::Author;
use crate::import::byline::{Byline, Moment, byline};
use crate::import::lines::Line;
use crate::import::shape::{ends_sentence, is_person_shape, is_sentence, starts_lowercase};
use crate::import::vocabulary::find;
use crate::import::{Guess, date, time};

/// What stands above the lead, and the lines that are left.
#[derive(Clone, Debug, Default)]
pub(crate) struct Front {
    pub headline: String,
    pub dek: Option<String>,
    pub date: Option<Moment>,
    pub updated: Option<Moment>,
    pub authors: Vec<Author>,
    pub body: Vec<Line>,
    pub byline: Vec<Line>,
    pub guesses: Vec<Guess>,
    pub unplaced: Vec<Line>,
}

/// How far below the headline a byline may stand.
const REACH: usize = 8;
/// A dek is a sentence or two, not a paragraph.
const LONGEST_DEK: usize = 400;

/// Takes the front off a brief's lines.
pub(crate) fn front(mut lines: Vec<Line>, known: &Vocabulary) -> Front {
    let mut front = Front::default();
    // A byline above the headline is a byline all the same.
    for _ in 0..2 {
        if lines.len() > 1 && byline(&lines[0].text).is_some_and(|found| is_pure(&found)) {
            front.keep(lines.remove(0));
        }
    }
    if lines.is_empty() {
        front.guess(1, "no headline was found");
        return front;
    }
    front.take_kicker(&mut lines, known);
    let first = lines.remove(0);
    front.headline = bare(&first.text).to_owned();
    // A headline that was wrapped goes on in lower case, for a line or two.
    for _ in 0..2 {
        let goes_on =
            |next: &Line| !next.gap && starts_lowercase(&next.text) && byline(&next.text).is_none();
        if lines.first().is_some_and(goes_on) {
            front.headline = format!("{} {}", front.headline, lines.remove(0).text);
        }
    }
    let zone =
        lines.iter().take(REACH).take_while(|line| find(known, &line.text).is_none()).count();
    let zone = zone - join_clocks(&mut lines, zone);
    let (mut above, mut below) = front.split(&mut lines, zone);
    front.take_rules(&mut above);
    front.take_bare_author(&mut above, &mut below);
    // Only a byline between headline and lead says where the dek ends.
    let found = front.byline.iter().any(|line| line.number > first.number);
    if front.byline.is_empty() {
        front.take_last_line(&mut lines);
    }
    if found && !above.is_empty() {
        front.take_dek(&mut above);
    } else {
        above.append(&mut below);
        front.guess_dek(&mut above, lines.is_empty());
    }
    if found && front.dek.is_none() && above.is_empty() {
        front.guess_dek(&mut below, lines.is_empty());
    }
    above.append(&mut below);
    above.append(&mut lines);
    front.body = above;
    front.close(first.number);
    front
}

impl Front {
    fn guess(&mut self, line: usize, what: impl Into<String>) {
        self.guesses.push(Guess { line, what: what.into() });
    }

    /// The name of a paper or of its part above the headline: a word or two in capitals.
    fn take_kicker(&mut self, lines: &mut Vec<Line>, known: &Vocabulary) {
        const USUAL: [&str; 24] = [
            "NEWS",
            "LOCAL NEWS",
            "BUSINESS",
            "BUSINESS NEWS",
            "POLITICS",
            "SPORTS",
            "OPINION",
            "CULTURE",
            "ARTS",
            "HEALTH",
            "SCIENCE",
            "TECH",
            "TECHNOLOGY",
            "EDUCATION",
            "CRIME",
            "WORLD",
            "NATION",
            "BREAKING",
            "BREAKING NEWS",
            "EXCLUSIVE",
            "ANALYSIS",
            "LABOR",
            "WEATHER",
            "REAL ESTATE",
        ];
        let [first, next, third, ..] = lines.as_slice() else { return };
        let letters = first.text.chars().filter(|c| c.is_alphabetic()).count();
        let loud = !first.text.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
        let short = first.text.split_whitespace().count() <= 2 && letters >= 2;
        let headline = next.text.split_whitespace().count() >= 4
            && next.text.chars().any(char::is_lowercase)
            && !is_sentence(&next.text)
            && byline(&next.text).is_none();
        // Two words in capitals above one line may also be a headline above its dek.
        let dek = byline(&third.text).is_none() && find(known, &third.text).is_none();
        let usual = USUAL.contains(&first.text.as_str());
        let text = third.text.chars().count() > 200;
        if loud && short && headline && !ends_sentence(&first.text) && (usual || dek && !text) {
            self.unplaced.push(lines.remove(0));
        }
    }

    /// Splits the lines that may hold a byline into those above it and those below, and keeps
    /// every line of it: date and names often stand on lines of their own.
    fn split(&mut self, lines: &mut Vec<Line>, zone: usize) -> (Vec<Line>, Vec<Line>) {
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let mut since = 0;
        for line in lines.drain(..zone) {
            let fits = byline(&line.text).is_some_and(|found| {
                let adds = found.date.is_some() && self.date.is_none()
                    || found.updated.is_some() && self.updated.is_none()
                    || !found.authors.is_empty() && (self.authors.is_empty() || since == 0)
                    || !found.leftover.is_empty() && since == 0 && self.date.is_none();
                adds && since < 3
            });
            if fits {
                self.keep(line);
                // What stood between a name and its date is no lead.
                above.append(&mut below);
                since = 0;
            } else if is_reading_time(&line.text) {
                self.unplaced.push(line);
            } else if self.byline.is_empty() {
                above.push(line);
            } else {
                since += 1;
                below.push(line);
            }
        }
        (above, below)
    }

    /// Keeps what a line of the byline says.
    fn keep(&mut self, line: Line) {
        let Some(found) = byline(&line.text) else {
            return;
        };
        for note in found.notes {
            self.guess(line.number, note);
        }
        match (self.date, found.date) {
            (None, Some(date)) => self.date = Some(date),
            (Some(_), Some(date)) if self.updated.is_none() => self.updated = Some(date),
            _ => {}
        }
        self.updated = self.updated.or(found.updated);
        self.authors.extend(found.authors);
        if !found.leftover.is_empty() {
            self.unplaced.push(Line { text: found.leftover, ..line.clone() });
        }
        self.byline.push(line);
    }

    /// Lines that only rule off, as under a headline, are no dek.
    fn take_rules(&mut self, above: &mut Vec<Line>) {
        let (rules, rest) = std::mem::take(above)
            .into_iter()
            .partition(|line: &Line| !line.text.chars().any(char::is_alphanumeric));
        self.unplaced.extend::<Vec<Line>>(rules);
        *above = rest;
    }

    /// A name alone right above or below the date, where the date names nobody.
    fn take_bare_author(&mut self, above: &mut Vec<Line>, below: &mut Vec<Line>) {
        if self.byline.is_empty() || !self.authors.is_empty() {
            return;
        }
        let fits = |line: Option<&Line>| {
            line.is_some_and(|line| {
                is_person_shape(&line.text) && line.text.split(' ').count() <= 3
            })
        };
        let line = if fits(above.last()) {
            above.pop()
        } else if fits(below.first()) {
            Some(below.remove(0))
        } else {
            None
        };
        if let Some(line) = line {
            self.guess(line.number, format!("\"{}\" read as the author", line.text));
            self.authors.push(Author { name: line.text.clone(), role: None });
            self.byline.push(line);
        }
    }

    /// A byline may also close a brief.
    fn take_last_line(&mut self, lines: &mut Vec<Line>) {
        let whole =
            lines.last().and_then(|line| byline(&line.text)).is_some_and(|found| is_pure(&found));
        if whole && let Some(line) = lines.pop() {
            self.keep(line);
        }
    }

    /// The lines between headline and byline: a dek, unless they are too long for one.
    fn take_dek(&mut self, above: &mut Vec<Line>) {
        let length: usize = above.iter().map(|line| line.text.chars().count() + 1).sum();
        let taken = match (length <= LONGEST_DEK, above.first()) {
            (true, _) => above.len(),
            (false, Some(first)) if first.text.chars().count() <= 250 => 1,
            _ => 0,
        };
        let words: Vec<String> = above.drain(..taken).map(|line| line.text).collect();
        self.dek = (!words.is_empty()).then(|| bare(&words.join(" ")).to_owned());
    }

    /// Without a byline below it, a dek is a short line that is no sentence, above a longer text.
    fn guess_dek(&mut self, lines: &mut Vec<Line>, last: bool) {
        let Some(first) = lines.first() else { return };
        let next = lines.get(1);
        let alone = next.is_none_or(|next| {
            next.gap || (!starts_lowercase(&next.text) && next.text.len() > first.text.len())
        });
        let short = first.text.chars().count() <= 200 && !is_sentence(&first.text);
        let plain = !first.text.starts_with(['•', '-', '*', '–', '—', '“', '"', '#'])
            && !ends_sentence(&first.text);
        let followed = next.is_some() || !last;
        if alone && short && plain && followed {
            let line = lines.remove(0);
            self.guess(line.number, "the line below the headline was read as the dek");
            self.dek = Some(bare(&line.text).to_owned());
        }
    }

    /// Sees to it that the update lies behind the date.
    fn order_dates(&mut self, line: usize) {
        let (Some(date), Some(updated)) = (self.date, self.updated) else { return };
        let ahead = updated.after(date);
        let unclear = date.offset.is_some() != updated.offset.is_some() && ahead.abs() < WIDEST;
        let same_day = date.local.date() == updated.local.date();
        let timeless = updated.local.time() == Time::midnight();
        if unclear || ahead.is_negative() && same_day && timeless {
            self.updated = None;
            let what =
                format!("the update of {} was left out: it may lie before the date", updated.local);
            self.guess(line, what);
        } else if ahead.is_negative() {
            (self.date, self.updated) = (Some(updated), Some(date));
            self.guess(
                line,
                "the update lies before the date; the later of both was taken as the update",
            );
        }
    }

    /// Says what the front lacks.
    fn close(&mut self, line: usize) {
        if self.date.is_none() {
            self.date = self.updated.take();
            match self.date {
                Some(_) => self.guess(line, "the day of the update was taken as the date"),
                None => self.guess(line, "no date was found"),
            }
        }
        self.order_dates(line);
        if self.authors.is_empty() {
            self.guess(line, "no author was found");
        }
    }
}

/// Puts a time of day that stands alone below a date on the date's line, among the first `zone`
/// lines; how many lines went.
fn join_clocks(lines: &mut Vec<Line>, zone: usize) -> usize {
    let mut joined = 0;
    let mut at = 1;
    while at < zone - joined {
        let text = format!("{} | {}", lines[at - 1].text, lines[at].text);
        let dated = byline(&lines[at - 1].text).is_some_and(|found| found.date.is_some());
        let clock = dated && is_clock(&lines[at].text) && byline(&text).is_some();
        if clock {
            lines[at - 1].text = text;
            lines.remove(at);
            joined += 1;
        } else {
            at += 1;
        }
    }
    joined
}

/// `8:07pm`, `at 8:07 p.m. ET`
fn is_clock(text: &str) -> bool {
    let tokens = date::tokens(text.strip_prefix("at ").unwrap_or(text));
    let Some(read) = time::time(&tokens) else { return false };
    let rest = &tokens[read.taken..];
    rest.is_empty() || time::zone(rest).is_some_and(|zone| zone.taken == rest.len())
}

/// The most that two clocks can differ: from UTC-12 to UTC+14.
const WIDEST: SignedDuration = SignedDuration::from_hours(26);

fn is_pure(found: &Byline) -> bool {
    let says = found.date.is_some() || found.updated.is_some() || !found.authors.is_empty();
    says && found.leftover.is_empty()
}

/// `4 min read`
fn is_reading_time(text: &str) -> bool {
    let tokens = date::tokens(text);
    let words: Vec<&str> =
        tokens.iter().map(|token| token.text).filter(|text| *text != "-").collect();
    matches!(words.as_slice(), [number, minutes, read]
        if number.parse::<u16>().is_ok()
            && minutes.to_lowercase().starts_with("min")
            && read.eq_ignore_ascii_case("read"))
}

/// A line without the marks of a Markdown heading or of bold around the whole of it.
pub(crate) fn bare(text: &str) -> &str {
    let hashes = text.trim_start_matches('#');
    let text = if hashes.starts_with(' ') { hashes.trim() } else { text };
    let inner = text.strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    inner.filter(|inner| !inner.contains('*') && !inner.trim().is_empty()).map_or(text, str::trim)
}
