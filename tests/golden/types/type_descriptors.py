"""Generated comparison: property, staticmethod, classmethod, super, builtin_function, method_descriptor,. See support/probe.py."""
from support.probe import run

run(
    "property",
    "staticmethod",
    "classmethod",
    "super",
    "builtin_function",
    "method_descriptor",
    "wrapper_descriptor",
    "method_wrapper",
    "getset_descriptor",
    "member_descriptor",
    "classmethod_descriptor",
)
