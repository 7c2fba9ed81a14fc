//! Pictures: what the bytes of a picture say of it, read from its header without decoding it.
//!
//! Everything here is a function of bytes. The disk edge reads the files, and the facts stand in the
//! source tree beside them, so that later stages know the size of a picture and never open a file.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

mod avif;
#[cfg(feature = "pictures")]
pub mod develop;
pub mod exif;
mod gif;
mod iptc;
mod jpeg;
mod kept;
mod png;
mod svg;
mod versions;
mod webp;
mod xmp;

pub use kept::{Pictures, Shown};
pub use versions::{Offer, REVISION, Version, Versions};

/// How many pixels a picture may have that is worked on: one hundred million. More take gigabytes of
/// memory, and no page shows them.
pub const MOST_PIXELS: u64 = 100_000_000;

/// What is known of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// XXH3 of its bytes.
    pub hash: u128,
    /// The format that its bytes are in, whatever its name says.
    pub format: Format,
    /// Its size as it is shown; none for a drawing that has no size of its own.
    pub size: Option<Size>,
    /// How it has to be turned to stand upright.
    pub turn: Turn,
    /// Whether it moves.
    pub motion: Motion,
    /// What its colors are made of.
    pub inks: Inks,
    /// Whether there is something in the file that pages need not tell: where and with what it was
    /// taken, by whom, how it was worked on.
    pub metadata: Metadata,
    /// Who is to be named for it, by its own metadata.
    pub credit: Option<Arc<str>>,
    /// What came of decoding it, where that has been done.
    pub developed: Development,
}

/// What came of decoding a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Development {
    /// It has not been done.
    Undone,
    /// It can be seen. Its mean color, where all of it is opaque.
    Done(Option<Color>),
    /// It cannot be decoded, for this reason.
    Failed(Arc<str>),
}

/// A color of sRGB: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(pub [u8; 3]);

impl Color {
    /// As CSS writes it: `#1f2b33`.
    pub fn css(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A width and a height in pixels, neither of which is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// A size; none where there is nothing to see.
    pub fn new(width: u32, height: u32) -> Option<Size> {
        (width > 0 && height > 0).then_some(Size { width, height })
    }

    /// The size after a quarter turn.
    fn lying(self) -> Size {
        Size { width: self.height, height: self.width }
    }

    /// How many pixels it has.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// The formats of pictures that browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Photographs.
    Jpeg,
    /// Screenshots, charts.
    Png,
    /// Small animations.
    Gif,
    /// Anything.
    Webp,
    /// Anything, smaller.
    Avif,
    /// Drawings.
    Svg,
}

impl Format {
    /// The format that a file's name promises; none for a name of no picture.
    pub fn of_name(name: &str) -> Option<Format> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match ending.as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => Format::Jpeg,
            "png" | "apng" => Format::Png,
            "gif" => Format::Gif,
            "webp" => Format::Webp,
            "avif" => Format::Avif,
            "svg" => Format::Svg,
            _ => return None,
        })
    }

    /// The format that bytes are in; none where their first ones are those of no picture.
    fn of_bytes(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Format::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::Webp),
            [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => {
                Some(Format::Avif)
            }
            _ => svg::root(bytes).map(|_| Format::Svg),
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::Gif => "GIF",
            Format::Webp => "WebP",
            Format::Avif => "AVIF",
            Format::Svg => "SVG",
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::Gif => "gif",
            Format::Webp => "webp",
            Format::Avif => "avif",
            Format::Svg => "svg",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
            Format::Gif => "image/gif",
            Format::Webp => "image/webp",
            Format::Avif => "image/avif",
            Format::Svg => "image/svg+xml",
        }
    }
}

/// How a picture has to be turned to stand upright: the values of EXIF's tag `Orientation`, 1 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(u8);

impl Turn {
    /// Not at all.
    pub const NONE: Turn = Turn(1);

    /// The turn of a value of EXIF; a value that it does not have is no turn.
    pub fn of(value: u16) -> Turn {
        match value {
            1..=8 => Turn(value as u8),
            _ => Turn::NONE,
        }
    }

    /// The value of EXIF.
    pub fn value(self) -> u8 {
        self.0
    }

    /// Whether width and height change places.
    pub fn is_quarter(self) -> bool {
        self.0 >= 5
    }
}

/// Whether a picture moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// It does not.
    Still,
    /// It does: GIF, APNG, animated WebP.
    Moving,
}

/// What the colors of a picture are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inks {
    /// Light, as screens show it, or shades of gray.
    Screen,
    /// A few colors that have numbers: drawings, for which there is no smaller file.
    Few,
    /// The four inks of print, which only their color profile turns into what a screen shows.
    Print,
}

/// Whether a file says more than what there is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metadata {
    /// It does not.
    None,
    /// It does.
    Some,
}

/// A picture as its file shows it: its facts, or in words why it is none.
pub type Read = Result<Picture, Arc<str>>;

/// What a header says, before it is held against the rest.
struct Header {
    size: Option<Size>,
    turn: Turn,
    motion: Motion,
    inks: Inks,
    metadata: Metadata,
    credit: Option<String>,
}

impl Header {
    /// The header of an upright, still picture of some size that says nothing else.
    fn plain(size: Option<Size>) -> Header {
        Header {
            size,
            turn: Turn::NONE,
            motion: Motion::Still,
            inks: Inks::Screen,
            metadata: Metadata::None,
            credit: None,
        }
    }
}

/// Reads the picture in a file; `None` where the name is that of no picture.
pub fn read(name: &str, bytes: &[u8]) -> Option<Read> {
    Format::of_name(name)?;
    Some(of_bytes(bytes))
}

/// Reads the picture in some bytes.
fn of_bytes(bytes: &[u8]) -> Read {
    if bytes.is_empty() {
        return Err("the file is empty".into());
    }
    let Some(format) = Format::of_bytes(bytes) else {
        return Err("it does not begin as a picture does".into());
    };
    let header = match format {
        Format::Jpeg => jpeg::header(bytes),
        Format::Png => png::header(bytes),
        Format::Gif => gif::header(bytes),
        Format::Webp => webp::header(bytes),
        Format::Svg => Ok(svg::header(bytes)),
        Format::Avif => avif::header(bytes),
    };
    let header = header.map_err(Arc::<str>::from)?;
    if header.size.is_none() && format != Format::Svg {
        return Err("its header says that it has no pixels".into());
    }
    let turned = |size: Size| if header.turn.is_quarter() { size.lying() } else { size };
    Ok(Picture {
        hash: xxh3_128(bytes),
        format,
        size: header.size.map(turned),
        turn: header.turn,
        motion: header.motion,
        inks: header.inks,
        metadata: header.metadata,
        credit: header.credit.as_deref().and_then(credit_line),
        developed: Development::Undone,
    })
}

/// The longest credit that is shown, in characters: more is no name but somebody's terms.
const LONGEST_CREDIT: usize = 200;

/// A credit as it can be shown: on one line, without control characters; none where nothing is left.
fn credit_line(credit: &str) -> Option<Arc<str>> {
    let words = credit.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let line: String = words.join(" ").chars().take(LONGEST_CREDIT).collect();
    (!line.is_empty()).then(|| line.into())
}

/// The bytes of a picture without its metadata, and nothing of what it shows changed: its pixels are
/// not encoded again, its color profile and its turn stay. `None` where there is nothing to take
/// out, or where the format is one that is copied as it is.
pub fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    match Format::of_bytes(bytes)? {
        Format::Jpeg => jpeg::without_metadata(bytes),
        Format::Png => png::without_metadata(bytes),
        Format::Webp => webp::without_metadata(bytes),
        Format::Gif => gif::without_metadata(bytes),
        Format::Avif => avif::without_metadata(bytes),
        Format::Svg => None,
    }
}

/// The two bytes of a number at a place, highest first.
fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes([two[0], two[1]]))
}

/// The four bytes of a number at a place, highest first.
fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests;
