//! A theme that extends another one: which folders it is made of, its own first.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Config, Query, queries};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::fields::{self, Fields};
use crate::source::{SourceTree, Text};

/// A theme's folder, with a slash at the end, and its `theme.toml`.
pub struct Layer<'t> {
    /// The folder.
    pub folder: String,
    /// What the folder's `theme.toml` says.
    pub settings: &'t Text,
}

/// What the `theme.toml` of all layers say together.
#[derive(Default)]
pub struct Declared {
    /// The name that the theme gives itself.
    pub name: Option<Arc<str>>,
    /// Its options by name.
    pub options: BTreeMap<Arc<str>, Choice>,
    /// The queries that every page is given; of two with one name, that of the upper layer.
    pub queries: Vec<Query>,
}

/// An option of a theme.
#[derive(Clone)]
pub struct Choice {
    /// What it takes: `text`, `flag`, `number`, `color` or `choice`.
    pub kind: String,
    /// Its value where the site sets none.
    pub default: tera::Value,
    /// Of a choice: what may be chosen.
    pub choices: Vec<String>,
    /// Where the theme says it last.
    pub place: Option<Place>,
}

/// The layers of the theme that the site asks for, the theme's own first, and what they declare.
/// None where there is no such theme, or one that it extends is not there, which is told.
pub fn layers<'t>(
    tree: &'t SourceTree,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Vec<Layer<'t>>, Declared)> {
    let mut layers: Vec<Layer<'t>> = Vec::new();
    let mut read = Vec::new();
    let mut next = Some((config.theme.value.clone(), None));
    while let Some((name, place)) = next.take() {
        let folder = format!("themes/{name}/");
        if layers.iter().any(|layer| layer.folder == folder) {
            let problem = Diagnostic::new(Code::UnknownTheme, format!("`{name}` extends itself"));
            problems.push(Diagnostic { place, ..problem });
            return None;
        }
        let Some(settings) = tree.text(&format!("{folder}theme.toml")) else {
            problems.push(absent(tree, config, &name, place));
            return None;
        };
        let (document, syntax) = fields::document(&settings.text, &settings.path, 0);
        problems.extend(syntax);
        let mut fields = document.fields();
        next = fields.text("extends").map(|extended| {
            let place = Place::span(&settings.path, extended.span.clone());
            (extended.value.clone(), Some(place))
        });
        read.push(declared(&mut fields));
        problems.extend(fields.finish());
        layers.push(Layer { folder, settings });
    }
    Some((layers, joined(read)))
}

/// What one `theme.toml` declares; of an option only what it says of it.
fn declared(fields: &mut Fields<'_, '_>) -> Own {
    let mut options = Vec::new();
    for (name, mut below) in fields.named_tables("options") {
        let kinds = ["text", "flag", "number", "color", "choice"];
        options.push(Said {
            name: name.value,
            kind: below.word("type", &kinds).map(|at| at.value.to_owned()),
            place: below.place_of(&below.span),
            default: below.free("default").map(|at| at.value.0),
            choices: below.texts("choices").iter().map(|at| at.text().to_owned()).collect(),
        });
        let _ = below.text("doc");
        fields.take_problems(below);
    }
    let queries = queries(fields);
    let name = fields.text("name").map(|name| name.value);
    for key in ["version", "license", "description", "author", "homepage"] {
        let _ = fields.text(key);
    }
    Own { name, options, queries }
}

/// What one `theme.toml` says.
struct Own {
    name: Option<Arc<str>>,
    options: Vec<Said>,
    queries: Vec<Query>,
}

/// What a layer says of an option: all of it, or what is other than in the layer below.
struct Said {
    name: Arc<str>,
    place: Place,
    kind: Option<String>,
    default: Option<tera::Value>,
    choices: Vec<String>,
}

/// All layers together, of which the first lies on top.
fn joined(layers: Vec<Own>) -> Declared {
    let mut all = Declared::default();
    for Own { name, options, queries } in layers.into_iter().rev() {
        all.name = name.or(all.name);
        for said in options {
            let plain = || Choice {
                kind: "text".into(),
                default: tera::Value::none(),
                choices: vec![],
                place: None,
            };
            let choice = all.options.entry(said.name).or_insert_with(plain);
            choice.place = Some(said.place);
            if let Some(kind) = said.kind {
                choice.kind = kind;
            }
            if let Some(default) = said.default {
                choice.default = default;
            }
            if !said.choices.is_empty() {
                choice.choices = said.choices;
            }
        }
        all.queries.retain(|query| queries.iter().all(|own| own.name != query.name));
        all.queries.extend(queries);
    }
    all
}

/// A theme that is not there: asked for by the site, or extended by another theme at a place.
fn absent(tree: &SourceTree, config: &Config, name: &str, place: Option<Place>) -> Diagnostic {
    if tree.below_any(&format!("themes/{name}/")) {
        let message = format!("the theme in themes/{name}/ has no theme.toml");
        let problem = Diagnostic::new(Code::UnknownTheme, message)
            .hint("a folder in themes/ is a whole theme and stands in place of the built-in one")
            .hint("to change single templates of a theme, put them into templates/");
        return Diagnostic { place, ..problem };
    }
    let asked = Place::span(&"site.toml".into(), config.theme.span.clone());
    let place = place.or((!config.theme.span.is_empty()).then_some(asked));
    let themes: Vec<&str> = tree.themes().collect();
    let problem = Diagnostic::new(Code::UnknownTheme, format!("there is no theme `{name}`"))
        .did_you_mean(name, themes.iter().copied())
        .hint(format!("there are: {}", themes.join(", ")));
    Diagnostic { place, ..problem }
}
