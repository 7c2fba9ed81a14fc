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

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::edition::Edition;
use crate::link::Touched;
use crate::options::Options;
use crate::parse::Documents;
use crate::proof::{Parsed, Proof, Run};
use crate::source::{SourceTree, Text};

pub mod body;
pub mod changes;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod date;
pub mod diagnostic;
pub mod disk;
pub mod edition;
pub mod export;
pub mod fonts;
pub mod html;
pub mod import;
pub mod link;
pub mod options;
pub mod page;
pub mod parse;
pub mod picture;
pub mod plan;
pub mod player;
pub mod proof;
pub mod quote;
pub mod render;
mod script;
pub mod server;
pub mod site;
pub mod source;
pub mod story;
pub mod term;
pub mod theme;
pub mod typography;
pub mod url;
pub mod view;
pub mod watch;

/// How many stories, pages or files a core works through before it looks whether another one has
/// nothing to do. Left alone, halves of halves end with thousands of pages on one core.
const TURN: usize = 64;

/// Makes an edition of a source tree: everything that can be printed, and everything that is wrong.
///
/// There is no edition where the settings or the theme cannot be read at all. Where there is one it
/// may still have errors, and then it must not be printed.
pub fn edition(tree: &SourceTree, options: &Options) -> (Option<Arc<Edition>>, Vec<Diagnostic>) {
    let proof = proof(tree, options, &Proof::default());
    (proof.edition, proof.problems)
}

/// A whole run: makes an edition of a source tree, and takes over from an earlier run what is still
/// true. However the two trees differ, the result is what it would be without the earlier run.
pub fn proof(tree: &SourceTree, options: &Options, old: &Proof) -> Proof {
    proved(parsed(tree, options, old), tree, options, Run::After(old))
}

/// The first half of a run: what every file of a tree says by itself.
pub fn parsed(tree: &SourceTree, options: &Options, old: &Proof) -> Parsed {
    parsed_by(tree, options, old, |config| {
        parse::parse(tree, config, old.kept.documents_for(config))
    })
}

/// The same for a run that is the only one: the `texts` of content that stand in the tree no more go
/// as soon as they are parsed.
pub fn parsed_once(tree: &SourceTree, texts: Vec<Text>, options: &Options) -> Parsed {
    let parse = |config: &Config| parse::parse_once(tree, texts, config);
    parsed_by(tree, options, &Proof::default(), parse)
}

fn parsed_by(
    tree: &SourceTree,
    options: &Options,
    old: &Proof,
    parse: impl FnOnce(&Config) -> (Documents, Vec<Diagnostic>) + Send,
) -> Parsed {
    let mut kept = old.kept.clone();
    kept.config = old.kept.config(tree, options);
    let mut problems = kept.config.problems.clone();
    let Some(config) = kept.config.value.clone() else {
        return Parsed { config: None, kept, problems };
    };

    let (theme, (documents, more)) =
        rayon::join(|| old.kept.theme(tree, &config), || parse(&config));
    (kept.theme, kept.data) = (theme, old.kept.data(tree));
    kept.pictures = old.kept.pictures(tree, &config);
    problems.extend(kept.theme.problems.iter().chain(&kept.data.problems).cloned());
    problems.extend(more);
    (kept.documents, kept.reader) = (documents, Some(config.clone()));
    Parsed { config: Some(config), kept, problems }
}

/// The second half of a run: the edition of what the first half found. Of the texts of content, it
/// reads those alone in which something may be waived.
pub fn proved(parsed: Parsed, tree: &SourceTree, options: &Options, run: Run<'_>) -> Proof {
    let Parsed { config, mut kept, mut problems } = parsed;
    let Some(config) = config else {
        return Proof { problems, touched: Touched::nothing(), kept, edition: None };
    };
    let theme = kept.theme.value.clone();
    let signatures = theme.as_ref().map(|theme| theme.signatures.clone()).unwrap_or_default();
    let (data, pictures) = (kept.data.value.clone(), kept.pictures.value.clone());
    let around = link::Surroundings {
        config: &config,
        options,
        signatures: &signatures,
        kinds: theme.as_ref().map(|theme| theme.kinds).unwrap_or_default(),
        data: &data,
        pictures: &pictures,
    };
    let linked = match run {
        Run::After(old) => link::link(&kept.documents, around, old.kept.linked.as_ref()),
        Run::Once => link::link_once(std::mem::take(&mut kept.documents), around),
    };
    // Without a theme nobody knows its components, and what calls one is not to blame for it.
    let known = |problem: &&Diagnostic| theme.is_some() || problem.code != Code::UnknownComponent;
    problems.extend(linked.problems().filter(known).cloned());
    let site = linked.site.clone();
    kept.linked = Some(linked);
    let Some(theme) = theme else {
        let problems = check::settled(problems, tree, &config);
        return Proof { problems, touched: Touched::nothing(), kept, edition: None };
    };

    let replanned = match run {
        Run::After(old) => old.replanned(&kept, tree),
        Run::Once => None,
    };
    let (edition, touched) = match replanned {
        Some((edition, touched)) => (edition, touched),
        None => {
            let (mut edition, more) = plan::plan(site, theme, tree, &data);
            edition.is_followed = matches!(run, Run::After(_));
            kept.planned = more;
            (edition, Touched::Everything)
        }
    };
    problems.extend(kept.planned.iter().cloned());
    problems.extend(check::check(&edition));
    let problems = check::settled(problems, tree, &config);
    Proof { edition: Some(Arc::new(edition)), problems, touched, kept }
}
