"""array.array: every type code, sequence operations, conversions, views, messages."""
import array
import copy
import io
import warnings
from array import array as A

warnings.simplefilter("ignore")


def t(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(array.typecodes, array.ArrayType is A, A.__name__, A.__module__)
for code in array.typecodes:
    a = t(A, code)
    print(code, a.itemsize, a, repr(A(code, "ab" if code in "uw" else [1, 2])), len(A(code)))
print(t(A), t(A, 3), t(A, "x"), t(A, "bb"), t(A, "b", 5), t(A, "b", "ab"), t(A, "u", [1]), t(A, "b", [1.5]), t(A, "d", ["x"]), t(A, "w", 3), t(A, "b", x=1))
for code, low, high in [("b", -128, 127), ("B", 0, 255), ("h", -2**15, 2**15 - 1), ("H", 0, 2**16 - 1), ("i", -2**31, 2**31 - 1), ("I", 0, 2**32 - 1),
                        ("l", -2**63, 2**63 - 1), ("L", 0, 2**64 - 1), ("q", -2**63, 2**63 - 1), ("Q", 0, 2**64 - 1)]:
    a = A(code, [low, high])
    print(code, a.tolist(), t(A, code, [low - 1]), t(A, code, [high + 1]), t(A, code, [2**70]))
print(A("f", [1.1, float("inf"), 3]), A("d", [1.1, -0.0]), t(A, "f", [1e300]))
a = A("i", range(10))
print(a[3], a[-1], t(a.__getitem__, 10), a[2:8:3], a[::-1], a[20:], t(a.__getitem__, "x"))
a[0] = 7
a[1:3] = A("i", [50, 51, 52])
print(a, t(a.__setitem__, slice(0, 2), [1]), t(a.__setitem__, slice(0, 2), A("b", [1])), t(a.__setitem__, 99, 1), t(a.__setitem__, 0, "x"))
a[::2] = A("i", [0] * 6)
print(a, t(a.__setitem__, slice(0, 10, 2), A("i", [1])))
del a[0], a[1:3], a[::2]
print(a, len(a), 8 in a, 99 in a, bool(A("b")))
print(a + A("i", [1]), a * 2, 2 * a, a * -1, t(lambda: a + [1]), t(lambda: a + A("b")), t(lambda: a * "x"))
b = a
b += A("i", [5])
b *= 2
print(a is b, a, t(b.__iadd__, [1]))
print(a == A("i", a), a == A("l", a), a != A("d", a), a < A("i", [100]), A("b", [1, 2]) < A("b", [1, 2, 3]), A("b") == [], t(lambda: A("b") < [1]))
a = A("h", [3, 1, 2, 3])
a.append(9)
a.extend([4, 5])
a.extend(A("h", [6]))
a.insert(0, -1)
a.insert(-1, 77)
a.insert(100, 88)
print(a, a.count(3), a.index(3), a.index(3, 3), t(a.index, 3, 5), t(a.index, 99), a.pop(), a.pop(0), t(a.pop, 50), t(A("b").pop))
a.remove(3)
a.reverse()
print(a, t(a.remove, 1000), t(a.append, "x"), t(a.append, 10**6), t(a.extend, 3), t(a.extend, A("b")), t(a.insert, "x", 1))
a.byteswap()
print(a, a.buffer_info()[1])
a.byteswap()
print(a.tobytes(), a.tolist(), list(a), list(reversed(a)), [*iter(a)], sum(a), max(a), sorted(a))
b = A("h")
b.frombytes(a.tobytes())
b.fromlist([1, 2])
print(b == a + A("h", [1, 2]), t(b.frombytes, b"abc"), t(b.frombytes, 3), t(b.fromlist, (1,)), t(b.fromlist, [1, "x"]), b)
w = A("w", "aé中😀")
print(w, w.tounicode(), w[3], w.itemsize, t(w.append, "ab"), t(w.append, 3), t(a.tounicode), t(a.fromunicode, "x"), w.tobytes())
w.fromunicode("xyz")
print(w, A("w", w) == w)
file = io.BytesIO()
a.tofile(file)
file.seek(0)
c = A("h")
c.fromfile(file, 3)
print(c, t(c.fromfile, file, 100), c, t(c.fromfile, file, -1))
v = memoryview(a)
print(v.format, v.itemsize, v.shape, v[0], v.tolist(), bytes(v[:2]), t(a.append, 1), t(a.extend, [1]), t(a.pop), t(a.__delitem__, 0), t(a.__imul__, 2))
v[0] = 5
print(a[0], t(v.__setitem__, 0, 10**6))
v.release()
a.append(1)
print(a, bytes(a) == a.tobytes(), bytearray(A("B", b"hi")), bytes(A("B", b"hi")), A("B", b"xyz"), A("b", bytearray(b"ab")), A("i", b"\1\0\0\0"), t(A, "i", b"abc"))
print(io.BytesIO(b"abcdef").readinto(A("b", bytes(4))), int.from_bytes(A("B", [1, 2])), b"".join([A("B", [65, 66])]))
print(copy.copy(a) == a, copy.deepcopy(a) is a, copy.copy(a) is a, a.__reduce_ex__(3)[0].__name__, a.__reduce_ex__(2)[1], A("w", "ab").__reduce_ex__(2)[1])
print(t(hash, A("b")), t(iter, A("b")).__class__.__name__, t(next, iter(A("b"))))


class Sub(A):
    def __new__(cls, values):
        self = super().__new__(cls, "b", values)
        self.extra = len(values)
        return self


s = Sub([1, 2, 3])
print(s, s.extra, s[1:], type(s[1:]).__name__, type(s + s).__name__, s == A("b", [1, 2, 3]), isinstance(s, A), s.__dict__)
it = iter(a := A("b", [1, 2, 3]))
print(next(it))
a.append(4)
print(list(it), list(it))
for i, x in enumerate(grow := A("i", [1])):
    if i < 3:
        grow.append(x * 2)
print(grow, A("d", (x / 4 for x in range(4))), A("Q", [True]), A("i", A("b", [-1, 5])), A("f", A("i", [1])), t(A, "i", A("f", [1])))
print(a.typecode, t(setattr, a, "typecode", "x"), t(setattr, a, "y", 1), A.itemsize.__class__.__name__, A("b", [1]) in [A("b", [1])])
print(A("b", [1, 2, 3]) > A("b", [1, 2]), A("b", [2]) >= A("h", [1]), A("f", [float("nan")]) == A("f", [float("nan")]))
a = A("b", [1, 2, 3])
a[len(a):] = a
a[1:1] = a
print(a, a[-3:-1], a.__contains__(2), a.__len__(), a.__sizeof__() > 0)
a.clear()
print(a)


class Evil:
    def __init__(self, array):
        self.array = array

    def __index__(self):
        self.array.clear()
        return 1


a = A("i", [1, 2, 3])
print(t(a.__setitem__, 2, Evil(a)), a)
a = A("i", [1, 2, 3])
print(t(a.insert, 3, Evil(a)), a, t(a.append, Evil(a)), a)
