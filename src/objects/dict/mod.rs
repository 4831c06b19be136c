//! `dict`: the payload and the ways in which the interpreter uses it.
//!
//! Two roads lead to an entry. Interned names (attributes, globals) take the
//! methods of [`PyDict`]: leaves that never run Python code. Any other key takes
//! the functions of this file, which may call `__hash__` and `__eq__`; nothing
//! stays borrowed across such a call, and a table that changed meanwhile is
//! searched again from the start.
//!
//! The collector follows a dict only once it holds something that can be part
//! of a cycle, as in CPython. Functions that get the dict as a [`Value`] or
//! [`Handle`] see to that; the plain methods of [`PyDict`] cannot and are for
//! dicts that are tracked already (namespaces of modules and classes).
//!
//! `table` holds the data structure, `methods` what Python sees.

mod methods;
mod table;

pub use methods::{DICT, merge, repr_of_dict, update, update_from_args};

use super::exception::messages;
use super::kinds;
use super::ops;
use super::slots::CompareOp;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Header, Kind, Payload, PyResult, Str, Tuple, Value, Visitor, flag, heap};
use std::cell::Cell;
pub(super) use table::Verdict;
use table::{Step, Table};

pub struct PyDict {
    table: Guarded<Table>,
    /// 0 until someone asks; see [`PyDict::keys_version`].
    version: Cell<u32>,
}

impl Payload for PyDict {
    const KIND: Kind = kinds::DICT;
    const TRACKED: bool = true;
    const STARTS_TRACKED: bool = false;
    const UNTRACKABLE: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { table, version: _ } = self;
        table.read(|table| table.iter().for_each(|entry| visitor.each([&entry.key, &entry.value])));
    }

    fn clear(&self) {
        self.clear_entries();
    }
}

impl Default for PyDict {
    fn default() -> PyDict {
        PyDict::new()
    }
}

impl PyDict {
    #[inline]
    pub const fn new() -> PyDict {
        PyDict { table: Guarded::new(Table::new()), version: Cell::new(0) }
    }

    /// A dict that takes `count` keys without growing.
    pub fn with_room(count: usize) -> PyDict {
        PyDict { table: Guarded::new(Table::with_room(count).unwrap_or(Table::new())), version: Cell::new(0) }
    }

    /// The value of an interned str key; never runs Python code. Keys that are
    /// not exact strs are skipped.
    #[inline]
    pub fn get_interned(&self, name: &Value) -> Option<Value> {
        self.table.read(|table| table.find_name(name).and_then(|position| table.entry(position)).map(|entry| entry.value.clone()))
    }

    /// Stores under an interned str key; never runs Python code but for the
    /// destruction of the old value. Only for dicts that are tracked already;
    /// others take [`Handle::<PyDict>::set_interned`].
    pub fn set_interned(&self, name: Value, value: Value) {
        let hash = name.get::<Str>().map_or(0, |text| text.hash.get() as i64);
        let old = self.table.write(|table| match table.find_name(&name) {
            Some(position) => match table.entry_mut(position) {
                Some(entry) => (Some(std::mem::replace(&mut entry.value, value)), None, None),
                None => (None, None, None),
            },
            None => {
                self.version.set(0);
                // Out of memory loses the entry; the reserve has been used up by then.
                let lost = table.insert(hash, name, value, true).err();
                let (name, value) = lost.unzip();
                (value, name, None::<Value>)
            }
        });
        drop(old);
    }

    /// Removes an interned str key.
    pub fn remove_interned(&self, name: &Value) -> Option<Value> {
        let removed = self.table.write(|table| table.find_name(name).and_then(|position| table.remove(position)))?;
        self.version.set(0);
        Some(removed.1)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.table.read(Table::len)
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Removes every entry.
    pub fn clear_entries(&self) {
        self.version.set(0);
        drop(self.table.write(|table| table.take()));
    }

    /// A number that changes whenever a key is added, removed or moved; equal
    /// numbers mean the same dict with the same key layout. For inline caches.
    #[inline(always)]
    pub fn keys_version(&self) -> u32 {
        let version = self.version.get();
        if version != 0 { version } else { self.new_version() }
    }

    /// The same number where one was asked for since the last change, else 0.
    #[inline(always)]
    pub fn known_version(&self) -> u32 {
        self.version.get()
    }

    #[cold]
    #[inline(never)]
    fn new_version(&self) -> u32 {
        let version = heap().fresh_id();
        self.version.set(version);
        version
    }

    /// Position of an interned str key for [`PyDict::value_at`], valid while
    /// `keys_version` stays the same.
    pub fn position_of(&self, name: &Value) -> Option<usize> {
        self.table.read(|table| table.find_name(name))
    }

    #[inline(always)]
    pub fn value_at(&self, position: usize) -> Option<Value> {
        self.table.read(|table| table.entry(position).map(|entry| entry.value.clone()))
    }

    /// Overwrites the value at a position, handing back the old one. Only for
    /// dicts that are tracked already.
    #[inline(always)]
    pub fn replace_at(&self, position: usize, value: Value) -> Option<Value> {
        self.table.write(|table| table.entry_mut(position).map(|entry| std::mem::replace(&mut entry.value, value)))
    }

    /// The entry that iteration meets at or after `cursor`: its cursor for the
    /// next step, key and value.
    #[inline]
    pub fn next_entry(&self, cursor: usize) -> Option<(usize, Value, Value)> {
        self.table.read(|table| {
            table.entry_from(cursor).map(|(position, entry)| (position + 1, entry.key.clone(), entry.value.clone()))
        })
    }

    /// Like `next_entry`: cursor, hash and key.
    pub(super) fn next_hashed(&self, cursor: usize) -> Option<(usize, i64, Value)> {
        self.table.read(|table| table.entry_from(cursor).map(|(position, entry)| (position + 1, entry.hash, entry.key.clone())))
    }

    /// Like `next_entry`, key only.
    #[inline]
    pub fn next_key(&self, cursor: usize) -> Option<(usize, Value)> {
        self.table.read(|table| table.entry_from(cursor).map(|(position, entry)| (position + 1, entry.key.clone())))
    }

    /// Like `next_entry`, value only.
    #[inline]
    pub fn next_value(&self, cursor: usize) -> Option<(usize, Value)> {
        self.table.read(|table| table.entry_from(cursor).map(|(position, entry)| (position + 1, entry.value.clone())))
    }

    /// The entry before `cursor`, for iteration from the end, which starts with
    /// [`PyDict::positions`]: its own position, key and value.
    pub fn previous_entry(&self, cursor: usize) -> Option<(usize, Value, Value)> {
        self.table
            .read(|table| table.entry_before(cursor).map(|(position, entry)| (position, entry.key.clone(), entry.value.clone())))
    }

    /// Where iteration from the end starts.
    pub fn positions(&self) -> usize {
        self.table.read(Table::positions)
    }

    /// Copies of all keys with values.
    pub fn pairs(&self) -> Vec<(Value, Value)> {
        self.table.read(|table| table.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect())
    }

    pub fn keys(&self) -> Vec<Value> {
        self.table.read(|table| table.iter().map(|entry| entry.key.clone()).collect())
    }

    pub fn values(&self) -> Vec<Value> {
        self.table.read(|table| table.iter().map(|entry| entry.value.clone()).collect())
    }

    /// Bytes of the key table in CPython, for `__sizeof__`.
    pub fn table_size(&self) -> usize {
        self.table.read(Table::size_of)
    }

    /// Whether every key is an exact str.
    pub fn has_str_keys_only(&self) -> bool {
        self.table.read(Table::all_str)
    }
}

impl Handle<PyDict> {
    /// Stores under an interned str key; never runs Python code but for the
    /// destruction of the old value.
    pub fn set_interned(&self, name: Value, value: Value) {
        self.track_for(&name, &value);
        PyDict::set_interned(self, name, value);
    }

    /// Overwrites the value at a position, handing back the old one.
    pub fn replace_at(&self, position: usize, value: Value) -> Option<Value> {
        self.track_for(&Value::NONE, &value);
        PyDict::replace_at(self, position, value)
    }

    /// Shows the dict to the collector from now on.
    pub fn track(&self) {
        heap().track(self.header());
    }

    #[inline(always)]
    fn track_for(&self, key: &Value, value: &Value) {
        if !self.header().has(flag::TRACKED) && (may_be_tracked(value) || may_be_tracked(key)) {
            self.track();
        }
    }
}

/// Whether an object can be part of a cycle as far as the collector knows now.
#[inline(always)]
pub fn may_be_tracked(value: &Value) -> bool {
    match value.header() {
        // A dict may come into the lists later; tuples of atoms, built-in classes and bare objects never do.
        Some(header) => header.has(flag::LINKED) && (header.has(flag::TRACKED) || value.is_kind::<PyDict>()),
        None => false,
    }
}

/// Whether a tracked dict holds nothing that the collector must follow.
pub fn can_be_untracked(dict: &PyDict) -> bool {
    dict.table.read(|table| table.iter().all(|entry| !may_be_tracked(&entry.key) && !may_be_tracked(&entry.value)))
}

#[inline(always)]
fn is_exact_str(vm: &Vm, value: &Value) -> bool {
    value.is_kind::<Str>() && value.header().is_some_and(|header| header.class().is(vm.types.str.value()))
}

/// What two keys with the same hash say without running Python code.
#[inline(always)]
pub(super) fn verdict(vm: &Vm, known: &Value, key: &Value) -> Verdict {
    if known.is(key) {
        return Verdict::Same;
    }
    if known.is_int() && key.is_int() {
        return Verdict::Different;
    }
    if let (Some(a), Some(b)) = (known.get::<Str>(), key.get::<Str>()) {
        if !is_exact_str(vm, known) || !is_exact_str(vm, key) {
            return Verdict::Unknown;
        }
        return if a.same_text(b) { Verdict::Same } else { Verdict::Different };
    }
    match (known.get::<Tuple>(), key.get::<Tuple>()) {
        (Some(a), Some(b)) if vm.class_of(known).same(&vm.types.tuple) && vm.class_of(key).same(&vm.types.tuple) => {
            tuple_verdict(vm, a.items(), b.items())
        }
        _ => Verdict::Unknown,
    }
}

/// Tuples of numbers and text, the usual compound keys, need no call either.
#[inline(never)]
fn tuple_verdict(vm: &Vm, known: &[Value], key: &[Value]) -> Verdict {
    for (a, b) in known.iter().zip(key) {
        if a.is(b) {
            continue;
        }
        if a.is_int() && b.is_int() {
            return Verdict::Different;
        }
        match (a.get::<Str>(), b.get::<Str>()) {
            (Some(x), Some(y)) if is_exact_str(vm, a) && is_exact_str(vm, b) => {
                if !x.same_text(y) {
                    return Verdict::Different;
                }
            }
            _ => return Verdict::Unknown,
        }
    }
    if known.len() == key.len() { Verdict::Same } else { Verdict::Different }
}

/// Position of a key whose hash is known. May run `__eq__`.
#[inline]
pub fn find(vm: &Vm, dict: &PyDict, key: &Value, hash: i64) -> PyResult<Option<usize>> {
    let (step, walk) = dict.table.read(|table| {
        let mut walk = table.start(hash);
        let step = table.walk(&mut walk, hash, |known| verdict(vm, known, key));
        (step, walk)
    });
    match step {
        Step::Found(position) => Ok(Some(position)),
        Step::Missing => Ok(None),
        Step::Ask(position) => find_asking(vm, dict, key, hash, walk, position),
    }
}

/// Goes on with a search where a comparison needs a call-out.
#[cold]
#[inline(never)]
fn find_asking(
    vm: &Vm,
    dict: &PyDict,
    key: &Value,
    hash: i64,
    mut walk: table::Walk,
    mut position: usize,
) -> PyResult<Option<usize>> {
    loop {
        let asked = dict.table.read(|table| table.entry(position).map(|entry| (entry.key.clone(), table.layout())));
        if let Some((known, layout)) = asked {
            let equal = ops::compare_bool(vm, &known, key, CompareOp::Eq)?;
            // The comparison may have changed this very dict. As long as the
            // entry is still in its place the answer counts.
            let intact = dict
                .table
                .read(|table| table.layout() == layout && table.entry(position).is_some_and(|entry| entry.key.is(&known)));
            if !intact {
                walk = dict.table.read(|table| table.start(hash));
            } else if equal {
                return Ok(Some(position));
            }
        }
        match dict.table.read(|table| table.walk(&mut walk, hash, |known| verdict(vm, known, key))) {
            Step::Found(position) => return Ok(Some(position)),
            Step::Missing => return Ok(None),
            Step::Ask(next) => position = next,
        }
    }
}

/// The value of a key whose hash is known.
#[inline]
pub fn get_hashed(vm: &Vm, dict: &PyDict, key: &Value, hash: i64) -> PyResult<Option<Value>> {
    Ok(find(vm, dict, key, hash)?.and_then(|position| dict.value_at(position)))
}

/// Stores under a key whose hash is known. `header` is the dict's own.
#[inline]
pub fn set_hashed(vm: &Vm, header: &Header, dict: &PyDict, key: &Value, hash: i64, value: Value) -> PyResult<()> {
    if !header.has(flag::TRACKED) && (may_be_tracked(&value) || may_be_tracked(key)) {
        heap().track(header);
    }
    match find(vm, dict, key, hash)? {
        Some(position) => drop(dict.replace_at(position, value)),
        None => insert_missing(vm, dict, key, hash, value)?,
    }
    Ok(())
}

fn insert_missing(vm: &Vm, dict: &PyDict, key: &Value, hash: i64, value: Value) -> PyResult<()> {
    dict.version.set(0);
    let (key, is_str) = (key.clone(), is_exact_str(vm, key));
    match dict.table.write(|table| table.insert(hash, key, value, is_str)) {
        Ok(()) => Ok(()),
        Err(lost) => {
            drop(lost);
            Err(messages::memory_error(vm))
        }
    }
}

/// Removes a key whose hash is known; key and value, or `None` when it was missing.
pub fn remove_hashed(vm: &Vm, dict: &PyDict, key: &Value, hash: i64) -> PyResult<Option<(Value, Value)>> {
    let Some(position) = find(vm, dict, key, hash)? else { return Ok(None) };
    dict.version.set(0);
    Ok(dict.table.write(|table| table.remove(position)))
}

/// The dict payload of a value that must have one.
#[inline(always)]
pub fn expect_dict<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyDict> {
    match value.get::<PyDict>() {
        Some(dict) => Ok(dict),
        None => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

/// `dict[key]` for any key; `None` when missing. The dict may be a subclass
/// instance; `__missing__` and overridden methods are not consulted.
#[inline]
pub fn get_item_value(vm: &Vm, dict: &Value, key: &Value) -> PyResult<Option<Value>> {
    let dict = expect_dict(vm, dict)?;
    let hash = ops::hash(vm, key)?;
    get_hashed(vm, dict, key, hash)
}

/// `key in dict`.
#[inline]
pub fn contains(vm: &Vm, dict: &Value, key: &Value) -> PyResult<bool> {
    let dict = expect_dict(vm, dict)?;
    let hash = ops::hash(vm, key)?;
    Ok(find(vm, dict, key, hash)?.is_some())
}

/// `dict[key] = value`.
#[inline]
pub fn set_item(vm: &Vm, dict: &Value, key: &Value, value: Value) -> PyResult<()> {
    let hash = if key.is_kind::<Str>() || !key.is_object() {
        ops::hash(vm, key)?
    } else {
        // CPython has taken its reference to the key by now: a `__hash__` can tell.
        let held = key.clone();
        ops::hash(vm, &held)?
    };
    match (dict.header(), dict.get::<PyDict>()) {
        (Some(header), Some(dict)) => set_hashed(vm, header, dict, key, hash, value),
        _ => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

/// Removes a key; its value, or `None` when it was missing.
pub fn remove_item(vm: &Vm, dict: &Value, key: &Value) -> PyResult<Option<Value>> {
    let payload = expect_dict(vm, dict)?;
    let hash = ops::hash(vm, key)?;
    Ok(remove_hashed(vm, payload, key, hash)?.map(|(_, value)| value))
}

/// `dict.setdefault(key, default)`: the value that is in the dict afterwards,
/// with one search and one hashing.
pub fn set_default(vm: &Vm, dict: &Value, key: &Value, default: Value) -> PyResult {
    let payload = expect_dict(vm, dict)?;
    let hash = ops::hash(vm, key)?;
    if let Some(found) = get_hashed(vm, payload, key, hash)? {
        return Ok(found);
    }
    if let Some(handle) = dict.as_handle::<PyDict>() {
        handle.track_for(key, &default);
    }
    insert_missing(vm, payload, key, hash, default.clone())?;
    Ok(default)
}

/// Takes the last entry out.
pub fn pop_last(dict: &PyDict) -> Option<(Value, Value)> {
    let removed = dict.table.write(Table::remove_last);
    if removed.is_some() {
        dict.version.set(0);
    }
    removed
}

/// A new plain dict with the same entries.
pub fn copy(vm: &Vm, dict: &Value) -> PyResult {
    let payload = expect_dict(vm, dict)?;
    match payload.table.read(Table::try_clone) {
        Some(table) => {
            let tracked = dict.header().is_some_and(|header| header.has(flag::TRACKED));
            let copy = PyDict { table: Guarded::new(table), version: Cell::new(0) };
            let handle = Handle::new(vm.types.dict.to_value(), copy);
            if tracked {
                handle.track();
            }
            Ok(handle.into_value())
        }
        None => Err(messages::memory_error(vm)),
    }
}

/// `target.update(source)` where `source` is a dict; with `keep`, keys that are
/// there already stay as they are.
pub fn merge_dict(vm: &Vm, target: &Value, source: &Value, keep: bool) -> PyResult<()> {
    let (Some(handle), Some(from)) = (target.as_handle::<PyDict>(), source.get::<PyDict>()) else {
        return Err(messages::system_error(vm, "bad argument to internal function"));
    };
    if target.is(source) || from.is_empty() {
        return Ok(());
    }
    if handle.is_empty() && handle.table.read(|table| table.size_of() == 0) {
        let Some(table) = from.table.read(Table::try_clone) else { return Err(messages::memory_error(vm)) };
        handle.version.set(0);
        let old = handle.table.write(|place| place.replace(table));
        drop(old);
        if source.header().is_some_and(|header| header.has(flag::TRACKED)) {
            handle.track();
        }
        return Ok(());
    }
    let positions = from.positions();
    let mut cursor = 0;
    while let Some((position, hash, key, value)) = from.table.read(|table| {
        table.entry_from(cursor).map(|(position, entry)| (position, entry.hash, entry.key.clone(), entry.value.clone()))
    }) {
        cursor = position + 1;
        if keep {
            if find(vm, handle, &key, hash)?.is_none() {
                handle.track_for(&key, &value);
                insert_missing(vm, handle, &key, hash, value)?;
            }
        } else {
            set_hashed(vm, handle.header(), handle, &key, hash, value)?;
        }
        if from.positions() != positions {
            return Err(messages::runtime_error(vm, "dict mutated during update"));
        }
    }
    Ok(())
}

/// Whether two dicts hold equal keys with equal values.
pub fn equal(vm: &Vm, left: &PyDict, right: &PyDict) -> PyResult<bool> {
    if left.len() != right.len() {
        return Ok(false);
    }
    let mut cursor = 0;
    while let Some((position, hash, key, value)) = left.table.read(|table| {
        table.entry_from(cursor).map(|(position, entry)| (position, entry.hash, entry.key.clone(), entry.value.clone()))
    }) {
        cursor = position + 1;
        match get_hashed(vm, right, &key, hash)? {
            Some(other) if ops::eq(vm, &value, &other)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}
