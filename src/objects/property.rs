//! Stub.

use super::class::TypeSpec;
pub const PROPERTY: TypeSpec = TypeSpec { name: "property", ..TypeSpec::EMPTY };
