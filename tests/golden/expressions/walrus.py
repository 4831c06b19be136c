"""The walrus operator in conditions, comprehensions, calls, lambdas, f-strings; its scope."""
if (n := len("hello")) > 3:
    print(n)
values = [1, 5, 2, 8]
print([y for x in values if (y := x * 2) > 4], y)
while (item := values.pop()) != 5:
    print("popped", item)
print(item, values)
print((a := 1, b := 2) if False else (a := 1) + (b := 2), a, b)


def f(x):
    return x


print(f(q := 7), q, f((r := 8)), r, f(x=(s := 9)), s)
print([z := 1, z + 1], z, {"k": (w := 5)}, w, (lambda: (v := 3))(), f"{(u := 4)}", u)


def scopes():
    total = 0
    sums = [total := total + i for i in range(5)]
    any((hit := i) > 2 for i in range(5))
    return total, sums, hit


print(scopes())


def outer():
    x = 1

    def inner():
        nonlocal x
        return [x := i for i in range(3)], x
    return inner(), x


print(outer())


class C:
    a = (b := 5)
    c = b + 1


print(C.a, C.b, C.c)
x = (y := (z := 3) + 1) + 1
print(x, y, z)
print((t := 1, 2), t, (t2 := (1, 2)), t2)
i = [0, 0]
print(i[(k := 1)], k, i[(k := 0):], [1, 2, 3][(start := 1):(stop := 2)], start, stop)
assert (m := "truthy"), "never"
print(m, not (p := 0), p, (o := None) or "default", o)
for bad in ("(a.b := 1)", "(a[0] := 1)", "((a, b) := 1)", "[i := 0 for i in range(3)]", "x := 1", "f(x=y := 1)", "class A:\n [z := i for i in [1]]", "lambda: x := 1", "[x for x in (y := [1])]", "del (x := 1)", "(x := 1) = 2", "def f(a = b := 1): pass", "(None := 1)"):
    try:
        exec(bad)
        print("accepted", bad)
    except SyntaxError as error:
        print(error)
