//! Which moment a run takes as now, and what it shows before its time.

use std::env;
use std::ffi::OsString;

use jiff::Timestamp;

use crate::cli::Failure;
use crate::date::{Zone, time_argument, unix_seconds};
use crate::options::Options;

/// The arguments that say which stories are seen.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Showing {
    /// Take this moment as now: `2026-03-01`, `2026-03-01T06:00` (in the site's zone) or
    /// `2026-03-01T06:00:00-05:00`; without it SOURCE_DATE_EPOCH counts, then the clock
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Show future and embargoed stories too
    #[arg(long)]
    pub future: bool,
}

impl Showing {
    /// The options of a run for a site in that zone.
    ///
    /// # Errors
    /// The time cannot be read.
    pub fn options(&self, zone: &Zone) -> Result<Options, Failure> {
        let now = now(self.at.as_deref(), zone)?;
        Ok(Options { now, drafts: self.drafts, future: self.future, base_url: None })
    }

    /// Whether now is a moment that was given, and does not move on.
    pub fn is_fixed(&self) -> bool {
        self.at.is_some() || epoch().is_some()
    }
}

/// Now: the argument, else SOURCE_DATE_EPOCH, else the clock.
///
/// # Errors
/// The argument or the variable cannot be read.
pub fn now(at: Option<&str>, zone: &Zone) -> Result<Timestamp, Failure> {
    if let Some(at) = at {
        return time_argument(at, zone).map_err(|wrong| Failure::new(format!("--at: {wrong}")));
    }
    match epoch() {
        Some(seconds) => unix_seconds(&seconds.to_string_lossy())
            .map_err(|wrong| Failure::new(format!("SOURCE_DATE_EPOCH: {wrong}"))),
        None => Ok(Timestamp::now()),
    }
}

/// What SOURCE_DATE_EPOCH says; an empty one says nothing.
fn epoch() -> Option<OsString> {
    env::var_os("SOURCE_DATE_EPOCH").filter(|seconds| !seconds.is_empty())
}
