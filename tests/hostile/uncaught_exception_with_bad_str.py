"""Uncaught exceptions whose __str__, __class__ or __notes__ misbehave still end the program in order."""
import sys
import traceback


class Bad(Exception):
    def __str__(self):
        raise ValueError("no text")


class Deep(Exception):
    def __str__(self):
        return str(self)


class NotText(Exception):
    def __str__(self):
        return 5


class Notes(Exception):
    __notes__ = 5


class Notes2(Exception):
    @property
    def __notes__(self):
        raise ValueError


errors = [Bad(), Deep(), NotText(), Notes("x"), Notes2("y")]
cycle = ValueError("a")
other = ValueError("b")
cycle.__context__ = other
other.__context__ = cycle
errors.append(cycle)
chain = ValueError(0)
for i in range(5000):
    new = ValueError(i)
    new.__context__ = chain
    chain = new
errors.append(chain)
group = ValueError("leaf")
for i in range(300):
    group = ExceptionGroup(str(i), [group])
errors.append(group)
wide = ExceptionGroup("wide", [ValueError(i) for i in range(1000)])
errors.append(wide)
for error in errors:
    for action in (lambda: traceback.format_exception(error), lambda: str(error), lambda: repr(error),
                   lambda: sys.excepthook(type(error), error, None)):
        try:
            action()
        except (ValueError, TypeError, RecursionError, AttributeError):
            pass
print("survived")
