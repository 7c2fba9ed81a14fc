//! The files of `data/`: TOML, JSON and CSV as free data for templates and components.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::Value;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::fields;
use crate::source::{SourceTree, Text};
use crate::view::{Free, table};

/// All data files.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// By path, such as `data/cuts.csv`.
    pub files: BTreeMap<Arc<str>, Free>,
    /// The paths of files that could not be read, which is told once and not where they are used.
    pub broken: BTreeSet<Arc<str>>,
}

impl Data {
    /// The data as templates see it: by name without ending, folders as tables.
    pub fn view(&self) -> Free {
        let entries = self.files.iter().map(|(path, data)| {
            let path = path.strip_prefix("data/").unwrap_or(path);
            (path.rsplit_once('.').map_or(path, |(name, _)| name), &data.0)
        });
        Free(nested(&entries.collect::<Vec<_>>()))
    }
}

/// Files by path as tables in tables.
fn nested(files: &[(&str, &Value)]) -> Value {
    let mut folders: BTreeMap<&str, Vec<(&str, &Value)>> = BTreeMap::new();
    let mut entries: Vec<(Arc<str>, Value)> = Vec::new();
    for (path, value) in files {
        match path.split_once('/') {
            Some((folder, rest)) => folders.entry(folder).or_default().push((rest, value)),
            None => entries.push((Arc::from(*path), (*value).clone())),
        }
    }
    entries.extend(folders.into_iter().map(|(folder, files)| (folder.into(), nested(&files))));
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    table(entries)
}

/// Reads all data files.
pub fn data(tree: &SourceTree) -> (Data, Vec<Diagnostic>) {
    let mut data = Data::default();
    let mut problems = Vec::new();
    for text in tree.texts_below("data/") {
        let (value, more) = match text.path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("toml") => toml(&text.text, &text.path, 0),
            Some("json") => json(text),
            Some("csv") => csv(&text.text, Place::file(&text.path)),
            _ => {
                let problem = Diagnostic::new(Code::StrayFile, "this file is not part of the site");
                let hint = "data is read from .toml, .json and .csv files";
                problems.push(problem.at(Place::file(&text.path)).hint(hint));
                continue;
            }
        };
        problems.extend(more);
        match value {
            Some(value) => {
                data.files.insert(text.path.clone(), value);
            }
            None => {
                data.broken.insert(text.path.clone());
            }
        }
    }
    (data, problems)
}

/// TOML as free data; `base` is where it starts in `file`.
pub fn toml(text: &str, file: &Arc<str>, base: usize) -> (Option<Free>, Vec<Diagnostic>) {
    let (document, syntax) = fields::document(text, file, base);
    if !syntax.is_empty() {
        return (None, syntax);
    }
    let (free, problems) = document.fields().all_free();
    (Some(free), problems)
}

fn json(text: &Text) -> (Option<Free>, Vec<Diagnostic>) {
    match serde_json::from_str::<serde_json::Value>(&text.text) {
        Ok(value) => (Some(Free(Value::from_serializable(&value))), Vec::new()),
        Err(error) => {
            // The parser counts lines and columns from 1; places are bytes.
            let lines = text.text.split_inclusive('\n').take(error.line().saturating_sub(1));
            let line: usize = lines.map(str::len).sum();
            let at = (line + error.column().saturating_sub(1)).min(text.text.len());
            let at = (0..=at).rev().find(|at| text.text.is_char_boundary(*at)).unwrap_or(0);
            let problem = Diagnostic::new(Code::BadData, format!("this is not JSON: {error}"));
            (None, vec![problem.at(Place::span(&text.path, at..at))])
        }
    }
}

/// CSV as `columns` and `rows`; the first line names the columns.
pub fn csv(text: &str, place: Place) -> (Option<Free>, Vec<Diagnostic>) {
    let mut reader =
        ::csv::ReaderBuilder::new().trim(::csv::Trim::All).from_reader(text.as_bytes());
    let cells = |record: &::csv::StringRecord| {
        Value::from(record.iter().map(Value::normal_string).collect::<Vec<Value>>())
    };
    let read = (|| {
        let columns = cells(reader.headers()?);
        let rows = reader.records().map(|row| row.map(|row| cells(&row)));
        let rows = rows.collect::<Result<Vec<Value>, _>>()?;
        Ok::<_, ::csv::Error>(table([
            ("columns".into(), columns),
            ("rows".into(), Value::from(rows)),
        ]))
    })();
    match read {
        Ok(value) => (Some(Free(value)), Vec::new()),
        Err(error) => {
            let message = format!("this is no table: {error}");
            (None, vec![Diagnostic::new(Code::BadData, message).at(place)])
        }
    }
}
