"""Planets under gravity: float arithmetic on list items."""

from itertools import combinations
from math import sqrt

YEAR = 365.24


def system():
    bodies = [[[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 39.5]]
    for n, (distance, mass) in enumerate([(5.2, 0.038), (9.5, 0.011), (19.2, 0.0017), (30.1, 0.002)]):
        speed = sqrt(39.5 / distance)
        bodies.append([[distance, 0.1 * n, -0.05 * n], [0.01 * n, speed, 0.003], mass])
    for axis in range(3):
        drift = sum(body[1][axis] * body[2] for body in bodies)
        bodies[0][1][axis] -= drift / bodies[0][2]
    return bodies


def energy(bodies):
    total = 0.0
    for position, velocity, mass in bodies:
        total += 0.5 * mass * sum(v * v for v in velocity)
    for (p1, _, m1), (p2, _, m2) in combinations(bodies, 2):
        total -= m1 * m2 / sqrt(sum((a - b) ** 2 for a, b in zip(p1, p2)))
    return total


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for (p1, v1, m1), (p2, v2, m2) in pairs:
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            square = dx * dx + dy * dy + dz * dz
            pull = dt / (square * sqrt(square))
            near, far = m1 * pull, m2 * pull
            v1[0] -= dx * far
            v1[1] -= dy * far
            v1[2] -= dz * far
            v2[0] += dx * near
            v2[1] += dy * near
            v2[2] += dz * near
        for position, velocity, _ in bodies:
            position[0] += dt * velocity[0]
            position[1] += dt * velocity[1]
            position[2] += dt * velocity[2]


bodies = system()
print("%.9f" % energy(bodies))
advance(bodies, list(combinations(bodies, 2)), 0.01, 55_000)
print("%.9f" % energy(bodies))
