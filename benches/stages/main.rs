//! How long each stage of a run takes by itself, from reading a newsroom to writing its pages.
//!
//! ```console
//! $ cargo bench --bench stages                          # 1,000 stories
//! $ NEWSROOM_STORIES=10000 cargo bench --bench stages   # another number of them
//! $ NEWSROOM=DIR cargo bench --bench stages             # the site in a folder
//! $ cargo bench --bench stages -- link                  # what has a word in its name
//! ```
//!
//! `benches/README.md` says what each figure is.

#[path = "../../src/allocator.rs"]
mod allocator;
mod chance;
mod disk;
mod newsroom;
mod press;
mod pure;
mod room;
mod text;

/// The program's own allocator, so that the figures are those of the program.
#[global_allocator]
static ALLOCATOR: allocator::Allocator = allocator::Allocator;

fn main() {
    allocator::keep();
    divan::main();
    room::clear();
}
