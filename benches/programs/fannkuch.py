"""Pancake flips over all permutations: list slices, reversal, index arithmetic."""


def flips_of_all(n, limit):
    order = list(range(n))
    best = total = 0
    for _ in range(limit):
        work = list(order)
        flips = 0
        while work[0]:
            top = work[0] + 1
            work[:top] = reversed(work[:top])
            flips += 1
        total += flips
        if flips > best:
            best = flips
        i = n - 2
        while i >= 0 and order[i] > order[i + 1]:
            i -= 1
        if i < 0:
            return total, best
        j = n - 1
        while order[j] < order[i]:
            j -= 1
        order[i], order[j] = order[j], order[i]
        order[i + 1:] = order[:i:-1]
    return total, best


print(flips_of_all(7, 10_000), flips_of_all(9, 120_000))
