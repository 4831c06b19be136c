//! Stub.

use super::class::TypeSpec;
pub const TUPLE: TypeSpec = TypeSpec { name: "tuple", ..TypeSpec::EMPTY };
