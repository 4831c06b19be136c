"""sys.getsizeof grows with the contents as CPython's does."""
import sys

print([sys.getsizeof([None] * n) for n in (0, 1, 2, 10, 100)])
print([sys.getsizeof((None,) * n) for n in (0, 1, 2, 10, 100)])
print([sys.getsizeof("x" * n) for n in (0, 1, 10, 100)])
print([sys.getsizeof(b"x" * n) for n in (0, 1, 10, 100)])
print(sys.getsizeof(1), sys.getsizeof(2**30), sys.getsizeof(2**100), sys.getsizeof(1.5), sys.getsizeof(1j), sys.getsizeof(None), sys.getsizeof(True))
print(sys.getsizeof({}), sys.getsizeof({1: 2}), sys.getsizeof(set()), sys.getsizeof(range(5)))
items = []
sizes = []
for n in range(20):
    items.append(n)
    sizes.append(sys.getsizeof(items))
print(sizes)


class Own:
    def __sizeof__(self):
        return 1000


class Bad:
    def __sizeof__(self):
        return -1


print(sys.getsizeof(Own()), sys.getsizeof(object()))
try:
    sys.getsizeof(Bad())
except ValueError as e:
    print(e)
try:
    sys.getsizeof()
except TypeError as e:
    print(e)
