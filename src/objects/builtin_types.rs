//! Iterators that are classes of their own: `enumerate`, `zip`, `map`, `filter`,
//! `reversed`.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::exception::messages;
use super::int;
use super::iterators::{itself, state_argument};
use super::kinds;
use super::native::{as_class, class_method, expect_positional, method};
use super::ops;
use super::slots::Slots;
use super::str::text_of;
use super::tuple::hand_out;
use super::vm::Vm;
use crate::memory::{Guarded, Kind, Payload, PyResult, Raised, Value, Visitor, function_address};
use std::cell::Cell;

const REDUCE: &str = "What pickling needs.";
const FLAGS: u32 = class_flag::BASE | class_flag::IMMUTABLE;

pub const ENUMERATE: TypeSpec = TypeSpec {
    name: "enumerate",
    flags: FLAGS,
    doc: "Return an enumerate object.\n\nIt yields pairs of a count, from start on, and an item of the iterable.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        iter: Some(itself),
        next: Some(enumerate_next),
        new: Some(enumerate_new),
        ..Slots::EMPTY
    },
    methods: &[
        method("__reduce__", "(self, /)", enumerate_reduce, REDUCE),
        class_method("__class_getitem__", "(type, object, /)", enumerate_class_getitem, "A generic alias: see PEP 585."),
    ],
    signature: "(iterable, start=0)",
    ..TypeSpec::EMPTY
};

pub const ZIP: TypeSpec = TypeSpec {
    name: "zip",
    flags: FLAGS,
    doc: "Tuples of one item from each iterable, until the shortest one ends.\n\n\
          With strict=True it is an error when they do not end together.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        iter: Some(itself),
        next: Some(zip_next),
        new: Some(zip_new),
        ..Slots::EMPTY
    },
    methods: &[
        method("__reduce__", "(self, /)", zip_reduce, REDUCE),
        method("__setstate__", "(self, object, /)", zip_setstate, "Set whether lengths must agree."),
    ],
    signature: "(*iterables, strict=False)",
    ..TypeSpec::EMPTY
};

pub const MAP: TypeSpec = TypeSpec {
    name: "map",
    flags: FLAGS,
    doc: "The results of calling a function with one item from each iterable.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        iter: Some(itself),
        next: Some(map_next),
        new: Some(map_new),
        ..Slots::EMPTY
    },
    methods: &[method("__reduce__", "(self, /)", map_reduce, REDUCE)],
    signature: "(function, iterable, /, *iterables)",
    ..TypeSpec::EMPTY
};

pub const FILTER: TypeSpec = TypeSpec {
    name: "filter",
    flags: FLAGS,
    doc: "The items for which a function is true; without function, those that are true.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        iter: Some(itself),
        next: Some(filter_next),
        new: Some(filter_new),
        ..Slots::EMPTY
    },
    methods: &[method("__reduce__", "(self, /)", filter_reduce, REDUCE)],
    signature: "(function, iterable, /)",
    ..TypeSpec::EMPTY
};

pub const REVERSED: TypeSpec = TypeSpec {
    name: "reversed",
    flags: FLAGS,
    doc: "The items of a sequence from the last to the first.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        iter: Some(itself),
        next: Some(reversed_next),
        new: Some(reversed_new),
        ..Slots::EMPTY
    },
    methods: &[
        method("__length_hint__", "(self, /)", reversed_hint, "How many items are left, as far as is known."),
        method("__reduce__", "(self, /)", reversed_reduce, REDUCE),
        method("__setstate__", "(self, object, /)", reversed_setstate, "Go to the place that pickling recorded."),
    ],
    signature: "(sequence, /)",
    ..TypeSpec::EMPTY
};

fn first(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

fn not_ours(vm: &Vm) -> Raised {
    messages::system_error(vm, "bad argument to internal function")
}

fn instance_class<'a>(vm: &Vm, class: &'a Value) -> PyResult<&'a Class> {
    as_class(class).ok_or_else(|| not_ours(vm))
}

/// Keywords of a constructor that takes none are an error, but for subclasses
/// whose own `__init__` may want them.
fn without_keywords<'a>(base: &Class, class: &Class, args: CallArgs<'a>) -> CallArgs<'a> {
    let init = |class: &Class| class.slots(|slots| slots.init.map(|init| function_address(&init)));
    if init(class) == init(base) { args } else { CallArgs::positional(args.by_position()) }
}

// ---- enumerate ----

pub struct PyEnumerate {
    iterator: Value,
    count: Guarded<Value>,
    /// The pair that was handed out, for the next time.
    pair: Guarded<Value>,
}

impl Payload for PyEnumerate {
    const KIND: Kind = kinds::ENUMERATE;
    const TRACKED: bool = true;
    const HAS_COMPANIONS: bool = true;

    /// The tuple that CPython has ready from the start.
    fn companions(&self) -> usize {
        usize::from(self.pair.read(Value::is_unbound))
    }

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { iterator, count, pair } = self;
        visitor.edge(iterator);
        visitor.guarded(count);
        visitor.guarded(pair);
    }
}

fn enumerate_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = instance_class(vm, class)?;
    let positional = args.by_position();
    let given = args.values.len();
    if given == 0 {
        return Err(messages::type_error(vm, "enumerate() missing required argument 'iterable'"));
    }
    if given > 2 {
        return Err(messages::type_error(vm, &format!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    let (mut iterable, mut start) = (positional.first(), positional.get(1));
    for (name, value) in args.by_keyword() {
        match text_of(name).as_str() {
            "iterable" if iterable.is_none() => iterable = Some(value),
            "start" if start.is_none() && (!positional.is_empty() || given == 2) => start = Some(value),
            name => {
                return Err(messages::type_error(vm, &format!("'{name}' is an invalid keyword argument for enumerate()")));
            }
        }
    }
    let Some(iterable) = iterable else {
        return Err(messages::type_error(vm, "enumerate() missing required argument 'iterable'"));
    };
    let count = match start {
        Some(start) => ops::index(vm, start)?,
        None => Value::small_int(0),
    };
    let iterator = ops::iter(vm, iterable)?;
    Ok(vm
        .new_object(class, PyEnumerate { iterator, count: Guarded::new(count), pair: Guarded::new(Value::UNBOUND) })
        .into_value())
}

fn enumerate_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyEnumerate>() else { return Err(not_ours(vm)) };
    let item = ops::next(vm, &state.iterator)?;
    if item.is_done() {
        return Ok(Value::DONE);
    }
    let count = state.count.copy();
    let next = match count.as_int() {
        Some(number) => vm.new_int(number + 1),
        None => int::add(vm, &count, &Value::small_int(1))?,
    };
    drop(state.count.replace(next));
    Ok(hand_out(vm, &state.pair, [count, item]))
}

fn enumerate_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let iterator = first(args);
    let Some(state) = iterator.get::<PyEnumerate>() else { return Err(not_ours(vm)) };
    let parts = vm.tuple_of([state.iterator.clone(), state.count.copy()]);
    Ok(vm.tuple_of([vm.class_of(iterator).to_value(), parts]))
}

fn enumerate_class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    let [class, arguments] = args else { return Err(not_ours(vm)) };
    super::generic_alias::new_alias(vm, class, arguments)
}

// ---- zip ----

pub struct PyZip {
    iterators: Vec<Value>,
    strict: Cell<bool>,
    /// The tuple that was handed out, for the next time.
    row: Guarded<Value>,
}

impl Payload for PyZip {
    const KIND: Kind = kinds::ZIP;
    const TRACKED: bool = true;
    const HAS_COMPANIONS: bool = true;

    /// The tuple of iterators, and the one that CPython has ready from the start.
    fn companions(&self) -> usize {
        1 + usize::from(self.row.read(Value::is_unbound))
    }

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { iterators, strict: _, row } = self;
        visitor.each(iterators);
        visitor.guarded(row);
    }
}

fn zip_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = instance_class(vm, class)?;
    let count = args.names.len();
    if count > 1 {
        return Err(messages::type_error(vm, &format!("zip() takes at most 1 keyword argument ({count} given)")));
    }
    let mut strict = false;
    for (name, value) in args.by_keyword() {
        let name = text_of(name);
        if name != "strict" {
            return Err(messages::type_error(vm, &format!("zip() got an unexpected keyword argument '{name}'")));
        }
        strict = ops::truth(vm, value)?;
    }
    let mut iterators = Vec::with_capacity(args.by_position().len());
    for iterable in args.by_position() {
        iterators.push(ops::iter(vm, iterable)?);
    }
    Ok(vm.new_object(class, PyZip { iterators, strict: Cell::new(strict), row: Guarded::new(Value::UNBOUND) }).into_value())
}

fn zip_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyZip>() else { return Err(not_ours(vm)) };
    if let [a, b] = state.iterators.as_slice() {
        // Two iterables are the common case and need no vector.
        let x = ops::next(vm, a)?;
        if x.is_done() {
            return zip_ended(vm, state, 0);
        }
        let y = ops::next(vm, b)?;
        if y.is_done() {
            drop(x);
            return zip_ended(vm, state, 1);
        }
        return Ok(hand_out(vm, &state.row, [x, y]));
    }
    if state.iterators.is_empty() {
        return Ok(Value::DONE);
    }
    let mut items = Vec::with_capacity(state.iterators.len());
    for (place, iterator) in state.iterators.iter().enumerate() {
        let item = ops::next(vm, iterator)?;
        if item.is_done() {
            drop(items);
            return zip_ended(vm, state, place);
        }
        items.push(item);
    }
    super::tuple::hand_out_row(vm, &state.row, items)
}

/// The iterator at `place` has ended first.
fn zip_ended(vm: &Vm, state: &PyZip, place: usize) -> PyResult {
    if !state.strict.get() {
        return Ok(Value::DONE);
    }
    let others = |count: usize| if count == 1 { " 1".to_owned() } else { format!("s 1-{count}") };
    if place > 0 {
        let message = format!("zip() argument {} is shorter than argument{}", place + 1, others(place));
        return Err(messages::value_error(vm, &message));
    }
    for (place, iterator) in state.iterators.iter().enumerate().skip(1) {
        if !ops::next(vm, iterator)?.is_done() {
            let message = format!("zip() argument {} is longer than argument{}", place + 1, others(place));
            return Err(messages::value_error(vm, &message));
        }
    }
    Ok(Value::DONE)
}

fn zip_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let iterator = first(args);
    let Some(state) = iterator.get::<PyZip>() else { return Err(not_ours(vm)) };
    let (class, iterators) = (vm.class_of(iterator).to_value(), vm.new_tuple(state.iterators.clone()));
    Ok(if state.strict.get() { vm.tuple_of([class, iterators, Value::TRUE]) } else { vm.tuple_of([class, iterators]) })
}

fn zip_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let [iterator, strict] = args else { return Err(not_ours(vm)) };
    let strict = ops::truth(vm, strict)?;
    if let Some(state) = iterator.get::<PyZip>() {
        state.strict.set(strict);
    }
    Ok(Value::NONE)
}

// ---- map ----

pub struct PyMap {
    function: Value,
    iterators: Vec<Value>,
}

impl Payload for PyMap {
    const KIND: Kind = kinds::MAP;
    const TRACKED: bool = true;
    const HAS_COMPANIONS: bool = true;

    /// The tuple of iterators.
    fn companions(&self) -> usize {
        1
    }

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { function, iterators } = self;
        visitor.edge(function);
        visitor.each(iterators);
    }
}

fn map_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = instance_class(vm, class)?;
    let args = without_keywords(&vm.types.map, class, args);
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "map() takes no keyword arguments"));
    }
    let [function, iterables @ ..] = args.values else {
        return Err(messages::type_error(vm, "map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(messages::type_error(vm, "map() must have at least two arguments."));
    }
    let mut iterators = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        iterators.push(ops::iter(vm, iterable)?);
    }
    Ok(vm.new_object(class, PyMap { function: function.clone(), iterators }).into_value())
}

fn map_next(vm: &Vm, iterator: &Value) -> PyResult {
    let _depth = vm.enter_recursion()?;
    let Some(state) = iterator.get::<PyMap>() else { return Err(not_ours(vm)) };
    if let [only] = state.iterators.as_slice() {
        let item = ops::next(vm, only)?;
        if item.is_done() {
            return Ok(Value::DONE);
        }
        return vm.call_values(&state.function, &[item]);
    }
    let mut items = Vec::with_capacity(state.iterators.len());
    for iterator in &state.iterators {
        let item = ops::next(vm, iterator)?;
        if item.is_done() {
            return Ok(Value::DONE);
        }
        items.push(item);
    }
    vm.call_values(&state.function, &items)
}

fn map_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let iterator = first(args);
    let Some(state) = iterator.get::<PyMap>() else { return Err(not_ours(vm)) };
    let mut parts = vec![state.function.clone()];
    parts.extend_from_slice(&state.iterators);
    Ok(vm.tuple_of([vm.class_of(iterator).to_value(), vm.new_tuple(parts)]))
}

// ---- filter ----

pub struct PyFilter {
    function: Value,
    iterator: Value,
}

impl Payload for PyFilter {
    const KIND: Kind = kinds::FILTER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { function, iterator } = self;
        visitor.each([function, iterator]);
    }
}

fn filter_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = instance_class(vm, class)?;
    let args = without_keywords(&vm.types.filter, class, args);
    expect_positional(vm, "filter", args, 2, 2)?;
    let [function, iterable] = args.values else { return Err(not_ours(vm)) };
    let iterator = ops::iter(vm, iterable)?;
    Ok(vm.new_object(class, PyFilter { function: function.clone(), iterator }).into_value())
}

fn filter_next(vm: &Vm, iterator: &Value) -> PyResult {
    let _depth = vm.enter_recursion()?;
    let Some(state) = iterator.get::<PyFilter>() else { return Err(not_ours(vm)) };
    let plain = state.function.is_none() || state.function.is(vm.types.bool_.value());
    loop {
        let item = ops::next(vm, &state.iterator)?;
        if item.is_done() {
            return Ok(Value::DONE);
        }
        let wanted = if plain {
            ops::truth(vm, &item)?
        } else {
            let answer = vm.call_values(&state.function, std::slice::from_ref(&item))?;
            ops::truth(vm, &answer)?
        };
        if wanted {
            return Ok(item);
        }
        drop(item);
        vm.poll()?;
    }
}

fn filter_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let iterator = first(args);
    let Some(state) = iterator.get::<PyFilter>() else { return Err(not_ours(vm)) };
    let parts = vm.tuple_of([state.function.clone(), state.iterator.clone()]);
    Ok(vm.tuple_of([vm.class_of(iterator).to_value(), parts]))
}

// ---- reversed ----

pub struct PyReversed {
    /// Unbound at the end.
    sequence: Guarded<Value>,
    /// The next position; below zero at the end.
    index: Cell<i64>,
}

impl Payload for PyReversed {
    const KIND: Kind = kinds::REVERSED;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { sequence, index: _ } = self;
        visitor.guarded(sequence);
    }
}

fn reversed_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let class = instance_class(vm, class)?;
    let args = without_keywords(&vm.types.reversed, class, args);
    expect_positional(vm, "reversed", args, 1, 1)?;
    let [sequence] = args.values else { return Err(not_ours(vm)) };
    let not_reversible = |vm: &Vm| messages::type_error(vm, &format!("'{}' object is not reversible", vm.class_name(sequence)));
    match vm.class_of(sequence).lookup(vm, &vm.names.__reversed__) {
        Some(method) if method.is_none() => return Err(not_reversible(vm)),
        Some(_) => {
            if let Some(iterator) = vm.call_special(sequence, &vm.names.__reversed__, &[])? {
                return Ok(iterator);
            }
        }
        None => {}
    }
    if !ops::is_sequence(vm, sequence) {
        return Err(not_reversible(vm));
    }
    let length = ops::len(vm, sequence)?;
    let state = PyReversed { sequence: Guarded::new(sequence.clone()), index: Cell::new(length as i64 - 1) };
    Ok(vm.new_object(class, state).into_value())
}

fn reversed_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyReversed>() else { return Err(not_ours(vm)) };
    let (sequence, index) = (state.sequence.copy(), state.index.get());
    if index >= 0 && !sequence.is_unbound() {
        match ops::get_item(vm, &sequence, &vm.new_int(index)) {
            Ok(item) => {
                state.index.set(index - 1);
                return Ok(item);
            }
            Err(raised) => {
                if !vm.pending_is(&vm.errors.index_error) && !vm.pending_is(&vm.errors.stop_iteration) {
                    return Err(raised);
                }
                drop(vm.take_exception());
            }
        }
    }
    state.index.set(-1);
    drop(state.sequence.replace(Value::UNBOUND));
    Ok(Value::DONE)
}

fn reversed_hint(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(state) = first(args).get::<PyReversed>() else { return Err(not_ours(vm)) };
    let sequence = state.sequence.copy();
    if sequence.is_unbound() {
        return Ok(Value::small_int(0));
    }
    let (length, left) = (ops::len(vm, &sequence)? as i64, state.index.get() + 1);
    Ok(vm.new_int(if length < left { 0 } else { left }))
}

fn reversed_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let iterator = first(args);
    let Some(state) = iterator.get::<PyReversed>() else { return Err(not_ours(vm)) };
    let (class, sequence) = (vm.class_of(iterator).to_value(), state.sequence.copy());
    if sequence.is_unbound() {
        return Ok(vm.tuple_of([class, vm.tuple_of([vm.empty_tuple.clone()])]));
    }
    Ok(vm.tuple_of([class, vm.tuple_of([sequence]), vm.new_int(state.index.get())]))
}

fn reversed_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let place = state_argument(vm, args)?;
    let Some(state) = first(args).get::<PyReversed>() else { return Err(not_ours(vm)) };
    let sequence = state.sequence.copy();
    if !sequence.is_unbound() {
        let length = ops::len(vm, &sequence)? as i64;
        state.index.set(place.clamp(-1, length - 1));
    }
    Ok(Value::NONE)
}
