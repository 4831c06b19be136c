"""A hot integer loop leaves the machine word in its last rounds."""


def sum_up(start, step, rounds):
    total = start
    i = 0
    while i < rounds:
        total += step
        i += 1
    return total


print(sum_up(0, 1, 2000))
print(sum_up(2 ** 61 - 2000, 1, 2001), sum_up(2 ** 62 - 2000, 1, 2001), sum_up(2 ** 63 - 2000, 1, 2001))
print(sum_up(-2 ** 61 + 2000, -1, 2001), sum_up(-2 ** 62 + 2000, -1, 2001), sum_up(-2 ** 63 + 2000, -1, 2001))


def power(base, rounds):
    value = 1
    for _ in range(rounds):
        value = value * base
    return value


print(power(3, 38), power(3, 39), power(3, 40), power(3, 41), power(-2, 61), power(-2, 62), power(-2, 63))


def shift(rounds):
    value = 1
    for _ in range(rounds):
        value <<= 1
    return value


print(shift(60), shift(61), shift(62), shift(63), shift(64), shift(65))


def back(value, rounds):
    for _ in range(rounds):
        value -= 3
    return value


print(back(2 ** 62 + 5, 10), back(-2 ** 62 + 5, 10), back(2 ** 61 + 5, 10))
i = 2 ** 62 - 3
while i < 2 ** 62 + 3:
    i += 1
    print(i, -i)
