//! The program's allocator: mimalloc, asked in the way that wastes nothing.
//!
//! The crate `mimalloc` asks for every block with its alignment. mimalloc then makes blocks that
//! are not a power of two long enough to be moved up inside, and a block of 80 bytes takes 96: an
//! eighth of all memory (`benches/README.md`). Every block of mimalloc is aligned to a machine word
//! anyway, which is all that nearly everything wants.

use std::alloc::{GlobalAlloc, Layout};

use libmimalloc_sys as mi;

/// mimalloc.
pub struct Allocator;

/// The number of mimalloc's option `purge_delay`: after how many milliseconds memory that was freed is
/// given back to the system. The crate has no name for it.
const PURGE_DELAY: mi::mi_option_t = 15;

/// What the option is where nobody has asked for anything else.
const USUAL: std::ffi::c_long = 10;

/// Keeps freed memory a little longer than mimalloc does by itself. The stages of a run follow one
/// another within tenths of a second, and each needs what the one before it has freed: from the system it
/// would come back one page at a time, each cleared first, which was a twelfth of a build. To be called
/// before there are threads.
pub fn keep() {
    // SAFETY: the option exists, and nobody else sets options at the same time.
    unsafe {
        if mi::mi_option_get(PURGE_DELAY) == USUAL {
            mi::mi_option_set(PURGE_DELAY, 200);
        }
    }
}

/// Whether every block of that layout is aligned as it has to be: mimalloc's smallest block is a
/// word, all its blocks are multiples of it, and their pages start at multiples of much more.
const fn is_plain(layout: Layout) -> bool {
    layout.align() <= size_of::<usize>()
}

// SAFETY: mimalloc hands out blocks that are as long and as aligned as asked for, at its own
// addresses, until they are given back; it never unwinds, and tells that there is no memory by a
// null pointer, as the trait wants it. `mi_free` takes blocks of all its functions, and
// `mi_realloc` of a block with a plain alignment keeps to that alignment.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let block = match is_plain(layout) {
            // SAFETY: any size may be asked for.
            true => unsafe { mi::mi_malloc(layout.size()) },
            // SAFETY: the alignment of a layout is a power of two.
            false => unsafe { mi::mi_malloc_aligned(layout.size(), layout.align()) },
        };
        block.cast()
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let block = match is_plain(layout) {
            // SAFETY: as in `alloc`.
            true => unsafe { mi::mi_zalloc(layout.size()) },
            // SAFETY: as in `alloc`.
            false => unsafe { mi::mi_zalloc_aligned(layout.size(), layout.align()) },
        };
        block.cast()
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the caller has the block from this allocator.
        unsafe { mi::mi_free(block.cast()) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let block = match is_plain(layout) {
            // SAFETY: the caller has the block from this allocator.
            true => unsafe { mi::mi_realloc(block.cast(), size) },
            // SAFETY: the same, and the alignment of a layout is a power of two.
            false => unsafe { mi::mi_realloc_aligned(block.cast(), size, layout.align()) },
        };
        block.cast()
    }
}
