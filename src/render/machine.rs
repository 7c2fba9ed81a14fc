//! Writes what an edition prints for machines: one file beside this one for each family of them.

use crate::edition::{Edition, Machine, Page};

/// The bytes of an output for machines.
pub fn machine(_edition: &Edition, _page: &Page, machine: &Machine) -> Vec<u8> {
    match machine {
        Machine::Robots => b"User-agent: *\nAllow: /\n".to_vec(),
    }
}
