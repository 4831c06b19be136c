//! Bound methods: a callable together with the object it is called on.

use super::attributes::{reduce_to_getattr, with_first};
use super::call::CallArgs;
use super::class::{TypeSpec, class_flag};
use super::exception::messages;
use super::function::PyFunction;
use super::kinds;
use super::native::{Member, getter, method};
use super::object;
use super::ops;
use super::slots::{CompareOp, Slots};
use super::str::text_of;
use super::vm::Vm;
use crate::memory::{Handle, Kind, Payload, PyResult, Str, Value, Visitor};

pub struct PyBoundMethod {
    pub function: Value,
    pub receiver: Value,
}

impl Payload for PyBoundMethod {
    const KIND: Kind = kinds::BOUND_METHOD;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { function, receiver } = self;
        visitor.each([function, receiver]);
    }
}

pub const METHOD: TypeSpec = TypeSpec {
    name: "method",
    flags: class_flag::IMMUTABLE | class_flag::WEAK,
    doc: "A function bound to an object.",
    slots: Slots {
        repr: Some(method_repr),
        call: Some(method_call),
        compare: Some(method_compare),
        hash: Some(method_hash),
        getattr: Some(method_getattr),
        descr_get: Some(method_get),
        new: Some(method_new),
        ..Slots::EMPTY
    },
    methods: &[method("__reduce__", "(self, /)", method_reduce, "")],
    getset: &[getter("__doc__", |vm, value| ops::get_attr(vm, &function_of(value), &vm.names.__doc__), "")],
    members: &[
        Member {
            name: "__func__",
            get: |_, value| Ok(function_of(value)),
            set: None,
            doc: "the function (or other callable) implementing a method",
        },
        Member {
            name: "__self__",
            get: |_, value| Ok(receiver_of(value)),
            set: None,
            doc: "the instance to which a method is bound",
        },
    ],
    signature: "(function, instance, /)",
    ..TypeSpec::EMPTY
};

/// A method that lies in a class is bound already.
fn method_get(_vm: &Vm, method: &Value, _instance: Option<&Value>, _owner: &Value) -> PyResult {
    Ok(method.clone())
}

/// `function` bound to `receiver`.
#[inline]
pub fn new_bound(vm: &Vm, function: Value, receiver: Value) -> Value {
    Handle::new(vm.types.bound_method.to_value(), PyBoundMethod { function, receiver }).into_value()
}

fn function_of(value: &Value) -> Value {
    value.get::<PyBoundMethod>().map_or(Value::NONE, |bound| bound.function.clone())
}

fn receiver_of(value: &Value) -> Value {
    value.get::<PyBoundMethod>().map_or(Value::NONE, |bound| bound.receiver.clone())
}

fn method_new(vm: &Vm, _class: &Value, args: CallArgs<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(messages::type_error(vm, "method() takes no keyword arguments"));
    }
    let [function, receiver] = args.values else {
        return Err(messages::type_error(vm, &format!("method expected 2 arguments, got {}", args.values.len())));
    };
    if vm.class_of(function).slots(|slots| slots.call.is_none()) {
        return Err(messages::type_error(vm, "first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(messages::type_error(vm, "instance must not be None"));
    }
    Ok(new_bound(vm, function.clone(), receiver.clone()))
}

fn method_call(vm: &Vm, callee: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(bound) = callee.get::<PyBoundMethod>() else { return Err(messages::not_callable(vm, callee)) };
    with_first(&bound.receiver, args, |args| {
        if bound.function.is_kind::<PyFunction>() {
            return (vm.hooks.get().call_function)(vm, &bound.function, args);
        }
        vm.call(&bound.function, args)
    })
}

fn method_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(bound) = value.get::<PyBoundMethod>() else { return object::default_repr(vm, value) };
    let mut name = ops::lookup_attr(vm, &bound.function, &vm.names.__qualname__)?;
    if name.is_none() {
        name = ops::lookup_attr(vm, &bound.function, &vm.names.__name__)?;
    }
    let name = name.filter(Value::is_kind::<Str>).map_or_else(|| "?".to_owned(), |name| text_of(&name));
    let receiver = ops::repr_text(vm, &bound.receiver)?;
    Ok(vm.new_string(format!("<bound method {name} of {receiver}>")))
}

fn method_compare(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.get::<PyBoundMethod>(), right.get::<PyBoundMethod>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if op != CompareOp::Eq && op != CompareOp::Ne {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = ops::eq(vm, &a.function, &b.function)? && a.receiver.is(&b.receiver);
    Ok(Value::bool(same == (op == CompareOp::Eq)))
}

fn method_hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let Some(bound) = value.get::<PyBoundMethod>() else { return Ok(0) };
    let hash = ops::hash(vm, &bound.function)? ^ object::object_hash(vm, &bound.receiver)?;
    Ok(if hash == -1 { -2 } else { hash })
}

/// Attributes that the method itself lacks come from the function.
fn method_getattr(vm: &Vm, object: &Value, name: &Value) -> PyResult {
    let Some(bound) = object.get::<PyBoundMethod>() else { return ops::generic_get_attr(vm, object, name) };
    let class = vm.class_of(object);
    if let Some(found) = class.lookup(vm, name) {
        return match vm.class_of(&found).slots(|slots| slots.descr_get) {
            Some(get) => get(vm, &found, Some(object), class.value()),
            None => Ok(found),
        };
    }
    ops::get_attr(vm, &bound.function, name)
}

fn method_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let [value] = args else { return Ok(Value::NONE) };
    let name = ops::get_attr(vm, &function_of(value), &vm.names.__name__)?;
    reduce_to_getattr(vm, receiver_of(value), name)
}
