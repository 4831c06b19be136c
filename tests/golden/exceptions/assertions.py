"""assert: message, tuple, expression details, AssertionError attributes."""


def check(action):
    try:
        action()
    except AssertionError as error:
        print(repr(error), error.args)
    else:
        print("passed")


def plain():
    assert 1 == 2


def message():
    assert False, "the message"


def computed():
    x = 5
    assert x < 3, f"x is {x}"


def tuple_message():
    assert 0, (1, 2)


def true():
    assert [0], 1 / 0


def none():
    assert False, None


for function in (plain, message, computed, tuple_message, true, none):
    check(function)
AssertionError = ValueError
try:
    assert False, "shadowing the name changes nothing"
except BaseException as error:
    print(type(error).__mro__[0].__name__)
assert 2 + 2 == 5, "uncaught"
