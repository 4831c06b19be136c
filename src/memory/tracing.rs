//! Traced blocks, for `tracemalloc`: which blocks are alive, how big they are,
//! and where they were asked for.
//!
//! Two sources feed the table while tracing is on: the heap's size classes
//! (objects), and the program's allocator (what objects keep outside their own
//! block, and big objects). A block is entered with the place that the hook of
//! the layer above names; blocks of a thread that runs no Python code, and
//! those made under a [`Pause`], are nobody's and left out.
//!
//! When tracing is off, the program's allocator pays one predictable branch and
//! the heap nothing: its free lists stay hidden while tracing is on, so that
//! only then allocations take the slow road. The same branch serves the limits
//! on memory of `budget`.

use super::budget;
use super::small::Small;
use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// Names the place that the running code has reached; `None` for none.
pub type PlaceHook = fn() -> Option<u32>;

/// One traced block.
#[derive(Clone, Copy)]
pub struct TracedBlock {
    pub size: usize,
    pub place: u32,
}

#[derive(Default)]
struct Table {
    blocks: HashMap<usize, TracedBlock, BuildHasherDefault<AddressHasher>>,
    hook: Option<PlaceHook>,
    size: usize,
    peak: usize,
}

/// Spreads addresses: their low bits are always zero.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_usize(usize::from(*byte)));
    }

    fn write_usize(&mut self, address: usize) {
        let mixed = (self.0 ^ (address as u64 >> 4)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// Why the allocator looks at what it does: [`TRACING`], and [`BUDGET`] once for every budget.
static WATCHED: AtomicU32 = AtomicU32::new(0);
const TRACING: u32 = 1;
const BUDGET: u32 = 2;
static TABLE: Mutex<Option<Table>> = Mutex::new(None);

thread_local! {
    /// New blocks are left alone while this is not zero.
    static PAUSED: Cell<u32> = const { Cell::new(0) };
    /// This thread works on the table; what it allocates for that is no block of the program.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Keeps what this thread allocates out of the table.
pub struct Pause(());

impl Pause {
    pub fn new() -> Pause {
        PAUSED.with(|paused| paused.set(paused.get() + 1));
        Pause(())
    }
}

impl Default for Pause {
    fn default() -> Self {
        Pause::new()
    }
}

impl Drop for Pause {
    fn drop(&mut self) {
        PAUSED.with(|paused| paused.set(paused.get() - 1));
    }
}

/// Works on the table; `None` inside its own work, and when tracing is off.
fn with_table<R>(work: impl FnOnce(&mut Table) -> R) -> Option<R> {
    if BUSY.with(|busy| busy.replace(true)) {
        return None;
    }
    let result = TABLE.lock().unwrap_or_else(PoisonError::into_inner).as_mut().map(work);
    BUSY.with(|busy| busy.set(false));
    result
}

fn replace_table(new: Option<Table>) {
    BUSY.with(|busy| busy.set(true));
    let old = std::mem::replace(&mut *TABLE.lock().unwrap_or_else(PoisonError::into_inner), new);
    drop(old);
    BUSY.with(|busy| busy.set(false));
}

/// Whether blocks are traced.
#[inline(always)]
pub fn is_tracing() -> bool {
    WATCHED.load(Ordering::Relaxed) & TRACING != 0
}

/// Whether the allocator has anything to do but to allocate.
#[inline(always)]
fn is_watched() -> bool {
    WATCHED.load(Ordering::Relaxed) != 0
}

/// One more budget is in use, or one less.
pub(super) fn count_budget(more: bool) {
    if more {
        WATCHED.fetch_add(BUDGET, Ordering::Relaxed);
    } else {
        WATCHED.fetch_sub(BUDGET, Ordering::Relaxed);
    }
}

pub(super) fn start(hook: PlaceHook) {
    replace_table(Some(Table { hook: Some(hook), ..Table::default() }));
    WATCHED.fetch_or(TRACING, Ordering::Relaxed);
}

pub(super) fn stop() {
    WATCHED.fetch_and(!TRACING, Ordering::Relaxed);
    replace_table(None);
}

/// Forgets every block and the peak.
pub fn clear_traces() {
    with_table(|table| {
        table.blocks.clear();
        (table.size, table.peak) = (0, 0);
    });
}

/// Bytes in traced blocks now, and at their highest.
pub fn traced_memory() -> (usize, usize) {
    with_table(|table| (table.size, table.peak)).unwrap_or((0, 0))
}

pub fn reset_traced_peak() {
    with_table(|table| table.peak = table.size);
}

/// All traced blocks, by address. The caller's vector is not the program's: call it under a [`Pause`].
pub fn traced_blocks() -> Vec<TracedBlock> {
    let mut blocks: Vec<(usize, TracedBlock)> =
        with_table(|table| table.blocks.iter().map(|(address, block)| (*address, *block)).collect()).unwrap_or_default();
    blocks.sort_unstable_by_key(|block| block.0);
    blocks.into_iter().map(|block| block.1).collect()
}

/// Bytes that the table itself takes.
pub fn tracing_overhead() -> usize {
    let blocks = with_table(|table| table.blocks.capacity()).unwrap_or(0);
    size_of::<Table>() + blocks * (size_of::<(usize, TracedBlock)>() + 1)
}

pub(super) fn find(address: usize) -> Option<TracedBlock> {
    with_table(|table| table.blocks.get(&address).copied()).flatten()
}

/// Enters a block, or changes the size of one that is known.
#[cold]
#[inline(never)]
pub(super) fn note(block: NonNull<u8>, size: usize) {
    if PAUSED.with(Cell::get) != 0 {
        return;
    }
    let Some(Some(hook)) = with_table(|table| table.hook) else { return };
    // The hook keeps notes of its own.
    let pause = Pause::new();
    let place = hook();
    drop(pause);
    let Some(place) = place else { return };
    with_table(|table| {
        let old = table.blocks.insert(block.as_ptr() as usize, TracedBlock { size, place });
        table.size = table.size.saturating_sub(old.map_or(0, |old| old.size)).saturating_add(size);
        table.peak = table.peak.max(table.size);
    });
}

/// Strikes out a block that is given back.
#[cold]
#[inline(never)]
pub(super) fn forget(block: NonNull<u8>) {
    with_table(|table| {
        if let Some(old) = table.blocks.remove(&(block.as_ptr() as usize)) {
            table.size = table.size.saturating_sub(old.size);
        }
    });
}

/// The allocator of small blocks and the system's, with a look at whether blocks are traced or counted.
/// A program names it as its global allocator to have containers' storage traced
/// too, and to set limits on the memory of interpreters.
pub struct TracedSystem;

// SAFETY: every block comes from the allocator underneath and goes back to it
// with the layout it was made with; the table only remembers addresses.
unsafe impl GlobalAlloc for TracedSystem {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if is_watched() {
            // SAFETY: handed through from the caller.
            return watched(layout.size(), || unsafe { Small.alloc(layout) });
        }
        // SAFETY: handed through from the caller.
        unsafe { Small.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if is_watched() {
            // SAFETY: handed through from the caller.
            return watched(layout.size(), || unsafe { Small.alloc_zeroed(layout) });
        }
        // SAFETY: handed through from the caller.
        unsafe { Small.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if is_watched() {
            leave(block, layout.size());
        }
        // SAFETY: handed through from the caller.
        unsafe { Small.dealloc(block, layout) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if is_watched() {
            // SAFETY: handed through from the caller.
            return watched_change(block, layout.size(), size, || unsafe { Small.realloc(block, layout, size) });
        }
        // SAFETY: handed through from the caller.
        unsafe { Small.realloc(block, layout, size) }
    }
}

/// Takes a block from the system while somebody watches; null when it is refused.
#[cold]
fn watched(size: usize, work: impl Fn() -> *mut u8) -> *mut u8 {
    if !budget::take(size) {
        return std::ptr::null_mut();
    }
    let mut block = work();
    if block.is_null() && budget::let_reserve_go() {
        block = work();
    }
    match NonNull::new(block) {
        None => budget::give(size),
        Some(block) if is_tracing() => note(block, size),
        Some(_) => {}
    }
    block
}

/// The same for a block that changes its size.
#[cold]
fn watched_change(block: *mut u8, old: usize, new: usize, work: impl Fn() -> *mut u8) -> *mut u8 {
    let more = new.saturating_sub(old);
    if more > 0 && !budget::take(more) {
        return std::ptr::null_mut();
    }
    let mut moved = work();
    if moved.is_null() && budget::let_reserve_go() {
        moved = work();
    }
    let Some(now) = NonNull::new(moved) else {
        budget::give(more);
        return moved;
    };
    budget::give(old.saturating_sub(new));
    if is_tracing()
        && let Some(block) = NonNull::new(block)
    {
        forget(block);
        note(now, new);
    }
    moved
}

#[cold]
fn leave(block: *mut u8, size: usize) {
    budget::give(size);
    if is_tracing()
        && let Some(block) = NonNull::new(block)
    {
        forget(block);
    }
}
