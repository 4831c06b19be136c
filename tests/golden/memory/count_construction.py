"""An instance under construction, its arguments, and class creation hooks."""
import sys

rc = sys.getrefcount


class Thing:
    pass


class Plain:
    def __init__(self, x):
        print("init", rc(self), rc(x))
        self.x = x


class New:
    def __new__(cls, x):
        self = super().__new__(cls)
        print("new", rc(self), rc(x))
        return self


t = Thing()
p = Plain(t)
print(rc(p), rc(t))
n = New(t)
print(rc(n), rc(t))
del p
print(rc(t))


class Hook:
    def __init_subclass__(cls, thing=None, **kwargs):
        print("hook", thing is t)


class Sub(Hook, thing=t):
    pass


class Named:
    def __set_name__(self, owner, name):
        print("set_name", rc(self), name)


class Body:
    n = Named()


print(rc(Body.n), rc(t))
