"""gc.get_referents shows what an object holds directly."""
import gc


class Plain:
    pass


class Slots:
    __slots__ = ("x", "y")


def show(label, value):
    print(label, [r.__name__ if isinstance(r, type) else r for r in gc.get_referents(value)])


show("list", [1, "a", 2.5, None])
show("tuple", (1, "a", (2,)))
show("str keys", {"a": 1, "b": [2]})
show("int keys", {1: "x", 2: "y"})
show("mixed keys", {1: "x", "k": "y"})
show("empty", {})
show("set", {7})
p = Plain()
p.x, p.y = 1, "b"
show("instance", p)
s = Slots()
s.x = 1
show("slots", s)
show("slice", slice(1, "a", None))
show("atoms", "text")
show("numbers", 5)
show("exception", ValueError("x", 3))


def outer():
    v = 10
    return lambda: v


show("cell", outer().__closure__[0])
show("several", [1]), print(gc.get_referents([1], (2,), {"k": 3}))
print(gc.get_referents())


class L(list):
    pass


show("list subclass", L([1, 2]))
