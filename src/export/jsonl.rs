//! Tables as JSON Lines: one file, in which each line is an object with the table's name as its
//! `type` and every column of the table. What is nothing is `null`.

use std::io::{self, Write};

use crate::export::Writer;
use crate::export::table::{Cell, Table};

/// Writes all tables to one output.
pub struct Jsonl<O> {
    output: O,
    table: Option<&'static Table>,
    line: Vec<u8>,
}

impl<O: Write> Jsonl<O> {
    /// Writes to that output.
    pub fn new(output: O) -> Jsonl<O> {
        Jsonl { output, table: None, line: Vec::new() }
    }

    /// Hands on what is still held back.
    ///
    /// # Errors
    /// It could not be written.
    pub fn finish(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

impl<O: Write> Writer for Jsonl<O> {
    type Error = io::Error;

    fn table(&mut self, table: &'static Table) -> io::Result<()> {
        self.table = Some(table);
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let Some(table) = self.table else { return Ok(()) };
        let line = &mut self.line;
        line.clear();
        // Names of tables and columns are plain words.
        line.extend([b"{\"type\":\"", table.name.as_bytes(), b"\""].concat());
        for (column, cell) in table.columns.iter().zip(cells) {
            line.extend([b",\"", column.name.as_bytes(), b"\":"].concat());
            match cell {
                Cell::Null => line.extend(b"null"),
                Cell::Text(text) => serde_json::to_writer(&mut *line, text)?,
                Cell::Number(number) => line.extend(number.to_string().bytes()),
                Cell::Flag(flag) => line.extend(flag.to_string().bytes()),
            }
        }
        line.extend(b"}\n");
        self.output.write_all(line)
    }
}
