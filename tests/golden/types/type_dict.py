"""Generated comparison: dict. See support/probe.py."""
from support.probe import run

run(
    "dict",
)
