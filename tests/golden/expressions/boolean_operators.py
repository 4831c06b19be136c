"""and, or, not give operands, stop early, and mix with comparisons and conditions."""


def t(v):
    print("eval", repr(v))
    return v


print(t(1) and t(2), t(0) and t(2), t(1) or t(2), t(0) or t(2), t("") or t([]) or t(None), t(1) and t("") and t(3))
print(not t(0), not not t("x"), t(1) and not t(0), (t(0) or t(5)) and t(6), t(0) and t(1) or t(2), t(1) or t(2) and t(3))
if t(1) and (t(0) or t(2)):
    print("then")
if not (t(1) and t(0)):
    print("negated")
x = t(1) if t(0) else t(2) if t(3) else t(4)
print(x, 1 if True else 1 / 0, [1, 2][True and 1], (lambda a: a or "d")(0), [i for i in range(6) if i % 2 and i > 2 or i == 0])


class B:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        print("bool", self.v)
        return self.v


a, b = B(True), B(False)
print((a and b) is b, (b and a) is b, (a or b) is a, (b or a) is a)
while a and not b:
    a.v = False
print("end")
assert a or not b
print(all(t(v) for v in (1, 0, 2)), any(t(v) for v in (0, 3, 4)), bool(a) is False)


class NotBool:
    def __bool__(self):
        return "x"


for bad in (lambda: NotBool() and 1, lambda: NotBool() or 1, lambda: not NotBool(), lambda: 1 if NotBool() else 2, lambda: [1 for _ in [0] if NotBool()]):
    try:
        bad()
    except TypeError as error:
        print(error)
