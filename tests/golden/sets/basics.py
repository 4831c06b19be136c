"""Sets: literals, methods, operators, comparison, frozenset, errors."""
s = {3, 1, 2}
print(sorted(s), len(s), 2 in s, set(), {1, 1, 1}, {1, 1.0, True}, set("aab") == {"a", "b"}, frozenset([1, 2]), {*range(3)}, {x % 2 for x in range(9)}, bool(set()), repr(set()), repr(frozenset()))
print(s.add(4), s.add(4), s.remove(4), s.discard(99), s.discard(1), sorted(s), s.update([5], (6,)), sorted(s), s.pop() in {2, 3, 5, 6}, len(s), s.clear(), s)
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a.union([9], "x") == {1, 2, 3, 9, "x"}, a.intersection(b, [2]), a.difference([1], [2]), a.symmetric_difference([3, 4]), a.union(), a.copy() is a)
print(a <= b, {2} < a, a >= {1}, a == {3, 2, 1}, a != b, a.issubset(range(9)), a.issuperset([1]), a.isdisjoint([7]), {1} < {1}, {1} <= {1}, a > {1, 2}, set() < a, a == frozenset(a), hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
c = set(a)
c |= b; c &= {1, 2, 3}; c -= {1}; c ^= {9}
print(c, type(frozenset([1]) | {2}).__name__, type({2} | frozenset([1])).__name__, frozenset([1]) == {1}, {frozenset([1]): "nested"}[frozenset([1])], {frozenset()} == {frozenset()})
c.intersection_update([2, 9], [9]); c.difference_update([9]); c.symmetric_difference_update([1, 2]); c.update()
print(c, frozenset([1, 2]).union([3]), frozenset("a").add if hasattr(frozenset, "add") else "frozenset has no add", {1, 2}.__contains__(1), {frozenset([1])}.__contains__({1}), {1} in {frozenset([1])})
for bad in ("{[]}", "{1}.remove(9)", "set().pop()", "{1} | [2]", "{1} < [2]", "{1} + {2}", "hash({1})", "{{1}}", "set(5)", "{1}.add([])", "frozenset([1]).add(2)", "{1}.union(5)", "{1}.discard([])", "{1}.update(5)", "set(1, 2)", "s |= 5", "s &= [1]", "{1} - 5", "{1}.remove({2})",
            "{1}.issubset(5)", "[] in {1}", "{**{1: 2}, 3}", "{1}.isdisjoint(5)", "-{1}", "{1} == 5 or {1} >= 5"):
    try:
        exec("print(" + bad + ")" if "=" not in bad.replace("==", "").replace(">=", "") else bad)
    except (TypeError, KeyError, AttributeError, SyntaxError) as error:
        print(bad, "->", type(error).__name__, error)
try:
    for x in (s := {1, 2, 3}):
        s.add(x + 10)
except RuntimeError as error:
    print(error)
it = iter({1, 2})
print(it.__length_hint__(), len(list(it)), list(it))


class S(set):
    pass


x = S([1])
print(x, type(x | {2}).__name__, type(x.copy()).__name__, x == {1}, repr(S()), sorted(S("ab")), type(S([1]) & S([1])).__name__, frozenset(x), type(frozenset(frozenset())) is frozenset)
