//! Stub.

use super::class::TypeSpec;
pub const TYPE: TypeSpec = TypeSpec { name: "type", ..TypeSpec::EMPTY };
use super::vm::Vm;
use crate::memory::{PyResult, Value};

/// `isinstance(object, class)`, hooks and tuples included.
pub fn is_instance(_vm: &Vm, _object: &Value, _class: &Value) -> PyResult<bool> {
    Ok(false)
}

/// `issubclass(class, base)`, hooks and tuples included.
pub fn is_subclass(_vm: &Vm, _class: &Value, _base: &Value) -> PyResult<bool> {
    Ok(false)
}

/// `type.__call__`: makes an instance.
pub fn call_class(_vm: &Vm, class: &Value, _args: super::call::CallArgs<'_>) -> PyResult {
    Ok(class.clone())
}
