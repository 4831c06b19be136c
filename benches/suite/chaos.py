"""A fractal drawn by the chaos game: a point jumps towards B-splines picked at random, and leaves marks on a grid."""
import math


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Point(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Point(self.x * factor, self.y * factor)

    def distance(self, other):
        return math.hypot(self.x - other.x, self.y - other.y)

    def towards(self, other, share):
        return Point(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)


class Spline:
    """A B-spline evaluated by de Boor's repeated interpolation."""

    def __init__(self, points, degree=3):
        self.points = points
        self.degree = degree
        inner = len(points) - degree
        self.knots = [0.0] * degree + [float(i) for i in range(inner + 1)] + [float(inner)] * degree

    def domain(self):
        return self.knots[self.degree], self.knots[len(self.points)]

    def interval(self, at):
        low, high = self.degree, len(self.points) - 1
        for index in range(low, high + 1):
            if at < self.knots[index + 1]:
                return index
        return high

    def __call__(self, at):
        k = self.degree
        span = self.interval(at)
        work = [self.points[span - k + i] for i in range(k + 1)]
        for level in range(1, k + 1):
            for i in range(k, level - 1, -1):
                left = self.knots[span - k + i]
                right = self.knots[span + 1 + i - level]
                share = (at - left) / (right - left) if right > left else 0.0
                work[i] = work[i - 1].towards(work[i], share)
        return work[k]


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % limit

    def unit(self):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return self.state / 0x80000000


class Game:
    def __init__(self, splines, width, height, thickness):
        self.splines = splines
        self.width, self.height = width, height
        self.thickness = thickness
        self.random = Random(20)
        corners = [spline(self.parameter(spline, i / 40)) for spline in splines for i in range(41)]
        self.low = Point(min(p.x for p in corners), min(p.y for p in corners))
        self.high = Point(max(p.x for p in corners), max(p.y for p in corners))
        self.weights = [self.length(spline) for spline in splines]
        self.total = sum(self.weights)

    @staticmethod
    def parameter(spline, share):
        first, last = spline.domain()
        return first + share * (last - first)

    def length(self, spline, steps=200):
        before = spline(self.parameter(spline, 0.0))
        total = 0.0
        for i in range(1, steps + 1):
            here = spline(self.parameter(spline, i / steps))
            total += here.distance(before)
            before = here
        return total

    def pick(self):
        wanted = self.random.unit() * self.total
        for number, weight in enumerate(self.weights):
            wanted -= weight
            if wanted < 0:
                return number
        return len(self.weights) - 1

    def jump(self, point):
        spline = self.splines[self.pick()]
        share = (point.x - self.low.x) / (self.high.x - self.low.x)
        at = self.parameter(spline, min(max(share, 0.0), 1.0))
        centre = spline(at)
        step = 1.0 / 999 if at + 1.0 / 999 < spline.domain()[1] else -1.0 / 999
        direction = spline(at + step) - centre
        size = math.sqrt(direction.x ** 2 + direction.y ** 2) or 1.0
        side = (point.y - self.low.y) / (self.high.y - self.low.y) - 0.5
        offset = Point(-direction.y, direction.x) * (side * self.thickness / size)
        moved = centre + offset
        return Point(min(max(moved.x, self.low.x), self.high.x), min(max(moved.y, self.low.y), self.high.y))

    def draw(self, rounds):
        grid = [[0] * self.width for _ in range(self.height)]
        point = Point((self.low.x + self.high.x) / 2, (self.low.y + self.high.y) / 2)
        width, height = self.high.x - self.low.x, self.high.y - self.low.y
        for _ in range(rounds):
            point = self.jump(point)
            column = int((point.x - self.low.x) / width * (self.width - 1))
            row = int((point.y - self.low.y) / height * (self.height - 1))
            grid[self.height - 1 - row][column] += 1
        return grid


def main():
    splines = [
        Spline([Point(1.6, 0.3), Point(2.9, 0.5), Point(2.7, 1.9), Point(1.1, 2.2), Point(0.9, 1.1), Point(1.7, 0.8)]),
        Spline([Point(2.8, 0.3), Point(3.5, 0.9), Point(3.1, 2.6), Point(2.2, 2.1), Point(2.0, 1.4)]),
        Spline([Point(3.2, 1.0), Point(3.8, 1.6), Point(3.0, 3.1), Point(1.4, 2.8)]),
    ]
    game = Game(splines, 256, 256, 0.25)
    grid = game.draw(32000)
    marked = sum(1 for row in grid for cell in row if cell)
    checksum = 0
    for row in grid:
        for cell in row:
            checksum = (checksum * 31 + cell) % 1000000007
    print(marked, checksum)


if __name__ == "__main__":
    main()
