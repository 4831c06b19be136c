//! Stub.

use super::class::TypeSpec;
pub const RANGE: TypeSpec = TypeSpec { name: "range", ..TypeSpec::EMPTY };
pub const RANGE_ITERATOR: TypeSpec = TypeSpec { name: "range_iterator", ..TypeSpec::EMPTY };
pub const LONGRANGE_ITERATOR: TypeSpec = TypeSpec { name: "longrange_iterator", ..TypeSpec::EMPTY };
