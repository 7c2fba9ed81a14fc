//! Reads a player's file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::fields::Fields;
use crate::parse::story::image;
use crate::parse::{Part, markdown};
use crate::player::{PlayerDocument, PlayerKind, Role, Translation};

/// Reads a player. `None` where the name is missing, which is told.
pub fn player(
    part: &Part<'_>,
    fields: &mut Fields<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<PlayerDocument> {
    let (body, more) = markdown::plain(part.markdown(), part.config);
    problems.extend(more);
    let title = body.title.clone();
    let name = match title {
        Some(title) => fields.text("name").or(Some(title)),
        None => fields.required_text("name"),
    };
    let kind = fields.word("kind", &["person", "organization"]).map(|word| match word.value {
        "organization" => PlayerKind::Organization,
        _ => PlayerKind::Person,
    });
    let summary = fields.text("summary").map(|at| at.value);
    let aliases = fields.texts("aliases");
    let mut roles = Vec::new();
    for mut below in fields.tables("roles") {
        roles.push(Role {
            title: below.text("title").map(|at| at.value),
            organization: below.text("organization"),
            from: below.partial_date("from").map(|at| at.value),
            to: below.partial_date("to").map(|at| at.value),
        });
        fields.take_problems(below);
    }
    let same_as = fields.texts("same_as");
    let image = image(fields, "image");
    let translations = translations(fields);
    let extra = fields.free_table("extra").map(|at| at.value).unwrap_or_default();
    Some(PlayerDocument {
        origin: part.origin.clone(),
        name: name?,
        kind,
        summary,
        aliases,
        roles,
        same_as,
        image,
        translations,
        extra,
        body,
    })
}

/// `[translations.fr]` of a player or a term.
pub fn translations(fields: &mut Fields<'_, '_>) -> BTreeMap<Arc<str>, Translation> {
    let mut translations = BTreeMap::new();
    for (language, mut below) in fields.named_tables("translations") {
        let translation = Translation {
            name: below.text("name").map(|at| at.value),
            summary: below.text("summary").map(|at| at.value),
        };
        fields.take_problems(below);
        translations.insert(language.value, translation);
    }
    translations
}
