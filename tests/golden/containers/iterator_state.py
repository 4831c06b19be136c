"""Length hints, pickling state and the end of the built-in iterators."""

for source in (
    [1, 2, 3],
    (1, 2, 3),
    "abc",
    "é日",
    b"abc",
    bytearray(b"ab"),
    {1: 2},
    {1: 2}.values(),
    {1: 2, 3: 4}.items(),
    {7},
    range(3),
    range(10**20, 10**20 + 2),
    range(0),
):
    it = iter(source)
    print(type(it).__name__, it.__length_hint__(), next(it, "none"), it.__length_hint__(), it.__reduce__()[1:], end=" ")
    print(list(it), it.__length_hint__(), next(it, "end"), it.__reduce__()[1:])

print("-- places")
it = iter([1, 2, 3])
it.__setstate__(2)
print(list(it))
it.__setstate__(0)
print(list(it))
it = iter("abc")
it.__setstate__(-5)
print(list(it))
it = iter(range(5))
next(it)
it.__setstate__(2)
print(list(it))
it = iter(range(10**20, 10**20 + 3))
it.__setstate__(2)
print(list(it))
it = reversed([1, 2, 3])
print(next(it), it.__reduce__()[1:], it.__length_hint__())
it.__setstate__(0)
print(list(it), it.__reduce__()[1:], it.__length_hint__())
for bad in ("a", 10**30):
    for it in (iter([1]), iter((1,)), iter("a")):
        try:
            it.__setstate__(bad)
        except Exception as error:
            print(type(error).__name__, error)

print("-- __getitem__ only")


class Squares:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * index


class Sized(Squares):
    def __len__(self):
        return 4


print(list(Squares()), 4 in Squares(), iter(Squares()).__length_hint__())
print(list(reversed(Sized())), iter(Sized()).__length_hint__(), reversed(Sized()).__length_hint__())

print("-- a finished iterator stays finished")
items = [1, 2, 3]
it = iter(items)
print(list(it))
items.append(4)
print(list(it), next(it, "end"))

print("-- iter(callable, sentinel)")
numbers = [3, 2, 1]
it = iter(numbers.pop, 3)
print(list(it), next(it, "end"), it.__reduce__()[1:])


def stops():
    raise StopIteration


print(list(iter(stops, 1)))

print("-- containers that change under iteration")


def attempt(action):
    try:
        print(action())
    except RuntimeError as error:
        print(type(error).__name__, error)


def grow_dict():
    d = {1: 1, 2: 2}
    for key in d:
        d[key + 10] = 1


def swap_keys():
    d = {1: 1, 2: 2, 3: 3}
    for key in d:
        del d[key]
        d[key + 10] = 1


def grow_set():
    s = {1, 2, 3}
    for item in s:
        s.add(item + 10)


def shrink_set():
    s = {1, 2, 3}
    for item in s:
        s.discard(item)


for action in (grow_dict, swap_keys, grow_set, shrink_set):
    attempt(action)
d = {1: 1}
it = iter(d.items())
d[2] = 2
for _ in range(2):
    attempt(lambda: next(it))
print(it.__length_hint__())
