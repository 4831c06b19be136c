//! `list`: the payload and the ways in which the interpreter uses it.
//!
//! Items lie in a vector behind a [`Guarded`] cell: natives copy items out one
//! by one, and ask for the length again after every step that may run Python
//! code. `room` is the allocation that CPython would have, for `sys.getsizeof`.
//!
//! `methods` holds what Python sees, `sort` the sorting algorithm.

mod methods;
mod sort;

pub use methods::{LIST, cut, extend, sort_list};

use super::exception::messages;
use super::kinds;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Value, Visitor};
use std::cell::Cell;

pub struct PyList {
    pub items: Guarded<Vec<Value>>,
    room: Cell<usize>,
}

/// `room` of a list whose items are being sorted elsewhere.
const SORTING: usize = usize::MAX;

impl PyList {
    pub fn new(items: Vec<Value>) -> PyList {
        let room = Cell::new(items.len());
        PyList { items: Guarded::new(items), room }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.items.read(Vec::len)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A counted copy of an item.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.read(|items| items.get(index).cloned())
    }

    /// Overwrites an item and hands back the old one; `Err` when out of range.
    #[inline(always)]
    pub fn replace(&self, index: usize, value: Value) -> Result<Value, Value> {
        self.items.write(|items| match items.get_mut(index) {
            Some(place) => Ok(std::mem::replace(place, value)),
            None => Err(value),
        })
    }

    #[inline(always)]
    pub fn push(&self, value: Value) {
        let length = self.items.write(|items| {
            items.push(value);
            items.len()
        });
        if length > self.room.get() {
            self.resized(length - 1, length);
        }
    }

    /// Like `push`, but MemoryError when there is no room.
    #[inline(always)]
    pub fn try_push(&self, vm: &Vm, value: Value) -> PyResult<()> {
        let full = self.items.write(|items| {
            if items.len() == items.capacity() && crate::room::asking(|| items.try_reserve(1)).is_err() {
                return Some(value);
            }
            items.push(value);
            None
        });
        if let Some(value) = full {
            drop(value);
            return Err(messages::memory_error(vm));
        }
        let length = self.len();
        if length > self.room.get() {
            self.resized(length - 1, length);
        }
        Ok(())
    }

    /// Copies of all items.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.read(Vec::clone)
    }

    /// Takes all items out.
    pub fn take(&self) -> Vec<Value> {
        self.room.set(0);
        self.items.take()
    }

    /// Bytes of the item array in CPython.
    pub fn array_size(&self) -> usize {
        self.room.get().saturating_mul(size_of::<Value>())
    }

    /// Keeps CPython's book of the allocation after a change of length.
    fn resized(&self, old: usize, new: usize) {
        let room = self.room.get();
        if room == SORTING || (room >= new && new >= room >> 1) {
            if room == SORTING {
                self.room.set(new);
            }
            return;
        }
        let mut next = (new + (new >> 3) + 6) & !3;
        if new.saturating_sub(old) > next - new {
            next = (new + 3) & !3;
        }
        self.room.set(if new == 0 { 0 } else { next });
        if new < room {
            self.items.write(|items| items.shrink_to(next));
        }
    }

    /// The allocation of a list that was filled in one go.
    fn filled_at_once(&self) {
        self.room.set((self.len() + 1) & !1);
    }
}

/// A list of some items, with the allocation that CPython gives to copies of
/// constants and other sequences.
pub fn copy_of(vm: &Vm, items: &[Value]) -> Value {
    let list = PyList::new(items.to_vec());
    list.filled_at_once();
    Handle::new(vm.types.list.to_value(), list).into_value()
}

/// Drops items from the last to the first, as CPython does: finalizers can tell.
fn release(mut items: Vec<Value>) {
    while let Some(item) = items.pop() {
        drop(item);
    }
}

impl Drop for PyList {
    fn drop(&mut self) {
        release(self.items.take());
    }
}

impl Payload for PyList {
    const KIND: Kind = kinds::LIST;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { items, room: _ } = self;
        items.read(|items| visitor.each(items.iter().rev()));
    }

    fn clear(&self) {
        release(self.take());
    }
}
