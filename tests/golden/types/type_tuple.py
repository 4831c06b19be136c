"""Generated comparison: tuple. See support/probe.py."""
from support.probe import run

run(
    "tuple",
)
