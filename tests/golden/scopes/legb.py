"""A name is looked up in local, enclosing, global and built-in scope, in this order."""

x = "global"


def outer():
    x = "enclosing"

    def inner():
        x = "local"
        return x

    def reads_enclosing():
        return x

    return inner(), reads_enclosing()


def reads_global():
    return x


print(outer(), reads_global())
print(len("builtin"))
len = lambda value: "shadowed"
print(len("builtin"))
del len
print(len("builtin"))

try:
    del len
except NameError as error:
    print(error)
