//! XML 1.0: text in elements and attributes, and the first line of a document.

use std::borrow::Cow;

use crate::html;

/// Text as it stands in an element or in a quoted attribute. What no XML document may hold, even
/// escaped (section 2.2 of the recommendation), becomes the sign for a letter that is missing.
pub fn escaped(text: &str) -> Cow<'_, str> {
    match text.contains(is_forbidden) {
        true => Cow::Owned(html::escaped(&text.replace(is_forbidden, "\u{fffd}")).into_owned()),
        false => html::escaped(text),
    }
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The start of a document, up to the start of its one element with these attributes.
pub fn opened(element: &str, attributes: &[(&str, &str)]) -> String {
    let mut text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element}");
    add_attributes(&mut text, attributes);
    text + ">\n"
}

/// Adds an element with a text in it, and a line break.
pub fn element(text: &mut String, name: &str, value: &str) {
    inline(text, name, value);
    text.push('\n');
}

/// Adds an element with a text in it.
pub fn inline(text: &mut String, name: &str, value: &str) {
    for piece in ["<", name, ">", &escaped(value), "</", name, ">"] {
        text.push_str(piece);
    }
}

/// Adds an element with attributes alone, and a line break.
pub fn empty(text: &mut String, name: &str, attributes: &[(&str, &str)]) {
    empty_inline(text, name, attributes);
    text.push('\n');
}

/// Adds an element with attributes alone.
pub fn empty_inline(text: &mut String, name: &str, attributes: &[(&str, &str)]) {
    text.push('<');
    text.push_str(name);
    add_attributes(text, attributes);
    text.push_str("/>");
}

fn add_attributes(text: &mut String, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        for piece in [" ", name, "=\"", &escaped(value), "\""] {
            text.push_str(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_marked_as_missing() {
        assert_eq!(escaped("a\u{b}b & \u{1f6a2} <c>"), "a\u{fffd}b &amp; \u{1f6a2} &lt;c&gt;");
        assert_eq!(escaped("line\n\ttab"), "line\n\ttab");
    }
}
