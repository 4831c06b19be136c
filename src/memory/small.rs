//! Small blocks of Rust's own structures: the storage of vectors, boxes, tables.
//!
//! Every thread keeps free blocks by size, 16 bytes apart up to [`LARGEST`], so
//! that most requests take and most returns give one link of a list, without a
//! lock. A full list becomes a magazine: one is kept as a spare, further ones go
//! to a pool that all threads share (magazines and depot after J. Bonwick and
//! J. Adams, "Magazines and Vmem", USENIX 2001). Bigger blocks are the system's.
//! Blocks are reused, not given back to the system; a thread that ends leaves
//! its blocks to the pool.
//!
//! The pool's lock is only ever tried: in the child of a fork it may be held by
//! a thread that is no more, and then a thread goes on with new memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::{Cell, UnsafeCell};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, Ordering};

const STEP: usize = 16;
/// The sanitizer sees blocks only when the system hands them out one by one.
const LARGEST: usize = if cfg!(taipan_sanitize) { 0 } else { 512 };
const CLASSES: usize = LARGEST / STEP + 1;
/// What is asked of the system at once.
const SLAB: usize = 32 * 1024;
/// Blocks in a full list.
const FULL: u32 = 1024;

/// A free block: at least 16 bytes, so both links fit.
struct Link {
    next: *mut Link,
    /// In the first block of a magazine: the next magazine in the pool, or the
    /// length of a piece of a slab.
    other: *mut Link,
}

struct Cache {
    free: [Cell<*mut Link>; CLASSES],
    /// Blocks in each list.
    counts: [Cell<u32>; CLASSES],
    spare: [Cell<*mut Link>; CLASSES],
    bump: Cell<*mut u8>,
    end: Cell<*mut u8>,
    /// The thread has left its blocks to the pool.
    retired: Cell<bool>,
}

thread_local! {
    // Nothing here has a destructor, so that reading it asks for no state and it is good to the thread's very end.
    static CACHE: Cache = const {
        Cache {
            free: [const { Cell::new(null_mut()) }; CLASSES],
            counts: [const { Cell::new(0) }; CLASSES],
            spare: [const { Cell::new(null_mut()) }; CLASSES],
            bump: Cell::new(null_mut()),
            end: Cell::new(null_mut()),
            retired: Cell::new(false),
        }
    };
}

/// What threads left for others.
struct Pool {
    locked: AtomicBool,
    shelves: UnsafeCell<Shelves>,
}

struct Shelves {
    magazines: [*mut Link; CLASSES],
    /// Unused pieces of slabs.
    pieces: *mut Link,
}

// SAFETY: the shelves are touched only by whoever set `locked`.
unsafe impl Sync for Pool {}

static POOL: Pool = Pool {
    locked: AtomicBool::new(false),
    shelves: UnsafeCell::new(Shelves { magazines: [null_mut(); CLASSES], pieces: null_mut() }),
};

impl Pool {
    /// Works on the shelves unless somebody else does.
    fn try_with<R>(&self, work: impl FnOnce(&mut Shelves) -> R) -> Option<R> {
        if self.locked.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
            return None;
        }
        // SAFETY: the flag above is this thread's now.
        let result = work(unsafe { &mut *self.shelves.get() });
        self.locked.store(false, Ordering::Release);
        Some(result)
    }

    fn put(&self, class: usize, magazine: *mut Link) -> bool {
        self.try_with(|shelves| {
            // SAFETY: `class` is below CLASSES, and the magazine's first block is unused.
            unsafe { (*magazine).other = shelves.magazines[class] };
            shelves.magazines[class] = magazine;
        })
        .is_some()
    }

    fn get(&self, class: usize) -> Option<*mut Link> {
        self.try_with(|shelves| {
            let magazine = shelves.magazines[class];
            if magazine.is_null() {
                return None;
            }
            // SAFETY: a magazine's first block holds the link to the next one.
            shelves.magazines[class] = unsafe { (*magazine).other };
            Some(magazine)
        })
        .flatten()
    }
}

impl Cache {
    #[inline(always)]
    fn take(&self, class: usize) -> *mut u8 {
        let slot = &self.free[class];
        let first = slot.get();
        if first.is_null() {
            return self.refill(class);
        }
        // SAFETY: a free-list entry is a block of ours that nobody uses.
        slot.set(unsafe { (*first).next });
        // A list that came from elsewhere is longer than its count says.
        self.counts[class].set(self.counts[class].get().saturating_sub(1));
        first.cast()
    }

    #[inline(always)]
    fn give(&self, block: *mut u8, class: usize) {
        let count = self.counts[class].get();
        if count >= FULL {
            return self.overflow(block.cast(), class);
        }
        self.counts[class].set(count + 1);
        let link = block.cast::<Link>();
        // SAFETY: the block is unused, aligned and at least 16 bytes long.
        unsafe { (*link).next = self.free[class].get() };
        self.free[class].set(link);
    }

    /// A block when the list is empty.
    #[cold]
    #[inline(never)]
    fn refill(&self, class: usize) -> *mut u8 {
        let size = class * STEP;
        if self.retired.get() {
            // SAFETY: the layout has a size. Whoever frees the block adds it to a list.
            return unsafe { System.alloc(Layout::from_size_align_unchecked(size, STEP)) };
        }
        let mut magazine = self.spare[class].replace(null_mut());
        if magazine.is_null()
            && let Some(found) = POOL.get(class)
        {
            magazine = found;
        }
        if !magazine.is_null() {
            // SAFETY: a magazine is a list of unused blocks of this class.
            self.free[class].set(unsafe { (*magazine).next });
            self.counts[class].set(FULL - 1);
            return magazine.cast();
        }
        self.carve(size)
    }

    /// Cuts a new block off the current slab.
    fn carve(&self, size: usize) -> *mut u8 {
        let mut start = self.bump.get();
        while (self.end.get() as usize).saturating_sub(start as usize) < size {
            start = self.next_slab();
            if start.is_null() {
                return start;
            }
        }
        // SAFETY: the slab has `size` bytes left.
        self.bump.set(unsafe { start.add(size) });
        start
    }

    /// Another slab, or what another thread left of one.
    fn next_slab(&self) -> *mut u8 {
        let left = POOL.try_with(|shelves| {
            let piece = shelves.pieces;
            if !piece.is_null() {
                // SAFETY: a piece holds the link to the next one and its own length.
                shelves.pieces = unsafe { (*piece).next };
            }
            piece
        });
        if let Some(piece) = left
            && !piece.is_null()
        {
            // SAFETY: as above; the length was written with the piece.
            self.end.set(unsafe { piece.cast::<u8>().add((*piece).other as usize) });
            self.bump.set(piece.cast());
            return piece.cast();
        }
        // SAFETY: the layout has a size.
        let start = unsafe { System.alloc(Layout::from_size_align_unchecked(SLAB, STEP)) };
        self.bump.set(start);
        // SAFETY: one past the end of the slab.
        self.end.set(if start.is_null() { start } else { unsafe { start.add(SLAB) } });
        start
    }

    /// A block comes back to a full list, or to a thread that is ending.
    #[cold]
    #[inline(never)]
    fn overflow(&self, block: *mut Link, class: usize) {
        if self.retired.get() {
            // SAFETY: the block is unused: a magazine of one.
            unsafe { (*block).next = null_mut() };
            POOL.put(class, block);
            return;
        }
        let full = self.free[class].get();
        let spare = self.spare[class].replace(full);
        // SAFETY: the block is unused.
        unsafe { (*block).next = null_mut() };
        self.free[class].set(block);
        self.counts[class].set(1);
        if !spare.is_null() && !POOL.put(class, spare) {
            // Somebody works on the pool: the blocks stay here, in a longer list.
            self.append(class, spare);
        }
    }

    /// Puts a magazine behind the newest block of a list.
    fn append(&self, class: usize, magazine: *mut Link) {
        let first = self.free[class].get();
        // SAFETY: the list has one block, written by the caller.
        unsafe { (*first).next = magazine };
    }

    fn retire(&self) {
        if self.retired.replace(true) {
            return;
        }
        for class in 1..CLASSES {
            for magazine in [self.free[class].replace(null_mut()), self.spare[class].replace(null_mut())] {
                if !magazine.is_null() {
                    POOL.put(class, magazine);
                }
            }
            // Whatever is freed from now on goes the slow road, to the pool.
            self.counts[class].set(FULL);
        }
        let (start, end) = (self.bump.replace(null_mut()), self.end.replace(null_mut()));
        let length = (end as usize).saturating_sub(start as usize);
        if length >= size_of::<Link>() {
            let piece = start.cast::<Link>();
            POOL.try_with(|shelves| {
                // SAFETY: the piece is unused memory of this length.
                unsafe { piece.write(Link { next: shelves.pieces, other: length as *mut Link }) };
                shelves.pieces = piece;
            });
        }
    }
}

/// Leaves the blocks of a thread that is about to end to the others.
pub fn retire() {
    CACHE.with(Cache::retire);
}

/// The class of a layout that the lists serve.
#[inline(always)]
fn class_of(layout: Layout) -> Option<usize> {
    let size = layout.size();
    if size <= LARGEST && size != 0 && layout.align() <= STEP { Some(size.div_ceil(STEP)) } else { None }
}

/// Lists for small blocks, the system for the others.
pub struct Small;

// SAFETY: a block is in use or in one list, never both; its class follows from
// its layout, which the caller hands back unchanged.
unsafe impl GlobalAlloc for Small {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        match class_of(layout) {
            Some(class) => CACHE.with(|cache| cache.take(class)),
            // SAFETY: handed through from the caller.
            None => unsafe { System.alloc(layout) },
        }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        match class_of(layout) {
            Some(class) => {
                let block = CACHE.with(|cache| cache.take(class));
                if !block.is_null() {
                    // SAFETY: the block has at least the layout's size.
                    unsafe { block.write_bytes(0, layout.size()) };
                }
                block
            }
            // SAFETY: handed through from the caller.
            None => unsafe { System.alloc_zeroed(layout) },
        }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        match class_of(layout) {
            Some(class) => CACHE.with(|cache| cache.give(block, class)),
            // SAFETY: handed through from the caller.
            None => unsafe { System.dealloc(block, layout) },
        }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's sizes make a layout.
        let new = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (class_of(layout), class_of(new)) {
            // SAFETY: handed through from the caller.
            (None, None) => unsafe { System.realloc(block, layout, size) },
            (Some(old), Some(new)) if old == new => block,
            _ => {
                // SAFETY: both blocks are good for the smaller size; the old one is the caller's to give up.
                unsafe {
                    let moved = self.alloc(new);
                    if !moved.is_null() {
                        moved.copy_from_nonoverlapping(block, layout.size().min(size));
                        self.dealloc(block, layout);
                    }
                    moved
                }
            }
        }
    }
}
