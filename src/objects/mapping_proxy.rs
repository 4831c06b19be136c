//! `types.MappingProxyType`: a read-only face of any mapping, such as `vars(cls)`.

use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::dict::PyDict;
use super::exception::messages;
use super::kinds;
use super::native::{Method, class_method, method};
use super::ops;
use super::pieces::Pieces;
use super::slots::{BinaryOp, CompareOp, Slots};
use super::vm::Vm;
use crate::memory::{Handle, Kind, Payload, PyResult, Value, Visitor};

pub const MAPPING_PROXY: TypeSpec = TypeSpec {
    name: "mappingproxy",
    flags: class_flag::IMMUTABLE | class_flag::MAPPING,
    doc: "Read-only proxy of a mapping.",
    slots: Slots {
        repr: Some(proxy_repr),
        str: Some(proxy_str),
        hash: Some(proxy_hash),
        compare: Some(proxy_compare),
        iter: Some(proxy_iter),
        new: Some(proxy_new),
        length: Some(proxy_length),
        getitem: Some(proxy_getitem),
        contains: Some(proxy_contains),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Or, proxy_or)])
    .with_inplace(&[(BinaryOp::Or, proxy_inplace_or)]),
    methods: METHODS,
    signature: "(mapping)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("get", "(self, key, default=None, /)", proxy_get, "The mapping's value of a key, or the default."),
    method("keys", "(self, /)", proxy_keys, "The mapping's keys."),
    method("values", "(self, /)", proxy_values, "The mapping's values."),
    method("items", "(self, /)", proxy_items, "The mapping's pairs."),
    method("copy", "(self, /)", proxy_copy, "A shallow copy of the mapping."),
    class_method("__class_getitem__", "(type, object, /)", proxy_class_getitem, "A generic alias: see PEP 585."),
    method("__reversed__", "(self, /)", proxy_reversed, "The mapping's keys from the last to the first."),
];

pub struct PyMappingProxy {
    pub mapping: Value,
}

impl Payload for PyMappingProxy {
    const KIND: Kind = kinds::MAPPING_PROXY;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { mapping } = self;
        visitor.edge(mapping);
    }
}

/// A proxy of a mapping that needs no check.
pub fn new_proxy(vm: &Vm, mapping: &Value) -> PyResult {
    let proxy = PyMappingProxy { mapping: mapping.clone() };
    Ok(Handle::new(vm.types.mapping_proxy.to_value(), proxy).into_value())
}

fn proxy_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    let given = args.values.len();
    if given > 1 {
        return Err(messages::type_error(
            vm,
            &format!(
                "mappingproxy() takes at most 1 {}argument ({given} given)",
                if given == args.names.len() { "keyword " } else { "" }
            ),
        ));
    }
    let mapping = match (args.by_position(), args.by_keyword().next()) {
        ([mapping], _) => mapping,
        (_, Some((name, mapping))) if super::str::text_of(name) == "mapping" => mapping,
        _ => return Err(messages::type_error(vm, "mappingproxy() missing required argument 'mapping' (pos 1)")),
    };
    let class = vm.class_of(mapping);
    let is_sequence = class.has(class_flag::LIST | class_flag::TUPLE);
    if is_sequence || class.slots(|slots| slots.getitem.is_none()) {
        let message = format!("mappingproxy() argument must be a mapping, not {}", class.name_text());
        return Err(messages::type_error(vm, &message));
    }
    new_proxy(vm, mapping)
}

const NONE: &Value = &Value::NONE;

/// The mapping behind a proxy.
pub fn mapping_of(proxy: &Value) -> &Value {
    proxy.get::<PyMappingProxy>().map_or(NONE, |proxy| &proxy.mapping)
}

fn first(args: &[Value]) -> &Value {
    mapping_of(args.first().unwrap_or(NONE))
}

fn proxy_length(vm: &Vm, proxy: &Value) -> PyResult<usize> {
    ops::len(vm, mapping_of(proxy))
}

fn proxy_getitem(vm: &Vm, proxy: &Value, key: &Value) -> PyResult {
    ops::get_item(vm, mapping_of(proxy), key)
}

fn proxy_contains(vm: &Vm, proxy: &Value, key: &Value) -> PyResult<bool> {
    let mapping = mapping_of(proxy);
    if vm.class_of(mapping).same(&vm.types.dict) {
        super::dict::contains(vm, mapping, key)
    } else {
        ops::contains(vm, mapping, key)
    }
}

fn proxy_iter(vm: &Vm, proxy: &Value) -> PyResult {
    ops::iter(vm, mapping_of(proxy))
}

fn proxy_hash(vm: &Vm, proxy: &Value) -> PyResult<i64> {
    ops::hash(vm, mapping_of(proxy))
}

fn proxy_str(vm: &Vm, proxy: &Value) -> PyResult {
    ops::str(vm, mapping_of(proxy))
}

fn proxy_repr(vm: &Vm, proxy: &Value) -> PyResult {
    let mut pieces = Pieces::new("mappingproxy(");
    pieces.repr(vm, mapping_of(proxy))?;
    pieces.plain(")");
    pieces.finish(vm)
}

fn proxy_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    ops::compare(vm, mapping_of(left), right, op)
}

fn proxy_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let inner = |value: &Value| if value.is_kind::<PyMappingProxy>() { mapping_of(value).clone() } else { value.clone() };
    ops::binary(vm, BinaryOp::Or, &inner(left), &inner(right))
}

fn proxy_inplace_or(vm: &Vm, proxy: &Value, _other: &Value) -> PyResult {
    let name = vm.class_name(proxy);
    Err(messages::type_error(vm, &format!("'|=' is not supported by {name}; use '|' instead")))
}

fn proxy_get(vm: &Vm, args: &[Value]) -> PyResult {
    let (mapping, key) = (first(args), args.get(1).unwrap_or(NONE));
    let default = args.get(2).filter(|value| !value.is_unbound()).unwrap_or(NONE);
    if vm.class_of(mapping).same(&vm.types.dict) && mapping.is_kind::<PyDict>() {
        return Ok(super::dict::get_item_value(vm, mapping, key)?.unwrap_or_else(|| default.clone()));
    }
    vm.call_method(mapping, &vm.names.get, &[key.clone(), default.clone()])
}

fn proxy_keys(vm: &Vm, args: &[Value]) -> PyResult {
    vm.call_method(first(args), &vm.names.keys, &[])
}

fn proxy_values(vm: &Vm, args: &[Value]) -> PyResult {
    vm.call_method(first(args), &vm.names.values, &[])
}

fn proxy_items(vm: &Vm, args: &[Value]) -> PyResult {
    vm.call_method(first(args), &vm.names.items, &[])
}

fn proxy_copy(vm: &Vm, args: &[Value]) -> PyResult {
    vm.call_method(first(args), &vm.intern("copy"), &[])
}

fn proxy_reversed(vm: &Vm, args: &[Value]) -> PyResult {
    vm.call_method(first(args), &vm.names.__reversed__, &[])
}

fn proxy_class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    super::generic_alias::new_alias(vm, args.first().unwrap_or(NONE), args.get(1).unwrap_or(NONE))
}
