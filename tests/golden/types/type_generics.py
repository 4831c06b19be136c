"""Generated comparison: GenericAlias, UnionType. See support/probe.py."""
from support.probe import run

run(
    "GenericAlias",
    "UnionType",
)
