"""Subclasses of int and float: results are plain, overridden operators are used, in ranges and indexes too."""


class Loud(int):
    def __add__(self, other):
        print("add")
        return Loud(int(self) + int(other))

    def __lt__(self, other):
        print("lt")
        return int(self) < int(other)

    def __repr__(self):
        return f"Loud({int(self)})"

    def __str__(self):
        return f"loud {int(self)}"

    def __format__(self, spec):
        return f"formatted {int(self)}"

    def __bool__(self):
        print("bool")
        return True

    def __index__(self):
        print("index")
        return 1

    def __hash__(self):
        print("hash")
        return 5

    def __eq__(self, other):
        print("eq")
        return True


n = Loud(2)
print(n + 1, 1 + n, n - 1, n * 2, n < 5, 5 > n, [n], str(n), f"{n}", "%d %s" % (n, n), bool(n))
print("abc"[n], [10, 20, 30][n], list(range(n)), range(n, 5), "x" * n, hex(n), n == 7, {n: 1}, n in [9])


class Plain(int):
    pass


p = Plain(3)
print(p, repr(p), p + 1, type(p + 1).__name__, type(-p).__name__, type(+p).__name__, type(abs(p)).__name__, type(p * 1).__name__, type(int(p)).__name__, p == 3, hash(p) == hash(3), [1, 2, 3, 4][p], p.real, type(p.real).__name__)
total = 0
for i in range(Plain(3)):
    total += i
    print(type(i).__name__, end=" ")
print(total)
for i in range(Plain(1), Plain(4), Plain(2)):
    print(i, end=" ")
print(range(Plain(2)), type(range(Plain(2)).stop).__name__)


class F(float):
    def __mul__(self, other):
        return "mul"


f = F(1.5)
print(f * 2, 2 * f, f + 1, type(f + 1).__name__, f, repr(f), f == 1.5, int(f), f.__class__.__name__, F("2.5"), round(f), round(f, 1), type(round(f, 1)).__name__)
acc = 0
for v in [1, Plain(2), True, 2.5, F(1.5), Loud(3)]:
    acc = acc + v
    print(type(acc).__name__, acc)
