//! Stub.

use super::class::TypeSpec;
pub const SET: TypeSpec = TypeSpec { name: "set", ..TypeSpec::EMPTY };
pub const FROZENSET: TypeSpec = TypeSpec { name: "frozenset", ..TypeSpec::EMPTY };
pub const SET_ITERATOR: TypeSpec = TypeSpec { name: "set_iterator", ..TypeSpec::EMPTY };
