//! GIF: its size. Whether it moves is not asked, since no GIF is worked on.

use super::{Header, Motion, Size};

/// Reads the header of a GIF.
pub(super) fn header(bytes: &[u8]) -> Result<Header, &'static str> {
    let &[wide, wider, high, higher, ..] = bytes.get(6..).unwrap_or_default() else {
        return Err("it ends within its header");
    };
    let (width, height) = (u16::from_le_bytes([wide, wider]), u16::from_le_bytes([high, higher]));
    let size = Size::new(width.into(), height.into());
    Ok(Header { motion: Motion::Moving, ..Header::plain(size) })
}
