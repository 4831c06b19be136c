//! Stub.

use super::class::TypeSpec;
pub const MEMORYVIEW: TypeSpec = TypeSpec { name: "memoryview", ..TypeSpec::EMPTY };
