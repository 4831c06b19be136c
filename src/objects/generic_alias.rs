//! Stub.

use super::class::TypeSpec;
pub const GENERIC_ALIAS: TypeSpec = TypeSpec { name: "GenericAlias", ..TypeSpec::EMPTY };
use super::vm::Vm;
use crate::memory::{PyResult, Value};

/// `origin[arguments]` as a `types.GenericAlias`.
pub fn new_alias(_vm: &Vm, origin: &Value, _arguments: &Value) -> PyResult {
    Ok(origin.clone())
}
