//! What Tera's own functions, filters and tests are called, and what filters make of a value.

use std::rc::Rc;

use crate::render::template_check::syntax::{Call, Expression, Kind, Literal};
use crate::render::template_check::types::Type;

/// Tera's own functions, with `super`, which Tera treats as one.
pub const FUNCTIONS: [&str; 3] = ["range", "throw", "super"];

/// Tera's own filters.
pub const FILTERS: [&str; 37] = [
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

/// Tera's own tests.
pub const TESTS: [&str; 17] = [
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// What a filter makes of a value; `argument` is what is known of its argument `value`.
pub fn result(name: &str, of: Type, argument: Option<Type>) -> Type {
    match name {
        "first" | "last" | "nth" => of.element(),
        "sort" | "unique" | "slice" => match of {
            Type::List(_) => of,
            _ => Type::Free,
        },
        "reverse" => match of {
            Type::List(_) | Type::Text => of,
            _ => Type::Free,
        },
        "default" => of.or(argument.unwrap_or(Type::Free)),
        "length" | "wordcount" | "int" | "float" | "abs" | "round" => Type::Number,
        "safe" | "upper" | "lower" | "escape" | "escape_html" | "escape_xml" | "newlines_to_br"
        | "pluralize" | "trim" | "trim_start" | "trim_end" | "replace" | "capitalize" | "title"
        | "truncate" | "indent" | "str" | "join" => Type::Text,
        "split" => Type::List(Rc::new(Type::Text)),
        "keys" | "values" | "pairs" => Type::List(Rc::new(Type::Free)),
        _ => Type::Free,
    }
}

/// The argument of `sort` or `group_by` that names a field of the entries, as it is written.
pub fn attribute(call: &Call) -> Option<(&str, &Expression)> {
    if !matches!(call.name.text.as_str(), "sort" | "group_by") {
        return None;
    }
    let (_, value) = call.arguments.iter().find(|(name, _)| name.text == "attribute")?;
    match &value.kind {
        Kind::Literal(Literal::Text(path)) => Some((path, value)),
        _ => None,
    }
}
