//! All integration tests, in one binary.

mod architecture;
mod briefs;
mod cli;
mod disk;
mod docs;
mod golden;
mod properties;
