//! `slice`, and what the slices of sequences share: resolving positions.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::int;
use super::kinds;
use super::native::{Member, Method, expect_positional, method};
use super::ops;
use super::pieces::Pieces;
use super::slots::{CompareOp, Slots};
use super::tuple::mix_hashes;
use super::vm::Vm;
use crate::memory::{Handle, Kind, Payload, PyResult, Value, Visitor};

pub const SLICE: TypeSpec = TypeSpec {
    name: "slice",
    flags: class_flag::IMMUTABLE,
    doc: "slice(stop)\nslice(start, stop[, step])\n\nThe positions that `sequence[start:stop:step]` asks for.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(slice_repr),
        hash: Some(slice_hash),
        compare: Some(slice_compare),
        new: Some(slice_new),
        ..Slots::EMPTY
    },
    methods: METHODS,
    members: MEMBERS,
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("indices", "(self, object, /)", slice_indices, "Start, stop and step for a sequence of the given length."),
    method("__reduce__", "(self, /)", slice_reduce, "What pickling needs."),
];

const MEMBERS: &[Member] = &[
    Member { name: "start", get: |vm, slice| part(vm, slice, |slice| &slice.start), set: None, doc: "" },
    Member { name: "stop", get: |vm, slice| part(vm, slice, |slice| &slice.stop), set: None, doc: "" },
    Member { name: "step", get: |vm, slice| part(vm, slice, |slice| &slice.step), set: None, doc: "" },
];

pub struct PySlice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

impl Payload for PySlice {
    const KIND: Kind = kinds::SLICE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { start, stop, step } = self;
        visitor.each([start, stop, step]);
    }
}

/// Start, stop and step as machine integers, not yet fitted to a length.
#[derive(Clone, Copy, Debug)]
pub struct Positions {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

impl Positions {
    /// First position, step and number of items in a sequence of `length`.
    pub fn fit(self, length: usize) -> (usize, i64, usize) {
        let length = length as i64;
        let backwards = self.step < 0;
        let fitted = |position: i64| {
            if position < 0 {
                let position = position.saturating_add(length);
                if position < 0 { if backwards { -1 } else { 0 } } else { position }
            } else if position >= length {
                if backwards { length - 1 } else { length }
            } else {
                position
            }
        };
        let (start, stop) = (fitted(self.start), fitted(self.stop));
        let count = if backwards {
            if stop < start { (start - stop - 1) / self.step.saturating_neg() + 1 } else { 0 }
        } else if start < stop {
            (stop - start - 1) / self.step + 1
        } else {
            0
        };
        (start.max(0) as usize, self.step, count as usize)
    }
}

/// `slice(start, stop, step)` of any values.
pub fn new_slice(vm: &Vm, start: Value, stop: Value, step: Value) -> Value {
    Handle::new(vm.types.slice.to_value(), PySlice { start, stop, step }).into_value()
}

fn position(vm: &Vm, value: &Value, default: i64) -> PyResult<i64> {
    if let Some(number) = value.as_int() {
        return Ok(number);
    }
    if value.is_none() {
        return Ok(default);
    }
    Ok(int::clamp_to_i64(&position_value(vm, value)?))
}

/// The integer that a part of a slice stands for.
fn position_value(vm: &Vm, value: &Value) -> PyResult {
    let class = vm.class_of(value);
    if class.has(class_flag::INT) || class.slots(|slots| slots.index.is_some()) {
        return ops::index(vm, value);
    }
    Err(messages::type_error(vm, "slice indices must be integers or None or have an __index__ method"))
}

/// The parts as machine integers. A call-out: read lengths afterwards.
pub fn positions(vm: &Vm, slice: &PySlice) -> PyResult<Positions> {
    let step = position(vm, &slice.step, 1)?.max(-i64::MAX);
    if step == 0 {
        return Err(messages::value_error(vm, "slice step cannot be zero"));
    }
    let backwards = step < 0;
    let start = position(vm, &slice.start, if backwards { i64::MAX } else { 0 })?;
    let stop = position(vm, &slice.stop, if backwards { i64::MIN } else { i64::MAX })?;
    Ok(Positions { start, stop, step })
}

/// When `key` is a slice: its first position, step and number of items in a
/// sequence whose length cannot change.
#[inline]
pub fn bounds(vm: &Vm, key: &Value, length: usize) -> PyResult<Option<(usize, i64, usize)>> {
    match key.get::<PySlice>() {
        Some(slice) => Ok(Some(positions(vm, slice)?.fit(length))),
        None => Ok(None),
    }
}

/// Start, stop and step as ints of any size for a length of any size.
pub fn long_indices(vm: &Vm, slice: &PySlice, length: &Value) -> PyResult<(Value, Value, Value)> {
    let zero = Value::small_int(0);
    let (step, backwards) = if slice.step.is_none() {
        (Value::small_int(1), false)
    } else {
        let step = position_value(vm, &slice.step)?;
        if step.is(&zero) {
            return Err(messages::value_error(vm, "slice step cannot be zero"));
        }
        let backwards = int::is_negative(&step);
        (step, backwards)
    };
    let one = Value::small_int(1);
    let (lower, upper) = if backwards { (Value::small_int(-1), int::sub(vm, length, &one)?) } else { (zero, length.clone()) };
    let fitted = |part: &Value, default: &Value| -> PyResult {
        if part.is_none() {
            return Ok(default.clone());
        }
        let mut place = position_value(vm, part)?;
        if int::is_negative(&place) {
            place = int::add(vm, &place, length)?;
            if int::order(&place, &lower).is_some_and(std::cmp::Ordering::is_lt) {
                return Ok(lower.clone());
            }
        } else if int::order(&place, &upper).is_some_and(std::cmp::Ordering::is_gt) {
            return Ok(upper.clone());
        }
        Ok(place)
    };
    let (first, last) = if backwards { (&upper, &lower) } else { (&lower, &upper) };
    let start = fitted(&slice.start, first)?;
    let stop = fitted(&slice.stop, last)?;
    Ok((start, stop, step))
}

fn slice_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    expect_positional(vm, "slice", args, 1, 3)?;
    let (start, stop, step) = match args.values {
        [stop] => (Value::NONE, stop.clone(), Value::NONE),
        [start, stop] => (start.clone(), stop.clone(), Value::NONE),
        [start, stop, step] => (start.clone(), stop.clone(), step.clone()),
        _ => (Value::NONE, Value::NONE, Value::NONE),
    };
    Ok(new_slice(vm, start, stop, step))
}

fn payload<'a>(vm: &Vm, slice: &'a Value) -> PyResult<&'a PySlice> {
    match slice.get::<PySlice>() {
        Some(slice) => Ok(slice),
        None => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

fn part(vm: &Vm, slice: &Value, choose: impl Fn(&PySlice) -> &Value) -> PyResult {
    Ok(choose(payload(vm, slice)?).clone())
}

fn slice_repr(vm: &Vm, slice: &Value) -> PyResult {
    let slice = payload(vm, slice)?;
    let mut pieces = Pieces::new("slice(");
    pieces.repr(vm, &slice.start)?;
    pieces.plain(", ");
    pieces.repr(vm, &slice.stop)?;
    pieces.plain(", ");
    pieces.repr(vm, &slice.step)?;
    pieces.plain(")");
    pieces.finish(vm)
}

fn slice_hash(vm: &Vm, slice: &Value) -> PyResult<i64> {
    let slice = payload(vm, slice)?;
    let mut hashes = [0; 3];
    for (place, part) in hashes.iter_mut().zip([&slice.start, &slice.stop, &slice.step]) {
        *place = ops::hash(vm, part)?;
    }
    let mixed = mix_hashes(hashes.into_iter());
    Ok(if mixed == u64::MAX { 1_546_275_796 } else { mixed as i64 })
}

fn slice_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PySlice>(), right.get::<PySlice>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if left.is(right) {
        return Ok(Value::bool(matches!(op, CompareOp::Eq | CompareOp::Le | CompareOp::Ge)));
    }
    let tuple = |slice: &PySlice| vm.tuple_of([slice.start.clone(), slice.stop.clone(), slice.step.clone()]);
    ops::compare(vm, &tuple(a), &tuple(b), op)
}

fn slice_indices(vm: &Vm, args: &[Value]) -> PyResult {
    let [slice, length] = args else { return Ok(Value::NONE) };
    let length = ops::index(vm, length)?;
    if int::is_negative(&length) {
        return Err(messages::value_error(vm, "length should not be negative"));
    }
    let (start, stop, step) = long_indices(vm, payload(vm, slice)?, &length)?;
    Ok(vm.tuple_of([start, stop, step]))
}

fn slice_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [slice] = args else { return Ok(Value::NONE) };
    let payload = payload(vm, slice)?;
    let parts = vm.tuple_of([payload.start.clone(), payload.stop.clone(), payload.step.clone()]);
    Ok(vm.tuple_of([vm.class_of(slice).to_value(), parts]))
}
