"""Generated comparison: bytearray. See support/probe.py."""
from support.probe import run

run(
    "bytearray",
)
