//! Paragraphs become what they are: text, lists, quotes, players, dated events.

use crate::config::SectionKind;
use crate::import::Guess;
use crate::import::attribution::Attribution;
use crate::import::date;
use crate::import::paragraph::{Marker, Paragraph, dash};
use crate::import::players::{self, Player, layout, player};
use crate::import::quotes::{self, Quote, Section, is_undashed, quote};
use crate::import::shape::{is_name, name_and_rest};

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Text on one line, as it was typed.
    Paragraph(String),
    /// Items without numbers.
    Bullets(Vec<String>),
    /// Items with numbers, and the number of the first.
    Numbers(u32, Vec<String>),
    /// Somebody's words.
    Quote(Quote),
    /// A name with its description.
    Player(Player),
}

/// Reads the paragraphs under one heading.
pub(crate) fn blocks(all: &[Paragraph], kind: SectionKind) -> (Vec<Block>, Vec<Guess>) {
    let section = match kind {
        SectionKind::Quotes if names_first(all) => Section::Other,
        SectionKind::Quotes => Section::Quotes,
        SectionKind::Players => Section::Players,
        SectionKind::Prose | SectionKind::Timeline | SectionKind::Callout => Section::Other,
    };
    let mut reader =
        Reader { kind, section, layout: layout(all), blocks: Vec::new(), guesses: Vec::new() };
    let mut at = 0;
    while let Some(rest) = all.get(at..).filter(|rest| !rest.is_empty()) {
        at += reader.take(rest);
    }
    reader.close();
    (reader.blocks, reader.guesses)
}

struct Reader {
    kind: SectionKind,
    section: Section,
    layout: players::Layout,
    blocks: Vec<Block>,
    guesses: Vec<Guess>,
}

impl Reader {
    /// Reads what starts at the first paragraph; the answer is how many were used.
    fn take(&mut self, rest: &[Paragraph]) -> usize {
        let Some(first) = rest.first() else { return 1 };
        let found = self.named_above(rest).or_else(|| quote(rest, self.section));
        if let Some((mut quote, mut used)) = found {
            if let Some(line) = undashed(&rest[..used]) {
                self.guess(line, format!("\"{}\" read as the speaker", quote.attribution.name));
            }
            if let Some(attribution) =
                rest.get(used).and_then(|next| self.second_line(&quote, next))
            {
                quote.attribution = attribution;
                used += 1;
            }
            if quote.attribution.written().is_some() {
                self.blocks.push(Block::Quote(quote));
            } else {
                self.keep_as_text(&rest[..used]);
            }
            return used;
        }
        if self.kind == SectionKind::Players && self.take_player(rest) {
            return 1;
        }
        if self.kind == SectionKind::Timeline
            && let Some(used) = self.take_event(rest)
        {
            return used;
        }
        if quotes::is_reported(&first.text) {
            let what = "words that a paragraph quotes stay in it; they are not among the quotes";
            self.guess(first.line, what.to_owned());
        } else if quotes::is_whole(&first.text) && first.text.contains(' ')
            || self.kind == SectionKind::Quotes && quotes::opens(&first.text)
        {
            self.guess(
                first.line,
                "a quote without an attribution was kept as a paragraph".to_owned(),
            );
        }
        match first.marker {
            Some(Marker::Bullet(_)) => self.push_item(first.text.clone()),
            Some(Marker::Number(number)) if is_numbered(rest) || self.continues(number) => {
                match self.blocks.last_mut() {
                    Some(Block::Numbers(start, items))
                        if next_number(*start, items) == Some(number) =>
                    {
                        items.push(first.text.clone());
                    }
                    _ => self.blocks.push(Block::Numbers(number, vec![first.text.clone()])),
                }
            }
            _ => self.blocks.push(Block::Paragraph(first.typed.clone())),
        }
        1
    }

    /// Keeps a quote as paragraphs whose attribution would say something else in our own form.
    fn keep_as_text(&mut self, paragraphs: &[Paragraph]) {
        if let Some(last) = paragraphs.last() {
            let what = format!("\"{}\" is no attribution; it was kept as text", last.text);
            self.guess(last.line, what);
        }
        let typed = paragraphs.iter().map(|paragraph| Block::Paragraph(paragraph.typed.clone()));
        self.blocks.extend(typed);
    }

    /// Title and organization on a line of their own, right below a name that has none.
    fn second_line(&self, quote: &Quote, next: &Paragraph) -> Option<Attribution> {
        let first = &quote.attribution;
        let bare = first.parts().is_empty() && first.source.is_none();
        let fits = self.section == Section::Quotes && bare && !next.gap && next.marker.is_none();
        let title = is_undashed(&next.text)
            && is_name(name_and_rest(&next.text).0)
            && dash(&next.text).is_none();
        (fits && title)
            .then(|| Attribution::read(&format!("{}, {}", first.text, next.text)))
            .flatten()
    }

    fn guess(&mut self, line: usize, what: String) {
        self.guesses.push(Guess { line, what });
    }

    fn push_item(&mut self, text: String) {
        match self.blocks.last_mut() {
            Some(Block::Bullets(items)) => items.push(text),
            _ => self.blocks.push(Block::Bullets(vec![text])),
        }
    }

    fn continues(&self, number: u32) -> bool {
        matches!(self.blocks.last(), Some(Block::Numbers(start, items)) if next_number(*start, items) == Some(number))
    }

    /// A name on its own line above a quote, where the whole section is laid out so.
    fn named_above(&self, rest: &[Paragraph]) -> Option<(Quote, usize)> {
        let names_first = self.kind == SectionKind::Quotes && self.section == Section::Other;
        let [name, words, ..] = rest else { return None };
        if !names_first
            || name.marker.is_some()
            || !is_undashed(&name.text)
            || !quotes::is_whole(&words.text)
        {
            return None;
        }
        let typed = format!("{} — {}", words.text, name.text);
        let joined = Paragraph { text: typed, ..words.clone() };
        quote(&[joined], Section::Other).map(|(quote, _)| (quote, 2))
    }

    /// Reads a name, or adds a paragraph to the player above.
    fn take_player(&mut self, rest: &[Paragraph]) -> bool {
        let open =
            matches!(self.blocks.last(), Some(Block::Player(last)) if last.description.is_empty());
        // Nothing without a letter or a digit is a name.
        let named = |found: &Player| found.name.contains(char::is_alphanumeric);
        if let Some(found) = player(rest, self.layout, open).filter(named) {
            if let Some(Marker::Number(number)) = rest.first().and_then(|first| first.marker) {
                self.guess(
                    found.line,
                    format!("number {number} in front of a player was left out"),
                );
            }
            self.blocks.push(Block::Player(found));
            return true;
        }
        match (self.blocks.last_mut(), rest.first()) {
            (Some(Block::Player(last)), Some(first)) if first.marker.is_none() => {
                last.description.push(first.typed.clone());
                true
            }
            _ => false,
        }
    }

    /// A paragraph that opens with a date is an event, also where it has no bullet.
    fn take_event(&mut self, rest: &[Paragraph]) -> Option<usize> {
        let first = rest.first().filter(|first| first.marker.is_none())?;
        let tokens = date::tokens(&first.text);
        let taken = date::date(&tokens)?.taken;
        let behind = tokens.get(taken..)?.iter().filter(|token| token.text != ":").count();
        if behind > 0 {
            self.push_item(first.text.clone());
            return Some(1);
        }
        let next = rest.get(1).filter(|next| {
            next.marker.is_none() && date::date(&date::tokens(&next.text)).is_none()
        })?;
        let day = first.text.trim_end_matches([':', ' ']);
        self.push_item(format!("{day}: {}", next.text));
        Some(2)
    }

    /// Says what the section's players lack.
    fn close(&mut self) {
        let bare: Vec<Guess> = self
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Player(player) if player.description.is_empty() => Some(Guess {
                    line: player.line,
                    what: format!("player \"{}\" has no description", player.name),
                }),
                _ => None,
            })
            .collect();
        self.guesses.extend(bare);
    }
}

/// The line of a quote's attribution where nothing but its place says that it is one.
fn undashed(used: &[Paragraph]) -> Option<usize> {
    let plain = |paragraph: &&Paragraph| {
        let text = &paragraph.typed;
        let by = text.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
        dash(text).is_none() && !by && is_undashed(text) && !quotes::opens(text)
    };
    let (first, last) = (used.first()?, used.last()?);
    let found = (used.len() > 1).then(|| [last, first].into_iter().find(plain)).flatten();
    // Below words without marks there is always a dash, so only a pair with marks gets here.
    found
        .filter(|_| used.iter().any(|paragraph| quotes::opens(&paragraph.text)))
        .map(|found| found.line)
}

/// Whether a section gives each speaker above the words, without a dash anywhere.
fn names_first(all: &[Paragraph]) -> bool {
    let [first, second, ..] = all else {
        return false;
    };
    let name = name_and_rest(&first.text).0;
    first.marker.is_none()
        && is_undashed(&first.text)
        && is_name(name)
        && quotes::is_whole(&second.text)
        && all.iter().all(|paragraph| dash(&paragraph.typed).is_none())
}

/// Whether a numbered item has another after it: alone, `12. May` is text.
fn is_numbered(rest: &[Paragraph]) -> bool {
    matches!(
        (rest.first().and_then(|p| p.marker), rest.get(1).and_then(|p| p.marker)),
        (Some(Marker::Number(one)), Some(Marker::Number(two))) if one + 1 == two
    )
}

fn next_number(start: u32, items: &[String]) -> Option<u32> {
    u32::try_from(items.len()).ok().and_then(|count| start.checked_add(count))
}
