"""Digits of pi from a stream of linear fractional transformations (Gibbons' unbounded spigot), in integers that grow."""
from itertools import count, islice


def terms():
    for k in count(1):
        yield k, 4 * k + 2, 0, 2 * k + 1


def compose(one, two):
    q, r, s, t = one
    a, b, c, d = two
    return q * a, q * b + r * d, s * a + t * c, s * b + t * d


def extract(state, at):
    q, r, s, t = state
    return (q * at + r) // (s * at + t)


def digits():
    state = (1, 0, 0, 1)
    stream = terms()
    while True:
        digit = extract(state, 3)
        while digit != extract(state, 4):
            state = compose(state, next(stream))
            digit = extract(state, 3)
        yield digit
        state = compose((10, -10 * digit, 0, 1), state)


def main():
    wanted = 3300
    checksum = 0
    for digit in islice(digits(), wanted):
        checksum = (checksum * 10 + digit) % 998244353
    print(wanted, checksum)


if __name__ == "__main__":
    main()
