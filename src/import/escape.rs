//! Text written so that Markdown and TOML give it back as it was typed.

/// A text of one line as Markdown, where it starts a paragraph or an item.
pub(crate) fn paragraph(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    written.push_str(lead_in(text));
    inline(text, &mut written);
    // A number and its stop would open a list; the stop is what is escaped.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits)
        && let Some(rest) = text[digits..].strip_prefix(['.', ')'])
        && (rest.is_empty() || rest.starts_with([' ', '\t']))
    {
        written.insert(digits, '\\');
    }
    written
}

/// A text of one line as a Markdown heading's content.
pub(crate) fn heading(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    inline(text, &mut written);
    // Braces at the end are attributes, hashes at the end close the heading.
    let written = written.replace('{', "\\{").replace('}', "\\}");
    match written.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => written,
    }
}

/// The backslash that a text needs at the start of a line.
fn lead_in(text: &str) -> &'static str {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = chars.as_str();
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
    let hashes = text.trim_start_matches('#');
    let escapes = match first {
        '#' => hashes.is_empty() || hashes.starts_with([' ', '\t']),
        '-' | '+' => spaced || !rest.chars().any(char::is_alphanumeric) || rest.starts_with(first),
        '>' | '=' | ':' | '@' | '|' => true,
        _ => false,
    };
    if escapes { "\\" } else { "" }
}

fn inline(text: &str, written: &mut String) {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    let mut at = 0;
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let special = match c {
            '\\' | '`' | '*' | '[' | '~' => true,
            // Inside a word an underscore means nothing, as in an address.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '<' => !(after.is_whitespace() || after.is_ascii_digit() || after == '='),
            '&' => is_entity(&text[at..]),
            _ => false,
        };
        if special {
            written.push('\\');
        }
        written.push(c);
        before = c;
        at += c.len_utf8();
    }
}

/// Whether an ampersand starts what HTML calls an entity: `&copy;`, `&#169;`.
fn is_entity(text: &str) -> bool {
    let body = text.get(1..).unwrap_or_default();
    let Some(end) = body.find(';').filter(|end| (1..=40).contains(end)) else {
        return false;
    };
    body[..end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

/// A TOML string on one line, for any text.
pub(crate) fn toml(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            c if c.is_control() => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// What Markdown prints for a text, and whether it is one paragraph or heading of plain text.
    fn printed(markdown: &str) -> (String, bool) {
        let mut options = Options::all();
        // Typographic quotes change what is typed on purpose, and nobody types formulas.
        options.remove(Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_MATH);
        options.remove(Options::ENABLE_SUPERSCRIPT | Options::ENABLE_SUBSCRIPT);
        let (mut text, mut plain) = (String::new(), true);
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::Start(Tag::Paragraph | Tag::Heading { id: None, .. }) => {}
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {}
                _ => plain = false,
            }
        }
        (text, plain)
    }

    fn check(text: &str) {
        assert_eq!(printed(&paragraph(text)), (text.to_owned(), true), "{}", paragraph(text));
        let title = format!("## {}", heading(text));
        assert_eq!(printed(&title), (text.to_owned(), true), "{title}");
    }

    #[test]
    fn accidental_markdown_prints_as_typed() {
        for text in [
            "#1 in town",
            "# Not a heading",
            "*stars* and **more**",
            "snake_case _emphasis_ a_b.example",
            "[a](b) ![c](d)",
            "[[Ida Sund]] [^1] [x]: y",
            "1. first",
            "12) twelfth",
            "1986. A year",
            "+++",
            "+ plus",
            "C:\\temp\\new\\",
            "a | b",
            "| a |",
            "> said",
            "- dash",
            "---",
            "--",
            "***",
            "___",
            "===",
            "&copy; &#169; AT&T",
            "`code` ```",
            "{id} {#id}",
            "x {#id}",
            "~~~",
            "~~no~~",
            "<b>bold</b> <!-- c --> <https://a.example>",
            "2 < 3 <= 4",
            ": colon",
            "@quotes/x",
            "$5 and $6",
            "end #",
            "end \\",
            "\\",
            "https://a.example/b_c",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn any_line_prints_as_typed(text in "[ -~éß“”—•›]{1,40}") {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!text.is_empty());
            check(&text);
        }

        #[test]
        fn any_text_is_a_toml_string(text in "\\PC*|.*|[\u{0}-\u{20}\"\\\\\u{7f}]*") {
            let table: toml::Table = toml::from_str(&format!("a = {}", toml(&text))).expect("TOML");
            prop_assert_eq!(table["a"].as_str(), Some(text.as_str()));
        }
    }
}
