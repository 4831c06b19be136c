"""Generated comparison: str. See support/probe.py."""
from support.probe import run

run(
    "str",
)
