//! Stub.

use super::class::TypeSpec;
pub const TRACEBACK: TypeSpec = TypeSpec { name: "traceback", ..TypeSpec::EMPTY };
