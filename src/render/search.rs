//! Search without a server.

pub mod words;
