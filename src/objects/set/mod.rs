//! `set` and `frozenset`: payload and the operations that natives share.
//!
//! Which members are walked and which side is asked follows CPython, because
//! the order of a result shows it. Comparing members may run Python code;
//! nothing stays borrowed across that, and positions are looked up again.
//!
//! `table` holds the data structure, `methods` what Python sees.

mod methods;
mod table;

pub use methods::{FROZENSET, SET, SET_ITERATOR};

use super::class::Class;
use super::dict::{self, PyDict, verdict};
use super::exception::messages;
use super::kinds;
use super::ops;
use super::slots::CompareOp;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Value, Visitor};
use std::cell::Cell;
use table::{Step, Table};

pub struct PySet {
    table: Guarded<Table>,
    /// The hash of a frozenset, once known.
    hash: Cell<Option<i64>>,
}

impl Payload for PySet {
    const KIND: Kind = kinds::SET;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { table, hash: _ } = self;
        table.read(|table| table.iter().for_each(|slot| visitor.edge(&slot.key)));
    }

    fn clear(&self) {
        self.clear_members();
    }
}

impl Default for PySet {
    fn default() -> PySet {
        PySet::new()
    }
}

impl PySet {
    pub fn new() -> PySet {
        PySet { table: Guarded::new(Table::new()), hash: Cell::new(None) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.table.read(Table::len)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn clear_members(&self) {
        drop(self.table.write(|table| table.replace(Table::new())));
    }

    /// The member at or after `cursor` in the order of iteration: the cursor
    /// for the next step, and the member.
    #[inline]
    pub fn next_member(&self, cursor: usize) -> Option<(usize, Value)> {
        self.table.read(|table| table.member_from(cursor).map(|(position, slot)| (position + 1, slot.key.clone())))
    }

    fn next_hashed(&self, cursor: usize) -> Option<(usize, i64, Value)> {
        self.table.read(|table| table.member_from(cursor).map(|(position, slot)| (position + 1, slot.hash, slot.key.clone())))
    }

    /// Copies of all members in the order of iteration.
    pub fn members(&self) -> Vec<Value> {
        self.table.read(|table| table.iter().map(|slot| slot.key.clone()).collect())
    }
}

/// The set payload of a value that must have one.
fn expect_set<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PySet> {
    match value.get::<PySet>() {
        Some(set) => Ok(set),
        None => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

/// `type(value) is set or frozenset`, or a subclass of them.
pub fn is_any_set(value: &Value) -> bool {
    value.is_kind::<PySet>()
}

/// Whether the value is a frozenset (a subclass included).
pub fn is_frozen(vm: &Vm, value: &Value) -> bool {
    value.is_kind::<PySet>() && vm.is_instance(value, &vm.types.frozenset)
}

/// An empty set.
pub fn empty_set(vm: &Vm) -> Value {
    Handle::new(vm.types.set.to_value(), PySet::new()).into_value()
}

/// A set of some values; TypeError when one is not hashable.
pub fn new_set(vm: &Vm, members: Vec<Value>) -> PyResult {
    let set = empty_set(vm);
    for member in members {
        add(vm, &set, &member)?;
    }
    Ok(set)
}

/// The same as a frozenset.
pub fn new_frozenset(vm: &Vm, members: Vec<Value>) -> PyResult {
    let set = empty_frozenset(vm);
    for member in members {
        add(vm, &set, &member)?;
    }
    Ok(set)
}

/// The frozenset behind a set display of constants. `{3, 1, 2}` as an
/// expression is `set()` updated from it, and `x in {3, 1, 2}` looks into it;
/// its members have been through a table twice, which their order shows.
pub fn constant_display(vm: &Vm, members: Vec<Value>) -> PyResult {
    let once = new_frozenset(vm, members)?;
    new_frozenset(vm, expect_set(vm, &once)?.members())
}

pub fn empty_frozenset(vm: &Vm) -> Value {
    Handle::new(vm.types.frozenset.to_value(), PySet::new()).into_value()
}

/// `set(iterable)`.
pub fn from_iterable(vm: &Vm, iterable: &Value) -> PyResult {
    let set = empty_set(vm);
    update(vm, &set, iterable)?;
    Ok(set)
}

/// `frozenset(iterable)`, a new object even for a frozenset.
pub fn frozen_from_iterable(vm: &Vm, iterable: &Value) -> PyResult {
    let set = empty_frozenset(vm);
    update(vm, &set, iterable)?;
    Ok(set)
}

/// An empty set or frozenset, whichever class `like` derives from.
fn new_like(vm: &Vm, like: &Value) -> Value {
    if is_frozen(vm, like) { empty_frozenset(vm) } else { empty_set(vm) }
}

/// A plain set or frozenset with the members of a set.
fn copy(vm: &Vm, set: &Value) -> PyResult {
    let result = new_like(vm, set);
    update(vm, &result, set)?;
    Ok(result)
}

// ---- one member ----

/// Looks a key up. May run `__eq__`.
#[inline]
fn find(vm: &Vm, set: &PySet, key: &Value, hash: i64) -> PyResult<Step> {
    match set.table.read(|table| table.first(hash, key)) {
        Some(step) => Ok(step),
        None => find_beyond(vm, set, key, hash),
    }
}

#[inline(never)]
fn find_beyond(vm: &Vm, set: &PySet, key: &Value, hash: i64) -> PyResult<Step> {
    let (step, walk) = set.table.read(|table| {
        let mut walk = table.start(hash);
        let step = table.walk(&mut walk, hash, |known| verdict(vm, known, key));
        (step, walk)
    });
    match step {
        Step::Ask(position) => find_asking(vm, set, key, hash, walk, position),
        step => Ok(step),
    }
}

#[cold]
#[inline(never)]
fn find_asking(vm: &Vm, set: &PySet, key: &Value, hash: i64, mut walk: table::Walk, mut position: usize) -> PyResult<Step> {
    loop {
        let asked = set.table.read(|table| table.slot(position).map(|slot| (slot.key.clone(), table.layout())));
        if let Some((known, layout)) = asked {
            let equal = ops::compare_bool(vm, &known, key, CompareOp::Eq)?;
            // The comparison may have changed this very set.
            let intact =
                set.table.read(|table| table.layout() == layout && table.slot(position).is_some_and(|slot| slot.key.is(&known)));
            if !intact {
                walk = set.table.read(|table| table.start(hash));
            } else if equal {
                return Ok(Step::Found(position));
            }
        }
        match set.table.read(|table| table.walk(&mut walk, hash, |known| verdict(vm, known, key))) {
            Step::Ask(next) => position = next,
            step => return Ok(step),
        }
    }
}

fn add_hashed(vm: &Vm, set: &PySet, key: &Value, hash: i64) -> PyResult<()> {
    let Step::Vacant(position) = find(vm, set, key, hash)? else { return Ok(()) };
    let key = key.clone();
    match set.table.write(|table| table.insert(position, hash, key)) {
        Ok(()) => Ok(()),
        Err(lost) => {
            drop(lost);
            Err(messages::memory_error(vm))
        }
    }
}

fn contains_hashed(vm: &Vm, set: &PySet, key: &Value, hash: i64) -> PyResult<bool> {
    Ok(matches!(find(vm, set, key, hash)?, Step::Found(_)))
}

/// Removes a key; false when it was not there.
fn discard_hashed(vm: &Vm, set: &PySet, key: &Value, hash: i64) -> PyResult<bool> {
    match find(vm, set, key, hash)? {
        Step::Found(position) => {
            let removed = set.table.write(|table| table.remove(position));
            Ok(removed.is_some())
        }
        _ => Ok(false),
    }
}

/// `set.add(key)`.
#[inline]
pub fn add(vm: &Vm, set: &Value, key: &Value) -> PyResult<()> {
    let hash = ops::hash(vm, key)?;
    add_hashed(vm, expect_set(vm, set)?, key, hash)
}

/// `key in set`, for hashable keys.
#[inline]
pub fn contains(vm: &Vm, set: &Value, key: &Value) -> PyResult<bool> {
    let hash = ops::hash(vm, key)?;
    contains_hashed(vm, expect_set(vm, set)?, key, hash)
}

/// `set.discard(key)`, for hashable keys; whether it was there.
pub fn discard(vm: &Vm, set: &Value, key: &Value) -> PyResult<bool> {
    let hash = ops::hash(vm, key)?;
    discard_hashed(vm, expect_set(vm, set)?, key, hash)
}

// ---- whole sets ----

/// `set.update(iterable)`.
pub fn update(vm: &Vm, set: &Value, iterable: &Value) -> PyResult<()> {
    let payload = expect_set(vm, set)?;
    if let Some(other) = iterable.get::<PySet>() {
        return merge(vm, payload, other);
    }
    if let Some(dict) = exact_dict(vm, iterable) {
        if payload.table.write(|table| table.make_room(dict.len())).is_none() {
            return Err(messages::memory_error(vm));
        }
        let mut cursor = 0;
        while let Some((next, hash, key)) = dict.next_hashed(cursor) {
            cursor = next;
            add_hashed(vm, payload, &key, hash)?;
        }
        return Ok(());
    }
    ops::for_each(vm, iterable, |key| {
        let hash = ops::hash(vm, &key)?;
        add_hashed(vm, payload, &key, hash)
    })
}

fn exact_dict<'a>(vm: &Vm, value: &'a Value) -> Option<&'a PyDict> {
    if vm.class_of(value).same(&vm.types.dict) { value.get::<PyDict>() } else { None }
}

fn merge(vm: &Vm, set: &PySet, other: &PySet) -> PyResult<()> {
    if std::ptr::eq(set, other) || other.is_empty() {
        return Ok(());
    }
    let count = other.len();
    let merged = other.table.read(|from| {
        set.table.write(|table| {
            table.make_room(count)?;
            table.fill_from(from)
        })
    });
    match merged {
        None => return Err(messages::memory_error(vm)),
        Some(true) => return Ok(()),
        Some(false) => {}
    }
    let mut cursor = 0;
    while let Some((next, hash, key)) = other.next_hashed(cursor) {
        cursor = next;
        add_hashed(vm, set, &key, hash)?;
    }
    Ok(())
}

/// `set.difference_update(iterable)`.
pub fn difference_update(vm: &Vm, set: &Value, iterable: &Value) -> PyResult<()> {
    let payload = expect_set(vm, set)?;
    if set.is(iterable) {
        payload.clear_members();
        return Ok(());
    }
    if let Some(other) = iterable.get::<PySet>() {
        // A much larger other side is cut down to what matters first.
        let smaller = if other.len() >> 3 > payload.len() { Some(intersection(vm, set, iterable)?) } else { None };
        let other = smaller.as_ref().and_then(|value| value.get::<PySet>()).unwrap_or(other);
        let mut cursor = 0;
        while let Some((next, hash, key)) = other.next_hashed(cursor) {
            cursor = next;
            discard_hashed(vm, payload, &key, hash)?;
        }
    } else {
        ops::for_each(vm, iterable, |key| {
            let hash = ops::hash(vm, &key)?;
            discard_hashed(vm, payload, &key, hash).map(drop)
        })?;
    }
    payload.table.write(Table::tidy);
    Ok(())
}

/// `set.difference(iterable)`.
fn difference(vm: &Vm, set: &Value, iterable: &Value) -> PyResult {
    let payload = expect_set(vm, set)?;
    let other_length = match (iterable.get::<PySet>(), exact_dict(vm, iterable)) {
        (Some(other), _) => Some(other.len()),
        (None, Some(dict)) => Some(dict.len()),
        (None, None) => None,
    };
    // With few members to remove, a copy that loses them is quicker.
    if other_length.is_none_or(|length| payload.len() >> 2 > length) {
        let result = copy(vm, set)?;
        difference_update(vm, &result, iterable)?;
        return Ok(result);
    }
    let result = new_like(vm, set);
    let target = expect_set(vm, &result)?;
    let mut cursor = 0;
    while let Some((next, hash, key)) = payload.next_hashed(cursor) {
        cursor = next;
        let found = match iterable.get::<PySet>() {
            Some(other) => contains_hashed(vm, other, &key, hash)?,
            None => match iterable.get::<PyDict>() {
                Some(other) => dict::find(vm, other, &key, hash)?.is_some(),
                None => false,
            },
        };
        if !found {
            add_hashed(vm, target, &key, hash)?;
        }
    }
    Ok(result)
}

/// `set.intersection(iterable)`.
pub fn intersection(vm: &Vm, set: &Value, iterable: &Value) -> PyResult {
    if set.is(iterable) {
        return copy(vm, set);
    }
    let mut payload = expect_set(vm, set)?;
    let result = new_like(vm, set);
    let target = expect_set(vm, &result)?;
    if let Some(mut other) = iterable.get::<PySet>() {
        if other.len() > payload.len() {
            std::mem::swap(&mut payload, &mut other);
        }
        let mut cursor = 0;
        while let Some((next, hash, key)) = other.next_hashed(cursor) {
            cursor = next;
            if contains_hashed(vm, payload, &key, hash)? {
                add_hashed(vm, target, &key, hash)?;
            }
        }
        return Ok(result);
    }
    let iterator = ops::iter(vm, iterable)?;
    loop {
        let key = ops::next(vm, &iterator)?;
        if key.is_done() {
            return Ok(result);
        }
        let hash = ops::hash(vm, &key)?;
        if contains_hashed(vm, payload, &key, hash)? {
            add_hashed(vm, target, &key, hash)?;
            if target.len() >= payload.len() {
                // Nothing can be missing any more; the rest is not asked for.
                return Ok(result);
            }
        }
        vm.poll()?;
    }
}

/// `set.symmetric_difference_update(iterable)`.
pub fn symmetric_difference_update(vm: &Vm, set: &Value, iterable: &Value) -> PyResult<()> {
    let payload = expect_set(vm, set)?;
    if set.is(iterable) {
        payload.clear_members();
        return Ok(());
    }
    if let Some(dict) = exact_dict(vm, iterable) {
        let mut cursor = 0;
        while let Some((next, hash, key)) = dict.next_hashed(cursor) {
            cursor = next;
            toggle(vm, payload, &key, hash)?;
        }
        return Ok(());
    }
    let made = if is_any_set(iterable) {
        None
    } else {
        let made = new_like(vm, set);
        update(vm, &made, iterable)?;
        Some(made)
    };
    let other = expect_set(vm, made.as_ref().unwrap_or(iterable))?;
    let mut cursor = 0;
    while let Some((next, hash, key)) = other.next_hashed(cursor) {
        cursor = next;
        toggle(vm, payload, &key, hash)?;
    }
    Ok(())
}

fn toggle(vm: &Vm, set: &PySet, key: &Value, hash: i64) -> PyResult<()> {
    if discard_hashed(vm, set, key, hash)? { Ok(()) } else { add_hashed(vm, set, key, hash) }
}

/// `set.symmetric_difference(iterable)`.
fn symmetric_difference(vm: &Vm, set: &Value, iterable: &Value) -> PyResult {
    let result = new_like(vm, set);
    update(vm, &result, iterable)?;
    symmetric_difference_update(vm, &result, set)?;
    Ok(result)
}

/// Whether every member of `part` is in `whole`.
fn is_subset(vm: &Vm, part: &PySet, whole: &PySet) -> PyResult<bool> {
    if part.len() > whole.len() {
        return Ok(false);
    }
    let mut cursor = 0;
    while let Some((next, hash, key)) = part.next_hashed(cursor) {
        cursor = next;
        if !contains_hashed(vm, whole, &key, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_disjoint(vm: &Vm, set: &Value, iterable: &Value) -> PyResult<bool> {
    let mut payload = expect_set(vm, set)?;
    if set.is(iterable) {
        return Ok(payload.is_empty());
    }
    let class = vm.class_of(iterable);
    let exact = class.same(&vm.types.set) || class.same(&vm.types.frozenset);
    if exact && let Some(mut other) = iterable.get::<PySet>() {
        if other.len() > payload.len() {
            std::mem::swap(&mut payload, &mut other);
        }
        let mut cursor = 0;
        while let Some((next, hash, key)) = other.next_hashed(cursor) {
            cursor = next;
            if contains_hashed(vm, payload, &key, hash)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    let iterator = ops::iter(vm, iterable)?;
    loop {
        let key = ops::next(vm, &iterator)?;
        if key.is_done() {
            return Ok(true);
        }
        let hash = ops::hash(vm, &key)?;
        if contains_hashed(vm, payload, &key, hash)? {
            return Ok(false);
        }
    }
}

/// A set object of a given class with the members of an iterable.
fn make(vm: &Vm, class: &Class, iterable: Option<&Value>) -> PyResult {
    let set = vm.new_object(class, PySet::new()).into_value();
    if let Some(iterable) = iterable {
        update(vm, &set, iterable)?;
    }
    Ok(set)
}
