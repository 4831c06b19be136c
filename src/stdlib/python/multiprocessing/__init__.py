"""Processes with the interface of threads: start methods, queues, pipes, locks, pools, managers.

The names of this package are the methods of its default context. Deliberately
missing: everything for Windows, and `ctypes` behind the shared values (they are
views of shared memory with the same interface).
"""

import sys as _sys

from . import context as _context

__all__ = [name for name in dir(_context._default_context) if not name.startswith("_")]
globals().update((name, getattr(_context._default_context, name)) for name in __all__)

SUBDEBUG = 5
SUBWARNING = 25

# A child that was not forked knows the parent's program as __mp_main__.
if "__main__" in _sys.modules:
    _sys.modules["__mp_main__"] = _sys.modules["__main__"]
