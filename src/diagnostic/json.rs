//! Diagnostics as a machine reads them: one array of objects.

use serde_json::{Value, json};

use crate::diagnostic::position::{fitting, position};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::SourceTree;

/// The diagnostics as a JSON array, in the order that they have, with a line end at its end.
///
/// Each has `code`, `severity`, `message`, `file`, `line`, `column`, `end_line`, `end_column`
/// (from 1, columns in characters, the end exclusive), `span` (bytes of the text as newsprint holds
/// it: without a byte order mark, lines ending with `\n`), `label`, `hints` and `related`, which is
/// a list of places, each with `message`. What is not known is `null`.
pub fn json(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let objects: Vec<Value> = diagnostics.iter().map(|one| object(one, tree)).collect();
    // Values of strings and numbers can always be written.
    let mut written = serde_json::to_string_pretty(&objects).unwrap_or_default();
    written.push('\n');
    written
}

fn object(diagnostic: &Diagnostic, tree: &SourceTree) -> Value {
    let mut object = json!({
        "code": diagnostic.code.as_str(),
        "severity": diagnostic.severity.to_string(),
        "message": diagnostic.message,
    });
    add_place(&mut object, diagnostic.place.as_ref(), tree);
    object["label"] = json!(diagnostic.label);
    object["hints"] = json!(diagnostic.hints);
    let related = diagnostic.related.iter().map(|(place, words)| {
        let mut object = json!({ "message": words });
        add_place(&mut object, Some(place), tree);
        object
    });
    object["related"] = related.collect();
    object
}

/// Adds the keys of a place to an object; all of them, so that readers need not ask which are there.
fn add_place(object: &mut Value, place: Option<&Place>, tree: &SourceTree) {
    object["file"] = json!(place.map(|place| &*place.file));
    let span = place.and_then(|place| Some((tree.text(&place.file)?, place.span.as_ref()?)));
    let span = span.map(|(text, span)| (&*text.text, fitting(&text.text, span)));
    let start = span.as_ref().map(|(text, span)| position(text, span.start));
    let end = span.as_ref().map(|(text, span)| position(text, span.end));
    object["line"] = json!(start.map(|start| start.line));
    object["column"] = json!(start.map(|start| start.column));
    object["end_line"] = json!(end.map(|end| end.line));
    object["end_column"] = json!(end.map(|end| end.column));
    object["span"] = json!(span.map(|(_, span)| [span.start, span.end]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn places_are_given_in_lines_and_in_bytes() {
        let tree = SourceTree::of_texts([("a.md", "Åse\nx y\n")]);
        let file = "a.md".into();
        let problem = Diagnostic::new(Code::UnknownName, "no `y`")
            .at(Place::span(&file, 7..8))
            .related(Place::file(&file), "this file");
        let parsed: Value = serde_json::from_str(&json(&[problem], &tree)).unwrap();
        let first = &parsed[0];
        assert_eq!((&first["line"], &first["column"]), (&json!(2), &json!(3)));
        assert_eq!((&first["end_line"], &first["end_column"]), (&json!(2), &json!(4)));
        assert_eq!(first["span"], json!([7, 8]));
        assert_eq!(first["label"], Value::Null);
        assert_eq!(first["related"][0]["message"], json!("this file"));
        assert_eq!(first["related"][0]["line"], Value::Null);
    }

    #[test]
    fn no_problem_is_an_empty_array() {
        assert_eq!(json(&[], &SourceTree::default()), "[]\n");
    }
}
