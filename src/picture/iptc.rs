//! Who made a picture, by the IPTC's own block (IIM 4.2) among the resources of Photoshop.

use super::{be16, be32};

/// The resource that holds the IPTC's block.
const BLOCK: u16 = 0x0404;

/// Who is to be named for a picture, from the resources of Photoshop: the credit line (2:110), else
/// who made it (2:80), else who has the rights (2:116).
pub(super) fn credit(resources: &[u8]) -> Option<String> {
    let block = block(resources)?;
    let (mut line, mut makers, mut rights) = (None, Vec::new(), None);
    let mut rest = block;
    while let [0x1c, record, set, after @ ..] = rest {
        let length = usize::from(be16(after, 0)?);
        // Longer ones than 32 KiB are written otherwise, and are none of these.
        if length > 0x7fff {
            break;
        }
        let value = after.get(2..2 + length)?;
        match (record, set) {
            (2, 110) => line = Some(text(value)),
            (2, 80) => makers.push(text(value)),
            (2, 116) => rights = Some(text(value)),
            _ => {}
        }
        rest = &after[2 + length..];
    }
    let makers = Some(makers.join(", "));
    [line, makers, rights].into_iter().flatten().find(|credit| !credit.trim().is_empty())
}

/// The IPTC's block among the resources.
fn block(resources: &[u8]) -> Option<&[u8]> {
    let mut rest = resources;
    loop {
        let after = rest.strip_prefix(b"8BIM")?;
        let id = be16(after, 0)?;
        // A name has its length before it, and both are even bytes long together.
        let name = (usize::from(*after.get(2)?) + 2) & !1;
        let length = be32(after, 2 + name)? as usize;
        let start = 6 + name;
        let end = start.checked_add(length)?;
        let value = after.get(start..end)?;
        if id == BLOCK {
            return Some(value);
        }
        rest = after.get(end + length % 2..)?;
    }
}

/// A text that is UTF-8, or in the letters of Western Europe, which older programs write.
pub(super) fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resources(sets: &[(u8, &[u8])]) -> Vec<u8> {
        let mut block = Vec::new();
        for (set, value) in sets {
            block.extend([0x1c, 2, *set]);
            block.extend((value.len() as u16).to_be_bytes());
            block.extend(*value);
        }
        let mut resources = b"8BIM\x03\xed\0\0\0\0\0\x03abc\0".to_vec();
        resources.extend(b"8BIM\x04\x04\0\0");
        resources.extend((block.len() as u32).to_be_bytes());
        resources.extend(block);
        resources
    }

    #[test]
    fn the_credit_line_goes_before_the_makers_and_these_before_the_rights() {
        let line = (110, &b"Harbor Wire"[..]);
        let makers = [(80, &b"Ida Sund"[..]), (80, b"Ole Rask")];
        let rights = (116, &b"(c) Harbor Wire"[..]);
        let all = [line, makers[0], makers[1], rights];
        assert_eq!(credit(&resources(&all)).as_deref(), Some("Harbor Wire"));
        assert_eq!(credit(&resources(&all[1..])).as_deref(), Some("Ida Sund, Ole Rask"));
        assert_eq!(credit(&resources(&all[3..])).as_deref(), Some("(c) Harbor Wire"));
        assert_eq!(credit(&resources(&[(110, b" ")])), None);
        assert_eq!(credit(&resources(&[])), None);
    }

    #[test]
    fn older_letters_are_read() {
        assert_eq!(text(b"Zo\xeb"), "Zoë");
        assert_eq!(text("Zoë".as_bytes()), "Zoë");
    }

    #[test]
    fn whatever_is_cut_off_is_no_credit() {
        let whole = resources(&[(110, b"Harbor Wire")]);
        for end in 0..whole.len() {
            assert_eq!(credit(&whole[..end]), None, "{end}");
        }
    }
}
