//! What a run is told beside the files: the clock, what is shown early, where it is published.

use std::sync::Arc;

use jiff::Timestamp;

/// The options of a run. The core takes the clock and everything of the environment from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The moment that counts as now.
    pub now: Timestamp,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether future and embargoed stories are shown.
    pub future: bool,
    /// The base URL in place of the one in `site.toml`, with a slash at the end.
    pub base_url: Option<Arc<str>>,
}

impl Options {
    /// A plain edition of that moment.
    pub fn at(now: Timestamp) -> Options {
        Options { now, drafts: false, future: false, base_url: None }
    }
}
