"""The largest singular value of an infinite matrix, by the power method on its first rows and columns."""
from math import sqrt


def entry(i, j):
    diagonal = i + j
    return 1.0 / (diagonal * (diagonal + 1) // 2 + i + 1)


def times(vector):
    return [sum(entry(i, j) * x for j, x in enumerate(vector)) for i in range(len(vector))]


def times_transposed(vector):
    return [sum(entry(j, i) * x for j, x in enumerate(vector)) for i in range(len(vector))]


def symmetric(vector):
    return times_transposed(times(vector))


def main():
    u = [1] * 220
    for _ in range(10):
        v = symmetric(u)
        u = symmetric(v)
    across = along = 0
    for x, y in zip(u, v):
        across += x * y
        along += y * y
    print("%0.9f" % sqrt(across / along))


if __name__ == "__main__":
    main()
