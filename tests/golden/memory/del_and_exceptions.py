"""When locals of frames die: while an exception travels, is caught, is kept, is re-raised."""


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def inner():
    d = D("inner local")
    raise KeyError("k")


def outer():
    d = D("outer local")
    try:
        inner()
    except KeyError as e:
        print("handling", e)
    print("handled")


outer()
print("back")
kept = None
try:
    inner()
except KeyError as e:
    kept = e
print("exception kept")
print(kept.__traceback__ is not None)
kept.__traceback__ = None
print("traceback dropped")
del kept


def finally_order():
    try:
        d = D("try local")
        return d.name
    finally:
        print("finally")


print(finally_order())


def reraises():
    try:
        inner()
    except KeyError:
        x = D("handler local")
        raise


try:
    reraises()
except KeyError:
    print("outside")
print("end of reraise")
import sys


def with_traceback():
    try:
        inner()
    except KeyError:
        tb = sys.exc_info()[2]
        return tb.tb_next.tb_frame.f_locals["d"].name


print(with_traceback())
import gc
gc.collect()
print("collected")


class M:
    def __enter__(self):
        return D("managed")

    def __exit__(self, *details):
        print("exit")
        return True


with M() as m:
    1 / 0
print("after with", m.name)
del m


def generator():
    try:
        d = D("generator local")
        yield 1
    finally:
        print("generator finally")


g = generator()
next(g)
try:
    g.throw(ValueError)
except ValueError:
    print("thrown")
print("end")
