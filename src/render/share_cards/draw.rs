//! SVG as PNG: a pure function of the SVG and the fonts.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

use super::SIZE;
use crate::fonts::Fonts;

/// The picture of a drawing.
///
/// # Errors
/// Why there is none.
pub fn png(svg: &str, fonts: &Fonts) -> Result<Vec<u8>, String> {
    // Fonts are the work of others, and what draws them that of many.
    let drawn = catch_unwind(AssertUnwindSafe(|| pixels(svg, fonts)));
    let pixels = drawn.unwrap_or_else(|_| Err("what draws it gave up".to_owned()))?;
    encoded(&pixels).map_err(|error| error.to_string())
}

/// The colors of all pixels, row by row, without transparency: on nothing a card is black.
fn pixels(svg: &str, fonts: &Fonts) -> Result<Vec<[u8; 3]>, String> {
    let tree = Tree::from_str(svg, &fonts.options()).map_err(|error| error.to_string())?;
    let (width, height) = (SIZE.width, SIZE.height);
    let mut pixmap = Pixmap::new(width, height).ok_or("there is no memory for it")?;
    let scale = Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    Ok(pixmap.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect())
}

/// The pixels as PNG. Type on paper has few colors, which then take a byte for each pixel.
fn encoded(pixels: &[[u8; 3]]) -> Result<Vec<u8>, png::EncodingError> {
    let mut png = Vec::with_capacity(64 * 1024);
    let mut encoder = Encoder::new(&mut png, SIZE.width, SIZE.height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    let bytes = match indexed(pixels) {
        Some((palette, places)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette.into_iter().flatten().collect::<Vec<u8>>());
            encoder.set_filter(Filter::NoFilter);
            places
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            pixels.iter().copied().flatten().collect()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(png)
}

/// The colors in the order in which they come, and for each pixel the place of its color; none where
/// there are more than a byte can tell apart.
fn indexed(pixels: &[[u8; 3]]) -> Option<(Vec<[u8; 3]>, Vec<u8>)> {
    let (mut palette, mut known) = (Vec::new(), HashMap::new());
    let mut last = None;
    let mut places = Vec::with_capacity(pixels.len());
    for pixel in pixels {
        let place = match last {
            Some((color, place)) if color == pixel => place,
            _ => match known.get(pixel) {
                Some(place) => *place,
                None => {
                    let place = u8::try_from(palette.len()).ok()?;
                    palette.push(*pixel);
                    known.insert(*pixel, place);
                    place
                }
            },
        };
        last = Some((pixel, place));
        places.push(place);
    }
    Some((palette, places))
}
