"""Frame objects and locals() hold references of their own."""
import sys

rc = sys.getrefcount


class Thing:
    pass


def own_frame():
    frame = sys._getframe()
    return rc(frame)


def snapshot():
    x = Thing()
    names = locals()
    return rc(x), names["x"] is x


def through_frame(t):
    return rc(sys._getframe().f_locals["t"])


def callers():
    frame = sys._getframe(1)
    return frame.f_code.co_name


t = Thing()
print(own_frame(), snapshot(), through_frame(t), rc(t), callers())


def leak_frame(x):
    return sys._getframe()


frame = leak_frame(t)
print(rc(t), rc(frame), frame.f_locals["x"] is t)
frame.clear()
print(rc(t))
del frame


def exec_in():
    scope = {"t": t}
    exec("u = t\ncount = 1", scope)
    return rc(t), sorted(k for k in scope if k != "__builtins__")


print(exec_in(), rc(t))
print(eval("rc(t)"), eval("t") is t, rc(t))
