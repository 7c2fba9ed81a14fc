//! The outside of a document: everything of it that other documents and other pages see.
//!
//! It has two parts. The **ties** are what other documents are linked by: ids, names, dates, terms,
//! who is described and quoted. The **words** are what lists and cards only show: a headline, a
//! summary, a picture. As long as the outside is the same, an edit concerns the document's own page
//! and nothing else; as long as the ties are, it leaves everything linked as it was.
//!
//! Each function takes its document apart field by field, so that a new field cannot be forgotten:
//! it does not compile until somebody has decided where it belongs. What is left out here is the
//! inside. Places are no part of the outside: problems with a place are kept only where they lie in
//! files that did not change.
//!
//! What prose says when its names and links are filled in is compared afterwards, by `again`.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3Default;

use crate::body::{Block, Body, Described, Hole, Manuscript, Said};
use crate::config::Query;
use crate::page::PageDocument;
use crate::parse::Document;
use crate::player::PlayerDocument;
use crate::story::{StoryDocument, StoryManuscript, StoryNames};
use crate::term::TermDocument;

/// What others see of a document, as two digests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Outside {
    /// Of what other documents are linked by.
    pub(super) ties: u128,
    /// Of what lists and cards only show.
    pub(super) words: u128,
}

/// The outside of a document; none for a document of which everything is a tie.
pub(super) fn outside(document: &Document) -> Option<Outside> {
    let (mut ties, mut words) = (Xxh3Default::new(), Xxh3Default::new());
    match document {
        Document::Story(document) => story(document, &mut ties, &mut words),
        Document::Player(document) => player(document, &mut ties, &mut words),
        Document::Term(document) => term(document, &mut ties, &mut words),
        Document::Page(document) => page(document, &mut ties),
        // A quote's words give it its id, and stand on the pages of speakers, sources and topics.
        Document::Quote(_) => return None,
    }
    Some(Outside { ties: ties.digest128(), words: words.digest128() })
}

fn story(manuscript: &StoryManuscript, ties: &mut Xxh3Default, words: &mut Xxh3Default) {
    let Manuscript { document, names, body: text } = manuscript;
    let StoryNames { authors, place, terms, players } = names;
    let StoryDocument {
        origin,
        title,
        dek,
        opening,
        genre,
        syndicated,
        date,
        updated,
        expires,
        embargo,
        image,
        slug,
        aliases,
        draft,
        weight,
        template,
        corrections,
        extra: _,
        queries: wanted,
        anchors: _,
        words: _,
    } = &**document;
    (title, dek, opening, genre, syndicated, updated, image, weight, corrections).hash(words);
    (origin, date, expires, embargo, draft).hash(ties);
    // Until when an edition is true depends on them.
    corrections.iter().for_each(|correction| correction.date.hash(ties));
    (authors, place, terms, players).hash(ties);
    (slug, aliases, template).hash(ties);
    queries(wanted, ties);
    body(text, ties);
}

/// What others see of a story's body: whom it describes, whom it quotes, which quotes it shows, and
/// where links can lead.
fn body(body: &Body, digest: &mut Xxh3Default) {
    let Body { lead, sections, footnotes: _, quotes, holes } = body;
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    for block in lead.iter().chain(blocks) {
        match block {
            Block::Players(players) => {
                for Described { name, html: _, text } in players {
                    (1, name, text).hash(digest);
                }
            }
            Block::Reference(id) => (2, id).hash(digest),
            Block::Quote(number) => (3, number).hash(digest),
            Block::Prose(_) | Block::Timeline(_) => {}
        }
    }
    for hole in holes {
        match hole {
            Hole::Reference(id) => (4, id).hash(digest),
            Hole::Quote(number) => (5, number).hash(digest),
            _ => {}
        }
    }
    for Said { span: _, html: _, text, hash: _, name, parts, source, id } in quotes {
        (6, text, name, parts, source, id).hash(digest);
    }
}

fn player(document: &PlayerDocument, ties: &mut Xxh3Default, words: &mut Xxh3Default) {
    let PlayerDocument {
        origin,
        name,
        kind,
        summary,
        aliases,
        roles,
        same_as,
        image,
        translations,
        extra: _,
    } = document;
    (summary, image, same_as).hash(words);
    // A summary also tells what kind of player it is where the file does not say it.
    (origin, name, kind, kind.is_none().then_some(summary)).hash(ties);
    (aliases, roles, translations).hash(ties);
}

fn term(document: &TermDocument, ties: &mut Xxh3Default, words: &mut Xxh3Default) {
    let TermDocument {
        origin,
        taxonomy,
        name,
        summary,
        aliases,
        image,
        email: _,
        fediverse,
        same_as: _,
        translations,
        extra: _,
    } = document;
    (summary, image, fediverse).hash(words);
    (origin, taxonomy, name, aliases, translations).hash(ties);
}

fn page(document: &PageDocument, digest: &mut Xxh3Default) {
    let PageDocument {
        origin,
        folder,
        title,
        dek: _,
        updated: _,
        image: _,
        slug,
        aliases,
        draft,
        template,
        queries: wanted,
        extra: _,
        anchors: _,
        words: _,
    } = document;
    (origin, folder, title, slug, aliases, draft, template).hash(digest);
    queries(wanted, digest);
}

fn queries(queries: &[Query], digest: &mut Xxh3Default) {
    for Query { name, from, terms, player, limit, order, place: _ } in queries {
        (name, from, terms, player, limit, order).hash(digest);
    }
    digest.write_usize(queries.len());
}
