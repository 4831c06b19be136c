//! `range` and its iterators.
//!
//! Bounds are ints of any size. Ranges whose numbers all fit machine integers
//! also keep them in that form; everything that a loop does goes through it.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::int;
use super::iterators::{builtin, itself};
use super::kinds;
use super::native::{Member, Method, expect_positional, method};
use super::ops;
use super::pieces::Pieces;
use super::slice::{self, PySlice};
use super::slots::{CompareOp, Slots};
use super::tuple::hash_of_hashes;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Value};
use std::cell::Cell;

pub const RANGE: TypeSpec = TypeSpec {
    name: "range",
    flags: class_flag::IMMUTABLE | class_flag::SEQUENCE,
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n\
          The integers from start (inclusive) to stop (exclusive) by step.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(range_repr),
        hash: Some(range_hash),
        compare: Some(range_compare),
        iter: Some(range_iter),
        new: Some(range_new),
        truth: Some(range_truth),
        length: Some(range_length),
        getitem: Some(range_getitem),
        contains: Some(range_contains),
        ..Slots::EMPTY
    },
    methods: METHODS,
    members: MEMBERS,
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__reversed__", "(self, /)", range_reversed, "Return a reverse iterator."),
    method("__reduce__", "(self, /)", range_reduce, ""),
    method("count", "(self, object, /)", range_count, "How often a value occurs."),
    method("index", "(self, object, /)", range_index, "Position of a value; ValueError when it is not present."),
];

const MEMBERS: &[Member] = &[
    Member { name: "start", get: |vm, range| Ok(payload(vm, range)?.start.clone()), set: None, doc: "" },
    Member { name: "stop", get: |vm, range| Ok(payload(vm, range)?.stop.clone()), set: None, doc: "" },
    Member { name: "step", get: |vm, range| Ok(payload(vm, range)?.step.clone()), set: None, doc: "" },
];

pub const RANGE_ITERATOR: TypeSpec = TypeSpec {
    name: "range_iterator",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: Slots { iter: Some(itself), next: Some(iterator_next), ..Slots::EMPTY },
    methods: ITERATOR_METHODS,
    ..TypeSpec::EMPTY
};

pub const LONGRANGE_ITERATOR: TypeSpec = TypeSpec {
    name: "longrange_iterator",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: Slots { iter: Some(itself), next: Some(iterator_next), ..Slots::EMPTY },
    methods: ITERATOR_METHODS,
    ..TypeSpec::EMPTY
};

const ITERATOR_METHODS: &[Method] = &[
    method("__length_hint__", "(self, /)", iterator_hint, "How many items are left."),
    method("__reduce__", "(self, /)", iterator_reduce, "What pickling needs."),
    method("__setstate__", "(self, object, /)", iterator_setstate, "Go to the place that pickling recorded."),
];

/// A range whose numbers are machine integers.
#[derive(Clone, Copy)]
struct Small {
    start: i64,
    stop: i64,
    step: i64,
    length: i64,
}

impl Small {
    /// `None` when a number of the range or one step beyond it does not fit.
    fn new(start: i64, stop: i64, step: i64) -> Option<Small> {
        let length = if step > 0 && start < stop {
            (i128::from(stop) - i128::from(start) - 1) / i128::from(step) + 1
        } else if step < 0 && start > stop {
            (i128::from(start) - i128::from(stop) - 1) / -i128::from(step) + 1
        } else {
            0
        };
        let length = i64::try_from(length).ok()?;
        let end = i128::from(start) + i128::from(length) * i128::from(step);
        i64::try_from(end).ok()?;
        Some(Small { start, stop, step, length })
    }

    fn item(&self, index: i64) -> i64 {
        self.start.wrapping_add(index.wrapping_mul(self.step))
    }

    /// Position of a number, if it is in the range.
    fn position(&self, number: i64) -> Option<i64> {
        let offset = i128::from(number) - i128::from(self.start);
        let inside =
            if self.step > 0 { number >= self.start && number < self.stop } else { number <= self.start && number > self.stop };
        if inside && offset % i128::from(self.step) == 0 { i64::try_from(offset / i128::from(self.step)).ok() } else { None }
    }
}

pub struct PyRange {
    start: Value,
    stop: Value,
    step: Value,
    length: Value,
    small: Option<Small>,
}

impl Payload for PyRange {
    const KIND: Kind = kinds::RANGE;
}

/// Start, stop and step, when they are machine integers whose steps do not overflow.
#[inline]
pub fn small_bounds(range: &Value) -> Option<(i64, i64, i64)> {
    range.get::<PyRange>().and_then(|range| range.small).map(|small| (small.start, small.stop, small.step))
}

fn payload<'a>(vm: &Vm, range: &'a Value) -> PyResult<&'a PyRange> {
    match range.get::<PyRange>() {
        Some(range) => Ok(range),
        None => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

/// `range(start, stop, step)` of exact ints; the step is not zero.
fn make(vm: &Vm, start: Value, stop: Value, step: Value) -> PyResult {
    let small = match (int::as_i64(&start), int::as_i64(&stop), int::as_i64(&step)) {
        (Some(start), Some(stop), Some(step)) => Small::new(start, stop, step),
        _ => None,
    };
    let length = match small {
        Some(small) => vm.new_int(small.length),
        None => long_length(vm, &start, &stop, &step)?,
    };
    Ok(Handle::new(vm.types.range.to_value(), PyRange { start, stop, step, length, small }).into_value())
}

/// A range of machine integers.
pub fn new_range(vm: &Vm, start: i64, stop: i64, step: i64) -> PyResult {
    make(vm, vm.new_int(start), vm.new_int(stop), vm.new_int(step))
}

fn long_length(vm: &Vm, start: &Value, stop: &Value, step: &Value) -> PyResult {
    let (low, high, stride) =
        if int::is_negative(step) { (stop, start, int::negate(vm, step)?) } else { (start, stop, step.clone()) };
    if !int::order(low, high).is_some_and(std::cmp::Ordering::is_lt) {
        return Ok(Value::small_int(0));
    }
    let one = Value::small_int(1);
    let span = int::sub(vm, &int::sub(vm, high, low)?, &one)?;
    int::add(vm, &int::floordiv(vm, &span, &stride)?, &one)
}

fn range_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    expect_positional(vm, "range", args, 1, 3)?;
    let (start, stop, step) = match args.values {
        [stop] => (Value::small_int(0), ops::index(vm, stop)?, Value::small_int(1)),
        [start, stop] => (ops::index(vm, start)?, ops::index(vm, stop)?, Value::small_int(1)),
        [start, stop, step] => (ops::index(vm, start)?, ops::index(vm, stop)?, ops::index(vm, step)?),
        _ => (Value::small_int(0), Value::small_int(0), Value::small_int(1)),
    };
    if step.as_int() == Some(0) {
        return Err(messages::value_error(vm, "range() arg 3 must not be zero"));
    }
    make(vm, start, stop, step)
}

fn range_repr(vm: &Vm, range: &Value) -> PyResult {
    let range = payload(vm, range)?;
    let mut pieces = Pieces::new("range(");
    pieces.repr(vm, &range.start)?;
    pieces.plain(", ");
    pieces.repr(vm, &range.stop)?;
    if range.step.as_int() != Some(1) {
        pieces.plain(", ");
        pieces.repr(vm, &range.step)?;
    }
    pieces.plain(")");
    pieces.finish(vm)
}

fn range_truth(vm: &Vm, range: &Value) -> PyResult<bool> {
    Ok(payload(vm, range)?.length.as_int() != Some(0))
}

fn range_length(vm: &Vm, range: &Value) -> PyResult<usize> {
    match int::as_i64(&payload(vm, range)?.length) {
        Some(length) => Ok(length as usize),
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t")),
    }
}

/// The numbers that comparing and hashing look at: length, first, step.
fn essence(range: &PyRange) -> [Value; 3] {
    match range.length.as_int() {
        Some(0) => [range.length.clone(), Value::NONE, Value::NONE],
        Some(1) => [range.length.clone(), range.start.clone(), Value::NONE],
        _ => [range.length.clone(), range.start.clone(), range.step.clone()],
    }
}

fn range_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyRange>(), right.get::<PyRange>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if op != CompareOp::Eq && op != CompareOp::Ne {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut equal = true;
    for (x, y) in essence(a).iter().zip(&essence(b)) {
        equal = equal && ops::eq(vm, x, y)?;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn range_hash(vm: &Vm, range: &Value) -> PyResult<i64> {
    let mut hashes = [0; 3];
    for (place, part) in hashes.iter_mut().zip(&essence(payload(vm, range)?)) {
        *place = ops::hash(vm, part)?;
    }
    Ok(hash_of_hashes(&hashes))
}

/// `start + index * step`.
fn long_item(vm: &Vm, range: &PyRange, index: &Value) -> PyResult {
    int::add(vm, &range.start, &int::mul(vm, index, &range.step)?)
}

fn range_getitem(vm: &Vm, range: &Value, key: &Value) -> PyResult {
    let range = payload(vm, range)?;
    if let (Some(index), Some(small)) = (key.as_int(), range.small) {
        let place = if index < 0 { index + small.length } else { index };
        if place >= 0 && place < small.length {
            return Ok(vm.new_int(small.item(place)));
        }
        return Err(messages::index_error(vm, "range object index out of range"));
    }
    if let Some(slice) = key.get::<PySlice>() {
        let (start, stop, step) = slice::long_indices(vm, slice, &range.length)?;
        let (start, stop) = (long_item(vm, range, &start)?, long_item(vm, range, &stop)?);
        let step = int::mul(vm, &range.step, &step)?;
        return make(vm, start, stop, step);
    }
    if vm.class_of(key).slots(|slots| slots.index.is_none()) {
        let message = format!("range indices must be integers or slices, not {}", vm.class_name(key));
        return Err(messages::type_error(vm, &message));
    }
    let mut index = ops::index(vm, key)?;
    if int::is_negative(&index) {
        index = int::add(vm, &index, &range.length)?;
    }
    if int::is_negative(&index) || !int::order(&index, &range.length).is_some_and(std::cmp::Ordering::is_lt) {
        return Err(messages::index_error(vm, "range object index out of range"));
    }
    long_item(vm, range, &index)
}

/// Position of an int in a range, if it is there.
fn position_of(vm: &Vm, range: &PyRange, number: &Value) -> PyResult<Option<Value>> {
    if let Some(small) = range.small {
        return Ok(int::as_i64(number).and_then(|number| small.position(number)).map(|place| vm.new_int(place)));
    }
    let (above, below) = (int::order(number, &range.start), int::order(number, &range.stop));
    let inside = match (above, below) {
        (Some(above), Some(below)) if int::is_negative(&range.step) => above.is_le() && below.is_gt(),
        (Some(above), Some(below)) => above.is_ge() && below.is_lt(),
        _ => false,
    };
    if !inside {
        return Ok(None);
    }
    let offset = int::sub(vm, number, &range.start)?;
    if int::modulo(vm, &offset, &range.step)?.as_int() != Some(0) {
        return Ok(None);
    }
    int::floordiv(vm, &offset, &range.step).map(Some)
}

/// Exact ints and bools are looked up by arithmetic, anything else by walking.
fn is_plain_int(vm: &Vm, value: &Value) -> bool {
    value.is_int() || value.is_bool() || vm.class_of(value).same(&vm.types.int)
}

fn range_contains(vm: &Vm, range: &Value, needle: &Value) -> PyResult<bool> {
    if is_plain_int(vm, needle) {
        let number = int::exact(vm, needle)?;
        return Ok(position_of(vm, payload(vm, range)?, &number)?.is_some());
    }
    ops::contains_by_iteration(vm, range, needle)
}

fn range_count(vm: &Vm, args: &[Value]) -> PyResult {
    let [range, needle] = args else { return Ok(Value::NONE) };
    if is_plain_int(vm, needle) {
        return Ok(Value::small_int(i64::from(range_contains(vm, range, needle)?)));
    }
    let mut count = 0;
    ops::for_each(vm, range, |item| {
        count += i64::from(ops::eq(vm, &item, needle)?);
        Ok(())
    })?;
    Ok(vm.new_int(count))
}

fn range_index(vm: &Vm, args: &[Value]) -> PyResult {
    let [range, needle] = args else { return Ok(Value::NONE) };
    if is_plain_int(vm, needle) {
        let number = int::exact(vm, needle)?;
        return match position_of(vm, payload(vm, range)?, &number)? {
            Some(place) => Ok(place),
            None => Err(messages::value_error(vm, &format!("{} is not in range", ops::repr_text(vm, needle)?))),
        };
    }
    let iterator = ops::iter(vm, range)?;
    let mut place = 0;
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            return Err(messages::value_error(vm, "sequence.index(x): x not in sequence"));
        }
        if ops::eq(vm, &item, needle)? {
            return Ok(vm.new_int(place));
        }
        place += 1;
        vm.poll()?;
    }
}

fn range_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let range = payload(vm, value)?;
    let parts = vm.tuple_of([range.start.clone(), range.stop.clone(), range.step.clone()]);
    Ok(vm.tuple_of([vm.class_of(value).to_value(), parts]))
}

// ---- iteration ----

/// Counts down `left` while it adds `step` to `next`.
pub struct PyRangeIterator {
    next: Cell<i64>,
    step: Cell<i64>,
    left: Cell<i64>,
    /// Next, step and left of a range that machine integers do not hold.
    long: Option<Guarded<[Value; 3]>>,
}

impl Payload for PyRangeIterator {
    const KIND: Kind = kinds::RANGE_ITERATOR;
}

fn small_iterator(vm: &Vm, next: i64, step: i64, left: i64) -> Value {
    let iterator = PyRangeIterator { next: Cell::new(next), step: Cell::new(step), left: Cell::new(left), long: None };
    Handle::new(vm.types.range_iterator.to_value(), iterator).into_value()
}

fn long_iterator(vm: &Vm, next: Value, step: Value, left: Value) -> Value {
    let long = Some(Guarded::new([next, step, left]));
    let iterator = PyRangeIterator { next: Cell::new(0), step: Cell::new(0), left: Cell::new(0), long };
    Handle::new(vm.types.longrange_iterator.to_value(), iterator).into_value()
}

fn range_iter(vm: &Vm, range: &Value) -> PyResult {
    let range = payload(vm, range)?;
    Ok(match range.small {
        Some(small) => small_iterator(vm, small.start, small.step, small.length),
        None => long_iterator(vm, range.start.clone(), range.step.clone(), range.length.clone()),
    })
}

fn range_reversed(vm: &Vm, args: &[Value]) -> PyResult {
    let [range] = args else { return Ok(Value::NONE) };
    let range = payload(vm, range)?;
    if let Some(small) = range.small
        && let (Some(step), Some(_)) = (small.step.checked_neg(), small.start.checked_sub(small.step))
    {
        return Ok(small_iterator(vm, small.item(small.length.wrapping_sub(1)), step, small.length));
    }
    let last = int::sub(vm, &range.length, &Value::small_int(1))?;
    Ok(long_iterator(vm, long_item(vm, range, &last)?, int::negate(vm, &range.step)?, range.length.clone()))
}

#[inline]
fn iterator_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyRangeIterator>() else { return Ok(Value::DONE) };
    if let Some(long) = &state.long {
        return long_next(vm, long);
    }
    let left = state.left.get();
    if left <= 0 {
        return Ok(Value::DONE);
    }
    let number = state.next.get();
    state.next.set(number.wrapping_add(state.step.get()));
    state.left.set(left - 1);
    Ok(vm.new_int(number))
}

#[cold]
fn long_next(vm: &Vm, long: &Guarded<[Value; 3]>) -> PyResult {
    let [number, step, left] = long.copy();
    if left.as_int() == Some(0) {
        return Ok(Value::DONE);
    }
    let next = int::add(vm, &number, &step)?;
    let left = int::sub(vm, &left, &Value::small_int(1))?;
    drop(long.replace([next, step, left]));
    Ok(number)
}

/// Next, step and what is left, as ints.
fn iterator_parts(vm: &Vm, iterator: &Value) -> PyResult<[Value; 3]> {
    match iterator.get::<PyRangeIterator>() {
        Some(PyRangeIterator { long: Some(long), .. }) => Ok(long.copy()),
        Some(state) => Ok([vm.new_int(state.next.get()), vm.new_int(state.step.get()), vm.new_int(state.left.get())]),
        None => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

fn iterator_hint(vm: &Vm, args: &[Value]) -> PyResult {
    let [iterator] = args else { return Ok(Value::NONE) };
    let [_, _, left] = iterator_parts(vm, iterator)?;
    Ok(left)
}

fn iterator_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [iterator] = args else { return Ok(Value::NONE) };
    let [next, step, left] = iterator_parts(vm, iterator)?;
    let stop = int::add(vm, &next, &int::mul(vm, &left, &step)?)?;
    let range = make(vm, next, stop, step)?;
    Ok(vm.tuple_of([builtin(vm, "iter")?, vm.tuple_of([range]), Value::NONE]))
}

fn iterator_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(state) = args.first().and_then(|iterator| iterator.get::<PyRangeIterator>()) else { return Ok(Value::NONE) };
    let Some(long) = &state.long else {
        const NONE: &Value = &Value::NONE;
        let number = ops::index(vm, args.get(1).unwrap_or(NONE))?;
        let Some(skip) = int::as_i64(&number) else {
            return Err(messages::overflow_error(vm, "Python int too large to convert to C long"));
        };
        let skip = skip.clamp(0, state.left.get());
        state.next.set(state.next.get().wrapping_add(skip.wrapping_mul(state.step.get())));
        state.left.set(state.left.get() - skip);
        return Ok(Value::NONE);
    };
    let Some(skip) = args.get(1) else { return Ok(Value::NONE) };
    let [next, step, left] = long.copy();
    let mut skip = if vm.class_of(skip).has(class_flag::INT) {
        int::exact(vm, skip)?
    } else {
        // Whoever is no int may say how it compares with the two ends.
        let below = ops::compare(vm, skip, &Value::small_int(0), super::slots::CompareOp::Lt)?;
        if ops::truth(vm, &below)? {
            Value::small_int(0)
        } else {
            let above = ops::compare(vm, &left, skip, super::slots::CompareOp::Lt)?;
            if !ops::truth(vm, &above)? {
                return Err(messages::type_error(vm, "state must be an int"));
            }
            left.clone()
        }
    };
    if int::is_negative(&skip) {
        skip = Value::small_int(0);
    } else if int::order(&skip, &left).is_some_and(std::cmp::Ordering::is_gt) {
        skip = left.clone();
    }
    let next = int::add(vm, &next, &int::mul(vm, &skip, &step)?)?;
    let left = int::sub(vm, &left, &skip)?;
    drop(long.replace([next, step, left]));
    Ok(Value::NONE)
}
