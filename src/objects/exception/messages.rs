//! The wording of errors that natives and the evaluator raise, one function each.

use crate::memory::{Raised, Value};
use crate::objects::native::{PyNative, Signature};
use crate::objects::slots::CompareOp;
use crate::objects::vm::Vm;

pub fn type_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.type_error, message)
}

pub fn value_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.value_error, message)
}

pub fn index_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.index_error, message)
}

pub fn overflow_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.overflow_error, message)
}

pub fn runtime_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.runtime_error, message)
}

pub fn system_error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.system_error, message)
}

pub fn zero_division(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&vm.errors.zero_division_error, message)
}

/// `KeyError(key)`.
pub fn key_error(vm: &Vm, key: &Value) -> Raised {
    let exception = vm.new_exception(&vm.errors.key_error, vec![key.clone()]);
    vm.raise_new(exception)
}

pub fn memory_error(vm: &Vm) -> Raised {
    let exception = vm.new_exception(&vm.errors.memory_error, Vec::new());
    vm.raise_new(exception)
}

/// `maximum recursion depth exceeded` and what was going on.
pub fn recursion(vm: &Vm, activity: &str) -> Raised {
    // Making the exception needs a little room of its own.
    let limit = vm.recursion_limit.get();
    vm.recursion_limit.set(limit.saturating_add(50));
    let raised = vm.raise_message(&vm.errors.recursion_error, &format!("maximum recursion depth exceeded{activity}"));
    vm.recursion_limit.set(limit);
    raised
}

pub fn not_callable(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object is not callable", vm.class_name(object)))
}

pub fn not_iterable(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object is not iterable", vm.class_name(object)))
}

pub fn not_an_iterator(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object is not an iterator", vm.class_name(object)))
}

pub fn not_a_container(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("argument of type '{}' is not iterable", vm.class_name(object)))
}

pub fn not_subscriptable(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object is not subscriptable", vm.class_name(object)))
}

pub fn not_an_integer(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("'{}' object cannot be interpreted as an integer", vm.class_name(object)))
}

pub fn unhashable(vm: &Vm, object: &Value) -> Raised {
    type_error(vm, &format!("unhashable type: '{}'", vm.class_name(object)))
}

pub fn bool_returned(vm: &Vm, result: &Value) -> Raised {
    type_error(vm, &format!("__bool__ should return bool, returned {}", vm.class_name(result)))
}

pub fn unorderable(vm: &Vm, left: &Value, right: &Value, op: CompareOp) -> Raised {
    let message = format!(
        "'{}' not supported between instances of '{}' and '{}'",
        op.symbol(),
        vm.class_name(left),
        vm.class_name(right)
    );
    type_error(vm, &message)
}

pub fn unsupported_operands(vm: &Vm, left: &Value, right: &Value, symbol: &str) -> Raised {
    let message =
        format!("unsupported operand type(s) for {symbol}: '{}' and '{}'", vm.class_name(left), vm.class_name(right));
    type_error(vm, &message)
}

pub fn bad_unary(vm: &Vm, value: &Value, symbol: &str) -> Raised {
    type_error(vm, &format!("bad operand type for unary {symbol}: '{}'", vm.class_name(value)))
}

/// AttributeError for a missing attribute; carries `name` and `obj`.
pub fn no_attribute(vm: &Vm, object: &Value, name: &Value) -> Raised {
    let text = crate::objects::str::text_of(name);
    let message = match crate::objects::native::as_class(object) {
        Some(class) => format!("type object '{}' has no attribute '{text}'", class.name_text()),
        None => format!("'{}' object has no attribute '{text}'", vm.class_name(object)),
    };
    attribute_error(vm, object, name, &message)
}

/// AttributeError with a message of the caller's; carries `name` and `obj`.
pub fn attribute_error(vm: &Vm, object: &Value, name: &Value, message: &str) -> Raised {
    let text = vm.new_str(message);
    let exception = vm.new_exception(&vm.errors.attribute_error, vec![text]);
    if let Some(payload) = exception.get::<super::PyException>() {
        payload.set_field(0, name.clone());
        payload.set_field(1, object.clone());
    }
    vm.raise_new(exception)
}

/// The attribute exists on the class but cannot be set.
pub fn read_only_attribute(vm: &Vm, object: &Value, name: &Value) -> Raised {
    let message =
        format!("'{}' object attribute '{}' is read-only", vm.class_name(object), crate::objects::str::text_of(name));
    attribute_error(vm, object, name, &message)
}

/// The object has no `__dict__` to put a new attribute into.
pub fn no_attribute_to_set(vm: &Vm, object: &Value, name: &Value) -> Raised {
    let message = format!(
        "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
        vm.class_name(object),
        crate::objects::str::text_of(name)
    );
    attribute_error(vm, object, name, &message)
}

pub fn native_too_many(vm: &Vm, native: &PyNative, signature: &Signature, given: usize, _keywords: bool) -> Raised {
    type_error(vm, &format!("{}() takes at most {} arguments ({given} given)", native.row.name, signature.positional))
}

pub fn native_given_twice(vm: &Vm, native: &PyNative, name: &str, index: usize) -> Raised {
    let message = format!("argument for {}() given by name ('{name}') and position ({})", native.row.name, index + 1);
    type_error(vm, &message)
}

pub fn native_unexpected_keyword(vm: &Vm, native: &PyNative, _signature: &Signature, name: &str) -> Raised {
    type_error(vm, &format!("{}() got an unexpected keyword argument '{name}'", native.row.name))
}

pub fn native_missing(vm: &Vm, native: &PyNative, signature: &Signature, index: usize, _given: usize, _named: usize) -> Raised {
    let name = signature.parameters.get(index).map_or("", |parameter| parameter.name.as_str());
    type_error(vm, &format!("{}() missing required argument '{name}' (pos {})", native.row.name, index + 1))
}
