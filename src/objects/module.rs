//! Stub.

use super::class::TypeSpec;
pub const MODULE: TypeSpec = TypeSpec { name: "module", ..TypeSpec::EMPTY };
