"""Generated comparison: int. See support/probe.py."""
from support.probe import run

run(
    "int",
)
