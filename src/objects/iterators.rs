//! Stub.

use super::class::TypeSpec;
pub const LIST_ITERATOR: TypeSpec = TypeSpec { name: "list_iterator", ..TypeSpec::EMPTY };
pub const LIST_REVERSE_ITERATOR: TypeSpec = TypeSpec { name: "list_reverseiterator", ..TypeSpec::EMPTY };
pub const TUPLE_ITERATOR: TypeSpec = TypeSpec { name: "tuple_iterator", ..TypeSpec::EMPTY };
pub const STR_ITERATOR: TypeSpec = TypeSpec { name: "str_iterator", ..TypeSpec::EMPTY };
pub const STR_ASCII_ITERATOR: TypeSpec = TypeSpec { name: "str_ascii_iterator", ..TypeSpec::EMPTY };
pub const BYTES_ITERATOR: TypeSpec = TypeSpec { name: "bytes_iterator", ..TypeSpec::EMPTY };
pub const BYTEARRAY_ITERATOR: TypeSpec = TypeSpec { name: "bytearray_iterator", ..TypeSpec::EMPTY };
pub const MEMORY_ITERATOR: TypeSpec = TypeSpec { name: "memory_iterator", ..TypeSpec::EMPTY };
pub const SEQUENCE_ITERATOR: TypeSpec = TypeSpec { name: "iterator", ..TypeSpec::EMPTY };
pub const CALLABLE_ITERATOR: TypeSpec = TypeSpec { name: "callable_iterator", ..TypeSpec::EMPTY };
use super::vm::Vm;
use crate::memory::Value;

/// The iterator over an object with `__getitem__` only.
pub fn sequence_iterator(_vm: &Vm, sequence: &Value) -> Value {
    sequence.clone()
}
