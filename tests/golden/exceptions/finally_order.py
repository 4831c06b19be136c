"""The order of finally blocks with exceptions, returns and nested functions."""


def log(*args):
    print(*args)


def a():
    try:
        log("a try")
        b()
        log("never")
    except ValueError as e:
        log("a except", e)
        return "a returns"
    else:
        log("never")
    finally:
        log("a finally")


def b():
    try:
        log("b try")
        c()
    finally:
        log("b finally")


def c():
    try:
        log("c try")
        raise ValueError("from c")
    except KeyError:
        log("never")
    finally:
        log("c finally")


log(a())


def exception_in_else():
    try:
        pass
    except ZeroDivisionError:
        log("not caught here")
    else:
        1 / 0
    finally:
        log("finally after else")


try:
    exception_in_else()
except ZeroDivisionError as e:
    log("outside", e)


def exception_in_handler():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["x"]
    except KeyError:
        log("handlers do not catch each other")
    finally:
        log("finally after handler")


try:
    exception_in_handler()
except KeyError as e:
    log("outside", repr(e), repr(e.__context__))


def loop():
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log("body", i)
        finally:
            log("finally", i)
    else:
        log("never")
    log("after", i)


loop()


def while_true():
    n = 0
    while True:
        try:
            n += 1
            try:
                if n < 3:
                    continue
                return n
            finally:
                log("inner", n)
        finally:
            log("outer", n)


log(while_true())


def generator():
    try:
        yield 1
        yield 2
    finally:
        log("generator finally")


for x in generator():
    log(x)
    break
log("after break")
g = generator()
next(g)
del g
log("after del")


def return_value_kept():
    items = [1]
    try:
        return items
    finally:
        items.append(2)


log(return_value_kept())
try:
    raise SystemExit(5)
except BaseException as e:
    log(repr(e))
finally:
    log("done")
