"""Generated comparison: set. See support/probe.py."""
from support.probe import run

run(
    "set",
)
