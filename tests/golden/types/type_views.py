"""Generated comparison: dict_keys, dict_values, dict_items, mappingproxy. See support/probe.py."""
from support.probe import run

run(
    "dict_keys",
    "dict_values",
    "dict_items",
    "mappingproxy",
)
