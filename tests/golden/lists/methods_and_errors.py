"""Methods of list with all their arguments; what they return; their errors."""
a = [1, 2, 3]
print(a.append(4), a.extend("ab"), a.insert(0, "first"), a.insert(-1, "before last"), a.insert(100, "end"), a.insert(-100, "start"), a)
print(a.pop(), a.pop(0), a.pop(-2), a.remove(2), a, a.index("a"), a.index(3, 1), a.count(3), a.reverse(), a, a.copy(), a.clear(), a)
b = [0, False, 0.0, "0", None, 0]
print(b.count(0), b.index(0), b.index(0, 1), b.index(0, -1), 0.0 in b, "" in b, b.remove(0), b)
c = [1, 2, 3, 4, 5]
c[1:3] = []
c += [9]
c *= 2
print(c, c.index(9, 4), len(c), c[-1], c == c[:], c is c[:], [*c, *c][:3], list(reversed(c)), c.__len__(), c.__contains__(9), c.__getitem__(0))
d = [[0] * 2] * 2
d[0][0] = 1
print(d, [[0] * 2 for _ in range(2)])
e = [1, 2]
e.extend(e)
e += e
e.append(e[:1])
print(e, e.__iadd__([7]) is e, [1] + [2] is [1, 2])
f = []
f.append(f)
print(f, f == f, f[0] is f, [f], repr([f, (f,)]))
g = list(range(5))
g.extend(x for x in g[:2])
print(g, list(), list("é漢"), list((1,)), list(b"ab"), [] or "empty", [[]] and "not empty", [1, 2] * 0, 2 * [1], [1] * -5)
for bad in ("a.pop()", "c.pop(100)", "c.pop('x')", "c.remove('zz')", "c.index('zz')", "c.index(1, 5, 6)", "c.insert('x', 1)", "c.insert(1)", "c.extend(5)", "c.append()", "c + 'x'", "c += 5", "c * 1.5", "c * []", "c[100]", "c[-100]", "c[None]", "c['x']", "del c[100]",
            "c[100] = 1", "c.copy(1)", "c.sort(5)", "list(1, 2)", "list(5)", "list(x=1)", "c < 5", "[1, 'a'] < [1, 2]", "c.clear(1)", "[].__init__(1, 2)", "c.nope()", "c.index()", "{c: 1}", "c.index(1, 'x')", "c.count()", "c.reverse(1)"):
    try:
        exec(bad)
    except (IndexError, ValueError, TypeError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error)


class L(list):
    def append(self, x):
        super().append(x * 2)

    def __getitem__(self, i):
        return ("got", super().__getitem__(i))


l = L([1])
l.append(5)
l.extend([7])
print(l, l[0], l[0:2], list(l), type(l + [1]).__name__, type(l[:]).__name__, type(l.copy()).__name__, sum(l), [x for x in l], l == [1, 10, 7])
h = [1, 2]
h.__init__([3])
print(h, [1, 2, 3].__reversed__().__next__(), [].__class_getitem__(int) if False else "", hash is hash, [3, 1].__lt__([3, 2]), [1].__eq__(5), [1].__add__([2]))
