//! What `docs/export.md` says of the tables, made from the tables themselves.

use newsprint::export::table::{Column, Kind, Table};
use newsprint::export::tables::TABLES;

/// The heading under which the tables stand, to the end of the page.
pub const HEADING: &str = "## The tables\n";

/// All tables with their columns.
pub fn markdown() -> String {
    let mut text = String::from(
        "\nThe version of the tables is 1. It grows when a column goes or comes to say something \
         else; new tables and new columns at the end of a table leave it as it is.\n",
    );
    TABLES.iter().for_each(|table| text.push_str(&section(table)));
    text
}

fn section(table: &Table) -> String {
    let mut text = format!("\n### {}\n\n{} Key: {}.", table.name, table.about, named(table.key));
    for reference in table.references {
        let (from, to) = (named(reference.columns), named(reference.key));
        text.push_str(&format!(" {from} refers to {to} of `{}`.", reference.table));
    }
    text.push_str("\n\n| column | holds | what it says |\n|---|---|---|\n");
    table.columns.iter().for_each(|column| text.push_str(&row(column)));
    text
}

fn row(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Flag => "yes or no",
    };
    let null = if column.may_be_null { ", or null" } else { "" };
    format!("| `{}` | {kind}{null} | {} |\n", column.name, column.about)
}

/// `taxonomy` and `id`.
fn named(columns: &[&str]) -> String {
    let named: Vec<String> = columns.iter().map(|name| format!("`{name}`")).collect();
    match named.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => named.concat(),
    }
}
