"""Generated comparison: function, method, code, frame, traceback, cell. See support/probe.py."""
from support.probe import run

run(
    "function",
    "method",
    "code",
    "frame",
    "traceback",
    "cell",
)
