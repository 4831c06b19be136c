"""float and complex: arithmetic, text and conversions, special values included."""

inf, nan = float("inf"), float("nan")

print("text")
for value in (0.0, -0.0, 0.1, 1 / 3, 1e16, 123456789012345678.0, 1e-5, 0.0001, 1e22, 1e23, 5e-324, 1.7976931348623157e308, inf, -inf, nan):
    print(repr(value), str(value), f"{value:.3f}", f"{value:e}", f"{value:g}", f"{value:10.2g}|")
print(float(" 1_0.5e1 "), float("-Infinity"), float("nan"), float(b"2.5"), float("1e400"), float("\u0661.5"))
print((0.1).hex(), float.fromhex("0x1.8p1"), float.fromhex("-inf"), (1e300).hex(), float.fromhex("0x.1"))

print("arithmetic")
print(0.1 + 0.2, 1e308 * 10, -1e308 * 10, inf - inf, 1 / inf, 2.0**0.5, 2**0.5, (-8.0) ** (1 / 3), 0.0**0, (-2.0) ** 3)
print(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, divmod(-7.5, 2), 5.0 % inf, -5.0 % inf, 1e-20 % -1, 0.0 // -1)
print(nan == nan, nan != nan, nan < 1, nan in [nan], [nan] == [nan], max(1.0, nan) == 1.0, inf > 10**400)
print(1.5 + 2, 2 + 1.5, True + 0.5, 2**53 + 1.0, 1e16 + 1)

print("rounding")
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234.5678, -2), round(1e300, -300), round(0.1, 30))
print(int(-2.9), (2.5).__floor__(), (2.5).__ceil__(), (-2.5).__trunc__(), (2.0).is_integer(), (2.5).is_integer())
print((0.75).as_integer_ratio(), (0.1).as_integer_ratio(), (-3.0).as_integer_ratio())

print("hashing")
print(hash(1.0) == hash(1), hash(0.5), hash(-0.25), hash(inf), hash(-inf), {1.0: "a"}[1], hash(1e100) == hash(int(1e100)))

print("complex")
print(1 + 2j, -1j, 1j - 1, complex(-0.0, -0.0), complex("1e3-2.5j"), complex(" ( 1+j ) ".replace(" ", "")), complex("nan+infj"))
print((1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) ** 2, (1 + 2j) ** -1, (1 + 2j) ** 0, (2j) ** 2, 1j**2)
print(abs(3 + 4j), (3 + 4j).conjugate(), (3 + 4j).real, (3 + 4j).imag, -(3 + 4j), +(3 + 4j), bool(0j), 1j == 1j, 1 + 0j == 1)
print(hash(1 + 0j) == hash(1), hash(1 + 2j), complex(1, 2), complex(1j, 1j), complex(imag=2), complex(True), 2 + 1j == 2)
print(f"{1+2j:.2f}", f"{1+2j:>12}|", f"{1e10+1e-10j:g}", format(1j, ""))

print("subclasses")


class Metre(float):
    pass


length = Metre(2.5)
length.unit = "m"
print(length, length.unit, type(length), type(length * 2), length == 2.5, f"{length:.1f}", Metre("1e3"))

print("conversions by special methods")


class Number:
    def __float__(self):
        return 2.5

    def __complex__(self):
        return 1 + 1j


class Index:
    def __index__(self):
        return 9


print(float(Number()), complex(Number()), float(Index()), complex(Index()), round(float(Index())))


class Bad:
    def __float__(self):
        return "no"

    def __complex__(self):
        return 1.5


print("errors")
for attempt in (
    lambda: float("abc"),
    lambda: float(""),
    lambda: float([]),
    lambda: float(1, 2),
    lambda: float(x=1),
    lambda: float(Bad()),
    lambda: complex(Bad()),
    lambda: complex("1 + 2j"),
    lambda: complex("abc"),
    lambda: complex("1", 2),
    lambda: complex(1, "2"),
    lambda: complex([]),
    lambda: 1.0 / 0,
    lambda: 1.0 // 0,
    lambda: 1.0 % 0,
    lambda: divmod(1.0, 0),
    lambda: 0.0**-1,
    lambda: 10.0**400,
    lambda: 1j / 0,
    lambda: 0j**-1,
    lambda: 1j // 1,
    lambda: 1j < 2j,
    lambda: int(1j),
    lambda: round(inf),
    lambda: round(nan),
    lambda: inf.as_integer_ratio(),
    lambda: 1.5 + 10**400,
    lambda: 1.5 + "a",
    lambda: float.fromhex("zz"),
    lambda: pow(2.0, 3, 4),
    lambda: round(1.7e308, -308),
):
    try:
        print("no error:", attempt())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
