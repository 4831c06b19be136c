"""finally in a generator runs at the end, at close, and when the last reference goes."""
import gc


def g(name):
    try:
        print("start", name)
        yield 1
        yield 2
    finally:
        print("finally", name)


for x in g("loop"):
    pass
a = g("closed")
next(a)
a.close()
b = g("deleted")
next(b)
del b
c = g("unstarted")
del c
d = g("rebound")
next(d)
d = None


def yields_in_finally():
    try:
        yield 1
    finally:
        print("in finally")
        yield "from finally"
        print("after yield in finally")


y = yields_in_finally()
print(next(y), next(y), list(y))
y = yields_in_finally()
next(y)
try:
    y.close()
except RuntimeError as error:
    print(error)


def raises_in_finally():
    try:
        yield 1
    finally:
        raise ValueError("raised while closing")


r = raises_in_finally()
next(r)
try:
    r.close()
except ValueError as error:
    print(error, repr(error.__context__))


def catches_exit():
    while True:
        try:
            yield
        except GeneratorExit:
            print("exit asked")
            return


x = catches_exit()
next(x)
x.close()


def cycle():
    me = yield
    try:
        yield
    finally:
        print("cycle collected")


z = cycle()
next(z)
z.send(z)
del z
gc.collect()


def with_manager():
    class M:
        def __enter__(self):
            print("enter")

        def __exit__(self, *details):
            print("exit", details[0] and details[0].__name__)
    with M():
        yield


m = with_manager()
next(m)
del m
print("end")
