//! The options of a theme: what it declares of them, and what the site sets.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::fields;
use crate::render::theme::layers::{Choice, Declared};
use crate::view::{Free, table};

/// The theme's options: what the site sets, checked against what the theme declares.
pub(super) fn options(
    declared: &Declared,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Free {
    let site: Arc<str> = "site.toml".into();
    let mut values: BTreeMap<Arc<str>, tera::Value> = BTreeMap::new();
    for (name, Choice { kind, default, choices, place }) in &declared.options {
        let mut value = default.clone();
        let words: Vec<&str> = choices.iter().map(String::as_str).collect();
        let is_nothing = kind == "choice" && choices.is_empty();
        let wrong = match (is_nothing, default.is_none()) {
            (true, _) => Some("nothing: add `choices`".to_owned()),
            (false, true) => None,
            (false, false) => option_problem(kind, &words, default),
        };
        if let Some(wanted) = wrong {
            let message = format!("the option `{name}` takes {wanted}");
            let problem = Diagnostic::new(Code::WrongType, message);
            problems.push(Diagnostic { place: place.clone(), ..problem });
        } else if let Some(given) = config.options.get(name) {
            match option_problem(kind, &words, &given.value.0) {
                None => value = given.value.0.clone(),
                Some(wanted) => problems.push(
                    Diagnostic::new(Code::WrongType, format!("the option `{name}` takes {wanted}"))
                        .at(Place::span(&site, given.span.clone())),
                ),
            }
        }
        values.insert(name.clone(), value);
    }
    for (name, given) in &config.options {
        if !values.contains_key(name) {
            let message = format!("the theme has no option `{name}`");
            let problem = Diagnostic::new(Code::UnknownKey, message)
                .at(Place::span(&site, given.span.clone()))
                .did_you_mean(name, values.keys().map(|known| &**known));
            problems.push(problem);
        }
    }
    Free(table(values))
}

/// What an option takes, where the value is something else.
fn option_problem(kind: &str, choices: &[&str], value: &tera::Value) -> Option<String> {
    let color = |text: &str| {
        let digits = text.strip_prefix('#').unwrap_or_default();
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let (fits, wanted) = match kind {
        "flag" => (value.is_bool(), "true or false".to_owned()),
        "number" => (value.is_number(), "a number".to_owned()),
        "color" => (value.as_str().is_some_and(color), "a color such as \"#8c1d18\"".to_owned()),
        "choice" => {
            let chosen = value.as_str().is_some_and(|word| choices.contains(&word));
            (chosen, fields::either(choices))
        }
        _ => (value.is_string(), "a text".to_owned()),
    };
    (!fits).then_some(wanted)
}
