"""Generated comparison: type. See support/probe.py."""
from support.probe import run

run(
    "type",
)
