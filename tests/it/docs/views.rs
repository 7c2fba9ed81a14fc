//! `docs/views.md`, made from the views that the program declares.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use newsprint::render::templates::{self, CARD_TEMPLATES, PAGE_TEMPLATES, page_context};
use newsprint::view::{Record, Shape};

const INTRODUCTION: &str = "\
# Views

<!-- Made from src/view/*.rs by `BLESS=1 scripts/test every_view_and_field_is_documented`. -->

A template is given plain data and nothing else: its view. This page lists every template that \
shows pages, the variables that it is given, and every field of each.

`newsprint theme views` prints the same list, `newsprint theme views story.html` what one \
template is given, and `--format json` a list for other programs.

Every field is always there. A field of the type *or none* is `none` where there is nothing, so \
`{% if story.dek %}` is all the care that it needs. A field that its view does not have is an \
error when the theme is loaded.

| type | meaning |
|---|---|
| text | plain text; escaped where it is printed |
| html | finished HTML; printed as it is |
| number | a whole number |
| true or false | a flag |
| list of X | a list that `for` goes through |
| X or none | a value that may be missing |
| free data | data of the site's own; its fields are not checked |

Addresses (`url`, `src`, `page` and so on) are ready to be printed: they hold the folder that \
the site lies in, if it lies in one.

## Templates

";

/// The whole page.
pub fn markdown() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("| template | page kind | its own variable |\n|---|---|---|\n");
    for template in PAGE_TEMPLATES {
        let own = named((template.shape)());
        let _ = writeln!(
            page,
            "| `{}` | `{}` | `{}`: {own} |",
            template.template, template.kind, template.variable
        );
    }
    page.push_str("\nEvery template is given three more variables:\n\n");
    page.push_str("| variable | type |\n|---|---|\n");
    let shared = page_context("front.html").unwrap_or_default();
    for (name, shape) in shared.iter().filter(|(name, _)| *name != "front") {
        let _ = writeln!(page, "| `{name}` | {} |", named(*shape));
    }
    page.push_str(
        "\n`queries` holds the answers to [named queries](themes.md#queries), by name.\n\n\
         A site may have a template of its own for the terms of one taxonomy, named after it: \
         `series.html`. It is given what `term.html` is given.\n\n\
         Templates that draw [share cards](themes.md#share-cards) are given `site` and these \
         variables:\n\n| template | its own variables |\n|---|---|\n",
    );
    for template in CARD_TEMPLATES {
        let given = page_context(template.template).unwrap_or_default();
        let own = given.iter().filter(|(name, _)| *name != "site");
        let own: Vec<String> =
            own.map(|(name, shape)| format!("`{name}`: {}", named(*shape))).collect();
        let _ = writeln!(page, "| `{}` | {} |", template.template, own.join(", "));
    }
    page.push_str("\n## Records\n");
    for record in records() {
        let _ = write!(page, "\n### {}\n\n{}\n\n", record.name, record.doc);
        page.push_str("| field | type | what it holds |\n|---|---|---|\n");
        for field in (record.fields)() {
            let _ = writeln!(page, "| `{}` | {} | {} |", field.name, named(field.shape), field.doc);
        }
    }
    page
}

/// A type, with links to records.
fn named(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Html => "html".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Free => "free data".to_owned(),
        Shape::List(inner) => format!("list of {}", named(inner())),
        Shape::Optional(inner) => format!("{} or none", named(inner())),
        Shape::Record(record) => format!("[{0}](#{1})", record.name, record.name.to_lowercase()),
    }
}

/// Every record that a template can reach, each once: those of every page, then those of pages
/// in the order of the templates, each followed by what it is made of.
fn records() -> Vec<Record> {
    let mut records = Vec::new();
    let mut seen = BTreeSet::new();
    let shapes = templates::all().filter_map(|template| page_context(template.template));
    let mut open: Vec<Shape> = shapes.flatten().map(|(_, shape)| shape).collect();
    open.reverse();
    while let Some(shape) = open.pop() {
        match shape {
            Shape::List(inner) | Shape::Optional(inner) => open.push(inner()),
            Shape::Record(record) if seen.insert(record.name) => {
                records.push(record);
                open.extend((record.fields)().into_iter().rev().map(|field| field.shape));
            }
            _ => {}
        }
    }
    records
}
