"""Small sets of small integers iterate in the order of CPython's table."""
print(list({3, 1, 2}), list({8, 1, 16, 0}), list({5, 13, 21}), list({-1, -2, 3}), list({10, 20, 30, 40, 50}), list({1, 2, 3, 4, 5, 6, 7, 8, 9}), list({9, 8, 7, 6, 5, 4, 3, 2, 1, 0}))
s = set()
for i in (100, 50, 75, 25, 1, 33):
    s.add(i)
    print(list(s))
for i in (50, 1):
    s.remove(i)
    print(list(s))
s.add(9)
s.add(17)
print(list(s), s.pop(), s.pop(), list(s))
print(list({i * 3 for i in range(12)}), list(set(range(20, 0, -3))), list(frozenset([7, 3, 11, 15])), list({1, 9, 17, 25}), list({True, 0, 5}), list({2.0, 1, 3}))
print(list({1, 2, 3} | {10, 20}), list({1, 2, 3, 40} & {40, 1}), list({1, 2, 3, 40} - {2}), list({1, 2, 3} ^ {3, 4, 33}), list(set([33, 1, 17]).union([2])), list({5, 3} | {1}))
print({3, 1, 2}, {16, 0, 8}, frozenset({4, 2}), set([2, 1]), {1: 2}.keys() | {5, 3}, sorted({3, 1, 2}))
big = set(range(1000))
for i in range(0, 1000, 2):
    big.discard(i)
print(list(big)[:10], len(big))
