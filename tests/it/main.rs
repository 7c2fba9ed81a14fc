//! All integration tests, in one binary.

mod architecture;
mod bad_input;
mod briefs;
mod cli;
mod disk;
mod docs;
mod golden;
mod press;
mod properties;
