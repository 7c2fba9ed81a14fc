//! EXIF: the tags of a camera, as a block of TIFF (CIPA DC-008, Exif 2.32).

use super::{Turn, be16, be32};

/// What is read of a block of EXIF.
pub struct Exif<'a> {
    /// How the picture has to be turned.
    pub turn: Turn,
    /// Who took it.
    pub artist: Option<&'a [u8]>,
    /// Who has the rights.
    pub copyright: Option<&'a [u8]>,
}

/// The numbers of tags.
const ORIENTATION: u16 = 0x0112;
const ARTIST: u16 = 0x013b;
const COPYRIGHT: u16 = 0x8298;

/// How many entries of a directory are looked at.
const MOST_ENTRIES: usize = 512;

/// Reads a block of EXIF, from its byte order mark on. What cannot be read is as if it was not there.
pub fn exif(block: &[u8]) -> Exif<'_> {
    let mut exif = Exif { turn: Turn::NONE, artist: None, copyright: None };
    let Some(tiff) = Tiff::of(block) else { return exif };
    let Some(first) = tiff.long(4).map(|at| at as usize) else { return exif };
    let count = tiff.short(first).map_or(0, usize::from).min(MOST_ENTRIES);
    for entry in (0..count).map_while(|number| first.checked_add(2 + number * 12)) {
        match tiff.short(entry) {
            Some(ORIENTATION) => {
                exif.turn =
                    entry.checked_add(8).and_then(|at| tiff.short(at)).map_or(Turn::NONE, Turn::of);
            }
            Some(ARTIST) => exif.artist = tiff.text(entry),
            Some(COPYRIGHT) => exif.copyright = tiff.text(entry),
            Some(_) => {}
            None => break,
        }
    }
    exif
}

/// The shortest block of EXIF that tells a turn and nothing else.
pub fn of_turn(turn: Turn) -> [u8; 26] {
    let mut block = *b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    block[19] = turn.value();
    block
}

/// A block of TIFF in either order of bytes.
struct Tiff<'a> {
    block: &'a [u8],
    is_little: bool,
}

impl<'a> Tiff<'a> {
    fn of(block: &'a [u8]) -> Option<Tiff<'a>> {
        let is_little = match block.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        Some(Tiff { block, is_little })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let value = be16(self.block, at)?;
        Some(if self.is_little { value.swap_bytes() } else { value })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let value = be32(self.block, at)?;
        Some(if self.is_little { value.swap_bytes() } else { value })
    }

    /// The text of an entry, which stands in the entry itself where it is short.
    fn text(&self, entry: usize) -> Option<&'a [u8]> {
        let length = self.long(entry.checked_add(4)?)? as usize;
        let place = entry.checked_add(8)?;
        let start = if length <= 4 { place } else { self.long(place)? as usize };
        self.block.get(start..start.checked_add(length)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_of_a_turn_tells_that_turn() {
        for value in 1..=8 {
            let turn = Turn::of(value);
            assert_eq!(exif(&of_turn(turn)).turn, turn);
        }
    }

    #[test]
    fn both_orders_of_bytes_are_read() {
        let little = b"II\x2a\0\x08\0\0\0\x02\0\
            \x12\x01\x03\0\x01\0\0\0\x06\0\0\0\
            \x3b\x01\x02\0\x09\0\0\0\x26\0\0\0\0\0\0\0Ida Sund\0";
        let exif = exif(little);
        assert_eq!(exif.turn.value(), 6);
        assert_eq!(exif.artist, Some(&b"Ida Sund\0"[..]));
    }

    #[test]
    fn places_outside_the_block_are_nowhere() {
        let far = b"MM\0\x2a\xff\xff\xff\xff";
        assert_eq!(exif(far).turn, Turn::NONE);
        let text = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x3b\0\x02\xff\xff\xff\xff\xff\xff\xff\xff";
        assert_eq!(exif(text).artist, None);
    }
}
