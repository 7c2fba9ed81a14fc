//! Fills a component: checks its call, and what its arguments and its data lead to.

use std::ops::Range;
use std::sync::Arc;

use tera::Value;

use crate::body::ComponentCall;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::components;
use crate::link::fill::Filler;
use crate::link::fill::state::{Filling, picture_path};
use crate::parse::fields::At;
use crate::story::Component;
use crate::url::{encoded, runs_script};
use crate::view::{Free, table};

/// The arguments of components that name files of `static/`.
const FILES: &[&str] = &["src", "poster", "captions"];

/// The arguments of components that lead somewhere.
const LINKS: &[&str] = &["url", "href"];

impl Filler<'_> {
    /// The component that a block calls; `None` where the call is wrong, which is told.
    pub(super) fn component(
        &self,
        call: &ComponentCall,
        filling: &mut Filling<'_>,
    ) -> Option<Component> {
        let (signatures, data) = (self.around.signatures, self.around.data);
        let (checked, problems) = components::checked(call, &filling.file, signatures, data);
        filling.found.problems.extend(problems);
        let checked = checked?;
        let body = checked.markdown.then(|| Box::new(self.prose(&call.markdown, filling)));
        let arguments = checked.arguments.into_iter().map(|(name, value)| {
            let value = self.printed_value(&name, &value.0, (call, filling));
            (name, Free(value))
        });
        let arguments = arguments.collect();
        let place = Place::span(&filling.file, call.name.span.clone());
        Some(Component { name: checked.name, arguments, body, place })
    }

    /// A value as the theme is given it: every address in it is checked and gets the base path.
    fn printed_value(
        &self,
        name: &str,
        value: &Value,
        (call, filling): (&ComponentCall, &mut Filling<'_>),
    ) -> Value {
        if let Some(list) = value.as_array() {
            let list = list.iter().map(|entry| self.printed_value(name, entry, (call, filling)));
            return list.collect::<Vec<Value>>().into();
        }
        if let Some(map) = value.as_map() {
            let known = self.known_of_picture(map);
            let entry = |key: &str| map.iter().find(|(name, _)| name.as_str() == Some(key));
            let text = |key: &str| entry(key).and_then(|(_, value)| value.as_str());
            if let Some(src) = text("src").filter(|src| is_picture(src) && text("alt").is_none()) {
                let message = "this picture has no alternative text";
                let place = Place::span(&filling.file, span_of(call, src));
                let problem = Diagnostic::new(Code::MissingAlt, message).at(place);
                let hint = "add `alt`; an empty one says that the picture only decorates";
                filling.found.problems.push(problem.hint(hint));
            }
            let entries = map.iter().map(|(key, entry)| {
                let key: Arc<str> = key.as_str().unwrap_or_default().into();
                let value = self.printed_value(&key, entry, (call, filling));
                (key, value)
            });
            return table(entries.chain(known).collect::<Vec<_>>());
        }
        let Some(address) = value.as_str() else { return value.clone() };
        // To look for where it stands goes through the block.
        let span = || span_of(call, address);
        if FILES.contains(&name) {
            filling.picture(address, &span());
            return match picture_path(address) {
                Some(path) => Value::normal_string(&encoded(&self.under(&path))),
                None => value.clone(),
            };
        }
        if !LINKS.contains(&name) {
            return value.clone();
        }
        if runs_script(address) {
            let problem = Diagnostic::new(Code::ScriptUrl, "this link would run a script");
            filling.found.problems.push(problem.at(Place::span(&filling.file, span())));
            return Value::normal_string("#");
        }
        Value::normal_string(&self.href(&At::new(address.into(), span()), filling))
    }
}

/// Whether an address is that of a picture, by its ending.
fn is_picture(src: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let endings = [".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"];
    endings.iter().any(|ending| path.ends_with(ending))
}

/// Where an address stands: at an argument, in the block's text, else at the component's name.
fn span_of(call: &ComponentCall, address: &str) -> Range<usize> {
    let argument = call.arguments.iter().find(|(_, value)| value.value.0.as_str() == Some(address));
    if let Some((_, value)) = argument {
        return value.span.clone();
    }
    match call.body.value.find(address).filter(|_| call.is_as_written() && !address.is_empty()) {
        Some(at) => call.body.span.start + at..call.body.span.start + at + address.len(),
        None => call.name.span.clone(),
    }
}
