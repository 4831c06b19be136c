"""try, except, else, finally: which block runs when."""


def run(action):
    try:
        print("try")
        action()
    except ZeroDivisionError as error:
        print("caught", error)
    except (KeyError, IndexError) as error:
        print("lookup", type(error).__name__, error)
    else:
        print("else")
    finally:
        print("finally")


run(lambda: None)
run(lambda: 1 / 0)
run(lambda: {}["k"])
run(lambda: [][1])
try:
    run(lambda: int("x"))
except ValueError as error:
    print("outside", error)

try:
    try:
        raise ValueError("first")
    except KeyError:
        print("never printed")
except ValueError as error:
    print("outer", error.args)

try:
    raise KeyError
except LookupError as error:
    print(repr(error))

try:
    1 / 0
except:
    print("bare except")


def handler_can_be_any_expression(kinds):
    try:
        raise OSError(2, "no such thing")
    except kinds as error:
        return error.errno, error.strerror, str(error)


print(handler_can_be_any_expression((ValueError, OSError)))
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as error:
    print(error)
