//! Stub.

use super::class::TypeSpec;
pub const INT: TypeSpec = TypeSpec { name: "int", ..TypeSpec::EMPTY };
pub const BOOL: TypeSpec = TypeSpec { name: "bool", ..TypeSpec::EMPTY };
use super::vm::Vm;
use crate::memory::{PyResult, Value};

/// An int object.
#[inline]
pub fn from_i64(_vm: &Vm, value: i64) -> Value {
    Value::try_int(value).unwrap_or(Value::NONE)
}

/// The hash of an integer word: the value modulo 2**61 - 1, never -1.
#[inline]
pub fn hash_small(value: i64) -> i64 {
    const MODULUS: i64 = (1 << 61) - 1;
    let hash = value % MODULUS;
    if hash == -1 { -2 } else { hash }
}

/// An exact int equal to a value whose class derives from int (bools included).
pub fn exact(_vm: &Vm, value: &Value) -> PyResult {
    Ok(value.clone())
}

pub fn is_negative(value: &Value) -> bool {
    value.as_int().is_some_and(|number| number < 0)
}

/// The integer clamped to the range of i64.
pub fn clamp_to_i64(value: &Value) -> i64 {
    value.as_int().unwrap_or(0)
}

/// What `hash()` makes of the int that a `__hash__` method returned.
pub fn hash_result(value: &Value) -> i64 {
    value.as_int().unwrap_or(0)
}
