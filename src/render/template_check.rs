//! Checks templates against the views that they are given, when a theme is loaded.
//!
//! Tera finds a misspelled field only when a page is rendered, and only on pages that come by it.
//! Here every template is read, every way through it is walked with what is known of each value,
//! and each field that its view does not have is reported with its place, before any page is
//! rendered. So are functions, filters, tests, components and templates that do not exist.
//!
//! What is not known is not checked: free data, results of a theme's own functions, keys that are
//! worked out. A problem that a condition may well rule out is not reported if the same place is
//! right on another way to it; see `problems`. Syntax is Tera's business: what cannot be read is
//! skipped.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::source::Text;
use crate::view::Shape;

mod calls;
mod expression;
mod filters;
mod infer;
pub(super) mod lexer;
mod lookup;
mod parser;
mod problems;
mod scope;
mod syntax;
mod theme;
mod types;
mod walk;

#[cfg(test)]
mod tests;

/// A template under the name by which Tera knows it.
#[derive(Clone, Copy, Debug)]
pub struct TemplateText<'a> {
    /// The name, such as `story.html` or `components/quote.html`.
    pub name: &'a str,
    /// The file.
    pub text: &'a Text,
}

/// The variables that a page template is given, each with its shape.
pub type Given = Vec<(&'static str, Shape)>;

/// The templates of a theme with what each page template is given.
#[derive(Clone, Copy)]
pub struct Templates<'a> {
    /// All templates, in any order.
    pub texts: &'a [TemplateText<'a>],
    /// The variables of a page template by its name; none for a template that makes no page.
    pub contexts: &'a dyn Fn(&str) -> Option<Given>,
    /// The names of the functions that there are besides Tera's own.
    pub functions: &'a [&'a str],
    /// The names of the filters that there are besides Tera's own.
    pub filters: &'a [&'a str],
    /// The names of the tests that there are besides Tera's own.
    pub tests: &'a [&'a str],
}

/// What templates read of the records of views.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// Whether something may print, compare or pass on a record without naming the fields it wants.
    pub whole: bool,
    /// Fields that are read of a record that is known, as the names of both.
    pub fields: HashSet<(&'static str, &'static str)>,
    /// Fields that are read of what may be any record.
    pub names: HashSet<String>,
}

impl Used {
    /// Whether a field of a record may be read, both by name.
    pub fn reads(&self, record: &'static str, field: &'static str) -> bool {
        self.whole || self.fields.contains(&(record, field)) || self.names.contains(field)
    }
}

/// All problems of all templates, each once, sorted by file and place; and what the templates read.
pub fn check(templates: &Templates) -> (Vec<Diagnostic>, Used) {
    walk::walk(&theme::Theme::read(templates))
}
