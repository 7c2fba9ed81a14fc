//! `newsprint serve`: shows the site in a browser.

use crate::cli::clock::Showing;
use crate::cli::live::{Edit, Live, Watching, untold};
use crate::cli::progress::Waiting;
use crate::cli::report;
use crate::cli::serve::proofreader::Proofreader;
use crate::cli::{Ending, Failure, Global};
use crate::diagnostic::text::counts;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::server::{Bar, Server, ServerError, Settings, Update};
use crate::source::SourceTree;

mod proofreader;

/// Shows the site in a browser, on this machine alone
///
/// A page is made when it is asked for, and nothing is written. An edit is in every open tab at
/// once. While something is wrong with the content, the last pages without an error stay.
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
    #[command(flatten)]
    pub watching: Watching,
    /// Show pages without the preview bar
    #[arg(long)]
    pub no_bar: bool,
}

/// Runs the command.
pub fn serve(args: &Serve, global: &Global) -> Result<Ending, Failure> {
    let waiting = Waiting::on("reading the site");
    let mut live = Live::start(global, &args.showing, None, args.watching)?;
    // A port that is taken is told before the work is done. Requests wait until there is something
    // to show.
    let server = Server::bind(Settings {
        host: args.host.clone(),
        port: args.port,
        bar: if args.no_bar { Bar::Hidden } else { Bar::Shown },
        clock: live.clock.chosen(),
        ..Settings::of(&live.root)
    })?;
    let stopper = live.stopper();
    server.when_told_to_stop(move || stopper.stop());
    live.prove();
    drop(waiting);

    let proofreader = Proofreader::default();
    std::thread::scope(|scope| {
        scope.spawn(|| proofreader.read(|found| server.publish_checked(found)));
        // Whatever ends the desk, the proofreader goes home too.
        let _ends = proofreader.until_dropped();
        report::answer(&format!("serving {}\n", server.url()))?;
        if args.host.is_some() {
            report::tell("everybody who can reach this machine can read what is shown\n");
        }
        report::tell("Ctrl-C stops\n");
        show(&mut live, &server, &proofreader, args)
    })?;
    server.shut_down();
    Ok(Ending::Fine)
}

/// Shows one proof after the other until the program is told to stop.
fn show(
    live: &mut Live,
    server: &Server,
    proofreader: &Proofreader,
    args: &Serve,
) -> Result<(), Failure> {
    let mut edit: Option<Edit> = None;
    let mut told: Vec<Diagnostic> = Vec::new();
    loop {
        let problems = live.problems();
        let update = Update {
            edition: live.proof.edition.clone(),
            problems: problems.clone(),
            tree: live.tree().clone(),
        };
        server.publish(update);
        match live.printable(&problems) {
            Some(edition) => proofreader.give(edition, &live.proof.touched, live.tree()),
            None => proofreader.pause(&live.proof.touched),
        }
        report::tell_problems(&untold(&problems, &told), live.tree());
        match &edit {
            Some(edit) => report::tell(&line(edit, live.tree(), &problems)),
            None if problems.is_empty() => {}
            None => report::tell(&format!("{}\n", counts(&problems))),
        }
        told = problems;
        if args.open && edit.is_none() {
            open(&server.url());
        }
        match live.next_edit() {
            Some(next) => edit = Some(next),
            None => return Ok(()),
        }
    }
}

/// `content/stories/fog.md: shown in 9 ms (1 warning)`
fn line(edit: &Edit, tree: &SourceTree, problems: &[Diagnostic]) -> String {
    let what = edit.files(tree);
    let what = if what.is_empty() { "as time goes by: ".to_owned() } else { what };
    let told = counts(problems);
    if has_errors(problems) {
        return format!("{what}not shown: {told}\n");
    }
    let told = if told.is_empty() { told } else { format!(" ({told})") };
    format!("{what}shown in {}{told}\n", edit.took())
}

/// Opens an address in the browser.
fn open(url: &str) {
    // Why is in the words of a starter of programs, which help nobody.
    if open::that_detached(url).is_err() {
        report::tell(&format!("no browser could be opened; open {url} yourself\n"));
    }
}

impl From<ServerError> for Failure {
    fn from(error: ServerError) -> Failure {
        Failure { message: error.to_string(), hints: error.hints() }
    }
}
