"""The text of a task, and where it stands."""

import linecache
import reprlib
import sys

from . import base_futures, coroutines


def _task_repr_info(task):
    words = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        words[0] = "cancelling"
    words.insert(1, f"name={task.get_name()!r}")
    if task._fut_waiter is not None:
        words.insert(2, f"wait_for={task._fut_waiter!r}")
    if task._coro:
        words.insert(2, f"coro=<{coroutines._format_coroutine(task._coro)}>")
    return words


@reprlib.recursive_repr()
def _task_repr(task):
    return f"<{type(task).__name__} {' '.join(_task_repr_info(task))}>"


def _innermost_frame(coro):
    for name in ("cr_frame", "gi_frame", "ag_frame"):
        if hasattr(coro, name):
            return getattr(coro, name)
    return None


def _task_get_stack(task, limit):
    frame = _innermost_frame(task._coro)
    found = []
    if frame is not None:
        while frame is not None and (limit is None or len(found) < limit):
            found.append(frame)
            frame = frame.f_back
        found.reverse()
    elif task._exception is not None:
        entry = task._exception.__traceback__
        while entry is not None and (limit is None or len(found) < limit):
            found.append(entry.tb_frame)
            entry = entry.tb_next
    return found


def _task_print_stack(task, limit, file):
    import traceback

    lines, checked = [], set()
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        if code.co_filename not in checked:
            checked.add(code.co_filename)
            linecache.checkcache(code.co_filename)
        text = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
        lines.append((code.co_filename, frame.f_lineno, code.co_name, text))
    error = task._exception
    if not lines:
        print(f"No stack for {task!r}", file=file)
    elif error is not None:
        print(f"Traceback for {task!r} (most recent call last):", file=file)
    else:
        print(f"Stack for {task!r} (most recent call last):", file=file)
    traceback.print_list(lines, file=file)
    if error is not None:
        for line in traceback.format_exception_only(error.__class__, error):
            print(line, file=file, end="")
