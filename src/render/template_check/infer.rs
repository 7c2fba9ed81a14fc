//! Works out what is known of an expression's value and reports what cannot be right in it.

use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostic};
use crate::render::template_check::filters;
use crate::render::template_check::scope::Scope;
use crate::render::template_check::syntax::{
    Call, Comprehension, Expression, Kind, Literal, Name, Operator,
};
use crate::render::template_check::types::Type;
use crate::render::template_check::walk::{NESTING, Walk};

/// What becomes of a value that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Rendering fails.
    Needed,
    /// It counts as false, so that a template may ask for what not all of its callers give.
    Allowed,
    /// The template asks whether it is there: `is defined`, `default`.
    Asked,
}

/// Filters that take entries or name the fields that they look at, and use nothing else of a record.
const NAMING: [&str; 10] =
    ["default", "filter", "first", "group_by", "last", "length", "map", "nth", "reverse", "sort"];

/// Filters that print all that is in a value.
const WHOLE: [&str; 4] = ["get", "json", "json_encode", "str"];

impl<'a> Walk<'a> {
    /// What is known of a value that is needed.
    pub(super) fn value(&mut self, expression: &'a Expression, scope: &mut Scope) -> Type {
        self.read(expression, scope, Reading::Needed)
    }

    /// Reads a condition, in which what is not there is false.
    pub(super) fn condition(&mut self, expression: &'a Expression, scope: &mut Scope) {
        self.read(expression, scope, Reading::Allowed);
    }

    /// Notes the variables that are there where a condition holds, or does not hold.
    pub(super) fn guard(&mut self, condition: &'a Expression, holds: bool) {
        match &condition.kind {
            Kind::Not(of) => self.guard(of, !holds),
            Kind::Binary { operator: Operator::And, left, right } if holds => {
                self.guard(left, true);
                self.guard(right, true);
            }
            Kind::Binary { operator: Operator::Or, left, right } if !holds => {
                self.guard(left, false);
                self.guard(right, false);
            }
            Kind::Test { of, call } => {
                let defined = match call.name.text.as_str() {
                    "defined" => holds,
                    "undefined" => !holds,
                    _ => false,
                };
                if let (true, Kind::Variable(name)) = (defined, &of.kind) {
                    self.here.guarded.push(name);
                }
            }
            _ => {}
        }
    }

    /// What is known of a value.
    pub(super) fn read(
        &mut self,
        expression: &'a Expression,
        scope: &mut Scope,
        reading: Reading,
    ) -> Type {
        if !self.step() || self.nesting >= NESTING {
            self.used.whole = true;
            return Type::Free;
        }
        self.nesting += 1;
        let found = self.kind(expression, scope, reading);
        self.nesting -= 1;
        found
    }

    fn kind(&mut self, expression: &'a Expression, scope: &mut Scope, reading: Reading) -> Type {
        match &expression.kind {
            Kind::Literal(literal) => match literal {
                Literal::Text(_) => Type::Text,
                Literal::Integer | Literal::Float => Type::Number,
                Literal::Flag => Type::Flag,
                Literal::None => Type::None,
            },
            Kind::Variable(name) => self.variable(name, &expression.span, scope, reading),
            Kind::Field { of, name, optional } => {
                let value = self.base(of, *optional, scope, reading);
                self.field(&value, of, name, reading)
            }
            Kind::Index { of, index, optional } => {
                let value = self.base(of, *optional, scope, reading);
                self.value(index, scope);
                // A key that is worked out may be that of any field.
                match (&value, &index.kind) {
                    (_, Kind::Literal(Literal::Text(_) | Literal::Integer)) => {}
                    (Type::Record(_) | Type::Free, _) => self.used.whole = true,
                    _ => {}
                }
                match &index.kind {
                    Kind::Literal(Literal::Text(text)) => {
                        let name = Name { text: text.clone(), span: index.span.clone() };
                        self.field(&value, of, &name, reading)
                    }
                    _ if value == Type::Text => Type::Text,
                    _ => value.element(),
                }
            }
            Kind::Slice { of, bounds, optional } => {
                let value = self.base(of, *optional, scope, reading);
                for bound in bounds {
                    self.value(bound, scope);
                }
                match value {
                    Type::List(_) | Type::Text => value,
                    _ => Type::Free,
                }
            }
            Kind::Function(call) => self.function(call, scope),
            Kind::Filter { of, call } => {
                let inner = match call.name.text.as_str() {
                    "default" => Reading::Asked,
                    _ => Reading::Needed,
                };
                let value = self.read(of, scope, inner);
                self.attribute(call, &value);
                if !NAMING.contains(&call.name.text.as_str()) {
                    self.note_whole(&value);
                }
                if value == Type::Free && WHOLE.contains(&call.name.text.as_str()) {
                    self.used.whole = true;
                }
                self.filter(call, value, scope)
            }
            Kind::Test { of, call } => {
                let inner = match call.name.text.as_str() {
                    "defined" | "undefined" => Reading::Asked,
                    _ => Reading::Allowed,
                };
                let value = self.read(of, scope, inner);
                // It asks for a key by a text, or for an entry that is alike.
                if call.name.text == "containing" {
                    self.note_whole(&value);
                }
                let known = filters::TESTS.iter().chain(self.theme.input.tests);
                self.known("test", &call.name, known.copied().collect());
                self.arguments(call, scope);
                Type::Flag
            }
            Kind::Ternary { condition, yes, no } => {
                self.condition(condition, scope);
                let yes = self.guarded(condition, true, yes, scope, reading);
                let no = self.guarded(condition, false, no, scope, reading);
                yes.or(no)
            }
            Kind::Not(of) => {
                self.condition(of, scope);
                Type::Flag
            }
            Kind::Negative(of) => {
                self.value(of, scope);
                Type::Number
            }
            Kind::Binary { operator, left, right } => {
                self.binary(*operator, left, right, scope, reading)
            }
            Kind::List(entries) => {
                let mut element = Type::None;
                for (spread, entry) in entries {
                    let value = self.value(entry, scope);
                    element = element.or(if *spread { value.element() } else { value });
                }
                Type::List(Rc::new(element))
            }
            Kind::Map(entries) => {
                let mut fields = std::collections::BTreeMap::new();
                let mut whole = true;
                for (key, entry) in entries {
                    let value = self.value(entry, scope);
                    match key {
                        Some(key) => {
                            fields.insert(key.clone(), value);
                        }
                        None => {
                            self.note_whole(&value);
                            whole = false;
                        }
                    }
                }
                if whole { Type::Map(Rc::new(fields)) } else { Type::Free }
            }
            Kind::Comprehension(comprehension) => self.comprehension(comprehension, scope),
            Kind::Component(call) => self.component(call, scope),
        }
    }

    /// The value before a field or a bracket.
    fn base(
        &mut self,
        of: &'a Expression,
        optional: bool,
        scope: &mut Scope,
        reading: Reading,
    ) -> Type {
        let inner = match (optional, reading) {
            (true, Reading::Asked) => Reading::Asked,
            (true, _) => Reading::Allowed,
            (false, _) => Reading::Needed,
        };
        self.read(of, scope, inner)
    }

    fn binary(
        &mut self,
        operator: Operator,
        left: &'a Expression,
        right: &'a Expression,
        scope: &mut Scope,
        reading: Reading,
    ) -> Type {
        match operator {
            Operator::And | Operator::Or => {
                let one = self.read(left, scope, Reading::Allowed);
                let two = self.guarded(left, operator == Operator::And, right, scope, reading);
                one.or(two)
            }
            Operator::Equality | Operator::In => {
                let one = self.read(left, scope, Reading::Allowed);
                let two = self.read(right, scope, Reading::Allowed);
                self.note_whole(&one);
                self.note_whole(&two);
                Type::Flag
            }
            Operator::Order | Operator::Arithmetic | Operator::Concat => {
                let one = self.value(left, scope);
                let two = self.value(right, scope);
                self.note_whole(&one);
                self.note_whole(&two);
                match operator {
                    Operator::Order => Type::Flag,
                    Operator::Concat => Type::Text,
                    _ => Type::Number,
                }
            }
        }
    }

    /// What is known of a value that is read only where a condition holds, or does not hold.
    fn guarded(
        &mut self,
        condition: &'a Expression,
        holds: bool,
        value: &'a Expression,
        scope: &mut Scope,
        reading: Reading,
    ) -> Type {
        let known = self.here.guarded.len();
        self.guard(condition, holds);
        self.here.conditions += 1;
        let found = self.read(value, scope, reading);
        self.here.conditions -= 1;
        self.here.guarded.truncate(known);
        found
    }

    fn comprehension(&mut self, of: &'a Comprehension, scope: &mut Scope) -> Type {
        let element = self.looped(&of.over, &of.variables, scope);
        scope.enter();
        if let Some(key) = &of.variables.key {
            scope.bind(key, Type::Free);
        }
        scope.bind(&of.variables.value, element);
        self.here.conditions += 1;
        let known = self.here.guarded.len();
        if let Some(condition) = &of.condition {
            self.condition(condition, scope);
            self.guard(condition, true);
        }
        let value = self.value(&of.value, scope);
        self.here.guarded.truncate(known);
        self.here.conditions -= 1;
        scope.leave();
        Type::List(Rc::new(value))
    }

    fn function(&mut self, call: &'a Call, scope: &mut Scope) -> Type {
        let known = filters::FUNCTIONS.iter().chain(self.theme.input.functions);
        self.known("function", &call.name, known.copied().collect());
        self.arguments(call, scope);
        match call.name.text.as_str() {
            "super" => {
                self.super_block(scope);
                Type::Text
            }
            "range" => Type::List(Rc::new(Type::Number)),
            _ => Type::Free,
        }
    }

    /// What a filter makes of a value.
    pub(super) fn filter(&mut self, call: &'a Call, of: Type, scope: &mut Scope) -> Type {
        let known = filters::FILTERS.iter().chain(self.theme.input.filters);
        self.known("filter", &call.name, known.copied().collect());
        let value = self.arguments(call, scope);
        filters::result(&call.name.text, of, value)
    }

    /// Reads all arguments and returns what is known of the one called `value`.
    fn arguments(&mut self, call: &'a Call, scope: &mut Scope) -> Option<Type> {
        let mut value = None;
        for (name, argument) in &call.arguments {
            let known = self.read(argument, scope, Reading::Allowed);
            self.note_whole(&known);
            if name.text == "value" {
                value = Some(known);
            }
        }
        value
    }

    /// Reports a function, a filter or a test that does not exist.
    fn known(&mut self, what: &str, name: &Name, known: Vec<&str>) {
        if known.contains(&name.text.as_str()) {
            return;
        }
        let diagnostic =
            Diagnostic::new(Code::UnknownFunction, format!("there is no {what} `{}`", name.text))
                .at(self.here.template.place(&name.span))
                .label(format!("no such {what}"))
                .did_you_mean(&name.text, known);
        self.problems.certain(diagnostic);
    }
}
