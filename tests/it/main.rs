//! All integration tests, in one binary.

mod architecture;
mod bad_input;
mod briefs;
mod cli;
mod crawl;
mod disk;
mod docs;
mod feeds;
mod golden;
mod hostile_site;
mod imports;
mod kill;
mod leaks;
mod live;
mod press;
mod properties;
mod serve;
mod warm;
mod watch;
mod words;
