"""Shapes to talk about.

A second paragraph
of two lines.
"""

import math

__all__ = ["Shape", "Square", "area", "size", "table"]
__version__ = "3.1"
__author__ = "Somebody"

size = 7
table = {"one": 1, "two": [1, 2, 3] * 20}


class Shape:
    """A shape.

        With a line further in.
    """

    corners = 0
    weight: int = 4

    def __init__(self, name, *others, scale: float = 1.0, **rest):
        self.name = name

    def grow(self, by=2) -> "Shape":
        """Make it larger."""

    def shrink(self):
        pass

    larger = grow

    @classmethod
    def unit(cls, kind):
        "The shape of size one."

    @staticmethod
    def names():
        "All names."

    @property
    def surface(self):
        "How much paint it takes."

    @property
    def color(self):
        "Its color."

    @color.setter
    def color(self, value):
        pass

    def __len__(self):
        return 0

    def _hidden(self):
        "Not shown."

    class Part:
        "A part."


class Square(Shape):
    def grow(self, by=3): "Make all sides longer."

    sides = [1, 2, 3, 4]
    half = lambda self, x: x


def area(shape, /, unit: str = "cm", *, exact=False) -> float:
    """How large a shape is.

    In the given unit.
    """


def _internal():
    pass
