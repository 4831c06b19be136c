"""Generated comparison: enumerate, zip, map, filter, reversed. See support/probe.py."""
from support.probe import run

run(
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
)
