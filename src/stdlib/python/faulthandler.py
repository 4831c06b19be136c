"""Where the threads of a program are, written out for people who look for a fault.

A fatal signal is reported by its name; the stacks at that moment are missing,
because nothing of the program can be trusted then.
"""

import _signal
import _thread
import os as _os
import sys as _sys

_enabled = False
_watch = None
_registered = {}


def _descriptor(file):
    if file is None:
        file = _sys.stderr
        if file is None:
            raise RuntimeError("unable to get sys.stderr")
    if isinstance(file, int):
        if file < 0:
            raise ValueError("file is not a valid file descripter")
        return file
    number = file.fileno()
    file.flush()
    return number


def _stack(frame):
    shown = 0
    while frame is not None:
        if shown == 100:
            yield "  ...\n"
            return
        yield f'  File "{frame.f_code.co_filename}", line {frame.f_lineno} in {frame.f_code.co_name}\n'
        shown += 1
        frame = frame.f_back


def _report(number, all_threads, frame, current=True, skip=None):
    """Write the stacks; `frame` is where the calling thread is."""
    here = _thread.get_ident()
    if not all_threads:
        pieces = ["Stack (most recent call first):\n", *_stack(frame)]
    else:
        pieces = []
        for ident, other in reversed(_sys._current_frames().items()):
            if ident == skip:
                continue
            if pieces:
                pieces.append("\n")
            kind = "Current thread" if current and ident == here else "Thread"
            pieces.append(f"{kind} 0x{ident:016x} (most recent call first):\n")
            pieces.extend(_stack(frame if ident == here else other))
    _write(number, "".join(pieces))


def _write(number, text):
    data = text.encode("utf-8", "backslashreplace")
    while data:
        data = data[_os.write(number, data):]


def dump_traceback(file=None, all_threads=True):
    """Write where all threads are, or only the one that calls."""
    _report(_descriptor(file), all_threads, _sys._getframe(1))


def enable(file=None, all_threads=True):
    """Have the end of the program by a fatal signal reported."""
    global _enabled
    _descriptor(file)
    _signal._report_fatal(True)
    _enabled = True


def disable():
    """Let fatal signals be fatal without a word; tells whether they were reported."""
    global _enabled
    was, _enabled = _enabled, False
    if was:
        _signal._report_fatal(False)
    return was


def is_enabled():
    """Whether fatal signals are reported."""
    return _enabled


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Write where all threads are after some seconds, unless cancelled before."""
    global _watch
    if timeout <= 0:
        raise ValueError("timeout must be greater than 0")
    number = _descriptor(file)
    cancel_dump_traceback_later()
    cancelled = _thread.allocate_lock()
    cancelled.acquire()
    whole = int(timeout)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = int((timeout - whole) * 1_000_000 + 0.5)
    header = f"Timeout ({hours}:{minutes:02}:{seconds:02}{f'.{fraction:06}' if fraction else ''})!\n"

    def watch():
        while not cancelled.acquire(timeout=timeout):
            _write(number, header)
            _report(number, True, None, current=False, skip=_thread.get_ident())
            if exit:
                _os._exit(1)
            if not repeat:
                return

    _watch = cancelled
    _thread.start_new_thread(watch, ())


def cancel_dump_traceback_later():
    """Forget the last dump_traceback_later()."""
    global _watch
    cancelled, _watch = _watch, None
    if cancelled is not None:
        cancelled.release()


def register(signum, file=None, all_threads=True, chain=False):
    """Write where the threads are whenever the signal arrives."""
    number = _descriptor(file)
    before = _registered[signum][1] if signum in _registered else _signal.getsignal(signum)

    def handler(signum, frame):
        _report(number, all_threads, frame)
        if chain and callable(before):
            before(signum, frame)

    _signal.signal(signum, handler)
    _registered[signum] = (handler, before)


def unregister(signum):
    """Stop doing so; tells whether it was done."""
    if signum not in _registered:
        return False
    before = _registered.pop(signum)[1]
    _signal.signal(signum, _signal.SIG_DFL if before is None else before)
    return True
