"""What all futures share: states, the test for futures, their text."""

import reprlib

from . import format_helpers

_PENDING = "PENDING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"


def isfuture(obj):
    """Whether the object behaves like a future: its class says so."""
    return hasattr(type(obj), "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


def _format_callbacks(entries):
    def shown(entry):
        return format_helpers._format_callback_source(entry[0], ())

    if len(entries) > 2:
        return f"cb=[{shown(entries[0])}, <{len(entries) - 2} more>, {shown(entries[-1])}]"
    return f"cb=[{', '.join(map(shown, entries or ()))}]"


def _future_repr_info(future):
    words = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            words.append(f"exception={future._exception!r}")
        else:
            words.append(f"result={reprlib.repr(future._result)}")
    if future._callbacks:
        words.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        place = future._source_traceback[-1]
        words.append(f"created at {place[0]}:{place[1]}")
    return words


@reprlib.recursive_repr()
def _future_repr(future):
    return f"<{type(future).__name__} {' '.join(_future_repr_info(future))}>"
