//! The `newsprint` program; everything it does is in the library.

use std::process::ExitCode;

/// Pages are made of many small values on all cores at once, which is where this allocator is at
/// its best; the figures are in `benches/README.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    newsprint::cli::run()
}
