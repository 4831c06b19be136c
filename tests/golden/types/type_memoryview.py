"""Generated comparison: memoryview. See support/probe.py."""
from support.probe import run

run(
    "memoryview",
)
