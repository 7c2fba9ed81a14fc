//! Checks the calls of components: their names, their arguments, and their bodies with what the
//! arguments are known to be.

use crate::diagnostic::{Code, Diagnostic};
use crate::render::template_check::infer::Reading;
use crate::render::template_check::lookup::listed;
use crate::render::template_check::scope::{Scope, Variables};
use crate::render::template_check::syntax::{
    Component, ComponentCall, Expression, Kind, Literal, Name, Parameter,
};
use crate::render::template_check::types::{Type, inferred};
use crate::render::template_check::walk::Walk;

/// The code of a wrong argument.
const ARGUMENT: Code = Code::UnknownFunction;

/// An argument as it is written and what is known of it.
type Given<'a> = (&'a Name, &'a Expression, Type);

impl<'a> Walk<'a> {
    /// Checks the call of a component, whose value is text.
    pub(super) fn component(&mut self, call: &'a ComponentCall, scope: &mut Scope) -> Type {
        let mut given: Vec<Given> = Vec::new();
        let mut spread = false;
        for (name, value) in &call.arguments {
            let known = self.read(value, scope, Reading::Allowed);
            match name {
                Some(name) => given.push((name, value, known)),
                None => {
                    self.note_whole(&known);
                    spread = true;
                }
            }
        }
        self.nodes(&call.body, scope);
        let Some((parsed, component)) = self.components.get(call.name.text.as_str()).copied()
        else {
            self.unknown_component(&call.name);
            return Type::Text;
        };
        self.unknown_arguments(component, &given);
        // What an inner component takes by itself may stem from any caller, the nearest first.
        let mut callers = self.here.callers.clone();
        callers.extend(scope.flat());
        let mut variables = Variables::new();
        for (name, parameter) in &component.parameters {
            let argument = given.iter().rev().find(|(given, ..)| given.text == *name);
            let known = match argument {
                Some((at, value, known)) => {
                    self.argument_type(at, value, known, parameter);
                    Some(known.clone())
                }
                None if spread => None,
                None if parameter.implicit => callers.get(name).cloned(),
                None => None,
            };
            let missing = argument.is_none() && !spread && parameter.default.is_none();
            if missing && parameter.implicit {
                self.implicit(name, &call.name, known.is_some() || scope.open);
            } else if missing {
                self.missing_argument(name, &call.name, component);
            }
            variables.insert(name.clone(), self.parameter_type(parameter, known));
        }
        let place = self.here.template.place(&call.name.span);
        let words = format!("`{}` is called here", component.name);
        self.component_body((parsed, component), (place, words), callers, variables);
        Type::Text
    }

    /// What is known of a parameter: what is known of its argument, else its declared type.
    pub(super) fn parameter_type(&self, parameter: &Parameter, known: Option<Type>) -> Type {
        match (known, declared(parameter)) {
            (None | Some(Type::Free | Type::Wrong | Type::None), Some(word)) => {
                Type::declared(word)
            }
            (Some(Type::None) | None, None) => Type::Free,
            (Some(known), _) => known,
        }
    }

    fn unknown_component(&mut self, name: &Name) {
        let message = format!("there is no component `{}`", name.text);
        let diagnostic = Diagnostic::new(Code::UnknownFunction, message)
            .at(self.here.template.place(&name.span))
            .label("no such component")
            .did_you_mean(&name.text, self.components.keys().copied());
        self.problems.certain(diagnostic);
    }

    fn unknown_arguments(&mut self, component: &Component, given: &[Given]) {
        if component.rest.is_some() {
            return;
        }
        let names: Vec<&str> = component.parameters.keys().map(String::as_str).collect();
        for (name, ..) in given {
            if component.parameters.contains_key(&name.text) {
                continue;
            }
            let message =
                format!("the component `{}` has no argument `{}`", component.name, name.text);
            let mut diagnostic = Diagnostic::new(ARGUMENT, message)
                .at(self.here.template.place(&name.span))
                .label("no such argument")
                .did_you_mean(&name.text, names.iter().copied());
            if diagnostic.hints.is_empty() && !names.is_empty() {
                diagnostic = diagnostic.hint(format!("it takes {}", listed(&names)));
            }
            self.problems.certain(diagnostic);
        }
    }

    fn missing_argument(&mut self, name: &str, at: &Name, component: &Component) {
        let message = format!("the component `{}` needs the argument `{name}`", component.name);
        let diagnostic = Diagnostic::new(ARGUMENT, message)
            .at(self.here.template.place(&at.span))
            .label(format!("`{name}` is missing"));
        self.problems.certain(diagnostic);
    }

    /// A parameter that is taken from the caller's variables.
    fn implicit(&mut self, name: &str, at: &Name, there: bool) {
        let place = self.here.template.place(&at.span);
        if there {
            self.problems.right(place, ARGUMENT);
        } else if !self.broken && !self.here.guarded.contains(&name) {
            let message = format!(
                "the component `{}` takes `{name}` from its caller, where there is none",
                at.text
            );
            let diagnostic =
                Diagnostic::new(ARGUMENT, message).at(place).label(format!("no `{name}` here"));
            self.report(diagnostic, true);
        }
    }

    /// Checks an argument against the declared type of its parameter.
    fn argument_type(
        &mut self,
        at: &Name,
        value: &Expression,
        known: &Type,
        parameter: &Parameter,
    ) {
        let Some(word) = declared(parameter) else { return };
        let place = self.here.template.place(&value.span);
        let fits = match &value.kind {
            Kind::Literal(Literal::Integer) => matches!(word, "integer" | "number"),
            Kind::Literal(Literal::Float) => matches!(word, "float" | "number"),
            _ => known.fits(word),
        };
        if fits {
            self.problems.right(place, ARGUMENT);
            return;
        }
        let given = match &value.kind {
            Kind::Literal(Literal::Integer) => "a whole number".to_owned(),
            Kind::Literal(Literal::Float) => "a number with a fraction".to_owned(),
            _ => known.words(),
        };
        let message =
            format!("the argument `{}` is {given}, and it takes {}", at.text, taken(word));
        let diagnostic =
            Diagnostic::new(ARGUMENT, message).at(place).label(format!("not {}", taken(word)));
        self.report(diagnostic, true);
    }
}

/// The type that a parameter declares, or that its default value implies.
fn declared(parameter: &Parameter) -> Option<&str> {
    match &parameter.declared {
        Some(word) => Some(word),
        None => parameter.default.as_ref().and_then(inferred),
    }
}

/// The words for a declared type.
fn taken(word: &str) -> &str {
    match word {
        "string" => "text",
        "bool" => "true or false",
        "integer" => "a whole number",
        "float" => "a number with a fraction",
        "number" => "a number",
        "array" => "a list",
        "map" => "a record or a map",
        _ => "another type",
    }
}
