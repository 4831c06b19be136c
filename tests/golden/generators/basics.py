"""Generators run between yields, are iterators, and end with StopIteration."""


def count(n):
    print("start")
    for i in range(n):
        yield i
        print("after", i)
    print("end")
    return "result"


g = count(2)
print(type(g).__name__, iter(g) is g)
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value)
print(list(g), next(g, "default"))
print([x for x in count(3)])


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


for value in fibonacci():
    if value > 50:
        break
    print(value, end=" ")
print()
squares = (n * n for n in range(5))
print(next(squares), sum(squares), list(squares))
print(max(len(w) for w in ["a", "bbb", "cc"]))
first, *rest = count(2)
print(first, rest)
