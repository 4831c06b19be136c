"""List, set and dict comprehensions, nested and with conditions."""


def run(rounds):
    total = 0
    for i in range(rounds):
        squares = [x * x for x in range(100)]
        odd = [x for x in squares if x & 1]
        pairs = [(x, y) for x in range(8) for y in range(8) if x < y]
        table = {x: y for x, y in pairs}
        kinds = {x % 7 for x in odd}
        flat = [v for row in [[i, i + 1], [i + 2]] for v in row]
        named = [h for x in odd if (h := x // 2) > 10]
        total += len(odd) + len(pairs) + sum(table.values()) + len(kinds) + flat[2] + named[-1]
    return total


def transpose(n):
    matrix = [[row * n + column for column in range(n)] for row in range(n)]
    turned = [[row[i] for row in matrix] for i in range(n)]
    return sum(turned[1]), [sum(row) for row in zip(*turned)][:3]


def triples(n):
    return len([(a, b, c) for a in range(1, n) for b in range(a, n) for c in [int((a * a + b * b) ** 0.5)]
                if c * c == a * a + b * b])


print(run(20_000), transpose(350), triples(500))
