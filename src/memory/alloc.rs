//! Size-class free lists for objects, slabs behind them.
//!
//! Classes are 16 bytes apart up to [`LARGEST`]; bigger objects go to the
//! system allocator. There are no locks: the interpreter lock protects the
//! heap (promise M7). Memory of small objects is reused but not given back.
//!
//! While blocks are traced the free lists lie hidden, so that every allocation
//! finds its list empty and takes the slow road, where it is noted.

use super::tracing::{self, Pause};
use std::alloc::{Layout, alloc, dealloc};
use std::cell::Cell;
use std::ptr::{NonNull, null_mut};

const STEP: usize = 16;
/// The sanitizer sees blocks only when the system hands them out one by one.
const LARGEST: usize = if cfg!(taipan_sanitize) { 0 } else { 512 };
const CLASSES: usize = LARGEST / STEP + 1;
const SLAB: usize = 64 * 1024;

struct Link {
    next: *mut Link,
}

pub struct Slabs {
    free: [Cell<*mut Link>; CLASSES],
    bump: Cell<*mut u8>,
    end: Cell<*mut u8>,
    /// Blocks are traced: the free blocks are in `hidden`.
    traced: Cell<bool>,
    hidden: [Cell<*mut Link>; CLASSES],
}

impl Slabs {
    pub const fn new() -> Slabs {
        Slabs {
            free: [const { Cell::new(null_mut()) }; CLASSES],
            bump: Cell::new(null_mut()),
            end: Cell::new(null_mut()),
            traced: Cell::new(false),
            hidden: [const { Cell::new(null_mut()) }; CLASSES],
        }
    }

    /// Uninitialised memory of `size` bytes, aligned to 16; `None` when the system has none left.
    #[inline(always)]
    pub fn take(&self, size: usize) -> Option<NonNull<u8>> {
        if size > LARGEST {
            return self.take_large(size);
        }
        let class = size.div_ceil(STEP);
        // `class` is at most CLASSES - 1 because `size` is at most LARGEST.
        let slot = &self.free[class];
        let first = slot.get();
        if first.is_null() {
            return self.take_fresh(class, size);
        }
        // SAFETY: a free-list entry is a block of ours that nobody uses.
        slot.set(unsafe { (*first).next });
        NonNull::new(first.cast())
    }

    #[cold]
    #[inline(never)]
    fn take_fresh(&self, class: usize, wanted: usize) -> Option<NonNull<u8>> {
        if self.traced.get() {
            let block = match self.take_hidden(class) {
                Some(block) => block,
                None => self.carve(class)?,
            };
            tracing::note(block, wanted);
            return Some(block);
        }
        self.carve(class)
    }

    /// Cuts a new block off the current slab.
    fn carve(&self, class: usize) -> Option<NonNull<u8>> {
        let size = class * STEP;
        let mut start = self.bump.get();
        if (self.end.get() as usize).saturating_sub(start as usize) < size {
            let layout = Layout::from_size_align(SLAB, STEP).ok()?;
            let pause = Pause::new();
            // SAFETY: the layout has a size.
            start = unsafe { alloc(layout) };
            drop(pause);
            if start.is_null() {
                return None;
            }
            // SAFETY: one past the end of the slab.
            self.end.set(unsafe { start.add(SLAB) });
        }
        // SAFETY: the slab has `size` bytes left.
        self.bump.set(unsafe { start.add(size) });
        NonNull::new(start)
    }

    /// Gives memory back.
    ///
    /// # Safety
    /// `block` came from [`Slabs::take`] with the same `size` and is not used any more.
    #[inline(always)]
    pub unsafe fn give(&self, block: NonNull<u8>, size: usize) {
        if size > LARGEST {
            // SAFETY: handed through from the caller.
            return unsafe { self.give_large(block, size) };
        }
        let slot = &self.free[size.div_ceil(STEP)];
        let link = block.as_ptr().cast::<Link>();
        // SAFETY: the block is unused, aligned and at least 16 bytes long.
        unsafe { (*link).next = slot.get() };
        slot.set(link);
    }
}

impl Slabs {
    /// Grows a large block in place or by moving it; `None` leaves it as it is.
    ///
    /// # Safety
    /// `block` came from [`Slabs::take`] with `old_size`; after success only
    /// the new address is used.
    pub unsafe fn grow(&self, block: NonNull<u8>, old_size: usize, new_size: usize) -> Option<NonNull<u8>> {
        if old_size <= LARGEST || new_size > isize::MAX as usize {
            return None;
        }
        // Blocks of the system are rounded up, so that most appends fit.
        let layout = Layout::from_size_align(old_size, STEP).ok()?;
        // SAFETY: handed through from the caller.
        let moved = NonNull::new(unsafe { std::alloc::realloc(block.as_ptr(), layout, new_size) })?;
        if self.traced.get() {
            tracing::forget(block);
            tracing::note(moved, new_size);
        }
        Some(moved)
    }

    #[cold]
    fn take_large(&self, size: usize) -> Option<NonNull<u8>> {
        let layout = Layout::from_size_align(size, STEP).ok()?;
        // SAFETY: the layout has a size.
        let block = NonNull::new(unsafe { alloc(layout) })?;
        if self.traced.get() {
            tracing::note(block, size);
        }
        Some(block)
    }

    #[cold]
    unsafe fn give_large(&self, block: NonNull<u8>, size: usize) {
        if self.traced.get() {
            tracing::forget(block);
        }
        if let Ok(layout) = Layout::from_size_align(size, STEP) {
            // SAFETY: allocated by `take_large` with this layout.
            unsafe { dealloc(block.as_ptr(), layout) }
        }
    }
}

/// Tracing: where the free blocks lie while it is on.
impl Slabs {
    pub fn is_traced(&self) -> bool {
        self.traced.get()
    }

    pub fn set_traced(&self, traced: bool) {
        self.traced.set(traced);
        let (from, to) = if traced { (&self.free, &self.hidden) } else { (&self.hidden, &self.free) };
        for (from, to) in from.iter().zip(to) {
            append(from, to);
        }
    }

    /// Hides blocks of one size that were given back on the fast road.
    pub fn hide(&self, size: usize) {
        let class = size.div_ceil(STEP);
        if let (Some(from), Some(to)) = (self.free.get(class), self.hidden.get(class)) {
            append(from, to);
        }
    }

    fn take_hidden(&self, class: usize) -> Option<NonNull<u8>> {
        let slot = self.hidden.get(class)?;
        let first = NonNull::new(slot.get())?;
        // SAFETY: a free-list entry is a block of ours that nobody uses.
        slot.set(unsafe { first.as_ref().next });
        Some(first.cast())
    }
}

/// Moves a free list in front of another.
fn append(from: &Cell<*mut Link>, to: &Cell<*mut Link>) {
    let first = from.replace(null_mut());
    if first.is_null() {
        return;
    }
    let mut last = first;
    // SAFETY: free-list entries are blocks of ours that nobody uses.
    unsafe {
        while !to.get().is_null() && !(*last).next.is_null() {
            last = (*last).next;
        }
        if !to.get().is_null() {
            (*last).next = to.get();
        }
    }
    to.set(first);
}
