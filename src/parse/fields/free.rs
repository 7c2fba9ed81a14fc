//! Free data in TOML, as templates see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::parse::fields::{At, Fields};
use crate::view::{Free, table};

impl<'t> Fields<'t, '_> {
    /// The entries of a table of free data, each with the place of its key.
    pub fn free_entries(&mut self, key: &'t str) -> BTreeMap<Arc<str>, At<Free>> {
        let Some(below) = self.table(key) else { return BTreeMap::new() };
        let entries = below.table.iter().map(|(name, value)| {
            let at = At::new(Free(free_value(value.get_ref())), below.shift(name.span()));
            (Arc::from(name.get_ref().as_ref()), at)
        });
        entries.collect()
    }

    /// Free data, as templates see it.
    pub fn free_table(&mut self, key: &'t str) -> Option<At<Free>> {
        let (value, span) = self.value(key)?;
        match value {
            DeValue::Table(below) => Some(At::new(Free(free_table(below)), self.shift(span))),
            other => {
                self.wrong_type(key, span, "a table", other);
                None
            }
        }
    }

    /// Any value as free data.
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
