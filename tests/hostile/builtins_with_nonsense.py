"""Every built-in function and method called with a range of wrong arguments."""
import builtins

skipped = {"breakpoint", "input", "exit", "quit", "help", "copyright", "credits", "license", "open", "exec", "eval", "print", "__import__"}


class Odd:
    def __index__(self):
        raise ZeroDivisionError

    def __iter__(self):
        yield 1
        raise ZeroDivisionError

    def __len__(self):
        return -5

    def __eq__(self, other):
        raise ZeroDivisionError


values = [None, 0, -1, 1.5, "", "text", b"", b"x", [], [1], (), (1, 2), {}, {"a": 1}, set(), int, object(), len, Odd(), slice(None), 1j, True]
targets = [getattr(builtins, name) for name in dir(builtins) if name not in skipped and callable(getattr(builtins, name))]
for value in (1, 1.5, "text", b"bytes", bytearray(b"x"), [3, 1], (1, 2), {"a": 1}, {1}, frozenset([1]), range(3), 1j, None, True, slice(1), len,
              "é漢", memoryview(b"abc"), (x for x in "ab"), {}.keys(), {1: 2}.items(), int, type, object()):
    for name in dir(value):
        if name in ("__class__", "__init_subclass__", "__subclasshook__", "__new__", "mro", "__subclasses__", "__prepare__"):
            continue
        try:
            targets.append(getattr(value, name))
        except Exception:
            pass
calls = 0
for target in targets:
    if not callable(target):
        continue
    for arguments in [()] + [(a,) for a in values] + [(a, b) for a in values[::3] for b in values[::4]] + [(1, 2, 3), ("", "", ""), ([], [], [], [])]:
        calls += 1
        try:
            target(*arguments)
        except (Exception, SystemExit):
            pass
    for keywords in ({"key": None}, {"nonsense": 1}, {"default": 1}, {"self": 1}):
        try:
            target(**keywords)
        except (Exception, SystemExit):
            pass
print(calls > 1000)
print("survived")
