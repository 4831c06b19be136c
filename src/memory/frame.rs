//! Frames: a header of the evaluator's choice followed by value slots.
//!
//! Frames of calls lie on one contiguous stack per thread; a generator's frame
//! has a block of its own. Either way the slots follow the header, so a local
//! variable is one memory access away from the frame pointer.

use super::budget::outside;
use super::object::Visitor;
use super::value::{BITS_UNBOUND, Ref, Value};
use std::alloc::{Layout, alloc, dealloc};
use std::cell::{Cell, UnsafeCell};
use std::marker::PhantomData;
use std::ops::{Deref, Range};
use std::ptr::NonNull;

/// The last field of a frame header: stands for the slots behind it. A header
/// is only ever used in place, where a [`FrameStack`] or [`HeapFrame`] put it.
///
/// The empty cell inside tells the compiler that memory reached through a
/// shared reference to it may change.
#[repr(C, align(8))]
#[derive(Default)]
pub struct Slots(UnsafeCell<[Value; 0]>);

impl Slots {
    pub const fn new() -> Slots {
        Slots(UnsafeCell::new([]))
    }

    #[inline(always)]
    fn start(&self) -> *mut Value {
        self.0.get().cast::<Value>()
    }

    /// The value in a slot, borrowed until the next call-out or store (promise M6).
    #[inline(always)]
    pub fn at(&self, index: usize) -> Ref<'_> {
        // SAFETY: lowering only produces slot numbers below the frame's size.
        Ref::from_bits(unsafe { (*self.start().add(index)).bits() })
    }

    /// A counted copy of a slot.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Value {
        self.at(index).own()
    }

    /// Stores and hands back the old value, for the caller to drop.
    #[inline(always)]
    pub fn replace(&self, index: usize, value: Value) -> Value {
        // SAFETY: as `at`; no reference into the slots is alive across a store.
        unsafe { std::mem::replace(&mut *self.start().add(index), value) }
    }

    /// Stores; the old value is dropped after the store.
    #[inline(always)]
    pub fn set(&self, index: usize, value: Value) {
        drop(self.replace(index, value));
    }

    /// Stores into a slot that is known to hold no counted object.
    #[inline(always)]
    pub fn fill(&self, index: usize, value: Value) {
        debug_assert!(!self.at(index).is_object());
        // SAFETY: as `replace`; there is nothing to release.
        unsafe { self.start().add(index).write(value) }
    }

    /// Moves a value out and leaves the slot unbound.
    #[inline(always)]
    pub fn take(&self, index: usize) -> Value {
        self.replace(index, Value::UNBOUND)
    }

    /// A run of slots as arguments of a native function: leaf use only, or
    /// slots that nothing else can reach (temporaries).
    #[inline(always)]
    pub fn slice(&self, start: usize, length: usize) -> &[Value] {
        // SAFETY: as `at`.
        unsafe { std::slice::from_raw_parts(self.start().add(start), length) }
    }

    pub fn trace(&self, count: usize, visitor: &mut Visitor<'_>) {
        for index in 0..count {
            visitor.edge(&self.at(index));
        }
    }
}

/// A frame in place. Copyable; whoever uses it knows that the frame is active.
pub struct FrameRef<H>(NonNull<H>);

/// A link to a frame that may be absent.
pub struct FrameLink<H>(Option<NonNull<H>>, PhantomData<H>);

impl<H> Clone for FrameRef<H> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<H> Copy for FrameRef<H> {}

impl<H> Deref for FrameRef<H> {
    type Target = H;

    #[inline(always)]
    fn deref(&self) -> &H {
        // SAFETY: frames are left in the reverse order of entering them, and a
        // reference is not kept beyond its frame.
        unsafe { self.0.as_ref() }
    }
}

impl<H> FrameRef<H> {
    pub fn of(frame: &H) -> FrameRef<H> {
        FrameRef(NonNull::from(frame))
    }

    pub fn same(self, other: FrameRef<H>) -> bool {
        self.0 == other.0
    }

    pub fn address(self) -> usize {
        self.0.as_ptr() as usize
    }
}

impl<H> FrameLink<H> {
    pub const NONE: FrameLink<H> = FrameLink(None, PhantomData);

    #[inline(always)]
    pub fn to(frame: &H) -> FrameLink<H> {
        FrameLink(Some(NonNull::from(frame)), PhantomData)
    }

    #[inline(always)]
    pub fn frame(self) -> Option<FrameRef<H>> {
        self.0.map(FrameRef)
    }
}

impl<H> Clone for FrameLink<H> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<H> Copy for FrameLink<H> {}

/// A header says how it is released: nearly all of its fields are words without
/// a count when a call ends, which the compiler cannot know.
pub trait FrameHeader {
    /// Drops what the header owns.
    fn release(self);
}

/// Fills the slots of a frame that hold nothing yet.
///
/// # Safety
/// The frame has the slots, and nothing owned lies in them.
#[inline(always)]
unsafe fn leave_unbound(first: *mut Value, slots: Range<usize>) {
    for index in slots {
        // SAFETY: handed through from the caller.
        unsafe { first.add(index).cast::<u64>().write(BITS_UNBOUND) };
    }
}

/// The frames of one thread.
pub struct FrameStack {
    top: Cell<*mut u8>,
    limit: Cell<*mut u8>,
    base: Cell<NonNull<u8>>,
    size: Cell<usize>,
}

impl FrameStack {
    /// Reserves `size` bytes of address space; pages are used as frames touch them.
    pub fn new(size: usize) -> Option<FrameStack> {
        let layout = Layout::from_size_align(size, 64).ok()?;
        // It is address space, of which only little is ever touched: no budget counts it.
        // SAFETY: the size is not zero.
        let base = NonNull::new(outside(|| unsafe { alloc(layout) }))?;
        let limit = base.as_ptr().wrapping_add(size);
        Some(FrameStack { top: Cell::new(base.as_ptr()), limit: Cell::new(limit), base: Cell::new(base), size: Cell::new(size) })
    }

    /// No stack: what a thread holds whose frames are elsewhere.
    pub const fn empty() -> FrameStack {
        FrameStack {
            top: Cell::new(std::ptr::null_mut()),
            limit: Cell::new(std::ptr::null_mut()),
            base: Cell::new(NonNull::dangling()),
            size: Cell::new(0),
        }
    }

    /// Exchanges the frames of two threads; frames do not move by that.
    pub fn swap(&self, other: &FrameStack) {
        self.top.swap(&other.top);
        self.limit.swap(&other.limit);
        self.base.swap(&other.base);
        self.size.swap(&other.size);
    }

    /// Takes the room of a frame and writes its header in place; the slots are still to be written. `None` when
    /// the stack is full.
    #[inline(always)]
    fn begin<H>(&self, slots: usize, header: impl FnOnce() -> H) -> Option<NonNull<H>> {
        const { assert!(align_of::<H>() == 8) };
        let start = self.top.get();
        let end = start.wrapping_add(size_of::<H>() + slots * size_of::<Value>());
        if end > self.limit.get() {
            return None;
        }
        self.top.set(end);
        let frame = NonNull::new(start.cast::<H>())?;
        // SAFETY: the room from `start` to `end` belongs to this frame alone.
        unsafe { frame.write(header()) };
        Some(frame)
    }

    /// Enters a frame for a call: its first slots hold the arguments, the rest
    /// are unbound. `None`, with the arguments released, when the stack is full.
    #[inline(always)]
    pub fn enter<H, const N: usize>(
        &self,
        slots: usize,
        arguments: [Value; N],
        header: impl FnOnce() -> H,
    ) -> Option<FrameRef<H>> {
        debug_assert!(N <= slots);
        let frame = self.begin(slots, header)?;
        // SAFETY: a function has a slot for every argument it takes.
        unsafe {
            let first = frame.as_ptr().add(1).cast::<Value>();
            first.cast::<[Value; N]>().write(arguments);
            leave_unbound(first, N..slots);
        }
        Some(FrameRef(frame))
    }

    /// The same with copies of arguments that the caller keeps.
    #[inline(always)]
    pub fn enter_with<H>(&self, slots: usize, arguments: &[Value], header: impl FnOnce() -> H) -> Option<FrameRef<H>> {
        if arguments.len() > slots {
            return None;
        }
        let frame = self.begin(slots, header)?;
        // SAFETY: it was checked that the arguments fit.
        unsafe {
            let first = frame.as_ptr().add(1).cast::<Value>();
            for (index, argument) in arguments.iter().enumerate() {
                first.add(index).write(argument.clone());
            }
            leave_unbound(first, arguments.len()..slots);
        }
        Some(FrameRef(frame))
    }

    /// Leaves the newest frame: drops its slots, then releases its header.
    #[inline(always)]
    pub fn pop<H: FrameHeader>(&self, frame: FrameRef<H>, slots: usize) {
        // SAFETY: the frame is the newest one and initialised; slots are
        // dropped while the frame still counts as used, because a finalizer
        // may enter frames of its own. The header is moved out once.
        unsafe {
            let first = frame.0.as_ptr().add(1).cast::<Value>();
            for index in 0..slots {
                first.add(index).drop_in_place();
            }
            frame.0.as_ptr().read().release();
            self.top.set(frame.0.as_ptr().cast());
        }
    }

    /// Bytes in use.
    pub fn used(&self) -> usize {
        self.top.get() as usize - self.base.get().as_ptr() as usize
    }
}

impl Drop for FrameStack {
    fn drop(&mut self) {
        if self.size.get() == 0 {
            return;
        }
        if let Ok(layout) = Layout::from_size_align(self.size.get(), 64) {
            // SAFETY: allocated with this layout.
            outside(|| unsafe { dealloc(self.base.get().as_ptr(), layout) })
        }
    }
}

/// A frame in a block of its own, for generators.
pub struct HeapFrame<H> {
    frame: NonNull<H>,
    slots: usize,
}

impl<H> HeapFrame<H> {
    fn layout(slots: usize) -> Option<Layout> {
        Layout::from_size_align(size_of::<H>() + slots.checked_mul(size_of::<Value>())?, 8).ok()
    }

    /// Moves the newest frame of a stack, header and slots, into a block of its
    /// own and leaves the stack's; `None`, with the frame where it was, when
    /// memory is out.
    pub fn of_newest(stack: &FrameStack, frame: FrameRef<H>, slots: usize) -> Option<HeapFrame<H>> {
        let size = HeapFrame::<H>::layout(slots)?.size();
        let own = super::heap::heap().take_block(size)?.cast::<H>();
        // SAFETY: both blocks are `size` bytes long and apart; the bytes are
        // used only at their new place from here on.
        unsafe { own.cast::<u8>().as_ptr().copy_from_nonoverlapping(frame.0.as_ptr().cast(), size) };
        stack.top.set(frame.0.as_ptr().cast());
        Some(HeapFrame { frame: own, slots })
    }

    #[inline(always)]
    pub fn frame(&self) -> FrameRef<H> {
        FrameRef(self.frame)
    }

    pub fn slots(&self) -> usize {
        self.slots
    }
}

impl<H> Drop for HeapFrame<H> {
    fn drop(&mut self) {
        let size = size_of::<H>() + self.slots * size_of::<Value>();
        // SAFETY: owned by this handle, initialised, taken from the heap with this size.
        unsafe {
            let first = self.frame.add(1).cast::<Value>();
            for index in 0..self.slots {
                first.add(index).drop_in_place();
            }
            self.frame.drop_in_place();
            super::heap::heap().give_block(self.frame.cast(), size);
        }
    }
}

impl Slots {
    /// Overwrites a slot whose old value is a word without a count.
    #[inline(always)]
    pub fn fill_word(&self, index: usize, value: Value) {
        // SAFETY: as `replace`; a word has nothing to release. A slot that does
        // hold an object would leak it, never free it twice.
        unsafe { self.start().add(index).write(value) }
    }
}
