"""The Sun and four planets under gravity, advanced by the symplectic method, with the energy before and after."""
from itertools import combinations
from math import pi

SOLAR_MASS = 4 * pi * pi
YEAR = 365.24

BODIES = {
    "sun": ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], SOLAR_MASS),
    "jupiter": ([4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
                [0.00166007664274403694 * YEAR, 0.00769901118419740425 * YEAR, -0.0000690460016972063023 * YEAR],
                0.000954791938424326609 * SOLAR_MASS),
    "saturn": ([8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
               [-0.00276742510726411405 * YEAR, 0.00499852801234917238 * YEAR, 0.0000230417297573763929 * YEAR],
               0.000285885980666130812 * SOLAR_MASS),
    "uranus": ([12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
               [0.00296460137564761618 * YEAR, 0.00237847173959480950 * YEAR, -0.0000296589568540237556 * YEAR],
               0.0000436624404335156298 * SOLAR_MASS),
    "neptune": ([15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
                [0.00268067772490389322 * YEAR, 0.00162824170038242295 * YEAR, -0.0000951592254519715870 * YEAR],
                0.0000515138902046611451 * SOLAR_MASS),
}


def advance(step, rounds, bodies, pairs):
    for _ in range(rounds):
        for ([x1, y1, z1], v1, m1), ([x2, y2, z2], v2, m2) in pairs:
            dx = x1 - x2
            dy = y1 - y2
            dz = z1 - z2
            pull = step * ((dx * dx + dy * dy + dz * dz) ** -1.5)
            to_first = m2 * pull
            to_second = m1 * pull
            v1[0] -= dx * to_first
            v1[1] -= dy * to_first
            v1[2] -= dz * to_first
            v2[0] += dx * to_second
            v2[1] += dy * to_second
            v2[2] += dz * to_second
        for place, speed, _mass in bodies:
            vx, vy, vz = speed
            place[0] += step * vx
            place[1] += step * vy
            place[2] += step * vz


def energy(bodies, pairs):
    total = 0.0
    for ((x1, y1, z1), _, m1), ((x2, y2, z2), _, m2) in pairs:
        total -= m1 * m2 / ((x1 - x2) ** 2 + (y1 - y2) ** 2 + (z1 - z2) ** 2) ** 0.5
    for _, (vx, vy, vz), mass in bodies:
        total += mass * (vx * vx + vy * vy + vz * vz) / 2
    return total


def rest(bodies, sun):
    """Gives the Sun the momentum that makes the total zero."""
    px = py = pz = 0.0
    for _, (vx, vy, vz), mass in bodies:
        px -= vx * mass
        py -= vy * mass
        pz -= vz * mass
    _, speed, mass = sun
    speed[:] = px / mass, py / mass, pz / mass


def main():
    bodies = list(BODIES.values())
    pairs = list(combinations(bodies, 2))
    rest(bodies, BODIES["sun"])
    before = energy(bodies, pairs)
    advance(0.01, 80000, bodies, pairs)
    print("%.9f %.9f" % (before, energy(bodies, pairs)))


if __name__ == "__main__":
    main()
