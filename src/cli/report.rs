//! What commands say: answers on standard output, diagnostics and everything else on standard
//! error, so that an answer can be piped on.

use std::io::{self, Write};

use crate::cli::Failure;
use crate::diagnostic::{Diagnostic, json, text};
use crate::source::SourceTree;

/// How a command says what it found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: JSON.
    Json,
}

/// Whether colors are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Also into files and pipes.
    Always,
    /// Nowhere.
    Never,
}

impl ColorWhen {
    /// Makes it so for both streams. They are the process's own, and so is this choice.
    pub fn apply(self) {
        let choice = match self {
            ColorWhen::Auto => anstream::ColorChoice::Auto,
            ColorWhen::Always => anstream::ColorChoice::Always,
            ColorWhen::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Prints an answer.
///
/// # Errors
/// The answer could not be written, as on a full disk. That nobody reads on is no failure.
pub fn answer(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Tells something on standard error. Where even that fails there is nobody left to tell.
pub fn tell(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Tells of problems: as text on standard error, as JSON on standard output.
///
/// # Errors
/// See [`answer`].
pub fn problems(problems: &[Diagnostic], tree: &SourceTree, format: Format) -> Result<(), Failure> {
    match format {
        Format::Text => tell_problems(problems, tree),
        Format::Json => answer(&json::json(problems, tree))?,
    }
    Ok(())
}

/// Tells of problems on standard error, whatever the answer's format.
pub fn tell_problems(problems: &[Diagnostic], tree: &SourceTree) {
    tell(&text::text(problems, tree, text::Paint::Colored));
}

/// Tells why a command gave up: one line, and what to do.
pub fn failure(failure: &Failure) {
    let red = anstyle_red();
    let mut text = format!("{red}error{red:#}: {}\n", failure.message);
    for hint in &failure.hints {
        text.push_str(&format!("  hint: {hint}\n"));
    }
    tell(&text);
}

/// The color of errors.
fn anstyle_red() -> clap::builder::styling::Style {
    clap::builder::styling::AnsiColor::BrightRed.on_default().bold()
}

/// What the system said, as our messages are: lower case, without the error's number.
pub fn reason(error: &io::Error) -> String {
    let said = error.to_string();
    let said = said.split(" (os error").next().unwrap_or(&said).trim_end_matches('.');
    let mut letters = said.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "unknown reason".to_string(),
    }
}
