"""Generated comparison: bool. See support/probe.py."""
from support.probe import run

run(
    "bool",
)
