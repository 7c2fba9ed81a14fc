//! What is known of a value while a template is checked.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use crate::render::template_check::syntax::{Expression, Kind, Literal};
use crate::view::{Record, Shape};

/// What is known of a value. Whether it may be none is not: a missing guard is not an error.
#[derive(Clone, Debug)]
pub enum Type {
    /// Nothing, so nothing is checked.
    Free,
    /// The result of something that is already reported.
    Wrong,
    /// None, as it stands in the template.
    None,
    /// Text or HTML.
    Text,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// A list of values.
    List(Rc<Type>),
    /// A record of a view.
    Record(Record),
    /// A map that stands in the template.
    Map(Rc<BTreeMap<String, Type>>),
    /// The variable `loop` within a loop.
    Loop,
}

impl From<Shape> for Type {
    fn from(shape: Shape) -> Type {
        match shape {
            Shape::Text | Shape::Html => Type::Text,
            Shape::Number => Type::Number,
            Shape::Flag => Type::Flag,
            Shape::List(element) => Type::List(Rc::new(element().into())),
            Shape::Optional(inner) => inner().into(),
            Shape::Record(record) => Type::Record(record),
            Shape::Free => Type::Free,
        }
    }
}

impl PartialEq for Type {
    fn eq(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Record(one), Type::Record(two)) => one.name == two.name,
            (Type::List(one), Type::List(two)) => one == two,
            (Type::Map(one), Type::Map(two)) => one == two,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Eq for Type {}

impl Hash for Type {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Type::Record(record) => record.name.hash(state),
            Type::List(element) => element.hash(state),
            Type::Map(map) => map.hash(state),
            _ => {}
        }
    }
}

impl Type {
    /// What is known of a value that is one or the other.
    pub fn or(self, other: Type) -> Type {
        match (self, other) {
            (Type::None, only) | (only, Type::None) => only,
            (Type::List(one), Type::List(two)) => {
                Type::List(Rc::new((*one).clone().or((*two).clone())))
            }
            (one, two) if one == two => one,
            _ => Type::Free,
        }
    }

    /// The entries of a list; free where it is none.
    pub fn element(&self) -> Type {
        match self {
            Type::List(element) => (**element).clone(),
            _ => Type::Free,
        }
    }

    /// Whether there is a record in it.
    pub fn holds_record(&self) -> bool {
        match self {
            Type::Record(_) => true,
            Type::List(element) => element.holds_record(),
            Type::Map(map) => map.values().any(Type::holds_record),
            _ => false,
        }
    }

    /// The words for it in a message.
    pub fn words(&self) -> String {
        match self {
            Type::Text => "text".to_owned(),
            Type::Number => "a number".to_owned(),
            Type::Flag => "true or false".to_owned(),
            Type::List(_) => "a list".to_owned(),
            Type::Record(record) => format!("a record ({})", record.name),
            Type::Map(_) => "a map".to_owned(),
            Type::None => "none".to_owned(),
            Type::Loop => "the loop".to_owned(),
            Type::Free | Type::Wrong => "a value".to_owned(),
        }
    }

    /// The type that a component declares; free where the word is not known.
    pub fn declared(word: &str) -> Type {
        match word {
            "string" => Type::Text,
            "bool" => Type::Flag,
            "integer" | "float" | "number" => Type::Number,
            "array" => Type::List(Rc::new(Type::Free)),
            _ => Type::Free,
        }
    }

    /// Whether a value of this type can be what a component declares by `word`.
    pub fn fits(&self, word: &str) -> bool {
        match (self, word) {
            (Type::Free | Type::Wrong | Type::Loop, _) => true,
            (Type::Text, "string") | (Type::Flag, "bool") => true,
            (Type::Number, "integer" | "float" | "number") => true,
            (Type::List(_), "array") | (Type::Record(_) | Type::Map(_), "map") => true,
            (_, "string" | "bool" | "integer" | "float" | "number" | "array" | "map") => false,
            // Nothing in a view is bytes; any other word is refused by Tera itself.
            (_, word) => word != "bytes",
        }
    }
}

/// The type that a component's parameter has by its default value, as Tera infers it.
pub fn inferred(default: &Expression) -> Option<&'static str> {
    Some(match &default.kind {
        Kind::Literal(Literal::Text(_)) => "string",
        Kind::Literal(Literal::Integer) => "integer",
        Kind::Literal(Literal::Float) => "float",
        Kind::Literal(Literal::Flag) => "bool",
        Kind::List(_) => "array",
        Kind::Map(_) => "map",
        _ => return None,
    })
}
