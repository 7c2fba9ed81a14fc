//! The `newsprint` program; everything it does is in the library.

use std::process::ExitCode;

mod allocator;

/// Pages are made of many small values on all cores at once, which is where this allocator is at
/// its best; the figures are in `benches/README.md`.
#[global_allocator]
static ALLOCATOR: allocator::Allocator = allocator::Allocator;

fn main() -> ExitCode {
    allocator::keep();
    newsprint::cli::run()
}

#[cfg(test)]
mod tests {
    use std::alloc::{GlobalAlloc, Layout};

    use super::allocator::Allocator;

    #[test]
    fn freed_memory_is_kept_a_little() {
        // Another number here would be another option: mimalloc has numbered its options anew.
        // SAFETY: to ask for an option changes nothing.
        let delay = || unsafe { libmimalloc_sys::mi_option_get(15) };
        assert_eq!(delay(), 10);
        super::allocator::keep();
        assert_eq!(delay(), 200);
        // Who asks for something else by the environment gets it.
        // SAFETY: no other test sets options.
        unsafe { libmimalloc_sys::mi_option_set(15, 7) };
        super::allocator::keep();
        assert_eq!(delay(), 7);
    }

    #[test]
    fn blocks_of_every_length_are_aligned_and_keep_what_is_in_them() {
        for align in [1, 2, 4, 8, 16, 64, 4096] {
            for size in (1..600).chain([1 << 12, (1 << 16) + 8, 1 << 21]) {
                let layout = Layout::from_size_align(size, align).expect("a layout");
                let longer = size * 3 + 1;
                let grown = Layout::from_size_align(longer, align).expect("a layout");
                // SAFETY: the layouts are not empty; each block is used within its length and given
                // back once, with the layout that it was made with.
                unsafe {
                    let block = Allocator.alloc(layout);
                    assert_eq!(block.addr() % align, 0, "{size} bytes aligned to {align}");
                    block.write_bytes(7, size);
                    let block = Allocator.realloc(block, layout, longer);
                    assert_eq!(block.addr() % align, 0, "{longer} bytes aligned to {align}");
                    assert_eq!((*block, *block.add(size - 1)), (7, 7));
                    Allocator.dealloc(block, grown);
                    let block = Allocator.alloc_zeroed(layout);
                    assert_eq!(block.addr() % align, 0, "{size} zeros aligned to {align}");
                    assert!((0..size).all(|at| *block.add(at) == 0));
                    Allocator.dealloc(block, layout);
                }
            }
        }
    }
}
