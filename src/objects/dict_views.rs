//! Stub.

use super::class::TypeSpec;
pub const DICT_KEYS: TypeSpec = TypeSpec { name: "dict_keys", ..TypeSpec::EMPTY };
pub const DICT_VALUES: TypeSpec = TypeSpec { name: "dict_values", ..TypeSpec::EMPTY };
pub const DICT_ITEMS: TypeSpec = TypeSpec { name: "dict_items", ..TypeSpec::EMPTY };
pub const DICT_KEY_ITERATOR: TypeSpec = TypeSpec { name: "dict_keyiterator", ..TypeSpec::EMPTY };
pub const DICT_VALUE_ITERATOR: TypeSpec = TypeSpec { name: "dict_valueiterator", ..TypeSpec::EMPTY };
pub const DICT_ITEM_ITERATOR: TypeSpec = TypeSpec { name: "dict_itemiterator", ..TypeSpec::EMPTY };
pub const DICT_REVERSE_KEY_ITERATOR: TypeSpec = TypeSpec { name: "dict_reversekeyiterator", ..TypeSpec::EMPTY };
pub const DICT_REVERSE_VALUE_ITERATOR: TypeSpec = TypeSpec { name: "dict_reversevalueiterator", ..TypeSpec::EMPTY };
pub const DICT_REVERSE_ITEM_ITERATOR: TypeSpec = TypeSpec { name: "dict_reverseitemiterator", ..TypeSpec::EMPTY };
