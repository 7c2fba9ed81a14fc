//! Time: zones, moments, partial dates, and how a language writes them.
//!
//! This is the one place that knows about calendars and offsets. It reads no clock and no files:
//! the time zones are those built into the binary, and "now" comes in from the edges.

pub mod locale;
pub mod moment;
pub mod numbers;
pub mod partial;
pub mod plurals;

mod text;

pub use locale::{Direction, Locale, comma};
pub use moment::{
    Caution, Moment, Zone, formatted, moment, moment_in_text, time_argument, unix_seconds,
};
pub use numbers::Numbers;
pub use partial::{PartialDate, Precision};
pub use plurals::Plurals;
