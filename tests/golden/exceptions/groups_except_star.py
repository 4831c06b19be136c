"""except* splits groups: each clause takes its part, the rest goes on."""


def run(group):
    try:
        raise group
    except* ValueError as eg:
        print("values", [str(e) for e in eg.exceptions], type(eg).__name__, eg.message)
    except* (TypeError, KeyError) as eg:
        print("types", eg.exceptions)
    else:
        print("never")
    finally:
        print("finally")


run(ExceptionGroup("g", [ValueError(1), TypeError(2), ValueError(3), KeyError(4)]))
run(ExceptionGroup("g", [ValueError(1)]))
run(ValueError("naked"))
try:
    run(ExceptionGroup("g", [ValueError(1), OSError("left")]))
except ExceptionGroup as e:
    print("left over", e, e.exceptions, e.__context__)
try:
    run(OSError("naked and unhandled"))
except OSError as e:
    print("naked", e)
nested = ExceptionGroup("outer", [ValueError("a"), ExceptionGroup("inner", [ValueError("b"), TypeError("c")]), OSError("d")])
try:
    try:
        raise nested
    except* ValueError as eg:
        print(eg, eg.exceptions, eg.exceptions[1].exceptions)
except ExceptionGroup as rest:
    print(rest, rest.exceptions)
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError:
        raise
except ExceptionGroup as e:
    print(repr(e), [repr(x.__context__) for x in e.exceptions])
try:
    pass
except* ValueError:
    print("never")
else:
    print("else")
try:
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as eg:
        raise eg.exceptions[0]
except BaseException as e:
    print(repr(e))


def in_loop():
    for i in range(2):
        try:
            raise ExceptionGroup("g", [ValueError(i)])
        except* ValueError as eg:
            x = eg.exceptions[0].args[0]
        print("loop", x)


in_loop()
for kind in (ExceptionGroup, "text", 5, (ValueError, ExceptionGroup)):
    try:
        try:
            raise ValueError("v")
        except* kind:
            pass
    except TypeError as e:
        print("TypeError", e)
