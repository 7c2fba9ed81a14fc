//! Checks a component's call against the component's signature and reads its body.

use std::sync::Arc;

use hashbrown::HashSet;
use tera::{ComponentArgType, Value};

use crate::body::ComponentCall;
use crate::data::{self, Data};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::theme::{BodyKind, Signature, Signatures};
use crate::view::Free;

/// A call with its arguments checked. The body is still Markdown where the component takes that.
pub struct Checked {
    /// The component's name.
    pub name: Arc<str>,
    /// The arguments, with `data` where the component reads its body.
    pub arguments: Vec<(Arc<str>, Free)>,
    /// Whether the body is Markdown to be shown.
    pub markdown: bool,
}

/// Checks a call. `None` where the component is unknown or its arguments are wrong, which is told.
pub fn checked(
    call: &ComponentCall,
    file: &Arc<str>,
    signatures: &Signatures,
    data: &Data,
) -> (Option<Checked>, Vec<Diagnostic>) {
    let place = Place::span(file, call.name.span.clone());
    let Some(signature) = signatures.get(&*call.name.value) else {
        let known: Vec<&str> = signatures.keys().map(|name| &**name).collect();
        let message = format!("the theme has no component `{}`", call.name.value);
        let problem = Diagnostic::new(Code::UnknownComponent, message)
            .at(place)
            .did_you_mean(&call.name.value, known.iter().copied());
        let problem = match problem.hints.is_empty() {
            true => problem.hint(format!("it has: {}", known.join(", "))),
            false => problem,
        };
        return (None, vec![problem]);
    };
    let mut problems = argument_problems(call, signature, file);
    let mut arguments: Vec<(Arc<str>, Free)> = Vec::new();
    let mut source = None;
    for (key, value) in &call.arguments {
        if &*key.value == "src" && signature.body.is_data() && !signature.takes("src") {
            source = Some(value);
        } else {
            if &*key.value == "src" && signature.body.is_data() {
                source = Some(value);
            }
            arguments.push((key.value.clone(), value.value.clone()));
        }
    }
    if signature.body.is_data() {
        let read = match source {
            Some(path) => match path.value.0.as_str() {
                Some(name) if data.broken.contains(name.trim_start_matches('/')) => {
                    Ok(Free::default())
                }
                Some(name) => from_file(name, data)
                    .map_err(|problem| vec![problem.at(Place::span(file, path.span.clone()))]),
                None => Err(vec![
                    Diagnostic::new(Code::ComponentArgument, "`src` takes the path of a data file")
                        .at(Place::span(file, path.span.clone())),
                ]),
            },
            None => from_body(call, signature.body, file),
        };
        match read {
            Ok(value) => arguments.push(("data".into(), value)),
            Err(more) => problems.extend(more),
        }
    }
    if signature.body.is_data() && source.is_some() && !call.body.value.trim().is_empty() {
        let message = format!("`{}` reads the file of `src`, and not this text", call.name.value);
        let place = Place::span(file, call.body.span.clone());
        problems.push(
            Diagnostic::new(Code::ComponentBody, message).at(place).hint("keep one of the two"),
        );
    }
    if signature.body == BodyKind::None && !call.body.value.trim().is_empty() {
        let message = format!("`{}` takes no text", call.name.value);
        let place = Place::span(file, call.body.span.clone());
        problems.push(Diagnostic::new(Code::ComponentBody, message).at(place));
    }
    let markdown = signature.body == BodyKind::Markdown;
    if markdown {
        problems.extend(call.problems.iter().cloned());
    }
    let name = call.name.value.clone();
    (problems.is_empty().then_some(Checked { name, arguments, markdown }), problems)
}

fn argument_problems(
    call: &ComponentCall,
    signature: &Signature,
    file: &Arc<str>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (key, value) in &call.arguments {
        let place = Place::span(file, key.span.clone());
        let Some(argument) = signature.arguments.iter().find(|known| known.name == key.value)
        else {
            let source = &*key.value == "src" && signature.body.is_data();
            if !signature.rest && !source {
                let message = format!("`{}` takes no argument `{}`", call.name.value, key.value);
                let known = signature.arguments.iter().map(|known| &*known.name);
                let problem = Diagnostic::new(Code::ComponentArgument, message).at(place);
                problems.push(problem.did_you_mean(&key.value, known));
            }
            continue;
        };
        if let Some(kind) = argument.kind
            && !fits(&value.value.0, kind)
        {
            let message = format!("`{}` takes a value of type {kind}", key.value);
            let place = Place::span(file, value.span.clone());
            problems.push(Diagnostic::new(Code::ComponentArgument, message).at(place));
        }
    }
    let mut given = HashSet::new();
    for (key, _) in &call.arguments {
        if !given.insert(&key.value) {
            let message = format!("the argument `{}` is given twice", key.value);
            let place = Place::span(file, key.span.clone());
            problems.push(Diagnostic::new(Code::ComponentArgument, message).at(place));
        }
    }
    for argument in &signature.arguments {
        if argument.required && !given.contains(&argument.name) && &*argument.name != "data" {
            let message = format!("`{}` needs the argument `{}`", call.name.value, argument.name);
            let place = Place::span(file, call.name.span.clone());
            problems.push(Diagnostic::new(Code::ComponentArgument, message).at(place));
        }
    }
    problems
}

fn fits(value: &Value, kind: ComponentArgType) -> bool {
    match kind {
        ComponentArgType::String => value.is_string(),
        ComponentArgType::Bool => value.is_bool(),
        ComponentArgType::Integer => value.as_i64().is_some() && !value.is_f64(),
        ComponentArgType::Float | ComponentArgType::Number => value.is_number(),
        ComponentArgType::Array => value.is_array(),
        ComponentArgType::Map => value.is_map(),
        _ => true,
    }
}

fn from_file(path: &str, data: &Data) -> Result<Free, Diagnostic> {
    let path = path.trim_start_matches('/');
    data.files.get(path).cloned().ok_or_else(|| {
        Diagnostic::new(Code::BadData, format!("there is no data file `{path}`"))
            .did_you_mean(path, data.files.keys().map(|path| &**path))
            .hint("data files lie in data/ and end in .toml, .json or .csv")
    })
}

fn from_body(
    call: &ComponentCall,
    kind: BodyKind,
    file: &Arc<str>,
) -> Result<Free, Vec<Diagnostic>> {
    let (value, problems) = match kind {
        BodyKind::Csv => data::csv(&call.body.value, Place::span(file, call.body.span.clone())),
        _ => data::toml(&call.body.value, file, call.body.span.start),
    };
    let whole = Place::span(file, call.body.span.clone());
    let as_body = |problem: Diagnostic| match call.is_as_written() {
        true => Diagnostic { code: Code::ComponentBody, ..problem },
        false => Diagnostic { code: Code::ComponentBody, place: Some(whole.clone()), ..problem },
    };
    match value {
        Some(value) if problems.is_empty() => Ok(value),
        _ => Err(problems.into_iter().map(as_body).collect()),
    }
}
