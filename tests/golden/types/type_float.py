"""Generated comparison: float. See support/probe.py."""
from support.probe import run

run(
    "float",
)
