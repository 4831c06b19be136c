"""deque, OrderedDict, defaultdict, namedtuple and partial in cycles."""
import collections
import functools
import gc
import itertools

gc.disable()
gc.collect()


def found(label):
    print(label, gc.collect())


d = collections.deque()
d.append(d)
del d
found("deque")
d = collections.OrderedDict()
d["d"] = d
del d
found("OrderedDict")
d = collections.defaultdict(list)
d["d"].append(d)
del d
found("defaultdict")
Pair = collections.namedtuple("Pair", "a b")
l = []
l.append(Pair(l, 1))
del l
found("namedtuple")
l = []
l.append(functools.partial(print, l))
del l
found("partial")
l = []
l.append(itertools.chain(l))
del l
found("chain")
l = []
l.append(itertools.cycle(l))
del l
found("cycle")
l = []
l.append(itertools.repeat(l))
del l
found("repeat")
c = collections.Counter()
c["c"] = c
del c
found("Counter")
l = []
l.append(map(str, l))
del l
found("map")
l = []
l.append(enumerate(l))
del l
found("enumerate")
l = []
l.append(zip(l))
del l
found("zip")
l = []
l.append(filter(None, l))
del l
found("filter")
