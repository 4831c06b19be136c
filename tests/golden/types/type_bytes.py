"""Generated comparison: bytes. See support/probe.py."""
from support.probe import run

run(
    "bytes",
)
