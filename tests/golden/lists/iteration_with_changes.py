"""A for loop over a list sees changes that are made while it runs."""
a = [1, 2, 3]
for x in a:
    if x < 3:
        a.append(x + 10)
print(a)
a = [1, 2, 3, 4]
for x in a:
    a.remove(x)
print(a)
a = [1, 2, 3]
for i, x in enumerate(a):
    if i == 0:
        a.insert(0, "new")
    if i > 5:
        break
print(a)
a = [1, 2, 3]
for x in a:
    a = [9, 9]
print(x, a)
a = [1, 2, 3]
for x in a[:]:
    a.remove(x)
print(a)
a = [1, 2, 3]
it = iter(a)
next(it)
a[:] = []
print(list(it), next(it, "ended"))
a.extend([1, 2, 3])
print(list(it))
a = [3, 2, 1]
print([a.sort() or x for x in a])
a = list("abc")
print([(x, a.pop()) for x in a])
a = [1, 2, 3]
r = reversed(a)
next(r)
a.append(4)
print(list(r))
a = [1, 2, 3]
print(list(zip(a, (a.append(9) or i for i in range(2)))), a)
a = [1, 2, 3]
print(sum(a.append(1) or x for x in a if len(a) < 6), a)
a = [0]
for x in a:
    if len(a) < 5:
        a.extend([len(a)])
print(a)
