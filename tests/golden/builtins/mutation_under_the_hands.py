"""Special methods and key functions that change the object that is being worked on: no crash, and CPython's result."""


def show(label, action):
    try:
        result = action()
    except Exception as error:
        result = "%s: %s" % (type(error).__name__, error)
    print(label, "->", result)


class Evil:
    """Compares, hashes and counts as a number; runs an action first, a few times at most."""

    def __init__(self, action, answer=False, number=1, times=3):
        self.action, self.answer, self.number, self.times = action, answer, number, times

    def act(self):
        if self.times:
            self.times -= 1
            self.action()

    def __eq__(self, other):
        self.act()
        return self.answer

    def __lt__(self, other):
        self.act()
        return self.answer

    def __hash__(self):
        return 1

    def __index__(self):
        self.act()
        return self.number

    def __repr__(self):
        self.act()
        return "Evil"


def lists():
    for name, action in [
        ("remove", lambda l, e: l.remove(5)), ("index", lambda l, e: l.index(5)), ("count", lambda l, e: l.count(5)),
        ("contains", lambda l, e: 5 in l), ("equal", lambda l, e: l == [1, 2, 3, 4]), ("less", lambda l, e: l < [1, 2, 3, 4]),
        ("insert", lambda l, e: l.insert(e, 9) or l), ("pop", lambda l, e: l.pop(e)), ("getitem", lambda l, e: l[e]),
        ("slice", lambda l, e: l[e:]), ("repeat", lambda l, e: l * e), ("repr", lambda l, e: repr(l)),
        ("index from", lambda l, e: l.index(3, e)),
    ]:
        for what in ("clear", "grow"):
            items = [1, 2, 3]
            evil = Evil(lambda: items.clear() if what == "clear" else items.append(0))
            if name in ("remove", "index", "count", "contains", "equal", "less", "repr"):
                items.insert(1, evil)
            show("list %s %s" % (name, what), lambda: (action(items, evil), len(items)))

    def assign(items, key, value):
        items[key] = value
        return items

    items = [1, 2, 3]
    show("list setitem", lambda: assign(items, Evil(items.clear), 7))
    items = [1, 2, 3]
    show("list setslice", lambda: assign(items, slice(Evil(items.clear), None), [7, 8]))
    items = [1, 2, 3]
    show("list delslice", lambda: items.__delitem__(slice(Evil(items.clear), None)) or items)

    def growing(items):
        yield 1
        items.append("grown")
        yield 2
        items.clear()
        yield 3

    items = [0]
    show("list extend", lambda: items.extend(growing(items)) or items)
    items = [0, 1]
    show("list slice from generator", lambda: assign(items, slice(0, 1), growing(items)))
    items = [3, 1, 2]
    show("list sort key", lambda: items.sort(key=lambda x: items.append(x) or x) or items)
    items = [3, 1, 2]
    show("list sort append left", lambda: len(items))
    items = [Evil(lambda: items.append(1)), 1, 2]
    show("list sort lt", lambda: items.sort() or len(items))
    items = [1, 2, 3, 4]
    seen = []
    for item in items:
        seen.append(item)
        if item == 2:
            items.remove(1)
    print("list iteration", seen, items)
    items = [1, 2]
    iterator = reversed(items)
    next(iterator)
    items.clear()
    show("list reversed", lambda: list(iterator))


def dicts():
    for name, action in [
        ("get", lambda d: d.get(1)), ("getitem", lambda d: d[1]), ("contains", lambda d: 1 in d), ("pop", lambda d: d.pop(1)),
        ("setdefault", lambda d: d.setdefault(1, "new")), ("equal", lambda d: d == {1: 2, 3: 4}),
        ("setitem", lambda d: d.update({1: 5})), ("delitem", lambda d: d.__delitem__(1)), ("or", lambda d: len(d | {1: 2})),
    ]:
        for what in ("clear", "grow"):
            table = {}
            evil = Evil(lambda: table.clear() if what == "clear" else table.update((n, n) for n in range(10, 40)), times=1)
            table[evil] = "evil"
            table[3] = 4
            show("dict %s %s" % (name, what), lambda: (action(table), len(table)))
    for make in (iter, lambda d: iter(d.items()), lambda d: iter(d.values()), reversed):
        table = {1: 1, 2: 2}
        iterator = make(table)
        next(iterator)
        table[3] = 3
        show("dict iteration after growth", lambda: next(iterator))
    table = {1: 1, 2: 2}

    def replace():
        for key in table:
            del table[key]
            table[key + 10] = 0

    show("dict keys replaced", replace)
    table = {"a": [1]}
    table["a"].append(table)
    show("dict in itself", lambda: repr(table))
    table = {n: n for n in range(5)}
    table[0] = Evil(table.clear)
    show("dict repr", lambda: repr(table))
    show("dict update itself", lambda: table.update(table) or table)


def sets():
    for name, action in [
        ("add", lambda s: s.add(1)), ("discard", lambda s: s.discard(1)), ("contains", lambda s: 1 in s),
        ("remove", lambda s: s.remove(1)), ("union", lambda s: len(s | {1})), ("intersection", lambda s: len(s & {1, 2})),
        ("difference", lambda s: len(s - {1})), ("update", lambda s: s.update([1, 2])), ("equal", lambda s: s == {1, 3}),
        ("subset", lambda s: s <= {1, 3, 4}), ("isdisjoint", lambda s: s.isdisjoint({1})),
        ("symmetric", lambda s: len(s ^ {1, 9})),
    ]:
        for what in ("clear", "grow"):
            numbers = set()
            evil = Evil(lambda: numbers.clear() if what == "clear" else numbers.update(range(10, 40)), times=1)
            numbers.add(evil)
            numbers.add(3)
            show("set %s %s" % (name, what), lambda: (action(numbers), len(numbers)))
    numbers = {1, 2}
    iterator = iter(numbers)
    next(iterator)
    numbers.add(3)
    show("set iteration after growth", lambda: next(iterator))


def buffers():
    data = bytearray(b"abcdef")
    show("bytearray setitem", lambda: data.__setitem__(5, Evil(data.clear, number=65)) or data)
    data = bytearray(b"abcdef")
    show("bytearray slice", lambda: data[Evil(data.clear):])
    data = bytearray(b"abcdef")
    show("bytearray insert", lambda: data.insert(Evil(data.clear), 66) or data)
    data = bytearray(b"abcdef")
    show("bytearray extend", lambda: data.extend(Evil(data.clear, number=n) for n in (65, 66)) or data)
    data = bytearray(b"abcdef")
    view = memoryview(data)
    show("bytearray exported", lambda: data.append(1))
    show("memoryview item", lambda: view.__setitem__(Evil(view.release), 1))
    show("memoryview released", lambda: view[0])


def others():
    items = [1, 2, 3]
    show("max key", lambda: max(items, key=lambda x: items.clear() or x))
    items = [1, 2, 3]
    show("map", lambda: list(map(lambda x: items.append(x) if len(items) < 6 else x, items)))
    items = [1, 2, 3, 4]
    show("filter", lambda: list(filter(lambda x: items.pop() and True, items)))
    items = [1, 2, 3]
    show("sum", lambda: sum(items.pop() or x for x in items))
    items = [3, 2, 1]
    show("sorted key", lambda: (sorted(items, key=lambda x: items.clear() or x), items))
    items = [1, 2, 3, 4]
    show("zip", lambda: [(a, items.pop()) for a, b in zip(items, items)])
    text = ["a", Evil(lambda: None), "b"]
    show("join", lambda: ",".join(text))
    values = [1, 2, 3]

    class Sequence:
        def __len__(self):
            return len(values)

        def __getitem__(self, index):
            values.append(index) if len(values) < 6 else None
            return values[index]

    show("sequence", lambda: list(Sequence()))
    show("reversed sequence", lambda: list(reversed(Sequence())))

    class Names(dict):
        def __missing__(self, key):
            self[key] = key
            return "missing"

    names = Names()
    show("missing", lambda: (names["a"], names["a"], eval("b + b", {}, names)))

    class Changing:
        def __getattr__(self, name):
            type(self).found = name
            return name

    show("getattr", lambda: (Changing().first, Changing.found))


lists()
dicts()
sets()
buffers()
others()
