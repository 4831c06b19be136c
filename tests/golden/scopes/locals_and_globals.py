"""locals() is a snapshot in functions, live in modules and classes; globals() is the module's dict (PEP 667)."""


def f(a, b=2):
    c = 3
    snapshot = locals()
    d = 4
    snapshot["c"] = "changed in the snapshot"
    snapshot["new"] = 1
    return c, sorted(snapshot), sorted(locals()), locals() is locals()


print(f(1))
x = 1
locals()["x"] = 2
print(x, locals() is globals())
globals()["made"] = 5
print(made, "made" in vars())


class A:
    y = 1
    locals()["z"] = 2
    names = sorted(k for k in locals() if not k.startswith("__"))


print(A.z, A.names)


def closure():
    free = 1
    cell = 2

    def inner():
        return free, sorted(locals())

    before = locals()
    cell = 3
    return inner(), before["cell"], locals()["cell"], sorted(before)


print(closure())


def frame_locals():
    import sys
    v = 1
    proxy = sys._getframe().f_locals
    proxy["v"] = 10
    proxy["extra"] = 5
    return v, type(proxy).__name__, sorted(proxy), proxy["extra"], len(proxy), "v" in proxy


print(frame_locals())


def unbound():
    if False:
        never = 1
    return locals()


print(unbound())


def comprehension():
    outer = 1
    return [sorted(locals()) for i in range(1)], [locals() is locals() for _ in range(1)]


print(comprehension())


def deleted():
    a = 1
    b = 2
    del a
    return locals()


print(deleted())


def with_exec():
    a = 1
    exec("a = 2; b = 3")
    scope = {}
    exec("a = a_outer + 1", {"a_outer": 10}, scope)
    return a, scope, eval("a + 1"), eval("a", {"a": 100}), eval("a", {}, {"a": 200})


print(with_exec())


def generator_locals():
    a = 1
    yield locals()
    b = 2
    yield locals()


print(list(generator_locals()))
print(vars(A)["y"], sorted(vars(type("T", (), {"q": 1})()).items()))
try:
    vars(5)
except TypeError as error:
    print(error)
