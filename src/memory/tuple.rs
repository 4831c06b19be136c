//! Fixed arrays of values stored in one block: the storage of `tuple`.

use super::heap::heap;
use super::object::{Handle, Kind, Payload, Visitor};
use super::value::Value;
use std::cell::Cell;

pub(super) const TUPLE_KIND: Kind = Kind(1);

/// The payload of a tuple; its items lie behind it.
pub struct Tuple {
    length: usize,
    /// The cached hash, 0 when unknown.
    pub hash: Cell<u64>,
}

impl Tuple {
    /// Builds a tuple from items; `None` when the size is absurd or memory is out.
    pub fn try_new(class: Value, items: Vec<Value>) -> Option<Handle<Tuple>> {
        let length = items.len();
        let tail = length.checked_mul(size_of::<Value>())?;
        let handle = heap().try_allocate(class, Tuple { length, hash: Cell::new(0) }, tail, None)?;
        let mut place = handle.start();
        for item in items {
            // SAFETY: the tail has room for `length` values and is not initialised yet.
            unsafe {
                place.write(item);
                place = place.add(1);
            }
        }
        Some(handle)
    }

    /// The same with attribute storage behind it, for instances of subclasses.
    pub fn try_new_with(
        class: Value,
        items: &mut dyn ExactSizeIterator<Item = Value>,
        shape: Option<super::instance::NewAttrs<'_>>,
    ) -> Option<Handle<Tuple>> {
        let length = items.len();
        let tail = length.checked_mul(size_of::<Value>())?;
        let handle = heap().try_allocate(class, Tuple { length, hash: Cell::new(0) }, tail, shape)?;
        let start = handle.start();
        for index in 0..length {
            let item = items.next().unwrap_or(Value::NONE);
            // SAFETY: the tail has room for `length` values and is not initialised yet.
            unsafe { start.add(index).write(item) };
        }
        Some(handle)
    }

    /// Builds a tuple whose items are known in number.
    #[inline]
    pub fn from_array<const N: usize>(class: Value, items: [Value; N]) -> Handle<Tuple> {
        let handle = heap().allocate_tail(class, Tuple { length: N, hash: Cell::new(0) }, N * size_of::<Value>());
        let start = handle.start();
        for (index, item) in items.into_iter().enumerate() {
            // SAFETY: as above; `index` is below `N`.
            unsafe { start.add(index).write(item) };
        }
        handle
    }

    /// Swaps new items into a tuple that nobody but the caller holds; false
    /// when somebody does, or when the numbers differ. For iterators that hand
    /// out one tuple again and again.
    #[inline]
    pub fn refill(kept: &Value, items: &mut [Value]) -> bool {
        let Some(handle) = kept.as_handle::<Tuple>() else { return false };
        if handle.header().count() != 1 || handle.length != items.len() {
            return false;
        }
        for (index, item) in items.iter_mut().enumerate() {
            // SAFETY: the caller's count is the only one, so nobody looks at the items.
            unsafe { std::ptr::swap(handle.start().add(index), item) };
        }
        handle.hash.set(0);
        heap().track(handle.header());
        true
    }

    #[inline(always)]
    fn start(&self) -> *mut Value {
        (self as *const Tuple).wrapping_add(1).cast::<Value>().cast_mut()
    }

    /// The items. A tuple never changes, so the slice stays good while it lives.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `length` values were written behind the payload.
        unsafe { std::slice::from_raw_parts(self.start(), self.length) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

impl Payload for Tuple {
    const KIND: Kind = TUPLE_KIND;
    const TRACKED: bool = true;
    const UNTRACKABLE: bool = true;

    fn tail_size(&self) -> usize {
        self.length * size_of::<Value>()
    }

    fn trace_tail(&self, visitor: &mut Visitor<'_>) {
        // Backwards, as CPython does: the order of finalizers can depend on it.
        visitor.each(self.items().iter().rev());
    }

    fn release_tail(&self) {
        // Backwards, as CPython does: finalizers can tell.
        for index in (0..self.length).rev() {
            // SAFETY: called once, when the tuple is destroyed.
            unsafe { self.start().add(index).drop_in_place() };
        }
    }
}
