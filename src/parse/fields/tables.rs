//! Tables below a table: one, several, or each under a name of the site's own.

use std::ops::Range;
use std::sync::Arc;

use toml::de::DeValue;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::fields::{At, Fields};

impl<'t, 'a> Fields<'t, 'a> {
    /// Takes every key for known, where the table is wrong as a whole.
    pub fn all_known(&mut self) {
        let table = self.table;
        self.known.extend(table.keys().map(|key| key.get_ref().as_ref()));
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

    /// The table's own copy of a key, which lives as long as the document.
    fn own_key(&self, name: &str) -> Option<&'t str> {
        let table = self.table;
        table.keys().map(|key| key.get_ref().as_ref()).find(|key| *key == name)
    }
}

/// An entry of a list that takes both.
pub enum TextOrTable<'t, 'a> {
    /// A text.
    Text(At<Arc<str>>),
    /// A table.
    Table(Fields<'t, 'a>),
}
