"""Generated comparison: frozenset. See support/probe.py."""
from support.probe import run

run(
    "frozenset",
)
