//! `count`, `cycle`, `repeat`.

use super::iterator;
use crate::memory::{Guarded, PyResult, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::int;
use crate::objects::native::{Method, bind_new, expect_positional, method, without_names_for_init};
use crate::objects::ops;
use crate::objects::slots::{BinaryOp, Slots};
use crate::objects::vm::Vm;
use crate::stdlib::natives::{argument, expect_size, make_in, payload, receiver, step};
use std::cell::Cell;

const COUNT_SIGNATURE: &str = "(start=0, step=1)";
const COUNT_BASE: TypeSpec =
    iterator("count", COUNT_SIGNATURE, count_new, count_next, "Numbers without end, a fixed step apart.");
pub const COUNT: TypeSpec =
    TypeSpec { slots: Slots { repr: Some(count_repr), ..COUNT_BASE.slots }, methods: COUNT_METHODS, ..COUNT_BASE };

pub const CYCLE: TypeSpec = iterator(
    "cycle",
    "(iterable, /)",
    cycle_new,
    cycle_next,
    "The items of an iterable over and over, from memory after the first round.",
);

const REPEAT_SIGNATURE: &str = "(object, times=<none>)";
const REPEAT_BASE: TypeSpec =
    iterator("repeat", REPEAT_SIGNATURE, repeat_new, repeat_next, "One object without end or a number of times.");
pub const REPEAT: TypeSpec =
    TypeSpec { slots: Slots { repr: Some(repeat_repr), ..REPEAT_BASE.slots }, methods: REPEAT_METHODS, ..REPEAT_BASE };

const REPEAT_METHODS: &[Method] = &[
    method("__length_hint__", "(self, /)", repeat_hint, "How many repetitions are left."),
    method("__reduce__", "(self, /)", repeat_reduce, "What pickling needs."),
];
const COUNT_METHODS: &[Method] = &[method("__reduce__", "(self, /)", count_reduce, "What pickling needs.")];

// ---- count ----

payload!(
    /// The number that comes next, and the step.
    Count, COUNT { number, step } {}
);

/// Whether an object takes part in arithmetic at all.
fn is_number(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).slots(|slots| slots.int.is_some() || slots.float.is_some() || slots.index.is_some())
        || value.is_kind::<crate::objects::complex::PyComplex>()
}

fn count_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "count", COUNT_SIGNATURE, args)?;
    let or = |index: usize, default: i64| {
        let value = argument(&bound, index);
        if value.is_unbound() { Value::small_int(default) } else { value.clone() }
    };
    let (mut start, mut step) = (or(0, 0), or(1, 1));
    if !is_number(vm, &start) || !is_number(vm, &step) {
        return Err(messages::type_error(vm, "a number is required"));
    }
    // Bools count as the numbers they are.
    for value in [&mut start, &mut step] {
        if value.is_bool() {
            *value = int::exact(vm, value)?;
        }
    }
    make_in(vm, class, Count { number: Guarded::new(start), step: Guarded::new(step) })
}

fn count_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<Count>() else { return Ok(Value::DONE) };
    let words = (state.number.read(Value::as_int), state.step.read(Value::as_int));
    if let (Some(number), Some(step)) = words
        && let Some(next) = number.checked_add(step).and_then(Value::try_int)
    {
        return Ok(state.number.replace(next));
    }
    let (number, step) = (state.number.copy(), state.step.copy());
    if number.is_unbound() {
        return Ok(Value::DONE);
    }
    let _depth = vm.enter_recursion()?;
    let next = ops::binary(vm, BinaryOp::Add, &number, &step)?;
    Ok(state.number.replace(next))
}

fn count_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(state) = value.get::<Count>() else { return Ok(Value::NONE) };
    let (number, step) = (state.number.copy(), state.step.copy());
    let name = vm.class_of(value).name_text();
    let number = ops::repr_text(vm, &number)?;
    if step.as_int() == Some(1) {
        return Ok(vm.new_string(format!("{name}({number})")));
    }
    Ok(vm.new_string(format!("{name}({number}, {})", ops::repr_text(vm, &step)?)))
}

fn count_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let state = receiver::<Count>(vm, args)?;
    let class = vm.class_of(argument(args, 0)).to_value();
    let (number, step) = (state.number.copy(), state.step.copy());
    let arguments = if step.as_int() == Some(1) { vm.tuple_of([number]) } else { vm.tuple_of([number, step]) };
    Ok(vm.tuple_of([class, arguments]))
}

// ---- cycle ----

payload!(
    /// The iterator of the first round; unbound afterwards.
    Cycle, CYCLE { source, saved } { index: Cell<usize> }
);

fn cycle_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let args = without_names_for_init(class, args);
    expect_positional(vm, "cycle", args, 1, 1)?;
    let source = ops::iter(vm, argument(args.values, 0))?;
    let saved = vm.new_list(Vec::new());
    make_in(vm, class, Cycle { source: Guarded::new(source), saved: Guarded::new(saved), index: Cell::new(0) })
}

fn cycle_next(vm: &Vm, iterator: &Value) -> PyResult {
    use crate::objects::list::PyList;
    let Some(state) = iterator.get::<Cycle>() else { return Ok(Value::DONE) };
    if state.source.read(|source| !source.is_unbound()) {
        let _depth = vm.enter_recursion()?;
        let item = step(vm, &state.source)?;
        if !item.is_done() {
            state.saved.read(|saved| {
                if let Some(list) = saved.get::<PyList>() {
                    list.push(item.clone());
                }
            });
            return Ok(item);
        }
        drop(state.source.replace(Value::UNBOUND));
    }
    let index = state.index.get();
    let found = state.saved.read(|saved| {
        let list = saved.get::<PyList>()?;
        let item = list.get(index)?;
        Some((item, list.len()))
    });
    match found {
        Some((item, length)) => {
            state.index.set(if index + 1 >= length { 0 } else { index + 1 });
            Ok(item)
        }
        None => Ok(Value::DONE),
    }
}

// ---- repeat ----

payload!(
    /// `left` is negative when there is no end.
    Repeat, REPEAT { object } { left: Cell<i64> }
);

fn repeat_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (object, times) = match (args.values, args.names.is_empty()) {
        ([object], true) => (object.clone(), Value::UNBOUND),
        ([object, times], true) => (object.clone(), times.clone()),
        _ => {
            let bound = bind_new(vm, "repeat", REPEAT_SIGNATURE, args)?;
            (argument(&bound, 0).clone(), argument(&bound, 1).clone())
        }
    };
    let left = if times.is_unbound() { -1 } else { expect_size(vm, &times)?.max(0) };
    make_in(vm, class, Repeat { object: Guarded::new(object), left: Cell::new(left) })
}

fn repeat_next(_vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<Repeat>() else { return Ok(Value::DONE) };
    let left = state.left.get();
    if left == 0 || state.object.read(Value::is_unbound) {
        return Ok(Value::DONE);
    }
    if left > 0 {
        state.left.set(left - 1);
    }
    Ok(state.object.copy())
}

fn repeat_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(state) = value.get::<Repeat>() else { return Ok(Value::NONE) };
    let name = vm.class_of(value).name_text();
    let object = ops::repr_text(vm, &state.object.copy())?;
    let left = state.left.get();
    Ok(vm.new_string(if left < 0 { format!("{name}({object})") } else { format!("{name}({object}, {left})") }))
}

fn repeat_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let state = receiver::<Repeat>(vm, args)?;
    let class = vm.class_of(argument(args, 0)).to_value();
    let (object, left) = (state.object.copy(), state.left.get());
    let arguments = if left < 0 { vm.tuple_of([object]) } else { vm.tuple_of([object, vm.new_int(left)]) };
    Ok(vm.tuple_of([class, arguments]))
}

fn repeat_hint(vm: &Vm, args: &[Value]) -> PyResult {
    let left = receiver::<Repeat>(vm, args)?.left.get();
    if left < 0 {
        return Err(messages::type_error(vm, "len() of unsized object"));
    }
    Ok(vm.new_int(left))
}
