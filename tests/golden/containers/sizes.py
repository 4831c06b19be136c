"""sys.getsizeof of built-in containers as they grow and shrink."""

from sys import getsizeof

sizes = []
items = []
for i in range(40):
    sizes.append(getsizeof(items))
    items.append(i)
print("append", sizes)
sizes = []
for i in range(40):
    items.pop()
    sizes.append(getsizeof(items))
print("pop", sizes)
print("[x] * n", [getsizeof([None] * n) for n in range(6)])
print("list(range)", [getsizeof(list(range(n))) for n in range(12)])
print("comprehension", [getsizeof([x for x in range(n)]) for n in range(12)])
items = list((1, 2, 3, 4))
print(getsizeof(items), getsizeof(items[:3]), getsizeof(items + items), getsizeof(items.copy()))
items.insert(0, 1)
print(getsizeof(items))
items.extend(range(10))
print(getsizeof(items))
del items[2:]
print(getsizeof(items))
items.clear()
print(getsizeof(items))
print("tuple", [getsizeof((None,) * n) for n in range(5)])
print("set", [getsizeof(set(range(n))) for n in (0, 1, 4, 5, 10, 50, 1000)])
print("dict of ints", [getsizeof(dict.fromkeys(range(n))) for n in (0, 1, 5, 6, 10, 11, 100, 1000)])
print("dict of strs", [getsizeof({str(i): 1 for i in range(n)}) for n in (0, 1, 5, 6, 11, 22, 100)])
print(getsizeof({1: 1, "a": 2}), getsizeof({"a": 1}.copy()), getsizeof({**{1: 2}}))
d = {i: i for i in range(100)}
for i in range(95):
    del d[i]
print(getsizeof(d), getsizeof(d.copy()))
d.clear()
print(getsizeof(d))
