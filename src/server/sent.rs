//! The body of an answer: bytes in memory, or a part of a file that is read as it is sent.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

use crate::server::connections::Busy;

/// How much of a file is read at once.
const PIECE: usize = 64 << 10;

/// A body.
pub(super) struct Sent {
    from: From,
    /// Keeps the connection from being taken for idle until all is sent.
    pub busy: Option<Busy>,
}

enum From {
    Memory(Bytes),
    File { file: File, left: u64, piece: Vec<u8> },
}

impl Sent {
    /// Bytes in memory.
    pub fn bytes(bytes: Bytes) -> Sent {
        Sent { from: From::Memory(bytes), busy: None }
    }

    /// So many bytes of a file, from where it stands.
    pub fn file(file: File, length: u64) -> Sent {
        Sent { from: From::File { file, left: length, piece: Vec::new() }, busy: None }
    }
}

impl Body for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match &mut self.from {
            From::Memory(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then_some(Ok(Frame::data(bytes))))
            }
            From::File { left: 0, .. } => Poll::Ready(None),
            From::File { file, left, piece } => {
                let wanted = usize::try_from(*left).unwrap_or(PIECE).min(PIECE);
                piece.resize(wanted, 0);
                let mut buffer = ReadBuf::new(piece);
                if let Err(error) = ready!(Pin::new(file).poll_read(context, &mut buffer)) {
                    return Poll::Ready(Some(Err(error)));
                }
                let read = buffer.filled().len();
                if read == 0 {
                    // The file became shorter meanwhile. Breaking off says so; padding would lie.
                    return Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())));
                }
                piece.truncate(read);
                *left -= read as u64;
                Poll::Ready(Some(Ok(Frame::data(std::mem::take(piece).into()))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.size_hint().exact() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match &self.from {
            From::Memory(bytes) => bytes.len() as u64,
            From::File { left, .. } => *left,
        })
    }
}
