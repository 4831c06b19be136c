"""Assignments that take tuples, lists, nested pairs and iterators apart."""


def fixed(rounds, pair, six, ten):
    total = 0
    for _ in range(rounds):
        a, b = pair
        c, d, e, f, g, h = six
        i, j, k, l, m, n, o, p, q, r = ten
        total += a + h + r
        a, b, c, d, e, f, g, h, i, j = ten
        k, l, m, n, o, p = six
        b, a = a, b
        c, d, e = e, c, d
        total -= a + c + p
    return total


def nested(rows):
    total = 0
    for (a, b), [c, (d, e)] in rows:
        total += a * e - b * d + c
    for index, (pair, rest) in enumerate(rows):
        first, *_ = pair
        *_, (last, _end) = rest
        total += first * index + last
    return total


def starred(rows):
    total = 0
    for first, *middle, last in rows:
        total += first - last + len(middle)
    for [*start, end] in rows:
        total += start[0] - end
    return total


def iterators(rounds):
    total = 0
    for n in range(rounds):
        a, b, c = map(abs, (-n, n, -3))
        d, e = (x for x in (a, b))
        f, g, h = "xyz"
        i, j = {"left": n, "right": n}
        total += a + b + c + d + e + len(f + g + h + i + j)
    return total


def main():
    ten = tuple(range(10))
    checksum = fixed(250000, (1, 2), [1, 2, 3, 4, 5, 6], ten)
    checksum += fixed(250000, [3, 4], (6, 5, 4, 3, 2, 1), list(ten))
    rows = [((i, i + 1), [i % 7, (i - 1, i + 2)]) for i in range(2000)]
    for _ in range(100):
        checksum += nested(rows)
    rows = [tuple(range(i, i + 5)) for i in range(2000)]
    for _ in range(100):
        checksum += starred(rows)
    checksum += iterators(60000)
    print(checksum)


if __name__ == "__main__":
    main()
