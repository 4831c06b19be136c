"""Generated comparison: range. See support/probe.py."""
from support.probe import run

run(
    "range",
)
