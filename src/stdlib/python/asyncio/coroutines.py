"""Questions about coroutines."""

import inspect
import os
import sys
import types
from _collections_abc import Coroutine

__all__ = "iscoroutinefunction", "iscoroutine"


def _is_debug_mode():
    if sys.flags.dev_mode:
        return True
    return not sys.flags.ignore_environment and bool(os.environ.get("PYTHONASYNCIODEBUG"))


_is_coroutine = object()
_COROUTINES = (types.CoroutineType, Coroutine)


def iscoroutinefunction(func):
    """Whether calling the function gives a coroutine."""
    return inspect.iscoroutinefunction(func) or getattr(func, "_is_coroutine", None) is _is_coroutine


def iscoroutine(obj):
    """Whether the object is a coroutine."""
    return type(obj) is types.CoroutineType or isinstance(obj, _COROUTINES)


def _looks_like_coroutine(obj):
    return iscoroutine(obj) or iscoroutinefunction(obj)


def _format_coroutine(coro):
    """A coroutine as the text of its task shows it: name, state and place."""
    plain = not hasattr(coro, "cr_code") and not hasattr(coro, "gi_code")

    def called():
        name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
        return f"{name or f'<{type(coro).__name__} without __name__>'}()"

    def active():
        return getattr(coro, "cr_running", False) or getattr(coro, "gi_running", False)

    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if plain or not code:
        return f"{called()} running" if active() else called()
    frame = getattr(coro, "gi_frame", None) or getattr(coro, "cr_frame", None)
    file = code.co_filename or "<empty co_filename>"
    if frame is not None:
        return f"{called()} running at {file}:{frame.f_lineno}"
    return f"{called()} done, defined at {file}:{code.co_firstlineno}"
