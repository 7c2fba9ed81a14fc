//! The connections: how they come in, how long they may idle, and which has to go when there are
//! too many.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::time::{sleep, timeout};

use crate::server::answer;
use crate::server::doors::Doors;
use crate::server::patient::Patient;
use crate::server::preview::Preview;

/// How many connections are open at once. A browser has six for pages and one for each tab; more
/// than these are somebody's mistake, and must not use up the files that a process may open, which
/// on some systems are 256.
const MOST: usize = 200;

/// How long the line and the headers of a request may be together, in bytes.
const LONGEST_HEAD: usize = 32 << 10;

/// How long requests that run may take to end when the server stops.
const FAREWELL: Duration = Duration::from_millis(800);

/// What all connections share.
pub(super) struct House {
    /// What is shown.
    pub preview: Arc<Preview>,
    /// Who may knock.
    pub doors: Doors,
    /// How long a client may take: to send a request, to take an answer, to answer a ping.
    pub patience: Duration,
    /// Becomes true when the server stops.
    pub stopping: watch::Sender<bool>,
    guests: Mutex<HashMap<u64, Arc<State>>>,
    count: AtomicU64,
}

/// A connection. Its place is free again when this is dropped, which a tab keeps as well.
pub(super) struct Guest {
    number: u64,
    house: Arc<House>,
    state: Arc<State>,
}

/// What is known of a connection.
#[derive(Default)]
struct State {
    /// How many requests it has that are not fully answered, tabs among them.
    running: AtomicUsize,
    /// When it last had one, by the count of connections and requests then.
    last: AtomicU64,
    leave: Notify,
}

/// A request that is not fully answered.
pub(super) struct Busy(Arc<Guest>);

impl Busy {
    fn with(guest: &Arc<Guest>) -> Busy {
        guest.state.running.fetch_add(1, Ordering::Relaxed);
        guest.state.last.store(guest.house.number(), Ordering::Relaxed);
        Busy(guest.clone())
    }

    /// One more on the same connection.
    pub fn again(&self) -> Busy {
        Busy::with(&self.0)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.state.running.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.house.guests().remove(&self.number);
    }
}

impl House {
    pub fn new(preview: Arc<Preview>, doors: Doors, patience: Duration) -> House {
        House {
            preview,
            doors,
            patience,
            stopping: watch::Sender::new(false),
            guests: Mutex::default(),
            count: AtomicU64::new(0),
        }
    }

    /// Waits until the server stops.
    pub async fn stopped(&self) {
        // The sender lives as long as the house itself.
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }

    /// A number that no other connection and no tab has.
    pub fn number(&self) -> u64 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }

    fn guests(&self) -> MutexGuard<'_, HashMap<u64, Arc<State>>> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether all connections have ended.
    pub fn is_empty(&self) -> bool {
        self.guests().is_empty()
    }

    /// A place for one more connection. Where there is none, whoever has been idle longest goes;
    /// `None` where nobody is.
    fn enter(self: &Arc<House>) -> Option<Arc<Guest>> {
        let number = self.number();
        let state = Arc::new(State { last: AtomicU64::new(number), ..State::default() });
        let mut guests = self.guests();
        if guests.len() >= MOST && !free_one(&mut guests) {
            return None;
        }
        guests.insert(number, state.clone());
        drop(guests);
        Some(Arc::new(Guest { number, house: self.clone(), state }))
    }

    /// Takes in connections until the server stops.
    pub async fn open(self: Arc<House>, listener: TcpListener) {
        loop {
            let taken = tokio::select! {
                taken = listener.accept() => taken,
                () = self.stopped() => return,
            };
            match taken {
                Ok((stream, _)) => {
                    if let Some(guest) = self.enter() {
                        tokio::spawn(self.clone().attend(stream, guest));
                    }
                }
                // Too many open files, most likely: one that is idle goes, and time passes.
                Err(_) => {
                    free_one(&mut self.guests());
                    sleep(Duration::from_millis(20)).await;
                }
            }
        }
    }

    /// Answers the requests of one connection.
    async fn attend(self: Arc<House>, stream: TcpStream, guest: Arc<Guest>) {
        // Answers are sent whole, so there is nothing to wait for.
        let _ = stream.set_nodelay(true);
        let stream = TokioIo::new(Patient::new(stream, self.patience));
        let service = service_fn(|request| {
            let busy = Busy::with(&guest);
            let house = self.clone();
            async move { Ok::<_, Infallible>(answer::answer(&house, request, busy).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.patience)
            .max_buf_size(LONGEST_HEAD)
            .serve_connection(stream, service)
            .with_upgrades();
        let mut connection = std::pin::pin!(connection);
        tokio::select! {
            _ = connection.as_mut() => {}
            () = guest.state.leave.notified() => {}
            () = self.stopped() => {
                connection.as_mut().graceful_shutdown();
                let _ = timeout(FAREWELL, connection).await;
            }
        }
    }
}

/// Sends away who has been idle longest.
fn free_one(guests: &mut HashMap<u64, Arc<State>>) -> bool {
    let idle = guests.iter().filter(|(_, guest)| guest.running.load(Ordering::Relaxed) == 0);
    let longest = idle.min_by_key(|(_, guest)| guest.last.load(Ordering::Relaxed));
    let Some(number) = longest.map(|(number, _)| *number) else { return false };
    if let Some(guest) = guests.remove(&number) {
        guest.leave.notify_one();
    }
    true
}
