//! Stub.

use super::class::TypeSpec;
pub const SUPER: TypeSpec = TypeSpec { name: "super", ..TypeSpec::EMPTY };
