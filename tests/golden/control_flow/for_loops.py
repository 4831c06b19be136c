"""for walks any iterable; its target keeps the last value; else, break and continue."""

for letter in "abc":
    print(letter)
print("last", letter)

for number in range(10):
    if number == 2:
        continue
    if number == 5:
        break
    print(number)
else:
    print("never printed")

for number in []:
    print("never printed")
else:
    print("else of an empty loop", number)

for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c)

for key in {"x": 1, "y": 2}:
    print(key)

for i in range(3):
    for j in range(3):
        if j == 2:
            break
    else:
        print("never printed")
    print(i, j)


class Box:
    pass


box = Box()
for box.value in range(3):
    pass
print(box.value)
items = [0, 0, 0]
for items[1] in "pq":
    print(items)
