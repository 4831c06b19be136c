//! `defaultdict`: a dict that makes missing values.
//!
//! The payload is that of a dict; the factory lies in the first attribute slot
//! of the instance, as if the class had declared it in `__slots__`.

use crate::memory::{PyResult, Shape, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::native::{Member, Method, as_class, class_method, method};
use crate::objects::pieces::Pieces;
use crate::objects::slots::{BinaryOp, Slots};
use crate::objects::vm::Vm;
use crate::objects::{generic_alias, kinds, ops};
use crate::stdlib::natives::{argument, class_with_base};

pub const DEFAULT_DICT: TypeSpec = TypeSpec {
    name: "defaultdict",
    module: "collections",
    flags: class_flag::BASE | class_flag::IMMUTABLE | class_flag::MAPPING | class_flag::MATCH_SELF | class_flag::DICT,
    doc: "A dict that calls a factory for the values of missing keys.",
    slots: Slots {
        repr: Some(defaultdict_repr),
        init: Some(defaultdict_init),
        getitem: Some(defaultdict_getitem),
        ..Slots::EMPTY
    }
    .with_binary(&[(BinaryOp::Or, defaultdict_or)]),
    methods: METHODS,
    members: &[Member {
        name: "default_factory",
        get: |_, value| Ok(factory_of(value)),
        set: Some(set_factory),
        doc: "The function that makes missing values, or None.",
    }],
    signature: "(default_factory=None, /, *args, **kwargs)",
    ..TypeSpec::EMPTY
};

const METHODS: &[Method] = &[
    method("__missing__", "(self, key, /)", defaultdict_missing, "Make, store and return the value of a missing key."),
    method("copy", "(self, /)", defaultdict_copy, "A shallow copy."),
    method("__copy__", "(self, /)", defaultdict_copy, "A shallow copy."),
    method("__reduce__", "(self, /)", defaultdict_reduce, "What pickling needs."),
    class_method("__class_getitem__", "(type, object, /)", class_getitem, "A generic alias: see PEP 585."),
];

/// The class; its instances get room for the factory.
pub fn class(vm: &Vm) -> Class {
    let class = class_with_base(vm, &DEFAULT_DICT, &vm.types.dict, kinds::DEFAULT_DICT, kinds::DICT);
    if class.shape.read(Option::is_none) {
        drop(class.shape.replace(Some(Shape::root(vec![vm.intern("default_factory")], true))));
    }
    class
}

fn class_getitem(vm: &Vm, args: &[Value]) -> PyResult {
    generic_alias::new_alias(vm, argument(args, 0), argument(args, 1))
}

fn factory_of(dict: &Value) -> Value {
    let factory = dict.header().and_then(crate::memory::Header::attrs).map_or(Value::NONE, |attrs| attrs.at(0).own());
    if factory.is_unbound() { Value::NONE } else { factory }
}

fn set_factory(_vm: &Vm, dict: &Value, factory: Option<Value>) -> PyResult<()> {
    if let Some(attrs) = dict.header().and_then(crate::memory::Header::attrs) {
        drop(attrs.replace(0, factory.unwrap_or(Value::UNBOUND)));
    }
    Ok(())
}

fn defaultdict_init(vm: &Vm, dict: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let mut rest = args;
    let mut factory = Value::NONE;
    if let Some(first) = args.by_position().first() {
        if !first.is_none() && vm.class_of(first).slots(|slots| slots.call.is_none()) {
            return Err(messages::type_error(vm, "first argument must be callable or None"));
        }
        factory = first.clone();
        rest.values = args.values.get(1..).unwrap_or(&[]);
    }
    set_factory(vm, dict, Some(factory))?;
    match vm.types.dict.slots(|slots| slots.init) {
        Some(init) if !rest.values.is_empty() => init(vm, dict, rest),
        _ => Ok(()),
    }
}

fn defaultdict_getitem(vm: &Vm, dict: &Value, key: &Value) -> PyResult {
    if let Some(value) = dict::get_item_value(vm, dict, key)? {
        return Ok(value);
    }
    if vm.class_of(dict).has(class_flag::HEAP) {
        return match vm.call_special(dict, &vm.names.__missing__, std::slice::from_ref(key))? {
            Some(value) => Ok(value),
            None => Err(messages::key_error(vm, key)),
        };
    }
    missing(vm, dict, key)
}

fn missing(vm: &Vm, dict: &Value, key: &Value) -> PyResult {
    let factory = factory_of(dict);
    if factory.is_none() {
        return Err(messages::key_error(vm, key));
    }
    // The commonest factories are called without going round.
    let value = if factory.is(vm.types.list.value()) {
        vm.new_list(Vec::new())
    } else if factory.is(vm.types.int.value()) {
        Value::small_int(0)
    } else if factory.is(vm.types.dict.value()) {
        vm.new_dict()
    } else {
        vm.call_values(&factory, &[])?
    };
    if vm.class_of(dict).has(class_flag::HEAP) {
        ops::set_item(vm, dict, key, Some(value.clone()))?;
    } else {
        dict::set_item(vm, dict, key, value.clone())?;
    }
    Ok(value)
}

fn defaultdict_missing(vm: &Vm, args: &[Value]) -> PyResult {
    missing(vm, argument(args, 0), argument(args, 1))
}

/// Another one of the same class with the same factory.
fn like(vm: &Vm, dict: &Value, source: &Value) -> PyResult {
    let class = vm.class_of(dict).to_value();
    vm.call_values(&class, &[factory_of(dict), source.clone()])
}

fn defaultdict_copy(vm: &Vm, args: &[Value]) -> PyResult {
    like(vm, argument(args, 0), argument(args, 0))
}

fn defaultdict_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let dict = argument(args, 0);
    let factory = factory_of(dict);
    let arguments = if factory.is_none() { vm.empty_tuple.clone() } else { vm.tuple_of([factory]) };
    let items = vm.call_method(dict, &vm.names.items, &[])?;
    let items = ops::iter(vm, &items)?;
    Ok(vm.tuple_of([vm.class_of(dict).to_value(), arguments, Value::NONE, Value::NONE, items]))
}

fn defaultdict_or(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let is_default = |value: &Value| as_class(vm.class_of(value).value()).is_some_and(|own| vm.is_subclass(own, &class(vm)));
    let (own, other) = if is_default(left) { (left, right) } else { (right, left) };
    if !vm.class_of(other).has(class_flag::DICT) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = like(vm, own, left)?;
    crate::objects::dict::update(vm, &result, right)?;
    Ok(result)
}

fn defaultdict_repr(vm: &Vm, value: &Value) -> PyResult {
    let factory = factory_of(value);
    let shown = match vm.types.dict.slots(|slots| slots.repr) {
        Some(repr) => repr(vm, value)?,
        None => Value::NONE,
    };
    let factory_text = match (factory.is_none(), vm.enter_repr(&factory)) {
        (true, _) => vm.intern("None"),
        (false, Some(_guard)) => ops::repr(vm, &factory)?,
        (false, None) => vm.intern("..."),
    };
    debug_assert!(value.is_kind::<PyDict>());
    let mut pieces = Pieces::new("");
    pieces.text(vm.class_of(value).name.copy());
    pieces.plain("(");
    pieces.text(factory_text);
    pieces.plain(", ");
    pieces.text(shown);
    pieces.plain(")");
    pieces.finish(vm)
}
