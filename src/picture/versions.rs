//! The smaller versions of a picture: which there are, under which names, and how pages offer them.

use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3Default;

use super::{Development, Format, Inks, MOST_PIXELS, Motion, Picture, Size};
use crate::config::PictureSettings;
use crate::url::{encoded, printed, slug};

/// The number of the way in which versions are made. With another one, all are made anew and have
/// other names.
pub const REVISION: u32 = 1;

/// The folder of the site in which versions are printed.
const FOLDER: &str = "pictures";

/// A version of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Version {
    /// Its format.
    pub format: Format,
    /// Its size, upright.
    pub size: Size,
    /// How much is kept of it, from 1 to 100.
    pub quality: u8,
    /// The hash of the picture and of how its versions are made.
    pub hash: u64,
    /// The path within the output folder: `pictures/crane-0123456789abcdef-720.webp`.
    pub output: String,
}

impl Version {
    /// Its name among all versions of all pictures, whatever the picture's file is called.
    pub fn key(&self) -> String {
        format!("{:016x}-{}.{}", self.hash, self.size.width, self.format.ending())
    }
}

/// All versions of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Those in each format, narrowest first; formats in the order in which pages offer them, the
    /// picture's own at the end.
    pub by_format: Vec<(Format, Vec<Version>)>,
}

/// The format in which a picture's versions are beside the modern ones; none of a picture that is
/// left as it is: one that moves, that is drawn, that is made for print, or that is enormous.
fn own_format(picture: &Picture) -> Option<Format> {
    let is_left = picture.motion == Motion::Moving
        || picture.inks != Inks::Screen
        || matches!(picture.developed, Development::Failed(_))
        || picture.size.is_none_or(|size| size.pixels() > MOST_PIXELS);
    match picture.format {
        _ if is_left || !cfg!(feature = "pictures") => None,
        own @ (Format::Jpeg | Format::Png | Format::Webp) => Some(own),
        Format::Gif | Format::Avif | Format::Svg => None,
    }
}

impl Versions {
    /// The versions of the picture in a file of `static/`.
    pub fn of(source: &str, picture: &Picture, settings: &PictureSettings) -> Versions {
        let (Some(own), Some(size)) = (own_format(picture), picture.size) else {
            return Versions::default();
        };
        let widths = widths(size.width, &settings.widths);
        let mut digest = Xxh3Default::new();
        digest.update(&picture.hash.to_le_bytes());
        digest.update(&REVISION.to_le_bytes());
        digest.update(&[settings.quality]);
        let hash = digest.digest();
        let file = source.rsplit('/').next().unwrap_or(source);
        let name = slug(file.rsplit_once('.').map_or(file, |(name, _)| name));
        let in_format = |format: Format| {
            let version = |width: &u32| {
                let height =
                    (f64::from(size.height) * f64::from(*width) / f64::from(size.width)).round();
                let size = Size::new(*width, (height as u32).max(1))?;
                let version = Version {
                    format,
                    size,
                    quality: settings.quality,
                    hash,
                    output: String::new(),
                };
                let key = version.key();
                let name = if name.is_empty() { key } else { format!("{name}-{key}") };
                Some(Version { output: format!("{FOLDER}/{name}"), ..version })
            };
            (format, widths.iter().filter_map(version).collect())
        };
        let modern = settings.formats.iter().copied().filter(|format| *format != own);
        let by_format = modern.chain([own]).map(in_format);
        let by_format = by_format.filter(|(_, versions): &(_, Vec<_>)| !versions.is_empty());
        Versions { by_format: by_format.collect() }
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Version> {
        self.by_format.iter().flat_map(|(_, versions)| versions)
    }

    /// The best one for other sites: in the picture's own format, which all of them can show, and as
    /// wide as their previews are on sharp screens.
    pub fn preview(&self) -> Option<&Version> {
        let (_, own) = self.by_format.last()?;
        own.iter().rev().find(|version| version.size.width <= PREVIEW).or(own.first())
    }

    /// How pages offer them, under the site's base path.
    pub fn offers(&self, base_path: &str) -> Vec<Offer> {
        let offers = self.by_format.iter().map(|(format, versions)| {
            let candidates = versions.iter().map(|version| {
                let address = encoded(&printed(&format!("/{}", version.output), base_path));
                format!("{address} {}w", version.size.width)
            });
            let candidates: Vec<String> = candidates.collect();
            Offer { format: *format, srcset: candidates.join(", ").into() }
        });
        offers.collect()
    }
}

/// How wide the picture is at most that other sites are told of, in pixels.
const PREVIEW: u32 = 1600;

/// The versions of a picture in one format, as HTML offers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The format.
    pub format: Format,
    /// The value of `srcset`.
    pub srcset: Arc<str>,
}

/// The widths of a picture's versions: those that are wanted and not wider than it is; and its own,
/// where that is much more than the last of these and less than the next. A picture that is narrower
/// than all of them has none: its file is small.
fn widths(own: u32, wanted: &[u32]) -> Vec<u32> {
    let fitting = wanted.iter().copied().filter(|width| *width <= own);
    let mut widths: Vec<u32> = fitting.collect();
    let is_widest = widths.len() == wanted.len();
    if let Some(last) = widths.last().filter(|_| !is_widest)
        && own > last + last / 8
    {
        widths.push(own);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_version_is_wider_than_the_picture() {
        let wanted = [360, 720, 1080];
        assert_eq!(widths(4000, &wanted), [360, 720, 1080]);
        assert_eq!(widths(1080, &wanted), [360, 720, 1080]);
        assert_eq!(widths(1000, &wanted), [360, 720, 1000]);
        assert_eq!(widths(730, &wanted), [360, 720]);
        assert_eq!(widths(359, &wanted), [0u32; 0]);
        assert_eq!(widths(359, &[]), [0u32; 0]);
    }
}
