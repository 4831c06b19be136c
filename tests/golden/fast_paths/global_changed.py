"""A global read in a hot loop is rebound, deleted, shadowed and turned into another type."""
value = 1


def read():
    return value


def loop():
    total = 0
    for i in range(1000):
        total += value
    return total


print(loop())
value = 2.5
print(loop())
value = "x"
try:
    loop()
except TypeError as error:
    print(error)
del value
try:
    read()
except NameError as error:
    print(error)
globals()["value"] = 7
print(read())
globals().update(value=8)
print(read())
exec("value = 9")
print(read())
import sys
sys.modules[__name__].value = 10
print(read())
setattr(sys.modules[__name__], "value", 11)
print(read())


def changes_while_running():
    global value
    seen = []
    for i in range(4):
        seen.append(value)
        value = i
    return seen


print(changes_while_running())


def support():
    return "old"


def calls():
    return support()


print([calls() for _ in range(3)])


def support():
    return "new"


print(calls())
support = lambda *args: "lambda"
print(calls())
support = "not callable"
try:
    calls()
except TypeError as error:
    print(error)
import builtins
builtins.made_builtin = "builtin"


def reads_builtin():
    return made_builtin


print(reads_builtin())
made_builtin = "global"
print(reads_builtin())
del made_builtin
print(reads_builtin())
del builtins.made_builtin
try:
    reads_builtin()
except NameError as error:
    print(error)
for i in range(500):
    globals()[f"many_{i}"] = i
print(read(), many_499)
for i in range(500):
    del globals()[f"many_{i}"]
print(read())
namespace = {"n": 1}
exec("def f():\n    return n", namespace)
f = namespace["f"]
print(f(), f())
namespace["n"] = 2
print(f())
del namespace["n"]
try:
    f()
except NameError as error:
    print(error)
namespace["__builtins__"] = {"n": "from own builtins"}
exec("def g():\n    return n", namespace)
print(namespace["g"]())
