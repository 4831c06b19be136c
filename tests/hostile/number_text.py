"""Text to number and back with odd content, and arithmetic at the edges."""
import math

texts = ["", " ", "+", "-", "1_", "_1", "1__0", "0x", "0b2", "٣", "1e400", "-1e400", "1e-400", "inf", "-Infinity", "nan", "+nan", "infinit", "1.2.3",
         "1e", "e1", ".", ".5", "5.", "\0", "1\0", "é", "1 2", "--1", "0x1p5", "1" * 5000, "1" * 4300, "1." + "1" * 5000, "\ud800", "1j", "1+j", "(1+2j)",
         "1 + 2j", "0_0", "00", "0777", "0o777", " 12 ", "\n12\t", "1e5", "𝟙", "²"]
for text in texts:
    for convert in (int, float, complex, lambda t: int(t, 0), lambda t: int(t, 36), lambda t: int(t, 2), lambda t: float(t.encode()),
                    lambda t: int(t.encode()), lambda t: int(t, 37), lambda t: float.fromhex(t), lambda t: bytes.fromhex(t)):
        try:
            repr(convert(text))
        except (ValueError, OverflowError, TypeError, UnicodeError):
            pass
numbers = [0, 1, -1, 2 ** 31, 2 ** 61, 2 ** 62, 2 ** 63, 2 ** 64, -2 ** 61, -2 ** 62, -2 ** 63, -2 ** 63 - 1, 10 ** 30, 0.0, -0.0, 1.5, 1e308, 5e-324, -1e308,
           float("inf"), float("-inf"), float("nan"), 1j, complex("nan+infj"), True]
operations = [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b,
              lambda a, b: divmod(a, b), lambda a, b: a & b, lambda a, b: a | b, lambda a, b: a ^ b, lambda a, b: a == b, lambda a, b: a < b,
              lambda a, b: math.fmod(a, b), lambda a, b: math.atan2(a, b), lambda a, b: math.gcd(a, b), lambda a, b: math.hypot(a, b),
              lambda a, b: math.ldexp(a, b), lambda a, b: round(a, b) if abs(b) < 1000 else 0, lambda a, b: math.copysign(a, b),
              lambda a, b: math.nextafter(a, b), lambda a, b: math.isclose(a, b), lambda a, b: math.comb(a, b) if abs(b) < 50 else 0,
              lambda a, b: a ** b if abs(b) < 100 else 0, lambda a, b: a << b if abs(b) < 1000 else 0, lambda a, b: a >> b, lambda a, b: pow(a, b, 7),
              lambda a, b: pow(a, -1, b), lambda a, b: math.log(a, b), lambda a, b: math.dist([a], [b]), lambda a, b: math.remainder(a, b)]
for a in numbers:
    for b in numbers:
        for operation in operations:
            try:
                repr(operation(a, b))
            except (TypeError, ValueError, ZeroDivisionError, OverflowError, MemoryError):
                pass
for name in dir(math):
    function = getattr(math, name)
    if callable(function) and name not in ("factorial", "perm"):
        for a in numbers:
            try:
                function(a)
            except (TypeError, ValueError, OverflowError):
                pass
for a in (-1, 0, 1, 20, 170, 1000, 1.0, 10 ** 30):
    try:
        math.factorial(a)
    except (TypeError, ValueError, OverflowError):
        pass
print("survived")
