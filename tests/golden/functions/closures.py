"""A closure keeps its variables alive and sees their latest values."""


def make_counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


a, b = make_counter(0), make_counter(100)
print(a(), a(), b(), a(5), b())
print(a.__closure__[0].cell_contents, a.__code__.co_freevars)


def late():
    functions = []
    for i in range(3):
        functions.append(lambda: i)
    return [f() for f in functions]


print(late())


def shared():
    x = 0

    def set_(value):
        nonlocal x
        x = value

    def get():
        return x

    return set_, get


set_, get = shared()
set_("new")
print(get())


def compose(*functions):
    def composed(value):
        for f in reversed(functions):
            value = f(value)
        return value
    return composed


print(compose(str, lambda n: n + 1, len)("four"))


def parameter_is_captured(n):
    def add(m):
        return n + m
    n = n * 10
    return add


print(parameter_is_captured(2)(3))


def empty_cell():
    def inner():
        return missing
    if False:
        missing = 1
    return inner


try:
    empty_cell().__closure__[0].cell_contents
except ValueError as error:
    print(error)
