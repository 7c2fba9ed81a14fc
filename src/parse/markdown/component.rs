//! Fenced blocks with the info string `{name key=value}`: components of the theme.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;
use tera::Value;

use crate::body::ComponentCall;
use crate::diagnostic::{Code, Diagnostic};
use crate::html::Fragment;
use crate::parse::fields::At;
use crate::parse::markdown::{Markdown, Reader, Spanned, nesting};
use crate::view::Free;

impl<'a> Reader<'a> {
    /// The component that a fenced block calls; `None` with a problem where the braces cannot be
    /// read.
    pub(super) fn component(&mut self, block: &[Spanned<'a>]) -> Option<ComponentCall> {
        let range = block[0].1.clone();
        let line_end =
            self.source.text[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
        let line = &self.source.text[range.start..line_end];
        let open = line.find('{')?;
        let info = line[open..].trim_end();
        let start = range.start + open;
        let (name, arguments) = match arguments(info) {
            Ok(read) => read,
            Err((reason, at)) => {
                let problem = Diagnostic::new(Code::ComponentArgument, reason)
                    .at(self.place(&(start + at..start + info.len())))
                    .hint("write it like ```{table src=\"data/cuts.csv\"}");
                self.problems.push(problem);
                return None;
            }
        };
        let at = |range: (usize, usize)| self.span(&(start + range.0..start + range.1));
        let name = At::new(Arc::from(&info[name.0..name.1]), at(name));
        let arguments = arguments
            .into_iter()
            .map(|(key, value, range)| {
                let key = At::new(Arc::from(&info[key.0..key.1]), at(key));
                (key, At::new(Free(value), at(range)))
            })
            .collect();
        let text: String = block
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let first = block.iter().find(|(event, _)| matches!(event, Event::Text(_)));
        let first = first.map_or(line_end, |(_, text)| text.start);
        // In a list or a quote each line loses what stands in front of it; places within such a
        // text would be wrong, so that there the whole block is the place.
        let as_written = self.source.text[first..].starts_with(&text);
        let body_range = match as_written {
            true => first..first + text.len(),
            false => range.clone(),
        };
        let (markdown, problems) = self.component_markdown(&text, body_range.clone());
        let body = At::new(Arc::from(text.as_str()), self.span(&body_range));
        Some(ComponentCall { name, arguments, body, markdown, problems })
    }

    /// The block's text read as Markdown. Whether the component takes Markdown is known only with
    /// the theme, so that the problems are kept apart until then.
    fn component_markdown(
        &mut self,
        text: &str,
        range: Range<usize>,
    ) -> (Fragment, Vec<Diagnostic>) {
        let source = Markdown { text, base: self.source.base + range.start, ..self.source };
        let mut below = Reader::new(source, self.config);
        let (holes, quotes) = (self.body.holes.len(), self.body.quotes.len());
        below.body.holes = std::mem::take(&mut self.body.holes);
        below.body.quotes = std::mem::take(&mut self.body.quotes);
        below.depth = self.depth + 1;
        let mut html = String::new();
        if below.depth > nesting::COMPONENTS {
            let message = "components are nested too deep here";
            let problem = Diagnostic::new(Code::TooLarge, message);
            below.problems.push(problem.at(self.place(&range)));
        } else {
            let events = below.events();
            below.blocks(&events, &mut html);
        }
        let html = below.cleaned(html);
        if text.len() != range.len() {
            let whole = self.span(&range);
            below.body.holes[holes..].iter_mut().for_each(|hole| hole.respan(&whole));
            below.body.quotes[quotes..].iter_mut().for_each(|said| said.respan(&whole));
            for problem in &mut below.problems {
                problem.place = Some(self.place(&range));
            }
        }
        self.body.holes = below.body.holes;
        self.body.quotes = below.body.quotes;
        self.words += below.words;
        (Fragment(html.into()), below.problems)
    }
}

type Span = (usize, usize);

/// An argument as it was read: the key's place, the value, the value's place.
type Given = (Span, Value, Span);

/// Reads `{name key=value key="a value"}`; spans are bytes of `info`.
///
/// # Errors
/// What is wrong, and from which byte on.
fn arguments(info: &str) -> Result<(Span, Vec<Given>), (String, usize)> {
    let Some(close) = info.rfind('}') else {
        return Err(("the brace is never closed".to_owned(), 0));
    };
    let inner = &info[..close];
    let word_end = |from: usize| {
        let end = |c: char| !(c.is_alphanumeric() || c == '_' || c == '-');
        inner[from..].find(end).map_or(inner.len(), |at| from + at)
    };
    let skip = |from: usize| inner.len() - inner[from..].trim_start().len();
    let name_start = skip(1.min(inner.len()));
    let name_end = word_end(name_start);
    if name_start == name_end {
        return Err(("this block names no component".to_owned(), 0));
    }
    let mut arguments = Vec::new();
    let mut at = skip(name_end);
    while at < inner.len() {
        let key_end = word_end(at);
        if key_end == at {
            return Err((format!("`{}` is no argument", &inner[at..]), at));
        }
        let key = (at, key_end);
        let equals = skip(key_end);
        if !inner[equals..].starts_with('=') {
            // A word by itself is a flag.
            arguments.push((key, Value::from(true), key));
            at = equals;
            continue;
        }
        let start = skip(equals + 1);
        let rest = &inner[start..];
        let (value, end) = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => match rest[1..].find(quote) {
                Some(length) => (Value::normal_string(&rest[1..=length]), start + length + 2),
                None => return Err(("the quotation mark is never closed".to_owned(), start)),
            },
            _ => {
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (bare(&rest[..length]), start + length)
            }
        };
        if start == end {
            return Err((format!("`{}` has no value", &inner[key.0..key.1]), key.0));
        }
        arguments.push((key, value, (start, end)));
        at = skip(end);
    }
    Ok(((name_start, name_end), arguments))
}

/// A value without quotation marks: true, false, a number, else a text.
fn bare(word: &str) -> Value {
    match word {
        "true" => Value::from(true),
        "false" => Value::from(false),
        _ => match (word.parse::<i64>(), word.parse::<f64>()) {
            (Ok(number), _) => Value::from(number),
            (_, Ok(number)) if number.is_finite() => Value::from(number),
            _ => Value::normal_string(word),
        },
    }
}
