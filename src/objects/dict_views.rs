//! Views of dicts (`keys`, `values`, `items`) and the iterators over them.
//!
//! A view holds its dict and looks into it each time. An iterator remembers how
//! many entries the dict had and raises RuntimeError once that changes; it lets
//! go of the dict at its end.

use super::class::{Class, TypeSpec, class_flag};
use super::dict::{self, PyDict, expect_dict};
use super::exception::messages;
use super::kinds;
use super::native::{GetSet, Method, getter, method};
use super::ops;
use super::pieces::Pieces;
use super::set::{self, PySet};
use super::slots::{BinaryOp, CompareOp, Slots};
use super::tuple::hand_out;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Tuple, Value, Visitor};
use std::cell::Cell;

pub const DICT_KEYS: TypeSpec = TypeSpec {
    name: "dict_keys",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: Slots {
        iter: Some(keys_iter),
        contains: Some(keys_contains),
        repr: Some(view_repr),
        length: Some(view_length),
        compare: Some(view_compare),
        ..Slots::EMPTY
    }
    .with_binary(SET_OPERATORS),
    methods: &[
        method(
            "isdisjoint",
            "(self, object, /)",
            view_isdisjoint,
            "Whether the view and another iterable have nothing in common.",
        ),
        method("__reversed__", "(self, /)", keys_reversed, "An iterator from the last key to the first."),
    ],
    getset: MAPPING,
    ..TypeSpec::EMPTY
};

pub const DICT_ITEMS: TypeSpec = TypeSpec {
    name: "dict_items",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: Slots {
        iter: Some(items_iter),
        contains: Some(items_contains),
        repr: Some(view_repr),
        length: Some(view_length),
        compare: Some(view_compare),
        ..Slots::EMPTY
    }
    .with_binary(SET_OPERATORS),
    methods: &[
        method(
            "isdisjoint",
            "(self, object, /)",
            view_isdisjoint,
            "Whether the view and another iterable have nothing in common.",
        ),
        method("__reversed__", "(self, /)", items_reversed, "An iterator from the last pair to the first."),
    ],
    getset: MAPPING,
    ..TypeSpec::EMPTY
};

pub const DICT_VALUES: TypeSpec = TypeSpec {
    name: "dict_values",
    flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
    slots: Slots { iter: Some(values_iter), repr: Some(view_repr), length: Some(view_length), ..Slots::EMPTY },
    methods: &[method("__reversed__", "(self, /)", values_reversed, "An iterator from the last value to the first.")],
    getset: MAPPING,
    ..TypeSpec::EMPTY
};

const SET_OPERATORS: &[(BinaryOp, super::slots::Binary)] =
    &[(BinaryOp::Sub, view_sub), (BinaryOp::And, view_and), (BinaryOp::Xor, view_xor), (BinaryOp::Or, view_or)];

const MAPPING: &[GetSet] = &[getter("mapping", view_mapping, "A read-only proxy of the dict that the view shows.")];

macro_rules! iterator_specs {
    ($($spec:ident = $name:literal, $next:ident;)*) => {$(
        pub const $spec: TypeSpec = TypeSpec {
            name: $name,
            flags: class_flag::IMMUTABLE | class_flag::NO_NEW,
            slots: Slots { iter: Some(super::iterators::itself), next: Some($next), ..Slots::EMPTY },
            methods: ITERATOR_METHODS,
            ..TypeSpec::EMPTY
        };
    )*};
}

iterator_specs! {
    DICT_KEY_ITERATOR = "dict_keyiterator", next_key;
    DICT_VALUE_ITERATOR = "dict_valueiterator", next_value;
    DICT_ITEM_ITERATOR = "dict_itemiterator", next_item;
    DICT_REVERSE_KEY_ITERATOR = "dict_reversekeyiterator", previous_key;
    DICT_REVERSE_VALUE_ITERATOR = "dict_reversevalueiterator", previous_value;
    DICT_REVERSE_ITEM_ITERATOR = "dict_reverseitemiterator", previous_item;
}

const ITERATOR_METHODS: &[Method] = &[
    method("__length_hint__", "(self, /)", iterator_length_hint, "How many items are left, as far as is known."),
    method("__reduce__", "(self, /)", iterator_reduce, "What pickling needs."),
];

/// A view; its class says of what.
pub struct PyDictView {
    pub dict: Value,
}

impl Payload for PyDictView {
    const KIND: Kind = kinds::DICT_VIEW;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { dict } = self;
        visitor.edge(dict);
    }
}

pub struct PyDictIterator {
    /// Unbound once the iterator is exhausted.
    dict: Guarded<Value>,
    cursor: Cell<usize>,
    /// The length that the dict had; `usize::MAX` after it was seen to change.
    used: Cell<usize>,
    /// Items left.
    left: Cell<usize>,
    /// The pair that was handed out, for the next time.
    pair: Guarded<Value>,
}

impl Payload for PyDictIterator {
    const KIND: Kind = kinds::DICT_ITERATOR;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { dict, cursor: _, used: _, left: _, pair } = self;
        visitor.guarded(dict);
        visitor.guarded(pair);
    }
}

fn first(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}

fn new_view(class: &Class, dict: &Value) -> PyResult {
    Ok(Handle::new(class.to_value(), PyDictView { dict: dict.clone() }).into_value())
}

pub(super) fn dict_keys(vm: &Vm, args: &[Value]) -> PyResult {
    new_view(&vm.types.dict_keys, first(args))
}

pub(super) fn dict_values(vm: &Vm, args: &[Value]) -> PyResult {
    new_view(&vm.types.dict_values, first(args))
}

pub(super) fn dict_items(vm: &Vm, args: &[Value]) -> PyResult {
    new_view(&vm.types.dict_items, first(args))
}

fn new_iterator(vm: &Vm, class: &Class, dict: &Value, reverse: bool) -> PyResult {
    let payload = expect_dict(vm, dict)?;
    let (used, cursor) = (payload.len(), if reverse { payload.positions() } else { 0 });
    let iterator = PyDictIterator {
        dict: Guarded::new(dict.clone()),
        cursor: Cell::new(cursor),
        used: Cell::new(used),
        left: Cell::new(used),
        pair: Guarded::new(Value::UNBOUND),
    };
    Ok(Handle::new(class.to_value(), iterator).into_value())
}

/// `iter(dict)`.
pub(super) fn iterate_keys(vm: &Vm, dict: &Value) -> PyResult {
    new_iterator(vm, &vm.types.dict_keyiterator, dict, false)
}

pub(super) fn iterate_keys_reversed(vm: &Vm, args: &[Value]) -> PyResult {
    new_iterator(vm, &vm.types.dict_reversekeyiterator, first(args), true)
}

/// The dict of a view.
fn viewed<'a>(vm: &Vm, view: &'a Value) -> PyResult<&'a Value> {
    match view.get::<PyDictView>() {
        Some(view) => Ok(&view.dict),
        None => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

fn keys_iter(vm: &Vm, view: &Value) -> PyResult {
    new_iterator(vm, &vm.types.dict_keyiterator, viewed(vm, view)?, false)
}

fn values_iter(vm: &Vm, view: &Value) -> PyResult {
    new_iterator(vm, &vm.types.dict_valueiterator, viewed(vm, view)?, false)
}

fn items_iter(vm: &Vm, view: &Value) -> PyResult {
    new_iterator(vm, &vm.types.dict_itemiterator, viewed(vm, view)?, false)
}

fn keys_reversed(vm: &Vm, args: &[Value]) -> PyResult {
    new_iterator(vm, &vm.types.dict_reversekeyiterator, viewed(vm, first(args))?, true)
}

fn values_reversed(vm: &Vm, args: &[Value]) -> PyResult {
    new_iterator(vm, &vm.types.dict_reversevalueiterator, viewed(vm, first(args))?, true)
}

fn items_reversed(vm: &Vm, args: &[Value]) -> PyResult {
    new_iterator(vm, &vm.types.dict_reverseitemiterator, viewed(vm, first(args))?, true)
}

// ---- iteration ----

/// One step: `look` finds the next entry from a cursor. Its third part is the
/// cursor for the step after.
#[inline(always)]
fn step<T>(vm: &Vm, iterator: &Value, look: impl FnOnce(&PyDict, usize) -> Option<(usize, T)>) -> PyResult<Option<T>> {
    let Some(state) = iterator.get::<PyDictIterator>() else { return Ok(None) };
    let found = state.dict.read(|value| match value.get::<PyDict>() {
        None => Found::End,
        Some(dict) if dict.len() != state.used.get() => Found::Resized,
        Some(dict) => match look(dict, state.cursor.get()) {
            None => Found::End,
            Some(_) if state.left.get() == 0 => Found::Rearranged,
            Some(found) => Found::Item(found),
        },
    });
    match found {
        Found::Item((cursor, item)) => {
            state.cursor.set(cursor);
            state.left.set(state.left.get() - 1);
            Ok(Some(item))
        }
        Found::End => {
            drop(state.dict.replace(Value::UNBOUND));
            Ok(None)
        }
        Found::Resized => {
            // From now on every step fails, whatever the dict does.
            state.used.set(usize::MAX);
            Err(messages::runtime_error(vm, "dictionary changed size during iteration"))
        }
        Found::Rearranged => {
            drop(state.dict.replace(Value::UNBOUND));
            Err(messages::runtime_error(vm, "dictionary keys changed during iteration"))
        }
    }
}

enum Found<T> {
    Item((usize, T)),
    End,
    Resized,
    Rearranged,
}

fn next_key(vm: &Vm, iterator: &Value) -> PyResult {
    Ok(step(vm, iterator, |dict, cursor| dict.next_key(cursor))?.unwrap_or(Value::DONE))
}

fn next_value(vm: &Vm, iterator: &Value) -> PyResult {
    Ok(step(vm, iterator, |dict, cursor| dict.next_value(cursor))?.unwrap_or(Value::DONE))
}

fn next_item(vm: &Vm, iterator: &Value) -> PyResult {
    match step(vm, iterator, |dict, cursor| dict.next_entry(cursor).map(|(next, key, value)| (next, [key, value])))? {
        Some(pair) => Ok(match iterator.get::<PyDictIterator>() {
            Some(state) => hand_out(vm, &state.pair, pair),
            None => vm.tuple_of(pair),
        }),
        None => Ok(Value::DONE),
    }
}

fn previous_key(vm: &Vm, iterator: &Value) -> PyResult {
    let key = step(vm, iterator, |dict, cursor| dict.previous_entry(cursor).map(|(next, key, _)| (next, key)))?;
    Ok(key.unwrap_or(Value::DONE))
}

fn previous_value(vm: &Vm, iterator: &Value) -> PyResult {
    let value = step(vm, iterator, |dict, cursor| dict.previous_entry(cursor).map(|(next, _, value)| (next, value)))?;
    Ok(value.unwrap_or(Value::DONE))
}

fn previous_item(vm: &Vm, iterator: &Value) -> PyResult {
    match step(vm, iterator, |dict, cursor| dict.previous_entry(cursor).map(|(next, key, value)| (next, [key, value])))? {
        Some(pair) => Ok(vm.tuple_of(pair)),
        None => Ok(Value::DONE),
    }
}

fn iterator_length_hint(vm: &Vm, args: &[Value]) -> PyResult {
    let left = first(args).get::<PyDictIterator>().map_or(0, |state| {
        let length = state.dict.read(|value| value.get::<PyDict>().map(PyDict::len));
        if length == Some(state.used.get()) { state.left.get() } else { 0 }
    });
    Ok(vm.new_int(left as i64))
}

fn iterator_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let iterator = first(args);
    let mut items = Vec::new();
    if let Some(state) = iterator.get::<PyDictIterator>() {
        // The items are taken from a copy, so the iterator stays where it is.
        let copy = PyDictIterator {
            dict: Guarded::new(state.dict.copy()),
            cursor: state.cursor.clone(),
            used: state.used.clone(),
            left: state.left.clone(),
            pair: Guarded::new(Value::UNBOUND),
        };
        let copy = Handle::new(vm.class_of(iterator).to_value(), copy).into_value();
        items = ops::collect(vm, &copy)?;
    }
    let list = vm.new_list(items);
    Ok(vm.tuple_of([super::iterators::builtin(vm, "iter")?, vm.tuple_of([list])]))
}

// ---- views ----

fn view_length(vm: &Vm, view: &Value) -> PyResult<usize> {
    Ok(expect_dict(vm, viewed(vm, view)?)?.len())
}

fn view_mapping(vm: &Vm, view: &Value) -> PyResult {
    super::mapping_proxy::new_proxy(vm, viewed(vm, view)?)
}

fn view_repr(vm: &Vm, view: &Value) -> PyResult {
    let Some(_guard) = vm.enter_repr(view) else { return Ok(vm.new_str("...")) };
    let items = vm.new_list(ops::collect(vm, view)?);
    let mut pieces = Pieces::new("");
    pieces.text(vm.class_of(view).name.copy());
    pieces.plain("(");
    pieces.repr(vm, &items)?;
    pieces.plain(")");
    pieces.finish(vm)
}

fn keys_contains(vm: &Vm, view: &Value, key: &Value) -> PyResult<bool> {
    dict::contains(vm, viewed(vm, view)?, key)
}

fn items_contains(vm: &Vm, view: &Value, item: &Value) -> PyResult<bool> {
    let [key, value] = match item.get::<Tuple>().map(Tuple::items) {
        Some([key, value]) => [key, value],
        _ => return Ok(false),
    };
    match dict::get_item_value(vm, viewed(vm, view)?, key)? {
        Some(found) => ops::eq(vm, &found, value),
        None => Ok(false),
    }
}

/// Sets and set-like views: what views compare with.
fn is_set_like(value: &Value) -> bool {
    value.is_kind::<PySet>() || value.is_kind::<PyDictView>()
}

fn is_set_view(vm: &Vm, value: &Value) -> bool {
    let class = vm.class_of(value);
    class.same(&vm.types.dict_keys) || class.same(&vm.types.dict_items)
}

fn view_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if !is_set_like(right) || vm.class_of(right).same(&vm.types.dict_values) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (left_length, right_length) = (view_length(vm, left)?, ops::len(vm, right)?);
    let holds = match op {
        CompareOp::Eq | CompareOp::Ne => {
            let equal = left_length == right_length && all_contained(vm, left, right)?;
            equal == (op == CompareOp::Eq)
        }
        CompareOp::Lt => left_length < right_length && all_contained(vm, left, right)?,
        CompareOp::Le => left_length <= right_length && all_contained(vm, left, right)?,
        CompareOp::Gt => left_length > right_length && all_contained(vm, right, left)?,
        CompareOp::Ge => left_length >= right_length && all_contained(vm, right, left)?,
    };
    Ok(Value::bool(holds))
}

fn all_contained(vm: &Vm, part: &Value, whole: &Value) -> PyResult<bool> {
    let iterator = ops::iter(vm, part)?;
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            return Ok(true);
        }
        if !ops::contains(vm, whole, &item)? {
            return Ok(false);
        }
    }
}

fn view_sub(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let result = set::from_iterable(vm, left)?;
    set::difference_update(vm, &result, right)?;
    Ok(result)
}

fn view_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let result = set::from_iterable(vm, left)?;
    set::update(vm, &result, right)?;
    Ok(result)
}

fn view_xor(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let result = set::from_iterable(vm, left)?;
    set::symmetric_difference_update(vm, &result, right)?;
    Ok(result)
}

fn view_and(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    // The view is the side that is asked; the other one is walked. When both
    // could be, the shorter one is walked.
    let (mut view, mut other) = if is_set_view(vm, left) { (left, right) } else { (right, left) };
    if is_set_view(vm, other) && view_length(vm, other)? > view_length(vm, view)? {
        std::mem::swap(&mut view, &mut other);
    }
    if other.is_kind::<PySet>() && vm.class_of(other).same(&vm.types.set) && ops::len(vm, other)? >= view_length(vm, view)? {
        let result = set::empty_set(vm);
        ops::for_each(vm, view, |key| if ops::contains(vm, other, &key)? { set::add(vm, &result, &key) } else { Ok(()) })?;
        return Ok(result);
    }
    let result = set::empty_set(vm);
    ops::for_each(vm, other, |key| if ops::contains(vm, view, &key)? { set::add(vm, &result, &key) } else { Ok(()) })?;
    Ok(result)
}

fn view_isdisjoint(vm: &Vm, args: &[Value]) -> PyResult {
    let (mut view, mut other) = match args {
        [view, other] => (view, other),
        _ => return Ok(Value::FALSE),
    };
    if view.is(other) {
        return Ok(Value::bool(view_length(vm, view)? == 0));
    }
    // A set or set-like view as the other side may be asked instead of walked.
    if (is_set_view(vm, other) || other.is_kind::<PySet>()) && ops::len(vm, other)? > view_length(vm, view)? {
        std::mem::swap(&mut view, &mut other);
    }
    let iterator = ops::iter(vm, other)?;
    loop {
        let item = ops::next(vm, &iterator)?;
        if item.is_done() {
            return Ok(Value::TRUE);
        }
        if ops::contains(vm, view, &item)? {
            return Ok(Value::FALSE);
        }
    }
}
