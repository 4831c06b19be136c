"""Generated comparison: object. See support/probe.py."""
from support.probe import run

run(
    "object",
)
