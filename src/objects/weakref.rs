//! Stub.

use super::class::TypeSpec;
pub const REF: TypeSpec = TypeSpec { name: "ReferenceType", ..TypeSpec::EMPTY };
pub const PROXY: TypeSpec = TypeSpec { name: "ProxyType", ..TypeSpec::EMPTY };
pub const CALLABLE_PROXY: TypeSpec = TypeSpec { name: "CallableProxyType", ..TypeSpec::EMPTY };
