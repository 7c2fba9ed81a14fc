//! The disk edge: reads a site's files into a source tree, and writes its pages to the output folder.
//!
//! Reading never stops at the first problem and writing never leaves half a site: `read` returns
//! what it could read with a diagnostic for all the rest, and `OutputFolder::write` changes nothing
//! under a final name before the last page is rendered.

mod commit;
mod darkroom;
mod embedded;
mod error;
mod fingerprints;
mod links;
mod made;
mod manifest;
mod names;
mod output;
mod read;
mod refresh;
mod stage;
mod stamp;
mod steps;
mod survey;
mod unchanged;
mod walk;
mod write;

#[cfg(test)]
mod kill_tests;

pub use darkroom::Darkroom;
#[cfg(feature = "pictures")]
pub use darkroom::Roll;
pub(crate) use error::reason;
pub use error::{Attempt, WriteError};
pub use fingerprints::{Fingerprints, PrintedPage};
pub(crate) use links::real_path;
pub use made::{Unread, body};
pub use manifest::{Imprint, Manifest, Record};
pub(crate) use names::{FOLDERS, SETTINGS, is_of_site, is_passed_over, is_portable};
pub use output::{OutputFolder, refuse_sources};
pub use read::{MAX_TEXT, missing_site, read, read_text};
pub use refresh::SiteFiles;
#[cfg(test)]
pub(crate) use refresh::tests as refresh_tests;
pub(crate) use stamp::{Stamp, identity, now};
pub use unchanged::Unchanged;
pub use write::{Body, Entry, Produced, Rank, Stopped, Written};
