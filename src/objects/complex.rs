//! Stub.

use super::class::TypeSpec;
pub const COMPLEX: TypeSpec = TypeSpec { name: "complex", ..TypeSpec::EMPTY };
