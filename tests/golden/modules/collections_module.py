"""collections: deque, Counter, defaultdict, OrderedDict, namedtuple, ChainMap."""
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.appendleft(0)
print(d, d.maxlen, d.pop(), d.popleft(), len(d), d[0], d[-1], list(reversed(d)), 2 in d, d.index(2), d.count(2))
d.extend("ab"); d.extendleft("xy"); d.rotate(1)
print(d, d.copy() == d, d.insert(1, "i") if len(d) < 4 else "full", d.remove("y") if "y" in d else None, deque("abc") + deque("d"), deque("ab") * 2, deque([1]) < deque([2]), deque(), deque([1, [2]]))
d = deque(range(5)); d.rotate(-2); d[1] = "set"; del d[0]
print(d, d.reverse(), d, d.clear(), bool(d))
for bad in ("deque().pop()", "deque().popleft()", "deque([1])[5]", "deque(maxlen=-1)", "deque([1]).remove(2)", "deque([1]).index(2)", "deque([1], 1).insert(0, 1)", "deque(5)", "hash(deque())", "deque([1])['x']", "deque(maxlen='x')", "deque([1])[0:1]"):
    try:
        print(eval(bad))
    except (IndexError, ValueError, TypeError) as error:
        print(bad, "->", type(error).__name__, error)
try:
    for x in (q := deque([1, 2])):
        q.append(3)
except RuntimeError as error:
    print(error)
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), sorted(c.elements())[:4], c.total(), c + Counter(a=1), c - Counter("aaaa"), c & Counter("ab"), Counter(a=1) | Counter(a=3, b=1), +Counter(a=-1, b=2), -Counter(a=-1), Counter([1, 1]), Counter({"x": 3}), Counter(), repr(Counter(b=1, a=2)))
c.update("aaa"); c.subtract({"b": 5})
print(c["a"], c["b"], c == Counter(c), Counter(a=1) <= Counter(a=2), Counter(a=0) == Counter())
dd = defaultdict(list)
dd["a"].append(1); dd["a"].append(2); dd["b"]
print(dd, dd.get("zz"), "zz" in dd, dd.default_factory, defaultdict(int, x=1)["y"], dict(dd), defaultdict(None, {}))
try:
    defaultdict()["k"]
except KeyError as error:
    print(repr(error))
try:
    defaultdict(5)
except TypeError as error:
    print(error)
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a"); od.move_to_end("c", last=False)
print(od, od.popitem(), od.popitem(last=False), list(reversed(od)), OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)]), OrderedDict(a=1) == {"a": 1}, repr(OrderedDict()))
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._fields, P._make([3, 4]), p == (1, 2), [*p], p._field_defaults, namedtuple("Q", ["a", "b"], defaults=[5])(1), P.__doc__, hash(p) == hash((1, 2)), isinstance(p, tuple), namedtuple("R", "a def a", rename=True)._fields)
a, b = p
for bad in ("P(1)", "P(1, 2, 3)", "P(1, z=2)", "p.z", "setattr(p, 'x', 1)", "namedtuple('1a', 'x')", "namedtuple('A', 'x x')", "namedtuple('A', '_x')", "namedtuple('A', 'class')", "p._replace(q=1)", "P._make([1])"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error)
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 9
print(cm, cm["a"], cm["b"], cm.maps[0], cm.new_child({"a": 0})["a"], cm.parents, sorted(cm), len(cm), dict(cm))
