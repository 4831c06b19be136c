"""Lists: indexing, slicing, methods, comparison."""

a = [3, 1, 2]
a.append(5)
a.extend([7, 8])
a.insert(1, "x")
print(a, len(a), a[0], a[-1], a[1:3], a[::-1])
a.remove("x")
print(a.pop(), a.pop(0), a, a.index(5), a.count(1), 5 in a)
a.sort()
print(a, sorted(a, reverse=True))
a.reverse()
print(a, a.copy() is a, a.copy() == a)
a[1:2] = ["p", "q", "r"]
print(a)
a[::2] = [0] * len(a[::2])
print(a)
del a[0], a[-2:]
print(a)
a.clear()
print(a, [1, 2] + [3], [0] * 3, [1, 2] < [1, 3], [1] < [1, 0], [] == [])
print(list("abc"), list(range(3)), list({"k": 1}))
b = [1, 2]
b += "xy"
b *= 2
print(b)
for bad in ("b[99]", "b['a']", "b.remove(99)", "b.index(99)", "[].pop()", "b.pop(99)", "b + (1,)", "b[0:2] = 5",
            "b[::2] = [1]", "[1] < ['a']", "[3, 'a'].sort()", "b * 'a'", "b[1.5]", "del b[77]", "b[77] = 1"):
    try:
        exec(bad)
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
nested = [1, [2, [3]]]
nested.append(nested)
print(nested)
