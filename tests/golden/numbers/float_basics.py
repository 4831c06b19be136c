"""float: literals, arithmetic, text, special values, methods, conversion errors."""
print(1.5, 1., .5, 1e3, 1E-3, 1_0.5_0, 1e1_0, 0.1 + 0.2, 1 / 3, 2 / 3, 100.0, 1e16, 1e15, 123456789.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 1e-5, 0.0001, -0.0, 1e400, -1e400)
print(7.5 // 2, 7.5 % 2, -7.5 // 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 2.0 ** 10, 2 ** 0.5, 2.0 ** -1, (-2.0) ** 3, (-8.0) ** (1 / 3), 0.0 ** 0, 1e200 * 1e200, -1e200 * 1e200)
inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf + 1, inf == inf, nan == nan, nan != nan, inf > 1e308, nan < 1, nan > 1, inf % 2 if False else "", 5 % inf, -5 % inf, 5 // inf, -5 // inf, 1 / inf, inf ** 0, nan ** 0, 1 ** nan)
print(0.0 == -0.0, 1 / inf, -1 / inf, 0.0 * -1, abs(-0.0), -0.0 + 0, str(-0.0), 3.0 == 3, 0.1 == 1 / 10, 0.1 + 0.2 == 0.3, 1e16 + 1 == 1e16, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53)
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(0.5, 0), round(1e300, 5), round(5e-324, 400), round(1.5, None), round(-2.5, 0), round(1e22, -21))
print(float("1.5"), float(" -1e3\n"), float("inf"), float("-Infinity"), float("nan"), float("1_0.5"), float(5), float(True), float(), float("1e-400"), float("1e400"), float("0x1p3" if False else "3"), float(b"2.5"), float("٣.٥"))
print((1.5).as_integer_ratio(), (0.1).as_integer_ratio(), (2.0).is_integer(), (2.5).is_integer(), (1.5).hex(), (0.1).hex(), (-0.0).hex(), inf.hex(), float.fromhex("0x1.8p+1"), float.fromhex("inf"), float.fromhex("0x.1"), (1.5).conjugate(), (1.5).real, (1.5).imag)
print(int(1e20), int(-1.9), int(1.9), (1.5).__trunc__(), (1.5).__floor__(), (1.5).__ceil__(), (-1.5).__floor__(), hash(1.0) == hash(1), hash(0.1), hash(inf), hash(-inf), bool(0.0), bool(nan), bool(-0.0))
print(1.0.__eq__(1), 1.0.__eq__("x"), 1.5.__add__("x"), repr(1e5), repr(123456.789e3), str(1e100), 1.0e-10, 12345678901234567890.0, 0.30000000000000004, 1e-7 + 1e-8, 4.35 * 100, 1.1 * 3)
for bad in ("1.0 / 0", "1.0 // 0", "1.0 % 0", "0.0 ** -1", "divmod(1.0, 0.0)", "float('x')", "float('')", "float('1.2.3')", "float('1__0')", "float(None)", "float([])", "int(nan)", "int(inf)", "round(nan)", "round(inf)",
            "2.0 ** 10000", "(-1.0) ** 0.5 == 1", "1.5 << 1", "1.5 & 1", "~1.5", "range(1.0)", "inf.as_integer_ratio()", "nan.as_integer_ratio()", "float.fromhex('zz')", "float.fromhex('0x1p5000')", "1.5 + 'x'",
            "'x' * 1.5", "chr(1.5)", "hex(1.5)", "math", "1e308 * 10 ** 400", "float(1, 2)", "float(x=1)", "1.0.x"):
    try:
        print(eval(bad))
    except (ZeroDivisionError, ValueError, TypeError, OverflowError, NameError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error)
print(max(1, 2.5), min(1.0, 1), sum([0.1] * 10), sum([1e100, 1.0, -1e100]), sum([1, 2.5]), sorted([2.5, 1, -inf, inf, 0]), 1 < 1.5 < 2, 10 ** 20 < 1e20 + 1e5, 0.1 in [0.1], nan in [nan])
