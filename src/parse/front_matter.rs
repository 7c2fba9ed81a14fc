//! Splits a content file into its TOML front matter and its body.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Text;

/// A content file in two parts, as byte ranges of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The TOML between the `+++` lines; empty where there is none.
    pub toml: Range<usize>,
    /// Everything after it.
    pub body: Range<usize>,
}

/// Splits `text` at its `+++` lines. A file without front matter is all body.
///
/// # Errors
/// [`Code::UnclosedFrontMatter`] where the second `+++` line is missing, or where the file opens
/// with the `---` of YAML.
pub fn split(text: &Text) -> Result<Split, Diagnostic> {
    let source: &str = &text.text;
    // Who pastes a text often pastes empty lines before it.
    let start = source.len() - source.trim_start().len();
    let first_line = source[start..].find('\n').map_or(source.len(), |end| start + end);
    match source[start..first_line].trim_end() {
        "+++" => {}
        "---" => {
            return Err(Diagnostic::new(
                Code::UnclosedFrontMatter,
                "front matter is TOML between `+++` lines, not YAML",
            )
            .at(Place::span(&text.path, start..start + 3))
            .hint(
                "write `+++` in place of `---`, and `key = \"value\"` in place of `key: value`",
            ));
        }
        _ => return Ok(Split { toml: 0..0, body: 0..source.len() }),
    }
    let toml = (first_line + 1).min(source.len());
    let mut at = toml;
    for line in source[toml..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Ok(Split { toml: toml..at, body: at + line.len()..source.len() });
        }
        at += line.len();
    }
    Err(Diagnostic::new(Code::UnclosedFrontMatter, "front matter is never closed")
        .at(Place::span(&text.path, start..start + 3))
        .label("opened here")
        .hint("end it with a line that holds `+++` and nothing else"))
}
