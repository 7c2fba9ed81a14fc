//! Tables as a SQLite database: with keys and indexes, and what each column says in its schema.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Result, Statement};

use crate::export::table::{Cell, Column, Kind, Reference, Table};
use crate::export::tables::TABLES;
use crate::export::{VERSION, Writer};

/// By what a database is known for one of ours: `Nwsp`, in its header from the 68th byte on.
pub const APPLICATION_ID: [u8; 4] = *b"Nwsp";

/// Writes all tables to an empty database.
pub struct Sqlite<'c> {
    connection: &'c Connection,
    insert: Option<Statement<'c>>,
}

impl<'c> Sqlite<'c> {
    /// Starts to write to a database that nobody else knows of: until [`Sqlite::finish`], what is in
    /// it would not survive a crash.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn start(connection: &'c Connection) -> Result<Sqlite<'c>> {
        // A database that is used only when it is complete needs no journal.
        connection.execute_batch(&format!(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8';
             PRAGMA application_id = {}; PRAGMA user_version = {VERSION}; BEGIN",
            i32::from_be_bytes(APPLICATION_ID)
        ))?;
        Ok(Sqlite { connection, insert: None })
    }

    /// Makes the indexes, which takes less time when the rows are there, and ends.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn finish(&mut self) -> Result<()> {
        self.insert = None;
        for table in TABLES {
            for columns in table.indexes {
                self.connection.execute_batch(&index(table, columns))?;
            }
        }
        // The planner of queries knows then how many rows a value has.
        self.connection.execute_batch("COMMIT; ANALYZE")
    }
}

impl Writer for Sqlite<'_> {
    type Error = rusqlite::Error;

    fn table(&mut self, table: &'static Table) -> Result<()> {
        self.connection.execute_batch(&schema(table))?;
        let values = vec!["?"; table.columns.len()].join(", ");
        let insert = format!("INSERT INTO {} VALUES ({values})", table.name);
        self.insert = Some(self.connection.prepare(&insert)?);
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let Some(insert) = &mut self.insert else { return Ok(()) };
        insert.execute(rusqlite::params_from_iter(cells)).map(drop)
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Cell::Null => ValueRef::Null,
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Number(number) => ValueRef::Integer(*number),
            Cell::Flag(flag) => ValueRef::Integer((*flag).into()),
        }))
    }
}

/// The statement that makes a table.
fn schema(table: &Table) -> String {
    let mut text = format!("CREATE TABLE {} ( -- {}\n", table.name, table.about);
    let key = format!("PRIMARY KEY ({})", table.key.join(", "));
    let references = table.references.iter().map(reference);
    let constraints: Vec<String> = std::iter::once(key).chain(references).collect();
    table.columns.iter().for_each(|column| text.push_str(&declared(column)));
    text + &format!("  {}\n)", constraints.join(",\n  "))
}

/// A column on a line of its own, with what it says.
fn declared(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text => "TEXT".to_owned(),
        Kind::Number => "INTEGER".to_owned(),
        Kind::Flag => format!("INTEGER CHECK ({} IN (0, 1))", column.name),
    };
    let null = if column.may_be_null { "" } else { " NOT NULL" };
    format!("  {} {kind}{null}, -- {}\n", column.name, column.about)
}

fn reference(reference: &Reference) -> String {
    let (from, to) = (reference.columns.join(", "), reference.key.join(", "));
    format!("FOREIGN KEY ({from}) REFERENCES {} ({to})", reference.table)
}

/// The statement that makes an index.
fn index(table: &Table, columns: &[&str]) -> String {
    let (name, by) = (columns.join("_"), columns.join(", "));
    format!("CREATE INDEX {table}_by_{name} ON {table} ({by})", table = table.name)
}
