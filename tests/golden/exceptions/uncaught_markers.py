"""Where the markers of a traceback stand: operators, calls, subscripts, attributes, whole lines."""
import traceback


class Box:
    value = None


def show(action):
    try:
        action()
    except Exception as error:
        print("".join(traceback.format_tb(error.__traceback__)[1:]), end="")


def binary():
    a, b = 1, "x"
    return a + b


def right_side():
    a, b, c = 1, 2, None
    return a + b * c


def parentheses():
    a, b, c = 1, 2, None
    return (a + b) * c


def call_in_call():
    return len(int("x"))


def subscript():
    d = {"a": {}}
    return d["a"]["b"]["c"]


def attribute():
    box = Box()
    return box.value.missing.deeper


def method():
    return Box().value.method(1, 2)


def compare():
    return 1 < 2 < "x"


def unary():
    return -"x"


def unpack():
    a, b = 1, 2, 3
    return a


def comprehension():
    return [x / 0 for x in range(3)]


def keyword_call():
    return dict(a=1, b=int("z"))


def star_call():
    return print(*5)


def condition():
    if Box().value > 5:
        pass


def loop():
    for x in 5:
        pass


def augmented():
    x = 1
    x += "s"


def item_store():
    x = ()
    x[0] = 1


def delete():
    x = {}
    del x["k"]


def fstring():
    return f"{1 + 1} and {1 / 0} end"


def lambda_body():
    return (lambda: 1 / 0)()


def slice_():
    return [1, 2][1:"x"]


def raise_statement():
    raise ValueError("whole line")


def raise_call():
    raise ValueError(int("q"))


def assert_statement():
    assert Box().value, "text"


def name():
    return undefined_name + 1


def with_statement():
    with 5 as f:
        pass


def import_statement():
    import no_such_module_at_all


def spaces():
    return   (   1   /   0   )


def unicode_line():
    é = "ü"; return é + 1


def boolean():
    return True and 1 / 0


def ternary():
    return 1 / 0 if True else 2


def walrus():
    return (y := 1 / 0)


def power():
    return 0 ** -1


def dictionary():
    return {"a": 1, "b": 1 / 0}


def starred():
    return [*5]


def nested_function_call():
    return print(str(len([1, 2, 3])) + 5)


for function in (binary, right_side, parentheses, call_in_call, subscript, attribute, method, compare, unary, unpack, comprehension, keyword_call, star_call,
                 condition, loop, augmented, item_store, delete, fstring, lambda_body, slice_, raise_statement, raise_call, assert_statement, name,
                 with_statement, import_statement, spaces, unicode_line, boolean, ternary, walrus, power, dictionary, starred, nested_function_call):
    show(function)
