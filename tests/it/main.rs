//! All integration tests, in one binary.

mod architecture;
mod briefs;
mod cli;
mod disk;
mod golden;
mod properties;
