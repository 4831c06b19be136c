"""The spectral norm of an infinite matrix: float arithmetic through small functions."""
from math import sqrt


def cell(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    n = len(vector)
    return [sum([cell(i, j) * vector[j] for j in range(n)]) for i in range(n)]


def times_transposed(vector):
    return [sum(cell(j, i) * value for j, value in enumerate(vector)) for i in range(len(vector))]


def norm(n, rounds):
    u = [1.0] * n
    for _ in range(rounds):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    vbv = vv = 0.0
    for a, b in zip(u, v):
        vbv += a * b
        vv += b * b
    return sqrt(vbv / vv)


print("%.9f" % norm(170, 9))
