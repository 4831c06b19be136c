"""int: one number, whatever holds it, from the machine word to any size."""

print("word and beyond")
edge = 2**61
for value in (edge - 1, edge, -edge, -edge - 1, 2**63 - 1, 2**63, 2**64, -(2**64)):
    print(value, value + 1, value - 1, value * 2, value // 3, value % 7, -value, ~value, hash(value), value.bit_length())

print("arithmetic in and out of the word")
print(2**62 - 2**62, 2**62 + 2**62, (2**40) * (2**40), (2**80) // (2**40), (2**80) >> 60, 1 << 80, 3**50)
print(2**100 - 2**100 + 5, type(2**100 - 2**100 + 5), (2**100 - 2**100 + 5) == 5)
print((-7) // 2, -7 % 2, divmod(-7, 2), divmod(7, -2), -7 // -2, divmod(10**30, -7), divmod(-(10**30), 10**15))
print(5 & 3, 5 | 3, 5 ^ 3, -5 & 255, -(2**70) & 0xFFFF, (2**70) ^ -1, -1 >> 1000, 1 >> 1000, -(2**70) >> 68)
print(pow(3, 200, 10**9 + 7), pow(3, -1, 11), pow(2, 100, -7), pow(-3, 5, 7), pow(7, 2**70, 13))
print(7 / 2, 2**70 / 2**69, 10**400 / 10**399, -1 / 3, 0 / -5)
print(2**-1, (-2) ** 3, (-2) ** -3, 0**0, (-8) ** (1 / 3))

print("comparison with floats is exact")
print(2**53 == float(2**53), 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308, 10**400 < float("inf"))
print(hash(2**61) == hash(2.0**61), hash(-1), hash(2**61 - 1), hash(-(2**61)), hash(10**100) == hash(int("1" + "0" * 100)))

print("text")
print(int(" 42 "), int("-0x1f", 16), int("0b101", 0), int("0o17", 0), int("z", 36), int("1_000"), int(b"12"), int("\u0663\u0664"))
print(str(-(10**40)), repr(True), int(str(3**300)) == 3**300)
print((300).to_bytes(2), (300).to_bytes(4, "little"), (-2).to_bytes(2, signed=True), int.from_bytes(b"\x01\x00"))
print(int.from_bytes(b"\xff\xfe", "little", signed=True), int.from_bytes([1, 2, 3]), (10**30).to_bytes(13, "big").hex())

print("methods")
print((255).bit_count(), (-255).bit_length(), (6).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator)
print(round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(5, 3), round(10**25 + 5, -1), (7).is_integer())
print((7).__floor__(), (7).__ceil__(), (7).__trunc__(), (7).__index__(), int.__add__(1, 2), int.__add__(1, 2.0), int.__pow__(2, 5, 7))

print("subclasses keep their class only when they are stored")


class Count(int):
    pass


count = Count(7)
count.note = "x"
print(count, count.note, type(count), type(count + 1), type(-count), type(abs(count)), [10, 20][Count(1)], Count("ff", 16))
print(Count(2**80), Count(2**80) + 1, {Count(5): "five"}[5], Count(5) == 5, hash(Count(5)) == hash(5))

print("bool")
print(True + True, True & False, True | False, True ^ True, True & 1, True * 3, bool([]), bool("a"), int(True), True == 1)
print(f"{True} {True:d} {True:5}|", str(False), -True, [False, True][True])

print("errors")


class Wrong:
    def __int__(self):
        return "one"

    def __index__(self):
        return 1.5


for attempt in (
    lambda: int("12x"),
    lambda: int(""),
    lambda: int("1__2"),
    lambda: int("077", 0),
    lambda: int("1", 1),
    lambda: int(1, 2),
    lambda: int([]),
    lambda: int(Wrong()),
    lambda: "abc"[Wrong()],
    lambda: int(float("nan")),
    lambda: int(float("inf")),
    lambda: 1 // 0,
    lambda: 1 % 0,
    lambda: 1 / 0,
    lambda: divmod(1, 0),
    lambda: 0**-1,
    lambda: pow(2, -1, 4),
    lambda: pow(2, 3, 0),
    lambda: 1 << -1,
    lambda: 1 >> -1,
    lambda: (300).to_bytes(1),
    lambda: (-1).to_bytes(1),
    lambda: (1).to_bytes(1, "middle"),
    lambda: int("9" * 5000),
    lambda: str(10**5000),
    lambda: float(10**400),
    lambda: 1 + "a",
    lambda: -"a",
    lambda: 1 < "a",
    lambda: int(base=10),
    lambda: int(1, 2, 3),
    lambda: bool(1, 2),
    lambda: 1.5 << 1,
):
    try:
        print("no error:", attempt())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
