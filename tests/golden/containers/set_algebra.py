"""Methods and operators of sets: results, result types, the order of numbers."""


class Named(set):
    pass


class Frozen(frozenset):
    pass


a = {1, 2, 3, 4, 5}
print(a.difference([1], [2]), a.intersection([1, 2, 3], {2, 3, 9}), a.union([9], (10,)), a.symmetric_difference([1, 99]))
print(a.difference({1: 2}), a.intersection({1: 2, 3: 4}), a.difference(), a.intersection(), a.union())
print(a.issubset(range(10)), a.issuperset([1, 2]), a.isdisjoint([7]), a.isdisjoint(a), set().isdisjoint(set()))
print(a <= a, a < a, a >= {1}, a > {1}, a != {1}, a == frozenset(a), {1} < {1, 2}, {1, 3} < {1, 2})
b = set(a)
b.difference_update([1], {2})
print(b)
b.intersection_update([3, 4])
print(b)
b.symmetric_difference_update({4: 1, 8: 1})
print(b)
b.update([1], (7,), {5: 6})
b.discard(99)
b.discard(1)
print(b, len(b))
b |= {100}
b &= {100, 5, 7}
b -= {5}
b ^= {7, 1}
print(b)
b ^= b
print(b)
print([1] in [[1]], {1} in {frozenset([1])}, {frozenset([1]), 2} - {2})
c = {frozenset([1]), 2}
c.remove({1})
c.discard({5})
print(c)

print("-- types")
for x in (Named([1]), Frozen([1]), {1}, frozenset([1])):
    for y in ({2}, frozenset([2])):
        print(type(x | y).__name__, type(x - y).__name__, type(x & y).__name__, type(x ^ y).__name__, end=" ")
    print(type(x.copy()).__name__, type(x.union()).__name__, x)
f = frozenset([1])
print(frozenset(f) is f, f.copy() is f, Frozen(f) is f, hash(Frozen([1, 2])) == hash(frozenset([2, 1])))
print([hash(frozenset(range(n))) for n in range(6)], hash(frozenset([frozenset([1]), frozenset([2])])))
s = Named([1])
s.note = "kept"
print(s.note, s, Named(), Frozen(), set(), frozenset())

print("-- order")
for n in (5, 10, 50, 200):
    print(list({(i * 7919) % 1009 for i in range(n)})[:24])
print(list({-1, -2, -3, 0, 1}), list({1.5, 2.5, 0.5, -0.5}), list({(1, 2), (2, 1), (0, 0)}), list({2**61, 2**62, 2**61 - 1, 5}))
state = 7


def random(limit):
    global state
    state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
    return (state >> 8) % limit


for limit in (20, 300, 10**6):
    s = set()
    for _ in range(400):
        action, number = random(8), random(limit)
        if action < 5:
            s.add(number)
        elif action < 7:
            s.discard(number)
        elif s:
            s.pop()
    t = {random(limit) for _ in range(30)}
    print(len(s), list(s)[:12], list(s | t)[:12], list(s - t)[:12], list(s ^ t)[:12], list(t & s), list(s.copy())[:12])
big = set(range(60000))
big -= set(range(0, 60000, 2))
print(len(big), list(big)[:5], big.pop(), big.pop())
