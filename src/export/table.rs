//! What a table of the export is: its columns, its keys, and the macro that declares it with its rows.

use std::borrow::Cow;

/// A table, the same in every format.
#[derive(Debug)]
pub struct Table {
    /// The name: of the table in SQLite, of the file in CSV, of the `type` in JSON Lines.
    pub name: &'static str,
    /// What a row is, in a sentence.
    pub about: &'static str,
    /// The columns, in order.
    pub columns: &'static [Column],
    /// The columns that no two rows share.
    pub key: &'static [&'static str],
    /// What its rows refer to.
    pub references: &'static [Reference],
    /// The columns by which rows are looked for beside those of the key.
    pub indexes: &'static [&'static [&'static str]],
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// The name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether a row may have nothing there.
    pub may_be_null: bool,
    /// What it says, in a sentence.
    pub about: &'static str,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number.
    Number,
    /// Yes or no: 1 or 0 in SQLite and CSV, `true` or `false` in JSON.
    Flag,
}

/// Columns that hold the key of a row of another table.
#[derive(Debug)]
pub struct Reference {
    /// The columns.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: &'static str,
    /// The columns there.
    pub key: &'static [&'static str],
}

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

/// A row of a table.
pub trait Row {
    /// The table.
    const TABLE: &'static Table;
    /// The values, in the order of the columns.
    fn cells(&self) -> Vec<Cell<'_>>;
}

/// A type that a column can have.
pub trait Value {
    /// What the column holds.
    const KIND: Kind;
    /// Whether it may be nothing.
    const MAY_BE_NULL: bool = false;
    /// The value.
    fn cell(&self) -> Cell<'_>;
}

impl Value for &str {
    const KIND: Kind = Kind::Text;
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Value for Cow<'_, str> {
    const KIND: Kind = Kind::Text;
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Value for String {
    const KIND: Kind = Kind::Text;
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Value for i64 {
    const KIND: Kind = Kind::Number;
    fn cell(&self) -> Cell<'_> {
        Cell::Number(*self)
    }
}

impl Value for bool {
    const KIND: Kind = Kind::Flag;
    fn cell(&self) -> Cell<'_> {
        Cell::Flag(*self)
    }
}

impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const MAY_BE_NULL: bool = true;
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, T::cell)
    }
}

/// Declares tables: for each the record of its rows, and what the writers have to know of it. A
/// column cannot be in one of them and missing in another.
macro_rules! tables {
    ($(
        $about:literal
        $name:literal $row:ident<$life:lifetime>
        key [$($key:literal),+]
        $(refers [$($from:literal),+] to $other:literal [$($to:literal),+])*
        $(index [$($index:literal),+])*
        { $($column:ident: $type:ty = $says:literal,)+ }
    )+) => {
        $(
            #[doc = $about]
            pub struct $row<$life> {
                $(#[doc = $says] pub $column: $type,)+
            }

            impl<$life> $crate::export::table::Row for $row<$life> {
                const TABLE: &'static $crate::export::table::Table =
                    &$crate::export::table::Table {
                        name: $name,
                        about: $about,
                        columns: &[$($crate::export::table::Column {
                            name: stringify!($column),
                            kind: <$type as $crate::export::table::Value>::KIND,
                            may_be_null: <$type as $crate::export::table::Value>::MAY_BE_NULL,
                            about: $says,
                        },)+],
                        key: &[$($key),+],
                        references: &[$($crate::export::table::Reference {
                            columns: &[$($from),+],
                            table: $other,
                            key: &[$($to),+],
                        },)*],
                        indexes: &[$(&[$($index),+],)*],
                    };

                fn cells(&self) -> Vec<$crate::export::table::Cell<'_>> {
                    vec![$($crate::export::table::Value::cell(&self.$column)),+]
                }
            }
        )+

        /// All tables, each behind those that it refers to.
        pub const TABLES: &[&$crate::export::table::Table] =
            &[$(<$row<'static> as $crate::export::table::Row>::TABLE),+];
    };
}

pub(crate) use tables;
