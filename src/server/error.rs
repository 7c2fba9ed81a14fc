//! Why a server cannot be started, and what to do about it.

use std::fmt;
use std::io;
use std::net::SocketAddr;

/// Why a server cannot be started.
#[derive(Debug)]
pub enum ServerError {
    /// The address cannot be listened at.
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
    /// The host is no name or address that can be found.
    UnknownHost {
        /// The host.
        host: String,
        /// Why not.
        cause: io::Error,
    },
    /// The system refuses what a server needs.
    Failed {
        /// Why.
        cause: io::Error,
    },
}

impl ServerError {
    /// What to do about it.
    pub fn hints(&self) -> Vec<String> {
        let one = |hint: &str| vec![hint.to_owned()];
        match self {
            ServerError::Listen { address, cause } => match cause.kind() {
                io::ErrorKind::AddrInUse => vec![format!(
                    "stop what listens there, or take another port: `--port {}`, or `--port 0` for one that is free",
                    address.port().checked_add(1).unwrap_or(1111)
                )],
                io::ErrorKind::PermissionDenied => {
                    one("ports below 1024 are for the system; take one above, or `--port 0`")
                }
                _ => one("`--host` takes an address of this machine, such as 0.0.0.0 for all"),
            },
            ServerError::UnknownHost { .. } => {
                one("`--host` takes an address or a name of this machine, such as 0.0.0.0 for all")
            }
            ServerError::Failed { .. } => Vec::new(),
        }
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServerError::Listen { address, cause } => match cause.kind() {
                io::ErrorKind::AddrInUse => {
                    write!(f, "port {} is in use by another program", address.port())
                }
                io::ErrorKind::PermissionDenied => {
                    write!(f, "port {} is not allowed", address.port())
                }
                _ => write!(f, "cannot listen at {address}: {cause}"),
            },
            ServerError::UnknownHost { host, cause } => {
                write!(f, "cannot listen at {host}: {cause}")
            }
            ServerError::Failed { cause } => write!(f, "cannot start a server: {cause}"),
        }
    }
}

impl std::error::Error for ServerError {}
