"""Operands and arguments are evaluated from left to right; defaults when def runs."""


def note(value):
    print("eval", value)
    return value


def f(*args, **kwargs):
    print("call", args, kwargs)


f(note(1), note(2), k=note(3), *[note(4)], **{"z": note(5)})
note(10) + note(20) * note(30)
[note("a"), note("b")][note(0)]
{note("k1"): note("v1"), note("k2"): note("v2")}
note(1) < note(2) < note(3)
note(1) > note(2) > note(3)
items = {}
items[note("key")] = note("value")
(note(0) or note(1)) and note(2)


def with_default(a=note("default of a"), *, b=note("default of b")):
    pass


@note(lambda f: f) if False else (lambda f: note(f.__name__))
def decorated():
    pass


first, second = note("right"), note("side")
note(5) if note(False) else note(6)
