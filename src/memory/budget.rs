//! Limits on memory: how many bytes the threads of one interpreter hold, and
//! what happens when that is too much.
//!
//! A thread that works for an interpreter with a limit names its [`Budget`];
//! the program's allocator ([`super::TracedSystem`]) counts every block that
//! this thread takes and gives back. Above the limit
//!
//! - a request of some size whose caller copes with a refusal
//!   ([`crate::room::asking`]) is refused;
//! - any other request is served, and the evaluator is asked to look up, so
//!   that MemoryError is raised at the next place where it can be.
//!
//! A small reserve is let go when the system itself has nothing left. Without
//! any budget in the process the allocator pays one predictable branch.
//!
//! Blocks that change threads are counted wrongly, so whoever hands data over
//! does it [`outside`] the budget. Stacks are not counted.

use super::heap::{Heap, interrupt};
use super::tracing;
use crate::room;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicIsize, AtomicPtr, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// Requests below this size are never refused.
const LEAST_REFUSED: usize = 4096;
/// What is kept back for the time when the system has nothing left.
const RESERVE: usize = 256 << 10;

/// The bytes that one interpreter holds, and how many it may hold.
pub struct Budget {
    limit: AtomicIsize,
    used: AtomicIsize,
    peak: AtomicIsize,
    /// The limit has been met since the last [`Budget::begin`].
    met: AtomicBool,
    /// Where the interpreter is asked to look up: the word of its heap.
    interrupt: AtomicPtr<AtomicU32>,
    reserve: AtomicPtr<u8>,
}

thread_local! {
    static MINE: Cell<Option<&'static Budget>> = const { Cell::new(None) };
}

/// Budgets that nobody uses any more. They are never freed, because a thread
/// that comes late may still count on one.
static SPARE: Mutex<Vec<&'static Budget>> = Mutex::new(Vec::new());

impl Budget {
    /// A budget without a limit.
    pub fn new() -> &'static Budget {
        let spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let budget = match spare {
            Some(budget) => budget,
            None => Box::leak(Box::new(Budget {
                limit: AtomicIsize::new(isize::MAX),
                used: AtomicIsize::new(0),
                peak: AtomicIsize::new(0),
                met: AtomicBool::new(false),
                interrupt: AtomicPtr::new(null_mut()),
                reserve: AtomicPtr::new(null_mut()),
            })),
        };
        for field in [&budget.used, &budget.peak] {
            field.store(0, Ordering::Relaxed);
        }
        budget.limit.store(isize::MAX, Ordering::Relaxed);
        budget.met.store(false, Ordering::Relaxed);
        tracing::count_budget(true);
        budget
    }

    /// Whether the program's allocator counts at all; a limit is a promise
    /// only where this is so.
    pub fn works() -> bool {
        let budget = Budget::new();
        let before = enter(Some(budget));
        let probe: Vec<u8> = std::hint::black_box(Vec::with_capacity(LEAST_REFUSED));
        let counted = budget.used() >= LEAST_REFUSED;
        drop(probe);
        enter(before);
        budget.give_up();
        counted
    }

    /// Nobody uses it from here on.
    pub fn give_up(&'static self) {
        self.interrupt.store(null_mut(), Ordering::Release);
        self.release_reserve();
        tracing::count_budget(false);
        SPARE.lock().unwrap_or_else(PoisonError::into_inner).push(self);
    }

    /// Sets the limit in bytes; the interpreter of that heap will hear of it.
    pub fn set_limit(&self, limit: Option<usize>, heap: &'static Heap) {
        let limit = limit.map_or(isize::MAX, |limit| isize::try_from(limit).unwrap_or(isize::MAX));
        self.interrupt.store(std::ptr::from_ref(&heap.interrupt).cast_mut(), Ordering::Release);
        self.limit.store(limit, Ordering::Relaxed);
        self.refill_reserve();
    }

    /// Bytes held now.
    pub fn used(&self) -> usize {
        usize::try_from(self.used.load(Ordering::Relaxed)).unwrap_or(0)
    }

    /// The most bytes held since the last [`Budget::begin`].
    pub fn peak(&self) -> usize {
        usize::try_from(self.peak.load(Ordering::Relaxed)).unwrap_or(0)
    }

    /// A new run of a program starts.
    pub fn begin(&self) {
        self.met.store(false, Ordering::Relaxed);
        self.peak.store(self.used.load(Ordering::Relaxed), Ordering::Relaxed);
        self.refill_reserve();
    }

    /// Whether the limit has been met since then.
    pub fn was_met(&self) -> bool {
        self.met.load(Ordering::Relaxed)
    }

    /// Whether more is held now than may be.
    pub fn is_over(&self) -> bool {
        self.used.load(Ordering::Relaxed) > self.limit.load(Ordering::Relaxed)
    }

    /// Whether so much is held that clearing up has not helped: nine tenths of the limit.
    pub fn is_nearly_over(&self) -> bool {
        let limit = self.limit.load(Ordering::Relaxed);
        self.used.load(Ordering::Relaxed) > limit - limit / 10
    }

    /// Counts a block that is asked for; false when it is refused.
    fn take(&self, size: usize) -> bool {
        let size = isize::try_from(size).unwrap_or(isize::MAX);
        let now = self.used.fetch_add(size, Ordering::Relaxed).saturating_add(size);
        if now > self.limit.load(Ordering::Relaxed) {
            self.met.store(true, Ordering::Relaxed);
            if room::is_asking() && size >= LEAST_REFUSED as isize {
                self.used.fetch_sub(size, Ordering::Relaxed);
                return false;
            }
            self.ask_to_look_up();
        }
        if now > self.peak.load(Ordering::Relaxed) {
            self.peak.store(now, Ordering::Relaxed);
        }
        true
    }

    fn give(&self, size: usize) {
        self.used.fetch_sub(isize::try_from(size).unwrap_or(isize::MAX), Ordering::Relaxed);
    }

    fn ask_to_look_up(&self) {
        let word = self.interrupt.load(Ordering::Acquire);
        // SAFETY: heaps are never freed, and the word is one of a heap's.
        if let Some(word) = unsafe { word.as_ref() } {
            word.fetch_or(interrupt::MEMORY, Ordering::Relaxed);
        }
    }

    fn reserve_layout() -> Layout {
        Layout::new::<[u8; RESERVE]>()
    }

    fn refill_reserve(&self) {
        if self.reserve.load(Ordering::Acquire).is_null() {
            // SAFETY: the layout has a size.
            let block = unsafe { System.alloc(Budget::reserve_layout()) };
            let old = self.reserve.swap(block, Ordering::AcqRel);
            Budget::free_reserve(old);
        }
    }

    /// Gives the reserve back to the system; false when it is gone already.
    fn release_reserve(&self) -> bool {
        let block = self.reserve.swap(null_mut(), Ordering::AcqRel);
        Budget::free_reserve(block);
        !block.is_null()
    }

    fn free_reserve(block: *mut u8) {
        if !block.is_null() {
            // SAFETY: made by `refill_reserve` with this layout, and taken out by one thread alone.
            unsafe { System.dealloc(block, Budget::reserve_layout()) }
        }
    }
}

/// Has the calling thread count on a budget, or on none; gives the one before.
pub fn enter(budget: Option<&'static Budget>) -> Option<&'static Budget> {
    MINE.with(|mine| mine.replace(budget))
}

/// The budget that the calling thread counts on.
pub fn mine() -> Option<&'static Budget> {
    MINE.with(Cell::get)
}

/// Does something whose blocks are not the interpreter's: they come from, or go to, another thread.
pub fn outside<R>(work: impl FnOnce() -> R) -> R {
    let before = enter(None);
    let result = work();
    enter(before);
    result
}

/// Counts a request of this thread; false when it is refused.
pub(super) fn take(size: usize) -> bool {
    mine().is_none_or(|budget| budget.take(size))
}

/// Takes a request back, or counts a block that is given back.
pub(super) fn give(size: usize) {
    if let Some(budget) = mine() {
        budget.give(size);
    }
}

/// The system has nothing left: true when trying again may help.
pub(super) fn let_reserve_go() -> bool {
    let Some(budget) = mine() else { return false };
    budget.met.store(true, Ordering::Relaxed);
    budget.ask_to_look_up();
    !room::is_asking() && budget.release_reserve()
}
