"""Reading a local name before its assignment is UnboundLocalError; of a free name NameError."""


def plain():
    print(value)
    value = 1


def augmented():
    total += 1


def deleted():
    x = 1
    del x
    return x


def free():
    def inner():
        return late
    result = inner()
    late = 1
    return result


def loop_never_ran():
    for item in []:
        pass
    return item


def handler_name_is_gone():
    try:
        1 / 0
    except ZeroDivisionError as error:
        pass
    return error


for function in (plain, augmented, deleted, free, loop_never_ran, handler_name_is_gone):
    try:
        function()
    except NameError as problem:
        print(function.__name__, type(problem).__name__, problem, repr(problem.name))
