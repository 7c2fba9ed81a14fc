//! Reads a free page's file.

use crate::body::Manuscript;
use crate::config::queries;
use crate::diagnostic::Diagnostic;
use crate::page::PageDocument;
use crate::parse::fields::Fields;
use crate::parse::story::{image, own_slug};
use crate::parse::{Part, markdown, name_or_title};

/// Reads a page. `name` is the path below `content/pages/`. `None` where the title is missing,
/// which is told.
pub fn page(
    part: &Part<'_>,
    name: &str,
    fields: &mut Fields<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Manuscript<PageDocument>> {
    let read = markdown::plain(part.markdown(), part.config);
    problems.extend(read.problems);
    let title = name_or_title(part, fields, "title", read.headline);
    let dek = fields.text("dek").map(|at| part.typeset(at.value));
    let updated = fields.moment("updated", &part.config.zone).map(|at| at.value);
    let image = image(part, fields, "image");
    let slug = own_slug(fields);
    let aliases = fields.texts("aliases");
    let draft = fields.flag("draft").unwrap_or(false);
    let template = fields.text("template");
    let queries = queries(fields);
    let extra = fields.free_table("extra").map(|at| at.value).unwrap_or_default();
    let folders = name.rsplit_once('/').map_or("", |(folders, _)| folders).split('/');
    let folder: String = folders
        .map(crate::url::slug)
        .filter(|folder| !folder.is_empty())
        .map(|folder| format!("{folder}/"))
        .collect();
    let document = PageDocument {
        origin: part.origin.clone(),
        folder: folder.into(),
        title: title?.value,
        dek,
        updated,
        image,
        slug,
        aliases,
        draft,
        template,
        queries,
        extra,
        anchors: read.anchors,
        words: read.words,
    };
    Some(Manuscript::new(document, read.body))
}
