"""Generated comparison: complex. See support/probe.py."""
from support.probe import run

run(
    "complex",
)
