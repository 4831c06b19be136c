"""Operator methods, their reflected forms, and NotImplemented."""


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __repr__(self):
        return f"Money({self.amount})"

    def __add__(self, other):
        if isinstance(other, Money):
            return Money(self.amount + other.amount)
        if isinstance(other, int):
            return Money(self.amount + other)
        return NotImplemented

    __radd__ = __add__

    def __mul__(self, n):
        return Money(self.amount * n)

    def __neg__(self):
        return Money(-self.amount)

    def __eq__(self, other):
        return isinstance(other, Money) and self.amount == other.amount

    def __lt__(self, other):
        return self.amount < other.amount

    def __bool__(self):
        return self.amount != 0

    def __abs__(self):
        return Money(abs(self.amount))


a, b = Money(5), Money(7)
print(a + b, a + 1, 1 + a, a * 3, -a, a == Money(5), a != b, a < b, a > b, abs(-a))
print(bool(Money(0)), not a, sum([a, b]), sorted([b, a]), max(a, b))
for bad in ("a + 'x'", "'x' + a", "3 * a", "a - b", "a <= b", "a @ b", "a ** 2", "~a", "a // 2", "a[0]",
            "a()", "len(a)", "a < 1"):
    try:
        eval(bad)
    except (TypeError, AttributeError) as error:
        print(bad, "->", error)
