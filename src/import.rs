//! Reading a plain-text brief: what an editor pastes becomes a story in our own form.
//!
//! ```text
//! text ──▶ lines ──▶ front (headline, dek, byline) ──▶ sections ──▶ paragraphs ──▶ blocks ──▶ Markdown
//! ```
//!
//! Everything here is pure and total: any text is a brief, what had to be guessed is told, and
//! every word is in the story or in the list of lines that found no place.

mod attribution;
mod authors;
mod blocks;
mod brief;
mod byline;
mod date;
mod escape;
mod front;
mod lines;
mod markdown;
mod paragraph;
mod players;
mod quotes;
mod sections;
pub(crate) mod shape;
mod time;
mod vocabulary;

pub use crate::config::Vocabulary;
pub use crate::player::PlayerKind;
pub use attribution::Attribution;
pub use authors::Author;
pub use blocks::Block;
pub use brief::{Brief, Guess, PlayerStub, Section, brief, players};
pub use byline::Moment;
pub(crate) use escape::toml as toml_string;
pub use lines::Line;
pub use markdown::markdown;
pub use players::Player;
pub use quotes::Quote;

/// The longest stem that a file gets from a headline, in characters.
const LONGEST_SLUG: usize = 80;

/// A file's stem for a headline or a name: lower-case ASCII words with hyphens, never empty.
pub fn slug(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase().replace(['\'', '’'], "");
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + word.len() >= LONGEST_SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug.truncate(LONGEST_SLUG);
    if slug.is_empty() { "untitled".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_ascii_words() {
        assert_eq!(slug("Añejo’s 2nd Harbor — Café!"), "anejos-2nd-harbor-cafe");
        assert_eq!(slug("北京"), "bei-jing");
        assert_eq!(slug("!!!"), "untitled");
        assert!(slug(&"long word ".repeat(40)).len() <= 80);
    }
}
