"""Generated comparison: slice. See support/probe.py."""
from support.probe import run

run(
    "slice",
)
