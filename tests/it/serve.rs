//! The preview from outside: pages and files over plain HTTP, closed doors, and what open tabs hear.
//!
//! The server runs in the test itself, at a free port, and is spoken to in raw HTTP, so that a test
//! can also say what no browser would.

mod desk;
mod doors;
mod files;
mod pages;
mod program;
mod storms;
mod tabs;
mod whereabouts;
