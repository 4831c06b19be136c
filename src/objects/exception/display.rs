//! Uncaught exceptions as text.

pub use super::suggest::closest;
use crate::memory::Value;
use crate::objects::vm::Vm;

/// Reports an exception that nobody can catch.
pub fn write_unraisable(vm: &Vm, exception: &Value, object: &Value, message: Option<&str>) {
    let _ = (vm, exception, object, message);
}
