//! Progress on a terminal, for work that takes longer than a glance: a bar where steps can be
//! counted, else a line.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Work that is shorter than this shows no bar at all.
const PATIENCE: Duration = Duration::from_millis(300);
/// How often the bar is drawn.
const EVERY: Duration = Duration::from_millis(80);
/// The bar's width in characters.
const WIDTH: usize = 30;

/// Counts steps from any thread; draws on standard error where that is a terminal.
pub struct Progress {
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    started: Instant,
    /// When the bar was drawn last; none where there is no terminal to draw on.
    drawn: Option<Mutex<Option<Instant>>>,
}

impl Progress {
    /// A bar for so many steps of something, `printing` for example.
    pub fn new(what: &'static str, total: usize) -> Progress {
        let drawn = io::stderr().is_terminal().then(|| Mutex::new(None));
        Progress { what, total, done: AtomicUsize::new(0), started: Instant::now(), drawn }
    }

    /// One step is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // A thread that finds another one drawing has better things to do than to wait.
        let Some(Ok(mut drawn)) = self.drawn.as_ref().map(Mutex::try_lock) else { return };
        let since = drawn.map_or(self.started, |last| last);
        let wait = if drawn.is_some() { EVERY } else { PATIENCE };
        if since.elapsed() >= wait {
            *drawn = Some(Instant::now());
            let _ = write!(io::stderr(), "\r{}\x1b[K", bar(self.what, done, self.total));
        }
    }
}

impl Drop for Progress {
    /// Leaves the terminal's line as it was found.
    fn drop(&mut self) {
        let drawn = self.drawn.as_mut().and_then(|drawn| drawn.get_mut().ok());
        if drawn.is_some_and(|drawn| drawn.is_some()) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// Says what goes on for as long as it lives, where that is longer than a glance and cannot be
/// counted; on a terminal only.
pub struct Waiting {
    /// Closed to end the thread.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Says what is waited for, `reading the site` for example.
    pub fn on(what: &'static str) -> Waiting {
        if !io::stderr().is_terminal() {
            return Waiting { end: None, thread: None };
        }
        let (end, ended) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let _ = write!(io::stderr(), "\r{what} ...\x1b[K");
                let _ = ended.recv();
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        });
        Waiting { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Waiting {
    /// Waits for the line to be cleared, so that nothing is written into it.
    fn drop(&mut self) {
        self.end = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// `printing [=====>    ] 120/412`
fn bar(what: &str, done: usize, total: usize) -> String {
    let filled = (done.min(total) * WIDTH).checked_div(total).unwrap_or(WIDTH);
    let head = if filled < WIDTH { ">" } else { "" };
    let line = format!("{}{head}", "=".repeat(filled));
    format!("{what} [{line:<WIDTH$}] {done}/{total}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_up() {
        assert_eq!(bar("printing", 0, 4), format!("printing [>{}] 0/4", " ".repeat(29)));
        assert_eq!(bar("printing", 4, 4), format!("printing [{}] 4/4", "=".repeat(30)));
        assert!(bar("printing", 0, 0).ends_with("] 0/0"));
    }
}
