//! Reads a player's file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Manuscript;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::story::image;
use crate::parse::{Part, markdown, name_or_title};
use crate::player::{PlayerDocument, PlayerKind, Role, Translation};

/// Reads a player. `None` where the name is missing, which is told.
pub fn player(
    part: &Part<'_>,
    fields: &mut Fields<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Manuscript<PlayerDocument>> {
    let read = markdown::plain(part.markdown(), part.config);
    problems.extend(read.problems);
    let name = name_or_title(part, fields, "name", read.headline);
    let kind = fields.word("kind", &["person", "organization"]).map(|word| match word.value {
        "organization" => PlayerKind::Organization,
        _ => PlayerKind::Person,
    });
    let summary = fields.text("summary").map(|at| part.typeset(at.value));
    let aliases = fields.texts("aliases");
    let mut roles = Vec::new();
    for mut below in fields.tables("roles") {
        let title = below.text("title").map(|at| part.typeset(at.value));
        let organization = below.text("organization");
        let from = below.partial_date("from").map(|at| at.value);
        let to = below.partial_date("to");
        if let (Some(from), Some(to)) = (from, &to)
            && to.value.last_day() < from.first_day()
        {
            let place = below.place_of(&to.span);
            let message = "this role ends before it begins";
            below.report(Diagnostic::new(Code::BadValue, message).at(place));
        }
        roles.push(Role { title, organization, from, to: to.map(|at| at.value) });
        fields.take_problems(below);
    }
    let same_as = fields.urls("same_as");
    let image = image(part, fields, "image");
    let translations = translations(fields, part.config);
    let extra = fields.free_table("extra").map(|at| at.value).unwrap_or_default();
    let document = PlayerDocument {
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
    };
    Some(Manuscript::new(document, read.body))
}

/// `[translations.fr]` of a player or a term.
pub fn translations(
    fields: &mut Fields<'_, '_>,
    config: &Config,
) -> BTreeMap<Arc<str>, Translation> {
    let mut translations = BTreeMap::new();
    for (language, mut below) in fields.named_tables("translations") {
        if !config.has_language(&language.value) {
            let message = format!("the site has no language `{}`", language.value);
            let known = config.language_codes();
            let problem = Diagnostic::new(Code::UnknownLanguage, message)
                .at(below.place_of(&language.span))
                .did_you_mean(&language.value, known.iter().map(|code| &**code))
                .hint(format!("add `[languages.{}]` to site.toml", language.value));
            below.report(problem);
        }
        let set = |text| config.markdown.typeset(text, &language.value);
        let translation = Translation {
            name: below.text("name").map(|at| set(at.value)),
            summary: below.text("summary").map(|at| set(at.value)),
        };
        fields.take_problems(below);
        translations.insert(language.value, translation);
    }
    translations
}
