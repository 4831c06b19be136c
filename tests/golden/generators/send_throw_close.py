"""send gives yield a value, throw raises at the yield, close raises GeneratorExit there."""


def echo():
    received = None
    while True:
        try:
            received = yield received
            print("got", received)
        except ValueError as error:
            print("error", error)
            received = "recovered"
        except GeneratorExit:
            print("closing")
            raise
        finally:
            pass


g = echo()
try:
    g.send(1)
except TypeError as error:
    print(error)
print(next(g))
print(g.send("hello"))
print(g.throw(ValueError("oops")))
print(g.throw(ValueError, "old form") if False else "skip")
g.close()
g.close()
try:
    next(g)
except StopIteration:
    print("finished")


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def raises():
    yield 1
    raise KeyError("from inside")


r = raises()
next(r)
try:
    next(r)
except KeyError as error:
    print(repr(error))
print(list(r))


def unstarted():
    print("never printed")
    yield


u = unstarted()
try:
    u.throw(ValueError("before start"))
except ValueError as error:
    print(error)
print(list(u))


def stop_inside():
    yield 1
    raise StopIteration("turned into RuntimeError")


try:
    list(stop_inside())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def reentrant():
    yield next(me)


me = reentrant()
try:
    next(me)
except ValueError as error:
    print(error)


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "closed value"


c = returns_on_close()
next(c)
print(c.close())
