"""Generated comparison: list. See support/probe.py."""
from support.probe import run

run(
    "list",
)
