"""Timing of small pieces of code."""

import gc
import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
dummy_src_name = "<timeit-src>"

_globals = globals


def reindent(src, indent):
    """A text with every line but the first moved right."""
    return src.replace("\n", "\n" + " " * indent)


class Timer:
    """Times a statement, given as text or as a callable."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        scope = {}
        namespace = _globals() if globals is None else globals
        prelude = ""
        if isinstance(setup, str):
            compile(setup, dummy_src_name, "exec")
            statement_prefix = setup + "\n"
            setup_text = reindent(setup, 4)
        elif callable(setup):
            scope["_setup"] = setup
            prelude += ", _setup=_setup"
            statement_prefix = ""
            setup_text = "_setup()"
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(statement_prefix + stmt, dummy_src_name, "exec")
            stmt_text = reindent(stmt, 8)
        elif callable(stmt):
            scope["_stmt"] = stmt
            prelude += ", _stmt=_stmt"
            stmt_text = "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        src = (
            f"def inner(_it, _timer{prelude}):\n    {setup_text}\n    _t0 = _timer()\n"
            f"    for _i in _it:\n        {stmt_text}\n        pass\n    _t1 = _timer()\n    return _t1 - _t0\n"
        )
        self.src = src
        exec(compile(src, dummy_src_name, "exec"), namespace, scope)
        self.inner = scope["inner"]

    def print_exc(self, file=None):
        """Print a traceback with the timed source."""
        import linecache
        import traceback

        linecache.cache[dummy_src_name] = (len(self.src), None, self.src.split("\n"), dummy_src_name)
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Seconds for that many executions."""
        it = itertools.repeat(None, number)
        gcold = gc.isenabled()
        gc.disable()
        try:
            return self.inner(it, self.timer)
        finally:
            if gcold:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """Several results of timeit()."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """A number of executions that takes at least 0.2 seconds, and the time."""
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            i *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Seconds for that many executions of a statement."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number,
           globals=None):
    """Several results of timeit()."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
