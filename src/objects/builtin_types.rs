//! Stub.

use super::class::TypeSpec;
pub const ENUMERATE: TypeSpec = TypeSpec { name: "enumerate", ..TypeSpec::EMPTY };
pub const ZIP: TypeSpec = TypeSpec { name: "zip", ..TypeSpec::EMPTY };
pub const MAP: TypeSpec = TypeSpec { name: "map", ..TypeSpec::EMPTY };
pub const FILTER: TypeSpec = TypeSpec { name: "filter", ..TypeSpec::EMPTY };
pub const REVERSED: TypeSpec = TypeSpec { name: "reversed", ..TypeSpec::EMPTY };
