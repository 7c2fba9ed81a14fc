//! newsprint turns a folder of Markdown and TOML into a finished news site.
//!
//! ```text
//!  disk                    pure                 pure               pure                pure           disk
//!  read ──▶ SourceTree ──▶ parse ──▶ Documents ──▶ link ──▶ Site ──▶ plan ──▶ Edition ──▶ render ──▶ write
//!                             └───────── diagnostics ─┴── check ──┴──────────┴──────────────┘
//! ```
//!
//! Six verbs over immutable values. Every stage returns its value and all its problems. Only
//! [`disk`] and the command line touch files, clock and environment.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use crate::options::Options;
use crate::source::SourceTree;

pub mod body;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod date;
pub mod diagnostic;
pub mod disk;
pub mod edition;
pub mod html;
pub mod import;
pub mod link;
pub mod options;
pub mod page;
pub mod parse;
pub mod plan;
pub mod player;
pub mod quote;
pub mod render;
pub mod site;
pub mod source;
pub mod story;
pub mod term;
pub mod theme;
pub mod url;
pub mod view;

/// Makes an edition of a source tree: everything that can be printed, and everything that is wrong.
///
/// There is no edition where the settings or the theme cannot be read at all. Where there is one it
/// may still have errors, and then it must not be printed.
pub fn edition(tree: &SourceTree, options: &Options) -> (Option<Edition>, Vec<Diagnostic>) {
    let (config, mut problems) = config::config(tree);
    let Some(mut config) = config else { return (None, problems) };
    if let Some(base_url) = &options.base_url {
        config.base_url = base_url.clone();
    }
    let config = Arc::new(config);
    let mut stage = |more: Vec<Diagnostic>| problems.extend(more);

    let (theme, more) = render::theme::theme(tree, &config);
    stage(more);
    let (data, more) = data::data(tree);
    stage(more);
    let (documents, more) = parse::parse(tree, &config);
    stage(more);
    let signatures = theme.as_ref().map(|theme| theme.signatures.clone()).unwrap_or_default();
    let around =
        link::Surroundings { config: &config, options, signatures: &signatures, data: &data };
    let (site, more) = link::link(&documents, around);
    stage(more);
    let Some(theme) = theme else { return (None, check::settled(problems, tree, &config)) };
    let (edition, more) = plan::plan(Arc::new(site), Arc::new(theme), tree, &data);
    stage(more);
    stage(check::check(&edition));
    (Some(edition), check::settled(problems, tree, &config))
}
