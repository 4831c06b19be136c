"""A tree walked by generators that delegate to generators, and pipelines of generator expressions over it."""


class Tree:
    __slots__ = ("left", "value", "right")

    def __init__(self, left, value, right):
        self.left = left
        self.value = value
        self.right = right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def __bool__(self):
        return True

    def before(self):
        yield self.value
        for side in (self.left, self.right):
            if side is not None:
                for value in side.before():
                    yield value


def build(values):
    if not values:
        return None
    middle = len(values) // 2
    return Tree(build(values[:middle]), values[middle], build(values[middle + 1:]))


def running_mean():
    """A coroutine of the old kind: takes numbers, gives their mean so far."""
    total, count, mean = 0, 0, None
    while True:
        number = yield mean
        if number is None:
            return total
        total += number
        count += 1
        mean = total / count


def drive(values, sink):
    receiver = running_mean()
    next(receiver)
    for value in values:
        sink.append(receiver.send(value))
    try:
        receiver.send(None)
    except StopIteration as stop:
        return stop.value
    return None


def windows(values, size):
    window = []
    for value in values:
        window.append(value)
        if len(window) == size:
            yield tuple(window)
            del window[0]


def main():
    tree = build(range(30000))
    total = 0
    for _ in range(12):
        for value in tree:
            total += value
    total += sum(tree.before())
    squares = (x * x for x in tree)
    odd = (x for x in squares if x & 1)
    total += sum(a * c - b for a, b, c in windows(odd, 3))
    means = []
    total += drive((x % 1000 for x in tree), means)
    print(total, len(means), "%.6f" % sum(means))


if __name__ == "__main__":
    main()
