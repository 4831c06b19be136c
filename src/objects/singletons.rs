//! Stub.

use super::class::TypeSpec;
pub const NONE_TYPE: TypeSpec = TypeSpec { name: "NoneType", ..TypeSpec::EMPTY };
pub const ELLIPSIS: TypeSpec = TypeSpec { name: "ellipsis", ..TypeSpec::EMPTY };
pub const NOT_IMPLEMENTED: TypeSpec = TypeSpec { name: "NotImplementedType", ..TypeSpec::EMPTY };
