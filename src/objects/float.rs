//! Stub.

use super::class::TypeSpec;
pub const FLOAT: TypeSpec = TypeSpec { name: "float", ..TypeSpec::EMPTY };
use super::kinds;
use super::vm::Vm;
use crate::memory::{Handle, Kind, Payload, Value};

/// A float that the value word cannot hold (NaN, infinities, extreme
/// exponents) or that belongs to a subclass of float.
pub struct PyFloat {
    pub value: f64,
}

impl Payload for PyFloat {
    const KIND: Kind = kinds::FLOAT;
}

/// A float object.
#[inline]
pub fn from_f64(vm: &Vm, value: f64) -> Value {
    match Value::try_float(value) {
        Some(word) => word,
        None => Handle::new(vm.types.float.to_value(), PyFloat { value }).into_value(),
    }
}

/// The number of a float object (subclasses included).
#[inline]
pub fn as_f64(value: &Value) -> Option<f64> {
    value.as_float_word().or_else(|| value.get::<PyFloat>().map(|float| float.value))
}
