"""int: literals, arithmetic with signs, floor division, shifts, bit operations, conversions."""
print(0x1F, 0o17, 0b101, 1_000_000, 0xdead_beef, 0, 00, -0)
for a in (7, -7):
    for b in (3, -3):
        print(a // b, a % b, divmod(a, b), a / b, a ** 2, a & b, a | b, a ^ b, ~a, a << 2, a >> 1)
print(2 ** 10, 2 ** 100, (-2) ** 3, (-2) ** -1, 0 ** 0, 10 ** 0, 2 ** 0.5, (-8) ** (1 / 3))
print(int("42"), int("-42"), int(" 42\n"), int("0x1f", 16), int("0b11", 0), int("z", 36), int("1_000"), int(3.99), int(-3.99), int(True), int(), int("٣"), int(b"12"))
print(bin(10), oct(64), hex(255), bin(-5), hex(-255), str(123), repr(-1), float(3), complex(2), bool(0), bool(-1))
print((255).bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_count(), (5).to_bytes(2, "big"), (5).to_bytes(2, "little"), (-5).to_bytes(2, "big", signed=True),
      int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\xff\xfe", "big", signed=True), (0).to_bytes(), int.from_bytes([1, 2], "little"))
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (5).as_integer_ratio(), (5).is_integer(), (5).__index__(), (3).__add__(4), (3).__add__("x"))
print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(5), round(5, 2), round(55, -2), round(45, -2), abs(-5), pow(3, -1, 7), pow(2, 100, 13), pow(-3, 3, 5))
print(5 .bit_length(), 1 .real, 1..real, 1.0.is_integer())
for bad in ("1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "0 ** -1", "1 << -1", "1 >> -1", "int('x')", "int('')", "int('12', 1)", "int('9', 8)", "int('1 2')", "int('1__2')", "int(None)",
            "int('12', 37)", "int(12, 10)", "int(float('nan'))", "int(float('inf'))", "pow(2, -1, 4)", "pow(2, 1, 0)", "(256).to_bytes(1)", "(-1).to_bytes(1)", "(1).to_bytes(-1)",
            "(1).to_bytes(1, 'middle')", "int('0b12', 0)", "int('012', 0)", "int('_1')", "int('1_')", "int([])", "int(b'x')", "int('\\ud800')", "1 + '1'", "int(base=10)", "int('1', base='x')"):
    try:
        print(eval(bad))
    except (ZeroDivisionError, ValueError, TypeError, OverflowError) as error:
        print(bad, "->", type(error).__name__, error)
