//! What Python sees of `set` and `frozenset`: constructors, methods, operators,
//! text, iteration.

use super::super::call::CallArgs;
use super::super::class::{Class, TypeSpec, class_flag};
use super::super::exception::messages;
use super::super::native::{Method, as_class, class_method, method};
use super::super::pieces::Pieces;
use super::super::slots::{Binary, BinaryOp, CompareOp, Slots};
use super::super::vm::Vm;
use super::super::{generic_alias, iterators, kinds, ops};
use super::table::Table;
use super::{
    PySet, contains_hashed, copy, difference, difference_update, discard_hashed, expect_set, frozen_from_iterable, intersection,
    is_any_set, is_disjoint, is_frozen, is_subset, make, symmetric_difference, symmetric_difference_update, update,
};
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Tuple, Value, Visitor, function_address};
use std::cell::Cell;

pub const SET: TypeSpec = TypeSpec {
    name: "set",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::MATCH_SELF | class_flag::WEAK,
    doc: "Build an unordered collection of unique elements.",
    slots: Slots { getattr: Some(ops::generic_get_attr), init: Some(set_init), new: Some(set_new), ..SHARED_SLOTS }
        .with_binary(OPERATORS)
        .with_inplace(&[
            (BinaryOp::Or, set_inplace_or),
            (BinaryOp::And, set_inplace_and),
            (BinaryOp::Sub, set_inplace_sub),
            (BinaryOp::Xor, set_inplace_xor),
        ]),
    methods: SET_METHODS,
    signature: "(iterable=(), /)",
    ..TypeSpec::EMPTY
};

pub const FROZENSET: TypeSpec = TypeSpec {
    name: "frozenset",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::MATCH_SELF | class_flag::WEAK,
    doc: "Build an immutable unordered collection of unique elements.",
    slots: Slots { hash: Some(frozenset_hash), new: Some(frozenset_new), ..SHARED_SLOTS }.with_binary(OPERATORS),
    methods: FROZENSET_METHODS,
    signature: "(iterable=(), /)",
    ..TypeSpec::EMPTY
};

const SHARED_SLOTS: Slots = Slots {
    repr: Some(set_repr),
    compare: Some(set_compare),
    iter: Some(set_iter),
    length: Some(set_length),
    contains: Some(set_contains),
    ..Slots::EMPTY
};

const OPERATORS: &[(BinaryOp, Binary)] =
    &[(BinaryOp::Or, set_or), (BinaryOp::And, set_and), (BinaryOp::Sub, set_sub), (BinaryOp::Xor, set_xor)];

const SET_METHODS: &[Method] = &[
    method("add", "(self, object, /)", set_add, "Add one member."),
    method("clear", "(self, /)", set_clear, "Remove every member."),
    method("copy", "(self, /)", set_copy, "A shallow copy."),
    method("discard", "(self, object, /)", set_discard, "Remove a member if it is there."),
    method("difference", "(self, /, *others)", set_difference, "Members that are in none of the others."),
    method("difference_update", "(self, /, *others)", set_difference_update, "Remove everything that is in the others."),
    method("intersection", "(self, /, *others)", set_intersection, "Members that are in all of the others too."),
    method("intersection_update", "(self, /, *others)", set_intersection_update, "Keep only what is in all of the others."),
    method("isdisjoint", "(self, other, /)", set_isdisjoint, "Whether nothing is in both."),
    method("issubset", "(self, other, /)", set_issubset, "Whether every member is in the other."),
    method("issuperset", "(self, other, /)", set_issuperset, "Whether everything in the other is a member."),
    method("pop", "(self, /)", set_pop, "Remove some member and return it."),
    method("__contains__", "(self, object, /)", set_has, "Whether an object is an element."),
    method("__reduce__", "(self, /)", set_reduce, "What pickling needs."),
    method("remove", "(self, object, /)", set_remove, "Remove a member; KeyError when it is not there."),
    method("__sizeof__", "(self, /)", set_sizeof, "Size of the set in memory, in bytes."),
    method("symmetric_difference", "(self, other, /)", set_symmetric_difference, "What is in exactly one of both."),
    method(
        "symmetric_difference_update",
        "(self, other, /)",
        set_symmetric_difference_update,
        "Keep what is in exactly one of both.",
    ),
    method("union", "(self, /, *others)", set_union, "What is in any of the sets."),
    method("update", "(self, /, *others)", set_update, "Add everything from the others."),
    class_method("__class_getitem__", "(type, object, /)", set_class_getitem, "A generic alias: see PEP 585."),
];

const FROZENSET_METHODS: &[Method] = &[
    method("copy", "(self, /)", frozenset_copy, "A shallow copy."),
    method("difference", "(self, /, *others)", set_difference, "Members that are in none of the others."),
    method("intersection", "(self, /, *others)", set_intersection, "Members that are in all of the others too."),
    method("isdisjoint", "(self, other, /)", set_isdisjoint, "Whether nothing is in both."),
    method("issubset", "(self, other, /)", set_issubset, "Whether every member is in the other."),
    method("issuperset", "(self, other, /)", set_issuperset, "Whether everything in the other is a member."),
    method("__contains__", "(self, object, /)", set_has, "Whether an object is an element."),
    method("__reduce__", "(self, /)", set_reduce, "What pickling needs."),
    method("__sizeof__", "(self, /)", set_sizeof, "Size of the set in memory, in bytes."),
    method("symmetric_difference", "(self, other, /)", set_symmetric_difference, "What is in exactly one of both."),
    method("union", "(self, /, *others)", set_union, "What is in any of the sets."),
    class_method("__class_getitem__", "(type, object, /)", set_class_getitem, "A generic alias: see PEP 585."),
];

fn argument(args: &[Value], index: usize) -> &Value {
    const UNBOUND: &Value = &Value::UNBOUND;
    args.get(index).unwrap_or(UNBOUND)
}

/// The values of a `*others` parameter.
fn others(args: &[Value]) -> &[Value] {
    argument(args, 1).get::<Tuple>().map_or(&[], Tuple::items)
}

// ---- constructors ----

fn no_keywords(vm: &Vm, name: &str, args: CallArgs<'_>) -> PyResult<()> {
    if args.names.is_empty() { Ok(()) } else { Err(messages::type_error(vm, &format!("{name}() takes no keyword arguments"))) }
}

fn only_iterable<'a>(vm: &Vm, class_name: &str, args: CallArgs<'a>) -> PyResult<Option<&'a Value>> {
    match args.by_position() {
        [] => Ok(None),
        [iterable] => Ok(Some(iterable)),
        many => Err(messages::type_error(vm, &format!("{class_name} expected at most 1 argument, got {}", many.len()))),
    }
}

fn set_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match as_class(class) {
        Some(class) => make(vm, class, None),
        None => Err(messages::type_error(vm, "set.__new__(X): X is not a type object")),
    }
}

fn set_init(vm: &Vm, set: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let class = vm.class_of(set);
    if inherits_init(&vm.types.set, class) {
        no_keywords(vm, "set", args)?;
    }
    let iterable = only_iterable(vm, &class.name_text(), args)?;
    expect_set(vm, set)?.clear_members();
    match iterable {
        Some(iterable) => update(vm, set, iterable),
        None => Ok(()),
    }
}

/// Whether a class still has its base's `__init__`.
fn inherits_init(base: &Class, class: &Class) -> bool {
    let init = |class: &Class| class.slots(|slots| slots.init.map(|init| function_address(&init)));
    class.same(base) || init(class) == init(base)
}

fn frozenset_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else {
        return Err(messages::type_error(vm, "frozenset.__new__(X): X is not a type object"));
    };
    if inherits_init(&vm.types.frozenset, class) {
        no_keywords(vm, "frozenset", args)?;
    }
    let iterable = only_iterable(vm, &class.name_text(), args)?;
    if let Some(iterable) = iterable
        && class.same(&vm.types.frozenset)
        && vm.class_of(iterable).same(class)
    {
        return Ok(iterable.clone());
    }
    make(vm, class, iterable)
}

// ---- one member ----

/// The frozenset that stands for an unhashable set where a member is looked up.
fn stand_in(vm: &Vm, key: &Value) -> PyResult<Option<Value>> {
    if vm.pending_is(&vm.errors.type_error) && is_any_set(key) && !is_frozen(vm, key) {
        drop(vm.take_exception());
        return frozen_from_iterable(vm, key).map(Some);
    }
    Ok(None)
}

/// Looks `key` up with `look`; a set as key counts as the frozenset equal to it.
fn with_hash<T>(vm: &Vm, key: &Value, look: impl Fn(&Value, i64) -> PyResult<T>) -> PyResult<T> {
    match ops::hash(vm, key) {
        Ok(hash) => look(key, hash),
        Err(raised) => match stand_in(vm, key)? {
            Some(frozen) => {
                let hash = ops::hash(vm, &frozen)?;
                look(&frozen, hash)
            }
            None => Err(raised),
        },
    }
}

fn set_has(vm: &Vm, args: &[Value]) -> PyResult {
    let [set, key] = args else { return Ok(Value::NONE) };
    set_contains(vm, set, key).map(Value::bool)
}

fn set_contains(vm: &Vm, set: &Value, key: &Value) -> PyResult<bool> {
    let payload = expect_set(vm, set)?;
    with_hash(vm, key, |key, hash| contains_hashed(vm, payload, key, hash))
}

fn set_add(vm: &Vm, args: &[Value]) -> PyResult {
    super::add(vm, argument(args, 0), argument(args, 1)).map(|()| Value::NONE)
}

fn set_remove(vm: &Vm, args: &[Value]) -> PyResult {
    let (payload, key) = (expect_set(vm, argument(args, 0))?, argument(args, 1));
    if with_hash(vm, key, |key, hash| discard_hashed(vm, payload, key, hash))? {
        return Ok(Value::NONE);
    }
    Err(messages::key_error(vm, key))
}

fn set_discard(vm: &Vm, args: &[Value]) -> PyResult {
    let payload = expect_set(vm, argument(args, 0))?;
    with_hash(vm, argument(args, 1), |key, hash| discard_hashed(vm, payload, key, hash)).map(|_| Value::NONE)
}

fn set_pop(vm: &Vm, args: &[Value]) -> PyResult {
    match expect_set(vm, argument(args, 0))?.table.write(Table::pop) {
        Some(member) => Ok(member),
        None => Err(messages::key_error(vm, &vm.new_str("pop from an empty set"))),
    }
}

fn set_clear(vm: &Vm, args: &[Value]) -> PyResult {
    expect_set(vm, argument(args, 0))?.clear_members();
    Ok(Value::NONE)
}

// ---- whole sets ----

fn set_length(vm: &Vm, set: &Value) -> PyResult<usize> {
    Ok(expect_set(vm, set)?.len())
}

fn set_copy(vm: &Vm, args: &[Value]) -> PyResult {
    copy(vm, argument(args, 0))
}

fn frozenset_copy(vm: &Vm, args: &[Value]) -> PyResult {
    let set = argument(args, 0);
    if vm.class_of(set).same(&vm.types.frozenset) { Ok(set.clone()) } else { copy(vm, set) }
}

fn set_update(vm: &Vm, args: &[Value]) -> PyResult {
    for other in others(args) {
        update(vm, argument(args, 0), other)?;
    }
    Ok(Value::NONE)
}

fn set_union(vm: &Vm, args: &[Value]) -> PyResult {
    let set = argument(args, 0);
    let result = copy(vm, set)?;
    for other in others(args).iter().filter(|other| !other.is(set)) {
        update(vm, &result, other)?;
    }
    Ok(result)
}

fn set_difference(vm: &Vm, args: &[Value]) -> PyResult {
    let (set, others) = (argument(args, 0), others(args));
    let Some((head, rest)) = others.split_first() else { return copy(vm, set) };
    let result = difference(vm, set, head)?;
    for other in rest {
        difference_update(vm, &result, other)?;
    }
    Ok(result)
}

fn set_difference_update(vm: &Vm, args: &[Value]) -> PyResult {
    for other in others(args) {
        difference_update(vm, argument(args, 0), other)?;
    }
    Ok(Value::NONE)
}

fn intersection_of_all(vm: &Vm, set: &Value, others: &[Value]) -> PyResult {
    let Some((head, rest)) = others.split_first() else { return copy(vm, set) };
    let mut result = intersection(vm, set, head)?;
    for other in rest {
        result = intersection(vm, &result, other)?;
    }
    Ok(result)
}

fn set_intersection(vm: &Vm, args: &[Value]) -> PyResult {
    intersection_of_all(vm, argument(args, 0), others(args))
}

/// Makes a set have the members of another one, which ends up with the old ones.
fn swap(vm: &Vm, set: &Value, other: &Value) -> PyResult<()> {
    let (left, right) = (expect_set(vm, set)?, expect_set(vm, other)?);
    let taken = right.table.write(|table| table.replace(Table::new()));
    drop(left.table.write(|table| table.replace(taken)));
    Ok(())
}

fn set_intersection_update(vm: &Vm, args: &[Value]) -> PyResult {
    let result = intersection_of_all(vm, argument(args, 0), others(args))?;
    swap(vm, argument(args, 0), &result)?;
    Ok(Value::NONE)
}

fn set_symmetric_difference(vm: &Vm, args: &[Value]) -> PyResult {
    symmetric_difference(vm, argument(args, 0), argument(args, 1))
}

fn set_symmetric_difference_update(vm: &Vm, args: &[Value]) -> PyResult {
    symmetric_difference_update(vm, argument(args, 0), argument(args, 1)).map(|()| Value::NONE)
}

fn set_isdisjoint(vm: &Vm, args: &[Value]) -> PyResult {
    is_disjoint(vm, argument(args, 0), argument(args, 1)).map(Value::bool)
}

fn set_issubset(vm: &Vm, args: &[Value]) -> PyResult {
    let (set, other) = (argument(args, 0), argument(args, 1));
    let payload = expect_set(vm, set)?;
    if let Some(other) = other.get::<PySet>() {
        return is_subset(vm, payload, other).map(Value::bool);
    }
    let common = intersection(vm, set, other)?;
    Ok(Value::bool(expect_set(vm, &common)?.len() == payload.len()))
}

fn set_issuperset(vm: &Vm, args: &[Value]) -> PyResult {
    let (payload, other) = (expect_set(vm, argument(args, 0))?, argument(args, 1));
    if let Some(other) = other.get::<PySet>() {
        return is_subset(vm, other, payload).map(Value::bool);
    }
    let iterator = ops::iter(vm, other)?;
    loop {
        let key = ops::next(vm, &iterator)?;
        if key.is_done() {
            return Ok(Value::TRUE);
        }
        if !with_hash(vm, &key, |key, hash| contains_hashed(vm, payload, key, hash))? {
            return Ok(Value::FALSE);
        }
    }
}

fn set_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !is_any_set(left) || !is_any_set(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = copy(vm, left)?;
    if !left.is(right) {
        update(vm, &result, right)?;
    }
    Ok(result)
}

fn set_and(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if is_any_set(left) && is_any_set(right) { intersection(vm, left, right) } else { Ok(Value::NOT_IMPLEMENTED) }
}

fn set_sub(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if is_any_set(left) && is_any_set(right) { difference(vm, left, right) } else { Ok(Value::NOT_IMPLEMENTED) }
}

fn set_xor(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if is_any_set(left) && is_any_set(right) { symmetric_difference(vm, left, right) } else { Ok(Value::NOT_IMPLEMENTED) }
}

fn set_inplace_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !is_any_set(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    update(vm, left, right)?;
    Ok(left.clone())
}

fn set_inplace_and(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !is_any_set(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = intersection(vm, left, right)?;
    swap(vm, left, &result)?;
    Ok(left.clone())
}

fn set_inplace_sub(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !is_any_set(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    difference_update(vm, left, right)?;
    Ok(left.clone())
}

fn set_inplace_xor(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    if !is_any_set(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    symmetric_difference_update(vm, left, right)?;
    Ok(left.clone())
}

// ---- comparison, hash, text ----

fn set_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PySet>(), right.get::<PySet>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let holds = match op {
        CompareOp::Eq | CompareOp::Ne => {
            let hashes_differ = matches!((a.hash.get(), b.hash.get()), (Some(a), Some(b)) if a != b);
            let equal = a.len() == b.len() && !hashes_differ && is_subset(vm, a, b)?;
            equal == (op == CompareOp::Eq)
        }
        CompareOp::Le => is_subset(vm, a, b)?,
        CompareOp::Ge => is_subset(vm, b, a)?,
        CompareOp::Lt => a.len() < b.len() && is_subset(vm, a, b)?,
        CompareOp::Gt => a.len() > b.len() && is_subset(vm, b, a)?,
    };
    Ok(Value::bool(holds))
}

fn frozenset_hash(vm: &Vm, set: &Value) -> PyResult<i64> {
    let payload = expect_set(vm, set)?;
    if let Some(hash) = payload.hash.get() {
        return Ok(hash);
    }
    let hash = payload.table.read(Table::hash);
    payload.hash.set(Some(hash));
    Ok(hash)
}

fn set_repr(vm: &Vm, set: &Value) -> PyResult {
    let payload = expect_set(vm, set)?;
    let class = vm.class_of(set).clone();
    let mut pieces = Pieces::new("");
    let Some(_guard) = vm.enter_repr(set) else {
        pieces.text(class.name.copy());
        pieces.plain("(...)");
        return pieces.finish(vm);
    };
    if payload.is_empty() {
        pieces.text(class.name.copy());
        pieces.plain("()");
        return pieces.finish(vm);
    }
    let plain = class.same(&vm.types.set);
    if !plain {
        pieces.text(class.name.copy());
        pieces.plain("(");
    }
    pieces.plain("{");
    for (index, member) in payload.members().iter().enumerate() {
        if index > 0 {
            pieces.plain(", ");
        }
        pieces.repr(vm, member)?;
    }
    pieces.plain(if plain { "}" } else { "})" });
    pieces.finish(vm)
}

fn set_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let set = argument(args, 0);
    let members = vm.new_list(expect_set(vm, set)?.members());
    let state = vm.call_special(set, &vm.names.__getstate__, &[])?.unwrap_or(Value::NONE);
    Ok(vm.tuple_of([vm.class_of(set).to_value(), vm.tuple_of([members]), state]))
}

fn set_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    let table = expect_set(vm, argument(args, 0))?.table.read(Table::size_of);
    Ok(vm.new_int((200 + table) as i64))
}

fn set_class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    generic_alias::new_alias(vm, argument(args, 0), argument(args, 1))
}

// ---- iteration ----

pub const SET_ITERATOR: TypeSpec = TypeSpec {
    name: "set_iterator",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: Slots { iter: Some(iterators::itself), next: Some(set_next), ..Slots::EMPTY },
    methods: &[
        method("__length_hint__", "(self, /)", iterator_length_hint, "How many members are left, as far as is known."),
        method("__reduce__", "(self, /)", iterator_reduce, "What pickling needs."),
    ],
    ..TypeSpec::EMPTY
};

pub struct PySetIterator {
    /// Unbound once the iterator is exhausted.
    set: Guarded<Value>,
    cursor: Cell<usize>,
    /// The size that the set had; `usize::MAX` after it was seen to change.
    used: Cell<usize>,
    left: Cell<usize>,
}

impl Payload for PySetIterator {
    const KIND: Kind = kinds::SET_ITERATOR;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { set, cursor: _, used: _, left: _ } = self;
        visitor.guarded(set);
    }
}

fn set_iter(vm: &Vm, set: &Value) -> PyResult {
    let length = expect_set(vm, set)?.len();
    let iterator =
        PySetIterator { set: Guarded::new(set.clone()), cursor: Cell::new(0), used: Cell::new(length), left: Cell::new(length) };
    Ok(Handle::new(vm.types.set_iterator.to_value(), iterator).into_value())
}

fn set_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<PySetIterator>() else { return Ok(Value::DONE) };
    let found = state.set.read(|value| {
        let set = value.get::<PySet>()?;
        if set.len() != state.used.get() { Some(Err(())) } else { set.next_member(state.cursor.get()).map(Ok) }
    });
    match found {
        Some(Ok((cursor, member))) => {
            state.cursor.set(cursor);
            state.left.set(state.left.get().saturating_sub(1));
            Ok(member)
        }
        Some(Err(())) => {
            state.used.set(usize::MAX);
            Err(messages::runtime_error(vm, "Set changed size during iteration"))
        }
        None => {
            drop(state.set.replace(Value::UNBOUND));
            Ok(Value::DONE)
        }
    }
}

fn iterator_length_hint(vm: &Vm, args: &[Value]) -> PyResult {
    let left = argument(args, 0).get::<PySetIterator>().map_or(0, |state| {
        let length = state.set.read(|value| value.get::<PySet>().map(PySet::len));
        if length == Some(state.used.get()) { state.left.get() } else { 0 }
    });
    Ok(vm.new_int(left as i64))
}

fn iterator_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let mut members = Vec::new();
    if let Some(state) = argument(args, 0).get::<PySetIterator>() {
        // The members are taken from a copy, so the iterator stays where it is.
        let copy = PySetIterator {
            set: Guarded::new(state.set.copy()),
            cursor: state.cursor.clone(),
            used: state.used.clone(),
            left: state.left.clone(),
        };
        let copy = Handle::new(vm.types.set_iterator.to_value(), copy).into_value();
        members = ops::collect(vm, &copy)?;
    }
    let list = vm.new_list(members);
    Ok(vm.tuple_of([iterators::builtin(vm, "iter")?, vm.tuple_of([list])]))
}
