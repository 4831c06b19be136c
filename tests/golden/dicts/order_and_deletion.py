"""Dictionaries keep insertion order through updates, deletions, re-insertions and growth."""
d = {}
for i in range(20):
    d[i * 7 % 20] = i
print(list(d))
for i in range(0, 20, 3):
    del d[i]
print(list(d))
d[0] = "back"
d[7] = "updated in place" if 7 in d else "added"
print(list(d.items())[-3:])
print(d.popitem(), d.popitem(), d.pop(5, "gone"), list(d))
d = dict.fromkeys("abc", 0)
d["a"] = 1
d |= {"z": 1, "b": 2}
print(d, list(reversed(d)), list(reversed(d.values())), list(reversed(d.items())))
d["a"] = d.pop("a")
print(d)
big = {i: i for i in range(1000)}
for i in range(990):
    del big[i]
print(list(big), len(big))
for i in range(5):
    big[i] = "new"
print(list(big))
big.clear()
big["x"] = 1
print(big)
queue = {}
for i in range(5000):
    queue[i] = i
    if i >= 3:
        del queue[i - 3]
print(queue)
stack = {}
for i in range(100):
    stack[i] = i
    if i % 2:
        stack.popitem()
        stack.popitem()
print(stack)
print({1: "a", 1.0: "b", True: "c", "1": "d"}, {**{"a": 1, "b": 2}, "a": 3}, {"a": 1, **{"a": 2}}, dict({"a": 1}, a=2), dict([("a", 1), ("a", 2)]))
first = {"x": 1, "y": 2}
second = {"y": 2, "x": 1}
print(first == second, list(first) == list(second), str(first), str(second))
copy = first.copy()
copy["z"] = 3
print(first, copy, first | second, {**second, **first}, first.items() == second.items(), first.keys() == second.keys())
it = iter(first)
print(next(it), first.__length_hint__ if hasattr(first, "__length_hint__") else it.__length_hint__())
