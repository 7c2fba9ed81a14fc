//! WebP: its size and what its chunks say (RFC 9649), and the same file without its metadata.

use super::exif::{self, exif};
use super::{Header, Metadata, Motion, Size, Turn, iptc, xmp};

/// The flags of the extended header.
const MOVES: u8 = 0x02;
const HAS_XMP: u8 = 0x04;
#[cfg(feature = "pictures")]
const HAS_ALPHA: u8 = 0x10;
#[cfg(feature = "pictures")]
const HAS_PROFILE: u8 = 0x20;
const HAS_EXIF: u8 = 0x08;

/// The chunks that a picture is shown with.
const SHOWN: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ALPH", b"ANIM", b"ANMF"];

/// One chunk.
struct Chunk<'a> {
    name: [u8; 4],
    body: &'a [u8],
    /// All of it, with its name and with the byte that fills it up to an even length.
    whole: &'a [u8],
}

/// The chunks of a file.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = 12;
    let stated = le32(bytes, 4).map_or(0, |length| length as usize);
    let end = stated.saturating_add(8).min(bytes.len());
    std::iter::from_fn(move || {
        let length = le32(bytes, at + 4)? as usize;
        let body_end = (at + 8).checked_add(length).filter(|body_end| *body_end <= end)?;
        let whole = &bytes[at..(body_end + length % 2).min(end)];
        at += whole.len();
        Some(Chunk { name: whole[..4].try_into().ok()?, body: &whole[8..8 + length], whole })
    })
}

/// Reads the header of a WebP.
pub(super) fn header(bytes: &[u8]) -> Result<Header, &'static str> {
    let mut header = Header::plain(None);
    let (mut by_exif, mut has_pixels, mut length) = (None, false, 12);
    let mut flags = 0;
    for Chunk { name, body, whole } in chunks(bytes) {
        length += whole.len();
        match &name {
            b"VP8X" => {
                header.size = extended(body);
                flags = body.first().copied().unwrap_or_default();
                if flags & MOVES != 0 {
                    header.motion = Motion::Moving;
                }
            }
            b"VP8 " => {
                has_pixels = true;
                header.size = header.size.or_else(|| lossy(body));
            }
            b"VP8L" => {
                has_pixels = true;
                header.size = header.size.or_else(|| lossless(body));
            }
            b"ANMF" => has_pixels = true,
            b"EXIF" => {
                let found = exif(exif_block(body));
                // Without its flag in the header nobody looks for it.
                header.turn = if flags & HAS_EXIF != 0 { found.turn } else { Turn::NONE };
                by_exif = found.artist.or(found.copyright).map(iptc::text);
                if body != exif::of_turn(found.turn) {
                    header.metadata = Metadata::Some;
                }
            }
            b"XMP " => {
                header.credit = xmp::credit(body);
                header.metadata = Metadata::Some;
            }
            name if !SHOWN.contains(&name) => header.metadata = Metadata::Some,
            _ => {}
        }
    }
    if !has_pixels {
        return Err("it ends within its header");
    }
    if length < bytes.len() {
        header.metadata = Metadata::Some;
    }
    header.credit = header.credit.or(by_exif);
    Ok(header)
}

/// EXIF begins at once, or as it does in JPEG.
fn exif_block(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"Exif\0\0").unwrap_or(body)
}

/// The size in an extended header: two numbers of 24 bits, each less by 1.
fn extended(body: &[u8]) -> Option<Size> {
    let &[_, _, _, _, a, b, c, d, e, f, ..] = body else { return None };
    Size::new(u32::from_le_bytes([a, b, c, 0]) + 1, u32::from_le_bytes([d, e, f, 0]) + 1)
}

/// The size in a frame of VP8 (RFC 6386, 9.1): two numbers of 14 bits.
fn lossy(body: &[u8]) -> Option<Size> {
    let &[first, _, _, 0x9d, 0x01, 0x2a, a, b, c, d, ..] = body else { return None };
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    (first & 1 == 0).then(|| Size::new(side(a, b), side(c, d)))?
}

/// The size in a lossless picture: two numbers of 14 bits, each less by 1, behind a mark.
fn lossless(body: &[u8]) -> Option<Size> {
    let &[0x2f, a, b, c, d, ..] = body else { return None };
    let bits = u32::from_le_bytes([a, b, c, d]);
    Size::new((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    super::be32(bytes, at).map(u32::swap_bytes)
}

/// The same file with those chunks alone that it is shown with.
pub(super) fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let turn = header(bytes).ok().filter(|header| header.metadata == Metadata::Some)?.turn;
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend_from_slice(b"RIFF\0\0\0\0WEBP");
    let mut is_extended = false;
    for chunk in chunks(bytes).filter(|chunk| SHOWN.contains(&&chunk.name)) {
        let start = clean.len();
        clean.extend_from_slice(chunk.whole);
        if &chunk.name == b"VP8X" && !chunk.body.is_empty() {
            is_extended = true;
            let turned = if turn == Turn::NONE { 0 } else { HAS_EXIF };
            clean[start + 8] = clean[start + 8] & !(HAS_XMP | HAS_EXIF) | turned;
        }
    }
    if is_extended && turn != Turn::NONE {
        let block = exif::of_turn(turn);
        clean.extend_from_slice(b"EXIF");
        clean.extend_from_slice(&(block.len() as u32).to_le_bytes());
        clean.extend_from_slice(&block);
    }
    let length = u32::try_from(clean.len() - 8).ok()?;
    clean[4..8].copy_from_slice(&length.to_le_bytes());
    Some(clean)
}

/// The profile of colors in a file.
#[cfg(feature = "pictures")]
pub(super) fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    chunks(bytes).find(|chunk| &chunk.name == b"ICCP").map(|chunk| chunk.body.to_vec())
}

/// A still picture with a profile of colors, which only a file with an extended header can have.
#[cfg(feature = "pictures")]
pub(super) fn with_profile(bytes: &[u8], profile: &[u8], size: Size) -> Vec<u8> {
    let put = |file: &mut Vec<u8>, name: &[u8; 4], body: &[u8]| {
        file.extend_from_slice(name);
        file.extend_from_slice(&(body.len() as u32).to_le_bytes());
        file.extend_from_slice(body);
        file.resize(file.len() + body.len() % 2, 0);
    };
    let old =
        chunks(bytes).find(|chunk| &chunk.name == b"VP8X").and_then(|chunk| chunk.body.first());
    let is_alpha = chunks(bytes).any(|chunk| match &chunk.name {
        b"ALPH" => true,
        // A lossless picture tells it in the bit behind its size.
        b"VP8L" => chunk.body.get(4).is_some_and(|bits| bits & 0x10 != 0),
        _ => false,
    });
    let flags =
        old.copied().unwrap_or_default() | HAS_PROFILE | if is_alpha { HAS_ALPHA } else { 0 };
    let mut header = vec![flags, 0, 0, 0];
    header.extend_from_slice(&(size.width - 1).to_le_bytes()[..3]);
    header.extend_from_slice(&(size.height - 1).to_le_bytes()[..3]);
    let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
    put(&mut file, b"VP8X", &header);
    put(&mut file, b"ICCP", profile);
    for chunk in chunks(bytes).filter(|chunk| &chunk.name != b"VP8X") {
        put(&mut file, &chunk.name, chunk.body);
    }
    let length = (file.len() - 8) as u32;
    file[4..8].copy_from_slice(&length.to_le_bytes());
    file
}
