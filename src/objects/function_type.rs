//! Stub.

use super::class::TypeSpec;
pub const FUNCTION: TypeSpec = TypeSpec { name: "function", ..TypeSpec::EMPTY };
