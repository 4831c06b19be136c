//! `types.SimpleNamespace`: an object that is nothing but its attributes.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::dict::{self, PyDict};
use super::exception::messages;
use super::kinds;
use super::native::{Member, Method, as_class, method};
use super::object;
use super::ops;
use super::pieces::Pieces;
use super::slots::{CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Kind, Payload, PyResult, Str, Tuple, Value};

pub const NAMESPACE: TypeSpec = TypeSpec {
    name: "SimpleNamespace",
    module: "types",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::HAS_DICT,
    doc: "A simple attribute-based namespace.",
    slots: Slots {
        repr: Some(namespace_repr),
        compare: Some(namespace_compare),
        new: Some(namespace_new),
        init: Some(namespace_init),
        ..Slots::EMPTY
    },
    methods: METHODS,
    members: &[Member { name: "__dict__", get: object::get_dict, set: None, doc: "" }],
    signature: "(mapping_or_iterable=(), /, **kwargs)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__reduce__", "(self, /)", namespace_reduce, "What pickling needs."),
    method(
        "__replace__",
        "(self, /, **changes)~(self, /, *args, **changes)",
        namespace_replace,
        "A copy with some attributes replaced.",
    ),
];

/// A namespace; its attributes lie behind it, as those of any instance.
pub struct PyNamespace;

impl Payload for PyNamespace {
    const KIND: Kind = kinds::NAMESPACE;
    const TRACKED: bool = true;
}

/// An empty namespace.
pub fn new_namespace(vm: &Vm) -> Value {
    vm.new_object(&vm.types.namespace, PyNamespace).into_value()
}

fn namespace_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    match as_class(class) {
        Some(class) => Ok(vm.new_object(class, PyNamespace).into_value()),
        None => Err(messages::system_error(vm, "bad argument to internal function")),
    }
}

fn namespace_init(vm: &Vm, namespace: &Value, args: CallArgs<'_>) -> PyResult<()> {
    match args.by_position() {
        [] => {}
        [source] => {
            let made = vm.new_dict();
            dict::update(vm, &made, source)?;
            let keys = made.get::<PyDict>().map(PyDict::keys).unwrap_or_default();
            if keys.iter().any(|key| !key.is_kind::<Str>()) {
                return Err(messages::type_error(vm, "keywords must be strings"));
            }
            dict::merge_dict(vm, &object::instance_dict(vm, namespace)?, &made, false)?;
        }
        many => {
            let name = vm.class_of(namespace).name_text();
            return Err(messages::type_error(vm, &format!("{name} expected at most 1 argument, got {}", many.len())));
        }
    }
    let plain = vm.class_of(namespace).same(&vm.types.namespace);
    for (name, value) in args.by_keyword() {
        if plain {
            // No class attribute can stand in the way, so the shared layout serves.
            ops::generic_set_attr(vm, namespace, &vm.intern_value(name), Some(value.clone()))?;
        } else {
            dict::set_item(vm, &object::instance_dict(vm, namespace)?, name, value.clone())?;
        }
    }
    Ok(())
}

fn namespace_repr(vm: &Vm, namespace: &Value) -> PyResult {
    let mut pieces = Pieces::new("");
    let class = vm.class_of(namespace);
    if class.same(&vm.types.namespace) {
        pieces.plain("namespace");
    } else {
        pieces.text(class.name.copy());
    }
    let Some(_guard) = vm.enter_repr(namespace) else {
        pieces.plain("(...)");
        return pieces.finish(vm);
    };
    pieces.plain("(");
    let attributes = object::instance_dict(vm, namespace)?;
    let mut is_first = true;
    for (name, value) in attributes.get::<PyDict>().map(PyDict::pairs).unwrap_or_default() {
        if name.get::<Str>().is_none_or(|name| name.is_empty()) {
            continue;
        }
        if !is_first {
            pieces.plain(", ");
        }
        is_first = false;
        pieces.text(name);
        pieces.plain("=");
        pieces.repr(vm, &value)?;
    }
    pieces.plain(")");
    pieces.finish(vm)
}

fn namespace_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    if !left.is_kind::<PyNamespace>() || !right.is_kind::<PyNamespace>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    ops::compare(vm, &object::instance_dict(vm, left)?, &object::instance_dict(vm, right)?, op)
}

fn namespace_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [namespace] = args else { return Ok(Value::NONE) };
    let attributes = object::instance_dict(vm, namespace)?;
    Ok(vm.tuple_of([vm.class_of(namespace).to_value(), vm.empty_tuple.clone(), attributes]))
}

fn namespace_replace(vm: &Vm, args: &[Value]) -> PyResult {
    let [namespace, extra, changes] = args else { return Ok(Value::NONE) };
    if extra.get::<Tuple>().is_some_and(|extra| !extra.is_empty()) {
        return Err(messages::type_error(vm, "__replace__() takes no positional arguments"));
    }
    let copy = vm.call_values(vm.class_of(namespace).value(), &[])?;
    let target = object::instance_dict(vm, &copy)?;
    dict::merge_dict(vm, &target, &object::instance_dict(vm, namespace)?, false)?;
    if !changes.is_unbound() {
        dict::merge_dict(vm, &target, changes, false)?;
    }
    Ok(copy)
}
