//! SVG: the size of a drawing, by its root element (SVG 2, 8.2).

use super::{Header, Size};

/// How far into a file its root element is looked for, in bytes.
const FARTHEST: usize = 64 * 1024;

/// The root element of a drawing, from its name on to the end of its start tag; none where the bytes
/// are no drawing.
pub(super) fn root(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(FARTHEST)];
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A letter may be cut in two.
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
    };
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->")? + 3..];
        } else if rest.starts_with("<?") {
            rest = &rest[rest.find("?>")? + 2..];
        } else if rest.starts_with("<!") {
            // A document type may hold declarations of its own in brackets.
            let end = rest.find('>')?;
            rest = match rest[..end].find('[') {
                Some(open) => &rest[open + rest[open..].find("]>")? + 2..],
                None => &rest[end + 1..],
            };
        } else {
            let tag = rest.strip_prefix('<')?;
            let name = tag.split([' ', '\t', '\r', '\n', '>', '/']).next()?;
            if name != "svg" && !name.ends_with(":svg") {
                return None;
            }
            return tag.get(name.len()..end_of_tag(tag)?);
        }
        rest = rest.trim_start();
    }
}

/// Where a start tag ends; values of attributes may hold what looks like its end.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// The header of a drawing: its size by `width` and `height`, where one is missing by the other and
/// the shape of `viewBox`.
pub(super) fn header(bytes: &[u8]) -> Header {
    Header::plain(root(bytes).and_then(size))
}

fn size(root: &str) -> Option<Size> {
    let side = |name| attribute(root, name).and_then(pixels);
    let shape = attribute(root, "viewBox").and_then(shape);
    let (width, height) = match (side("width"), side("height"), shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(shape)) => shape,
        _ => return None,
    };
    let whole = |side: f64| (0.5..1e6).contains(&side).then_some(side.round() as u32);
    Size::new(whole(width)?, whole(height)?)
}

/// The value of an attribute of a start tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let end = after[1..].find(quote)?;
        if key.trim() == name {
            return Some(&after[1..1 + end]);
        }
        rest = &after[end + 2..];
    }
}

/// A length in pixels; none where it depends on what is around the drawing.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let unit = length.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(length.len());
    let (number, unit) = length.split_at(unit);
    let of_unit = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    let number: f64 = number.trim().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number * of_unit)
}

/// The width and the height of a `viewBox`.
fn shape(view_box: &str) -> Option<(f64, f64)> {
    let numbers = view_box.split([' ', ',', '\t', '\n', '\r']).filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(svg: &str) -> Option<(u32, u32)> {
        header(svg.as_bytes()).size.map(|size| (size.width, size.height))
    }

    #[test]
    fn sizes_come_from_the_root_element() {
        assert_eq!(sides("<svg width=\"640\" height='360px'>"), Some((640, 360)));
        assert_eq!(sides("<svg viewBox=\"0 0 1200 630\"/>"), Some((1200, 630)));
        assert_eq!(sides("<svg width=\"100%\" viewBox=\"0,0,30,20\">"), Some((30, 20)));
        assert_eq!(sides("<svg width=\"600\" viewBox=\"0 0 30 20\">"), Some((600, 400)));
        assert_eq!(sides("<svg height=\"1in\" viewBox=\"0 0 2 1\">"), Some((192, 96)));
        assert_eq!(sides("<svg data-width=\"3\" height=\"4\">"), None);
        assert_eq!(sides("<svg/>"), None);
    }

    #[test]
    fn what_stands_before_the_root_is_passed_over() {
        let before = "\u{feff}<?xml version='1.0'?>\n<!-- <svg width='1'> -->\n\
            <!DOCTYPE svg [ <!ENTITY a \"b>\"> ]>\n";
        assert_eq!(sides(&format!("{before}<svg:svg width='2' height='3'>")), Some((2, 3)));
        assert_eq!(sides("<svg title='a > b' width='2' height='3'>"), Some((2, 3)));
    }

    #[test]
    fn other_texts_are_no_drawings() {
        for other in ["", "svg", "<html><svg>", "<!-- <svg>", "<svga width='1'>", "<svg width='1"] {
            assert!(root(other.as_bytes()).is_none(), "{other}");
        }
    }

    #[test]
    fn impossible_sizes_are_none() {
        for size in ["0", "-3", "NaN", "1e99", "inf", "", "auto", "1e-9"] {
            assert_eq!(sides(&format!("<svg width='{size}' height='3'>")), None, "{size}");
        }
    }
}
