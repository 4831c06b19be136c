//! `deque`: a queue with two ends.
//!
//! `changes` counts every step that adds, removes or moves items, so that
//! iterators and searches notice it. Lengths are read again after call-outs.

use crate::memory::{Guarded, Kind, Payload, PyResult, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::iterators::itself;
use crate::objects::native::{Method, bind_new, class_method, expect_positional, getter, method};
use crate::objects::pieces::Pieces;
use crate::objects::slots::{CompareOp, Slots, Unary};
use crate::objects::vm::Vm;
use crate::objects::{generic_alias, int, kinds, ops, tuple};
use crate::stdlib::natives::{argument, class_of, expect_size, given, make, make_in, payload, receiver};
use std::cell::Cell;
use std::collections::VecDeque;

const SIGNATURE: &str = "(iterable=(), maxlen=None)";

pub const DEQUE: TypeSpec = TypeSpec {
    name: "deque",
    module: "collections",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::WEAK | class_flag::SEQUENCE,
    doc: "A list-like sequence that is quick at both ends.",
    slots: Slots {
        repr: Some(deque_repr),
        compare: Some(deque_compare),
        iter: Some(deque_iter),
        init: Some(deque_init),
        new: Some(deque_new),
        length: Some(|vm, value| Ok(expect(vm, value)?.len())),
        truth: None,
        getitem: Some(deque_getitem),
        setitem: Some(deque_setitem),
        contains: Some(|vm, value, needle| Ok(find(vm, expect(vm, value)?, needle, 0, usize::MAX)?.is_some())),
        concat: Some(deque_concat),
        repeat: Some(deque_times),
        inplace_concat: Some(deque_inplace_concat),
        inplace_repeat: Some(deque_inplace_repeat),
        ..Slots::EMPTY
    },
    methods: METHODS,
    getset: &[getter("maxlen", |vm, value| Ok(bound_value(vm, expect(vm, value)?)), "The most items it holds.")],
    signature: SIGNATURE,
    ..TypeSpec::EMPTY
};

const fn iterator(name: &'static str, next: Unary, new: crate::objects::slots::New) -> TypeSpec {
    TypeSpec {
        name,
        module: "collections",
        slots: Slots { iter: Some(itself), next: Some(next), new: Some(new), ..Slots::EMPTY },
        methods: ITERATOR_METHODS,
        ..TypeSpec::EMPTY
    }
}

pub const DEQUE_ITERATOR: TypeSpec = iterator("_deque_iterator", iterator_next, iterator_new);
pub const DEQUE_REVERSE_ITERATOR: TypeSpec = iterator("_deque_reverse_iterator", reverse_next, reverse_new);

const ITERATOR_METHODS: &[Method] = &[
    method("__length_hint__", "(self, /)", iterator_hint, "How many items are left."),
    method("__reduce__", "(self, /)", iterator_reduce, "What pickling needs."),
];

const METHODS: &[Method] = &[
    method("append", "(self, item, /)", deque_append, "Add an item at the right end."),
    method("appendleft", "(self, item, /)", deque_appendleft, "Add an item at the left end."),
    method("clear", "(self, /)", deque_clear, "Remove every item."),
    method("__copy__", "(self, /)", deque_copy, "A shallow copy."),
    method("copy", "(self, /)", deque_copy, "A shallow copy."),
    method("count", "(self, value, /)", deque_count, "How often a value occurs."),
    method("extend", "(self, iterable, /)", deque_extend, "Add the items of an iterable at the right end."),
    method(
        "extendleft",
        "(self, iterable, /)",
        deque_extendleft,
        "Add the items of an iterable at the left end, one after the other.",
    ),
    method("index", "(self, value, start=<first>, stop=<last>, /)", deque_index, "The first position of a value."),
    method("insert", "(self, index, value, /)", deque_insert, "Put a value before a position."),
    method("pop", "(self, /)", deque_pop, "Remove and return the rightmost item."),
    method("popleft", "(self, /)", deque_popleft, "Remove and return the leftmost item."),
    method("remove", "(self, value, /)", deque_remove, "Remove the first occurrence of a value."),
    method("reverse", "(self, /)", deque_reverse, "Turn the order around in place."),
    method("rotate", "(self, n=1, /)", deque_rotate, "Move items from one end to the other, to the right for positive n."),
    method("__reversed__", "(self, /)", deque_reversed, "An iterator from the right end to the left."),
    method("__reduce__", "(self, /)", deque_reduce, "What pickling needs."),
    method("__sizeof__", "(self, /)", deque_sizeof, "Size in memory, in bytes."),
    class_method("__class_getitem__", "(type, object, /)", class_getitem, "A generic alias: see PEP 585."),
];

pub struct PyDeque {
    items: Guarded<VecDeque<Value>>,
    /// The most items; none for no bound.
    bound: Cell<Option<usize>>,
    changes: Cell<u64>,
}

impl Payload for PyDeque {
    const KIND: Kind = kinds::DEQUE;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { items, bound: _, changes: _ } = self;
        items.read(|items| visitor.each(items));
    }

    fn clear(&self) {
        drop(self.items.take());
    }
}

impl PyDeque {
    fn empty(bound: Option<usize>) -> PyDeque {
        PyDeque { items: Guarded::new(VecDeque::new()), bound: Cell::new(bound), changes: Cell::new(0) }
    }

    #[inline(always)]
    fn len(&self) -> usize {
        self.items.read(VecDeque::len)
    }

    #[inline(always)]
    fn get(&self, index: usize) -> Option<Value> {
        self.items.read(|items| items.get(index).cloned())
    }

    #[inline(always)]
    fn changed(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    /// Adds on the right; what falls out on the left is dropped last.
    #[inline(always)]
    fn push_right(&self, item: Value) {
        self.changed();
        let bound = self.bound.get();
        let lost = self.items.write(|items| {
            items.push_back(item);
            if bound.is_some_and(|bound| items.len() > bound) { items.pop_front() } else { None }
        });
        drop(lost);
    }

    #[inline(always)]
    fn push_left(&self, item: Value) {
        self.changed();
        let bound = self.bound.get();
        let lost = self.items.write(|items| {
            items.push_front(item);
            if bound.is_some_and(|bound| items.len() > bound) { items.pop_back() } else { None }
        });
        drop(lost);
    }
}

#[inline(always)]
fn expect<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyDeque> {
    receiver::<PyDeque>(vm, std::slice::from_ref(value))
}

#[inline(always)]
fn own<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a PyDeque> {
    receiver::<PyDeque>(vm, args)
}

fn mutated(vm: &Vm) -> crate::memory::Raised {
    messages::runtime_error(vm, "deque mutated during iteration")
}

fn bound_value(vm: &Vm, deque: &PyDeque) -> Value {
    deque.bound.get().map_or(Value::NONE, |bound| vm.new_int(bound as i64))
}

fn class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    generic_alias::new_alias(vm, argument(args, 0), argument(args, 1))
}

// ---- making ----

fn deque_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    make_in(vm, class, PyDeque::empty(None))
}

fn deque_init(vm: &Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let deque = expect(vm, value)?;
    let (iterable, bound) = match (args.values, args.names.is_empty()) {
        ([], true) => (Value::UNBOUND, Value::NONE),
        ([iterable], true) => (iterable.clone(), Value::NONE),
        _ => {
            let bound = bind_new(vm, "deque", SIGNATURE, args)?;
            (argument(&bound, 0).clone(), argument(&bound, 1).clone())
        }
    };
    let bound = if bound.is_unbound() || bound.is_none() {
        None
    } else {
        if !vm.class_of(&bound).has(class_flag::INT) {
            return Err(messages::type_error(vm, "an integer is required"));
        }
        match usize::try_from(expect_size(vm, &bound)?) {
            Ok(bound) => Some(bound),
            Err(_) => return Err(messages::value_error(vm, "maxlen must be non-negative")),
        }
    };
    deque.bound.set(bound);
    if deque.len() > 0 {
        deque.changed();
        drop(deque.items.take());
    }
    if iterable.is_unbound() { Ok(()) } else { extend(vm, deque, value, &iterable) }
}

fn extend(vm: &Vm, deque: &PyDeque, value: &Value, iterable: &Value) -> PyResult<()> {
    let snapshot;
    let source = if value.is(iterable) {
        snapshot = vm.new_list(ops::collect(vm, iterable)?);
        &snapshot
    } else {
        iterable
    };
    ops::for_each(vm, source, |item| {
        deque.push_right(item);
        Ok(())
    })
}

fn deque_extend(vm: &Vm, args: &[Value]) -> PyResult {
    extend(vm, own(vm, args)?, argument(args, 0), argument(args, 1))?;
    Ok(Value::NONE)
}

fn deque_extendleft(vm: &Vm, args: &[Value]) -> PyResult {
    let (deque, iterable) = (own(vm, args)?, argument(args, 1));
    let snapshot;
    let source = if argument(args, 0).is(iterable) {
        snapshot = vm.new_list(ops::collect(vm, iterable)?);
        &snapshot
    } else {
        iterable
    };
    ops::for_each(vm, source, |item| {
        deque.push_left(item);
        Ok(())
    })?;
    Ok(Value::NONE)
}

/// A plain deque with the same items and bound.
fn duplicate(vm: &Vm, deque: &PyDeque) -> Value {
    let copy = PyDeque::empty(deque.bound.get());
    drop(copy.items.replace(deque.items.copy()));
    make(vm, &DEQUE, copy)
}

fn deque_copy(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, deque) = (argument(args, 0), own(vm, args)?);
    if vm.class_of(value).same(&class_of(vm, &DEQUE, kinds::DEQUE)) {
        return Ok(duplicate(vm, deque));
    }
    let class = vm.class_of(value).to_value();
    match deque.bound.get() {
        None => vm.call_values(&class, std::slice::from_ref(value)),
        Some(_) => vm.call_values(&class, &[value.clone(), bound_value(vm, deque)]),
    }
}

fn deque_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let (value, deque) = (argument(args, 0), own(vm, args)?);
    let state = vm.call_method(value, &vm.names.__getstate__, &[])?;
    let items = ops::iter(vm, value)?;
    let arguments = match deque.bound.get() {
        None => vm.empty_tuple.clone(),
        Some(_) => vm.tuple_of([vm.empty_tuple.clone(), bound_value(vm, deque)]),
    };
    Ok(vm.tuple_of([vm.class_of(value).to_value(), arguments, state, items]))
}

// ---- the ends ----

fn deque_append(vm: &Vm, args: &[Value]) -> PyResult {
    own(vm, args)?.push_right(argument(args, 1).clone());
    Ok(Value::NONE)
}

fn deque_appendleft(vm: &Vm, args: &[Value]) -> PyResult {
    own(vm, args)?.push_left(argument(args, 1).clone());
    Ok(Value::NONE)
}

fn deque_pop(vm: &Vm, args: &[Value]) -> PyResult {
    let deque = own(vm, args)?;
    match deque.items.write(VecDeque::pop_back) {
        Some(item) => {
            deque.changed();
            Ok(item)
        }
        None => Err(messages::index_error(vm, "pop from an empty deque")),
    }
}

fn deque_popleft(vm: &Vm, args: &[Value]) -> PyResult {
    let deque = own(vm, args)?;
    match deque.items.write(VecDeque::pop_front) {
        Some(item) => {
            deque.changed();
            Ok(item)
        }
        None => Err(messages::index_error(vm, "pop from an empty deque")),
    }
}

fn deque_clear(vm: &Vm, args: &[Value]) -> PyResult {
    let deque = own(vm, args)?;
    deque.changed();
    drop(deque.items.take());
    Ok(Value::NONE)
}

fn deque_reverse(vm: &Vm, args: &[Value]) -> PyResult {
    own(vm, args)?.items.write(|items| items.make_contiguous().reverse());
    Ok(Value::NONE)
}

fn deque_rotate(vm: &Vm, args: &[Value]) -> PyResult {
    let count = match given(args, 1) {
        Some(count) => expect_size(vm, count)?,
        None => 1,
    };
    let deque = own(vm, args)?;
    let length = deque.len() as i64;
    if length > 1 {
        deque.changed();
        let right = count.rem_euclid(length) as usize;
        deque.items.write(|items| items.rotate_right(right));
    }
    Ok(Value::NONE)
}

// ---- searching ----

/// The position of an equal item; the deque must not change meanwhile.
fn find(vm: &Vm, deque: &PyDeque, needle: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let changes = deque.changes.get();
    let mut index = start;
    while index < stop {
        let Some(item) = deque.get(index) else { break };
        let equal = ops::eq(vm, &item, needle)?;
        if deque.changes.get() != changes {
            return Err(mutated(vm));
        }
        if equal {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

fn deque_count(vm: &Vm, args: &[Value]) -> PyResult {
    let (deque, needle) = (own(vm, args)?, argument(args, 1));
    let (mut index, mut count) = (0, 0);
    while let Some(found) = find(vm, deque, needle, index, usize::MAX)? {
        count += 1;
        index = found + 1;
    }
    Ok(vm.new_int(count))
}

fn absent(vm: &Vm, needle: &Value) -> PyResult {
    let shown = ops::repr_text(vm, needle)?;
    Err(messages::value_error(vm, &format!("{shown} is not in deque")))
}

fn deque_index(vm: &Vm, args: &[Value]) -> PyResult {
    let (deque, needle) = (own(vm, args)?, argument(args, 1));
    let (start, stop) = tuple::search_range(vm, argument(args, 2), argument(args, 3), deque.len())?;
    match find(vm, deque, needle, start, stop)? {
        Some(index) => Ok(vm.new_int(index as i64)),
        None => absent(vm, needle),
    }
}

fn deque_remove(vm: &Vm, args: &[Value]) -> PyResult {
    let (deque, needle) = (own(vm, args)?, argument(args, 1));
    let found = match find(vm, deque, needle, 0, usize::MAX) {
        Ok(found) => found,
        Err(raised) => {
            if !vm.pending_is(&vm.errors.runtime_error) {
                return Err(raised);
            }
            drop(vm.take_exception());
            return Err(messages::index_error(vm, "deque mutated during iteration"));
        }
    };
    match found {
        Some(index) => {
            deque.changed();
            drop(deque.items.write(|items| items.remove(index)));
            Ok(Value::NONE)
        }
        None => absent(vm, needle),
    }
}

// ---- positions ----

/// A position from the left; negative ones count from the right.
fn position(vm: &Vm, deque: &PyDeque, key: &Value) -> PyResult<usize> {
    let index = match key.as_int() {
        Some(index) => index,
        None => {
            if vm.class_of(key).slots(|slots| slots.index.is_none()) && !vm.class_of(key).has(class_flag::INT) {
                let message = format!("sequence index must be integer, not '{}'", vm.class_name(key));
                return Err(messages::type_error(vm, &message));
            }
            ops::index_exact(vm, key)?
        }
    };
    let length = deque.len();
    let place = if index < 0 { index.saturating_add(length as i64) } else { index };
    match usize::try_from(place) {
        Ok(place) if place < length => Ok(place),
        _ => Err(messages::index_error(vm, "deque index out of range")),
    }
}

fn deque_getitem(vm: &Vm, value: &Value, key: &Value) -> PyResult {
    let deque = expect(vm, value)?;
    let place = position(vm, deque, key)?;
    deque.get(place).ok_or_else(|| messages::index_error(vm, "deque index out of range"))
}

fn deque_setitem(vm: &Vm, value: &Value, key: &Value, item: Option<Value>) -> PyResult<()> {
    let deque = expect(vm, value)?;
    let place = position(vm, deque, key)?;
    let old = match item {
        Some(item) => deque.items.write(|items| items.get_mut(place).map(|old| std::mem::replace(old, item))),
        None => {
            deque.changed();
            deque.items.write(|items| items.remove(place))
        }
    };
    drop(old);
    Ok(())
}

fn deque_insert(vm: &Vm, args: &[Value]) -> PyResult {
    let (deque, item) = (own(vm, args)?, argument(args, 2).clone());
    let index = expect_size(vm, argument(args, 1))?;
    let length = deque.len();
    if deque.bound.get() == Some(length) {
        return Err(messages::index_error(vm, "deque already at its maximum size"));
    }
    let place = if index < 0 { index.saturating_add(length as i64).max(0) } else { index.min(length as i64) };
    deque.changed();
    deque.items.write(|items| items.insert(place as usize, item));
    Ok(Value::NONE)
}

// ---- operators ----

fn deque_concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !right.is_kind::<PyDeque>() {
        let message = format!("can only concatenate deque (not \"{}\") to deque", vm.class_name(right));
        return Err(messages::type_error(vm, &message));
    }
    let result = deque_copy(vm, std::slice::from_ref(left))?;
    if let Some(deque) = result.get::<PyDeque>() {
        extend(vm, deque, &result, right)?;
    }
    Ok(result)
}

fn deque_inplace_concat(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    extend(vm, expect(vm, left)?, left, right)?;
    Ok(left.clone())
}

/// Repeats the items in place.
fn multiply(vm: &Vm, deque: &PyDeque, count: i64) -> PyResult<()> {
    let length = deque.len();
    if count <= 0 || length == 0 {
        deque.changed();
        drop(deque.items.take());
        return Ok(());
    }
    let count = count as usize;
    // With a bound only the last items stay.
    let rounds = match deque.bound.get() {
        Some(bound) => count.min(bound / length + 2),
        None => count,
    };
    let Some(more) = length.checked_mul(rounds - 1) else { return Err(messages::memory_error(vm)) };
    if deque.items.write(|items| crate::room::asking(|| items.try_reserve(more)).is_err()) {
        return Err(messages::memory_error(vm));
    }
    deque.changed();
    let items: Vec<Value> = deque.items.read(|items| items.iter().cloned().collect());
    for _ in 1..rounds {
        items.iter().for_each(|item| deque.push_right(item.clone()));
    }
    Ok(())
}

fn deque_times(vm: &Vm, left: &Value, count: &Value) -> PyResult {
    let count = repeat_count(vm, count)?;
    let result = deque_copy(vm, std::slice::from_ref(left))?;
    if let Some(deque) = result.get::<PyDeque>() {
        multiply(vm, deque, count)?;
    }
    Ok(result)
}

fn deque_inplace_repeat(vm: &Vm, left: &Value, count: &Value) -> PyResult {
    multiply(vm, expect(vm, left)?, repeat_count(vm, count)?)?;
    Ok(left.clone())
}

fn repeat_count(vm: &Vm, count: &Value) -> PyResult<i64> {
    let number = ops::index(vm, count)?;
    match int::as_i64(&number) {
        Some(number) => Ok(number),
        None => {
            let message = format!("cannot fit '{}' into an index-sized integer", vm.class_name(count));
            Err(messages::overflow_error(vm, &message))
        }
    }
}

fn deque_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyDeque>(), right.get::<PyDeque>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if matches!(op, CompareOp::Eq | CompareOp::Ne) {
        if left.is(right) {
            return Ok(Value::bool(op == CompareOp::Eq));
        }
        if a.len() != b.len() {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
    }
    tuple::compare_items(vm, |index| a.get(index), |index| b.get(index), || (a.len(), b.len()), op)
}

fn deque_repr(vm: &Vm, value: &Value) -> PyResult {
    let deque = expect(vm, value)?;
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.new_str("[...]")) };
    let mut pieces = Pieces::new("");
    pieces.text(vm.class_of(value).name.copy());
    pieces.plain("([");
    let mut index = 0;
    while let Some(item) = deque.get(index) {
        if index > 0 {
            pieces.plain(", ");
        }
        pieces.repr(vm, &item)?;
        index += 1;
    }
    match deque.bound.get() {
        None => pieces.plain("])"),
        Some(bound) => {
            pieces.plain("], maxlen=");
            pieces.text(vm.new_string(bound.to_string()));
            pieces.plain(")");
        }
    }
    pieces.finish(vm)
}

/// Blocks of 64 items, as CPython's deque has them.
fn deque_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    let blocks = own(vm, args)?.len() / 64 + 1;
    Ok(vm.new_int((216 + 528 * blocks) as i64))
}

// ---- iteration ----

payload!(
    /// `left` items are still to come.
    DequeIterator, DEQUE_ITERATOR { deque } { changes: Cell<u64>, index: Cell<usize>, left: Cell<usize> }
);
payload!(
    /// The same from the right.
    DequeReverseIterator, DEQUE_REVERSE_ITERATOR { deque } { changes: Cell<u64>, left: Cell<usize> }
);

fn forward(value: &Value, deque: &PyDeque) -> DequeIterator {
    DequeIterator {
        deque: Guarded::new(value.clone()),
        changes: Cell::new(deque.changes.get()),
        index: Cell::new(0),
        left: Cell::new(deque.len()),
    }
}

fn backward(value: &Value, deque: &PyDeque) -> DequeReverseIterator {
    DequeReverseIterator {
        deque: Guarded::new(value.clone()),
        changes: Cell::new(deque.changes.get()),
        left: Cell::new(deque.len()),
    }
}

fn deque_iter(vm: &Vm, value: &Value) -> PyResult {
    Ok(make(vm, &DEQUE_ITERATOR, forward(value, expect(vm, value)?)))
}

fn deque_reversed(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(make(vm, &DEQUE_REVERSE_ITERATOR, backward(argument(args, 0), own(vm, args)?)))
}

fn iterator_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<DequeIterator>() else { return Ok(Value::DONE) };
    let item = state.deque.read(|deque| {
        let deque = deque.get::<PyDeque>()?;
        if deque.changes.get() != state.changes.get() {
            return Some(Err(()));
        }
        if state.left.get() == 0 { None } else { deque.get(state.index.get()).map(Ok) }
    });
    match item {
        Some(Ok(item)) => {
            state.index.set(state.index.get() + 1);
            state.left.set(state.left.get() - 1);
            Ok(item)
        }
        Some(Err(())) => {
            state.left.set(0);
            Err(mutated(vm))
        }
        None => Ok(Value::DONE),
    }
}

fn reverse_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<DequeReverseIterator>() else { return Ok(Value::DONE) };
    let item = state.deque.read(|deque| {
        let deque = deque.get::<PyDeque>()?;
        let left = state.left.get();
        if left == 0 {
            return None;
        }
        if deque.changes.get() != state.changes.get() {
            return Some(Err(()));
        }
        deque.get(left - 1).map(Ok)
    });
    match item {
        Some(Ok(item)) => {
            state.left.set(state.left.get() - 1);
            Ok(item)
        }
        Some(Err(())) => {
            state.left.set(0);
            Err(mutated(vm))
        }
        None => Ok(Value::DONE),
    }
}

/// The deque and the number of items to skip, from a constructor's arguments.
fn iterator_args<'a>(vm: &Vm, name: &str, args: CallArgs<'a>) -> PyResult<(&'a Value, &'a PyDeque, i64)> {
    expect_positional(vm, name, args, 1, 2)?;
    let value = argument(args.values, 0);
    let Some(deque) = value.get::<PyDeque>() else {
        let message = format!("{name}() argument 1 must be collections.deque, not {}", vm.class_name(value));
        return Err(messages::type_error(vm, &message));
    };
    let skip = match given(args.values, 1) {
        Some(skip) => expect_size(vm, skip)?,
        None => 0,
    };
    Ok((value, deque, skip.max(0)))
}

fn iterator_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (value, deque, skip) = iterator_args(vm, "_deque_iterator", args)?;
    let state = forward(value, deque);
    let skip = (skip as usize).min(state.left.get());
    state.index.set(skip);
    state.left.set(state.left.get() - skip);
    make_in(vm, class, state)
}

fn reverse_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let (value, deque, skip) = iterator_args(vm, "_deque_reverse_iterator", args)?;
    let state = backward(value, deque);
    state.left.set(state.left.get().saturating_sub(skip as usize));
    make_in(vm, class, state)
}

/// The deque an iterator walks, the items left and their number at the start.
fn iterator_state(value: &Value) -> (Value, usize, usize) {
    let (deque, left) = match (value.get::<DequeIterator>(), value.get::<DequeReverseIterator>()) {
        (Some(state), _) => (state.deque.copy(), state.left.get()),
        (_, Some(state)) => (state.deque.copy(), state.left.get()),
        _ => (Value::NONE, 0),
    };
    let length = deque.get::<PyDeque>().map_or(0, PyDeque::len);
    (deque, left, length)
}

fn iterator_hint(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_int(iterator_state(argument(args, 0)).1 as i64))
}

fn iterator_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let (deque, left, length) = iterator_state(argument(args, 0));
    let skipped = vm.new_int(length.saturating_sub(left) as i64);
    let class = vm.class_of(argument(args, 0)).to_value();
    Ok(vm.tuple_of([class, vm.tuple_of([deque, skipped])]))
}
