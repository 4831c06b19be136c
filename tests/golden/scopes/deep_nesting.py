"""Closures through several levels, class bodies between functions, recursion in nested functions."""


def one(a):
    def two(b):
        def three(c):
            def four(d):
                nonlocal a, b
                a += 1
                b += 1
                return a, b, c, d
            return four
        return three
    return two


f = one(1)(10)(100)
print(f(1000), f(1000))


def outer():
    x = "outer x"

    class Middle:
        x = "class x"

        def method(self):
            def inner():
                return x
            return inner()

        class Nested:
            seen = x

            def get(self):
                return x

    return Middle().method(), Middle.Nested.seen, Middle.Nested().get()


print(outer())


def shadows():
    x = 1

    def inner():
        x = 2

        def innermost():
            nonlocal x
            x = 3
            return x

        return innermost(), x

    return inner(), x


print(shadows())


def recursive():
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)
    return fib(15)


print(recursive())


def mutual():
    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n != 0 and even(n - 1)
    return even(10), odd(10)


print(mutual())


def loop_variable():
    fs = []
    for i in range(3):
        def f():
            return i
        fs.append(f)
    i = 99
    return [f() for f in fs]


print(loop_variable())


def cells_shared():
    n = 0

    def inc():
        nonlocal n
        n += 1

    def get():
        return n

    def reset():
        nonlocal n
        del n

    return inc, get, reset


inc, get, reset = cells_shared()
inc()
inc()
print(get(), inc.__closure__[0] is get.__closure__[0], inc.__closure__[0].cell_contents)
reset()
try:
    get()
except NameError as error:
    print(error)
try:
    inc()
except NameError as error:
    print(error)
try:
    reset()
except NameError as error:
    print(error)
inc.__closure__[0].cell_contents = 50
print(get())


def parameter_cells(a, *args, k, **kw):
    return lambda: (a, args, k, kw)


print(parameter_cells(1, 2, 3, k=4, z=5)())


def comprehension_closure():
    n = 10
    return [[x * n + y for y in range(2)] for x in range(2)], [(lambda: x + n)() for x in range(2)]


print(comprehension_closure())
