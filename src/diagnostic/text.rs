//! Diagnostics as a person reads them: the message, the place, the line itself with a caret, and
//! what to do, in the manner of rustc.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::position::{fitting, position};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::SourceTree;

/// Whether the text carries the escape sequences of terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Only text.
    Plain,
    /// With colors.
    Colored,
}

/// How much of a line is shown before and after what it is shown for, in bytes. Minified files
/// have lines of megabytes.
const AROUND: usize = 400;

/// The longest stretch that is marked, in bytes; of a longer one only its first line is.
const LONGEST: usize = 4000;

/// The diagnostics with their lines, one after the other in the order that they have, each with an
/// empty line below it.
pub fn text(diagnostics: &[Diagnostic], tree: &SourceTree, paint: Paint) -> String {
    let renderer = match paint {
        Paint::Plain => Renderer::plain(),
        Paint::Colored => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut shown = String::new();
    for diagnostic in diagnostics {
        shown.push_str(&renderer.render(&groups(diagnostic, tree)));
        shown.push_str("\n\n");
    }
    shown
}

/// How many errors and warnings there are: `3 errors, 1 warning`; empty where there are none.
pub fn counts(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    let counted = [
        (of(Severity::Error), "error"),
        (of(Severity::Warning), "warning"),
        (of(Severity::Note), "note"),
    ];
    let words = counted.iter().filter(|(count, _)| *count > 0);
    words.map(|(count, word)| counted_word(*count, word)).collect::<Vec<_>>().join(", ")
}

/// `1 page`, `2 pages`.
pub fn counted_word(count: usize, word: &str) -> String {
    let (stem, one, many) = match word.strip_suffix('y') {
        Some(stem) if word != "day" => (stem, "y", "ies"),
        _ => (word, "", "s"),
    };
    format!("{count} {stem}{}", if count == 1 { one } else { many })
}

/// One diagnostic as what the renderer draws: the problem, then each related place.
fn groups<'a>(diagnostic: &'a Diagnostic, tree: &'a SourceTree) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note | Severity::Off => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let label = diagnostic.label.as_deref();
    let place = diagnostic.place.iter();
    let mut first =
        Group::with_title(title).elements(place.flat_map(|place| shown(place, label, tree)));
    let mut related = Vec::new();
    for (place, words) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(words.as_str());
        related.push(Group::with_title(title).elements(shown(place, None, tree)));
    }
    for hint in &diagnostic.hints {
        first = first.element(Level::HELP.message(hint.as_str()));
    }
    related.insert(0, first);
    related
}

/// A place: where it is, and its lines.
fn shown<'a>(place: &'a Place, label: Option<&'a str>, tree: &'a SourceTree) -> Vec<Element<'a>> {
    let origin = Origin::path(&*place.file);
    let (Some(span), Some(text)) = (&place.span, tree.text(&place.file)) else {
        return vec![origin.into()];
    };
    let span = fitting(&text.text, span);
    let at = position(&text.text, span.start);
    let window = window(&text.text, &span);
    let lines = &text.text[window.clone()];
    let origin = origin.line(at.line).char_column(at.column);
    if lines.trim().is_empty() {
        return vec![origin.into()];
    }
    let within = span.start - window.start..span.end.min(window.end) - window.start;
    let annotation = AnnotationKind::Primary.span(within).label(label);
    let snippet = Snippet::source(lines).line_start(at.line).fold(true).annotation(annotation);
    // The renderer counts columns from where the snippet starts, which may be within a long line.
    let is_whole = window.start == 0 || text.text.as_bytes()[window.start - 1] == b'\n';
    match is_whole {
        true => vec![snippet.path(&*place.file).into()],
        false => vec![origin.into(), snippet.into()],
    }
}

/// The part of a text that shows a span: its lines whole, unless they are very long.
fn window(text: &str, span: &Range<usize>) -> Range<usize> {
    let line = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let start = text.ceil_char_boundary(line.max(span.start.saturating_sub(AROUND)));
    let far = text.floor_char_boundary(span.end.min(span.start + LONGEST).max(span.start));
    // A span that takes in a line's end is shown with that line, not with the next.
    let last = if far > span.start { text.floor_char_boundary(far - 1) } else { far };
    let line_end = text[last..].find('\n').map_or(text.len(), |newline| last + newline);
    let end = text.floor_char_boundary(line_end.min(far + AROUND));
    start..end.max(span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    const FILE: &str = "content/stories/fog.md";

    fn tree(text: &str) -> SourceTree {
        SourceTree::of_texts([(FILE, text)])
    }

    fn at(span: Range<usize>) -> Diagnostic {
        Diagnostic::new(Code::UnknownPlayer, "no player is called `Ida Sunt`")
            .at(Place::span(&FILE.into(), span))
    }

    #[test]
    fn a_problem_shows_its_line_a_caret_and_a_hint() {
        let tree = tree("+++\ntitle = \"Fog\"\nplayers = [\"Ida Sunt\"]\n+++\n");
        let problem = at(30..38).label("not a player").hint("did you mean `Ida Sund`?");
        let expected = "\
error[unknown-player]: no player is called `Ida Sunt`
 --> content/stories/fog.md:3:13
  |
3 | players = [\"Ida Sunt\"]
  |             ^^^^^^^^ not a player
  |
  = help: did you mean `Ida Sund`?

";
        assert_eq!(text(&[problem], &tree, Paint::Plain), expected);
    }

    #[test]
    fn a_problem_of_a_whole_file_names_the_file() {
        let problem = Diagnostic::new(Code::NotUtf8, "the byte is not UTF-8")
            .at(Place::file(&"content/stories/old.md".into()))
            .hint("save the file as UTF-8");
        let expected = "\
error[not-utf8]: the byte is not UTF-8
--> content/stories/old.md
 = help: save the file as UTF-8

";
        assert_eq!(text(&[problem], &tree(""), Paint::Plain), expected);
    }

    #[test]
    fn related_places_follow_with_their_own_lines() {
        let tree = tree("one\ntwo\n");
        let problem = at(4..7).related(Place::span(&FILE.into(), 0..3), "it is here already");
        let shown = text(&[problem], &tree, Paint::Plain);
        assert!(shown.contains("2 | two\n  | ^^^\n"), "{shown}");
        assert!(shown.contains("note: it is here already\n"), "{shown}");
        assert!(shown.contains("1 | one\n"), "{shown}");
    }

    #[test]
    fn no_span_in_any_text_is_too_strange_to_be_shown() {
        for words in ["", "\n", "x", "Å\r\nø\t\u{1b}[31m\n\n", "a\u{0}b\u{200d}👩‍👩‍👧 c", "\r\r\r"]
        {
            let tree = tree(words);
            let words = &*tree.text(FILE).unwrap().text;
            for start in 0..words.len() + 3 {
                for end in 0..words.len() + 3 {
                    let shown = text(&[at(start..end).label("here")], &tree, Paint::Plain);
                    let at = position(words, start);
                    let place = format!("{FILE}:{}:{}\n", at.line, at.column);
                    assert!(shown.contains(&place), "{place}{shown}");
                    assert!(!shown.contains('\u{1b}'), "{shown}");
                }
            }
        }
    }

    #[test]
    fn a_line_of_megabytes_is_cut_and_keeps_its_column() {
        let words = "fog ".repeat(500_000);
        let shown = text(&[at(1_000_000..1_000_003)], &tree(&words), Paint::Plain);
        assert!(shown.contains("fog.md:1:1000001\n"), "{shown}");
        assert!(shown.len() < 3000, "{}", shown.len());
    }

    #[test]
    fn counts_are_words() {
        let warning = Diagnostic::new(Code::StrayFile, "x");
        assert_eq!(counts(&[at(0..0), warning, at(0..0)]), "2 errors, 1 warning");
        assert_eq!(counts(&[]), "");
        assert_eq!(counted_word(2, "story"), "2 stories");
    }
}
