"""f-strings: expressions, conversions, specs, nesting, `=`."""

name, n, pi = "World", 42, 3.14159
print(f"Hello {name}! {n} {n + 1} {pi:.2f} {name!r} {name!s:>10} {n:05d} {n:x} {n:#b} {n:,}")
print(f"{n=} {pi = :.3f} {name=!s} {n + 1 = } {'x' + 'y'=}")
width, precision = 10, 3
print(f"[{pi:{width}.{precision}f}] [{name:^{width + 5}}] [{name:{'*'}<{width}}]")
print(f"{{literal}} {{{n}}} {'nested ' + f'{n}'} {[i for i in range(3)]} { {'a': 1}['a'] }")
print(f"{'quote'} {"same quote"} {f"{f"{n}"}"}")
print(f'''multi
{n
+ 1}
end''', f"{n!r:>5}|{'é'!a}")
print(f"{(lambda x: x * 2)(n)} {n if n else 0} {name:s} {1_000_000:_} {0.000001} {1e100} {n:e}")
print(f"a" "b{n}" f"c{n}", rf"\n{n}", f"\x41{n}\n", end="")


class Custom:
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


c = Custom()
print(f"{c} {c:abc} {c!r} {c!s:>6} {c:{n}x}")
for bad in ("f'{n:z!}'", "f'{name:d}'", "f'{missing}'", "f'{n:10000000000000000000000}'", "f'{pi:d}'", "f'{[]:x}'"):
    try:
        eval(bad)
    except (ValueError, NameError, TypeError) as error:
        print(type(error).__name__, error)
