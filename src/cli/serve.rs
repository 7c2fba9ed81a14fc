//! `newsprint serve`: shows the site in a browser.

use std::sync::{Arc, mpsc};

use crate::cli::clock::Showing;
use crate::cli::folder::Folder;
use crate::cli::progress::Waiting;
use crate::cli::report;
use crate::cli::{Ending, Failure, Global};
use crate::diagnostic::text::counts;
use crate::server::{Bar, Server, ServerError, Settings, Update};

/// Shows the site in a browser, on this machine alone
///
/// A page is made when it is asked for, and nothing is written. While something is wrong with the
/// content, the last pages without an error stay.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsprint serve --open                     show the site in the browser
  newsprint serve --drafts --future          with what is not published yet
  newsprint serve --at 2026-03-01T06:00      as it will be that morning
  newsprint serve --port 0                   at any port that is free
  newsprint serve --host                     for other machines in the network too")]
pub struct Serve {
    /// Listen at this port; 0 takes one that is free
    #[arg(long, default_value_t = 1111, value_name = "PORT")]
    pub port: u16,
    /// Listen at this address or name, so that other machines can connect too [without a value:
    /// at every address of this machine]
    #[arg(long, value_name = "ADDR", num_args = 0..=1, default_missing_value = "0.0.0.0")]
    pub host: Option<String>,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    #[command(flatten)]
    pub showing: Showing,
    /// Look for changes twice a second, where the system does not tell of them: network drives,
    /// containers
    #[arg(long)]
    pub poll: bool,
    /// Show pages without the preview bar
    #[arg(long)]
    pub no_bar: bool,
}

/// Runs the command.
pub fn serve(args: &Serve, global: &Global) -> Result<Ending, Failure> {
    let waiting = Waiting::on("reading the site");
    let folder = Folder::read(global.root.as_deref())?;
    let options = args.showing.options(&folder.zone())?;
    let server = Server::bind(Settings {
        host: args.host.clone(),
        port: args.port,
        bar: if args.no_bar { Bar::Hidden } else { Bar::Shown },
        clock: args.showing.is_fixed().then_some(options.now),
        ..Settings::of(&folder.root)
    })?;
    let (stop, stopped) = mpsc::channel();
    server.when_told_to_stop(move || {
        // Where nobody waits any more, the program is ending anyway.
        let _ = stop.send(());
    });

    let (edition, problems) = folder.edition(&options);
    drop(waiting);
    report::tell_problems(&problems, &folder.tree);
    if !problems.is_empty() {
        report::tell(&format!("{}\n", counts(&problems)));
    }
    let tree = Arc::new(folder.tree);
    server.publish(Update { edition, problems, tree });
    report::answer(&format!("serving {}\n", server.url()))?;
    report::tell("Ctrl-C stops\n");
    if args.open {
        show(&server.url());
    }
    // The sender lives in the server, so this ends only when the program is told to stop.
    let _ = stopped.recv();
    server.shut_down();
    Ok(Ending::Fine)
}

/// Opens an address in the browser.
fn show(url: &str) {
    if let Err(error) = open::that_detached(url) {
        report::tell(&format!("no browser could be opened: {}\n", report::reason(&error)));
    }
}

impl From<ServerError> for Failure {
    fn from(error: ServerError) -> Failure {
        Failure { message: error.to_string(), hints: error.hints() }
    }
}
