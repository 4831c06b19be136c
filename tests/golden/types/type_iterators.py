"""Generated comparison: list_iterator, list_reverseiterator, tuple_iterator, str_iterator, str_ascii_ite. See support/probe.py."""
from support.probe import run

run(
    "list_iterator",
    "list_reverseiterator",
    "tuple_iterator",
    "str_iterator",
    "str_ascii_iterator",
    "bytes_iterator",
    "bytearray_iterator",
    "memory_iterator",
    "dict_keyiterator",
    "dict_valueiterator",
    "dict_itemiterator",
    "dict_reversekeyiterator",
    "dict_reversevalueiterator",
    "dict_reverseitemiterator",
    "set_iterator",
    "range_iterator",
    "longrange_iterator",
    "iterator",
    "callable_iterator",
)
