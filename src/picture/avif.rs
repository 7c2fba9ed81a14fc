//! AVIF: its size, what its items say of it, and the same file with those items blank (ISO/IEC 14496-12,
//! 8.11; ISO/IEC 23008-12, annex A).
//!
//! Items are found by their places in the file, so that none can be left out without writing all of
//! these anew. They are written over instead: EXIF with a block that says nothing, XMP with spaces.

use std::ops::Range;

use super::exif::exif;
use super::{Header, Metadata, Size, be16, be32, iptc, xmp};

/// How many items, and pieces of one item, are looked at.
const MOST: usize = 4096;

/// EXIF without an entry: where its block begins, the order of bytes, an empty directory.
const BLANK_EXIF: &[u8] = b"\0\0\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";

/// What an item says of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Exif,
    Xmp,
}

/// An item that says something of the picture.
struct Item {
    kind: Kind,
    /// Where its pieces stand in the file.
    places: Vec<Range<usize>>,
}

impl Item {
    fn body(&self, bytes: &[u8]) -> Vec<u8> {
        self.places.iter().flat_map(|place| &bytes[place.clone()]).copied().collect()
    }

    /// As many bytes as it has that say nothing.
    fn blank(&self) -> Vec<u8> {
        let length = self.places.iter().map(ExactSizeIterator::len).sum();
        match self.kind {
            Kind::Exif => {
                let mut blank = BLANK_EXIF.to_vec();
                blank.resize(length, 0);
                blank
            }
            Kind::Xmp => vec![b' '; length],
        }
    }
}

/// Reads the header of an AVIF.
pub(super) fn header(bytes: &[u8]) -> Result<Header, &'static str> {
    let size = imagesize::blob_size(bytes).map_err(|_| "its header has no size")?;
    let sides = u32::try_from(size.width).ok().zip(u32::try_from(size.height).ok());
    let mut header = Header::plain(sides.and_then(|(width, height)| Size::new(width, height)));
    let mut by_exif = None;
    for item in items(bytes) {
        let body = item.body(bytes);
        if body != item.blank() {
            header.metadata = Metadata::Some;
        }
        match item.kind {
            Kind::Exif => {
                // How it is turned does not count: the picture has properties of its own for that.
                let start = be32(&body, 0).and_then(|skipped| (skipped as usize).checked_add(4));
                let found = exif(start.and_then(|start| body.get(start..)).unwrap_or_default());
                by_exif = found.artist.or(found.copyright).map(iptc::text);
            }
            Kind::Xmp => header.credit = header.credit.or_else(|| xmp::credit(&body)),
        }
    }
    header.credit = header.credit.or(by_exif);
    Ok(header)
}

/// The same file with nothing in the items that only say something of the picture.
pub(super) fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let items: Vec<Item> = items(bytes);
    items.iter().any(|item| item.body(bytes) != item.blank()).then(|| {
        let mut clean = bytes.to_vec();
        for item in &items {
            let mut blank = item.blank().into_iter();
            for (byte, empty) in item.places.iter().cloned().flatten().zip(&mut blank) {
                clean[byte] = empty;
            }
        }
        clean
    })
}

/// The boxes in a part of a file: the name of each, and where its body stands.
fn boxes(bytes: &[u8], part: Range<usize>) -> impl Iterator<Item = ([u8; 4], Range<usize>)> {
    let mut at = part.start;
    std::iter::from_fn(move || {
        let name = bytes.get(at.checked_add(4)?..at.checked_add(8)?)?.try_into().ok()?;
        let (head, length) = match be32(bytes, at)? {
            0 => (8, part.end.checked_sub(at)?),
            1 => (16, usize::try_from(be64(bytes, at + 8)?).ok()?),
            length => (8, length as usize),
        };
        let end = at.checked_add(length).filter(|end| *end <= part.end)?;
        let body = at + head..end;
        at = end;
        (body.start <= body.end).then_some((name, body))
    })
}

fn child(bytes: &[u8], part: Range<usize>, wanted: &[u8; 4]) -> Option<Range<usize>> {
    boxes(bytes, part).find(|(name, _)| name == wanted).map(|(_, body)| body)
}

/// The items that say something of the picture, as far as they lie within the file.
fn items(bytes: &[u8]) -> Vec<Item> {
    let found = || {
        // Behind the version and the flags of the box `meta` stand the boxes in it.
        let meta = child(bytes, 0..bytes.len(), b"meta")?;
        let inside = meta.start + 4..meta.end;
        let kinds = kinds(bytes, child(bytes, inside.clone(), b"iinf")?)?;
        let data = child(bytes, inside.clone(), b"idat");
        let items = places(bytes, child(bytes, inside, b"iloc")?, data)?.into_iter();
        let of = |id| kinds.iter().find(|(known, _)| *known == id).map(|(_, kind)| *kind);
        Some(items.filter_map(|(id, places)| Some(Item { kind: of(id)?, places })).collect())
    };
    found().unwrap_or_default()
}

/// The ids of the items that say something of the picture (`iinf`).
fn kinds(bytes: &[u8], part: Range<usize>) -> Option<Vec<(u32, Kind)>> {
    let first = part.start + if bytes.get(part.start)? == &0 { 6 } else { 8 };
    let entries = boxes(bytes, first..part.end).take(MOST);
    let kinds = entries.filter_map(|(name, body)| {
        let version = *bytes.get(body.start)?;
        let (id, at) = match version {
            2 => (be16(bytes, body.start + 4)?.into(), body.start + 8),
            3 => (be32(bytes, body.start + 4)?, body.start + 10),
            _ => return None,
        };
        let kind = match bytes.get(at..body.end.min(at + 4))? {
            b"Exif" => Kind::Exif,
            // The only items of other media types are those of XMP.
            b"mime" => Kind::Xmp,
            _ => return None,
        };
        (&name == b"infe").then_some((id, kind))
    });
    Some(kinds.collect())
}

/// Where the pieces of each item stand (`iloc`): in the file, or in the box `idat`.
fn places(
    bytes: &[u8],
    part: Range<usize>,
    data: Option<Range<usize>>,
) -> Option<Vec<(u32, Vec<Range<usize>>)>> {
    let version = *bytes.get(part.start)?;
    let sizes = be16(bytes, part.start + 4)?;
    let [offset_size, length_size, base_size, index_size] =
        [12, 8, 4, 0].map(|shift| usize::from(sizes >> shift & 0xf));
    let mut at = part.start + 6;
    let mut number = |size: usize| {
        let end = at.checked_add(size).filter(|end| *end <= part.end)?;
        let number = bytes[at..end]
            .iter()
            .try_fold(0_usize, |sum, byte| sum.checked_mul(256)?.checked_add(usize::from(*byte)));
        at = end;
        number
    };
    let id_size = if version < 2 { 2 } else { 4 };
    let count = number(id_size)?.min(MOST);
    let mut items = Vec::new();
    for _ in 0..count {
        let id = u32::try_from(number(id_size)?).ok()?;
        let method = if version == 0 { 0 } else { number(2)? & 0xf };
        number(2)?;
        let base = number(base_size)?;
        let pieces = number(2)?.min(MOST);
        let mut places = Vec::new();
        for _ in 0..pieces {
            if version > 0 {
                number(index_size)?;
            }
            let (offset, length) = (number(offset_size)?, number(length_size)?);
            let within = match method {
                0 => Some(0..bytes.len()),
                1 => data.clone(),
                _ => None,
            };
            let place = within.and_then(|within| {
                let start = within.start.checked_add(base)?.checked_add(offset)?;
                let end = start.checked_add(length)?;
                (end <= within.end).then_some(start..end)
            });
            places.extend(place);
        }
        items.push((id, places));
    }
    Some(items)
}

fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(be32(bytes, at)?) << 32 | u64::from(be32(bytes, at.checked_add(4)?)?))
}
