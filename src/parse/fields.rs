//! Reads TOML tables key by key, so that every problem is found with its place in one run:
//! syntax errors, unknown keys with the nearest known one, wrong types, bad dates.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::Value;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::date::{self, Caution, Moment, Zone};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::timeline::PartialDate;
use crate::view::{Free, table};

/// A value with its place in its file, in bytes from the start of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Range<usize>,
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
            Diagnostic::new(Code::TomlSyntax, format!("this is not TOML: {message}"))
                .at(Place::span(file, base + span.start..base + span.end))
        })
        .collect();
    (Document { table: parsed.into_inner(), file: file.clone(), base }, problems)
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
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !self.known.contains(&name) {
                let problem = Diagnostic::new(Code::UnknownKey, format!("unknown key `{name}`"))
                    .at(self.place(key.span()))
                    .did_you_mean(name, self.known.iter().copied());
                self.problems.push(if problem.hints.is_empty() {
                    let mut known = self.known.clone();
                    known.sort_unstable();
                    problem.hint(format!("known here: {}", known.join(", ")))
                } else {
                    problem
                });
            }
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
                let place = Place::span(&self.file, text.span.clone());
                let message = format!("`{key}` is empty");
                self.problems.push(Diagnostic::new(Code::BadValue, message).at(place));
                None
            }
            None if !present => {
                self.missing(key);
                None
            }
            other => other,
        }
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
                let mut texts = Vec::new();
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

    /// A moment: an RFC 3339 date-time, or a local one in the site's zone.
    pub fn moment(&mut self, key: &'t str, zone: &Zone) -> Option<At<Moment>> {
        let (value, span) = self.value(key)?;
        let read = match value {
            DeValue::Datetime(datetime) => date::moment(datetime, zone),
            DeValue::String(text) => match text.trim().parse::<Datetime>() {
                Ok(datetime) => date::moment(&datetime, zone),
                Err(_) => Err(format!("`{text}` is no date")),
            },
            other => {
                self.wrong_type(key, span, "a date such as 2026-01-28T20:07:00", other);
                return None;
            }
        };
        match read {
            Ok((moment, caution)) => {
                if let Some(caution) = caution {
                    let problem = match caution {
                        Caution::Skipped { taken } => Diagnostic::new(
                            Code::SkippedHour,
                            format!("daylight saving skips this hour; `{taken}` is taken"),
                        ),
                        Caution::Repeated { taken } => Diagnostic::new(
                            Code::RepeatedHour,
                            format!("daylight saving repeats this hour; `{taken}` is taken"),
                        ),
                    };
                    self.problems.push(
                        problem
                            .at(self.place(span.clone()))
                            .hint("write the offset as well to say which moment is meant"),
                    );
                }
                Some(At::new(moment, self.shift(span)))
            }
            Err(reason) => {
                self.problems
                    .push(Diagnostic::new(Code::BadDate, reason).at(self.place(span)).hint(
                    "write it like 2026-01-28, 2026-01-28T20:07:00 or 2026-01-28T20:07:00-05:00",
                ));
                None
            }
        }
    }

    /// A day, a month (`"2026-01"`) or a year (`2026`).
    pub fn partial_date(&mut self, key: &'t str) -> Option<At<PartialDate>> {
        let (value, span) = self.value(key)?;
        let text = match value {
            DeValue::Datetime(datetime) => datetime.date.map(|date| date.to_string()),
            DeValue::String(text) => Some(text.trim().to_owned()),
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            other => {
                self.wrong_type(key, span, "a date such as 2026-01-28 or \"2026-01\"", other);
                return None;
            }
        };
        match text.as_deref().and_then(PartialDate::of_iso) {
            Some(date) => Some(At::new(date, self.shift(span))),
            None => {
                self.problems.push(
                    Diagnostic::new(Code::BadDate, format!("`{key}` is no date"))
                        .at(self.place(span))
                        .hint("write it like 2026-01-28, \"2026-01\" or 2026"),
                );
                None
            }
        }
    }

    /// A table below this one.
    pub fn table(&mut self, key: &'t str) -> Option<Fields<'t, 'a>> {
        let (value, span) = self.value(key)?;
        match value {
            DeValue::Table(table) => {
                Some(Fields::of(table, &self.file, self.base, self.shift(span)))
            }
            other => {
                self.wrong_type(key, span, "a table", other);
                None
            }
        }
    }

    /// A list of tables below this one; a single table counts as a list of one.
    pub fn tables(&mut self, key: &'t str) -> Vec<Fields<'t, 'a>> {
        let mut tables = Vec::new();
        for entry in self.texts_or_tables(key) {
            match entry {
                TextOrTable::Table(fields) => tables.push(fields),
                TextOrTable::Text(text) => {
                    let place = Place::span(&self.file, text.span);
                    let message = format!("`{key}` takes tables, not a text");
                    self.problems.push(Diagnostic::new(Code::WrongType, message).at(place));
                }
            }
        }
        tables
    }

    /// A list in which each entry is a text or a table.
    pub fn texts_or_tables(&mut self, key: &'t str) -> Vec<TextOrTable<'t, 'a>> {
        let Some((value, span)) = self.value(key) else { return Vec::new() };
        let mut entries = Vec::new();
        let mut add =
            |fields: &mut Fields<'t, 'a>, value: &'t DeValue<'a>, span: Range<usize>| match value {
                DeValue::String(text) => {
                    let text = At::new(Arc::from(text.as_ref()), fields.shift(span));
                    entries.push(TextOrTable::Text(text));
                }
                DeValue::Table(table) => {
                    let span = fields.shift(span);
                    let below = Fields::of(table, &fields.file, fields.base, span);
                    entries.push(TextOrTable::Table(below));
                }
                other => fields.wrong_type(key, span, "texts or tables", other),
            };
        match value {
            DeValue::Array(list) => {
                for entry in list.iter() {
                    add(self, entry.get_ref(), entry.span());
                }
            }
            other => add(self, other, span),
        }
        entries
    }

    /// The tables below this one, each under a name of the site's own: `[languages.de]`.
    pub fn named_tables(&mut self, key: &'t str) -> Vec<(At<Arc<str>>, Fields<'t, 'a>)> {
        let Some(mut below) = self.table(key) else { return Vec::new() };
        let table = below.table;
        let mut named = Vec::new();
        for name in table.keys() {
            let at = At::new(Arc::from(name.get_ref().as_ref()), below.shift(name.span()));
            if let Some(fields) = below.table(name.get_ref().as_ref()) {
                named.push((at, fields));
            }
        }
        self.take_problems(below);
        named
    }

    /// A list of tables under a name of the site's own, such as a menu's.
    pub fn named_list(&mut self, name: &str) -> Vec<Fields<'t, 'a>> {
        self.own_key(name).map_or_else(Vec::new, |key| self.tables(key))
    }

    /// A text under a name of the site's own.
    pub fn named_text(&mut self, name: &str) -> Option<At<Arc<str>>> {
        let key = self.own_key(name)?;
        self.text(key)
    }

    /// A list of texts under a name of the site's own, such as a taxonomy's.
    pub fn named_texts(&mut self, name: &str) -> Vec<At<Arc<str>>> {
        self.own_key(name).map_or_else(Vec::new, |key| self.texts(key))
    }

    /// The same for a key that is known even where it is absent: a misspelling of it is told.
    pub fn known_texts(&mut self, name: &'t str) -> Vec<At<Arc<str>>> {
        self.texts(name)
    }

    /// The table's own copy of a key, which lives as long as the document.
    fn own_key(&self, name: &str) -> Option<&'t str> {
        let table = self.table;
        table.keys().map(|key| key.get_ref().as_ref()).find(|key| *key == name)
    }

    /// The entries of a table of free data, each with the place of its key.
    pub fn free_entries(&mut self, key: &'t str) -> BTreeMap<Arc<str>, At<Free>> {
        let Some(below) = self.table(key) else { return BTreeMap::new() };
        let entries = below.table.iter().map(|(name, value)| {
            let at = At::new(Free(free_value(value.get_ref())), below.shift(name.span()));
            (Arc::from(name.get_ref().as_ref()), at)
        });
        entries.collect()
    }

    /// Takes over the problems of a table below this one.
    pub fn take_problems(&mut self, below: Fields<'_, '_>) {
        self.problems.extend(below.finish());
    }

    /// Free data, as templates see it.
    pub fn free(&mut self, key: &'t str) -> Option<At<Free>> {
        let (value, span) = self.value(key)?;
        Some(At::new(Free(free_value(value)), self.shift(span)))
    }

    /// The whole of this table as free data; every key counts as known.
    pub fn all_free(mut self) -> (Free, Vec<Diagnostic>) {
        let table = self.table;
        self.known.extend(table.keys().map(|key| key.get_ref().as_ref()));
        let value = free_table(table);
        (Free(value), self.finish())
    }
}

/// An entry of a list that takes both.
pub enum TextOrTable<'t, 'a> {
    /// A text.
    Text(At<Arc<str>>),
    /// A table.
    Table(Fields<'t, 'a>),
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

/// TOML as templates see it; dates become their text.
pub fn free_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::normal_string(text),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::from(number),
            Err(_) => Value::normal_string(number.as_str()),
        },
        DeValue::Float(number) => {
            number.as_str().parse::<f64>().map_or_else(|_| Value::none(), Value::from)
        }
        DeValue::Boolean(flag) => Value::from(*flag),
        DeValue::Datetime(datetime) => Value::from(datetime.to_string()),
        DeValue::Array(list) => {
            let list: Vec<Value> = list.iter().map(|entry| free_value(entry.get_ref())).collect();
            Value::from(list)
        }
        DeValue::Table(below) => free_table(below),
    }
}

fn free_table(below: &DeTable<'_>) -> Value {
    table(
        below
            .iter()
            .map(|(key, value)| (Arc::from(key.get_ref().as_ref()), free_value(value.get_ref()))),
    )
}
