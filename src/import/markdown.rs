//! A brief written down in our own form: front matter and Markdown.

use std::fmt::Write;

use jiff::fmt::temporal::DateTimePrinter;

use crate::config::{SectionKind, Vocabulary};
use crate::import::authors::Author;
use crate::import::blocks::Block;
use crate::import::brief::{Brief, Section};
use crate::import::byline::Moment;
use crate::import::escape;
use crate::import::players::Player;
use crate::import::quotes::Quote;

/// The story file for a brief.
pub fn markdown(brief: &Brief) -> String {
    let mut file = front_matter(brief);
    write_blocks(&brief.lead, &mut file);
    let vocabulary = Vocabulary::default();
    for Section { heading, kind, known, blocks } in &brief.sections {
        // A heading says itself what stands under it where no vocabulary says the same.
        let known = known.unwrap_or(SectionKind::Prose);
        let built_in = vocabulary.entry(heading).map_or(known, |entry| entry.kind);
        let class = match known == *kind && built_in == *kind {
            true => String::new(),
            false => format!(" {{.{}}}", kind.as_str()),
        };
        file.push_str(&format!("\n## {}{class}\n", escape::heading(heading)));
        write_blocks(blocks, &mut file);
    }
    file
}

fn front_matter(brief: &Brief) -> String {
    let mut rows = vec![format!("title = {}", escape::toml(&brief.headline))];
    rows.extend(brief.dek.as_ref().map(|dek| format!("dek = {}", escape::toml(dek))));
    rows.extend(brief.date.map(|date| format!("date = {}", moment(date))));
    rows.extend(brief.updated.map(|updated| format!("updated = {}", moment(updated))));
    if !brief.authors.is_empty() {
        let authors: Vec<String> = brief.authors.iter().map(author).collect();
        rows.push(format!("authors = [{}]", authors.join(", ")));
    }
    rows.extend(brief.place.as_ref().map(|place| format!("place = {}", escape::toml(place))));
    format!("+++\n{}\n+++\n", rows.join("\n"))
}

fn author(author: &Author) -> String {
    match &author.role {
        Some(role) => {
            format!("{{ name = {}, role = {} }}", escape::toml(&author.name), escape::toml(role))
        }
        None => escape::toml(&author.name),
    }
}

/// A local date-time, with its offset where the brief gave one.
fn moment(moment: Moment) -> String {
    let local = moment.local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let offset = moment.offset.and_then(|offset| {
        let mut text = String::new();
        let time = jiff::Timestamp::UNIX_EPOCH;
        DateTimePrinter::new().print_timestamp_with_offset(&time, offset, &mut text).ok()?;
        text.rfind(['+', '-']).map(|at| text[at..].to_owned())
    });
    format!("{local}{}", offset.unwrap_or_default())
}

fn write_blocks(blocks: &[Block], file: &mut String) {
    let mut stop = '.';
    for block in blocks {
        file.push('\n');
        match block {
            Block::Paragraph(text) => file.push_str(&format!("{}\n", escape::paragraph(text))),
            Block::Bullets(items) => {
                for item in items {
                    file.push_str(&format!("- {}\n", escape::paragraph(item)));
                }
            }
            Block::Numbers(start, items) => {
                for (number, item) in (u64::from(*start)..).zip(items) {
                    file.push_str(&format!("{number}{stop} {}\n", escape::paragraph(item)));
                }
                // Two lists that touch are one unless their numbers are written differently.
                stop = if stop == '.' { ')' } else { '.' };
            }
            Block::Quote(quote) => write_quote(quote, file),
            Block::Player(player) => write_player(player, file),
        }
    }
}

fn write_quote(quote: &Quote, file: &mut String) {
    for words in &quote.words {
        file.push_str(&format!("> {}\n>\n", escape::paragraph(words)));
    }
    let said_by = quote.attribution.written();
    let said_by = said_by.unwrap_or_else(|| escape::paragraph(&quote.attribution.text));
    file.push_str(&format!("> — {said_by}\n"));
}

fn write_player(player: &Player, file: &mut String) {
    let name = escape::paragraph(&player.name);
    let Some((first, more)) = player.description.split_first() else {
        file.push_str(&format!("### {}\n", escape::heading(&player.name)));
        return;
    };
    file.push_str(&format!("{name}\n: {}\n", escape::paragraph(first)));
    for paragraph in more {
        file.push_str(&format!("\n  {}\n", escape::paragraph(paragraph)));
    }
}

/// A player's file.
pub(crate) fn player_file(name: &str, kind: &str, summary: Option<&str>) -> String {
    let mut file = format!("+++\nname = {}\nkind = {}\n", escape::toml(name), escape::toml(kind));
    if let Some(summary) = summary {
        let _ = writeln!(file, "summary = {}", escape::toml(summary));
    }
    file.push_str("+++\n");
    file
}
