//! Reads the file of a topic, an author, a place or another term.

use crate::body::Manuscript;
use crate::diagnostic::Diagnostic;
use crate::parse::fields::Fields;
use crate::parse::player::translations;
use crate::parse::story::image;
use crate::parse::{Part, markdown, name_or_title};
use crate::term::TermDocument;

/// Reads a term. `None` where the name is missing, which is told.
pub fn term(
    part: &Part<'_>,
    taxonomy: usize,
    fields: &mut Fields<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Manuscript<TermDocument>> {
    let read = markdown::plain(part.markdown(), part.config);
    problems.extend(read.problems);
    let name = name_or_title(part, fields, "name", read.headline);
    let summary = fields.text("summary").map(|at| part.typeset(at.value));
    let aliases = fields.texts("aliases");
    let image = image(part, fields, "image");
    let email = match taxonomy {
        crate::config::AUTHORS => fields.text("email").map(|at| at.value),
        _ => None,
    };
    let fediverse = match taxonomy {
        crate::config::AUTHORS => fields.account("fediverse"),
        _ => None,
    };
    let same_as = fields.urls("same_as");
    let translations = translations(fields, part.config);
    let extra = fields.free_table("extra").map(|at| at.value).unwrap_or_default();
    let document = TermDocument {
        origin: part.origin.clone(),
        taxonomy,
        name: name?,
        summary,
        aliases,
        image,
        email,
        fediverse,
        same_as,
        translations,
        extra,
    };
    Some(Manuscript::new(document, read.body))
}
