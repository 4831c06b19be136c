"""str.format: automatic and explicit fields, attributes, items, conversions, nested specs, errors."""


class P:
    x = 1
    y = {"k": [10, 20]}

    def __format__(self, spec):
        return f"P<{spec}>"


print("{} {} {}".format(1, "a", None), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0} {k}".format(1, k=2))
print("{0.x} {0.y[k][1]} {p.y}".format(P(), p=P()), "{[0]} {[key]}".format([5], {"key": 6}), "{0[1]} {0[-1]}".format({1: "one", "-1": "text"}))
print("{!r} {!s} {!a} {:>5} {!r:>6}".format("x", "y", "é", "r", "q"), "{:{}} {:{w}.{p}f}".format("a", 5, 3.14159, w=8, p=2), "{:{align}{width}}".format(1, align="^", width=5))
print("{{}} {{{}}} }}{{".format(1), "{:}".format(5), "{:abc}".format(P()), "{:%Y}".format(P()), "{0:}{0!s:}".format(1), "".format(), "no fields".format(1, 2))
print("{:,} {:_} {:+} {:e} {:%} {:x} {:#b} {:c} {:n}".format(1234567, 1234567, 5, 1.5, 0.25, 255, 5, 65, 1234))
print("{:<6}|{:>6}|{:^6}|{:*^6}|{:06}|{:=+6}|{:<06}".format(1, 2, 3, 4, 5, 6, 7), "{:.3}|{:10.2}|{:.0f}|{:g}".format("abcdef", "xyz", 2.5, 1e-10))
print("{a[b]} {a[b][c]}".format(a={"b": {"c": 1}}), "{0[a b]} {0[.]}".format({"a b": 1, ".": 2}), "{.real} {.imag}".format(1 + 2j, 3j))
print(format(3.14159, ".2f"), format("x", ">3"), format(5), format(P(), "spec"), format(255, "#06x"), format(None), format([1]), format(True), format(True, "d"))
print("{x} {y}".format_map({"x": 1, "y": 2}), "{x}".format(**{"x": 3}))


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{a} {b}".format_map(Default(a=1)))
for bad in ("'{}'.format()", "'{0} {}'.format(1, 2)", "'{} {0}'.format(1)", "'{a}'.format()", "'{'.format()", "'}'.format()", "'{0.zz}'.format(1)", "'{0[5]}'.format([])",
            "'{0[a]}'.format([1])", "'{!z}'.format(1)", "'{:d}'.format('x')", "'{:5}'.format([])", "'{:s}'.format(5)", "'{:zz}'.format(5)", "'{!}'.format(1)", "'{0'.format(1)",
            "'{0!r'.format(1)", "'{:{}}'.format(1)", "'{:{:{}}}'.format(1, 2, 3)", "'{0[}'.format(1)", "'{0.}'.format(1)", "'{0[]}'.format([1])", "'{-1}'.format(1)",
            "'{:x}'.format(1.5)", "'{:,x}'.format(5)", "'{:,s}'.format('a')", "'{:+}'.format('a')", "'{:=5}'.format('a')", "'{:.5}'.format(5)", "'{:c}'.format(-1)",
            "'{a.b}'.format(a=1)", "'{}'.format(*5)", "'{0!rx}'.format(1)", "'{99999999999999999999}'.format(1)", "'{a}'.format_map(5)", "format(1, 2)"):
    try:
        print(eval(bad))
    except (IndexError, KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
        print(bad, "->", type(error).__name__, error)
