//! Stub.

use super::class::TypeSpec;
pub const BYTEARRAY: TypeSpec = TypeSpec { name: "bytearray", ..TypeSpec::EMPTY };
