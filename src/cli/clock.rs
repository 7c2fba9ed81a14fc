//! Which moment a run takes as now, and what it shows before its time.

use std::env;

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
        Ok(self.options_at(self.clock(zone)?.now()))
    }

    /// The options of a run at that moment.
    pub fn options_at(&self, now: Timestamp) -> Options {
        Options { now, drafts: self.drafts, future: self.future, base_url: None }
    }

    /// The clock of a run, for a site in that zone.
    ///
    /// # Errors
    /// The time cannot be read.
    pub fn clock(&self, zone: &Zone) -> Result<Clock, Failure> {
        clock(self.at.as_deref(), zone)
    }
}

/// What tells a long run which moment counts as now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The system's clock, which goes on.
    Running,
    /// A moment that was chosen, at which the clock stands.
    Set(Timestamp),
}

impl Clock {
    /// The moment that counts as now.
    pub fn now(self) -> Timestamp {
        match self {
            Clock::Running => Timestamp::now(),
            Clock::Set(moment) => moment,
        }
    }

    /// The moment that was chosen, if one was.
    pub fn chosen(self) -> Option<Timestamp> {
        match self {
            Clock::Running => None,
            Clock::Set(moment) => Some(moment),
        }
    }
}

/// Now: the argument, else SOURCE_DATE_EPOCH, else the clock.
///
/// # Errors
/// The argument or the variable cannot be read.
pub fn now(at: Option<&str>, zone: &Zone) -> Result<Timestamp, Failure> {
    clock(at, zone).map(Clock::now)
}

fn clock(at: Option<&str>, zone: &Zone) -> Result<Clock, Failure> {
    if let Some(at) = at {
        let moment = time_argument(at, zone);
        return moment.map(Clock::Set).map_err(|wrong| Failure::new(format!("--at: {wrong}")));
    }
    match env::var_os("SOURCE_DATE_EPOCH") {
        Some(seconds) if !seconds.is_empty() => unix_seconds(&seconds.to_string_lossy())
            .map(Clock::Set)
            .map_err(|wrong| Failure::new(format!("SOURCE_DATE_EPOCH: {wrong}"))),
        _ => Ok(Clock::Running),
    }
}
