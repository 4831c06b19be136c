"""Format specs for strings and objects without their own __format__."""
for spec in ("", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", ">10.2s", "é^8", "05", "<05", "0", "010.3"):
    print(repr(format("text", spec)), end=" ")
print()
for value, spec in (("t", "d"), ("t", "+"), ("t", "="), ("t", "=5"), ("t", ","), ("t", "#"), ("t", "5.5.5"), ("t", "x"), (None, "5"), ([], "5"), (object, ">5"), ((), "s"), ({}, "d"),
                    (b"b", "5"), (range(2), "5"), (print, "5"), ("t", " "), ("t", "_"), ("t", "z")):
    try:
        print(format(value, spec))
    except (ValueError, TypeError) as error:
        print(repr(spec), "->", type(error).__name__, error)


class S(str):
    pass


class F:
    def __format__(self, spec):
        return "[" + spec + "]"


class Empty:
    def __str__(self):
        return "shown by str"


print(f"{S('x'):>3}|{F():anything goes}|{F()}|{Empty()}|{None}|{...}|{[]!s:>4}|{b'x'!r:>6}")
print(f"{'a':{'>'}{5}}|{'a'!r:{6}}|{3:{'0'}{'5'}}|{'x':{2 + 3}}|{'y':{'<' + '4'}}|")
