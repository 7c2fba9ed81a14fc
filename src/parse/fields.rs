//! Reads TOML tables key by key, so that every problem is found with its place in one run:
//! syntax errors, unknown keys with the nearest known one, wrong types, bad dates.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Place};

mod dates;
mod free;
mod others;
mod tables;

pub use free::free_value;
pub use tables::TextOrTable;

/// A value with its place in its file, in bytes from the start of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Range<usize>,
}

/// A place is not part of what is said: two values that are the same in other places have one hash.
impl<T: std::hash::Hash> std::hash::Hash for At<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T> At<T> {
    /// A value at a place.
    pub fn new(value: T, span: Range<usize>) -> At<T> {
        At { value, span }
    }
}

impl At<Arc<str>> {
    /// The text itself.
    pub fn text(&self) -> &str {
        &self.value
    }
}

/// A TOML document with its places kept, as far as it could be read.
pub struct Document<'a> {
    table: DeTable<'a>,
    file: Arc<str>,
    base: usize,
}

/// Parses `toml`, which starts `base` bytes into `file`. All syntax errors are returned, and
/// whatever could be read beside them.
pub fn document<'a>(
    toml: &'a str,
    file: &Arc<str>,
    base: usize,
) -> (Document<'a>, Vec<Diagnostic>) {
    let (parsed, errors) = DeTable::parse_recoverable(toml);
    let problems = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            let place = Place::span(file, base + span.start..base + span.end);
            match date_around(toml, span.start) {
                Some(date) => {
                    Diagnostic::new(Code::BadDate, format!("`{date}` is no date: {message}"))
                        .at(place)
                }
                None => Diagnostic::new(Code::TomlSyntax, format!("this is not TOML: {message}"))
                    .at(place),
            }
        })
        .collect();
    (Document { table: parsed.into_inner(), file: file.clone(), base }, problems)
}

/// The value around a syntax error that is meant as a date: `2026-02-30`.
fn date_around(toml: &str, at: usize) -> Option<&str> {
    let before = toml.get(..at)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let start =
        toml[line..].find('=').map(|equals| line + equals + 1).filter(|start| *start <= at)?;
    let value = toml[start..].lines().next()?.trim();
    let digits = value.get(..4)?.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = digits && value.get(4..5) == Some("-") && !value.contains(['"', '#', ',', '{']);
    shaped.then_some(value)
}

impl<'a> Document<'a> {
    /// The document's own table.
    pub fn fields(&self) -> Fields<'_, 'a> {
        Fields::of(&self.table, &self.file, self.base, 0..0)
    }
}

/// One table that is read key by key. What is not asked for is unknown.
pub struct Fields<'t, 'a> {
    table: &'t DeTable<'a>,
    file: Arc<str>,
    base: usize,
    /// Where the table stands; empty for a whole document.
    pub span: Range<usize>,
    known: Vec<&'t str>,
    problems: Vec<Diagnostic>,
}

impl<'t, 'a> Fields<'t, 'a> {
    fn of(
        table: &'t DeTable<'a>,
        file: &Arc<str>,
        base: usize,
        span: Range<usize>,
    ) -> Fields<'t, 'a> {
        Fields { table, file: file.clone(), base, span, known: Vec::new(), problems: Vec::new() }
    }

    /// Ends the reading: reports keys that were never asked for, and all else that was wrong.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let mut known = std::mem::take(&mut self.known);
        known.sort_unstable();
        known.dedup();
        let is_unknown = |name: &str| known.binary_search(&name).is_err();
        // Where hundreds of keys are unknown, the first ones tell as much as all.
        for key in self.table.keys().filter(|key| is_unknown(key.get_ref())).take(20) {
            let name: &str = key.get_ref();
            let problem = Diagnostic::new(Code::UnknownKey, format!("unknown key `{name}`"))
                .at(self.place(key.span()));
            let part = others::part_of_image(name, &known);
            let problem = match (others::our_word(name, &known), part) {
                (Some(ours), _) => problem.hint(format!("here it is called `{ours}`")),
                (None, Some(part)) => problem.hint(format!(
                    "here it belongs to the picture: `image = {{ src = \"…\", {part} = \"…\" }}`"
                )),
                (None, None) => problem.did_you_mean(name, known.iter().copied()),
            };
            self.problems.push(match problem.hints.is_empty() {
                true => problem.hint(format!("known here: {}", known.join(", "))),
                false => problem,
            });
        }
        self.problems
    }

    /// Adds a problem found by the caller.
    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// The place of a span that an accessor returned.
    pub fn place_of(&self, span: &Range<usize>) -> Place {
        Place::span(&self.file, span.clone())
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::span(&self.file, self.shift(span))
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        self.base + span.start..self.base + span.end
    }

    /// All keys with their places.
    pub fn keys(&self) -> Vec<At<Arc<str>>> {
        let keys = self.table.keys();
        keys.map(|key| At::new(Arc::from(key.get_ref().as_ref()), self.shift(key.span()))).collect()
    }

    fn value(&mut self, key: &'t str) -> Option<(&'t DeValue<'a>, Range<usize>)> {
        self.known.push(key);
        let value = self.table.get(key)?;
        Some((value.get_ref(), value.span()))
    }

    fn wrong_type(&mut self, key: &str, span: Range<usize>, wanted: &str, value: &DeValue<'_>) {
        let found = type_name(value);
        self.problems.push(
            Diagnostic::new(Code::WrongType, format!("`{key}` takes {wanted}, not {found}"))
                .at(self.place(span)),
        );
    }

    /// A text.
    pub fn text(&mut self, key: &'t str) -> Option<At<Arc<str>>> {
        let (value, span) = self.value(key)?;
        match value {
            DeValue::String(text) => Some(At::new(Arc::from(text.as_ref()), self.shift(span))),
            other => {
                self.wrong_type(key, span, "a text in quotation marks", other);
                None
            }
        }
    }

    /// A text that has to be there and to hold more than spaces.
    pub fn required_text(&mut self, key: &'t str) -> Option<At<Arc<str>>> {
        let present = self.table.contains_key(key);
        match self.text(key) {
            Some(text) if text.text().trim().is_empty() => {
                self.report_empty(key, &text.span);
                None
            }
            None if !present => {
                self.missing(key);
                None
            }
            other => other,
        }
    }

    /// Reports that a text has to hold more than spaces.
    pub fn report_empty(&mut self, key: &str, span: &Range<usize>) {
        let message = format!("`{key}` is empty");
        let place = Place::span(&self.file, span.clone());
        self.problems.push(Diagnostic::new(Code::BadValue, message).at(place));
    }

    /// Reports that a key has to be there.
    pub fn missing(&mut self, key: &str) {
        let start = if self.span.is_empty() { self.base..self.base } else { self.span.clone() };
        let place = Place::span(&self.file, start);
        let message = format!("the key `{key}` is missing");
        self.problems.push(Diagnostic::new(Code::MissingKey, message).at(place));
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, key: &'t str) -> Vec<At<Arc<str>>> {
        let Some((value, span)) = self.value(key) else { return Vec::new() };
        match value {
            DeValue::String(text) => vec![At::new(Arc::from(text.as_ref()), self.shift(span))],
            DeValue::Array(list) => {
                let mut texts = Vec::with_capacity(list.len());
                for entry in list.iter() {
                    match entry.get_ref() {
                        DeValue::String(text) => {
                            let span = self.shift(entry.span());
                            texts.push(At::new(Arc::from(text.as_ref()), span));
                        }
                        other => self.wrong_type(key, entry.span(), "texts", other),
                    }
                }
                texts
            }
            other => {
                self.wrong_type(key, span, "a list of texts", other);
                Vec::new()
            }
        }
    }

    /// A list of addresses, none of which may run a script.
    pub fn urls(&mut self, key: &'t str) -> Vec<At<Arc<str>>> {
        let mut urls = self.texts(key);
        urls.retain(|url| self.is_safe(url));
        urls
    }

    /// Whether an address runs no script; one that does is told.
    pub fn is_safe(&mut self, url: &At<Arc<str>>) -> bool {
        let runs = crate::url::runs_script(url.text());
        if runs {
            let place = Place::span(&self.file, url.span.clone());
            let problem = Diagnostic::new(Code::ScriptUrl, "this address would run a script");
            self.problems.push(problem.at(place));
        }
        !runs
    }

    /// An account in the fediverse: `@nora@town.example`, as Mastodon's `fediverse:creator` takes it.
    pub fn account(&mut self, key: &'t str) -> Option<Arc<str>> {
        let text = self.text(key)?;
        let is_bad = |c: char| c.is_whitespace() || c.is_control() || "@/<>\"".contains(c);
        let is_good = |part: &str| !part.is_empty() && !part.contains(is_bad);
        let parts = text.text().strip_prefix('@').and_then(|rest| rest.split_once('@'));
        if parts.is_some_and(|(user, host)| is_good(user) && is_good(host)) {
            return Some(text.value);
        }
        let place = self.place_of(&text.span);
        let message = format!("`{}` is no account in the fediverse", text.value);
        let problem = Diagnostic::new(Code::BadValue, message).at(place);
        self.report(problem.hint("an account looks like @nora@town.example"));
        None
    }

    /// True or false.
    pub fn flag(&mut self, key: &'t str) -> Option<bool> {
        let (value, span) = self.value(key)?;
        match value {
            DeValue::Boolean(flag) => Some(*flag),
            other => {
                self.wrong_type(key, span, "true or false", other);
                None
            }
        }
    }

    /// A whole number.
    pub fn number(&mut self, key: &'t str) -> Option<At<i64>> {
        let (value, span) = self.value(key)?;
        match value {
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => return Some(At::new(number, self.shift(span))),
                    Err(_) => self.wrong_type(key, span, "a smaller whole number", value),
                }
                None
            }
            other => {
                self.wrong_type(key, span, "a whole number", other);
                None
            }
        }
    }

    /// A whole number of at least one, such as the length of a page of a list.
    pub fn count(&mut self, key: &'t str) -> Option<usize> {
        let number = self.number(key)?;
        match usize::try_from(number.value) {
            Ok(count) if count > 0 => Some(count),
            _ => {
                let place = Place::span(&self.file, number.span);
                let message = format!("`{key}` has to be at least 1");
                self.problems.push(Diagnostic::new(Code::BadValue, message).at(place));
                None
            }
        }
    }

    /// One of a few words.
    pub fn word(&mut self, key: &'t str, allowed: &[&'static str]) -> Option<At<&'static str>> {
        let text = self.text(key)?;
        if let Some(word) = allowed.iter().find(|word| **word == text.text()) {
            return Some(At::new(*word, text.span));
        }
        let place = Place::span(&self.file, text.span.clone());
        let message = format!("`{key}` is {}, not `{}`", either(allowed), text.text());
        let problem = Diagnostic::new(Code::BadValue, message).at(place);
        self.problems.push(problem.did_you_mean(text.text(), allowed.iter().copied()));
        None
    }

    /// True or false, or one of a few words.
    pub fn flag_or_word(&mut self, key: &'t str, words: &[&'static str]) -> Option<FlagOrWord> {
        match self.table.get(key).map(|value| value.get_ref()) {
            Some(DeValue::String(_)) => {
                self.word(key, words).map(|word| FlagOrWord::Word(word.value))
            }
            _ => self.flag(key).map(FlagOrWord::Flag),
        }
    }

    /// Takes over the problems of a table below this one.
    pub fn take_problems(&mut self, below: Fields<'_, '_>) {
        self.problems.extend(below.finish());
    }
}

/// What [`Fields::flag_or_word`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagOrWord {
    /// True or false.
    Flag(bool),
    /// One of the words.
    Word(&'static str),
}

/// The words for a list of alternatives.
pub fn either(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
