//! Stub.

use super::class::TypeSpec;
pub const UNION: TypeSpec = TypeSpec { name: "UnionType", ..TypeSpec::EMPTY };
