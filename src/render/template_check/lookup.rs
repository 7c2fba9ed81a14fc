//! Looks up variables and fields in what is known of them, and reports those that are not there.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::render::template_check::filters;
use crate::render::template_check::infer::Reading;
use crate::render::template_check::scope::Scope;
use crate::render::template_check::syntax::{Call, Expression, LoopVariables, Name, Span};
use crate::render::template_check::types::Type;
use crate::render::template_check::walk::{Part, Walk};

/// The fields of `loop`.
const LOOP: [&str; 5] = ["index", "index0", "first", "last", "length"];

impl<'a> Walk<'a> {
    /// What is known of a variable.
    pub(super) fn variable(
        &mut self,
        name: &'a str,
        span: &Span,
        scope: &mut Scope,
        reading: Reading,
    ) -> Type {
        let place = self.here.template.place(span);
        if let Some(known) = scope.variable(name) {
            self.problems.right(place, Code::UnknownField);
            return known.clone();
        }
        if name == "__tera_context" {
            self.used.whole = true;
        }
        if name == "loop" && self.here.loops > 0 {
            return Type::Loop;
        }
        let silent = scope.open
            || self.broken
            || reading == Reading::Asked
            || name == "__tera_context"
            || self.here.guarded.contains(&name);
        if silent {
            return Type::Free;
        }
        let variables = scope.flat();
        let given: Vec<&str> = match self.here.part {
            Part::Page(page) => (self.theme.input.contexts)(page)
                .into_iter()
                .flatten()
                .map(|(name, _)| name)
                .collect(),
            _ => variables.keys().map(String::as_str).filter(|name| *name != "body").collect(),
        };
        let template = self.here.template.name;
        let within = match self.here.part {
            Part::Page(page) if page != template => format!("{template} where it makes {page}"),
            Part::Component(component) => format!("the component `{component}`"),
            _ => template.to_owned(),
        };
        let message = match given.is_empty() {
            true => format!("there is no `{name}` in {within}; it is given nothing"),
            false => format!("there is no `{name}` in {within}; it is given {}", listed(&given)),
        };
        let diagnostic = Diagnostic::new(Code::UnknownField, message)
            .at(place)
            .label("no such variable")
            .did_you_mean(name, variables.keys().map(String::as_str));
        self.report(diagnostic, reading == Reading::Needed);
        Type::Wrong
    }

    /// What is known of a field.
    pub(super) fn field(
        &mut self,
        value: &Type,
        of: &'a Expression,
        name: &Name,
        reading: Reading,
    ) -> Type {
        let place = self.here.template.place(&name.span);
        let fields: Vec<&str> = match value {
            Type::Record(record) => {
                let fields = (record.fields)();
                if let Some(field) = fields.iter().find(|field| field.name == name.text) {
                    self.problems.right(place, Code::UnknownField);
                    self.used.fields.insert((record.name, field.name));
                    return field.shape.into();
                }
                fields.iter().map(|field| field.name).collect()
            }
            Type::Loop if LOOP.contains(&name.text.as_str()) => {
                self.problems.right(place, Code::UnknownField);
                return match name.text.as_str() {
                    "first" | "last" => Type::Flag,
                    _ => Type::Number,
                };
            }
            Type::Loop => LOOP.to_vec(),
            Type::Text | Type::Number | Type::Flag | Type::List(_) => Vec::new(),
            Type::Map(map) => {
                self.problems.unknown(place, Code::UnknownField);
                return map.get(&name.text).cloned().unwrap_or(Type::Free);
            }
            Type::Free | Type::None => {
                self.used.names.insert(name.text.clone());
                self.problems.unknown(place, Code::UnknownField);
                return Type::Free;
            }
            Type::Wrong => {
                self.used.names.insert(name.text.clone());
                return Type::Wrong;
            }
        };
        let subject = self.subject(of, value);
        let diagnostic = match value {
            Type::Record(record) => {
                let message = format!("{subject} has no field `{}`", name.text);
                let diagnostic = Diagnostic::new(Code::UnknownField, message)
                    .label(format!("not a field of {}", record.name));
                near_or_all(diagnostic, record.name, &name.text, &fields)
            }
            Type::Loop => {
                let message = format!("`loop` has no field `{}`", name.text);
                let diagnostic =
                    Diagnostic::new(Code::UnknownField, message).label("not a field of `loop`");
                near_or_all(diagnostic, "`loop`", &name.text, &fields)
            }
            _ => {
                let message =
                    format!("{subject} is {} and has no field `{}`", value.words(), name.text);
                Diagnostic::new(Code::UnknownField, message)
                    .label(format!("{} has no fields", value.words()))
            }
        };
        self.report(diagnostic.at(place), reading == Reading::Needed);
        Type::Wrong
    }

    /// The words for a value in a message: its expression where that is short.
    fn subject(&self, of: &Expression, value: &Type) -> String {
        match self.here.template.quoted(&of.span) {
            Some(text) => format!("`{text}`"),
            None => value.words(),
        }
    }

    /// Reports a problem together with the way to it.
    pub(super) fn report(&mut self, diagnostic: Diagnostic, needed: bool) {
        let trail: Vec<(Place, String)> = self.here.trail.iter().rev().take(6).cloned().collect();
        let diagnostic = trail
            .into_iter()
            .fold(diagnostic, |diagnostic, (place, words)| diagnostic.related(place, words));
        match needed && self.here.conditions == 0 {
            true => self.problems.certain(diagnostic),
            false => self.problems.doubtful(diagnostic),
        }
    }

    /// What is known of an entry of what is looped over.
    pub(super) fn looped(
        &mut self,
        over: &'a Expression,
        variables: &LoopVariables,
        scope: &mut Scope,
    ) -> Type {
        let value = self.value(over, scope);
        if matches!(value, Type::Record(_)) || variables.key.is_some() && value == Type::Free {
            self.used.whole = true;
        }
        let place = self.here.template.place(&over.span);
        let wrong = match (&value, &variables.key) {
            (Type::List(_), Some(_)) => "has no keys, so only its entries can be looped over",
            (Type::Text | Type::Number | Type::Flag, _) => "cannot be looped over",
            _ => {
                self.problems.right(place, Code::UnknownField);
                return value.element();
            }
        };
        let message = format!("{} is {} and {wrong}", self.subject(over, &value), value.words());
        let diagnostic =
            Diagnostic::new(Code::UnknownField, message).at(place).label(match value {
                Type::List(_) => "a list, not a map",
                _ => "neither a list nor a map",
            });
        self.report(diagnostic, true);
        value.element()
    }

    /// Checks the field of the entries by which `sort` and `group_by` go.
    pub(super) fn attribute(&mut self, call: &'a Call, of: &Type) {
        let Some((path, argument)) = filters::attribute(call) else { return };
        let mut value = of.element();
        for name in path.split('.') {
            // What is free may hold records, and a list in a list is looked into as well.
            self.used.names.insert(name.to_owned());
            let Type::Record(record) = &value else { return };
            let fields = (record.fields)();
            if let Some(field) = fields.iter().find(|field| field.name == name) {
                value = field.shape.into();
                continue;
            }
            let message = format!("the entries have no field `{name}` to {} by", verb(call));
            let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
            let diagnostic = Diagnostic::new(Code::UnknownField, message)
                .at(self.here.template.place(&argument.span))
                .label(format!("not a field of {}", record.name));
            self.report(near_or_all(diagnostic, record.name, name, &names), true);
            return;
        }
        self.problems.right(self.here.template.place(&argument.span), Code::UnknownField);
    }
}

fn verb(call: &Call) -> &'static str {
    match call.name.text.as_str() {
        "sort" => "sort",
        _ => "group",
    }
}

/// Names in backquotes with commas between them.
pub(super) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<String>>().join(", ")
}

/// The problem with the nearest name as its hint; with a note of all names where none is near.
fn near_or_all(diagnostic: Diagnostic, what: &str, word: &str, names: &[&str]) -> Diagnostic {
    let diagnostic = diagnostic.did_you_mean(word, names.iter().copied());
    match diagnostic.hints.is_empty() {
        true => diagnostic.hint(format!("{what} has {}", listed(names))),
        false => diagnostic,
    }
}
