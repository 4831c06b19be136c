//! The heap: allocation, destruction without recursion, the generations' lists.
//!
//! One heap belongs to one interpreter. The thread that runs Python code finds
//! it through a thread-local pointer, because dropping a value gets no handle.

use super::alloc::Slabs;
use super::collect::Generations;
use super::guarded::Guarded;
use super::instance::{Attrs, NewAttrs};
use super::object::{HEADER, Handle, Header, LINKS, Links, Payload, flag};
use super::text::{STR_KIND, Str};
use super::tracing::{self, PlaceHook};
use super::value::Value;
use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::ptr::{NonNull, null};
use std::sync::atomic::{AtomicU32, Ordering};

/// Nested destructions allowed before objects queue up (promise M5).
const DEPTH: u32 = 40;
/// Added to the depth while blocks are traced or deaths watched: every
/// destruction is then too deep for the fast road.
const TRACED: u32 = 1 << 16;

/// Reasons for the evaluator to look up from its work; see [`Heap::interrupt`].
pub mod interrupt {
    /// A collection is due.
    pub const COLLECT: u32 = 1;
    /// A signal has arrived.
    pub const SIGNAL: u32 = 2;
    /// Another thread asks for the interpreter lock.
    pub const SWITCH: u32 = 4;
    /// More memory is held than may be; see `budget`.
    pub const MEMORY: u32 = 8;
    /// Whoever embeds the interpreter wants the program to end; stands until it is withdrawn.
    pub const STOP: u32 = 16;
}

pub struct Heap {
    slabs: Slabs,
    depth: Cell<u32>,
    waiting: Guarded<Vec<NonNull<Header>>>,
    pub(super) generations: Generations,
    /// Called when an object with a finalizer loses its last count.
    finalize: Cell<fn(&Value)>,
    /// Called when a weakly referenced object goes away.
    weakly_referenced: Cell<fn(&Value)>,
    /// Polled by the evaluator at loop back-edges and calls.
    pub interrupt: AtomicU32,
    /// Counted objects alive now.
    live: Cell<usize>,
    next_id: Cell<u32>,
    /// Told of every object that goes, by its identity.
    death_watch: Cell<Option<fn(u64)>>,
}

/// Destructions that a thread has begun and not finished.
#[derive(Default)]
pub struct Burials {
    depth: Cell<u32>,
    waiting: Guarded<Vec<NonNull<Header>>>,
}

thread_local! {
    static HEAP: Cell<*const Heap> = const { Cell::new(null()) };
}

/// The heap of the interpreter that this thread runs.
#[inline(always)]
pub fn heap() -> &'static Heap {
    let pointer = HEAP.with(Cell::get);
    if pointer.is_null() {
        return create_heap();
    }
    // SAFETY: heaps are never freed.
    unsafe { &*pointer }
}

#[cold]
#[inline(never)]
fn create_heap() -> &'static Heap {
    let heap: &'static Heap = Box::leak(Box::new(Heap::new()));
    heap.generations.init();
    install_heap(heap);
    heap
}

/// Makes `heap` the one that this thread works on.
pub fn install_heap(heap: &'static Heap) {
    HEAP.with(|cell| cell.set(heap));
}

impl Heap {
    fn new() -> Heap {
        Heap {
            slabs: Slabs::new(),
            depth: Cell::new(0),
            waiting: Guarded::new(Vec::new()),
            generations: Generations::new(),
            finalize: Cell::new(|_| ()),
            weakly_referenced: Cell::new(|_| ()),
            interrupt: AtomicU32::new(0),
            live: Cell::new(0),
            next_id: Cell::new(1),
            death_watch: Cell::new(None),
        }
    }

    /// Fills the seam through which the object layer learns of deaths.
    pub fn set_death_hooks(&self, finalize: fn(&Value), weakly_referenced: fn(&Value)) {
        self.finalize.set(finalize);
        self.weakly_referenced.set(weakly_referenced);
    }

    /// Whether the evaluator should look at [`Heap::take_interrupts`].
    #[inline(always)]
    pub fn interrupted(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed) != 0
    }

    pub fn request(&self, reasons: u32) {
        self.interrupt.fetch_or(reasons, Ordering::Relaxed);
    }

    pub fn take_interrupts(&self) -> u32 {
        self.interrupt.swap(0, Ordering::Relaxed)
    }

    /// Whether one of these reasons is waiting.
    pub fn requested(&self, reasons: u32) -> bool {
        self.interrupt.load(Ordering::Relaxed) & reasons != 0
    }

    /// Takes back a request that has become pointless.
    pub fn withdraw(&self, reasons: u32) {
        self.interrupt.fetch_and(!reasons, Ordering::Relaxed);
    }

    /// Exchanges the destruction that is going on: it belongs to the thread
    /// that started it, because a finalizer may give up the interpreter lock.
    pub fn swap_burials(&self, other: &Burials) {
        self.depth.swap(&other.depth);
        self.waiting.write(|waiting| other.waiting.write(|others| std::mem::swap(waiting, others)));
    }

    /// A number never handed out before, for shapes and versions; never 0.
    pub fn fresh_id(&self) -> u32 {
        let id = self.next_id.get();
        self.next_id.set(id.wrapping_add(1).max(1));
        id
    }

    /// Counted objects alive now.
    pub fn live_objects(&self) -> usize {
        self.live.get()
    }

    #[inline(always)]
    pub(super) fn allocate<T: Payload>(&self, class: Value, payload: T, attrs: Option<NewAttrs<'_>>) -> Handle<T> {
        match self.try_allocate(class, payload, 0, attrs) {
            Some(handle) => handle,
            None => out_of_memory(),
        }
    }

    #[inline(always)]
    pub(super) fn allocate_tail<T: Payload>(&self, class: Value, payload: T, tail: usize) -> Handle<T> {
        match self.try_allocate(class, payload, tail, None) {
            Some(handle) => handle,
            None => out_of_memory(),
        }
    }

    /// Allocates links, header, payload, `tail` bytes and attributes in one block.
    #[inline(always)]
    pub(super) fn try_allocate<T: Payload>(
        &self,
        class: Value,
        payload: T,
        tail: usize,
        attrs: Option<NewAttrs<'_>>,
    ) -> Option<Handle<T>> {
        // The payload follows the header, whose size is a multiple of 8 only.
        const { assert!(align_of::<T>() <= 8) };
        // An instance of a user-defined class can be part of a cycle whatever its payload.
        let linked = T::TRACKED || attrs.is_some();
        let links = if linked { LINKS } else { 0 };
        let fixed = links + HEADER + size_of::<T>().next_multiple_of(8);
        let attrs_size = attrs.as_ref().map_or(0, NewAttrs::size);
        let size = fixed.checked_add(tail)?.checked_add(attrs_size)?;
        if size > isize::MAX as usize {
            return None;
        }
        let block = self.slabs.take(size)?;
        let mut flags = if linked { flag::LINKED } else { 0 };
        // SAFETY: the block has `size` bytes; every part is written inside it
        // before a reference to it exists.
        let value = unsafe {
            let header = block.as_ptr().add(links).cast::<Header>();
            if let Some(attrs) = attrs {
                flags |= flag::ATTRS | attrs.flags();
                attrs.write(block.as_ptr().add(fixed + tail));
            }
            header.write(Header::new::<T>(class, flags));
            (*header).payload::<T>().cast_mut().write(payload);
            Value::from_bits(header as u64)
        };
        self.live.set(self.live.get() + 1);
        // SAFETY: the payload was written with type `T`.
        let handle = unsafe { Handle::<T>::from_value(value) };
        if linked {
            self.generations.count_allocation(self);
            if T::STARTS_TRACKED || !T::TRACKED {
                self.generations.track(handle.header());
            }
        }
        Some(handle)
    }

    /// Puts a container into the youngest generation, if it is not tracked yet.
    #[inline]
    pub fn track(&self, header: &Header) {
        if header.has(flag::LINKED) && !header.has(flag::TRACKED) {
            self.generations.track(header);
        }
    }

    pub fn untrack(&self, header: &Header) {
        if header.has(flag::TRACKED) {
            self.generations.untrack(header);
        }
    }

    /// Destroys an object whose count has reached zero, or queues it.
    #[inline(never)]
    pub(super) fn release(pointer: NonNull<Header>) {
        let heap = heap();
        let depth = heap.depth.get();
        // SAFETY: the object is dead to everyone else; this call owns it.
        let header = unsafe { pointer.as_ref() };
        if header.flags.get() == 0 && header.vtable.is_leaf && depth < TRACED {
            return heap.free_leaf(pointer);
        }
        if depth > DEPTH {
            heap.release_slowly(pointer);
            return;
        }
        heap.depth.set(depth + 1);
        heap.bury(pointer);
        heap.depth.set(depth);
        if depth == 0 {
            heap.drain();
        }
    }

    /// A number or a text: nothing but its block and its class to give back.
    #[inline(always)]
    fn free_leaf(&self, pointer: NonNull<Header>) {
        // SAFETY: as in `destroy`; a leaf's payload has nothing to drop, and
        // without flags the block has neither links nor attributes.
        unsafe {
            let header = pointer.as_ref();
            let tail = if header.kind() == STR_KIND { (*header.payload::<Str>()).tail_size() } else { 0 };
            let size = HEADER + header.vtable.size + tail;
            let class = header.set_class(Value::NONE);
            self.live.set(self.live.get() - 1);
            self.slabs.give(pointer.cast::<u8>(), size);
            drop(class);
        }
    }

    /// Destruction beyond the depth of the fast road, and of traced blocks.
    #[cold]
    #[inline(never)]
    fn release_slowly(&self, pointer: NonNull<Header>) {
        let depth = self.depth.get();
        if depth % TRACED > DEPTH {
            self.waiting.write(|waiting| waiting.push(pointer));
            return;
        }
        self.depth.set(depth + 1);
        self.bury(pointer);
        // Tracing may have ended in a finalizer.
        let base = self.base_depth();
        self.depth.set(base + depth % TRACED);
        if depth.is_multiple_of(TRACED) {
            self.drain();
        }
    }

    fn base_depth(&self) -> u32 {
        if self.slabs.is_traced() || self.death_watch.get().is_some() { TRACED } else { 0 }
    }

    /// Has every destruction reported from now on; the watcher is a leaf.
    pub fn watch_deaths(&self, watcher: Option<fn(u64)>) {
        self.death_watch.set(watcher);
        self.depth.set(self.base_depth() + self.depth.get() % TRACED);
    }

    #[inline(always)]
    fn drain(&self) {
        if self.waiting.read(Vec::is_empty) {
            return;
        }
        self.drain_waiting();
    }

    #[cold]
    #[inline(never)]
    fn drain_waiting(&self) {
        self.depth.set(self.base_depth() + 1);
        while let Some(pointer) = self.waiting.write(Vec::pop) {
            self.bury(pointer);
        }
        self.depth.set(self.base_depth());
    }

    #[inline(always)]
    fn bury(&self, pointer: NonNull<Header>) {
        // SAFETY: the object is dead to everyone else; this call owns it.
        let header = unsafe { pointer.as_ref() };
        if header.has(flag::FINALIZER | flag::WEAKLY_REFERENCED) && !self.last_rites(pointer) {
            return;
        }
        if self.depth.get() >= TRACED {
            return self.destroy_traced(pointer);
        }
        self.destroy(pointer);
    }

    #[cold]
    #[inline(never)]
    fn destroy_traced(&self, pointer: NonNull<Header>) {
        // SAFETY: as in `bury`; the links lie in front of the header.
        let (block, size) = unsafe {
            let header = pointer.as_ref();
            let links = if header.has(flag::LINKED) { LINKS } else { 0 };
            (pointer.cast::<u8>().sub(links), header.block_size())
        };
        if let Some(watcher) = self.death_watch.get() {
            watcher(pointer.as_ptr() as u64);
        }
        tracing::forget(block);
        self.destroy(pointer);
        if self.slabs.is_traced() {
            self.slabs.hide(size);
        }
    }

    /// Runs finalizer and weak-reference callbacks; false when the object came back to life.
    #[cold]
    #[inline(never)]
    fn last_rites(&self, pointer: NonNull<Header>) -> bool {
        // SAFETY: as in `bury`; the count of one belongs to `value`.
        let header = unsafe { pointer.as_ref() };
        header.set_count(1);
        // Destruction goes on at the same depth inside the hooks, so that a
        // chain of finalizers queues up like any other chain.
        let value = ManuallyDrop::new(Heap::uncounted(pointer));
        if header.has(flag::FINALIZER) && !header.has(flag::FINALIZED) {
            (self.finalize.get())(&value);
            header.set_flag(flag::FINALIZED);
            if header.count() > 1 {
                header.set_count(header.count() - 1);
                return false;
            }
        }
        if header.has(flag::WEAKLY_REFERENCED) {
            (self.weakly_referenced.get())(&value);
        }
        let left = header.count() - 1;
        header.set_count(left);
        left == 0
    }

    #[inline(always)]
    fn destroy(&self, pointer: NonNull<Header>) {
        // SAFETY: nobody else reaches the object any more; its parts are
        // dropped once, in place, and then its memory is given back.
        unsafe {
            let header = pointer.as_ref();
            if header.has(flag::TRACKED) {
                self.generations.untrack(header);
            }
            let links = if header.has(flag::LINKED) { LINKS } else { 0 };
            if links != 0 {
                self.generations.count_release();
            }
            let size = header.body_size() + HEADER + links;
            if let Some(attrs) = header.attrs() {
                Attrs::release(attrs);
            }
            (header.vtable.drop)(header.payload_bytes());
            let class = header.set_class(Value::NONE);
            let block = pointer.cast::<u8>().sub(links);
            self.live.set(self.live.get() - 1);
            self.slabs.give(block, size);
            drop(class);
        }
    }

    /// A counted value for a live object.
    pub(super) fn value_of(pointer: NonNull<Header>) -> Value {
        // SAFETY: the caller has a live object; the count goes up first.
        unsafe {
            pointer.as_ref().count_up();
            Value::from_bits(pointer.as_ptr() as u64)
        }
    }

    fn uncounted(pointer: NonNull<Header>) -> Value {
        // SAFETY: the caller keeps the count in order by hand.
        unsafe { Value::from_bits(pointer.as_ptr() as u64) }
    }

    pub(super) fn header_of(links: *mut Links) -> NonNull<Header> {
        // SAFETY: links lie directly in front of their header.
        unsafe { NonNull::new_unchecked(links.add(1).cast()) }
    }
}

#[cold]
#[inline(never)]
fn out_of_memory() -> ! {
    std::alloc::handle_alloc_error(std::alloc::Layout::new::<u64>())
}

impl Heap {
    /// A raw block from the size classes, for the memory core's own structures.
    pub(super) fn take_block(&self, size: usize) -> Option<NonNull<u8>> {
        self.slabs.take(size)
    }

    /// # Safety
    /// `block` came from [`Heap::take_block`] with the same size and is unused.
    pub(super) unsafe fn give_block(&self, block: NonNull<u8>, size: usize) {
        // SAFETY: handed through from the caller.
        unsafe { self.slabs.give(block, size) }
        if self.slabs.is_traced() {
            tracing::forget(block);
            self.slabs.hide(size);
        }
    }

    /// Gives memory for small objects back that holds none; the number of bytes.
    pub fn trim(&self) -> usize {
        self.slabs.trim()
    }

    /// Starts tracing blocks; `hook` names the place that the running code has reached.
    pub fn start_tracing(&self, hook: PlaceHook) {
        tracing::start(hook);
        if !self.slabs.is_traced() {
            self.slabs.set_traced(true);
            self.depth.set(self.depth.get() % TRACED + self.base_depth());
        }
    }

    pub fn stop_tracing(&self) {
        if self.slabs.is_traced() {
            self.slabs.set_traced(false);
            self.depth.set(self.depth.get() % TRACED + self.base_depth());
        }
        tracing::stop();
    }

    /// The place at which a traced object was made.
    pub fn traced_place(&self, object: &Value) -> Option<u32> {
        let header = object.header()?;
        let links = if header.has(flag::LINKED) { LINKS } else { 0 };
        tracing::find(std::ptr::from_ref(header) as usize - links).map(|block| block.place)
    }

    /// Grows the block of an unlinked object that only the caller holds.
    pub(super) fn grow(&self, value: Value, old_size: usize, new_size: usize) -> Result<Value, Value> {
        let Some(pointer) = value.pointer() else { return Err(value) };
        // SAFETY: the object has no links, so the header is the block's start;
        // nobody else holds a pointer to it.
        match unsafe { self.slabs.grow(pointer.cast(), old_size, new_size) } {
            Some(block) => {
                std::mem::forget(value);
                // SAFETY: the moved object keeps its one count.
                Ok(unsafe { Value::from_bits(block.as_ptr() as u64) })
            }
            None => Err(value),
        }
    }
}
