"""The names of the package of this name; exception groups are built in."""

import contextlib as _contextlib

__all__ = [
    "BaseExceptionGroup", "ExceptionGroup", "catch", "format_exception", "format_exception_only", "print_exc",
    "print_exception", "suppress",
]

BaseExceptionGroup = BaseExceptionGroup
ExceptionGroup = ExceptionGroup
suppress = _contextlib.suppress


class _Catcher:
    def __init__(self, handlers):
        self._handlers = handlers

    def __enter__(self):
        pass

    def __exit__(self, etype, exc, tb):
        if exc is None:
            return False
        unhandled = self._handle(exc)
        if unhandled is exc:
            return False
        if unhandled is None:
            return True
        if isinstance(exc, BaseExceptionGroup):
            try:
                raise unhandled from exc.__cause__
            except BaseExceptionGroup:
                unhandled.__context__ = exc.__context__
                raise
        raise unhandled from exc

    def _handle(self, exc):
        excgroup = exc if isinstance(exc, BaseExceptionGroup) else BaseExceptionGroup("", [exc])
        raised = []
        handled = False
        for types, handler in self._handlers.items():
            matched, excgroup = excgroup.split(types)
            if matched is not None:
                handled = True
                try:
                    handler(matched)
                except BaseExceptionGroup as new:
                    raised.extend(new.exceptions)
                except BaseException as new:
                    raised.append(new)
            if excgroup is None:
                break
        if not handled:
            return exc
        if raised:
            if len(raised) == 1:
                return raised[0]
            return BaseExceptionGroup("", raised)
        return excgroup


def catch(handlers, /):
    """Context manager: call a handler for the matching part of an exception group."""
    if not hasattr(handlers, "items"):
        raise TypeError("the argument must be a mapping")
    table = {}
    for key, handler in handlers.items():
        types = key if isinstance(key, tuple) else (key,)
        if not callable(handler):
            raise TypeError("handlers must be callable")
        for type_ in types:
            if not (isinstance(type_, type) and issubclass(type_, BaseException)):
                raise TypeError("each key must be an exception type or a tuple of them")
            if issubclass(type_, BaseExceptionGroup):
                raise TypeError("catching ExceptionGroup with catch() is not allowed. Use except instead.")
        table[types] = handler
    return _Catcher(table)


def __getattr__(name):
    if name in ("format_exception", "format_exception_only", "print_exc", "print_exception"):
        import traceback

        return getattr(traceback, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
