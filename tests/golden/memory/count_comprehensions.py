"""Comprehensions hold their elements only in what they make."""
import sys

rc = sys.getrefcount


class Thing:
    pass


t = Thing()
print([rc(x) for x in [t]], {rc(x) for x in [t]}, {rc(x): 1 for x in [t]}, list(rc(x) for x in [t]))
made = [x for x in [t, t, t]]
print(rc(t))
made = {x for x in [t]}
print(rc(t))
made = {x: x for x in [t]}
print(rc(t))
made = [(x, y) for x in [t] for y in [t]]
print(rc(t))
made = [[x for x in [y]] for y in [t]]
print(rc(t))
made = [x for x in [t] if x is None]
print(rc(t), made)
lazy = (x for x in [t])
print(rc(t))
x = next(lazy)
print(rc(t))
del lazy, x
print(rc(t))


def inside(x):
    return [rc(x) for _ in range(2)]


print(inside(t))
