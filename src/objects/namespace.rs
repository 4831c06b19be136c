//! Stub.

use super::class::TypeSpec;
pub const NAMESPACE: TypeSpec = TypeSpec { name: "SimpleNamespace", ..TypeSpec::EMPTY };
