//! The fonts that share cards are set in: which letters they have, and how wide a text is in them.
//!
//! A font goes by the name of its file: `fonts/display.ttf` of a theme is `display`. A file of that
//! name in the site's own `fonts/` stands in its place. What a font has no letters for is set in
//! those whose names begin with its own, such as `display-arabic`, else in any other.

use std::borrow::Cow;
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::script::is_letter;
use crate::source::{AssetBytes, SourceTree};

mod lines;
#[cfg(feature = "cards")]
mod read;
#[cfg(all(test, feature = "cards"))]
mod tests;

pub use lines::{Lines, Measured, Wanted};

/// The folder of fonts, in a theme and in a site.
const FOLDER: &str = "fonts/";

/// The fonts of a site and its theme, the site's own first.
#[derive(Default)]
pub struct Fonts {
    fonts: Vec<Font>,
    digest: u64,
    #[cfg(feature = "cards")]
    drawn: read::Drawn,
}

/// One font.
#[cfg_attr(not(feature = "cards"), expect(dead_code, reason = "nothing reads fonts"))]
struct Font {
    /// The name of its file, without the ending.
    name: Arc<str>,
    bytes: Arc<[u8]>,
    /// The first and the last of each stretch of characters that it has.
    letters: Vec<(u32, u32)>,
}

impl Font {
    fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        let next = self.letters.partition_point(|(first, _)| *first <= c);
        next > 0 && c <= self.letters[next - 1].1
    }
}

impl Fonts {
    /// The fonts of a site in a tree and of the folders of its theme, of which the first lies on top.
    pub fn of(tree: &SourceTree, folders: &[&str], problems: &mut Vec<Diagnostic>) -> Fonts {
        let mut fonts: Vec<Font> = Vec::new();
        let mut digest = Xxh3::new();
        for folder in std::iter::once(&"").chain(folders) {
            let below = format!("{folder}{FOLDER}");
            for asset in tree.assets_below(&below) {
                let AssetBytes::Memory(bytes) = &asset.bytes else { continue };
                let Some(name) = font_name(&asset.path[below.len()..]) else { continue };
                if fonts.iter().any(|font| *font.name == *name) {
                    continue;
                }
                let Some(letters) = letters(bytes) else {
                    let message = "this font cannot be read";
                    let problem = Diagnostic::new(Code::BadFont, message)
                        .hint("share cards are set in fonts in TrueType or OpenType; WOFF is for browsers alone");
                    problems.push(problem.at(Place::file(&asset.path)));
                    continue;
                };
                digest.update(name.as_bytes());
                digest.update(bytes);
                fonts.push(Font { name: name.into(), bytes: bytes.clone(), letters });
            }
        }
        Fonts {
            #[cfg(feature = "cards")]
            drawn: read::Drawn::of(&fonts),
            digest: digest.digest(),
            fonts,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.fonts.is_empty()
    }

    /// A digest of all of them.
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// The first letter or digit of a text that no font has.
    pub fn missing(&self, text: &str) -> Option<char> {
        text.chars().find(|c| (is_letter(*c) || c.is_numeric()) && !self.have(*c))
    }

    /// A text as it can be set: with a plain space for every space that no font has, and without
    /// other signs that none has, such as emoji. `text` may be SVG, whose own signs are all ASCII.
    pub fn settable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_settable = |c: char| match c {
            '\n' | '\t' | ' '..='~' => true,
            '\0'..='\u{1f}' | '\u{7f}' => false,
            _ => is_joiner(c) || self.have(c),
        };
        if text.chars().all(is_settable) {
            return text.into();
        }
        let settable = text.chars().filter_map(|c| match is_settable(c) {
            true => Some(c),
            false => c.is_whitespace().then_some(' '),
        });
        settable.collect::<String>().into()
    }

    fn have(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.has(c))
    }

    /// The places of the fonts in which the letters of a font are looked for, itself first.
    #[cfg(feature = "cards")]
    fn order(&self, name: &str) -> Vec<usize> {
        let is_beside =
            |other: &str| other.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
        let rank = |place: &usize| match &*self.fonts[*place].name {
            other if other == name => 0,
            other if is_beside(other) => 1,
            _ => 2,
        };
        let mut order: Vec<usize> = (0..self.fonts.len()).collect();
        order.sort_by_key(rank);
        order
    }
}

/// Signs that are not seen and say how others stand beside one another, with or without a font.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{202b}')
}

/// The name of a font by that of its file within the folder; none for another file.
fn font_name(file: &str) -> Option<&str> {
    let (name, ending) = file.rsplit_once('.')?;
    let is_font = ["ttf", "otf", "ttc"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    (is_font && !name.is_empty()).then_some(name)
}

/// The stretches of characters that a font has.
#[cfg(feature = "cards")]
fn letters(bytes: &[u8]) -> Option<Vec<(u32, u32)>> {
    read::letters(bytes)
}

/// Without the feature no font is read.
#[cfg(not(feature = "cards"))]
fn letters(_: &[u8]) -> Option<Vec<(u32, u32)>> {
    Some(Vec::new())
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.fonts.iter().map(|font| &font.name)).finish()
    }
}
