//! GIF: its size and its blocks (GIF89a), and the same file without its metadata. Whether it moves is not
//! asked, since no smaller versions are made of a GIF.

use std::ops::Range;

use super::{Header, Metadata, Motion, Size};

/// The applications whose blocks tell how a picture is shown: how often it is played, and its colors.
const SHOWN: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// Reads the header of a GIF.
pub(super) fn header(bytes: &[u8]) -> Result<Header, &'static str> {
    let &[wide, wider, high, higher, ..] = bytes.get(6..).unwrap_or_default() else {
        return Err("it ends within its header");
    };
    let (width, height) = (u16::from_le_bytes([wide, wider]), u16::from_le_bytes([high, higher]));
    let mut header = Header::plain(Size::new(width.into(), height.into()));
    header.motion = Motion::Moving;
    if metadata(bytes).is_some_and(|places| !places.is_empty()) {
        header.metadata = Metadata::Some;
    }
    Ok(header)
}

/// The same file without comments and without the blocks of applications that show nothing.
pub(super) fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let places = metadata(bytes).filter(|places| !places.is_empty())?;
    let mut clean = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for place in places {
        clean.extend_from_slice(&bytes[at..place.start]);
        at = place.end;
    }
    clean.extend_from_slice(&bytes[at..]);
    Some(clean)
}

/// What is not shown: blocks of metadata, and whatever hangs behind the end. None where the blocks
/// cannot be followed to the end: such a file stays as it is.
fn metadata(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut places = Vec::new();
    let mut at = 13 + color_table(*bytes.get(10)?);
    loop {
        let start = at;
        match *bytes.get(at)? {
            // An extension: its label, then pieces.
            0x21 => {
                let label = *bytes.get(at + 1)?;
                at = after_pieces(bytes, at + 2)?;
                let is_shown = match label {
                    0xfe => false,
                    0xff => SHOWN.contains(&bytes.get(start + 3..start + 14)?),
                    _ => true,
                };
                if !is_shown {
                    places.push(start..at);
                }
            }
            // A picture: its place and size, its colors, then pieces.
            0x2c => at = after_pieces(bytes, at + 11 + color_table(*bytes.get(at + 9)?))?,
            0x3b => {
                if at + 1 < bytes.len() {
                    places.push(at + 1..bytes.len());
                }
                return Some(places);
            }
            _ => return None,
        }
    }
}

/// How long the table of colors is that a byte of flags tells of.
fn color_table(flags: u8) -> usize {
    if flags & 0x80 != 0 { 3 << ((flags & 7) + 1) } else { 0 }
}

/// The place behind pieces, each of which begins with its length; the last one is empty.
fn after_pieces(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
