//! Stub.

use super::class::TypeSpec;
pub const BUILTIN_FUNCTION: TypeSpec = TypeSpec { name: "builtin_function_or_method", ..TypeSpec::EMPTY };
pub const METHOD_DESCRIPTOR: TypeSpec = TypeSpec { name: "method_descriptor", ..TypeSpec::EMPTY };
pub const CLASS_METHOD_DESCRIPTOR: TypeSpec = TypeSpec { name: "classmethod_descriptor", ..TypeSpec::EMPTY };
pub const WRAPPER_DESCRIPTOR: TypeSpec = TypeSpec { name: "wrapper_descriptor", ..TypeSpec::EMPTY };
pub const METHOD_WRAPPER: TypeSpec = TypeSpec { name: "method-wrapper", ..TypeSpec::EMPTY };
pub const GETSET_DESCRIPTOR: TypeSpec = TypeSpec { name: "getset_descriptor", ..TypeSpec::EMPTY };
pub const MEMBER_DESCRIPTOR: TypeSpec = TypeSpec { name: "member_descriptor", ..TypeSpec::EMPTY };
