//! Stub.

use super::class::TypeSpec;
pub const METHOD: TypeSpec = TypeSpec { name: "method", ..TypeSpec::EMPTY };
