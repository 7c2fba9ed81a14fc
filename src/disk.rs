//! The disk edge: reads a site's files into a source tree, and writes its pages to the output folder.
//!
//! Reading never stops at the first problem and writing never leaves half a site: `read` returns
//! what it could read with a diagnostic for all the rest, and `OutputFolder::write` changes nothing
//! under a final name before the last page is rendered.

mod commit;
mod embedded;
mod error;
mod links;
mod manifest;
mod names;
mod output;
mod read;
mod stage;
mod stamp;
mod steps;
mod survey;
mod walk;
mod write;

#[cfg(test)]
mod kill_tests;

pub use error::{Attempt, WriteError};
pub use manifest::{Manifest, Record};
pub use output::OutputFolder;
pub use read::{MAX_TEXT, read};
pub use write::{Body, Entry, Rank, Stopped, Written};
