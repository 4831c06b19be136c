"""Truth is asked by __bool__, then __len__; wrong answers are TypeError or ValueError."""


class B:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("bool")
        return self.value


class L:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        print("len")
        return self.value


class Both(B, L):
    pass


print(bool(B(True)), not B(False), bool(L(0)), bool(L(5)), bool(Both(True)))
if B(True) and L(1) or B(False):
    print("short circuit")
print(all([B(True), B(False), B(True)]), any([L(0), L(1), L(2)]))
print(len(L(3)), len(L(True)))
for bad in (lambda: bool(B(1)), lambda: bool(B(None)), lambda: len(L(-1)), lambda: len(L("x")), lambda: len(L(2 ** 100)), lambda: bool(L(-1)),
            lambda: len(L(1.0)), lambda: not B("x")):
    try:
        bad()
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
while B(False):
    pass
x = [] or {} or "" or 0 or None or "last"
print(x, 1 and 2 and 3, 0 and 1 / 0, 1 or 1 / 0)
assert L(1), "never"
print([v for v in (B(True), B(False)) if v] != [])
