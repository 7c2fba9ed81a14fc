//! `[outputs]` of `site.toml`: what is printed for machines beside the pages for readers.

use crate::parse::fields::Fields;

/// What `[outputs]` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Whether there is a `robots.txt`.
    pub robots: bool,
}

impl Default for Outputs {
    fn default() -> Outputs {
        Outputs { robots: true }
    }
}

pub(super) fn outputs(fields: &mut Fields<'_, '_>) -> Outputs {
    let mut outputs = Outputs::default();
    let Some(mut below) = fields.table("outputs") else { return outputs };
    outputs.robots = below.flag("robots").unwrap_or(outputs.robots);
    fields.take_problems(below);
    outputs
}
