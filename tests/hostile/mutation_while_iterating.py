"""Containers that change while they are iterated: an exception or an end, never a crash."""


def grow_list():
    items = [1]
    for x in items:
        if len(items) < 1000:
            items.append(x)
    return len(items)


def shrink_list():
    items = list(range(100))
    for x in items:
        items.clear()
    return items


def dict_changes(change):
    d = {i: i for i in range(50)}
    for k in d:
        change(d, k)


def set_changes(change):
    s = set(range(50))
    for k in s:
        change(s, k)


print(grow_list(), shrink_list())
for change in (lambda d, k: d.clear(), lambda d, k: d.pop(k), lambda d, k: d.__setitem__(-1 - k, 0),
               lambda d, k: d.update({k: 1}), lambda d, k: (d.pop(k), d.__setitem__(k + 1000, 1))):
    for walk in (dict_changes,):
        try:
            walk(change)
        except RuntimeError as error:
            print("RuntimeError")
for change in (lambda s, k: s.clear(), lambda s, k: s.discard(k), lambda s, k: s.add(k + 1000), lambda s, k: s.update("ab")):
    try:
        set_changes(change)
    except RuntimeError:
        print("RuntimeError")
for view in (lambda d: d.items(), lambda d: d.values(), lambda d: reversed(d)):
    d = {i: i for i in range(10)}
    try:
        for _ in view(d):
            d.clear()
            d[object()] = 1
    except RuntimeError:
        print("RuntimeError")
b = bytearray(b"abc")
for x in b:
    if len(b) < 100:
        b.append(x)
    else:
        b.clear()
items = list(range(10))
iterator = iter(items)
next(iterator)
del items[:]
print(list(iterator), iterator.__length_hint__())
items.extend(range(50))
print(list(iterator))
it = reversed([1, 2, 3])
print(list(zip(it, it)))
print("survived")
