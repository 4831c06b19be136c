"""Texts for callbacks and handles, and the stacks that debug mode keeps."""

import functools
import inspect
import reprlib
import sys

from . import constants


def _get_function_source(func):
    """File and first line of a function; None for what is not written in Python."""
    func = inspect.unwrap(func)
    while True:
        if inspect.isfunction(func):
            return func.__code__.co_filename, func.__code__.co_firstlineno
        if isinstance(func, functools.partial) or isinstance(func, functools.partialmethod):
            func = inspect.unwrap(func.func)
        else:
            return None


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    if not debug:
        return "()"
    parts = [reprlib.repr(value) for value in args]
    parts += [f"{name}={reprlib.repr(value)}" for name, value in (kwargs or {}).items()]
    return f"({', '.join(parts)})"


def _format_callback(func, args, kwargs, *, debug=False, suffix=""):
    if isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs, debug=debug) + suffix
        return _format_callback(func.func, func.args, func.keywords, debug=debug, suffix=suffix)
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs, debug=debug) + suffix


def _format_callback_source(func, args, *, debug=False):
    text = _format_callback(func, args, None, debug=debug)
    place = _get_function_source(func)
    return f"{text} at {place[0]}:{place[1]}" if place else text


def extract_stack(f=None, limit=None):
    """The stack as a summary without source lines looked up early."""
    import traceback

    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = constants.DEBUG_STACK_DEPTH
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack


def _extract_here():
    return extract_stack(sys._getframe(1))


def _handle_repr(handle):
    """The text of a handle or a timer."""
    words = [type(handle).__name__]
    if handle._cancelled:
        words.append("cancelled")
    when = getattr(handle, "_when", None)
    if when is not None:
        words.append(f"when={when}")
    debug = handle._loop.get_debug()
    if handle._callback is not None:
        words.append(_format_callback_source(handle._callback, handle._args, debug=debug))
    if handle._source_traceback:
        place = handle._source_traceback[-1]
        words.append(f"created at {place[0]}:{place[1]}")
    return f"<{' '.join(words)}>"
