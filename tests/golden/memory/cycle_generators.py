"""Suspended generators are closed by the collector before they are freed."""
import gc

gc.disable()
gc.collect()


def watch(name):
    try:
        x = yield
        while True:
            yield
    finally:
        print("closed", name)


g = watch("a")
next(g)
g.send(g)
del g
print(gc.collect())


def quiet():
    x = yield
    while True:
        yield


g = quiet()
next(g)
g.send(g)
del g
print(gc.collect())


class Holder:
    pass


h = Holder()
h.g = watch("b")
next(h.g)
h.g.send(h)
del h
print(gc.collect())
h = Holder()
h.g = watch("never started")
h.h = h
del h
print(gc.collect())


async def coroutine(x):
    await x


h = Holder()
h.c = coroutine(h)
h.c.close()
del h
print(gc.collect())
