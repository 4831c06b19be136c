"""with: several managers, targets, parentheses, order of exits, return values, exceptions in __enter__ and __exit__."""


class M:
    def __init__(self, name, enter=None, exit=None, swallow=False):
        self.name, self.enter, self.exit, self.swallow = name, enter, exit, swallow

    def __enter__(self):
        print("enter", self.name)
        if self.enter:
            raise self.enter
        return self.name

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value)
        if self.exit:
            raise self.exit
        return self.swallow


with M("a") as a, M("b") as b:
    print(a, b)
with (M("c") as c, M("d")):
    print(c)
with (M("e")):
    pass
with M("t") if a else M("f") as t:
    print(t)
with M("g"), (M("h")) as h, M("i") as (i):
    print(h, i)


def attempt(function):
    try:
        print("result", function())
    except Exception as e:
        print(type(e).__name__, e, "| context:", repr(e.__context__))


def enter_fails():
    with M("outer"), M("inner", enter=ValueError("enter")):
        print("never")


def exit_fails():
    with M("x", exit=KeyError("exit")):
        raise ValueError("body")


def exit_fails_quietly():
    with M("x", exit=KeyError("exit")):
        pass


def swallowed():
    with M("s", swallow=True):
        raise ValueError("gone")
    return "after"


def outer_swallows():
    with M("o", swallow=True):
        with M("i", exit=TypeError("from exit")):
            1 / 0
    return "after"


def returns():
    with M("r") as r:
        return r.upper()


def loop():
    for i in range(3):
        with M(str(i)):
            if i == 0:
                continue
            break
    return i


def swallow_return():
    with M("z", swallow=True):
        return "value"
    return "never"


def target_fails():
    with M("w") as (p, q, r):
        pass


for function in (enter_fails, exit_fails, exit_fails_quietly, swallowed, outer_swallows, returns, loop, swallow_return, target_fails):
    print(function.__name__)
    attempt(function)


class Truthy:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return "truthy"


with Truthy():
    1 / 0
print("end")
with M("1"), M("2", swallow=True), M("3"):
    raise ValueError("three")
class BadExit:
    def __enter__(self):
        pass

    def __exit__(self):
        pass


try:
    with BadExit():
        pass
except TypeError as e:
    print(e)
