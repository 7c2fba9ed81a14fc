//! The command line: parses the arguments, runs the command, and turns its ending into an exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::cli::report::ColorWhen;

pub mod build;
pub mod clock;
pub mod completions;
pub mod explain;
pub mod export;
pub mod folder;
pub mod import;
pub mod init;
pub mod list;
pub mod live;
pub mod new;
pub mod new_file;
pub mod next_change;
pub mod progress;
pub mod report;
pub mod serve;
pub mod theme;

/// Turns a folder of Markdown and TOML into a finished news site
#[derive(Debug, Parser)]
#[command(name = "newsprint", version, max_term_width = 100)]
#[command(after_help = "Examples:
  newsprint init paper                  make a small newspaper to start from
  newsprint import brief.txt            make a story of a plain-text brief
  newsprint serve --open                show the site in a browser
  newsprint build                       print the site to public/
  newsprint list quotes --format json   who said what, for other programs

Exit codes: 0 fine, 1 errors in the content, 2 a wrong command line or a failing disk.")]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The site's folder [default: the current folder, or the nearest above it with a site.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Whether colors are shown
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: ColorWhen,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Build(build::Build),
    Serve(serve::Serve),
    Init(init::Init),
    New(new::New),
    Import(import::Import),
    List(list::List),
    Export(export::Export),
    NextChange(next_change::NextChange),
    Theme(theme::Theme),
    Explain(explain::Explain),
    Completions(completions::Completions),
}

/// How a command ended that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// All is well: exit code 0.
    Fine,
    /// There are errors in the content, and they have been told: exit code 1.
    Problems,
    /// Part of the work could not be done, and that has been told: exit code 2.
    Failed,
}

impl Ending {
    /// The worse of two endings.
    pub fn worse(self, other: Ending) -> Ending {
        self.max(other)
    }
}

/// Why a command could not do its work: exit code 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong, in one line: lower case, no final period.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Failure {
    /// A failure without a hint.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), hints: Vec::new() }
    }

    /// The same failure with one more hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    cli.global.color.apply();
    match dispatch(&cli) {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Problems) => ExitCode::from(1),
        Ok(Ending::Failed) => ExitCode::from(2),
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli) -> Result<Ending, Failure> {
    let global = &cli.global;
    match &cli.command {
        Command::Build(args) => build::build(args, global),
        Command::Serve(args) => serve::serve(args, global),
        Command::Init(args) => init::init(args),
        Command::New(args) => new::new(args, global),
        Command::Import(args) => import::import(args, global),
        Command::List(args) => list::list(args, global),
        Command::Export(args) => export::export(args, global),
        Command::NextChange(args) => next_change::next_change(args, global),
        Command::Theme(args) => theme::theme(args, global),
        Command::Explain(args) => explain::explain(args),
        Command::Completions(args) => completions::completions(args),
    }
}
