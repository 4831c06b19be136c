"""WeakSet: a set that forgets its members when they die."""
import weakref


class Thing:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"T{self.n}"


things = [Thing(n) for n in range(5)]
s = weakref.WeakSet(things)
print(len(s), things[0] in s, 5 in s, sorted(t.n for t in s))
del things[0]
print(len(s), sorted(t.n for t in s))
s.add(things[0])
s.discard(things[1])
print(sorted(t.n for t in s))
try:
    s.remove(things[1])
except KeyError as e:
    print("KeyError")
other = weakref.WeakSet(things[:2])
print(sorted(t.n for t in s | other), sorted(t.n for t in s & other), sorted(t.n for t in s - other), sorted(t.n for t in s ^ other))
print(s >= s, s <= other, s == weakref.WeakSet(s), s.isdisjoint(other), other.issubset(things))
s.update(things)
print(len(s), len(s.copy()), s.union([]) == s)
p = s.pop()
print(type(p).__name__, len(s))
del p
things.clear()
print(len(s), len(other), list(s))
try:
    s.add([])
except TypeError as e:
    print(e)
