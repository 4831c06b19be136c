//! Stub.

use super::class::TypeSpec;
pub const LIST: TypeSpec = TypeSpec { name: "list", ..TypeSpec::EMPTY };
use super::kinds;
use crate::memory::{Guarded, Kind, Payload, Value, Visitor};

pub struct PyList {
    pub items: Guarded<Vec<Value>>,
}

impl PyList {
    pub fn new(items: Vec<Value>) -> PyList {
        PyList { items: Guarded::new(items) }
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
        self.items.write(|items| items.push(value));
    }
}

impl Payload for PyList {
    const KIND: Kind = kinds::LIST;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { items } = self;
        items.read(|items| visitor.each(items));
    }

    fn clear(&self) {
        drop(self.items.take());
    }
}
