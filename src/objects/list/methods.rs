//! What Python sees of `list`: constructor, methods, operators, text.

use super::super::call::CallArgs;
use super::super::class::{Class, TypeSpec, class_flag};
use super::super::exception::messages;
use super::super::native::{Method, as_class, class_method, expect_positional, method};
use super::super::pieces::Pieces;
use super::super::slice::{self, PySlice};
use super::super::slots::{CompareOp, Slots};
use super::super::tuple::{compare_items, repeat_count, search_range};
use super::super::vm::Vm;
use super::super::{dict::PyDict, generic_alias, int, iterators, ops, set::PySet, str as text};
use super::{PyList, SORTING, release, sort};
use crate::memory::{PyResult, Str, StrKind, Tuple, Value, function_address};

pub const LIST: TypeSpec = TypeSpec {
    name: "list",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::SEQUENCE | class_flag::MATCH_SELF | class_flag::LIST,
    doc: "Built-in mutable sequence.\n\nWithout an argument the list is empty; otherwise it has the iterable's items.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(list_repr),
        compare: Some(list_compare),
        iter: Some(iterators::list_iterator),
        init: Some(list_init),
        new: Some(list_new),
        length: Some(list_length),
        getitem: Some(list_getitem),
        setitem: Some(list_setitem),
        contains: Some(list_contains),
        concat: Some(list_concat),
        repeat: Some(list_repeat),
        inplace_concat: Some(list_inplace_concat),
        inplace_repeat: Some(list_inplace_repeat),
        ..Slots::EMPTY
    },
    methods: METHODS,
    signature: "(iterable=(), /)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__getitem__", "(self, index, /)", list_get, "The item at an index, or the list of a slice."),
    method("__reversed__", "(self, /)", list_reversed, "An iterator from the last item to the first."),
    method("__sizeof__", "(self, /)", list_sizeof, "Size of the list in memory, in bytes."),
    method("clear", "(self, /)", list_clear, "Forget every item."),
    method("copy", "(self, /)", list_copy, "A shallow copy."),
    method("append", "(self, object, /)", list_append, "Put one more object at the end."),
    method("insert", "(self, index, object, /)", list_insert, "Put an object before the one at an index."),
    method("extend", "(self, iterable, /)", list_extend, "Put every item of an iterable at the end."),
    method(
        "pop",
        "(self, index=-1, /)",
        list_pop,
        "Remove an item, by default the last, and return it.\n\nRaises IndexError if list is empty or index is out of range.",
    ),
    method(
        "remove",
        "(self, value, /)",
        list_remove,
        "Remove the first item that is equal to a value.\n\nRaises ValueError if the value is not present.",
    ),
    method(
        "index",
        "(self, value, start=0, stop=sys.maxsize, /)",
        list_index,
        "First position of a value.\n\nRaises ValueError if the value is not present.",
    ),
    method("count", "(self, value, /)", list_count, "How often a value occurs."),
    method("reverse", "(self, /)", list_reverse, "Turn the order of the items round."),
    method("sort", "(self, /, *, key=None, reverse=False)", list_sort, "Put the items in ascending order, stably."),
    class_method("__class_getitem__", "(type, object, /)", list_class_getitem, "A generic alias: see PEP 585."),
];

fn list_get(vm: &Vm, args: &[Value]) -> PyResult {
    list_getitem(vm, argument(args, 0), argument(args, 1))
}

fn argument(args: &[Value], index: usize) -> &Value {
    const UNBOUND: &Value = &Value::UNBOUND;
    args.get(index).unwrap_or(UNBOUND)
}

fn expect_list<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyList> {
    match value.get::<PyList>() {
        Some(list) => Ok(list),
        None => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

// ---- constructor ----

fn list_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match as_class(class) {
        Some(class) => Ok(vm.new_object(class, PyList::new(Vec::new())).into_value()),
        None => Err(messages::type_error(vm, "list.__new__(X): X is not a type object")),
    }
}

fn list_init(vm: &Vm, list: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let new = |class: &Class| class.slots(|slots| slots.new.map(|new| function_address(&new)));
    let own_new = new(vm.class_of(list)) != new(&vm.types.list);
    let args = if own_new { CallArgs::positional(args.by_position()) } else { args };
    expect_positional(vm, "list", args, 0, 1)?;
    let payload = expect_list(vm, list)?;
    if !payload.is_empty() {
        release(payload.take());
    }
    match args.values {
        [iterable] => extend(vm, payload, iterable),
        _ => Ok(()),
    }
}

/// `list.extend(iterable)`.
pub fn extend(vm: &Vm, list: &PyList, iterable: &Value) -> PyResult<()> {
    let class = vm.class_of(iterable);
    let at_once = if class.same(&vm.types.list) {
        iterable.get::<PyList>().map(PyList::to_vec)
    } else if class.same(&vm.types.tuple) {
        iterable.get::<Tuple>().map(|tuple| tuple.items().to_vec())
    } else if class.same(&vm.types.dict) {
        iterable.get::<PyDict>().map(PyDict::keys)
    } else if class.same(&vm.types.set) || class.same(&vm.types.frozenset) {
        iterable.get::<PySet>().map(PySet::members)
    } else {
        None
    };
    if let Some(items) = at_once {
        return extend_at_once(vm, list, items, class.same(&vm.types.list) || class.same(&vm.types.tuple));
    }
    let iterator = ops::iter(vm, iterable)?;
    let hint = ops::length_hint(vm, iterable, 8)?;
    let start = list.len();
    let fresh = list.room.get() == 0 && start == 0;
    let reserved = list.items.write(|items| crate::room::asking(|| items.try_reserve(hint)).is_ok());
    // A hint that is absurd for this very machine may still be wrong; only a
    // plain impossibility is an error at once.
    if !reserved && hint > isize::MAX as usize / size_of::<Value>() {
        return Err(messages::memory_error(vm));
    }
    if fresh {
        list.room.set((hint + 1) & !1);
    } else if hint > 0 && start.saturating_add(hint) > list.room.get() {
        list.resized(start, start.saturating_add(hint));
    }
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            break;
        }
        list.try_push(vm, item)?;
        vm.poll()?;
    }
    let length = list.len();
    list.resized(length, length);
    Ok(())
}

fn extend_at_once(vm: &Vm, list: &PyList, mut more: Vec<Value>, is_sequence: bool) -> PyResult<()> {
    if more.is_empty() {
        return Ok(());
    }
    let old = list.len();
    if old == 0 {
        let fresh = list.room.get() == 0;
        drop(list.items.replace(more));
        let length = list.len();
        if fresh && is_sequence {
            list.filled_at_once();
        } else {
            list.resized(0, length);
        }
        return Ok(());
    }
    let reserved = list.items.write(|items| {
        if crate::room::asking(|| items.try_reserve(more.len())).is_err() {
            return false;
        }
        items.append(&mut more);
        true
    });
    if !reserved {
        return Err(messages::memory_error(vm));
    }
    list.resized(old, list.len());
    Ok(())
}

// ---- items ----

fn list_length(vm: &Vm, list: &Value) -> PyResult<usize> {
    Ok(expect_list(vm, list)?.len())
}

fn wrong_index(vm: &Vm, key: &Value) -> crate::memory::Raised {
    messages::type_error(vm, &format!("list indices must be integers or slices, not {}", vm.class_name(key)))
}

/// The position that a number names, counting from the end when negative.
fn place_of(index: i64, length: usize) -> usize {
    // A place before the start becomes a huge one, out of range as well.
    (if index < 0 { index.wrapping_add(length as i64) } else { index }) as usize
}

fn has_index(vm: &Vm, key: &Value) -> bool {
    key.is_int() || vm.class_of(key).slots(|slots| slots.index.is_some())
}

fn list_getitem(vm: &Vm, list: &Value, key: &Value) -> PyResult {
    let payload = expect_list(vm, list)?;
    if has_index(vm, key) {
        let index = ops::index_exact(vm, key)?;
        return match payload.get(place_of(index, payload.len())) {
            Some(item) => Ok(item),
            None => Err(messages::index_error(vm, "list index out of range")),
        };
    }
    let Some(slice) = key.get::<PySlice>() else { return Err(wrong_index(vm, key)) };
    cut(vm, payload, slice::positions(vm, slice)?)
}

/// A new list of the items at these positions.
pub fn cut(vm: &Vm, payload: &PyList, positions: slice::Positions) -> PyResult {
    let (start, step, count) = positions.fit(payload.len());
    let picked = payload.items.read(|items| try_pick(items, start, step, count));
    match picked {
        Some(items) => Ok(vm.new_list(items)),
        None => Err(messages::memory_error(vm)),
    }
}

/// Copies of the items that a slice names; `None` when memory is out.
fn try_pick(items: &[Value], start: usize, step: i64, count: usize) -> Option<Vec<Value>> {
    let mut picked = Vec::new();
    crate::room::asking(|| picked.try_reserve_exact(count)).ok()?;
    if step == 1 {
        picked.extend_from_slice(items.get(start..start.saturating_add(count)).unwrap_or(&[]));
        return Some(picked);
    }
    let mut place = start as i64;
    for _ in 0..count {
        picked.extend(usize::try_from(place).ok().and_then(|place| items.get(place)).cloned());
        place = place.wrapping_add(step);
    }
    Some(picked)
}

fn list_setitem(vm: &Vm, list: &Value, key: &Value, value: Option<Value>) -> PyResult<()> {
    let payload = expect_list(vm, list)?;
    if has_index(vm, key) {
        let index = ops::index_exact(vm, key)?;
        let place = place_of(index, payload.len());
        let done = match value {
            Some(value) => payload.replace(place, value).map_err(drop).map(drop),
            None => match remove_at(payload, place) {
                Some(old) => {
                    drop(old);
                    Ok(())
                }
                None => Err(()),
            },
        };
        return done.map_err(|()| messages::index_error(vm, "list assignment index out of range"));
    }
    let Some(slice) = key.get::<PySlice>() else { return Err(wrong_index(vm, key)) };
    let positions = slice::positions(vm, slice)?;
    let new = match &value {
        None => None,
        Some(value) => Some(items_to_assign(vm, value)?),
    };
    let old = payload.len();
    let (start, step, count) = positions.fit(old);
    let removed = match new {
        Some(new) if step != 1 => assign_stepped(vm, payload, start, step, count, new)?,
        new if step == 1 => {
            let removed = splice(payload, start, count, new.unwrap_or_default());
            payload.resized(old, payload.len());
            release(removed);
            Vec::new()
        }
        _ => {
            let removed = payload.items.write(|items| remove_stepped(items, start, step, count));
            payload.resized(old, payload.len());
            removed
        }
    };
    drop(removed);
    Ok(())
}

fn items_to_assign(vm: &Vm, value: &Value) -> PyResult<Vec<Value>> {
    let class = vm.class_of(value);
    if class.has(class_flag::LIST)
        && let Some(list) = value.get::<PyList>()
    {
        return Ok(list.to_vec());
    }
    if class.has(class_flag::TUPLE)
        && let Some(tuple) = value.get::<Tuple>()
    {
        return Ok(tuple.items().to_vec());
    }
    match ops::iter(vm, value) {
        Ok(iterator) => ops::collect(vm, &iterator),
        Err(raised) => {
            if vm.pending_is(&vm.errors.type_error) {
                drop(vm.take_exception());
                return Err(messages::type_error(vm, "must assign iterable to extended slice"));
            }
            Err(raised)
        }
    }
}

/// Replaces `count` items from `start` on; hands back what was there.
fn splice(list: &PyList, start: usize, count: usize, new: Vec<Value>) -> Vec<Value> {
    list.items.write(|items| {
        let start = start.min(items.len());
        let end = (start + count).min(items.len());
        if new.is_empty() { items.drain(start..end).collect() } else { items.splice(start..end, new).collect() }
    })
}

fn assign_stepped(vm: &Vm, list: &PyList, start: usize, step: i64, count: usize, new: Vec<Value>) -> PyResult<Vec<Value>> {
    if new.len() != count {
        let message = format!("attempt to assign sequence of size {} to extended slice of size {count}", new.len());
        return Err(messages::value_error(vm, &message));
    }
    Ok(list.items.write(|items| {
        let mut place = start as i64;
        let mut removed = Vec::with_capacity(new.len());
        for value in new {
            if let Some(item) = usize::try_from(place).ok().and_then(|place| items.get_mut(place)) {
                removed.push(std::mem::replace(item, value));
            }
            place = place.wrapping_add(step);
        }
        removed
    }))
}

fn remove_stepped(items: &mut Vec<Value>, start: usize, step: i64, count: usize) -> Vec<Value> {
    let mut removed = Vec::with_capacity(count);
    if count == 0 {
        return removed;
    }
    // Walk upwards whichever way the slice runs.
    let (first, stride) = if step < 0 {
        ((start as i64 + (count as i64 - 1) * step).max(0) as usize, step.unsigned_abs() as usize)
    } else {
        (start, step as usize)
    };
    let mut kept = first;
    for place in first..items.len() {
        let offset = place - first;
        if offset % stride == 0 && offset / stride < count {
            removed.push(std::mem::replace(&mut items[place], Value::UNBOUND));
        } else {
            items.swap(kept, place);
            kept += 1;
        }
    }
    items.truncate(kept);
    removed
}

fn remove_at(list: &PyList, place: usize) -> Option<Value> {
    let (removed, length) =
        list.items.write(|items| if place < items.len() { (Some(items.remove(place)), items.len()) } else { (None, 0) });
    if removed.is_some() {
        list.resized(length + 1, length);
    }
    removed
}

fn list_contains(vm: &Vm, list: &Value, needle: &Value) -> PyResult<bool> {
    Ok(find(vm, expect_list(vm, list)?, needle, 0, usize::MAX)?.is_some())
}

/// Position of the first item equal to `needle`.
fn find(vm: &Vm, list: &PyList, needle: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut place = start;
    // Comparing may change this very list, so items are fetched one by one.
    while place < stop
        && let Some(item) = list.get(place)
    {
        if ops::eq(vm, &item, needle)? {
            return Ok(Some(place));
        }
        place += 1;
    }
    Ok(None)
}

// ---- operators ----

fn list_concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let a = expect_list(vm, left)?;
    let Some(b) = right.get::<PyList>() else {
        let message = format!("can only concatenate list (not \"{}\") to list", vm.class_name(right));
        return Err(messages::type_error(vm, &message));
    };
    let joined = a.items.read(|a| {
        b.items.read(|b| {
            let mut joined = Vec::new();
            crate::room::asking(|| joined.try_reserve_exact(a.len() + b.len())).ok()?;
            joined.extend_from_slice(a);
            joined.extend_from_slice(b);
            Some(joined)
        })
    });
    match joined {
        Some(items) => Ok(vm.new_list(items)),
        None => Err(messages::memory_error(vm)),
    }
}

/// The items `count` times over; `None` when memory is out.
fn try_repeat(items: &[Value], count: usize) -> Option<Vec<Value>> {
    let mut result = Vec::new();
    let size = items.len().checked_mul(count).filter(|size| *size <= isize::MAX as usize / size_of::<Value>())?;
    crate::room::asking(|| result.try_reserve_exact(size)).ok()?;
    match items {
        [] => {}
        [item] => result.resize(count, item.clone()),
        _ => (0..count).for_each(|_| result.extend_from_slice(items)),
    }
    Some(result)
}

fn list_repeat(vm: &Vm, list: &Value, count: &Value) -> PyResult {
    let count = repeat_count(vm, count)?;
    match expect_list(vm, list)?.items.read(|items| try_repeat(items, count)) {
        Some(items) => Ok(vm.new_list(items)),
        None => Err(messages::memory_error(vm)),
    }
}

fn list_inplace_concat(vm: &Vm, list: &Value, more: &Value) -> PyResult {
    extend(vm, expect_list(vm, list)?, more)?;
    Ok(list.clone())
}

fn list_inplace_repeat(vm: &Vm, list: &Value, count: &Value) -> PyResult {
    let count = repeat_count(vm, count)?;
    let payload = expect_list(vm, list)?;
    if count == 0 {
        release(payload.take());
        return Ok(list.clone());
    }
    let old = payload.len();
    if count > 1 && old > 0 {
        let Some(more) = payload.items.read(|items| try_repeat(items, count - 1)) else {
            return Err(messages::memory_error(vm));
        };
        let mut more = more;
        let done = payload.items.write(|items| {
            let done = crate::room::asking(|| items.try_reserve_exact(more.len())).is_ok();
            if done {
                items.append(&mut more);
            }
            done
        });
        if !done {
            return Err(messages::memory_error(vm));
        }
        payload.resized(old, payload.len());
    }
    Ok(list.clone())
}

fn list_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyList>(), right.get::<PyList>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if a.len() != b.len() && (op == CompareOp::Eq || op == CompareOp::Ne) {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    compare_items(vm, |place| a.get(place), |place| b.get(place), || (a.len(), b.len()), op)
}

fn list_repr(vm: &Vm, list: &Value) -> PyResult {
    let payload = expect_list(vm, list)?;
    if payload.is_empty() {
        return Ok(vm.new_str("[]"));
    }
    let Some(_guard) = vm.enter_repr(list) else { return Ok(vm.new_str("[...]")) };
    let mut pieces = Pieces::new("[");
    let mut place = 0;
    while let Some(item) = payload.get(place) {
        if place > 0 {
            pieces.plain(", ");
        }
        pieces.repr(vm, &item)?;
        place += 1;
    }
    pieces.plain("]");
    pieces.finish(vm)
}

// ---- methods ----

fn list_reversed(vm: &Vm, args: &[Value]) -> PyResult {
    iterators::list_reverse_iterator(vm, argument(args, 0))
}

fn list_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_int((40 + expect_list(vm, argument(args, 0))?.array_size()) as i64))
}

fn list_clear(vm: &Vm, args: &[Value]) -> PyResult {
    let list = expect_list(vm, argument(args, 0))?;
    if list.room.get() != SORTING || !list.is_empty() {
        release(list.take());
    }
    Ok(Value::NONE)
}

fn list_copy(vm: &Vm, args: &[Value]) -> PyResult {
    let list = expect_list(vm, argument(args, 0))?;
    let length = list.len();
    match list.items.read(|items| try_pick(items, 0, 1, length)) {
        Some(items) => Ok(vm.new_list(items)),
        None => Err(messages::memory_error(vm)),
    }
}

#[inline]
fn list_append(vm: &Vm, args: &[Value]) -> PyResult {
    match args {
        [list, item] => {
            expect_list(vm, list)?.try_push(vm, item.clone())?;
            Ok(Value::NONE)
        }
        _ => Ok(Value::NONE),
    }
}

/// An argument as a machine integer, as `insert` and `pop` take it.
fn index_argument(vm: &Vm, value: &Value) -> PyResult<i64> {
    let number = ops::index(vm, value)?;
    match int::as_i64(&number) {
        Some(number) => Ok(number),
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t")),
    }
}

fn list_insert(vm: &Vm, args: &[Value]) -> PyResult {
    let index = index_argument(vm, argument(args, 1))?;
    let list = expect_list(vm, argument(args, 0))?;
    let item = argument(args, 2).clone();
    let length = list.len();
    let place = if index < 0 { index.saturating_add(length as i64).max(0) as usize } else { index as usize };
    let full = list.items.write(|items| {
        if items.len() == items.capacity() && crate::room::asking(|| items.try_reserve(1)).is_err() {
            return Some(item);
        }
        items.insert(place.min(items.len()), item);
        None
    });
    if full.is_some() {
        return Err(messages::memory_error(vm));
    }
    list.resized(length, length + 1);
    Ok(Value::NONE)
}

fn list_extend(vm: &Vm, args: &[Value]) -> PyResult {
    extend(vm, expect_list(vm, argument(args, 0))?, argument(args, 1))?;
    Ok(Value::NONE)
}

fn list_pop(vm: &Vm, args: &[Value]) -> PyResult {
    let list = expect_list(vm, argument(args, 0))?;
    let index = argument(args, 1);
    let index = if index.is_unbound() { -1 } else { index_argument(vm, index)? };
    if index == -1 {
        // The usual case needs no shifting.
        let (item, length) = list.items.write(|items| (items.pop(), items.len()));
        if let Some(item) = item {
            if list.room.get() >> 1 > length || length == 0 {
                list.resized(length + 1, length);
            }
            return Ok(item);
        }
    }
    if list.is_empty() {
        return Err(messages::index_error(vm, "pop from empty list"));
    }
    match remove_at(list, place_of(index, list.len())) {
        Some(item) => Ok(item),
        None => Err(messages::index_error(vm, "pop index out of range")),
    }
}

fn list_remove(vm: &Vm, args: &[Value]) -> PyResult {
    let list = expect_list(vm, argument(args, 0))?;
    match find(vm, list, argument(args, 1), 0, usize::MAX)? {
        Some(place) => {
            drop(remove_at(list, place));
            Ok(Value::NONE)
        }
        None => Err(messages::value_error(vm, "list.remove(x): x not in list")),
    }
}

fn list_index(vm: &Vm, args: &[Value]) -> PyResult {
    let (list, needle) = (expect_list(vm, argument(args, 0))?, argument(args, 1));
    let (start, stop) = search_range(vm, argument(args, 2), argument(args, 3), list.len())?;
    match find(vm, list, needle, start, stop)? {
        Some(place) => Ok(vm.new_int(place as i64)),
        None => {
            let mut pieces = Pieces::new("");
            pieces.repr(vm, needle)?;
            pieces.plain(" is not in list");
            let message = pieces.finish(vm)?;
            Err(vm.raise_new(vm.new_exception(&vm.errors.value_error, vec![message])))
        }
    }
}

fn list_count(vm: &Vm, args: &[Value]) -> PyResult {
    let (list, needle) = (expect_list(vm, argument(args, 0))?, argument(args, 1));
    let (mut place, mut count) = (0, 0);
    while let Some(item) = list.get(place) {
        count += i64::from(ops::eq(vm, &item, needle)?);
        place += 1;
    }
    Ok(vm.new_int(count))
}

fn list_reverse(vm: &Vm, args: &[Value]) -> PyResult {
    expect_list(vm, argument(args, 0))?.items.write(|items| items.reverse());
    Ok(Value::NONE)
}

fn list_class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    generic_alias::new_alias(vm, argument(args, 0), argument(args, 1))
}

// ---- sorting ----

fn list_sort(vm: &Vm, args: &[Value]) -> PyResult {
    let key = argument(args, 1);
    let key = if key.is_unbound() || key.is_none() { None } else { Some(key) };
    let reverse = argument(args, 2);
    let reverse = !reverse.is_unbound() && ops::truth(vm, reverse)?;
    sort_list(vm, argument(args, 0), key, reverse)?;
    Ok(Value::NONE)
}

/// `list.sort(key=…, reverse=…)`. The list is empty while it is being sorted.
pub fn sort_list(vm: &Vm, list: &Value, key: Option<&Value>, reverse: bool) -> PyResult<()> {
    let list = expect_list(vm, list)?;
    let mut items = list.items.take();
    let room = list.room.replace(SORTING);
    let result = sort_items(vm, &mut items, key, reverse);
    let untouched = list.room.get() == SORTING && list.items.read(|items| items.capacity() == 0);
    let added = list.items.replace(items);
    list.room.set(room);
    drop(added);
    result?;
    if untouched { Ok(()) } else { Err(messages::value_error(vm, "list modified during sort")) }
}

/// Sorts values that nobody else can reach.
pub fn sort_items(vm: &Vm, items: &mut Vec<Value>, key: Option<&Value>, reverse: bool) -> PyResult<()> {
    let keys = match key {
        None => None,
        Some(function) => {
            let mut keys = Vec::with_capacity(items.len());
            for item in items.iter() {
                keys.push(vm.call_values(function, std::slice::from_ref(item))?);
            }
            Some(keys)
        }
    };
    if items.len() < 2 {
        return Ok(());
    }
    if u32::try_from(items.len()).is_err() {
        return Err(messages::memory_error(vm));
    }
    if keys.is_none() && sort_plain_ints(items, reverse) {
        return Ok(());
    }
    let (order, result) = sorted_order(vm, keys.as_ref().unwrap_or(items), reverse);
    // Each position occurs once, so every item moves to exactly one new place.
    let mut sorted = Vec::with_capacity(items.len());
    for place in order {
        if let Some(item) = items.get_mut(place as usize) {
            sorted.push(std::mem::replace(item, Value::UNBOUND));
        }
    }
    *items = sorted;
    result
}

/// Ints that fit the word need no stability: equal ones are the same value.
fn sort_plain_ints(items: &mut [Value], reverse: bool) -> bool {
    if !items.iter().all(Value::is_int) {
        return false;
    }
    let mut numbers: Vec<i64> = items.iter().filter_map(Value::as_int).collect();
    numbers.sort_unstable();
    if reverse {
        numbers.reverse();
    }
    for (item, number) in items.iter_mut().zip(numbers) {
        *item = Value::small_int(number);
    }
    true
}

/// The positions of `keys` in sorted order, as far as an error let it come.
fn sorted_order(vm: &Vm, keys: &[Value], reverse: bool) -> (Vec<u32>, PyResult<()>) {
    let count = keys.len() as u32;
    if keys.iter().all(Value::is_int) {
        let pairs: Vec<(i64, u32)> = keys.iter().filter_map(Value::as_int).zip(0..count).collect();
        return (ordered(pairs, reverse, |a, b| a.cmp(b)), Ok(()));
    }
    if keys.iter().all(Value::is_float_word) {
        let pairs: Vec<(f64, u32)> = keys.iter().filter_map(Value::as_float_word).zip(0..count).collect();
        // The word holds no NaN, so this is a total order but for the two zeros.
        return (ordered(pairs, reverse, |a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal)), Ok(()));
    }
    if keys.iter().all(|key| key.is_kind::<Str>() && vm.class_of(key).same(&vm.types.str)) {
        return (ordered_texts(keys, reverse), Ok(()));
    }
    let mut order: Vec<u32> = (0..count).collect();
    // A stable falling order is the reverse of a rising one of the reverse.
    if reverse {
        order.reverse();
    }
    const NONE: &Value = &Value::NONE;
    let key = |place: u32| keys.get(place as usize).unwrap_or(NONE);
    let result = sort::sort(&mut order, |a, b| less(vm, key(a), key(b)));
    if reverse {
        order.reverse();
    }
    (order, result)
}

/// Sorts keys with their positions stably.
fn ordered<K>(mut pairs: Vec<(K, u32)>, reverse: bool, compare: impl Fn(&K, &K) -> std::cmp::Ordering) -> Vec<u32> {
    if reverse {
        pairs.sort_by(|a, b| compare(&b.0, &a.0));
    } else {
        pairs.sort_by(|a, b| compare(&a.0, &b.0));
    }
    pairs.into_iter().map(|pair| pair.1).collect()
}

fn ordered_texts(keys: &[Value], reverse: bool) -> Vec<u32> {
    let texts: Vec<&Str> = keys.iter().filter_map(|key| key.get::<Str>()).collect();
    if texts.iter().all(|text| text.kind() <= StrKind::Latin1) {
        // Most comparisons are decided by the first eight characters.
        let pairs: Vec<((u64, &[u8]), u32)> = texts.iter().map(|text| (prefix(text.bytes()), text.bytes())).zip(0..).collect();
        return ordered(pairs, reverse, |a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    }
    let pairs: Vec<(&Str, u32)> = texts.into_iter().zip(0..).collect();
    ordered(pairs, reverse, |a, b| text::order(a, b))
}

fn prefix(bytes: &[u8]) -> u64 {
    let mut word = [0u8; 8];
    for (place, byte) in word.iter_mut().zip(bytes) {
        *place = *byte;
    }
    u64::from_be_bytes(word)
}

/// `a < b` as sorting asks it, without a call where both are plain.
fn less(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    if let (Some(a), Some(b)) = (a.as_int(), b.as_int()) {
        return Ok(a < b);
    }
    if let (Some(a), Some(b)) = (a.as_float_word(), b.as_float_word()) {
        return Ok(a < b);
    }
    let class = vm.class_of(a);
    if class.same(vm.class_of(b)) {
        if class.same(&vm.types.str)
            && let (Some(a), Some(b)) = (a.get::<Str>(), b.get::<Str>())
        {
            return Ok(text::order(a, b).is_lt());
        }
        if class.same(&vm.types.tuple)
            && let (Some(a), Some(b)) = (a.get::<Tuple>(), b.get::<Tuple>())
        {
            let _depth = vm.enter_recursion_in(" in comparison")?;
            let (a, b) = (a.items(), b.items());
            for (x, y) in a.iter().zip(b) {
                if x.is_int() && y.is_int() {
                    if x.is(y) {
                        continue;
                    }
                    return Ok(x.as_int() < y.as_int());
                }
                if !ops::eq(vm, x, y)? {
                    return less(vm, x, y);
                }
            }
            return Ok(a.len() < b.len());
        }
    }
    ops::compare_bool(vm, a, b, CompareOp::Lt)
}
