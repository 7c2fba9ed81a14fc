//! PNG: its size and what its chunks say (ISO/IEC 15948), and the same file without its texts.

use super::exif::{self, exif};
use super::{Header, Inks, Metadata, Motion, Size, Turn, be32, xmp};

/// The chunks that a picture is shown with: pixels, colors, animation, and how large they are meant.
/// All others may be left out of a copy, those of no standard among them.
const SHOWN: [&[u8; 4]; 21] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs", b"hIST", b"sPLT", b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI",
    b"cLLi",
];

/// The name under which a text holds XMP.
const XMP: &[u8] = b"XML:com.adobe.xmp\0\0\0";

/// One chunk.
struct Chunk<'a> {
    name: [u8; 4],
    body: &'a [u8],
    whole: &'a [u8],
}

/// The chunks up to the end of the picture.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = Some(8);
    std::iter::from_fn(move || {
        let start = at?;
        let length = be32(bytes, start)? as usize;
        let end = start.checked_add(length)?.checked_add(12)?;
        let whole = bytes.get(start..end)?;
        let name = [whole[4], whole[5], whole[6], whole[7]];
        at = (&name != b"IEND").then_some(end);
        Some(Chunk { name, body: &whole[8..8 + length], whole })
    })
}

/// Reads the header of a PNG.
pub(super) fn header(bytes: &[u8]) -> Result<Header, &'static str> {
    let mut header = Header::plain(None);
    let (mut has_pixels, mut length) = (false, 8);
    let mut by_exif = None;
    for Chunk { name, body, whole } in chunks(bytes) {
        length += whole.len();
        match &name {
            b"IHDR" => {
                let size = be32(body, 0).zip(be32(body, 4));
                header.size = size.and_then(|(width, height)| Size::new(width, height));
                // The depth in bits, then the type: 3 has a palette.
                if body.get(8).is_some_and(|depth| *depth < 8) || body.get(9) == Some(&3) {
                    header.inks = Inks::Few;
                }
            }
            b"IDAT" => has_pixels = true,
            b"acTL" => header.motion = Motion::Moving,
            b"eXIf" => {
                let found = exif(body);
                header.turn = found.turn;
                by_exif = found.artist.or(found.copyright).map(super::iptc::text);
                if body != exif::of_turn(found.turn) {
                    header.metadata = Metadata::Some;
                }
            }
            b"iTXt" if body.starts_with(XMP) => {
                // A language and a translated name stand before the text; both end with a 0.
                let rest = body[XMP.len()..].splitn(3, |byte| *byte == 0).last();
                header.credit = rest.and_then(xmp::credit);
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

/// The same file with those chunks alone that it is shown with.
pub(super) fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let turn = header(bytes).ok().filter(|header| header.metadata == Metadata::Some)?.turn;
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend_from_slice(&bytes[..8]);
    for chunk in chunks(bytes) {
        if SHOWN.contains(&&chunk.name) {
            clean.extend_from_slice(chunk.whole);
        }
        if &chunk.name == b"IHDR" && turn != Turn::NONE {
            let mut named = b"eXIf".to_vec();
            named.extend(exif::of_turn(turn));
            clean.extend_from_slice(&((named.len() - 4) as u32).to_be_bytes());
            clean.extend_from_slice(&named);
            clean.extend_from_slice(&checksum(&named).to_be_bytes());
        }
    }
    Some(clean)
}

/// The checksum of a chunk: CRC-32 of its name and its contents.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| match sum & 1 {
            1 => sum >> 1 ^ 0xedb8_8320,
            _ => sum >> 1,
        })
    });
    !sum
}
