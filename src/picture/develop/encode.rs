//! Encodes pixels in the format of a version. Nothing but the profile of colors comes with them.

use std::borrow::Cow;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use webp::WebPConfig;

use super::{Channels, Kind, Pixels, Why};
use crate::picture::{Format, Version, webp as file};

/// How much work is put into a WebP, from 0 to 6. The last steps take twice the time for a few bytes.
const EFFORT: i32 = 4;

/// The bytes of a version.
pub(super) fn encode(pixels: &Pixels, version: &Version, kind: Kind) -> Result<Vec<u8>, Why> {
    match version.format {
        Format::Jpeg => jpeg(pixels, version.quality),
        Format::Png => png(pixels),
        Format::Webp => webp(pixels, version.quality, kind),
        #[cfg(feature = "avif")]
        Format::Avif => avif(pixels, version.quality),
        other => Err(format!("no versions are made in {}", other.name())),
    }
}

fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Why> {
    let failed = |error: jpeg_encoder::EncodingError| format!("it cannot be encoded: {error}");
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    if let Some(profile) = &pixels.profile {
        encoder.add_icc_profile(profile).map_err(failed)?;
    }
    let opaque: Cow<'_, [u8]> = match pixels.channels {
        Channels::Rgb => (&pixels.bytes).into(),
        Channels::Rgba => {
            pixels.bytes.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
        }
    };
    let side = |side: u32| u16::try_from(side).map_err(|_| "it is too large for JPEG".to_owned());
    let (width, height) = (side(pixels.size.width)?, side(pixels.size.height)?);
    encoder.encode(&opaque, width, height, ColorType::Rgb).map_err(failed)?;
    Ok(bytes)
}

fn png(pixels: &Pixels) -> Result<Vec<u8>, Why> {
    let failed = |error: png::EncodingError| format!("it cannot be encoded: {error}");
    let mut info = png::Info::with_size(pixels.size.width, pixels.size.height);
    info.bit_depth = png::BitDepth::Eight;
    info.color_type = match pixels.channels {
        Channels::Rgb => png::ColorType::Rgb,
        Channels::Rgba => png::ColorType::Rgba,
    };
    info.icc_profile = pixels.profile.as_deref().map(Cow::Borrowed);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut bytes, info).map_err(failed)?;
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&pixels.bytes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

fn webp(pixels: &Pixels, quality: u8, kind: Kind) -> Result<Vec<u8>, Why> {
    let mut config = WebPConfig::new().map_err(|()| "it cannot be encoded as WebP")?;
    config.method = EFFORT;
    match kind {
        Kind::Photograph => config.quality = f32::from(quality),
        Kind::Drawing => config.lossless = 1,
    }
    let (width, height) = (pixels.size.width, pixels.size.height);
    let encoder = match pixels.channels {
        Channels::Rgb => webp::Encoder::from_rgb(&pixels.bytes, width, height),
        Channels::Rgba => webp::Encoder::from_rgba(&pixels.bytes, width, height),
    };
    let encoded = encoder.encode_advanced(&config);
    let encoded = encoded.map_err(|error| format!("it cannot be encoded as WebP: {error:?}"))?;
    Ok(match &pixels.profile {
        Some(profile) => file::with_profile(&encoded, profile, pixels.size),
        None => encoded.to_vec(),
    })
}

/// AVIF has no place for a profile in this encoder, so that colors of other profiles are told as they
/// are, a little paler; such pictures are rare.
#[cfg(feature = "avif")]
fn avif(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Why> {
    use rgb::FromSlice;
    let encoder = ravif::Encoder::new().with_quality(f32::from(quality)).with_speed(6);
    let (width, height) = (pixels.size.width as usize, pixels.size.height as usize);
    let encoded = match pixels.channels {
        Channels::Rgb => encoder.encode_rgb(ravif::Img::new(pixels.bytes.as_rgb(), width, height)),
        Channels::Rgba => {
            encoder.encode_rgba(ravif::Img::new(pixels.bytes.as_rgba(), width, height))
        }
    };
    Ok(encoded.map_err(|error| format!("it cannot be encoded as AVIF: {error}"))?.avif_file)
}
