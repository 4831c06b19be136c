//! Size-class free lists for objects, slabs behind them.
//!
//! Classes are 16 bytes apart up to [`LARGEST`]; bigger objects go to the
//! system allocator. There are no locks: the interpreter lock protects the
//! heap (promise M7). Memory of small objects is reused; slabs without any
//! are given back only when [`Slabs::trim`] asks for it.
//!
//! While blocks are traced the free lists lie hidden, so that every allocation
//! finds its list empty and takes the slow road, where it is noted.

use super::tracing::{self, Pause};
use crate::room;
use std::alloc::{Layout, alloc, dealloc};
use std::cell::{Cell, RefCell};
use std::ptr::{NonNull, null_mut};

const STEP: usize = 16;
/// The sanitizer sees blocks only when the system hands them out one by one.
const LARGEST: usize = if cfg!(taipan_sanitize) { 0 } else { 512 };
const CLASSES: usize = LARGEST / STEP + 1;
const SLAB: usize = 64 * 1024;

struct Link {
    next: *mut Link,
}

/// A slab that no block is cut off any more: its start, and where its last block ends.
#[derive(Clone, Copy)]
struct Spent {
    start: usize,
    end: usize,
}

pub struct Slabs {
    free: [Cell<*mut Link>; CLASSES],
    bump: Cell<*mut u8>,
    end: Cell<*mut u8>,
    spent: RefCell<Vec<Spent>>,
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
            spent: RefCell::new(Vec::new()),
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
            if !start.is_null() {
                let begin = (self.end.get() as usize).saturating_sub(SLAB);
                self.spent.borrow_mut().push(Spent { start: begin, end: start as usize });
            }
            // SAFETY: the layout has a size.
            start = unsafe { alloc(layout) };
            drop(pause);
            if start.is_null() {
                // The old slab stays on the list of the spent ones, so nothing is cut off it again.
                self.bump.set(null_mut());
                self.end.set(null_mut());
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
        let moved = NonNull::new(room::asking(|| unsafe { std::alloc::realloc(block.as_ptr(), layout, new_size) }))?;
        if self.traced.get() {
            tracing::forget(block);
            tracing::note(moved, new_size);
        }
        Some(moved)
    }

    #[cold]
    fn take_large(&self, size: usize) -> Option<NonNull<u8>> {
        let layout = Layout::from_size_align(size, STEP).ok()?;
        // Only texts, tuples and the like are that big, and who makes them copes with a refusal.
        // SAFETY: the layout has a size.
        let take = || unsafe { alloc(layout) };
        let block = NonNull::new(if size >= SLAB { room::asking(take) } else { take() })?;
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

/// Giving memory back.
impl Slabs {
    /// Returns slabs to the system that hold no live block, and says how many bytes that were.
    ///
    /// A slab is free when the free blocks in it fill it from its start to the
    /// end of its last block. Those blocks leave their lists; the order of the
    /// others stays.
    pub fn trim(&self) -> usize {
        if self.traced.get() {
            return 0;
        }
        let mut spent = self.spent.borrow_mut();
        spent.sort_unstable_by_key(|slab| slab.start);
        let mut free = vec![0usize; spent.len()];
        let home = |spent: &[Spent], block: *mut Link| {
            let after = spent.partition_point(|slab| slab.start <= block as usize);
            let index = after.checked_sub(1)?;
            spent.get(index).is_some_and(|slab| (block as usize) < slab.end).then_some(index)
        };
        for (class, slot) in self.free.iter().enumerate() {
            let mut at = slot.get();
            while !at.is_null() {
                if let Some(count) = home(&spent, at).and_then(|index| free.get_mut(index)) {
                    *count += class * STEP;
                }
                // SAFETY: a free-list entry is a block of ours that nobody uses.
                at = unsafe { (*at).next };
            }
        }
        let goes: Vec<bool> = spent.iter().zip(&free).map(|(slab, free)| slab.start + *free == slab.end).collect();
        if !goes.contains(&true) {
            return 0;
        }
        for slot in &self.free {
            let mut at = slot.replace(null_mut());
            let mut last: *mut Link = null_mut();
            while !at.is_null() {
                // SAFETY: as above; `last` is an entry that stays.
                unsafe {
                    let next = (*at).next;
                    let leaves = home(&spent, at).and_then(|index| goes.get(index)).copied().unwrap_or(false);
                    if !leaves {
                        if last.is_null() {
                            slot.set(at);
                        } else {
                            (*last).next = at;
                        }
                        (*at).next = null_mut();
                        last = at;
                    }
                    at = next;
                }
            }
        }
        let Ok(layout) = Layout::from_size_align(SLAB, STEP) else { return 0 };
        let mut index = 0;
        let mut given = 0;
        spent.retain(|slab| {
            let leaves = goes.get(index).copied().unwrap_or(false);
            index += 1;
            if leaves {
                given += SLAB;
                // SAFETY: the slab was made with this layout, and nothing points into it any more.
                unsafe { dealloc(slab.start as *mut u8, layout) }
            }
            !leaves
        });
        given
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
