//! `staticmethod` and `classmethod`.

use super::call::CallArgs;
use super::class::{Class, TypeSpec, class_flag};
use super::exception::messages;
use super::kinds;
use super::native::{GetSet, as_class, getset, getter, member};
use super::object;
use super::ops;
use super::slots::Slots;
use super::vm::Vm;
use crate::memory::{Guarded, Handle, Kind, Payload, PyResult, Value, Visitor};

/// `staticmethod(callable)`.
pub struct PyStaticMethod {
    pub callable: Guarded<Value>,
}

/// `classmethod(callable)`.
pub struct PyClassMethod {
    pub callable: Guarded<Value>,
}

macro_rules! payload {
    ($type:ident, $kind:ident) => {
        impl Payload for $type {
            const KIND: Kind = kinds::$kind;
            const TRACKED: bool = true;

            fn trace(&self, visitor: &mut Visitor<'_>) {
                let Self { callable } = self;
                visitor.guarded(callable);
            }

            fn clear(&self) {
                drop(self.callable.replace(Value::NONE));
            }
        }
    };
}

payload!(PyStaticMethod, STATIC_METHOD);
payload!(PyClassMethod, CLASS_METHOD);

const FLAGS: u32 = class_flag::BASE | class_flag::IMMUTABLE | class_flag::HAS_DICT;

const GETSET: &[GetSet] = &[
    member("__func__", |_, value| Ok(callable_of(value)), ""),
    member("__wrapped__", |_, value| Ok(callable_of(value)), ""),
    getter("__isabstractmethod__", is_abstract, ""),
    getset("__dict__", object::get_dict, object::set_dict, ""),
];

pub const STATIC_METHOD: TypeSpec = TypeSpec {
    name: "staticmethod",
    flags: FLAGS,
    doc: "A method that receives neither instance nor class.",
    slots: Slots {
        repr: Some(descriptor_repr),
        call: Some(static_call),
        descr_get: Some(static_get),
        new: Some(static_new),
        init: Some(descriptor_init),
        ..Slots::EMPTY
    },
    getset: GETSET,
    signature: "(function, /)",
    ..TypeSpec::EMPTY
};

pub const CLASS_METHOD: TypeSpec = TypeSpec {
    name: "classmethod",
    flags: FLAGS,
    doc: "A method that receives the class.",
    slots: Slots {
        repr: Some(descriptor_repr),
        descr_get: Some(class_get),
        new: Some(class_new),
        init: Some(descriptor_init),
        ..Slots::EMPTY
    },
    getset: GETSET,
    signature: "(function, /)",
    ..TypeSpec::EMPTY
};

/// `staticmethod(function)`.
pub fn new_static_method(vm: &Vm, function: Value) -> Value {
    vm.new_object(&vm.types.static_method, PyStaticMethod { callable: Guarded::new(function) }).into_value()
}

/// `classmethod(function)`.
pub fn new_class_method(vm: &Vm, function: Value) -> Value {
    vm.new_object(&vm.types.class_method, PyClassMethod { callable: Guarded::new(function) }).into_value()
}

fn cell(value: &Value) -> Option<&Guarded<Value>> {
    match value.get::<PyStaticMethod>() {
        Some(method) => Some(&method.callable),
        None => value.get::<PyClassMethod>().map(|method| &method.callable),
    }
}

/// The function inside; None before `__init__`.
pub fn callable_of(value: &Value) -> Value {
    let callable = cell(value).map_or(Value::NONE, Guarded::copy);
    if callable.is_unbound() { Value::NONE } else { callable }
}

fn class_argument<'a>(vm: &Vm, class: &'a Value) -> PyResult<&'a Class> {
    as_class(class).ok_or_else(|| messages::type_error(vm, "expected a class"))
}

fn static_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    let payload = PyStaticMethod { callable: Guarded::new(Value::UNBOUND) };
    Ok(vm.new_object(class_argument(vm, class)?, payload).into_value())
}

fn class_new(vm: &Vm, class: &Value, _args: CallArgs<'_>) -> PyResult {
    let payload = PyClassMethod { callable: Guarded::new(Value::UNBOUND) };
    Ok(vm.new_object(class_argument(vm, class)?, payload).into_value())
}

fn descriptor_init(vm: &Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let name = if object.is_kind::<PyStaticMethod>() { "staticmethod" } else { "classmethod" };
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, &format!("{name}() takes no keyword arguments")));
    }
    let [callable] = args.values else {
        return Err(messages::type_error(vm, &format!("{name} expected 1 argument, got {}", args.values.len())));
    };
    if let Some(cell) = cell(object) {
        drop(cell.replace(callable.clone()));
    }
    // The wrapper carries the function's name and documentation.
    let carried =
        [&vm.names.__module__, &vm.names.__name__, &vm.names.__qualname__, &vm.names.__doc__, &vm.names.__annotations__];
    for name in carried {
        if let Some(value) = ops::lookup_attr(vm, callable, name)? {
            ops::generic_set_attr(vm, object, name, Some(value))?;
        }
    }
    Ok(())
}

fn descriptor_repr(vm: &Vm, value: &Value) -> PyResult {
    let name = if value.is_kind::<PyStaticMethod>() { "staticmethod" } else { "classmethod" };
    let is_empty = cell(value).is_some_and(|cell| cell.copy().is_unbound());
    let inner = if is_empty { "<NULL>".to_owned() } else { ops::repr_text(vm, &callable_of(value))? };
    Ok(vm.new_string(format!("<{name}({inner})>")))
}

fn static_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    vm.call(&callable_of(callee), args)
}

fn static_get(_vm: &Vm, descriptor: &Value, _instance: Option<&Value>, _owner: &Value) -> PyResult {
    Ok(callable_of(descriptor))
}

fn class_get(vm: &Vm, descriptor: &Value, instance: Option<&Value>, owner: &Value) -> PyResult {
    let class = match instance {
        Some(instance) if owner.is_none() => vm.class_of(instance).to_value(),
        _ => owner.clone(),
    };
    Ok(super::bound_method::new_bound(vm, callable_of(descriptor), class))
}

fn is_abstract(vm: &Vm, value: &Value) -> PyResult {
    abstract_flag(vm, &callable_of(value)).map(Value::bool)
}

/// The truth of `function.__isabstractmethod__`, false when it has none.
pub fn abstract_flag(vm: &Vm, function: &Value) -> PyResult<bool> {
    match ops::lookup_attr(vm, function, &vm.names.__isabstractmethod__)? {
        Some(flag) => ops::truth(vm, &flag),
        None => Ok(false),
    }
}

/// A fresh handle of either kind, for natives that build class namespaces.
pub fn static_handle(vm: &Vm, function: Value) -> Handle<PyStaticMethod> {
    vm.new_object(&vm.types.static_method, PyStaticMethod { callable: Guarded::new(function) })
}
