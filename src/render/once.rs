//! Components that are printed once: the HTML for the same arguments is made with the first page
//! that shows it and put into all others as it is.
//!
//! A component sees its arguments and nothing else, so the same arguments give the same HTML. A
//! newspaper shows each story's card on a dozen pages: printed once, a card costs the other eleven a
//! look into a table. A theme says of which components that is worth the memory, with the metadata
//! `{"once": true}`.

use std::cell::{Cell, RefCell};
use std::hash::{BuildHasher, Hash, Hasher};
use std::ptr;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashTable};
use tera::{Context, Error, Kwargs, Tera, TeraResult, Value};

/// How deep components that are printed once may lie in one another; Tera allows as many.
const DEPTH: usize = 20;

/// How many tables there are, so that threads seldom wait for one another. A power of two.
const TABLES: usize = 64;

/// What components have printed, by their arguments.
pub struct Printed {
    tables: Vec<Mutex<HashTable<Entry>>>,
}

/// What a component printed.
struct Entry {
    hash: u64,
    call: Arc<Call>,
    /// The arguments in the order of the call. Records and lists are told apart by where they lie,
    /// and being held here they stay there.
    arguments: Box<[Value]>,
    html: Value,
}

/// A way to call a component: templates call it with few sets of arguments, so that their names need
/// not be kept with every card.
#[derive(Debug, PartialEq, Eq)]
pub struct Call {
    /// The component.
    pub component: Arc<str>,
    /// The names of the arguments, in the order of the call.
    pub arguments: Vec<String>,
}

impl Default for Printed {
    fn default() -> Printed {
        Printed { tables: (0..TABLES).map(|_| Mutex::default()).collect() }
    }
}

impl Printed {
    fn table(&self, hash: u64) -> &Mutex<HashTable<Entry>> {
        // Bits from the middle: the tables themselves go by the lowest and the highest.
        &self.tables[(hash >> 40) as usize % TABLES]
    }

    fn find(&self, hash: u64, call: &Arc<Call>, arguments: &Kwargs) -> Option<Value> {
        // A thread that panicked while it held a table left it as it was.
        let table = self.table(hash).lock().unwrap_or_else(PoisonError::into_inner);
        let alike = |entry: &Entry| {
            entry.hash == hash
                && Arc::ptr_eq(&entry.call, call)
                && entry
                    .arguments
                    .iter()
                    .zip(arguments.iter())
                    .all(|(one, (_, other))| same(one, other))
        };
        table.find(hash, alike).map(|entry| entry.html.clone())
    }

    fn keep(&self, entry: Entry) {
        let mut table = self.table(entry.hash).lock().unwrap_or_else(PoisonError::into_inner);
        table.insert_unique(entry.hash, entry, |entry| entry.hash);
    }
}

/// The engine and the memory that a thread prints with.
#[derive(Clone)]
struct Press {
    engine: Arc<Tera>,
    printed: Arc<Printed>,
}

thread_local! {
    /// Tera gives a function its arguments and nothing of what a page is rendered from.
    static PRESS: RefCell<Option<Press>> = const { RefCell::new(None) };
    static INSIDE: Cell<usize> = const { Cell::new(0) };
}

/// Does some rendering, during which components are printed with `engine` and kept in `printed`.
pub fn with<T>(engine: &Arc<Tera>, printed: &Arc<Printed>, work: impl FnOnce() -> T) -> T {
    /// Puts back what was there, also where the work panics.
    struct Back(Option<Press>);
    impl Drop for Back {
        fn drop(&mut self) {
            PRESS.set(self.0.take());
        }
    }
    let press = Press { engine: engine.clone(), printed: printed.clone() };
    let _back = Back(PRESS.replace(Some(press)));
    work()
}

/// What a component prints for some arguments, from memory where it has printed that before.
///
/// # Errors
/// The component fails, or lies too deep within itself.
pub fn html(call: &Arc<Call>, arguments: &Kwargs) -> TeraResult<Value> {
    let hash = hash(call, arguments);
    let known = PRESS.with_borrow(|press| {
        press.as_ref().and_then(|press| press.printed.find(hash, call, arguments))
    });
    if let Some(html) = known {
        return Ok(html);
    }
    let press = PRESS.with_borrow(Clone::clone);
    let press = press.ok_or_else(|| Error::message("no page is being rendered"))?;
    let mut context = Context::new();
    for (name, value) in arguments.iter() {
        context.insert_value(name.to_string(), value.clone());
    }
    if INSIDE.get() >= DEPTH {
        return Err(Error::message(format!("`{}` lies within itself", call.component)));
    }
    INSIDE.set(INSIDE.get() + 1);
    let html = press.engine.render_component(&call.component, &context, None, true);
    INSIDE.set(INSIDE.get() - 1);
    let html = Value::safe_string(&html?);
    let arguments = arguments.iter().map(|(_, value)| value.clone()).collect();
    press.printed.keep(Entry { hash, call: call.clone(), arguments, html: html.clone() });
    Ok(html)
}

/// A hash that is the same for a call with arguments that are alike.
fn hash(call: &Arc<Call>, arguments: &Kwargs) -> u64 {
    static BUILDER: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
    let mut hasher = BUILDER.build_hasher();
    hasher.write_usize(Arc::as_ptr(call).addr());
    for (_, value) in arguments.iter() {
        match address(value) {
            Some(address) => hasher.write_usize(address),
            None => match value.as_str() {
                Some(text) => hasher.write(text.as_bytes()),
                None => value.as_i64().hash(&mut hasher),
            },
        }
    }
    hasher.finish()
}

/// Whether a component prints the same for two values.
fn same(one: &Value, other: &Value) -> bool {
    let place = address(one);
    if place.is_some() || address(other).is_some() {
        return place == address(other);
    }
    // A text that is escaped prints otherwise than the same text as HTML, and `1.0` than `1`.
    one.kind() == other.kind() && one.is_safe() == other.is_safe() && one == other
}

/// Where a record or a list lies. Looking through all of it would cost more than printing it.
fn address(value: &Value) -> Option<usize> {
    match value.as_map() {
        Some(map) => Some(ptr::from_ref(map).addr()),
        None => value.as_array().map(|list| list.as_ptr().addr()),
    }
}
