//! `newsprint explain`: what the code of a diagnostic means.

use crate::cli::{Ending, Failure, report};
use crate::diagnostic::{Code, nearest};

/// Says what the code of a problem means; without a code it lists all of them
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint explain                  every code with its usual severity
  newsprint explain unknown-player   one of them")]
pub struct Explain {
    /// The code, as it stands in brackets: error[unknown-player]
    pub code: Option<String>,
}

/// Runs the command.
pub fn explain(args: &Explain) -> Result<Ending, Failure> {
    let codes = match &args.code {
        None => Code::ALL.to_vec(),
        Some(name) => vec![named(name)?],
    };
    let mut text = String::new();
    for code in codes {
        let severity = code.severity();
        text.push_str(&format!("{code} ({severity})\n  {}\n", code.documentation()));
    }
    report::answer(&text)?;
    Ok(Ending::Fine)
}

fn named(name: &str) -> Result<Code, Failure> {
    Code::named(name).ok_or_else(|| {
        let failure = Failure::new(format!("there is no code `{name}`"));
        match nearest(name, Code::ALL.iter().map(|code| code.as_str())) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint("`newsprint explain` lists all codes"),
        }
    })
}
