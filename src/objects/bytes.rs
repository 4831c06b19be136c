//! Stub.

use super::class::TypeSpec;
pub const BYTES: TypeSpec = TypeSpec { name: "bytes", ..TypeSpec::EMPTY };
