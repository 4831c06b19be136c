//! Stub.

use super::class::TypeSpec;
pub const SLICE: TypeSpec = TypeSpec { name: "slice", ..TypeSpec::EMPTY };
