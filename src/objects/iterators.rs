//! Iterators over sequences and callables.
//!
//! An iterator owns what it walks until its end, when it lets go of it for
//! good: a list that grows after its iterator has finished stays finished.
//! Dicts, sets and ranges have their iterators in their own files.

use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::list::PyList;
use super::native::{Method, method};
use super::ops;
use super::slots::{Slots, Unary};
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Str, Tuple, Value, Visitor};
use std::cell::Cell;

const fn spec(name: &'static str, next: Unary, methods: &'static [Method]) -> TypeSpec {
    TypeSpec {
        name,
        flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
        slots: Slots { iter: Some(itself), next: Some(next), ..Slots::EMPTY },
        methods,
        ..TypeSpec::EMPTY
    }
}

pub const LIST_ITERATOR: TypeSpec = spec("list_iterator", list_next, &LIST_METHODS);
/// Iterators that CPython gives types of their own, over items that are known at once.
pub const LINE_ITERATOR: TypeSpec = spec("line_iterator", list_next, &[]);
pub const POSITIONS_ITERATOR: TypeSpec = spec("positions_iterator", list_next, &[]);
pub const GENERIC_ALIAS_ITERATOR: TypeSpec = spec("generic_alias_iterator", list_next, &ALIAS_METHODS);
pub const LIST_REVERSE_ITERATOR: TypeSpec = spec("list_reverseiterator", list_previous, &LIST_REVERSE_METHODS);
pub const TUPLE_ITERATOR: TypeSpec = spec("tuple_iterator", tuple_next, &TUPLE_METHODS);
pub const STR_ITERATOR: TypeSpec = spec("str_iterator", str_next, &STR_METHODS);
pub const STR_ASCII_ITERATOR: TypeSpec = spec("str_ascii_iterator", str_next, &STR_METHODS);
pub const BYTES_ITERATOR: TypeSpec = spec("bytes_iterator", bytes_next, &BYTES_METHODS);
pub const BYTEARRAY_ITERATOR: TypeSpec = spec("bytearray_iterator", bytes_next, &BYTES_METHODS);
pub const MEMORY_ITERATOR: TypeSpec = spec("memory_iterator", memory_next, &[]);
pub const SEQUENCE_ITERATOR: TypeSpec = spec("iterator", sequence_next, &SEQUENCE_METHODS);
pub const CALLABLE_ITERATOR: TypeSpec = spec("callable_iterator", callable_next, &CALLABLE_METHODS);

const HINT: &str = "How many items are left, as far as is known.";
const REDUCE: &str = "What pickling needs.";
const SETSTATE: &str = "Go to the place that pickling recorded.";

const fn methods(hint: super::native::NativeFn, reduce: super::native::NativeFn, set: super::native::NativeFn) -> [Method; 3] {
    [
        method("__length_hint__", "(self, /)", hint, HINT),
        method("__reduce__", "(self, /)", reduce, REDUCE),
        method("__setstate__", "(self, object, /)", set, SETSTATE),
    ]
}

static LIST_METHODS: [Method; 3] = methods(list_hint, list_reduce, list_setstate);
static LIST_REVERSE_METHODS: [Method; 3] = methods(list_reverse_hint, list_reverse_reduce, list_reverse_setstate);
static TUPLE_METHODS: [Method; 3] = methods(tuple_hint, tuple_reduce, tuple_setstate);
static STR_METHODS: [Method; 3] = methods(str_hint, str_reduce, str_setstate);
static BYTES_METHODS: [Method; 3] = methods(bytes_hint, bytes_reduce, bytes_setstate);
static SEQUENCE_METHODS: [Method; 3] = methods(sequence_hint, sequence_reduce, sequence_setstate);
static ALIAS_METHODS: [Method; 1] = [method("__reduce__", "(self, /)", list_reduce, "")];
static CALLABLE_METHODS: [Method; 1] = [method("__reduce__", "(self, /)", callable_reduce, REDUCE)];

/// `iter(iterator)`.
pub fn itself(_vm: &Vm, iterator: &Value) -> PyResult {
    Ok(iterator.clone())
}

/// A built-in function or class by its name as a program sees it now.
pub fn builtin(vm: &Vm, name: &str) -> PyResult {
    match vm.builtins.get_interned(&vm.intern(name)) {
        Some(value) => Ok(value),
        None => {
            let name = vm.intern(name);
            Err(messages::attribute_error(vm, &Value::NONE, &name, &super::str::text_of(&name)))
        }
    }
}

fn first(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

/// The position argument of `__setstate__`.
pub(super) fn state_argument(vm: &Vm, args: &[Value]) -> PyResult<i64> {
    const NONE: &Value = &Value::NONE;
    let state = args.get(1).unwrap_or(NONE);
    if !vm.class_of(state).has(class_flag::INT) {
        return Err(messages::type_error(vm, "an integer is required"));
    }
    match super::int::as_i64(&super::int::exact(vm, state)?) {
        Some(index) => Ok(index),
        None => Err(messages::overflow_error(vm, "Python int too large to convert to C ssize_t")),
    }
}

/// `(iter, (sequence,), index)`.
fn reduced(vm: &Vm, function: &str, sequence: Value, index: i64) -> PyResult {
    Ok(vm.tuple_of([builtin(vm, function)?, vm.tuple_of([sequence]), vm.new_int(index)]))
}

/// `(iter, (empty,))`, for an iterator at its end.
fn reduced_empty(vm: &Vm, empty: Value) -> PyResult {
    Ok(vm.tuple_of([builtin(vm, "iter")?, vm.tuple_of([empty])]))
}

fn hint(vm: &Vm, left: usize) -> PyResult {
    Ok(vm.new_int(left as i64))
}

macro_rules! positioned {
    ($(#[$doc:meta])* $name:ident, $kind:ident) => {
        $(#[$doc])*
        pub struct $name {
            /// What is walked; unbound at the end.
            pub source: Guarded<Value>,
            /// The next position.
            pub index: Cell<usize>,
        }

        impl $name {
            pub fn new(source: Value) -> $name {
                $name { source: Guarded::new(source), index: Cell::new(0) }
            }

            /// Ends the iteration for good.
            pub fn finish(&self) {
                drop(self.source.replace(Value::UNBOUND));
            }
        }

        impl Payload for $name {
            const KIND: Kind = kinds::$kind;
            const TRACKED: bool = true;

            fn trace(&self, visitor: &mut Visitor<'_>) {
                let Self { source, index: _ } = self;
                visitor.guarded(source);
            }
        }
    };
}

positioned!(
    /// Forwards or backwards over a list; backwards, `index` is one more than
    /// the next position.
    PyListIterator,
    LIST_ITERATOR
);
positioned!(PyTupleIterator, TUPLE_ITERATOR);
positioned!(PyStrIterator, STR_ITERATOR);
positioned!(PyBytesIterator, BYTES_ITERATOR);
positioned!(
    /// Over anything with `__getitem__`.
    PySequenceIterator,
    SEQUENCE_ITERATOR
);

// ---- lists ----

/// An iterator of a given class over items that are known at once.
pub fn over_rows(vm: &Vm, class: &super::class::Class, rows: Vec<Value>) -> Value {
    Handle::new(class.to_value(), PyListIterator::new(vm.new_list(rows))).into_value()
}

pub fn list_iterator(vm: &Vm, list: &Value) -> PyResult {
    Ok(Handle::new(vm.types.list_iterator.to_value(), PyListIterator::new(list.clone())).into_value())
}

pub fn list_reverse_iterator(vm: &Vm, list: &Value) -> PyResult {
    let iterator = PyListIterator::new(list.clone());
    iterator.index.set(list.get::<PyList>().map_or(0, PyList::len));
    Ok(Handle::new(vm.types.list_reverseiterator.to_value(), iterator).into_value())
}

#[inline]
fn list_next(_vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyListIterator>() else { return Ok(Value::DONE) };
    let index = state.index.get();
    match state.source.read(|source| source.get::<PyList>().and_then(|list| list.get(index))) {
        Some(item) => {
            state.index.set(index + 1);
            Ok(item)
        }
        None => {
            state.finish();
            Ok(Value::DONE)
        }
    }
}

fn list_previous(_vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyListIterator>() else { return Ok(Value::DONE) };
    let found = state.index.get().checked_sub(1).and_then(|index| {
        let item = state.source.read(|source| source.get::<PyList>().and_then(|list| list.get(index)))?;
        state.index.set(index);
        Some(item)
    });
    if found.is_none() {
        state.finish();
    }
    Ok(found.unwrap_or(Value::DONE))
}

/// Length of the list and the position; nothing at the end.
fn list_state(iterator: &Value) -> Option<(Value, usize, usize)> {
    let state = iterator.get::<PyListIterator>()?;
    let source = state.source.copy();
    let length = source.get::<PyList>()?.len();
    Some((source, length, state.index.get()))
}

fn list_hint(vm: &Vm, args: &[Value]) -> PyResult {
    hint(vm, list_state(first(args)).map_or(0, |(_, length, index)| length.saturating_sub(index)))
}

fn list_reverse_hint(vm: &Vm, args: &[Value]) -> PyResult {
    hint(vm, list_state(first(args)).map_or(0, |(_, length, index)| if index > length { 0 } else { index }))
}

fn list_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    match list_state(first(args)) {
        Some((list, _, index)) => reduced(vm, "iter", list, index as i64),
        None => reduced_empty(vm, vm.new_list(Vec::new())),
    }
}

fn list_reverse_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    match list_state(first(args)) {
        Some((list, _, index)) if index > 0 => reduced(vm, "reversed", list, index as i64 - 1),
        _ => {
            let empty = vm.new_list(Vec::new());
            Ok(vm.tuple_of([builtin(vm, "reversed")?, vm.tuple_of([empty])]))
        }
    }
}

fn list_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let place = state_argument(vm, args)?;
    if let (Some(state), Some((_, length, _))) = (first(args).get::<PyListIterator>(), list_state(first(args))) {
        state.index.set((place.max(0) as usize).min(length));
    }
    Ok(Value::NONE)
}

fn list_reverse_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let place = state_argument(vm, args)?;
    if let (Some(state), Some((_, length, _))) = (first(args).get::<PyListIterator>(), list_state(first(args))) {
        state.index.set((place.saturating_add(1).max(0) as usize).min(length));
    }
    Ok(Value::NONE)
}

// ---- tuples ----

pub fn tuple_iterator(vm: &Vm, tuple: &Value) -> PyResult {
    Ok(Handle::new(vm.types.tuple_iterator.to_value(), PyTupleIterator::new(tuple.clone())).into_value())
}

fn tuple_next(_vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyTupleIterator>() else { return Ok(Value::DONE) };
    let index = state.index.get();
    match state.source.read(|source| source.get::<Tuple>().and_then(|tuple| tuple.items().get(index).cloned())) {
        Some(item) => {
            state.index.set(index + 1);
            Ok(item)
        }
        None => {
            state.finish();
            Ok(Value::DONE)
        }
    }
}

fn tuple_state(iterator: &Value) -> Option<(Value, usize, usize)> {
    let state = iterator.get::<PyTupleIterator>()?;
    let source = state.source.copy();
    let length = source.get::<Tuple>()?.len();
    Some((source, length, state.index.get()))
}

fn tuple_hint(vm: &Vm, args: &[Value]) -> PyResult {
    hint(vm, tuple_state(first(args)).map_or(0, |(_, length, index)| length.saturating_sub(index)))
}

fn tuple_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    match tuple_state(first(args)) {
        Some((tuple, _, index)) => reduced(vm, "iter", tuple, index as i64),
        None => reduced_empty(vm, vm.empty_tuple.clone()),
    }
}

fn tuple_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let place = state_argument(vm, args)?;
    if let (Some(state), Some((_, length, _))) = (first(args).get::<PyTupleIterator>(), tuple_state(first(args))) {
        state.index.set((place.max(0) as usize).min(length));
    }
    Ok(Value::NONE)
}

// ---- text ----

pub fn str_iterator(vm: &Vm, text: &Value) -> Value {
    let exact = vm.class_of(text).same(&vm.types.str);
    let is_ascii = exact && text.get::<Str>().is_some_and(|text| text.as_ascii().is_some());
    let class = if is_ascii { &vm.types.str_ascii_iterator } else { &vm.types.str_iterator };
    Handle::new(class.to_value(), PyStrIterator::new(text.clone())).into_value()
}

fn str_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyStrIterator>() else { return Ok(Value::DONE) };
    let index = state.index.get();
    match state.source.read(|source| source.get::<Str>().and_then(|text| text.data().at(index))) {
        Some(code) => {
            state.index.set(index + 1);
            match vm.letters.get(code as usize) {
                Some(letter) => Ok(letter.clone()),
                None => super::str::from_code(vm, code),
            }
        }
        None => {
            state.finish();
            Ok(Value::DONE)
        }
    }
}

fn str_state(iterator: &Value) -> Option<(Value, usize, usize)> {
    let state = iterator.get::<PyStrIterator>()?;
    let source = state.source.copy();
    let length = source.get::<Str>()?.len();
    Some((source, length, state.index.get()))
}

fn str_hint(vm: &Vm, args: &[Value]) -> PyResult {
    hint(vm, str_state(first(args)).map_or(0, |(_, length, index)| length.saturating_sub(index)))
}

fn str_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    match str_state(first(args)) {
        Some((text, _, index)) => reduced(vm, "iter", text, index as i64),
        None => reduced_empty(vm, vm.empty_str.clone()),
    }
}

fn str_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let place = state_argument(vm, args)?;
    if let (Some(state), Some((_, length, _))) = (first(args).get::<PyStrIterator>(), str_state(first(args))) {
        state.index.set((place.max(0) as usize).min(length));
    }
    Ok(Value::NONE)
}

// ---- bytes and bytearray ----

pub fn bytes_iterator(vm: &Vm, bytes: &Value) -> Value {
    let mutable = vm.is_instance(bytes, &vm.types.bytearray);
    let class = if mutable { &vm.types.bytearray_iterator } else { &vm.types.bytes_iterator };
    Handle::new(class.to_value(), PyBytesIterator::new(bytes.clone())).into_value()
}

fn bytes_next(_vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyBytesIterator>() else { return Ok(Value::DONE) };
    let index = state.index.get();
    let source = state.source.copy();
    match super::buffer::with_bytes(&source, |bytes| bytes.get(index).copied()).flatten() {
        Some(byte) => {
            state.index.set(index + 1);
            Ok(Value::small_int(i64::from(byte)))
        }
        None => {
            state.finish();
            Ok(Value::DONE)
        }
    }
}

fn bytes_state(iterator: &Value) -> Option<(Value, usize, usize)> {
    let state = iterator.get::<PyBytesIterator>()?;
    let source = state.source.copy();
    let length = super::buffer::with_bytes(&source, <[u8]>::len)?;
    Some((source, length, state.index.get()))
}

fn bytes_hint(vm: &Vm, args: &[Value]) -> PyResult {
    hint(vm, bytes_state(first(args)).map_or(0, |(_, length, index)| length.saturating_sub(index)))
}

fn bytes_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    match bytes_state(first(args)) {
        Some((bytes, _, index)) => reduced(vm, "iter", bytes, index as i64),
        None => reduced_empty(vm, vm.empty_tuple.clone()),
    }
}

fn bytes_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let place = state_argument(vm, args)?;
    if let (Some(state), Some((_, length, _))) = (first(args).get::<PyBytesIterator>(), bytes_state(first(args))) {
        state.index.set((place.max(0) as usize).min(length));
    }
    Ok(Value::NONE)
}

// ---- anything with `__getitem__` ----

/// The iterator over an object with `__getitem__` only.
pub fn sequence_iterator(vm: &Vm, sequence: &Value) -> Value {
    Handle::new(vm.types.sequence_iterator.to_value(), PySequenceIterator::new(sequence.clone())).into_value()
}

/// The iterator over a memoryview.
pub fn memory_iterator(vm: &Vm, view: &Value) -> Value {
    Handle::new(vm.types.memory_iterator.to_value(), PySequenceIterator::new(view.clone())).into_value()
}

fn sequence_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PySequenceIterator>() else { return Ok(Value::DONE) };
    let (source, index) = (state.source.copy(), state.index.get());
    if source.is_unbound() {
        return Ok(Value::DONE);
    }
    if index >= i64::MAX as usize {
        return Err(messages::overflow_error(vm, "iter index too large"));
    }
    match ops::get_item(vm, &source, &vm.new_int(index as i64)) {
        Ok(item) => {
            state.index.set(index + 1);
            Ok(item)
        }
        Err(raised) => {
            if vm.pending_is(&vm.errors.index_error) || vm.pending_is(&vm.errors.stop_iteration) {
                drop(vm.take_exception());
                state.finish();
                Ok(Value::DONE)
            } else {
                Err(raised)
            }
        }
    }
}

fn memory_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PySequenceIterator>() else { return Ok(Value::DONE) };
    let (source, index) = (state.source.copy(), state.index.get());
    if source.is_unbound() {
        return Ok(Value::DONE);
    }
    if index >= ops::len(vm, &source)? {
        state.finish();
        return Ok(Value::DONE);
    }
    state.index.set(index + 1);
    ops::get_item(vm, &source, &vm.new_int(index as i64))
}

fn sequence_hint(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(state) = first(args).get::<PySequenceIterator>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let source = state.source.copy();
    if source.is_unbound() {
        return Ok(Value::small_int(0));
    }
    if vm.class_of(&source).slots(|slots| slots.length.is_none()) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    hint(vm, ops::len(vm, &source)?.saturating_sub(state.index.get()))
}

fn sequence_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    match first(args).get::<PySequenceIterator>().map(|state| (state.source.copy(), state.index.get())) {
        Some((source, index)) if !source.is_unbound() => reduced(vm, "iter", source, index as i64),
        _ => reduced_empty(vm, vm.empty_tuple.clone()),
    }
}

fn sequence_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let place = state_argument(vm, args)?;
    if let Some(state) = first(args).get::<PySequenceIterator>()
        && state.source.read(|source| !source.is_unbound())
    {
        state.index.set(place.max(0) as usize);
    }
    Ok(Value::NONE)
}

// ---- `iter(callable, sentinel)` ----

pub struct PyCallableIterator {
    /// Both are unbound at the end.
    callable: Guarded<Value>,
    sentinel: Guarded<Value>,
}

impl PyCallableIterator {
    fn finish(&self) {
        let parts = (self.callable.replace(Value::UNBOUND), self.sentinel.replace(Value::UNBOUND));
        drop(parts);
    }
}

impl Payload for PyCallableIterator {
    const KIND: Kind = kinds::CALLABLE_ITERATOR;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { callable, sentinel } = self;
        visitor.guarded(callable);
        visitor.guarded(sentinel);
    }
}

/// `iter(callable, sentinel)`; the caller has checked that it is callable.
pub fn callable_iterator(vm: &Vm, callable: &Value, sentinel: &Value) -> Value {
    let iterator = PyCallableIterator { callable: Guarded::new(callable.clone()), sentinel: Guarded::new(sentinel.clone()) };
    Handle::new(vm.types.callable_iterator.to_value(), iterator).into_value()
}

fn callable_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PyCallableIterator>() else { return Ok(Value::DONE) };
    let callable = state.callable.copy();
    if callable.is_unbound() {
        return Ok(Value::DONE);
    }
    match vm.call_values(&callable, &[]) {
        Ok(result) => {
            // The call may have ended this very iteration.
            let sentinel = state.sentinel.copy();
            if sentinel.is_unbound() {
                return Ok(Value::DONE);
            }
            if ops::eq(vm, &sentinel, &result)? {
                state.finish();
                return Ok(Value::DONE);
            }
            Ok(result)
        }
        Err(raised) => {
            if vm.pending_is(&vm.errors.stop_iteration) {
                drop(vm.take_exception());
                state.finish();
                Ok(Value::DONE)
            } else {
                Err(raised)
            }
        }
    }
}

fn callable_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let parts = first(args).get::<PyCallableIterator>().map(|state| (state.callable.copy(), state.sentinel.copy()));
    match parts {
        Some((callable, sentinel)) if !callable.is_unbound() => {
            Ok(vm.tuple_of([builtin(vm, "iter")?, vm.tuple_of([callable, sentinel])]))
        }
        _ => reduced_empty(vm, vm.empty_tuple.clone()),
    }
}
