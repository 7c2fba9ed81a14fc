//! `newsprint theme`: what every template is given, field by field; a theme to start from.

use std::collections::BTreeSet;

use clap::Subcommand;
use serde_json::{Value, json};

use crate::cli::folder::Folder;
use crate::cli::new_file::new_file;
use crate::cli::report::{self, Format};
use crate::cli::{Ending, Failure, Global};
use crate::diagnostic::nearest;
use crate::import::slug;
use crate::render::templates::{self, PageTemplate, page_context};
use crate::view::{Record, Shape};

/// Helps theme authors: a theme to start from, and what its templates can use
#[derive(Debug, clap::Args)]
pub struct Theme {
    #[command(subcommand)]
    pub command: ThemeCommand,
}

/// The commands for theme authors.
#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    New(NewTheme),
    Views(Views),
}

/// Makes a theme that extends another one
///
/// Everything that the new theme has no file for is that of the theme which it extends: templates,
/// styles, words, options.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint theme new harbor                  a theme that starts as broadsheet
  newsprint theme new harbor --extends wire   one that starts as wire")]
pub struct NewTheme {
    /// The theme's name: small letters, digits and hyphens
    pub name: String,
    /// The theme that it extends
    #[arg(long, default_value = "broadsheet", value_name = "THEME")]
    pub extends: String,
}

/// Lists what every template is given: variables, fields, types and what they hold
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint theme views                 everything
  newsprint theme views story.html      what one template is given
  newsprint theme views StoryCard       one view with those in it
  newsprint theme views --format json   for editors")]
pub struct Views {
    /// A template (story.html), a kind of page (story) or a view (StoryCard)
    pub name: Option<String>,
    /// Plain text or JSON
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}

/// Runs the command.
pub fn theme(args: &Theme, global: &Global) -> Result<Ending, Failure> {
    match &args.command {
        ThemeCommand::New(args) => new(args, global),
        ThemeCommand::Views(args) => views(args),
    }
}

/// Writes the files of a theme that extends another one.
fn new(args: &NewTheme, global: &Global) -> Result<Ending, Failure> {
    let NewTheme { name, extends } = args;
    if name.is_empty() || slug(name) != *name {
        return Err(Failure::new(format!("`{name}` cannot be the name of a theme"))
            .hint(format!("take small letters, digits and hyphens: {}", slug(name))));
    }
    let folder = Folder::read(global.root.as_deref())?;
    let tree = &folder.tree;
    let known: Vec<&str> = tree.themes().collect();
    if !known.contains(&extends.as_str()) {
        return Err(Failure::new(format!("there is no theme `{extends}` to extend"))
            .hint(format!("there are: {}", known.join(", "))));
    }
    if known.contains(&name.as_str()) {
        return Err(
            Failure::new(format!("there is a theme `{name}` already")).hint("take another name")
        );
    }
    let styles = format!("themes/{extends}/styles/");
    let mut styles = tree.texts_below(&styles).filter_map(|text| text.path.strip_prefix(&*styles));
    let first = styles.next().unwrap_or("main.css");
    let main = styles.find(|name| *name == "main.css").unwrap_or(first);
    let below = folder.root.join("themes").join(name);
    let settings = format!(
        "# A theme of this newspaper. Whatever it has no file for is that of {extends}.\n\
         name = \"{name}\"\nextends = \"{extends}\"\n\n\
         # Another default for an option of {extends}, or an option of its own:\n\
         # [options.accent]\n# default = \"#1d4c8c\"\n"
    );
    let style = format!(
        "/* The styles of {extends}, then those of this theme. */\n\
         @import \"{extends}/{main}\";\n\n\
         :root {{\n  --measure: 36rem;\n}}\n"
    );
    let template = format!(
        "{{#- The frame of every page: that of {extends}. Put a block here to change it. -#}}\n\
         {{% extends \"{extends}/base.html\" %}}\n"
    );
    new_file(&below.join("theme.toml"), settings.as_bytes())?;
    new_file(&below.join("styles").join(main), style.as_bytes())?;
    new_file(&below.join("templates/base.html"), template.as_bytes())?;
    report::answer(&format!(
        "made the theme `{name}` in themes/{name}/, which extends {extends}\n\nnext:\n  \
         set `theme = \"{name}\"` in site.toml\n  newsprint serve --open\n"
    ))?;
    Ok(Ending::Fine)
}

/// Tells what templates are given.
fn views(args: &Views) -> Result<Ending, Failure> {
    let (templates, records) = chosen(args.name.as_deref())?;
    let text = match args.format {
        Format::Text => text(&templates, &records),
        Format::Json => json(&templates, &records),
    };
    report::answer(&text)?;
    Ok(Ending::Fine)
}

/// The templates and views that a name stands for, with the views in them; all without a name.
fn chosen(name: Option<&str>) -> Result<(Vec<PageTemplate>, Vec<Record>), Failure> {
    let all = reachable(templates::all().flat_map(variables).map(|(_, shape)| shape));
    let Some(name) = name else { return Ok((templates::all().copied().collect(), all)) };
    let is_named = |one: &&PageTemplate| one.template == name || one.kind == name;
    if let Some(template) = templates::all().find(is_named) {
        let shapes = variables(template).into_iter().map(|(_, shape)| shape);
        return Ok((vec![*template], reachable(shapes)));
    }
    if let Some(record) = all.iter().find(|record| record.name == name) {
        return Ok((Vec::new(), reachable([Shape::Record(*record)])));
    }
    let known = templates::all().flat_map(|one| [one.template, one.kind]);
    let known = known.chain(all.iter().map(|record| record.name));
    let failure = Failure::new(format!("there is no template and no view `{name}`"));
    Err(match nearest(name, known) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint("`newsprint theme views` lists all of them"),
    })
}

fn variables(template: &PageTemplate) -> Vec<(&'static str, Shape)> {
    page_context(template.template).unwrap_or_default()
}

/// The records within some shapes, each once, in the order in which they are met.
fn reachable(shapes: impl IntoIterator<Item = Shape>) -> Vec<Record> {
    let mut records = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<Shape> = shapes.into_iter().collect();
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

/// A type in words: `list of StoryCard`, `text or none`.
fn type_of(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Html => "html".into(),
        Shape::Number => "number".into(),
        Shape::Flag => "true or false".into(),
        Shape::List(inner) => format!("list of {}", type_of(inner())),
        Shape::Optional(inner) => format!("{} or none", type_of(inner())),
        Shape::Record(record) => record.name.into(),
        Shape::Free => "free data".into(),
    }
}

fn text(templates: &[PageTemplate], records: &[Record]) -> String {
    let mut text = String::new();
    for template in templates {
        text.push_str(&format!("{} (pages of the kind `{}`)\n", template.template, template.kind));
        for (name, shape) in variables(template) {
            text.push_str(&format!("  {name:<12} {}\n", type_of(shape)));
        }
        text.push('\n');
    }
    for record in records {
        text.push_str(&format!("{}\n  {}\n", record.name, record.doc));
        let fields = (record.fields)();
        let rows: Vec<(&str, String, &str)> =
            fields.iter().map(|field| (field.name, type_of(field.shape), field.doc)).collect();
        let names = rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
        let types = rows.iter().map(|row| row.1.len()).max().unwrap_or(0);
        for (name, kind, doc) in rows {
            text.push_str(&format!("  {name:<names$}  {kind:<types$}  {doc}\n"));
        }
        text.push('\n');
    }
    text
}

fn json(templates: &[PageTemplate], records: &[Record]) -> String {
    let named = |(name, shape): (&str, Shape)| json!({ "name": name, "type": type_of(shape) });
    let templates = templates.iter().map(|template| {
        let given: Vec<Value> = variables(template).into_iter().map(named).collect();
        json!({ "template": template.template, "kind": template.kind, "variables": given })
    });
    let records = records.iter().map(|record| {
        let fields = (record.fields)().into_iter().map(
            |field| json!({ "name": field.name, "type": type_of(field.shape), "doc": field.doc }),
        );
        json!({ "name": record.name, "doc": record.doc, "fields": fields.collect::<Vec<_>>() })
    });
    let all = json!({
        "templates": templates.collect::<Vec<_>>(),
        "views": records.collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_listed_once_with_those_in_it() {
        let (listed, records) = chosen(None).unwrap();
        let names: BTreeSet<&str> = records.iter().map(|record| record.name).collect();
        assert_eq!(names.len(), records.len());
        assert_eq!(listed.len(), templates::all().count());
        assert!(names.contains("StoryView") && names.contains("SiteView"));
    }

    #[test]
    fn a_misspelled_view_is_told_of() {
        let failure = chosen(Some("StoryVeiw")).err().unwrap();
        assert_eq!(failure.hints, ["did you mean `StoryView`?"]);
    }
}
