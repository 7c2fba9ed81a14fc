//! JPEG: what its segments say (ITU-T T.81, annex B), and the same file without those that tell where
//! and how a photograph was taken.

use super::exif::{self, exif};
use super::{Header, Inks, Metadata, Motion, Size, Turn, be16, iptc, xmp};

/// The marks of segments.
const START_OF_SCAN: u8 = 0xda;
const END: u8 = 0xd9;
const COMMENT: u8 = 0xfe;

/// How the contents of segments begin.
const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// A segment before the first scan.
struct Segment<'a> {
    mark: u8,
    /// What it holds, without its length.
    body: &'a [u8],
    /// All of it, from its mark on.
    whole: &'a [u8],
    /// Where it starts.
    start: usize,
}

/// The segments before the first scan, in order; the last is the head of that scan.
fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut at = Some(2);
    std::iter::from_fn(move || {
        let (segment, next) = segment(bytes, at?)?;
        at = (segment.mark != START_OF_SCAN).then_some(next);
        Some(segment)
    })
}

/// The segment at a place, and the place behind it; none at the end, and where there is none.
fn segment(bytes: &[u8], at: usize) -> Option<(Segment<'_>, usize)> {
    let rest = bytes.get(at..)?;
    // A mark may be preceded by any number of filling bytes.
    let filling = rest.iter().take_while(|byte| **byte == 0xff).count();
    let mark = *rest.get(filling).filter(|_| filling > 0)?;
    let start = at + filling - 1;
    let length = usize::from(be16(bytes, start + 2)?);
    let end = (start + 2).checked_add(length)?;
    let body = bytes.get(start + 4..end)?;
    Some((Segment { mark, body, whole: &bytes[start..end], start }, end))
}

/// Reads the header of a JPEG.
pub(super) fn header(bytes: &[u8]) -> Result<Header, &'static str> {
    let mut header = Header::plain(None);
    let (mut by_iptc, mut by_xmp, mut by_exif) = (None, None, None);
    let mut has_scan = false;
    for Segment { mark, body, .. } in segments(bytes) {
        match mark {
            START_OF_SCAN => has_scan = true,
            // All frames but the marks among them that mean something else.
            0xc0..=0xcf if !matches!(mark, 0xc4 | 0xc8 | 0xcc) => {
                let (height, width) = (be16(body, 1), be16(body, 3));
                let size = width.zip(height);
                header.size =
                    size.and_then(|(width, height)| Size::new(width.into(), height.into()));
                if body.get(5) == Some(&4) {
                    header.inks = Inks::Print;
                }
            }
            0xe1 if body.starts_with(EXIF) => {
                let found = exif(&body[EXIF.len()..]);
                header.turn = found.turn;
                by_exif = found.artist.or(found.copyright).map(iptc::text);
            }
            0xe1 if body.starts_with(XMP) => by_xmp = xmp::credit(&body[XMP.len()..]),
            0xed if body.starts_with(PHOTOSHOP) => {
                by_iptc = iptc::credit(&body[PHOTOSHOP.len()..]);
            }
            _ => {}
        }
        if is_metadata(mark, body) {
            header.metadata = Metadata::Some;
        }
    }
    if !has_scan {
        return Err("it ends within its header");
    }
    if end_of(bytes).is_some_and(|end| end < bytes.len()) {
        header.metadata = Metadata::Some;
    }
    header.motion = Motion::Still;
    header.credit = by_iptc.or(by_xmp).or(by_exif);
    Ok(header)
}

/// Whether a segment says something that the picture is shown without. What is kept: how it is
/// encoded, its color profile, and Adobe's mark, by which decoders know its colors.
fn is_metadata(mark: u8, body: &[u8]) -> bool {
    match mark {
        0xe0 => !body.starts_with(b"JFIF\0"),
        0xe2 => !body.starts_with(PROFILE),
        0xee => !body.starts_with(b"Adobe"),
        0xe1 => match body.strip_prefix(EXIF) {
            Some(block) => block != exif::of_turn(exif(block).turn),
            None => true,
        },
        0xe3..=0xef | COMMENT => true,
        _ => false,
    }
}

/// The same file without what [`is_metadata`], and without whatever is hung behind its end: cameras
/// put a second picture or a film there.
pub(super) fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let turn = header(bytes).ok().filter(|header| header.metadata == Metadata::Some)?.turn;
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend_from_slice(&bytes[..2]);
    let mut is_turned = turn == Turn::NONE;
    let mut scans = None;
    for segment in segments(bytes) {
        if segment.mark == START_OF_SCAN {
            scans = Some(segment.start);
            break;
        }
        if !is_turned && segment.mark != 0xe0 {
            let block = exif::of_turn(turn);
            let length = (2 + EXIF.len() + block.len()) as u16;
            clean.extend_from_slice(&[0xff, 0xe1]);
            clean.extend_from_slice(&length.to_be_bytes());
            clean.extend_from_slice(EXIF);
            clean.extend_from_slice(&block);
            is_turned = true;
        }
        if segment.mark != 0xe1 && !is_metadata(segment.mark, segment.body) {
            clean.extend_from_slice(segment.whole);
        }
    }
    scan(bytes, scans?, |part, mark| {
        if !mark.is_some_and(|mark| (0xe0..=0xef).contains(&mark) || mark == COMMENT) {
            clean.extend_from_slice(part);
        }
    });
    Some(clean)
}

/// Where the picture ends, behind its last mark; none for one that is cut off.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let start = segments(bytes).find(|segment| segment.mark == START_OF_SCAN)?.start;
    let mut length = start;
    let has_ended = scan(bytes, start, |part, _| length += part.len());
    has_ended.then_some(length)
}

/// Goes along the scans from a place on. `part` is given every piece with the mark of a segment, and
/// none for encoded pixels. Whether the picture ends with its mark.
fn scan<'a>(bytes: &'a [u8], start: usize, mut part: impl FnMut(&'a [u8], Option<u8>)) -> bool {
    let mut at = start;
    loop {
        let Some((segment, next)) = segment(bytes, at) else {
            part(bytes.get(at..).unwrap_or_default(), None);
            return false;
        };
        part(&bytes[at..next], Some(segment.mark));
        at = next;
        if segment.mark != START_OF_SCAN {
            // Tables may stand between scans; the end may follow them at once.
            if bytes.get(at..at + 2) == Some(&[0xff, END]) {
                part(&bytes[at..at + 2], None);
                return true;
            }
            continue;
        }
        let pixels = pixels(&bytes[at..]);
        part(&bytes[at..at + pixels], None);
        at += pixels;
        if bytes.get(at..at + 2) == Some(&[0xff, END]) {
            part(&bytes[at..at + 2], None);
            return true;
        }
    }
}

/// How many bytes of encoded pixels there are before the next mark. A byte of ones that belongs to
/// them is followed by 0, and marks of restarts stand among them.
fn pixels(bytes: &[u8]) -> usize {
    let ones = memchr::memchr_iter(0xff, bytes);
    let mut marks = ones
        .filter(|at| bytes.get(at + 1).is_some_and(|next| !matches!(next, 0 | 0xff | 0xd0..=0xd7)));
    marks.next().unwrap_or(bytes.len())
}
