//! Stub.

use super::class::TypeSpec;
pub const OBJECT: TypeSpec = TypeSpec { name: "object", ..TypeSpec::EMPTY };
use super::vm::Vm;
use crate::memory::{PyResult, Value};

/// `<module.Class object at 0x…>`
pub fn default_repr(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_string(format!("<{} object at {:#x}>", vm.class_name(value), value.identity())))
}

/// The attribute dict that a payload itself carries (functions, modules, …), if it exists.
pub fn payload_dict(_vm: &Vm, _object: &Value) -> Option<Value> {
    None
}

/// The same, made if the payload can have one.
pub fn payload_dict_for_store(_vm: &Vm, _object: &Value) -> Option<Value> {
    None
}

/// The `__dict__` of an instance with attribute storage, made real: afterwards
/// the dict is where its attributes live.
pub fn instance_dict(vm: &Vm, _object: &Value) -> PyResult {
    Ok(vm.new_dict())
}
