"""bool: an int with two values; operators, conversions, repr."""
print(True, False, True + True, True * 5, -True, True == 1, True is True, True & False, True | False, True ^ True, type(True & True).__name__, type(True + 1).__name__, type(True & 1).__name__, not True, int(True), float(False), str(True), repr(False))
print(bool(), bool(0), bool(""), bool("False"), bool([0]), bool(None), bool(object()), isinstance(True, int), issubclass(bool, int), {True: "a", 1: "b", 1.0: "c"}, [10, 20][True], "ab"[False], sum([True, True, False]), True < 2, True / 2, True // 2, 5 % True)
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, not 0, not "", not not 5, None or "default", [] and 1, 1 if [] else 2, (1 < 2) + (2 < 3), 1 < 2 == True, (1 < 2) == True, True.real, True.bit_length(), "%d %s %r" % (True, True, True), f"{True:d} {True} {True:>6}", ~True)
for bad in ("True = 1", "bool(1, 2)", "class B(bool): pass", "True.x = 1", "bool.__new__(int)", "True + 'x'", "del True", "None = 1"):
    try:
        exec(bad)
    except (SyntaxError, TypeError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error)
x = 5
print(x == 5 and "five" or "other", x > 3 and x < 10, 3 < x < 10, not x == 5, not (x == 5), x in (1, 5) and x not in (2, 3), x is not None, (x or 1 / 0), all([]), any([]), all([1, 0]), any([0, 1]))
