//! The first words of a text, for feeds that have no summary to show.

use crate::body::{Block, Body, Hole};
use crate::html::{Fragment, Piece, escaped, text_of};
use crate::script::shortened;

/// How long they are at most, in characters.
const LENGTH: usize = 300;

/// How much HTML of a block is looked at, in bytes: however long the block is, the first words are in
/// that much of it.
const LOOKED_AT: usize = 16 * LENGTH;

/// The first words of a story's own prose, as plain text: of what stands before the first section,
/// else of the first section that has some. What only the theme can draw is no word of it, and a quote
/// is somebody else's.
pub(super) fn opening(body: &Body) -> Option<String> {
    let sections = body.sections.iter().map(|section| &section.blocks);
    let parts = std::iter::once(&body.lead).chain(sections);
    let mut starts = parts.map(|blocks| start(blocks, &body.holes));
    starts.find(|words| !words.is_empty())
}

/// The first words of some blocks.
fn start(blocks: &[Block], holes: &[Hole]) -> String {
    let mut words = String::new();
    for block in blocks {
        let Block::Prose(prose) = block else { continue };
        words.push_str(&text_of(&closed(prose, holes)));
        // Blocks are apart, whatever stands between them.
        words.push(' ');
        if words.len() > 4 * LENGTH {
            break;
        }
    }
    shortened(&words, LENGTH)
}

/// Prose with names as they are written in the place of its holes, and nothing in that of others.
fn closed(prose: &Fragment, holes: &[Hole]) -> String {
    let mut html = String::new();
    for piece in prose.pieces() {
        match piece {
            Piece::Html(text) => html.push_str(&text[..text.floor_char_boundary(LOOKED_AT)]),
            Piece::Hole(number) => {
                if let Some(Hole::Name(name)) = holes.get(number) {
                    html.push_str(&escaped(&name.value));
                }
            }
        }
        if html.len() >= LOOKED_AT {
            break;
        }
    }
    html
}
