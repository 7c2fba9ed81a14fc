//! `newsprint completions`: a script that completes newsprint's commands in a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::{Cli, Ending, Failure, report};

/// Prints a script that completes commands and options in a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint completions bash > ~/.local/share/bash-completion/completions/newsprint
  newsprint completions zsh > ~/.zfunc/_newsprint
  newsprint completions fish > ~/.config/fish/completions/newsprint.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Runs the command.
pub fn completions(args: &Completions) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "newsprint", &mut script);
    report::answer(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Fine)
}
