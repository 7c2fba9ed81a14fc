//! The command line: parses the arguments, runs the command, and turns its ending into an exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::cli::report::ColorWhen;

pub mod build;
pub mod clock;
pub mod folder;
pub mod progress;
pub mod report;

/// Turns a folder of Markdown and TOML into a finished news site
#[derive(Debug, Parser)]
#[command(name = "newsprint", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Examples:
  newsprint build                       print the site to public/

Exit codes: 0 fine, 1 errors in the content, 2 a wrong command line or a failing disk.")]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
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
}

/// How a command ended that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is well: exit code 0.
    Fine,
    /// There are errors in the content, and they have been told: exit code 1.
    Problems,
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
    }
}
