//! Views: the plain data that one template is given, and nothing else.
//!
//! A view is a record declared with `views!`. From that one declaration come the Rust struct,
//! its documentation and shape (what `newsprint theme views` lists and templates are checked
//! against), its template value, and its digest (what a page's fingerprint is made of).
//! A field is always there for the template that reads it: what a story lacks is `none`, never
//! undefined.

use std::sync::{Arc, LazyLock, OnceLock};

use hashbrown::HashMap;
use tera::Value;
use tera::value::Key;
use xxhash_rust::xxh3::Xxh3;

mod pages;
mod parts;
mod texts;

pub use pages::*;
pub use parts::*;
pub use texts::{Html, Words};

/// What a template may be given: a value with a known shape and a digest of all that it shows.
pub trait View {
    /// The shape, the same for every value of the type.
    fn shape() -> Shape;
    /// The value that templates read, with those fields of records that they may read. Cheap where it
    /// is [`Shared`].
    fn value(&self, reads: &Reads) -> Value;
    /// Feeds everything that the value shows into `digest`.
    fn digest(&self, digest: &mut Xxh3);
}

/// The shape of a view: what templates are checked against.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Plain text, escaped where it is printed.
    Text,
    /// Finished HTML, printed as it is.
    Html,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// A list of values of one shape.
    List(fn() -> Shape),
    /// A value or `none`.
    Optional(fn() -> Shape),
    /// A record with named fields.
    Record(Record),
    /// Free data of the site's own: `extra`, `data`, theme options, queries. Never checked.
    Free,
}

/// The name, the documentation and the fields of a record.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// The type's name, as the documentation uses it.
    pub name: &'static str,
    /// What it is, in a sentence or two.
    pub doc: &'static str,
    /// The fields, in the order of their declaration.
    pub fields: fn() -> Vec<Field>,
}

/// One field of a [`Record`].
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name that templates write.
    pub name: &'static str,
    /// What the field holds.
    pub doc: &'static str,
    /// What may be done with it.
    pub shape: Shape,
}

/// Declares records that are views; see the module's documentation.
macro_rules! views {
    ($(
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])+ pub $field:ident: $type:ty, )*
        }
    )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $type, )*
        }

        impl $crate::view::View for $name {
            fn shape() -> $crate::view::Shape {
                fn fields() -> Vec<$crate::view::Field> {
                    vec![ $( $crate::view::Field {
                        name: stringify!($field),
                        doc: concat!($($field_doc),+).trim_ascii(),
                        shape: <$type as $crate::view::View>::shape(),
                    }, )* ]
                }
                $crate::view::Shape::Record($crate::view::Record {
                    name: stringify!($name),
                    doc: concat!($($doc),+).trim_ascii(),
                    fields,
                })
            }

            fn value(&self, reads: &$crate::view::Reads) -> tera::Value {
                // Tera makes a hash map of whatever it is given; what is put in order into a small
                // tree costs less on the way there than another hash map would.
                let wanted = reads.fields(stringify!($name));
                let mut number = 0;
                let mut fields = std::collections::BTreeMap::new();
                $( {
                    number += 1;
                    if wanted >> (number - 1) & 1 == 1 {
                        let name = $crate::view::FieldName { number, name: stringify!($field) };
                        fields.insert(name, $crate::view::View::value(&self.$field, reads));
                    }
                } )*
                fields.into()
            }

            fn digest(&self, digest: &mut xxhash_rust::xxh3::Xxh3) {
                $( $crate::view::View::digest(&self.$field, digest); )*
            }
        }
    )+ };
}
pub(crate) use views;

/// Which fields of records the templates of a theme may read. A value has no others: to make what
/// nobody reads would take a quarter of the time and the memory of cards.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    /// For each record by its name a bit for each field, the first one lowest.
    fields: HashMap<&'static str, u64>,
}

impl Reads {
    /// What is read of some records and of those in them; `is_read` is asked for record and field.
    pub fn of(
        shapes: impl IntoIterator<Item = Shape>,
        is_read: &dyn Fn(&'static str, &'static str) -> bool,
    ) -> Reads {
        let mut reads = Reads::default();
        let mut open: Vec<Shape> = shapes.into_iter().collect();
        while let Some(shape) = open.pop() {
            match shape {
                Shape::List(inner) | Shape::Optional(inner) => open.push(inner()),
                Shape::Record(record) if !reads.fields.contains_key(record.name) => {
                    let fields = (record.fields)();
                    let numbered = fields.iter().enumerate();
                    let read = numbered.filter(|(_, field)| is_read(record.name, field.name));
                    let bits = read.fold(0, |bits, (number, _)| bits | 1 << number);
                    reads.fields.insert(record.name, bits);
                    open.extend(fields.iter().map(|field| field.shape));
                }
                _ => {}
            }
        }
        reads
    }

    /// The fields of a record that are read, as bits; all of them where nothing is known.
    fn fields(&self, record: &'static str) -> u64 {
        self.fields.get(record).copied().unwrap_or(u64::MAX)
    }
}

/// The name of a field, in the order of its record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct FieldName {
    number: u8,
    name: &'static str,
}

impl From<FieldName> for Key<'static> {
    fn from(field: FieldName) -> Key<'static> {
        Key::Str(field.name)
    }
}

/// A view built once and shown on many pages: its value is shared by reference count, and its
/// digest is eight bytes, so that no page pays for what another page has built. Each is made when
/// it is first asked for: printing wants no digests, and comparing editions no values.
#[derive(Debug)]
pub struct Shared<T>(Arc<Once<T>>);

#[derive(Debug)]
struct Once<T> {
    view: T,
    value: OnceLock<Value>,
    digest: OnceLock<u64>,
}

impl<T: View> Shared<T> {
    /// Shares a view.
    pub fn new(view: T) -> Shared<T> {
        Shared(Arc::new(Once { view, value: OnceLock::new(), digest: OnceLock::new() }))
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.view
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(self.0.clone())
    }
}

impl<T: View> View for Shared<T> {
    fn shape() -> Shape {
        T::shape()
    }
    fn value(&self, reads: &Reads) -> Value {
        self.0.value.get_or_init(|| self.0.view.value(reads)).clone()
    }
    fn digest(&self, digest: &mut Xxh3) {
        let own = self.0.digest.get_or_init(|| digest_of(&self.0.view));
        digest.update(&own.to_le_bytes());
    }
}

/// The digest of one view by itself.
pub fn digest_of(view: &impl View) -> u64 {
    let mut digest = Xxh3::new();
    view.digest(&mut digest);
    digest.digest()
}

/// Free data of the site's own, such as `[extra]`: any shape, never checked.
#[derive(Clone, Debug)]
pub struct Free(pub Value);

impl Default for Free {
    /// An empty table, so that a template may ask for a key without a check first.
    fn default() -> Free {
        // Nearly all stories have no free data, and share the one empty table.
        static EMPTY: LazyLock<Value> = LazyLock::new(|| tera::Map::default().into());
        Free(EMPTY.clone())
    }
}

impl View for Free {
    fn shape() -> Shape {
        Shape::Free
    }
    fn value(&self, _: &Reads) -> Value {
        self.0.clone()
    }
    fn digest(&self, digest: &mut Xxh3) {
        digest_value(&self.0, digest);
    }
}

impl View for Arc<str> {
    fn shape() -> Shape {
        Shape::Text
    }
    fn value(&self, _: &Reads) -> Value {
        Value::normal_string(self)
    }
    fn digest(&self, digest: &mut Xxh3) {
        digest_text(self, digest);
    }
}

impl View for usize {
    fn shape() -> Shape {
        Shape::Number
    }
    fn value(&self, _: &Reads) -> Value {
        Value::from(*self)
    }
    fn digest(&self, digest: &mut Xxh3) {
        digest.update(&(*self as u64).to_le_bytes());
    }
}

impl View for bool {
    fn shape() -> Shape {
        Shape::Flag
    }
    fn value(&self, _: &Reads) -> Value {
        Value::from(*self)
    }
    fn digest(&self, digest: &mut Xxh3) {
        digest.update(&[u8::from(*self)]);
    }
}

impl<T: View> View for Option<T> {
    fn shape() -> Shape {
        Shape::Optional(T::shape)
    }
    fn value(&self, reads: &Reads) -> Value {
        self.as_ref().map_or_else(Value::none, |view| view.value(reads))
    }
    fn digest(&self, digest: &mut Xxh3) {
        digest.update(&[u8::from(self.is_some())]);
        if let Some(view) = self {
            view.digest(digest);
        }
    }
}

impl<T: View> View for Vec<T> {
    fn shape() -> Shape {
        Shape::List(T::shape)
    }
    fn value(&self, reads: &Reads) -> Value {
        Value::from(self.iter().map(|view| view.value(reads)).collect::<Vec<Value>>())
    }
    fn digest(&self, digest: &mut Xxh3) {
        digest.update(&(self.len() as u64).to_le_bytes());
        for view in self {
            view.digest(digest);
        }
    }
}

/// Text goes in with its length, so that no two lists of texts can run together.
fn digest_text(text: &str, digest: &mut Xxh3) {
    digest.update(&(text.len() as u64).to_le_bytes());
    digest.update(text.as_bytes());
}

/// Free values are small (front matter, options, data files), so a walk is cheap enough.
fn digest_value(value: &Value, digest: &mut Xxh3) {
    digest.update(value.name().as_bytes());
    if let Some(map) = value.as_map() {
        digest.update(&(map.len() as u64).to_le_bytes());
        for (key, value) in map {
            digest_text(&key.to_string(), digest);
            digest_value(value, digest);
        }
    } else if let Some(list) = value.as_array() {
        digest.update(&(list.len() as u64).to_le_bytes());
        for value in list {
            digest_value(value, digest);
        }
    } else {
        digest_text(&value.to_string(), digest);
    }
}

/// A record's value under a name, for records whose keys are only known at run time.
pub fn table(entries: impl IntoIterator<Item = (Arc<str>, Value)>) -> Value {
    let mut map = tera::Map::default();
    for (name, value) in entries {
        map.insert(Key::String(name), value);
    }
    map.into()
}
