//! Fonts as they are read: their letters, the widths of texts in them, and what draws with them.

use std::sync::Arc;

use resvg::usvg::{self, FontResolver, fontdb};
use rustybuzz::{Face, UnicodeBuffer, ttf_parser};
use unicode_linebreak::linebreaks;

use super::{Font, Fonts, Measured};

/// Longer texts are cut before they are measured: no card has room for so many letters.
const LONGEST: usize = 2_000;

/// The fonts as what draws them holds them.
#[derive(Default)]
pub(super) struct Drawn {
    fonts: Arc<fontdb::Database>,
    /// The fonts in the order of ours.
    ids: Vec<fontdb::ID>,
}

impl Drawn {
    pub(super) fn of(fonts: &[Font]) -> Drawn {
        let mut database = fontdb::Database::new();
        let ids = fonts.iter().map(|font| {
            let source = fontdb::Source::Binary(Arc::new(font.bytes.clone()));
            database.load_font_source(source).first().copied().unwrap_or(fontdb::ID::dummy())
        });
        let ids = ids.collect();
        Drawn { fonts: Arc::new(database), ids }
    }
}

impl Fonts {
    /// What draws SVG is told: these fonts, and no files.
    pub fn options(&self) -> usvg::Options<'_> {
        let select = move |font: &usvg::Font, _: &mut Arc<fontdb::Database>| {
            let names = font.families().iter().filter_map(|family| match family {
                usvg::FontFamily::Named(name) => Some(name.as_str()),
                _ => None,
            });
            let mut named = names.filter_map(|name| self.place(name));
            named
                .next()
                .or((!self.fonts.is_empty()).then_some(0))
                .map(|place| self.drawn.ids[place])
        };
        let fall_back = move |c: char, used: &[fontdb::ID], _: &mut Arc<fontdb::Database>| {
            let first = self.drawn.ids.iter().position(|id| used.first() == Some(id))?;
            let order = self.order(&self.fonts[first].name);
            let unused = order.into_iter().filter(|place| !used.contains(&self.drawn.ids[*place]));
            let mut having = unused.filter(|place| self.fonts[*place].has(c));
            having.next().map(|place| self.drawn.ids[place])
        };
        usvg::Options {
            fontdb: self.drawn.fonts.clone(),
            font_resolver: FontResolver {
                select_font: Box::new(select),
                select_fallback: Box::new(fall_back),
            },
            image_href_resolver: usvg::ImageHrefResolver {
                resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
                // A drawing is made of what it says, and of no file beside it.
                resolve_string: Box::new(|_, _| None),
            },
            ..usvg::Options::default()
        }
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.fonts.iter().position(|font| *font.name == *name)
    }

    /// A text as it can be set, with its widths in the font of a name.
    pub fn measured(&self, text: &str, name: &str) -> Measured {
        let text = text.replace(
            |c| matches!(c, '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
            "",
        );
        let text = self.settable(&text);
        // Spaces that no line may end at stay what they are.
        let divides = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
        let words: Vec<&str> = text.split(divides).filter(|word| !word.is_empty()).collect();
        let text = words.join(" ");
        let text = match text.char_indices().nth(LONGEST) {
            Some((end, _)) => text[..end].to_owned(),
            None => text,
        };
        let order = self.order(name);
        let faces: Vec<Option<Face<'_>>> =
            order.iter().map(|place| Face::from_slice(&self.fonts[*place].bytes, 0)).collect();
        let mut widths = vec![0.0; text.len() + 1];
        let mut cuts = Vec::new();
        for (part, font) in self.runs(&text, &order) {
            let Some(face) = &faces[font] else { continue };
            let start = part.start;
            for (at, width) in advances(face, &text[part]) {
                widths[start + at] += width;
                cuts.push(start + at);
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut sum = 0.0;
        let before = widths.iter().map(|width| {
            let before = sum;
            sum += width;
            before
        });
        let before = before.collect();
        let sign = |text: &str| {
            let widths = faces.iter().flatten().take(1).flat_map(|face| advances(face, text));
            widths.map(|(_, width)| width).sum()
        };
        let ellipsis = if self.have('…') { "…" } else { "..." };
        Measured {
            before,
            breaks: linebreaks(&text).map(|(place, _)| place).collect(),
            cuts,
            hyphen: sign("-"),
            ellipsis: (ellipsis, sign(ellipsis)),
            text,
        }
    }

    /// The parts of a text that are set in one font and run in one direction, with the place of the
    /// font in an order.
    fn runs(&self, text: &str, order: &[usize]) -> Vec<(std::ops::Range<usize>, usize)> {
        let mut runs: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
        let mut is_leftward = None;
        for (at, c) in text.char_indices() {
            let font = order.iter().position(|place| self.fonts[*place].has(c));
            let leftward = runs_leftward(c);
            let turns = leftward.is_some() && is_leftward.is_some() && leftward != is_leftward;
            is_leftward = leftward.or(is_leftward);
            let end = at + c.len_utf8();
            match runs.last_mut() {
                // What is not seen, and spaces, stand in the font of what is around.
                Some((run, known))
                    if !turns && (font.is_none_or(|font| font == *known) || c == ' ') =>
                {
                    run.end = end;
                }
                _ => runs.push((at..end, font.unwrap_or(0))),
            }
        }
        runs
    }
}

/// Whether a letter's script runs from right to left; none for what is no letter.
fn runs_leftward(c: char) -> Option<bool> {
    let is_leftward = matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    c.is_alphabetic().then_some(is_leftward)
}

/// Where each cluster of a text begins, and how wide it is in ems.
fn advances(face: &Face<'_>, text: &str) -> Vec<(usize, f64)> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaped = rustybuzz::shape(face, &[], buffer);
    let size = f64::from(face.units_per_em());
    let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    glyphs
        .map(|(glyph, place)| (glyph.cluster as usize, f64::from(place.x_advance) / size))
        .collect()
}

/// The stretches of characters that a font has; none where it cannot be read.
pub(super) fn letters(bytes: &[u8]) -> Option<Vec<(u32, u32)>> {
    let face = ttf_parser::Face::parse(bytes, 0).ok()?;
    let mut characters = Vec::new();
    for table in face.tables().cmap?.subtables {
        if table.is_unicode() {
            table.codepoints(|c| {
                if table.glyph_index(c).is_some_and(|glyph| glyph.0 != 0) {
                    characters.push(c);
                }
            });
        }
    }
    characters.sort_unstable();
    characters.dedup();
    let stretches = characters.chunk_by(|one, next| one + 1 == *next);
    Some(stretches.filter_map(|stretch| Some((*stretch.first()?, *stretch.last()?))).collect())
}
