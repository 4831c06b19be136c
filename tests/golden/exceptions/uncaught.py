"""An uncaught exception prints its traceback to stderr and ends with status 1."""


def inner(x):
    return 10 / x


def outer(values):
    return [inner(v) for v in values]


print("before")
outer([1, 2, 0])
print("never printed")
