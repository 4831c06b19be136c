"""Names of a class body are not visible in its methods, but the body reads enclosing names."""

x = "global"


class A:
    x = "class"
    y = x + " body"

    def method(self):
        return x

    z = [x for _ in range(1)]
    first = [i for i in (x, y)]


print(A.y, A().method(), A.z, A.first)


def function():
    x = "function"

    class B:
        seen = x
        x = "B"
        after = x
        get = lambda self: x

    return B


B = function()
print(B.seen if False else getattr(B, "seen"), B.after, B().get())


def reads_then_binds():
    x = "function"

    class C:
        try:
            value = x
        except NameError:
            value = "unbound"

    return C.value


print(reads_then_binds())


class D:
    global made_global
    made_global = 1
    own = 2


print(made_global, sorted(name for name in vars(D) if not name.startswith("__")))
