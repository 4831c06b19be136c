//! Stub.

use super::class::TypeSpec;
pub const TYPE_VAR: TypeSpec = TypeSpec { name: "TypeVar", ..TypeSpec::EMPTY };
pub const PARAM_SPEC: TypeSpec = TypeSpec { name: "ParamSpec", ..TypeSpec::EMPTY };
pub const PARAM_SPEC_ARGS: TypeSpec = TypeSpec { name: "ParamSpecArgs", ..TypeSpec::EMPTY };
pub const PARAM_SPEC_KWARGS: TypeSpec = TypeSpec { name: "ParamSpecKwargs", ..TypeSpec::EMPTY };
pub const TYPE_VAR_TUPLE: TypeSpec = TypeSpec { name: "TypeVarTuple", ..TypeSpec::EMPTY };
pub const TYPE_ALIAS: TypeSpec = TypeSpec { name: "TypeAliasType", ..TypeSpec::EMPTY };
pub const GENERIC: TypeSpec = TypeSpec { name: "Generic", ..TypeSpec::EMPTY };
