"""Keys whose `__eq__` or `__hash__` changes the dict, set or list that is being searched."""


class Key:
    def __init__(self, value, action=None):
        self.value = value
        self.action = action

    def __hash__(self):
        return 5

    def __eq__(self, other):
        if self.action:
            self.action()
        return isinstance(other, Key) and self.value == other.value

    def __repr__(self):
        return f"Key({self.value})"


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


print("-- equal hashes, different keys")
d = {Key(1): 1, Key(2): 2}
print(d[Key(2)], Key(3) in d, d)

print("-- the dict grows while it is searched")
d = {}
rounds = 0


def grow():
    global rounds
    if rounds < 3:
        rounds += 1
        for i in range(50):
            d[i + rounds * 100] = i


watched = Key(1, grow)
d[watched] = "found"
print(d.get(Key(2)), len(d), d[watched])

print("-- the dict loses the entry while it is searched")
d = {}
victim = Key(1, lambda: d.pop(3, None))
d[victim] = 1
d[3] = 3
print(d.get(Key(2)), d)

print("-- the set is emptied while it is searched")
s = set()
s.add(Key(1, s.clear))
s.add(Key(2))
print(len(s))

print("-- errors come through")


class Boom:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ZeroDivisionError("boom")


d = {Boom(): 1}
attempt(lambda: d[1])
attempt(lambda: 1 in d)
attempt(lambda: {Boom(), Boom()})
attempt(lambda: d.setdefault(Boom(), 2))
attempt(lambda: d.pop(1))


class NoHash:
    def __hash__(self):
        raise ValueError("no hash today")


attempt(lambda: {NoHash(): 1})
attempt(lambda: {}.pop(NoHash(), "empty dicts ask no hash"))
attempt(lambda: {1: 1}.get(NoHash()))
attempt(lambda: {NoHash()})

print("-- lists that are cleared while they are searched")


class Clearing:
    def __eq__(self, other):
        items.clear()
        return False

    def __repr__(self):
        return "Clearing"


for search in ("count", "index", "remove"):
    items = [1, 2, 3]
    attempt(lambda: getattr(items, search)(Clearing()))
    print(items)


class ClearingRepr:
    def __repr__(self):
        items.clear()
        return "gone"


items = [ClearingRepr(), 2, 3]
print(items)
