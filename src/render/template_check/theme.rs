//! All templates as read, with their components and blocks by name.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Place;
use crate::render::template_check::Templates;
use crate::render::template_check::parser;
use crate::render::template_check::scope::Variables;
use crate::render::template_check::syntax::{Component, Kind, Node, Span, Template};
use crate::render::template_check::types::Type;
use crate::source::Text;

/// A template as read.
pub struct Parsed<'a> {
    /// The name by which Tera knows it.
    pub name: &'a str,
    /// The file.
    pub text: &'a Text,
    /// What it says.
    pub template: Template,
}

impl Parsed<'_> {
    /// A place in the template.
    pub fn place(&self, span: &Span) -> Place {
        Place::span(&self.text.path, span.clone())
    }

    /// The text of an expression for a message, where it is short enough for one.
    pub fn quoted(&self, span: &Span) -> Option<&str> {
        let text = self.text.text.get(span.clone())?;
        (text.len() <= 60 && !text.contains('\n')).then_some(text)
    }
}

/// All templates of a theme.
pub struct Theme<'a> {
    /// What was asked to be checked.
    pub input: &'a Templates<'a>,
    /// The templates, in the order of their names.
    pub templates: Vec<Parsed<'a>>,
    by_name: HashMap<&'a str, usize>,
}

impl<'a> Theme<'a> {
    /// Reads all templates.
    pub fn read(input: &'a Templates<'a>) -> Theme<'a> {
        let mut templates: Vec<Parsed> = input
            .texts
            .iter()
            .map(|text| Parsed {
                name: text.name,
                text: text.text,
                template: parser::template(&text.text.text),
            })
            .collect();
        templates.sort_by_key(|parsed| parsed.name);
        let by_name = templates.iter().enumerate().map(|(at, parsed)| (parsed.name, at)).collect();
        Theme { input, templates, by_name }
    }

    /// The template of a name.
    pub fn template(&self, name: &str) -> Option<&Parsed<'a>> {
        self.by_name.get(name).map(|at| &self.templates[*at])
    }

    /// The names of all templates.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.templates.iter().map(|parsed| parsed.name)
    }

    /// A template and those that it extends, itself first. A circle ends where it closes.
    pub fn lineage<'t>(&'t self, template: &'t Parsed<'a>) -> Vec<&'t Parsed<'a>> {
        let mut lineage = vec![template];
        let mut last = template;
        while let Some(parent) = &last.template.extends {
            match self.template(&parent.text) {
                Some(found) if lineage.iter().all(|known| known.name != found.name) => {
                    lineage.push(found);
                    last = found;
                }
                _ => break,
            }
        }
        lineage
    }

    /// The components by name; the first where a name is defined twice, which Tera reports.
    pub fn components(&self) -> BTreeMap<&str, (&Parsed<'a>, &Component)> {
        let mut components = BTreeMap::new();
        for parsed in &self.templates {
            for component in &parsed.template.components {
                components.entry(component.name.as_str()).or_insert((parsed, component));
            }
        }
        components
    }

    /// Whether a part of any template could not be read, so that variables may be missed.
    pub fn broken(&self) -> bool {
        self.templates.iter().any(|parsed| parsed.template.broken)
    }

    /// The variables that a page template is given.
    pub fn context(&self, name: &str) -> Option<Variables> {
        let context = (self.input.contexts)(name)?;
        Some(context.into_iter().map(|(name, shape)| (name.to_owned(), shape.into())).collect())
    }

    /// The variables that page templates are given, free where they differ.
    pub fn all_variables(&self) -> Variables {
        let mut all = Variables::new();
        for name in self.names() {
            for (name, value) in self.context(name).unwrap_or_default() {
                let both = match all.remove(&name) {
                    Some(known) if known != value => Type::Free,
                    _ => value,
                };
                all.insert(name, both);
            }
        }
        all
    }

    /// The variables that every page template is given.
    pub fn common_variables(&self) -> Variables {
        let mut common = self.all_variables();
        for context in self.names().filter_map(|name| self.context(name)) {
            common.retain(|name, _| context.contains_key(name));
        }
        common
    }
}

/// The blocks below some statements, by name.
pub fn blocks<'n>(nodes: &'n [Node], blocks: &mut BTreeMap<&'n str, &'n [Node]>) {
    visit(nodes, &mut |node| {
        if let Node::Block { name, body } = node {
            blocks.entry(name).or_insert(body);
        }
    });
}

/// The names that `set_global` binds below some statements.
pub fn globals<'n>(nodes: &'n [Node], names: &mut Vec<&'n str>) {
    visit(nodes, &mut |node| match node {
        Node::Set { name, global: true, .. } | Node::Capture { name, global: true, .. } => {
            names.push(name);
        }
        _ => {}
    });
}

/// Calls `each` for the statements and all below them, the outer first.
fn visit<'n>(nodes: &'n [Node], each: &mut impl FnMut(&'n Node)) {
    for node in nodes {
        each(node);
        match node {
            Node::Output(expression) => {
                if let Kind::Component(call) = &expression.kind {
                    visit(&call.body, each);
                }
            }
            Node::Set { .. } | Node::Include(_) => {}
            Node::Capture { body, .. } | Node::Block { body, .. } | Node::Filtered { body, .. } => {
                visit(body, each);
            }
            Node::For { body, none, .. } => {
                visit(body, each);
                visit(none, each);
            }
            Node::If { branches, otherwise } => {
                for (_, body) in branches {
                    visit(body, each);
                }
                visit(otherwise.as_deref().unwrap_or_default(), each);
            }
        }
    }
}
