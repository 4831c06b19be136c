"""Generated comparison: NoneType, NotImplementedType, ellipsis, module, SimpleNamespace. See support/probe.py."""
from support.probe import run

run(
    "NoneType",
    "NotImplementedType",
    "ellipsis",
    "module",
    "SimpleNamespace",
)
