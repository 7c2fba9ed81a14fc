//! Decodes JPEG, PNG and WebP into pixels.

use std::io::Cursor;

use png::Transformations;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Channels, Pixels, Why};
use crate::picture::{Format, MOST_PIXELS, Picture, Size, webp};

/// The pixels of a picture as they stand in its file.
pub(super) fn decode(bytes: &[u8], picture: &Picture) -> Result<Pixels, Why> {
    let shown = picture.size.ok_or("it has no size")?;
    if shown.pixels() > MOST_PIXELS {
        return Err(format!("it has more than {} million pixels", MOST_PIXELS / 1_000_000));
    }
    let pixels = match picture.format {
        Format::Jpeg => jpeg(bytes),
        Format::Png => png(bytes),
        Format::Webp => webp(bytes),
        other => Err(format!("no versions are made of {}", other.name())),
    }?;
    let promised = if picture.turn.is_quarter() { shown.lying() } else { shown };
    let length = promised.pixels() * pixels.channels.count() as u64;
    if pixels.size != promised || pixels.bytes.len() as u64 != length {
        return Err("it has other pixels than its header promises".into());
    }
    let profile = pixels.profile.filter(|profile| !is_of_the_web(profile));
    Ok(Pixels { profile, ..pixels })
}

/// Whether a profile is sRGB, which browsers take for granted: by its description.
fn is_of_the_web(profile: &[u8]) -> bool {
    let wide = |text: &str| text.bytes().flat_map(|byte| [0, byte]).collect::<Vec<u8>>();
    // Texts are in ASCII in the second version of profiles, and in UTF-16 in the fourth.
    [b"sRGB".to_vec(), wide("sRGB")]
        .iter()
        .any(|name| memchr::memmem::find(profile, name).is_some())
}

fn jpeg(bytes: &[u8]) -> Result<Pixels, Why> {
    let failed = |error: &dyn std::fmt::Debug| format!("its pixels cannot be decoded: {error:?}");
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let options =
        options.set_max_width(usize::from(u16::MAX)).set_max_height(usize::from(u16::MAX));
    // A photograph that is cut off would be half gray.
    let options = options.set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let pixels = decoder.decode().map_err(|error| failed(&error))?;
    let info = decoder.info().ok_or("it has no header")?;
    let size = Size::new(info.width.into(), info.height.into()).ok_or("it has no pixels")?;
    Ok(Pixels { size, bytes: pixels, channels: Channels::Rgb, profile: decoder.icc_profile() })
}

fn png(bytes: &[u8]) -> Result<Pixels, Why> {
    let failed = |error: png::DecodingError| format!("its pixels cannot be decoded: {error}");
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(failed)?;
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    let length = reader.output_buffer_size().ok_or("it has too many pixels")?;
    if length as u64 > 4 * MOST_PIXELS {
        return Err("it has too many pixels".into());
    }
    let mut pixels = vec![0; length];
    let frame = reader.next_frame(&mut pixels).map_err(failed)?;
    pixels.truncate(frame.buffer_size());
    let size = Size::new(frame.width, frame.height).ok_or("it has no pixels")?;
    let (bytes, channels) = match frame.color_type {
        png::ColorType::Rgb => (pixels, Channels::Rgb),
        png::ColorType::Rgba => (pixels, Channels::Rgba),
        png::ColorType::Grayscale => {
            (pixels.iter().flat_map(|gray| [*gray; 3]).collect(), Channels::Rgb)
        }
        png::ColorType::GrayscaleAlpha => {
            let pairs = pixels.chunks_exact(2);
            let bytes = pairs.flat_map(|pair| [pair[0], pair[0], pair[0], pair[1]]).collect();
            (bytes, Channels::Rgba)
        }
        png::ColorType::Indexed => return Err("its palette cannot be read".into()),
    };
    // Gray has no profile of three colors, and what is RGB by now needs one.
    let is_gray =
        matches!(frame.color_type, png::ColorType::Grayscale | png::ColorType::GrayscaleAlpha);
    Ok(Pixels { size, bytes, channels, profile: profile.filter(|_| !is_gray) })
}

fn webp(bytes: &[u8]) -> Result<Pixels, Why> {
    let image = ::webp::Decoder::new(bytes).decode().ok_or("its pixels cannot be decoded")?;
    let size = Size::new(image.width(), image.height()).ok_or("it has no pixels")?;
    let channels = if image.is_alpha() { Channels::Rgba } else { Channels::Rgb };
    Ok(Pixels { size, bytes: image.to_vec(), channels, profile: webp::profile(bytes) })
}
