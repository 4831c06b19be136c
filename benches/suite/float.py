"""Objects with float attributes: made from sines and cosines, put to length one, and folded to their maximum."""
from math import cos, sin, sqrt


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, number):
        self.x = height = sin(number)
        self.y = cos(number) * 3
        self.z = height * height / 2

    def __repr__(self):
        return "<Vector: x=%s, y=%s, z=%s>" % (self.x, self.y, self.z)

    def normalise(self):
        x, y, z = self.x, self.y, self.z
        length = sqrt(x * x + y * y + z * z)
        self.x = x / length
        self.y = y / length
        self.z = z / length

    def maximise(self, other):
        self.x = self.x if self.x > other.x else other.x
        self.y = self.y if self.y > other.y else other.y
        self.z = self.z if self.z > other.z else other.z
        return self


def largest(vectors):
    best = vectors[0]
    for vector in vectors[1:]:
        best = best.maximise(vector)
    return best


def run(count):
    vectors = [None] * count
    for number in range(count):
        vectors[number] = Vector(number)
    for vector in vectors:
        vector.normalise()
    return largest(vectors)


def main():
    for _ in range(5):
        best = run(100000)
    print(best)


if __name__ == "__main__":
    main()
