"""Nested while and for loops over small integers."""


def while_sum(n):
    total = 0
    i = 0
    while i < n:
        if i % 3 == 0:
            total += i
        elif i % 5 == 0:
            total -= i
        else:
            total ^= i
        i += 1
    return total


def for_sum(n):
    total = 0
    for i in range(n):
        for j in range(20):
            total += i * j & 15
    return total


def collatz(limit):
    longest = best = 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            longest, best = steps, start
    return best, longest


print(while_sum(1_500_000), for_sum(60_000), collatz(8_000))
