//! `[pictures]` of `site.toml`: which smaller versions of pictures are printed, and what stays in the
//! files.

use std::hash::Hash;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{Fields, either};
use crate::picture::Format;

/// What `[pictures]` says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureSettings {
    /// The widths of versions in pixels, ascending; none where no versions are printed.
    pub widths: Vec<u32>,
    /// How much is kept of a photograph, from 1 to 100.
    pub quality: u8,
    /// The formats beside a picture's own.
    pub formats: Vec<Format>,
    /// What is done with metadata.
    pub metadata: Keeping,
}

/// What is done with what pictures tell beside what there is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keeping {
    /// It is taken out of what is printed: place, camera, names.
    Removed,
    /// Files of `static/` are copied with it.
    Kept,
}

/// The widths that serve phones, tablets and large screens, at one and at two pixels to the point.
const WIDTHS: [u32; 5] = [360, 720, 1080, 1440, 2160];

/// The widths that may be asked for: less is no picture, and more no page shows.
const POSSIBLE: std::ops::RangeInclusive<i64> = 16..=8192;

impl Default for PictureSettings {
    fn default() -> PictureSettings {
        PictureSettings {
            widths: WIDTHS.to_vec(),
            quality: 80,
            formats: vec![Format::Webp],
            metadata: Keeping::Removed,
        }
    }
}

/// The formats that may be asked for. AVIF takes seconds for each picture, and is in the program only
/// where it was built with it.
const FORMATS: &[(&str, Format)] = &[
    #[cfg(feature = "avif")]
    ("avif", Format::Avif),
    ("webp", Format::Webp),
];

pub(super) fn pictures(fields: &mut Fields<'_, '_>) -> PictureSettings {
    let mut pictures = PictureSettings::default();
    let Some(mut below) = fields.table("pictures") else { return pictures };
    if let Some(widths) = widths(&mut below) {
        pictures.widths = widths;
    }
    if let Some(quality) = below.number("quality") {
        match u8::try_from(quality.value) {
            Ok(value @ 1..=100) => pictures.quality = value,
            _ => {
                let place = below.place_of(&quality.span);
                let message = "`quality` is a number from 1 to 100";
                below.report(Diagnostic::new(Code::BadValue, message).at(place));
            }
        }
    }
    if below.keys().iter().any(|key| key.text() == "formats") {
        pictures.formats = formats(&mut below);
    }
    let metadata = below.word("metadata", &["removed", "kept"]);
    if metadata.is_some_and(|word| word.value == "kept") {
        pictures.metadata = Keeping::Kept;
    }
    if below.flag("versions") == Some(false) {
        pictures.widths = Vec::new();
    }
    fields.take_problems(below);
    pictures
}

/// The widths, ascending, each once; none where they are not there or wrong.
fn widths(below: &mut Fields<'_, '_>) -> Option<Vec<u32>> {
    let list = below.free("widths")?;
    let numbers = list.value.0.as_array().map(|numbers| {
        let number = |number: &tera::Value| {
            let number = number.as_i64().filter(|number| POSSIBLE.contains(number))?;
            u32::try_from(number).ok()
        };
        numbers.iter().map(number).collect::<Option<Vec<u32>>>()
    });
    let Some(Some(mut widths)) =
        numbers.filter(|numbers| numbers.as_ref().is_none_or(|numbers| !numbers.is_empty()))
    else {
        let (least, most) = (POSSIBLE.start(), POSSIBLE.end());
        let message = format!("`widths` is a list of whole numbers from {least} to {most}");
        let problem = Diagnostic::new(Code::BadValue, message).at(below.place_of(&list.span));
        below.report(problem.hint("`versions = false` prints pictures in their own size alone"));
        return None;
    };
    widths.sort_unstable();
    widths.dedup();
    Some(widths)
}

/// The formats, smallest first, as browsers take the first one that they know.
fn formats(below: &mut Fields<'_, '_>) -> Vec<Format> {
    let mut wanted = Vec::new();
    for text in below.texts("formats") {
        match FORMATS.iter().find(|(name, _)| *name == text.text()) {
            Some((_, format)) => wanted.push(*format),
            None => {
                let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
                let message = format!("a format is {}, not `{}`", either(&names), text.text());
                let problem = Diagnostic::new(Code::BadValue, message);
                let place = below.place_of(&text.span);
                let problem = problem.at(place).did_you_mean(text.text(), names);
                below.report(match text.text() {
                    "avif" => problem.hint("this newsprint was built without the feature `avif`"),
                    _ => problem.hint("a picture's own format is always there"),
                });
            }
        }
    }
    FORMATS.iter().map(|(_, format)| *format).filter(|format| wanted.contains(format)).collect()
}
