//! Where one section ends and the next begins.

use crate::config::{SectionKind, Vocabulary};
use crate::import::front::bare;
use crate::import::lines::{Line, overflows};
use crate::import::paragraph::{dash, marker};
use crate::import::players::{is_description, is_name_line};
use crate::import::quotes::{is_undashed, opens};
use crate::import::shape::{ends_sentence, is_name, is_sentence, starts_lowercase};
use crate::import::vocabulary::{find, without_marks};
use crate::import::{Guess, date};

/// The lines under one heading; the lead has none.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub heading: Option<String>,
    pub kind: SectionKind,
    pub lines: Vec<Line>,
}

/// Cuts the lines below the byline at their headings.
pub(crate) fn parts(
    lines: Vec<Line>,
    known: &Vocabulary,
    width: Option<usize>,
) -> (Vec<Part>, Vec<Guess>) {
    let unspaced = lines.iter().skip(1).filter(|line| line.gap).count() * 8 < lines.len();
    let mut cutter = Cutter {
        known,
        width,
        unspaced,
        done: Vec::new(),
        current: Part { heading: None, kind: SectionKind::Prose, lines: Vec::new() },
        waiting: Vec::new(),
        guesses: Vec::new(),
    };
    let mut at = 0;
    while at < lines.len() {
        at += cutter.take(&lines, at);
    }
    cutter.close();
    (cutter.done, cutter.guesses)
}

struct Cutter<'v> {
    known: &'v Vocabulary,
    width: Option<usize>,
    /// Whether the text came without empty lines, as a copy of a web page does.
    unspaced: bool,
    done: Vec<Part>,
    current: Part,
    /// Call-outs stand in the middle of other sections; they are put behind them.
    waiting: Vec<Part>,
    guesses: Vec<Guess>,
}

impl Cutter<'_> {
    /// Places the line at an index; the answer is how many lines were used.
    fn take(&mut self, lines: &[Line], at: usize) -> usize {
        let line = &lines[at];
        if !self.is_wrapped(lines, at) {
            if let Some(found) = find(self.known, &line.text) {
                if found.kind == SectionKind::Callout {
                    return self.call_out(lines, at, found.heading, &found.rest);
                }
                self.open(found.heading, found.kind);
                if !found.rest.is_empty() {
                    self.current.lines.push(Line { text: found.rest, gap: true, ..line.clone() });
                }
                return 1;
            }
            if let Some((heading, rest)) = unknown_call_out(&line.text) {
                self.guess(line, format!("\"{heading}\" read as a call-out"));
                return self.call_out(lines, at, heading, rest);
            }
            if let Some(heading) = self.players_heading(lines, at) {
                self.guess(line, format!("\"{heading}\" read as a heading above players"));
                self.open(heading, SectionKind::Players);
                return 1;
            }
            if let Some(heading) = self.unknown(lines, at) {
                self.guess(line, format!("\"{heading}\" read as a heading"));
                self.open(heading, SectionKind::Prose);
                return 1;
            }
        }
        let mut line = line.clone();
        if self.current.kind == SectionKind::Players && line.text.starts_with("##") {
            line.text = without_marks(&line.text).to_owned();
        }
        self.current.lines.push(line);
        1
    }

    fn guess(&mut self, line: &Line, what: String) {
        self.guesses.push(Guess { line: line.number, what });
    }

    fn open(&mut self, heading: String, kind: SectionKind) {
        self.close();
        self.current = Part { heading: Some(heading), kind, lines: Vec::new() };
    }

    fn close(&mut self) {
        let lead = Part { heading: None, kind: SectionKind::Prose, lines: Vec::new() };
        let part = std::mem::replace(&mut self.current, lead);
        if part.heading.is_some() || !part.lines.is_empty() {
            self.done.push(part);
        }
        self.done.append(&mut self.waiting);
    }

    /// Whether a line is the middle of a wrapped paragraph and so cannot be a heading.
    fn is_wrapped(&self, lines: &[Line], at: usize) -> bool {
        let line = &lines[at];
        let Some(before) = at.checked_sub(1).and_then(|before| lines.get(before)) else {
            return false;
        };
        let full = || self.width.is_some_and(|width| overflows(before, line, width));
        !line.gap && !ends_sentence(&before.text) && (starts_lowercase(&line.text) || full())
    }

    /// A call-out with its words: those behind its question, and those on the lines that follow
    /// where the question stands alone or the words are wrapped.
    fn call_out(&mut self, lines: &[Line], at: usize, heading: String, rest: &str) -> usize {
        let mut text = rest.to_owned();
        let mut used = 1;
        if text.is_empty()
            && let Some(next) = lines.get(at + 1)
            && find(self.known, &next.text).is_none()
            && ends_sentence(&next.text)
            && next.text.chars().count() <= 200
            && !opens(&next.text)
        {
            text.clone_from(&next.text);
            used += 1;
        }
        while lines.get(at + used).is_some_and(|next| {
            used < 6
                && !next.gap
                && !text.is_empty()
                && (starts_lowercase(&next.text) || is_arrow(&next.text))
        }) {
            text = format!("{text} {}", lines[at + used].text);
            used += 1;
        }
        let text = text.trim_end_matches(ARROWS).trim_end().to_owned();
        let line = Line { text, gap: true, ..lines[at].clone() };
        let lines = if line.text.is_empty() { Vec::new() } else { vec![line] };
        self.waiting.push(Part { heading: Some(heading), kind: SectionKind::Callout, lines });
        used
    }

    /// The heading that a line outside the vocabulary is.
    fn unknown(&self, lines: &[Line], at: usize) -> Option<String> {
        let line = &lines[at];
        let text = bare(&line.text);
        let after = lines.get(at + 1)?;
        let marked = line.text.starts_with("##") && text != line.text;
        if marked && self.current.kind != SectionKind::Players && text.chars().count() <= 100 {
            return Some(text.to_owned());
        }
        let text = text.strip_suffix(':').unwrap_or(text);
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let fits = is_heading_shape(text)
            && self.stands_alone(before, line, after)
            && find(self.known, &after.text).is_none()
            && self.may_be_here(before, text, after);
        fits.then(|| text.to_owned())
    }

    /// A heading outside the vocabulary above two or more names, each with its description.
    fn players_heading(&self, lines: &[Line], at: usize) -> Option<String> {
        let text = bare(&lines[at].text);
        let text = text.strip_suffix(':').unwrap_or(text);
        let pair = |at: usize| match lines.get(at..at + 2) {
            Some([name, about]) => {
                is_name(bare(&name.text))
                    && find(self.known, &name.text).is_none()
                    && is_description(&about.text)
            }
            _ => false,
        };
        let here = self.current.kind != SectionKind::Players && is_heading_shape(text);
        (here && pair(at + 1) && pair(at + 3) && !pair(at)).then(|| text.to_owned())
    }

    /// Whether a line has space around it, or what tells a heading where no text has any.
    fn stands_alone(&self, before: Option<&Line>, line: &Line, after: &Line) -> bool {
        let length = after.text.chars().count();
        let is_text = ends_sentence(&after.text) || length >= 40;
        let longer = length > line.text.chars().count() || is_sentence(&after.text);
        let sentence = length >= 60 && ends_sentence(&after.text);
        let behind = before.is_none_or(|before| ends_sentence(&before.text));
        let spaced = line.gap
            && (after.gap && (is_text || is_item(&after.text)) || sentence || is_item(&after.text));
        longer && (spaced || self.unspaced && behind && sentence)
    }

    /// Whether a heading is likelier than what else stands in such a section.
    fn may_be_here(&self, before: Option<&Line>, text: &str, after: &Line) -> bool {
        match self.current.kind {
            SectionKind::Players => {
                asks(text) || !is_name_line(text) && !is_description(&after.text)
            }
            SectionKind::Quotes => {
                let below = before.is_some_and(|before| opens(&before.text)) && is_undashed(text);
                let above = is_name_line(text) && opens(&after.text);
                let said = dash(&after.text).is_some();
                !below && !above && !said
            }
            SectionKind::Timeline | SectionKind::Prose | SectionKind::Callout => {
                dash(&after.text).is_none() || is_item(&after.text)
            }
        }
    }
}

const ARROWS: [char; 9] = ['›', '»', '→', '❯', '▸', '►', '➔', '>', ' '];

fn is_arrow(text: &str) -> bool {
    text.chars().all(|c| ARROWS.contains(&c))
}

/// A question, an answer and an arrow: `Want to help? Join the crew. ›`.
fn unknown_call_out(text: &str) -> Option<(String, &str)> {
    let (question, rest) = text.split_once('?')?;
    let arrow = text.ends_with(['›', '→', '❯', '▸', '►', '➔']);
    let short = text.chars().count() <= 200 && question.split_whitespace().count() <= 8;
    let rest = rest.trim();
    (arrow && short && !opens(text) && !question.trim().is_empty() && !is_arrow(rest))
        .then(|| (format!("{}?", question.trim()), rest))
}

/// Whether a line looks like the start of a list.
fn is_item(text: &str) -> bool {
    marker(text).0.is_some()
}

/// Whether a text has the shape of a heading: short, capitalized, no sentence, no date, no credit.
fn is_heading_shape(text: &str) -> bool {
    const NEVER: [&str; 9] =
        ["photo", "photos", "credit", "image", "advertisement", "related", "share", "read", "http"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words
        .first()
        .map(|word| word.to_lowercase().trim_end_matches(':').to_owned())
        .unwrap_or_default();
    let starts =
        text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || c.is_ascii_digit());
    let ends = text.ends_with(['.', ',', ';', ':', '…', '›', '→', '”', '"', '-', '—', '–']);
    let tokens = date::tokens(text);
    let dated = date::date(&tokens).is_some() || date::yearless(&tokens).is_some();
    let bullet = is_item(text);
    starts
        && !ends
        && !dated
        && !bullet
        && text.chars().count() <= 60
        && words.len() <= 9
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !NEVER.contains(&first.as_str())
        && !text.contains(['@', '|', '“', '"'])
}

/// Whether a heading opens with a word that no name opens with.
fn asks(text: &str) -> bool {
    const ASKING: [&str; 14] = [
        "what", "what's", "how", "why", "when", "where", "who", "inside", "looking", "more",
        "next", "after", "before", "about",
    ];
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase().replace('’', "'");
    ASKING.contains(&first.as_str())
}
