"""Integers beyond the machine word: arithmetic, comparison, text, bits, division with signs."""
a = 123456789012345678901234567890
b = 987654321098765432109876543210
print(a + b, a - b, a * b, b // a, b % a, -b // a, -b % a, b // -a, b % -a, divmod(-b, -a), a ** 3)
print(a & b, a | b, a ^ b, ~a, a << 65, a >> 65, -a >> 65, -a & b, -a | b, -a ^ -b, a & -1, -1 >> 1000, a >> 1000, -a >> 1000)
print(a < b, a == a + 0, a != b, -a < a, a > 1e29, a == float(a), 2 ** 53 + 1 == float(2 ** 53 + 1), 10 ** 400 > 1e308, 10 ** 400 == float("inf"), 2 ** 1024 > float("inf"))
print(a / b, b / a, 10 ** 400 / 10 ** 399, (2 ** 1000) / (2 ** 999), a // 7, a % 7, 7 // a, 7 % a, -7 // a, -7 % a, a * 0, a * 1, a * -1)
for n in (2 ** 61 - 1, 2 ** 61, 2 ** 62 - 1, 2 ** 62, 2 ** 63 - 1, 2 ** 63, 2 ** 64 - 1, 2 ** 64, 2 ** 127, 2 ** 128):
    print(n, -n, n + 1, n - 1, -n - 1, -n + 1, n * 2, n * n, n // 2, n >> 1, n << 1, ~n, n ^ (n - 1), n & (n - 1), hash(n), hash(-n), n.bit_length(), float(n), n % 1000003)
print(2 ** 62 - 2 ** 62, 2 ** 64 - 2 ** 64 + 5, (2 ** 64 + 1) // 2 ** 64, (10 ** 30) // (10 ** 29), type(2 ** 64 - 2 ** 64).__name__)
print(int("9" * 50), int("f" * 30, 16), int("-" + "7" * 40, 8), hex(2 ** 70), oct(2 ** 70), bin(2 ** 70), str(10 ** 60), repr(-10 ** 60), int(1e30), int(-1e25), float(10 ** 30))
print(a.bit_length(), a.bit_count(), a.to_bytes(16, "big").hex(), int.from_bytes(bytes(range(20)), "big"), (-a).to_bytes(16, "little", signed=True).hex())
print(round(a, -10), round(-a, -20), abs(-a), pow(a, 5, b), pow(3, 10 ** 20, 10 ** 15), pow(a, -1, 10 ** 9 + 7), a.as_integer_ratio(), divmod(a, 10 ** 15))
import math
print(math.isqrt(a), math.gcd(a, b), math.lcm(a, 12), math.factorial(30), math.comb(100, 50), math.perm(30, 5), math.log(10 ** 400), math.log2(2 ** 2000), math.log10(10 ** 400), math.sqrt(10 ** 100))
for bad in ("float(10 ** 400)", "10 ** 400 / 3", "10 ** 400 * 1.0", "math.sqrt(10 ** 400)", "1 << 10 ** 30", "'a' * 10 ** 30", "[0] * 10 ** 30", "range(10 ** 30)[10 ** 31]", "int('1' * 5000)",
            "str(10 ** 5000)", "(10 ** 30).to_bytes(5, 'big')", "round(1.5, 10 ** 30)", "chr(10 ** 30)", "10 ** 30 / 0", "10 ** 30 % 0", "len(range(10 ** 30))", "'%c' % 10 ** 30",
            "(10 ** 400) ** 0.5", "10 ** 400 + 1.5", "complex(10 ** 400)", "hash(10 ** 400) and int(10 ** 400 ** 0)", "1e308 + 10 ** 400"):
    try:
        print(eval(bad))
    except (OverflowError, ValueError, ZeroDivisionError, IndexError, MemoryError) as error:
        print(bad, "->", type(error).__name__, error)
f = 1
for i in range(1, 26):
    f *= i
print(f, sum(range(10 ** 10, 10 ** 10 + 5)), sum([2 ** 62, 2 ** 62, 2 ** 62, -2 ** 63]), max(2 ** 64, 2 ** 65), sorted([2 ** 70, -2 ** 70, 5, 2 ** 64]))
