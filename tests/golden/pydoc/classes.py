"""pydoc.render_doc of classes: sections by where and what an attribute is."""
import enum
import pydoc
from dataclasses import dataclass
from pages import shapes


def page(thing):
    print(pydoc.render_doc(thing, renderer=pydoc.plaintext))


page(shapes.Shape)
page(shapes.Square)
page(shapes.Shape.Part)


class Slotted:
    __slots__ = {"x": "across", "y": "up"}


class Meta(type):
    "Makes classes."

    def ask(cls): "Asks."


class Made(Slotted, metaclass=Meta):
    def __new__(cls, x): return object.__new__(cls)


@dataclass
class Point:
    "A point."
    x: int
    y: str = "up"


page(Slotted)
page(Made)
page(Point)
page(Point(1))


class Borrowed:
    grow = shapes.Shape.grow
    count = len
    fixed = staticmethod(len)
    kept = shapes.Shape("a").shrink
    other = shapes.Shape.unit
    nothing = lambda: 0
    async def wait(self): "Waits."
    async def many(self): yield
    path = 'a \\ backslash'
    long = "x" * 200
    wide = {n: n for n in range(30)}
    thing = object()


print("\n".join(line for line in pydoc.render_doc(Borrowed, renderer=pydoc.plaintext).split("\n")
                if "Return the number" not in line and "container" not in line.lower()))
