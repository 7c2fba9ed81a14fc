//! Tables as CSV (RFC 4180): UTF-8, a first line with the names of the columns, lines that end with
//! CR and LF. What is nothing is an empty field.

use std::io::{self, Write};

use csv::{ByteRecord, Terminator, WriterBuilder};

use crate::export::Writer;
use crate::export::table::{Cell, Table};

/// The name of a table's file.
pub fn file_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

/// The first line of a table's file, with its end.
pub fn first_line(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    format!("{}\r\n", names.join(","))
}

/// Writes each table to a file of its own.
pub struct Csv<F, O: Write> {
    open: F,
    file: Option<csv::Writer<O>>,
    record: ByteRecord,
}

impl<O: Write, F: FnMut(&Table) -> io::Result<O>> Csv<F, O> {
    /// Writes to the files that `open` opens, one for each table.
    pub fn new(open: F) -> Csv<F, O> {
        Csv { open, file: None, record: ByteRecord::new() }
    }

    /// Closes the last file.
    ///
    /// # Errors
    /// It could not be written.
    pub fn finish(&mut self) -> io::Result<()> {
        match self.file.take() {
            Some(mut file) => file.flush(),
            None => Ok(()),
        }
    }
}

impl<O: Write, F: FnMut(&Table) -> io::Result<O>> Writer for Csv<F, O> {
    type Error = io::Error;

    fn table(&mut self, table: &'static Table) -> io::Result<()> {
        self.finish()?;
        let mut output = (self.open)(table)?;
        output.write_all(first_line(table).as_bytes())?;
        let builder = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(output);
        self.file = Some(builder);
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        self.record.clear();
        for cell in cells {
            match cell {
                Cell::Null => self.record.push_field(b""),
                Cell::Text(text) => self.record.push_field(text.as_bytes()),
                Cell::Number(number) => self.record.push_field(number.to_string().as_bytes()),
                Cell::Flag(flag) => self.record.push_field(if *flag { b"1" } else { b"0" }),
            }
        }
        file.write_byte_record(&self.record).map_err(io::Error::from)
    }
}
