//! What Python sees of `dict`: constructor, methods, operators, text.

use super::super::call::CallArgs;
use super::super::class::{TypeSpec, class_flag};
use super::super::exception::messages;
use super::super::native::{Method, as_class, class_method, method};
use super::super::pieces::Pieces;
use super::super::slots::{BinaryOp, CompareOp, Slots};
use super::super::vm::Vm;
use super::super::{dict_views, generic_alias, ops};
use super::{PyDict, copy, equal, expect_dict, get_item_value, merge_dict, pop_last, remove_hashed, set_default, set_item};
use crate::memory::{PyResult, Tuple, Value, function_address};

pub const DICT: TypeSpec = TypeSpec {
    name: "dict",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::MAPPING | class_flag::MATCH_SELF | class_flag::DICT,
    doc: "A mapping of keys to values that keeps the order of insertion.",
    slots: Slots {
        getattr: Some(ops::generic_get_attr),
        repr: Some(dict_repr),
        compare: Some(dict_compare),
        iter: Some(dict_views::iterate_keys),
        init: Some(dict_init),
        new: Some(dict_new),
        length: Some(dict_length),
        getitem: Some(dict_getitem),
        setitem: Some(dict_setitem),
        contains: Some(super::contains),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Or, dict_or)])
    .with_inplace(&[(BinaryOp::Or, dict_inplace_or)]),
    methods: METHODS,
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__getitem__", "(self, key, /)", dict_get_item, "The value of a key."),
    method("__contains__", "(self, key, /)", dict_contains, "Whether the dict has a key."),
    method("__sizeof__", "(self, /)", dict_sizeof, "Size of the dict in memory, in bytes."),
    method("get", "(self, key, default=None, /)", dict_get, "The value of the key if it is there, else the default."),
    method(
        "setdefault",
        "(self, key, default=None, /)",
        dict_setdefault,
        "Insert the key with a default if it is missing; its value.",
    ),
    method("pop", "(self, key, default=<unrepresentable>, /)", dict_pop, "Remove a key and return its value."),
    method("popitem", "(self, /)", dict_popitem, "Remove the pair that was added last and return it."),
    method("keys", "(self, /)", dict_views::dict_keys, "A set-like view of the keys."),
    method("items", "(self, /)", dict_views::dict_items, "A set-like view of the pairs."),
    method("values", "(self, /)", dict_views::dict_values, "A view of the values."),
    method("update", "!(self, *args, **kwargs)", dict_update, "Take over keys from a mapping or pairs, then from keywords."),
    class_method(
        "fromkeys",
        "(type, iterable, value=None, /)",
        dict_fromkeys,
        "A dict with keys from an iterable and one value.",
    ),
    method("clear", "(self, /)", dict_clear, "Remove every entry."),
    method("copy", "(self, /)", dict_copy, "A shallow copy."),
    method(
        "__reversed__",
        "(self, /)",
        dict_views::iterate_keys_reversed,
        "An iterator over the keys from the last to the first.",
    ),
    class_method("__class_getitem__", "(type, object, /)", dict_class_getitem, "A generic alias: see PEP 585."),
];

fn argument(args: &[Value], index: usize) -> &Value {
    const UNBOUND: &Value = &Value::UNBOUND;
    args.get(index).unwrap_or(UNBOUND)
}

/// The argument, or None where it was not given.
fn argument_or_none(args: &[Value], index: usize) -> Value {
    let value = argument(args, index);
    if value.is_unbound() { Value::NONE } else { value.clone() }
}

fn dict_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match as_class(class) {
        Some(class) => {
            let dict = vm.new_object(class, PyDict::new());
            if !class.same(&vm.types.dict) {
                dict.track();
            }
            Ok(dict.into_value())
        }
        None => Err(messages::type_error(vm, "dict.__new__(X): X is not a type object")),
    }
}

fn dict_init(vm: &Vm, dict: &Value, args: CallArgs<'_>) -> PyResult<()> {
    update_from_args(vm, dict, args, "dict")
}

/// `update` and the constructor: at most one mapping or iterable of pairs, then keywords.
pub fn update_from_args(vm: &Vm, dict: &Value, args: CallArgs<'_>, name: &str) -> PyResult<()> {
    match args.by_position() {
        [] => {}
        [source] => update(vm, dict, source)?,
        many => {
            return Err(messages::type_error(vm, &format!("{name} expected at most 1 argument, got {}", many.len())));
        }
    }
    for (key, value) in args.by_keyword() {
        set_item(vm, dict, key, value.clone())?;
    }
    Ok(())
}

/// Takes over the entries of a mapping or of an iterable of pairs.
pub fn update(vm: &Vm, dict: &Value, source: &Value) -> PyResult<()> {
    if vm.class_of(source).same(&vm.types.dict) {
        return merge_dict(vm, dict, source, false);
    }
    match ops::lookup_attr(vm, source, &vm.names.keys)? {
        Some(_) => merge(vm, dict, source),
        None => update_from_pairs(vm, dict, source),
    }
}

/// `dict.update(mapping)` for an object that has `keys` and item access.
pub fn merge(vm: &Vm, dict: &Value, source: &Value) -> PyResult<()> {
    let class = vm.class_of(source);
    let own_iter = vm.types.dict.slots(|slots| slots.iter.map(|iter| function_address(&iter)));
    if class.has(class_flag::DICT)
        && source.is_kind::<PyDict>()
        && class.slots(|slots| slots.iter.map(|iter| function_address(&iter))) == own_iter
    {
        return merge_dict(vm, dict, source, false);
    }
    let keys = vm.call_method(source, &vm.names.keys, &[])?;
    let iterator = match ops::iter(vm, &keys) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if !vm.pending_is(&vm.errors.type_error) {
                return Err(raised);
            }
            drop(vm.take_exception());
            let (source, keys) = (vm.class_name(source), vm.class_name(&keys));
            return Err(messages::type_error(vm, &format!("{source}.keys() returned a non-iterable (type {keys})")));
        }
    };
    // All keys first: what goes wrong while they are listed leaves the dict as it is.
    for key in ops::collect(vm, &iterator)? {
        let value = ops::get_item(vm, source, &key)?;
        set_item(vm, dict, &key, value)?;
    }
    Ok(())
}

fn update_from_pairs(vm: &Vm, dict: &Value, source: &Value) -> PyResult<()> {
    let mut number = 0usize;
    ops::for_each(vm, source, |item| {
        let pair = match pair_of(vm, &item) {
            Ok(pair) => pair,
            Err(raised) => {
                if !vm.pending_is(&vm.errors.type_error) {
                    return Err(raised);
                }
                drop(vm.take_exception());
                let message = format!("cannot convert dictionary update sequence element #{number} to a sequence");
                return Err(messages::type_error(vm, &message));
            }
        };
        let [key, value] = match <[Value; 2]>::try_from(pair) {
            Ok(pair) => pair,
            Err(parts) => {
                let length = parts.len();
                let message = format!("dictionary update sequence element #{number} has length {length}; 2 is required");
                return Err(messages::value_error(vm, &message));
            }
        };
        number += 1;
        set_item(vm, dict, &key, value)
    })
}

fn pair_of(vm: &Vm, item: &Value) -> PyResult<Vec<Value>> {
    if vm.class_of(item).has(class_flag::TUPLE)
        && let Some(tuple) = item.get::<Tuple>()
    {
        return Ok(tuple.items().to_vec());
    }
    ops::collect(vm, item)
}

fn dict_length(vm: &Vm, dict: &Value) -> PyResult<usize> {
    Ok(expect_dict(vm, dict)?.len())
}

fn dict_get_item(vm: &Vm, args: &[Value]) -> PyResult {
    let [dict, key] = args else { return Ok(Value::NONE) };
    dict_getitem(vm, dict, key)
}

fn dict_contains(vm: &Vm, args: &[Value]) -> PyResult {
    let [dict, key] = args else { return Ok(Value::NONE) };
    super::contains(vm, dict, key).map(Value::bool)
}

fn dict_getitem(vm: &Vm, dict: &Value, key: &Value) -> PyResult {
    if let Some(value) = get_item_value(vm, dict, key)? {
        return Ok(value);
    }
    if !vm.class_of(dict).same(&vm.types.dict)
        && let Some(value) = vm.call_special(dict, &vm.names.__missing__, std::slice::from_ref(key))?
    {
        return Ok(value);
    }
    Err(messages::key_error(vm, key))
}

fn dict_setitem(vm: &Vm, dict: &Value, key: &Value, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) => set_item(vm, dict, key, value),
        None => {
            let hash = ops::hash(vm, key)?;
            match remove_hashed(vm, expect_dict(vm, dict)?, key, hash)? {
                Some(_) => Ok(()),
                None => Err(messages::key_error(vm, key)),
            }
        }
    }
}

fn dict_get(vm: &Vm, args: &[Value]) -> PyResult {
    match get_item_value(vm, argument(args, 0), argument(args, 1))? {
        Some(value) => Ok(value),
        None => Ok(argument_or_none(args, 2)),
    }
}

fn dict_setdefault(vm: &Vm, args: &[Value]) -> PyResult {
    set_default(vm, argument(args, 0), argument(args, 1), argument_or_none(args, 2))
}

fn dict_pop(vm: &Vm, args: &[Value]) -> PyResult {
    let (dict, key, default) = (expect_dict(vm, argument(args, 0))?, argument(args, 1), argument(args, 2));
    // An empty dict does not even hash the key.
    if !dict.is_empty() {
        let hash = ops::hash(vm, key)?;
        if let Some((_, value)) = remove_hashed(vm, dict, key, hash)? {
            return Ok(value);
        }
    }
    if default.is_unbound() { Err(messages::key_error(vm, key)) } else { Ok(default.clone()) }
}

fn dict_popitem(vm: &Vm, args: &[Value]) -> PyResult {
    match pop_last(expect_dict(vm, argument(args, 0))?) {
        Some((key, value)) => Ok(vm.tuple_of([key, value])),
        None => Err(messages::key_error(vm, &vm.new_str("popitem(): dictionary is empty"))),
    }
}

fn dict_update(vm: &Vm, args: &[Value]) -> PyResult {
    let dict = argument(args, 0);
    let given = argument(args, 1).get::<Tuple>().map_or(&[] as &[Value], Tuple::items);
    update_from_args(vm, dict, CallArgs::positional(given), "update")?;
    if argument(args, 2).is_kind::<PyDict>() {
        merge_dict(vm, dict, argument(args, 2), false)?;
    }
    Ok(Value::NONE)
}

fn dict_fromkeys(vm: &Vm, args: &[Value]) -> PyResult {
    let (class, iterable, value) = (argument(args, 0), argument(args, 1), argument_or_none(args, 2));
    let dict = if class.is(vm.types.dict.value()) { vm.new_dict() } else { vm.call_values(class, &[])? };
    if vm.class_of(&dict).same(&vm.types.dict) {
        ops::for_each(vm, iterable, |key| set_item(vm, &dict, &key, value.clone()))?;
    } else {
        ops::for_each(vm, iterable, |key| ops::set_item(vm, &dict, &key, Some(value.clone())))?;
    }
    Ok(dict)
}

fn dict_clear(vm: &Vm, args: &[Value]) -> PyResult {
    expect_dict(vm, argument(args, 0))?.clear_entries();
    Ok(Value::NONE)
}

fn dict_copy(vm: &Vm, args: &[Value]) -> PyResult {
    copy(vm, argument(args, 0))
}

fn dict_sizeof(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_int((48 + expect_dict(vm, argument(args, 0))?.table_size()) as i64))
}

fn dict_class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    generic_alias::new_alias(vm, argument(args, 0), argument(args, 1))
}

fn dict_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let is_dict = |value: &Value| vm.class_of(value).has(class_flag::DICT);
    if !is_dict(left) || !is_dict(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = copy(vm, left)?;
    update(vm, &result, right)?;
    Ok(result)
}

fn dict_inplace_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    update(vm, left, right)?;
    Ok(left.clone())
}

fn dict_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if op != CompareOp::Eq && op != CompareOp::Ne {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (left.get::<PyDict>(), right.get::<PyDict>()) {
        (Some(a), Some(b)) => Ok(Value::bool(equal(vm, a, b)? == (op == CompareOp::Eq))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn dict_repr(vm: &Vm, dict: &Value) -> PyResult {
    repr_of_dict(vm, dict, expect_dict(vm, dict)?)
}

/// `{key: value, …}`; `{...}` inside itself. `owner` is what recursion is told by.
pub fn repr_of_dict(vm: &Vm, owner: &Value, dict: &PyDict) -> PyResult {
    let Some(_guard) = vm.enter_repr(owner) else { return Ok(vm.new_str("{...}")) };
    if dict.is_empty() {
        return Ok(vm.new_str("{}"));
    }
    let mut pieces = Pieces::new("{");
    let mut cursor = 0;
    while let Some((next, key, value)) = dict.next_entry(cursor) {
        if cursor > 0 {
            pieces.plain(", ");
        }
        cursor = next;
        pieces.repr(vm, &key)?;
        pieces.plain(": ");
        pieces.repr(vm, &value)?;
    }
    pieces.plain("}");
    pieces.finish(vm)
}
