//! Developing: smaller versions of a picture are made of its bytes.
//!
//! A function from bytes to bytes: which file they are read from, and where the versions are kept, is
//! the disk edge's. Steps: decode; scale to the widest version and turn it upright; scale that to all
//! others; encode each.

use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, Resizer};

use super::{Color, Format, Picture, Size, Turn, Version};

mod decode;
mod encode;

/// What became of a picture.
pub struct Developed {
    /// Its mean color, where all of it is opaque.
    pub color: Option<Color>,
    /// The bytes of each version, in the order in which they were asked for.
    pub versions: Vec<Vec<u8>>,
}

/// Pixels in eight bits for each channel of sRGB, or of the profile that comes with them.
struct Pixels {
    size: Size,
    /// Three or four bytes for each pixel, row by row.
    bytes: Vec<u8>,
    channels: Channels,
    /// The profile of its colors, where it is not that of the web.
    profile: Option<Vec<u8>>,
}

/// What a pixel is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Channels {
    Rgb,
    Rgba,
}

impl Channels {
    fn count(self) -> usize {
        match self {
            Channels::Rgb => 3,
            Channels::Rgba => 4,
        }
    }

    fn pixel_type(self) -> PixelType {
        match self {
            Channels::Rgb => PixelType::U8x3,
            Channels::Rgba => PixelType::U8x4,
        }
    }
}

/// Why a picture could not be developed, in words.
type Why = String;

/// Makes versions of a picture.
///
/// # Errors
/// It cannot be decoded, or its pixels are not those that its header promised.
pub fn develop(bytes: &[u8], picture: &Picture, versions: &[&Version]) -> Result<Developed, Why> {
    let pixels = decode::decode(bytes, picture)?;
    let kind = Kind::of(bytes, picture);
    let widest = versions.iter().map(|version| version.size).max_by_key(|size| size.width);
    // Without a version that is wanted there still is the color to be told.
    let widest = widest.or(picture.size).ok_or("it has no size")?;
    let wide = scaled(pixels, if picture.turn.is_quarter() { widest.lying() } else { widest })?;
    let wide = upright(wide, picture.turn);
    let mut made: Vec<(usize, Vec<u8>)> = Vec::with_capacity(versions.len());
    let mut by_size: Vec<(usize, &Version)> = versions.iter().copied().enumerate().collect();
    by_size.sort_by_key(|(_, version)| version.size);
    let mut current: Option<Pixels> = None;
    for (number, version) in by_size {
        if version.size != wide.size && current.as_ref().is_none_or(|now| now.size != version.size)
        {
            current = Some(wide.scaled(version.size)?);
        }
        let pixels = current.as_ref().filter(|now| now.size == version.size).unwrap_or(&wide);
        made.push((number, encode::encode(pixels, version, kind)?));
    }
    made.sort_by_key(|(number, _)| *number);
    let color = wide.scaled(Size { width: 1, height: 1 })?.color();
    let color = color.filter(|_| wide.channels == Channels::Rgb);
    Ok(Developed { color, versions: made.into_iter().map(|(_, bytes)| bytes).collect() })
}

/// What a picture shows, as far as that decides how it is encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Light and shade: what is left out is not missed.
    Photograph,
    /// Lines and letters on even ground, around which losses show.
    Drawing,
}

impl Kind {
    /// A PNG whose pixels take less than half a byte each shows even ground for the most part.
    fn of(bytes: &[u8], picture: &Picture) -> Kind {
        let pixels = picture.size.map_or(0, Size::pixels);
        match picture.format {
            Format::Png if (bytes.len() as u64) < pixels / 2 => Kind::Drawing,
            _ => Kind::Photograph,
        }
    }
}

/// Pixels in another size; the same where that is theirs.
fn scaled(pixels: Pixels, size: Size) -> Result<Pixels, Why> {
    if pixels.size == size { Ok(pixels) } else { pixels.scaled(size) }
}

impl Pixels {
    /// A copy in another size.
    fn scaled(&self, size: Size) -> Result<Pixels, Why> {
        let failed = |error: &dyn std::fmt::Display| format!("it cannot be scaled: {error}");
        let kind = self.channels.pixel_type();
        let Size { width, height } = self.size;
        let source = fast_image_resize::images::ImageRef::new(width, height, &self.bytes, kind);
        let source = source.map_err(|error| failed(&error))?;
        let mut target = Image::new(size.width, size.height, kind);
        Resizer::new().resize(&source, &mut target, None).map_err(|error| failed(&error))?;
        Ok(Pixels { size, bytes: target.into_vec(), profile: self.profile.clone(), ..*self })
    }

    /// The color of the first pixel.
    fn color(&self) -> Option<Color> {
        self.bytes.first_chunk().map(|color| Color(*color))
    }
}

/// Pixels turned so that they stand upright.
fn upright(pixels: Pixels, turn: Turn) -> Pixels {
    if turn == Turn::NONE {
        return pixels;
    }
    let (width, height) = (pixels.size.width as usize, pixels.size.height as usize);
    let size = if turn.is_quarter() { pixels.size.lying() } else { pixels.size };
    let depth = pixels.channels.count();
    let mut bytes = Vec::with_capacity(pixels.bytes.len());
    for y in 0..size.height as usize {
        for x in 0..size.width as usize {
            // Where the pixel at this place of the upright picture stands in the other.
            let (column, row) = match turn.value() {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, height - 1 - x),
                7 => (width - 1 - y, height - 1 - x),
                8 => (width - 1 - y, x),
                _ => (x, y),
            };
            let start = (row * width + column) * depth;
            bytes.extend_from_slice(&pixels.bytes[start..start + depth]);
        }
    }
    Pixels { size, bytes, ..pixels }
}

#[cfg(test)]
mod tests;
