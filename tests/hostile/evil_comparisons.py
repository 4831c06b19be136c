"""__eq__, __lt__ and __hash__ that change the container they are asked about."""


class Evil:
    def __init__(self, action, result=False):
        self.action, self.result = action, result

    def __eq__(self, other):
        self.action()
        return self.result

    __lt__ = __gt__ = __le__ = __ge__ = __eq__

    def __hash__(self):
        return 1


def attempt(function):
    try:
        function()
    except (RuntimeError, ValueError, IndexError, KeyError, TypeError):
        pass


for result in (False, True):
    for method in ("index", "count", "remove", "__contains__"):
        items = []
        items.extend([Evil(items.clear, result) for _ in range(10)])
        attempt(lambda: getattr(items, method)(5))
    items = []
    items.extend([Evil(items.clear, result) for _ in range(10)])
    attempt(lambda: items == [object() for _ in range(10)])
    attempt(lambda: [object() for _ in range(10)] == items)
    items.extend([Evil(lambda: items.__delitem__(slice(None)), result) for _ in range(10)])
    attempt(lambda: items < [object() for _ in range(10)])
    items.extend([Evil(items.clear, result) for _ in range(10)])
    attempt(lambda: items.sort())
    items.extend([Evil(lambda: items.append(1), result) for _ in range(10)])
    attempt(lambda: items.sort())
    attempt(lambda: items.sort(key=lambda x: items.clear()))
    attempt(lambda: min(items))
    attempt(lambda: sorted(items))
    d = {}
    for i in range(20):
        attempt(lambda: d.__setitem__(Evil(d.clear, result), i))
        attempt(lambda: d.get(Evil(d.clear, result)))
        attempt(lambda: d.pop(Evil(d.clear, result), None))
        attempt(lambda: d.setdefault(Evil(lambda: d.update({1: 1, 2: 2, i: 3}), result), i))
        attempt(lambda: d.__delitem__(Evil(lambda: d.clear(), result)))
        attempt(lambda: d.__contains__(Evil(lambda: d.__setitem__(i, 1), result)))
    d = {}
    d.update({1: Evil(d.clear, result), 2: Evil(d.clear, result)})
    attempt(lambda: d == {1: 5, 2: 6})
    attempt(lambda: {1: 5, 2: 6} == d)
    d = {Evil(lambda: None): 1}
    attempt(lambda: d == {Evil(d.clear, True): 1})
    s = set()
    for i in range(20):
        attempt(lambda: s.add(Evil(s.clear, result)))
        attempt(lambda: s.discard(Evil(s.clear, result)))
        attempt(lambda: s.__contains__(Evil(lambda: s.update(range(100)), result)))
        attempt(lambda: s.union([Evil(s.clear, result), 1]))
        attempt(lambda: s.intersection([Evil(s.clear, result), 1]))
        attempt(lambda: s.difference_update([Evil(s.clear, result), 1]))
        attempt(lambda: s.symmetric_difference_update([Evil(s.clear, result), 1]))
        attempt(lambda: s == {Evil(s.clear, result)})
        attempt(lambda: s.issubset({Evil(s.clear, result)}))
    t = (Evil(lambda: None, result),) * 5
    attempt(lambda: t.index(3))
    attempt(lambda: t == (1, 2, 3, 4, 5))
print("survived")
