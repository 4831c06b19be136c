//! Stub.

use super::class::TypeSpec;
pub const DICT: TypeSpec = TypeSpec { name: "dict", ..TypeSpec::EMPTY };
use super::kinds;
use super::vm::Vm;
use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};

pub struct PyDict {
    entries: Guarded<Vec<(Value, Value)>>,
}

impl Payload for PyDict {
    const KIND: Kind = kinds::DICT;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        self.entries.read(|entries| entries.iter().for_each(|(key, value)| visitor.each([key, value])));
    }
}

impl PyDict {
    pub fn new() -> PyDict {
        PyDict { entries: Guarded::new(Vec::new()) }
    }

    /// The value of an interned str key; never runs Python code. Keys that are
    /// not exact strs are skipped.
    pub fn get_interned(&self, name: &Value) -> Option<Value> {
        self.entries.read(|entries| entries.iter().find(|entry| entry.0.is(name)).map(|entry| entry.1.clone()))
    }

    /// Stores under an interned str key; never runs Python code but for the
    /// destruction of the old value.
    pub fn set_interned(&self, name: Value, value: Value) {
        let old = self.entries.write(|entries| match entries.iter_mut().find(|entry| entry.0.is(&name)) {
            Some(entry) => Some(std::mem::replace(&mut entry.1, value)),
            None => {
                entries.push((name, value));
                None
            }
        });
        drop(old);
    }

    pub fn remove_interned(&self, name: &Value) -> Option<Value> {
        let removed = self.entries.write(|entries| entries.iter().position(|entry| entry.0.is(name)).map(|index| entries.remove(index)));
        removed.map(|entry| entry.1)
    }

    pub fn len(&self) -> usize {
        self.entries.read(Vec::len)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes every entry.
    pub fn clear_entries(&self) {
        drop(self.entries.take());
    }

    /// A number that changes whenever a key is added, removed or moved; equal
    /// numbers mean the same dict with the same key layout. For inline caches.
    pub fn keys_version(&self) -> u32 {
        0
    }

    /// Position of an interned str key for [`PyDict::value_at`], valid while
    /// `keys_version` stays the same.
    pub fn position_of(&self, name: &Value) -> Option<usize> {
        self.entries.read(|entries| entries.iter().position(|entry| entry.0.is(name)))
    }

    pub fn value_at(&self, position: usize) -> Option<Value> {
        self.entries.read(|entries| entries.get(position).map(|entry| entry.1.clone()))
    }

    /// Overwrites the value at a position, handing back the old one.
    pub fn replace_at(&self, position: usize, value: Value) -> Option<Value> {
        self.entries.write(|entries| entries.get_mut(position).map(|entry| std::mem::replace(&mut entry.1, value)))
    }

    /// The entry that iteration meets at or after `cursor`: its cursor for the
    /// next step, key and value.
    pub fn next_entry(&self, cursor: usize) -> Option<(usize, Value, Value)> {
        self.entries.read(|entries| entries.get(cursor).map(|entry| (cursor + 1, entry.0.clone(), entry.1.clone())))
    }
}

/// `dict[key]` for any key; `None` when missing. The dict may be a subclass
/// instance; `__missing__` and overridden methods are not consulted.
pub fn get_item_value(_vm: &Vm, dict: &Value, key: &Value) -> PyResult<Option<Value>> {
    Ok(dict.get::<PyDict>().and_then(|dict| dict.get_interned(key)))
}

/// `dict[key] = value`.
pub fn set_item(_vm: &Vm, dict: &Value, key: &Value, value: Value) -> PyResult<()> {
    if let Some(dict) = dict.get::<PyDict>() {
        dict.set_interned(key.clone(), value);
    }
    Ok(())
}

/// Removes a key; its value, or `None` when it was missing.
pub fn remove_item(_vm: &Vm, dict: &Value, key: &Value) -> PyResult<Option<Value>> {
    Ok(dict.get::<PyDict>().and_then(|dict| dict.remove_interned(key)))
}
