//! Stub.

use super::class::TypeSpec;
pub const STATIC_METHOD: TypeSpec = TypeSpec { name: "staticmethod", ..TypeSpec::EMPTY };
pub const CLASS_METHOD: TypeSpec = TypeSpec { name: "classmethod", ..TypeSpec::EMPTY };
use super::vm::Vm;
use crate::memory::Value;

/// `staticmethod(function)`.
pub fn new_static_method(_vm: &Vm, function: Value) -> Value {
    function
}
