//! `tuple`. Its storage is `memory::Tuple`; here is what Python sees of it.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::exception::messages;
use super::int;
use super::native::{Method, as_class, class_method, expect_positional, method};
use super::ops;
use super::pieces::Pieces;
use super::slice;
use super::slots::{CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Guarded, NewAttrs, PyResult, Str, Tuple, Value, function_address, stack_pointer};

pub const TUPLE: TypeSpec = TypeSpec {
    name: "tuple",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::SEQUENCE | class_flag::MATCH_SELF | class_flag::TUPLE,
    doc: "Built-in immutable sequence.\n\nWithout an argument the tuple is empty; otherwise it has the iterable's items.\n\
          A tuple as argument is returned as it is.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(tuple_repr),
        hash: Some(tuple_hash),
        compare: Some(tuple_compare),
        iter: Some(super::iterators::tuple_iterator),
        new: Some(tuple_new),
        length: Some(tuple_length),
        getitem: Some(tuple_getitem),
        contains: Some(tuple_contains),
        concat: Some(tuple_concat),
        repeat: Some(tuple_repeat),
        ..Slots::EMPTY
    },
    methods: METHODS,
    signature: "(iterable=(), /)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__getnewargs__", "(self, /)", tuple_getnewargs, ""),
    method(
        "index",
        "(self, value, start=0, stop=sys.maxsize, /)",
        tuple_index,
        "First position of a value.\n\nRaises ValueError if the value is not present.",
    ),
    method("count", "(self, value, /)", tuple_count, "How often a value occurs."),
    class_method("__class_getitem__", "(type, object, /)", tuple_class_getitem, "A generic alias: see PEP 585."),
];

fn items(tuple: &Value) -> &[Value] {
    tuple.get::<Tuple>().map_or(&[], Tuple::items)
}

/// A tuple of a class that may be a subclass with attributes.
pub fn new_of_class(vm: &Vm, class: &Class, items: Vec<Value>) -> PyResult {
    if class.same(&vm.types.tuple) {
        return new_tuple(vm, items);
    }
    let made = match class.shape.copy() {
        Some(shape) => {
            let finalizer = class.has(class_flag::FINALIZER);
            let attrs = NewAttrs { shape: &shape, finalizer };
            Tuple::try_new_with(class.to_value(), &mut items.into_iter(), Some(attrs))
        }
        None => Tuple::try_new(class.to_value(), items),
    };
    match made {
        Some(tuple) => Ok(tuple.into_value()),
        None => Err(messages::memory_error(vm)),
    }
}

/// A plain tuple; MemoryError when there is no room.
pub fn new_tuple(vm: &Vm, items: Vec<Value>) -> PyResult {
    if items.is_empty() {
        return Ok(vm.empty_tuple.clone());
    }
    match Tuple::try_new(vm.types.tuple.to_value(), items) {
        Some(tuple) => Ok(tuple.into_value()),
        None => Err(messages::memory_error(vm)),
    }
}

/// `tuple(iterable)`.
pub fn from_iterable(vm: &Vm, iterable: &Value) -> PyResult {
    if vm.class_of(iterable).same(&vm.types.tuple) {
        return Ok(iterable.clone());
    }
    new_tuple(vm, ops::collect(vm, iterable)?)
}

fn tuple_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else {
        return Err(messages::type_error(vm, "tuple.__new__(X): X is not a type object"));
    };
    let init = |class: &Class| class.slots(|slots| slots.init.map(|init| function_address(&init)));
    let own_init = init(class) != init(&vm.types.tuple);
    let args = if own_init { CallArgs::positional(args.by_position()) } else { args };
    expect_positional(vm, "tuple", args, 0, 1)?;
    match args.values {
        [iterable] if class.same(&vm.types.tuple) => from_iterable(vm, iterable),
        [iterable] => new_of_class(vm, class, ops::collect(vm, iterable)?),
        _ => new_of_class(vm, class, Vec::new()),
    }
}

// ---- items ----

fn tuple_length(_vm: &Vm, tuple: &Value) -> PyResult<usize> {
    Ok(items(tuple).len())
}

fn tuple_getitem(vm: &Vm, tuple: &Value, key: &Value) -> PyResult {
    let items = items(tuple);
    if key.is_int() || vm.class_of(key).slots(|slots| slots.index.is_some()) {
        let index = ops::index_exact(vm, key)?;
        let place = if index < 0 { index + items.len() as i64 } else { index };
        return match usize::try_from(place).ok().and_then(|place| items.get(place)) {
            Some(item) => Ok(item.clone()),
            None => Err(messages::index_error(vm, "tuple index out of range")),
        };
    }
    match slice::bounds(vm, key, items.len())? {
        Some((0, 1, count)) if count == items.len() && vm.class_of(tuple).same(&vm.types.tuple) => Ok(tuple.clone()),
        Some((start, step, count)) => new_tuple(vm, pick(vm, items, start, step, count)?),
        None => {
            let message = format!("tuple indices must be integers or slices, not {}", vm.class_name(key));
            Err(messages::type_error(vm, &message))
        }
    }
}

/// Copies of the items that a slice names.
pub fn pick(vm: &Vm, items: &[Value], start: usize, step: i64, count: usize) -> PyResult<Vec<Value>> {
    let mut picked = Vec::new();
    if crate::room::asking(|| picked.try_reserve_exact(count)).is_err() {
        return Err(messages::memory_error(vm));
    }
    if step == 1 {
        picked.extend_from_slice(items.get(start..start.saturating_add(count)).unwrap_or(&[]));
        return Ok(picked);
    }
    let mut place = start as i64;
    for _ in 0..count {
        picked.extend(usize::try_from(place).ok().and_then(|place| items.get(place)).cloned());
        place = place.wrapping_add(step);
    }
    Ok(picked)
}

fn tuple_contains(vm: &Vm, tuple: &Value, needle: &Value) -> PyResult<bool> {
    for item in items(tuple) {
        if ops::eq(vm, item, needle)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn tuple_concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !vm.class_of(right).has(class_flag::TUPLE) {
        let message = format!("can only concatenate tuple (not \"{}\") to tuple", vm.class_name(right));
        return Err(messages::type_error(vm, &message));
    }
    let (a, b) = (items(left), items(right));
    if a.is_empty() && vm.class_of(right).same(&vm.types.tuple) {
        return Ok(right.clone());
    }
    if b.is_empty() && vm.class_of(left).same(&vm.types.tuple) {
        return Ok(left.clone());
    }
    let mut joined = Vec::new();
    if crate::room::asking(|| joined.try_reserve_exact(a.len() + b.len())).is_err() {
        return Err(messages::memory_error(vm));
    }
    joined.extend_from_slice(a);
    joined.extend_from_slice(b);
    new_tuple(vm, joined)
}

fn tuple_repeat(vm: &Vm, tuple: &Value, count: &Value) -> PyResult {
    let items = items(tuple);
    let count = repeat_count(vm, count)?;
    if vm.class_of(tuple).same(&vm.types.tuple) && (items.is_empty() || count == 1) {
        return Ok(tuple.clone());
    }
    new_tuple(vm, repeated(vm, items, count)?)
}

/// How often a sequence is to be repeated; negative counts as never.
pub fn repeat_count(vm: &Vm, count: &Value) -> PyResult<usize> {
    let number = ops::index(vm, count)?;
    match int::as_i64(&number) {
        Some(number) => Ok(number.max(0) as usize),
        None => {
            let message = format!("cannot fit '{}' into an index-sized integer", vm.class_name(count));
            Err(messages::overflow_error(vm, &message))
        }
    }
}

/// The items `count` times over.
pub fn repeated(vm: &Vm, items: &[Value], count: usize) -> PyResult<Vec<Value>> {
    let mut result = Vec::new();
    let size = items.len().checked_mul(count).filter(|size| *size <= isize::MAX as usize / size_of::<Value>());
    if size.is_none_or(|size| crate::room::asking(|| result.try_reserve_exact(size)).is_err()) {
        return Err(messages::memory_error(vm));
    }
    match items {
        [] => {}
        [item] => result.resize(count, item.clone()),
        _ => (0..count).for_each(|_| result.extend_from_slice(items)),
    }
    Ok(result)
}

fn tuple_index(vm: &Vm, args: &[Value]) -> PyResult {
    let [tuple, needle, start, stop] = args else { return Ok(Value::NONE) };
    let items = items(tuple);
    let (start, stop) = search_range(vm, start, stop, items.len())?;
    for (place, item) in items.iter().enumerate().take(stop).skip(start) {
        if ops::eq(vm, item, needle)? {
            return Ok(vm.new_int(place as i64));
        }
    }
    Err(messages::value_error(vm, "tuple.index(x): x not in tuple"))
}

/// The optional bounds of `index`, fitted to a length as slices are.
pub fn search_range(vm: &Vm, start: &Value, stop: &Value, length: usize) -> PyResult<(usize, usize)> {
    let bound = |value: &Value, default: i64| -> PyResult<i64> {
        if value.is_unbound() {
            return Ok(default);
        }
        if let Some(number) = value.as_int() {
            return Ok(number);
        }
        if !vm.class_of(value).has(class_flag::INT) && vm.class_of(value).slots(|slots| slots.index.is_none()) {
            return Err(messages::type_error(vm, "slice indices must be integers or have an __index__ method"));
        }
        Ok(int::clamp_to_i64(&ops::index(vm, value)?))
    };
    let (start, stop) = (bound(start, 0)?, bound(stop, i64::MAX)?);
    let fitted = |place: i64| if place < 0 { place.saturating_add(length as i64).max(0) } else { place } as usize;
    Ok((fitted(start), fitted(stop)))
}

fn tuple_count(vm: &Vm, args: &[Value]) -> PyResult {
    let [tuple, needle] = args else { return Ok(Value::NONE) };
    let mut count = 0;
    for item in items(tuple) {
        if ops::eq(vm, item, needle)? {
            count += 1;
        }
    }
    Ok(vm.new_int(count))
}

fn tuple_getnewargs(vm: &Vm, args: &[Value]) -> PyResult {
    let [tuple] = args else { return Ok(Value::NONE) };
    let copy = new_tuple(vm, items(tuple).to_vec())?;
    Ok(vm.tuple_of([copy]))
}

fn tuple_class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    let [class, arguments] = args else { return Ok(Value::NONE) };
    super::generic_alias::new_alias(vm, class, arguments)
}

// ---- comparison, hash, text ----

/// Compares two sequences item by item, as lists and tuples do. Both are asked
/// through `at`, which sees changes that comparisons make.
pub fn compare_items(
    vm: &Vm,
    left: impl Fn(usize) -> Option<Value>,
    right: impl Fn(usize) -> Option<Value>,
    lengths: impl Fn() -> (usize, usize),
    op: CompareOp,
) -> PyResult {
    let mut place = 0;
    while let (Some(a), Some(b)) = (left(place), right(place)) {
        if !ops::eq(vm, &a, &b)? {
            let (left, right) = lengths();
            if place >= left || place >= right {
                // The comparison has made a sequence shorter: the lengths decide.
                break;
            }
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => ops::compare(vm, &a, &b, op),
            };
        }
        place += 1;
    }
    let (a, b) = lengths();
    Ok(Value::bool(op.holds(a.cmp(&b))))
}

fn tuple_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<Tuple>(), right.get::<Tuple>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = (a.items(), b.items());
    for (x, y) in a.iter().zip(b) {
        if !ops::eq(vm, x, y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => ops::compare(vm, x, y, op),
            };
        }
    }
    Ok(Value::bool(op.holds(a.len().cmp(&b.len()))))
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

/// The core of xxHash as CPython mixes the hashes of items in order.
pub fn mix_hashes(hashes: impl Iterator<Item = i64>) -> u64 {
    hashes.fold(PRIME_5, |mixed, hash| {
        mixed.wrapping_add((hash as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1)
    })
}

/// The hash of a tuple with items of these hashes.
pub fn hash_of_hashes(hashes: &[i64]) -> i64 {
    let mixed = mix_hashes(hashes.iter().copied()).wrapping_add(hashes.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    if mixed == u64::MAX { 1_546_275_796 } else { mixed as i64 }
}

/// Items whose hash no program can observe being asked for.
fn has_quiet_hash(vm: &Vm, item: &Value) -> bool {
    match item.header() {
        None => true,
        Some(_) => {
            let class = vm.class_of(item);
            (item.is_kind::<Str>() && class.same(&vm.types.str))
                || (class.same(&vm.types.tuple) && item.get::<Tuple>().is_some_and(|tuple| tuple.hash.get() != 0))
        }
    }
}

fn tuple_hash(vm: &Vm, tuple: &Value) -> PyResult<i64> {
    let Some(payload) = tuple.get::<Tuple>() else { return Ok(0) };
    if payload.hash.get() != 0 {
        return Ok(payload.hash.get() as i64);
    }
    if stack_pointer() < vm.stack_floor.get() {
        return Err(messages::recursion(vm, ""));
    }
    let mut mixed = PRIME_5;
    let mut quiet = true;
    for item in payload.items() {
        let hash = ops::hash(vm, item)?;
        quiet = quiet && has_quiet_hash(vm, item);
        mixed = mixed.wrapping_add((hash as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    mixed = mixed.wrapping_add(payload.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    let hash = if mixed == u64::MAX { 1_546_275_796 } else { mixed };
    if quiet {
        payload.hash.set(hash);
    }
    Ok(hash as i64)
}

fn tuple_repr(vm: &Vm, tuple: &Value) -> PyResult {
    let items = items(tuple);
    if items.is_empty() {
        return Ok(vm.new_str("()"));
    }
    let Some(_guard) = vm.enter_repr(tuple) else { return Ok(vm.new_str("(...)")) };
    let mut pieces = Pieces::new("(");
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            pieces.plain(", ");
        }
        pieces.repr(vm, item)?;
    }
    pieces.plain(if items.len() == 1 { ",)" } else { ")" });
    pieces.finish(vm)
}

/// [`hand_out`] for any number of items.
pub fn hand_out_row(vm: &Vm, kept: &Guarded<Value>, mut items: Vec<Value>) -> PyResult {
    if kept.read(|kept| Tuple::refill(kept, &mut items)) {
        let tuple = kept.copy();
        drop(items);
        return Ok(tuple);
    }
    let tuple = new_tuple(vm, items)?;
    if kept.read(Value::is_unbound) {
        drop(kept.replace(tuple.clone()));
    }
    Ok(tuple)
}

/// A tuple of items that an iterator keeps and hands out again once nobody else
/// holds it, as CPython's iterators over pairs do.
#[inline]
pub fn hand_out<const N: usize>(vm: &Vm, kept: &Guarded<Value>, mut items: [Value; N]) -> Value {
    if kept.read(|kept| Tuple::refill(kept, &mut items)) {
        // The old items go after the tuple is whole again.
        let tuple = kept.copy();
        drop(items);
        return tuple;
    }
    let tuple = vm.tuple_of(items);
    if kept.read(Value::is_unbound) {
        drop(kept.replace(tuple.clone()));
    }
    tuple
}
