//! Turns Tera's errors into diagnostics with places.
//!
//! Tera gives a span for errors of syntax and of rendering, and joined text for references that
//! lead nowhere; the text is taken apart here. Where a template is reached by way of others, the
//! calls become related places.

use std::error::Error as _;

use tera::{ErrorKind, ReportError, Tera};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Text;

#[cfg(test)]
mod tests;

/// Finds a template's file by the name that Tera knows it by.
pub type Texts<'t> = &'t dyn Fn(&str) -> Option<&'t Text>;

/// The problems of one template that Tera could not read; `name` is Tera's name for it.
pub fn syntax_diagnostics(name: &str, text: &Text, error: &tera::Error) -> Vec<Diagnostic> {
    load_diagnostics(error, &|wanted| (wanted == name).then_some(text))
}

/// The syntax errors of one template by itself, whatever others it refers to.
///
/// Tera stops at the first template that it cannot read. With this for each template, all of them
/// are told at once.
pub fn syntax_errors(name: &str, text: &Text) -> Vec<Diagnostic> {
    match Tera::new().add_raw_template(name, &text.text) {
        Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => {
            syntax_diagnostics(name, text, &error)
        }
        _ => Vec::new(),
    }
}

/// The problems of a set of templates that Tera could not load.
pub fn load_diagnostics(error: &tera::Error, texts: Texts) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let message = plain(report.message());
            vec![reported(Diagnostic::new(Code::TemplateSyntax, message), error, report, texts)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("there is no template `{parent}`");
            vec![quoting(Diagnostic::new(Code::UnknownTemplate, message), current, parent, texts)]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            vec![circle("extends", tpl, inheritance_chain, texts)]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            vec![circle("includes", tpl, include_chain, texts)]
        }
        _ => message_diagnostics(&in_full(error), texts),
    }
}

/// The problem for which the page at `page` (its URL) could not be rendered.
pub fn render_diagnostic(error: &tera::Error, page: &str, texts: Texts) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let message = format!("{}, in the page {page}", plain(report.message()));
            reported(Diagnostic::new(Code::RenderError, message), error, report, texts)
        }
        ErrorKind::TemplateNotFound(name) => {
            let message = format!("there is no template `{name}`, which the page {page} needs");
            Diagnostic::new(Code::UnknownTemplate, message)
        }
        _ => {
            let message = format!("{}, in the page {page}", plain(&in_full(error)));
            Diagnostic::new(Code::RenderError, message)
        }
    }
}

/// The message and its cause.
fn in_full(error: &tera::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// A message of Tera's as newsprint's messages are: lower case, without a final period.
fn plain(message: &str) -> String {
    let message = message.trim_end().trim_end_matches('.');
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Adds the place of a report, and those that its notes name.
fn reported(
    diagnostic: Diagnostic,
    error: &tera::Error,
    report: &ReportError,
    texts: Texts,
) -> Diagnostic {
    let Some(text) = texts(report.filename()) else { return diagnostic };
    let range = &report.span().range;
    let start = boundary(&text.text, range.start);
    let end = boundary(&text.text, range.end).max(start);
    let diagnostic = diagnostic.at(Place::span(&text.path, start..end));
    // Writing a report out, Tera looks up its line, which has to be there.
    let lines = text.text.matches('\n').count() + 1;
    if !(1..=lines).contains(&report.span().start_line) {
        return diagnostic;
    }
    let whole = error.to_string();
    whole.split("\n\nnote: ").skip(1).fold(diagnostic, |diagnostic, note| {
        match note_place(note, texts) {
            Some((place, words)) => diagnostic.related(place, words),
            None => diagnostic,
        }
    })
}

/// The nearest start of a character at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// The place and the words of a note: `called from base.html:3:4`, then the line and carets.
fn note_place(note: &str, texts: Texts) -> Option<(Place, String)> {
    let mut lines = note.lines();
    let (head, line, column) = located(lines.next()?)?;
    // A name may hold blanks: the words end where a known name starts.
    let (words, text) =
        head.match_indices(' ').find_map(|(at, _)| Some((&head[..at], texts(&head[at + 1..])?)))?;
    let place = line_place(text, line, column, carets(lines));
    Some((place, words.to_owned()))
}

/// `NAME:LINE:COLUMN` taken apart.
fn located(text: &str) -> Option<(&str, usize, usize)> {
    let mut parts = text.rsplitn(3, ':');
    let column = parts.next()?.trim().parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, line, column))
}

/// How many carets stand in the last of the lines of a report, at least one.
fn carets<'l>(lines: impl Iterator<Item = &'l str>) -> usize {
    lines.last().map_or(1, |line| line.chars().rev().take_while(|c| *c == '^').count()).max(1)
}

/// `length` characters from a line and a column, both from 1, but no more than the line has.
fn line_place(text: &Text, line: usize, column: usize, length: usize) -> Place {
    let lines = text.text.split_inclusive('\n');
    let before: usize = lines.clone().take(line.saturating_sub(1)).map(str::len).sum();
    let words = lines.skip(line.saturating_sub(1)).map(|line| line.trim_end_matches('\n')).next();
    let words = words.unwrap_or_default();
    let offset =
        |characters: usize| words.char_indices().nth(characters).map_or(words.len(), |(at, _)| at);
    let start = column.saturating_sub(1);
    Place::span(&text.path, before + offset(start)..before + offset(start.saturating_add(length)))
}

/// Reports joined into one message, each with its place; or a message without any.
fn message_diagnostics(message: &str, texts: Texts) -> Vec<Diagnostic> {
    let reports: Vec<Diagnostic> =
        message.split("\n\n").filter_map(|block| reference(block, texts)).collect();
    if !reports.is_empty() {
        return reports;
    }
    let diagnostic = Diagnostic::new(Code::TemplateSyntax, plain(message));
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let [component, first, second] = names[..] else { return vec![diagnostic] };
    // "Component `card` is defined in both `a.html` and `b.html`"
    let definition = |name: &str| {
        let text = texts(name)?;
        let at = text.text.find(&format!("component {component}"))?;
        Some(Place::span(&text.path, at..at + "component ".len() + component.len()))
    };
    match (definition(first), definition(second)) {
        (Some(first), Some(second)) => {
            vec![diagnostic.at(second).related(first, "first defined here")]
        }
        _ => vec![diagnostic],
    }
}

/// One report of a reference that leads nowhere: `error: MESSAGE`, `--> NAME:LINE:COLUMN`, carets.
fn reference(block: &str, texts: Texts) -> Option<Diagnostic> {
    let mut lines = block.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let (name, line, column) = located(lines.next()?.trim_start().strip_prefix("--> ")?)?;
    let code = match message.split(' ').take(2).collect::<Vec<&str>>()[..] {
        ["Unknown", "template"] => Code::UnknownTemplate,
        ["Unknown", "filter" | "test" | "function" | "component"] => Code::UnknownFunction,
        _ => Code::TemplateSyntax,
    };
    let diagnostic = Diagnostic::new(code, plain(message));
    Some(match texts(name) {
        Some(text) => diagnostic.at(line_place(text, line, column, carets(lines))),
        None => diagnostic,
    })
}

/// Templates that lead back to themselves.
fn circle(verb: &str, template: &str, chain: &[String], texts: Texts) -> Diagnostic {
    let message = format!("`{template}` {verb} itself, by way of {}", chain.join(", "));
    let diagnostic = Diagnostic::new(Code::TemplateSyntax, message);
    // A chain of includes leads up to the template, a chain of parents starts behind it.
    let at = chain.iter().position(|name| name == template);
    let behind = at.and_then(|at| chain.get(at + 1)).or(chain.first());
    let next = behind.map_or(template, String::as_str);
    quoting(diagnostic, template, next, texts)
}

/// Adds the place where a template names another, or the whole template.
fn quoting(diagnostic: Diagnostic, template: &str, named: &str, texts: Texts) -> Diagnostic {
    let Some(text) = texts(template) else { return diagnostic };
    let quoted = ['"', '\'', '`'].into_iter().find_map(|quote| {
        let words = format!("{quote}{named}{quote}");
        text.text.find(&words).map(|at| at..at + words.len())
    });
    diagnostic.at(match quoted {
        Some(span) => Place::span(&text.path, span),
        None => Place::file(&text.path),
    })
}
