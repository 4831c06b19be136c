//! Stub.

use super::class::TypeSpec;
pub const MAPPING_PROXY: TypeSpec = TypeSpec { name: "mappingproxy", ..TypeSpec::EMPTY };
