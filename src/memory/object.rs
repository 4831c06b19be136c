//! Headers, payloads and typed handles of counted objects.

use super::guarded::Guarded;
use super::heap::{Heap, heap};
use super::instance::Attrs;
use super::value::Value;
use std::cell::Cell;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

/// The number of a payload type. The table of numbers is `objects::kinds`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(transparent)]
pub struct Kind(pub u16);

/// Bits of a header's flags.
pub mod flag {
    /// The collector's links lie in front of the header.
    pub const LINKED: u16 = 1;
    /// The object is in one of the collector's lists.
    pub const TRACKED: u16 = 2;
    /// Attribute storage lies behind the payload.
    pub const ATTRS: u16 = 4;
    /// The class has a finalizer (`__del__`, or a generator's).
    pub const FINALIZER: u16 = 8;
    /// The finalizer has been called.
    pub const FINALIZED: u16 = 16;
    /// Weak references to the object exist.
    pub const WEAKLY_REFERENCED: u16 = 32;
    /// The object is being destroyed or waits for it.
    pub const DYING: u16 = 64;
    /// Used by the collector while it runs.
    pub const CANDIDATE: u16 = 128;
    /// Used by the collector: tentatively unreachable.
    pub const UNREACHABLE: u16 = 256;
    /// An interned string.
    pub const INTERNED: u16 = 512;
}

/// What the memory core must know about a payload type.
pub trait Payload: Sized + 'static {
    const KIND: Kind;
    /// Whether the collector follows objects of this type.
    const TRACKED: bool = false;
    /// Whether the collector follows them from their first moment.
    const STARTS_TRACKED: bool = Self::TRACKED;
    /// Whether the collector asks if an object can leave its lists for good.
    const UNTRACKABLE: bool = false;
    /// Whether the collector asks for [`Payload::companions`].
    const HAS_COMPANIONS: bool = false;
    /// Whether the collector calls the finalizer of garbage even without the
    /// flag: what suspends wants to be closed.
    const CLOSED_BY_COLLECTOR: bool = false;

    /// Shows every owned value to the visitor, none twice.
    fn trace(&self, _visitor: &mut Visitor<'_>) {}

    /// Gives up the edges that can close a cycle; values are moved out and
    /// dropped by this function after every borrow has ended.
    fn clear(&self) {}

    /// Containers that CPython keeps beside this object and this core does
    /// without: the collector counts them, so that `gc.collect` gives CPython's number.
    fn companions(&self) -> usize {
        0
    }

    /// Bytes of variable-sized storage behind the payload (memory's own types only).
    fn tail_size(&self) -> usize {
        0
    }

    /// Shows the tail's values; they are released by `release_tail`.
    fn trace_tail(&self, _visitor: &mut Visitor<'_>) {}

    fn release_tail(&self) {}
}

/// Receives the edges of a payload.
pub struct Visitor<'a> {
    work: Work<'a>,
}

/// What a visitor does with an edge. The collector's commonest work is a case
/// of its own, so that an edge costs no indirect call there.
enum Work<'a> {
    /// Takes one from the working count of a candidate.
    Subtract,
    /// Tells the collector that the object is reachable.
    Reach(&'a Links),
    Visit(&'a mut dyn FnMut(NonNull<Header>)),
}

impl<'a> Visitor<'a> {
    pub(super) fn subtracting() -> Visitor<'a> {
        Visitor { work: Work::Subtract }
    }

    pub(super) fn reaching(young: &'a Links) -> Visitor<'a> {
        Visitor { work: Work::Reach(young) }
    }

    pub(super) fn new(visit: &'a mut dyn FnMut(NonNull<Header>)) -> Visitor<'a> {
        Visitor { work: Work::Visit(visit) }
    }

    #[inline]
    pub fn edge(&mut self, value: &Value) {
        if let Some(pointer) = value.pointer() {
            match &mut self.work {
                // SAFETY: M1 — an edge is a counted reference, so it leads to a live object.
                Work::Subtract => unsafe { pointer.as_ref() }.subtract(),
                // SAFETY: as above.
                Work::Reach(young) => super::collect::reach(unsafe { pointer.as_ref() }, young),
                Work::Visit(visit) => visit(pointer),
            }
        }
    }

    pub fn handle<T: Payload>(&mut self, handle: &Handle<T>) {
        self.edge(handle.value());
    }

    pub fn guarded(&mut self, cell: &Guarded<Value>) {
        cell.read(|value| self.edge(value));
    }

    pub fn each<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) {
        values.into_iter().for_each(|value| self.edge(value));
    }
}

/// Per payload type: how to treat the bytes behind a header.
pub(super) struct Vtable {
    pub size: usize,
    pub has_tail: bool,
    pub untrackable: bool,
    pub has_companions: bool,
    pub closed_by_collector: bool,
    /// Nothing is owned: dropping the payload does nothing.
    pub is_leaf: bool,
    pub drop: unsafe fn(*mut u8),
    pub trace: unsafe fn(*const u8, &mut Visitor<'_>),
    pub clear: unsafe fn(*const u8),
    pub tail_size: unsafe fn(*const u8) -> usize,
    pub companions: unsafe fn(*const u8) -> usize,
}

struct VtableOf<T>(PhantomData<T>);

impl<T: Payload> VtableOf<T> {
    const TABLE: Vtable = Vtable {
        size: size_of::<T>().next_multiple_of(8),
        has_tail: T::HAS_TAIL,
        untrackable: T::UNTRACKABLE,
        has_companions: T::HAS_COMPANIONS,
        closed_by_collector: T::CLOSED_BY_COLLECTOR,
        is_leaf: !std::mem::needs_drop::<T>() && T::KIND.0 != super::tuple::TUPLE_KIND.0,
        drop: drop_payload::<T>,
        trace: trace_payload::<T>,
        clear: clear_payload::<T>,
        tail_size: tail_size::<T>,
        companions: companions::<T>,
    };
}

trait TailInfo {
    const HAS_TAIL: bool;
}

impl<T: Payload> TailInfo for T {
    const HAS_TAIL: bool = T::KIND.0 == super::tuple::TUPLE_KIND.0 || T::KIND.0 == super::text::STR_KIND.0;
}

unsafe fn drop_payload<T: Payload>(payload: *mut u8) {
    // SAFETY: called once, on an initialised payload of type `T`.
    unsafe {
        (*payload.cast::<T>()).release_tail();
        payload.cast::<T>().drop_in_place();
    }
}

unsafe fn trace_payload<T: Payload>(payload: *const u8, visitor: &mut Visitor<'_>) {
    // SAFETY: an initialised payload of type `T`.
    let payload = unsafe { &*payload.cast::<T>() };
    payload.trace(visitor);
    payload.trace_tail(visitor);
}

unsafe fn clear_payload<T: Payload>(payload: *const u8) {
    // SAFETY: an initialised payload of type `T`.
    unsafe { (*payload.cast::<T>()).clear() }
}

unsafe fn tail_size<T: Payload>(payload: *const u8) -> usize {
    // SAFETY: an initialised payload of type `T`.
    unsafe { (*payload.cast::<T>()).tail_size() }
}

unsafe fn companions<T: Payload>(payload: *const u8) -> usize {
    // SAFETY: an initialised payload of type `T`.
    unsafe { (*payload.cast::<T>()).companions() }
}

/// In front of every counted object's payload.
#[repr(C)]
pub struct Header {
    count: Cell<u32>,
    kind: Kind,
    pub(super) flags: Cell<u16>,
    pub(super) vtable: &'static Vtable,
    class: Guarded<Value>,
}

/// In front of the header of objects that the collector follows.
#[repr(C)]
pub(super) struct Links {
    pub next: Cell<*mut Links>,
    /// The previous element, or the collector's working count during a collection.
    pub previous: Cell<*mut Links>,
}

/// Immortal objects start here; they never reach zero.
pub(super) const IMMORTAL: u32 = 1 << 30;

pub(super) const HEADER: usize = size_of::<Header>();
pub(super) const LINKS: usize = size_of::<Links>();

impl Header {
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    #[inline(always)]
    pub fn count(&self) -> u32 {
        self.count.get()
    }

    pub fn is_immortal(&self) -> bool {
        self.count.get() >= IMMORTAL / 2
    }

    /// Makes the object live as long as the process.
    pub fn make_immortal(&self) {
        self.count.set(IMMORTAL);
    }

    #[inline(always)]
    pub fn has(&self, flags: u16) -> bool {
        self.flags.get() & flags != 0
    }

    pub fn set_flag(&self, flags: u16) {
        self.flags.set(self.flags.get() | flags);
    }

    pub fn clear_flag(&self, flags: u16) {
        self.flags.set(self.flags.get() & !flags);
    }

    /// The class; borrowed until the next store (promise M6).
    #[inline(always)]
    pub fn class(&self) -> &Value {
        // SAFETY: M1 — the object owns its class; classes change only by `set_class`.
        self.class.read(|class| unsafe { &*(class as *const Value) })
    }

    pub fn set_class(&self, class: Value) -> Value {
        self.class.replace(class)
    }

    #[inline(always)]
    pub(super) fn count_up(&self) {
        self.count.set(self.count.get().wrapping_add(1));
    }

    /// Gives back one count and destroys the object when it was the last.
    ///
    /// # Safety
    /// The caller owns the count (promise M1).
    #[inline(always)]
    pub(super) unsafe fn count_down(pointer: NonNull<Header>) {
        // SAFETY: the object lives as long as the caller's count.
        let count = unsafe { &pointer.as_ref().count };
        let left = count.get().wrapping_sub(1);
        count.set(left);
        if left == 0 {
            Heap::release(pointer);
        }
    }

    /// The collector's working count, in place of the backward link.
    #[inline(always)]
    pub(super) fn working_count(&self) -> usize {
        // SAFETY: asked of candidates only, and they have links.
        unsafe { (*self.links()).previous.get() as usize }
    }

    #[inline(always)]
    pub(super) fn set_working_count(&self, count: usize) {
        // SAFETY: as `working_count`.
        unsafe { (*self.links()).previous.set(count as *mut Links) }
    }

    #[inline(always)]
    fn subtract(&self) {
        if self.has(flag::CANDIDATE) {
            self.set_working_count(self.working_count().saturating_sub(1));
        }
    }

    pub(super) fn set_count(&self, count: u32) {
        self.count.set(count);
    }

    #[inline(always)]
    pub(super) fn payload<T>(&self) -> *const T {
        // The payload follows the header.
        (self as *const Header).wrapping_add(1).cast()
    }

    #[inline(always)]
    pub(super) fn payload_bytes(&self) -> *mut u8 {
        (self as *const Header).wrapping_add(1).cast::<u8>().cast_mut()
    }

    /// The attribute storage of instances of user-defined classes.
    #[inline(always)]
    pub fn attrs(&self) -> Option<&Attrs> {
        if !self.has(flag::ATTRS) {
            return None;
        }
        let mut offset = self.vtable.size;
        if self.vtable.has_tail {
            // SAFETY: the payload is initialised.
            offset += unsafe { (self.vtable.tail_size)(self.payload_bytes()) };
        }
        // SAFETY: allocated with attributes behind payload and tail.
        Some(unsafe { &*self.payload_bytes().add(offset).cast::<Attrs>() })
    }

    /// Attributes of an object whose payload is empty: always at the same place.
    #[inline(always)]
    pub fn attrs_of_plain(&self) -> &Attrs {
        debug_assert!(self.has(flag::ATTRS) && self.vtable.size == 0);
        // SAFETY: plain instances are always allocated with attributes behind the header.
        unsafe { &*self.payload::<Attrs>() }
    }

    /// Bytes behind the header.
    pub(super) fn body_size(&self) -> usize {
        // SAFETY: the payload is initialised.
        let tail = if self.vtable.has_tail { unsafe { (self.vtable.tail_size)(self.payload_bytes()) } } else { 0 };
        self.vtable.size + tail + self.attrs().map_or(0, Attrs::size)
    }

    /// Bytes of the whole block, links and header included.
    pub fn block_size(&self) -> usize {
        let links = if self.has(flag::LINKED) { LINKS } else { 0 };
        links + HEADER + self.body_size()
    }

    #[inline(always)]
    pub(super) fn links(&self) -> *mut Links {
        (self as *const Header).cast::<Links>().wrapping_sub(1).cast_mut()
    }

    /// Shows all edges: class, payload, attributes.
    pub(super) fn trace(&self, visitor: &mut Visitor<'_>) {
        // SAFETY: the payload is initialised and of the vtable's type.
        unsafe { (self.vtable.trace)(self.payload_bytes(), visitor) };
        if let Some(attrs) = self.attrs() {
            attrs.trace(visitor);
        }
        self.class.read(|class| visitor.edge(class));
    }

    /// How many of CPython's containers this object stands for.
    pub(super) fn weight(&self) -> usize {
        // Attributes of anything but a plain instance lie in a dict in CPython.
        let dict = match self.attrs() {
            Some(attrs) if self.vtable.size > 0 && attrs.dict().is_none() => {
                usize::from(attrs.shape().entries().last().is_some_and(|entry| !entry.is_slot))
            }
            _ => 0,
        };
        if !self.vtable.has_companions {
            return 1 + dict;
        }
        // SAFETY: the payload is initialised and of the vtable's type.
        1 + dict + unsafe { (self.vtable.companions)(self.payload_bytes()) }
    }

    pub(super) fn clear_edges(&self) {
        // SAFETY: the payload is initialised and of the vtable's type.
        unsafe { (self.vtable.clear)(self.payload_bytes()) };
        if let Some(attrs) = self.attrs() {
            attrs.clear();
        }
    }

    pub(super) fn new<T: Payload>(class: Value, flags: u16) -> Header {
        Header {
            count: Cell::new(1),
            kind: T::KIND,
            flags: Cell::new(flags),
            vtable: const { &VtableOf::<T>::TABLE },
            class: Guarded::new(class),
        }
    }

    /// The values an object owns (its class included), for `gc.get_referents`.
    pub fn referents(&self) -> Vec<Value> {
        let mut found = Vec::new();
        let mut visit = |pointer: NonNull<Header>| found.push(Heap::value_of(pointer));
        self.trace(&mut Visitor::new(&mut visit));
        found
    }

    /// The values that the payload alone owns.
    pub fn payload_referents(&self) -> Vec<Value> {
        let mut found = Vec::new();
        let mut visit = |pointer: NonNull<Header>| found.push(Heap::value_of(pointer));
        // SAFETY: the payload is initialised and of the vtable's type.
        unsafe { (self.vtable.trace)(self.payload_bytes(), &mut Visitor::new(&mut visit)) };
        found
    }
}

/// An owned, typed reference to an object with payload `T`.
#[repr(transparent)]
pub struct Handle<T: Payload> {
    value: Value,
    payload: PhantomData<T>,
}

impl<T: Payload> Handle<T> {
    /// Allocates an object. Aborts through the allocation error handler only
    /// when the reserve is gone too; see `heap`.
    #[inline]
    pub fn new(class: Value, payload: T) -> Handle<T> {
        heap().allocate(class, payload, None)
    }

    /// # Safety
    /// `value` carries a payload of type `T`.
    #[inline(always)]
    pub(super) unsafe fn from_value(value: Value) -> Handle<T> {
        Handle { value, payload: PhantomData }
    }

    #[inline(always)]
    pub fn value(&self) -> &Value {
        &self.value
    }

    #[inline(always)]
    pub fn into_value(self) -> Value {
        self.value
    }

    #[inline(always)]
    pub fn to_value(&self) -> Value {
        self.value.clone()
    }

    #[inline(always)]
    pub fn header(&self) -> &Header {
        // SAFETY: a handle always points to an object.
        unsafe { &*(self.value.bits() as *const Header) }
    }

    pub fn same(&self, other: &Handle<T>) -> bool {
        self.value.is(&other.value)
    }
}

impl<T: Payload> Clone for Handle<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        Handle { value: self.value.clone(), payload: PhantomData }
    }
}

impl<T: Payload> Deref for Handle<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: M1, M2 — the handle keeps the object alive and in place.
        unsafe { &*self.header().payload::<T>() }
    }
}

impl<T: Payload> From<Handle<T>> for Value {
    fn from(handle: Handle<T>) -> Value {
        handle.value
    }
}

impl<T: Payload> Handle<T> {
    /// A counted handle from the address of a payload that is known to be
    /// alive: for registers of objects that strike themselves off when they
    /// die. `None` while the object is being destroyed.
    pub fn revive(address: u64) -> Option<Handle<T>> {
        let header = (address as *const Header).wrapping_sub(1).cast_mut();
        let pointer = NonNull::new(header)?;
        // SAFETY: the caller's register only holds live payload addresses.
        if unsafe { pointer.as_ref() }.count() == 0 {
            return None;
        }
        Some(Handle { value: Heap::value_of(pointer), payload: PhantomData })
    }
}

impl<T: Payload> Handle<T> {
    /// Allocates an object with attribute storage behind its payload.
    #[inline]
    pub fn new_with_attrs(class: Value, payload: T, attrs: super::instance::NewAttrs<'_>) -> Handle<T> {
        heap().allocate(class, payload, Some(attrs))
    }
}

/// The native stack pointer, for the recursion gate.
#[inline(always)]
pub fn stack_pointer() -> usize {
    #[cfg(target_arch = "x86_64")]
    {
        let pointer: usize;
        // SAFETY: reads a register and touches nothing.
        unsafe { std::arch::asm!("mov {}, rsp", out(reg) pointer, options(nomem, nostack, preserves_flags)) };
        pointer
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        let here = 0u8;
        std::hint::black_box(&raw const here) as usize
    }
}

/// Keeps two jumps apart that the optimiser would merge into one indirect jump.
#[inline(always)]
pub fn keep_branch() {
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    // SAFETY: an empty instruction sequence.
    unsafe {
        std::arch::asm!("", options(nomem, nostack, preserves_flags))
    };
}
